//! `baton run …`: runs that are kept.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand};

use super::RunArgs;

/// `baton run`
#[derive(Args, Debug)]
pub(crate) struct RunCommandArgs {
    #[command(subcommand)]
    pub(crate) command: RunCommand,
}

/// `baton run …`
#[derive(Debug, Subcommand)]
pub(crate) enum RunCommand {
    Keep(KeepArgs),
    List(ListArgs),
    Show(ShowArgs),
    Publish(PublishArgs),
    Rule(RuleArgs),
    Restate(RestateArgs),
}

/// `baton run keep`
#[derive(Args, Debug)]
pub(crate) struct KeepArgs {
    #[command(flatten)]
    pub(crate) run: RunArgs,
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
}

/// `baton run list`
#[derive(Args, Debug)]
pub(crate) struct ListArgs {
    #[arg(value_name = "SCHEME")]
    pub(crate) scheme: Option<String>,
}

/// `baton run show`
#[derive(Args, Debug)]
pub(crate) struct ShowArgs {
    #[arg(value_name = "RUN")]
    pub(crate) run: String,
    #[arg(short, long, value_name = "UNIT")]
    pub(crate) unit: Option<String>,
    #[arg(short, long, value_name = "ID", requires = "unit")]
    pub(crate) indicator: Option<String>,
    #[arg(short, long, value_name = "GROUP", conflicts_with = "unit")]
    pub(crate) group: Option<String>,
    #[arg(short, long, value_name = "FILE", conflicts_with = "unit")]
    pub(crate) out: Option<PathBuf>,
}

/// `baton run publish`
#[derive(Args, Debug)]
#[command(group(ArgGroup::new("state").required(true).args(["notice_until", "final", "restated"])))]
pub(crate) struct PublishArgs {
    #[arg(value_name = "RUN")]
    pub(crate) run: String,
    #[arg(long, value_name = "DATE")]
    pub(crate) notice_until: Option<String>,
    #[arg(long = "final", id = "final")]
    pub(crate) is_final: bool,
    #[arg(long)]
    pub(crate) restated: bool,
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
}

/// `baton run rule`
#[derive(Args, Debug)]
pub(crate) struct RuleArgs {
    #[arg(value_name = "RUN")]
    pub(crate) run: String,
    #[arg(short, long, value_name = "UNIT")]
    pub(crate) unit: String,
    #[arg(short, long, value_name = "ID")]
    pub(crate) node: String,
    #[arg(long, value_name = "POINTS", allow_negative_numbers = true, required_unless_present = "exclude")]
    pub(crate) points: Option<f64>,
    #[arg(long, conflicts_with = "points")]
    pub(crate) exclude: bool,
    #[arg(long, value_name = "DOCUMENT")]
    pub(crate) basis: String,
    #[arg(long, value_name = "NAME")]
    pub(crate) approver: String,
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
}

/// `baton run restate`
#[derive(Args, Debug)]
pub(crate) struct RestateArgs {
    #[arg(value_name = "RUN")]
    pub(crate) run: String,
    #[arg(long, value_name = "TIME")]
    pub(crate) as_of: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
}
