//! `baton demo`, `serve`, `backup`, `restore`: what needs a place for data.

use std::path::PathBuf;

use clap::Args;

/// `baton demo`
#[derive(Args, Debug)]
pub(crate) struct DemoArgs {
    #[arg(short, long, value_name = "FILE", default_value = "result.xlsx")]
    pub(crate) out: PathBuf,
    #[arg(long, value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) place: PlaceArgs,
    #[arg(long)]
    pub(crate) seed_only: bool,
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) scale: usize,
}

/// Where a server listens and keeps its data.
#[derive(Args, Debug)]
pub(crate) struct PlaceArgs {
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub(crate) listen: String,
    #[arg(long, value_name = "URL", env = "BATON_DATABASE", hide_env_values = true)]
    pub(crate) database: Option<String>,
}

/// `baton serve`
#[derive(Args, Debug)]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    pub(crate) place: PlaceArgs,
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub(crate) tls_certificate: Option<PathBuf>,
    #[arg(long, value_name = "FILE", requires = "tls_certificate")]
    pub(crate) tls_key: Option<PathBuf>,
    #[arg(long)]
    pub(crate) behind_proxy: bool,
    #[arg(long, value_name = "URL")]
    pub(crate) origin: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub(crate) oidc: Option<PathBuf>,
    #[arg(long, value_name = "MB", default_value_t = 64)]
    pub(crate) upload_mb: usize,
}

/// `baton backup`
#[derive(Args, Debug)]
pub(crate) struct BackupArgs {
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[arg(long, value_name = "URL", env = "BATON_DATABASE", hide_env_values = true)]
    pub(crate) database: Option<String>,
}

/// `baton restore`
#[derive(Args, Debug)]
pub(crate) struct RestoreArgs {
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[arg(long, value_name = "URL", env = "BATON_DATABASE", hide_env_values = true)]
    pub(crate) database: Option<String>,
}
