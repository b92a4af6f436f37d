//! The command line: what can be asked. Sentences are in [`help`], so that they exist in both languages.

use std::path::PathBuf;

use baton_service::model;
use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};

pub(crate) mod help;
mod pages;
pub(crate) mod usage;

/// `baton`
#[derive(Debug, Parser)]
#[command(name = "baton", version, disable_help_flag = true, disable_version_flag = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options of every command.
#[derive(Args, Clone, Debug)]
pub(crate) struct Global {
    #[arg(short = 'w', long, value_name = "DIR", default_value = ".", global = true)]
    pub(crate) workspace: PathBuf,
    #[arg(long, value_name = "LANG", global = true)]
    pub(crate) lang: Option<String>,
    #[arg(long, value_name = "FORMAT", default_value = "table", global = true)]
    pub(crate) format: Format,
    #[arg(long, global = true)]
    pub(crate) bom: bool,
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub(crate) color: Color,
}

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Table,
    Csv,
    Json,
    Xlsx,
}

/// When colour is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(InitArgs),
    Check(CheckArgs),
    Try(TryArgs),
    Import(ImportArgs),
    Template(TemplateArgs),
    Score(ScoreArgs),
    Explain(ExplainArgs),
    Compare(CompareArgs),
    Export(ExportArgs),
    Run(RunCommandArgs),
    Verify(VerifyArgs),
    History(HistoryArgs),
    Scheme(SchemeArgs),
    Demo(DemoArgs),
    Serve(ServeArgs),
    Backup(BackupArgs),
    Restore(RestoreArgs),
    Completions(CompletionsArgs),
}

/// `baton init`
#[derive(Args, Debug)]
pub(crate) struct InitArgs {
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    #[arg(long, value_name = "NAME")]
    pub(crate) pack: Option<String>,
}

/// `baton check`
#[derive(Args, Debug)]
pub(crate) struct CheckArgs {
    #[arg(value_name = "SCHEME")]
    pub(crate) scheme: Option<String>,
}

/// Which run is meant.
#[derive(Args, Debug)]
pub(crate) struct RunArgs {
    #[arg(value_name = "SCHEME")]
    pub(crate) scheme: Option<String>,
    #[arg(short, long, value_name = "PERIOD")]
    pub(crate) period: Option<String>,
    #[arg(long, value_name = "TIME")]
    pub(crate) as_of: Option<String>,
}

/// `baton try`
#[derive(Args, Debug)]
pub(crate) struct TryArgs {
    #[arg(value_name = "INDICATOR")]
    pub(crate) indicator: String,
    #[arg(value_name = "VALUE", allow_negative_numbers = true)]
    pub(crate) value: String,
    #[arg(long, value_name = "UNIT")]
    pub(crate) unit: Option<String>,
    #[arg(long, value_name = "SCHEME")]
    pub(crate) scheme: Option<String>,
    #[arg(short, long, value_name = "PERIOD")]
    pub(crate) period: Option<String>,
    #[arg(long, value_name = "TIME")]
    pub(crate) as_of: Option<String>,
}

/// `baton import`
#[derive(Args, Debug)]
pub(crate) struct ImportArgs {
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[arg(long)]
    pub(crate) clean_rows: bool,
    #[arg(long, value_name = "TIME")]
    pub(crate) recorded_at: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: Option<String>,
    #[arg(short, long, value_name = "PERIOD")]
    pub(crate) period: Option<String>,
    #[arg(short, long, value_name = "UNIT")]
    pub(crate) unit: Option<String>,
    #[arg(short, long, value_name = "INDICATOR")]
    pub(crate) indicator: Option<String>,
    #[arg(long, value_name = "SCENARIO", default_value = "actual")]
    pub(crate) scenario: Scenario,
    #[arg(long, value_name = "SERIES", default_value = "")]
    pub(crate) series: String,
    #[arg(long, value_name = "FILE")]
    pub(crate) errors: Option<PathBuf>,
}

/// Actual, plan or forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Scenario {
    Actual,
    Plan,
    Forecast,
}

impl From<Scenario> for model::Scenario {
    fn from(scenario: Scenario) -> Self {
        match scenario {
            Scenario::Actual => Self::Actual,
            Scenario::Plan => Self::Plan,
            Scenario::Forecast => Self::Forecast,
        }
    }
}

/// `baton template`
#[derive(Args, Debug)]
pub(crate) struct TemplateArgs {
    #[arg(value_name = "SCHEME")]
    pub(crate) scheme: Option<String>,
    #[arg(short, long, value_name = "PERIOD")]
    pub(crate) period: Option<String>,
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: PathBuf,
}

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

/// `baton score`
#[derive(Args, Debug)]
pub(crate) struct ScoreArgs {
    #[command(flatten)]
    pub(crate) run: RunArgs,
    #[arg(short, long, value_name = "GROUP")]
    pub(crate) group: Option<String>,
    #[arg(long, value_name = "FILE", requires = "out")]
    pub(crate) data: Option<PathBuf>,
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// `baton explain`
#[derive(Args, Debug)]
pub(crate) struct ExplainArgs {
    #[command(flatten)]
    pub(crate) run: RunArgs,
    #[arg(short, long, value_name = "UNIT")]
    pub(crate) unit: String,
    #[arg(short, long, value_name = "ID")]
    pub(crate) indicator: Option<String>,
}

/// `baton compare`
#[derive(Args, Debug)]
pub(crate) struct CompareArgs {
    #[arg(value_name = "SCHEME")]
    pub(crate) scheme: String,
    #[arg(value_name = "FROM")]
    pub(crate) from: String,
    #[arg(value_name = "TO")]
    pub(crate) to: String,
    #[arg(short, long, value_name = "UNIT")]
    pub(crate) unit: Option<String>,
    #[arg(long, value_name = "TIME")]
    pub(crate) as_of: Option<String>,
}

/// `baton export`
#[derive(Args, Debug)]
pub(crate) struct ExportArgs {
    #[command(flatten)]
    pub(crate) run: RunArgs,
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: PathBuf,
}

/// `baton verify`
#[derive(Args, Debug)]
pub(crate) struct VerifyArgs {
    #[arg(value_name = "RUN")]
    pub(crate) run: Option<String>,
}

/// `baton history`
#[derive(Args, Debug)]
pub(crate) struct HistoryArgs {
    #[arg(short, long, value_name = "UNIT")]
    pub(crate) unit: String,
    #[arg(short, long, value_name = "INDICATOR")]
    pub(crate) indicator: String,
    #[arg(short, long, value_name = "PERIOD")]
    pub(crate) period: String,
    #[arg(long, value_name = "SCENARIO", default_value = "actual")]
    pub(crate) scenario: Scenario,
    #[arg(long, value_name = "SERIES")]
    pub(crate) series: Option<String>,
    #[arg(long, value_name = "TIME")]
    pub(crate) as_of: Option<String>,
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// `baton scheme`
#[derive(Args, Debug)]
pub(crate) struct SchemeArgs {
    #[command(subcommand)]
    pub(crate) command: SchemeCommand,
}

/// `baton scheme …`
#[derive(Debug, Subcommand)]
pub(crate) enum SchemeCommand {
    ToTable(ToTableArgs),
    FromTable(FromTableArgs),
    Schema(SchemaArgs),
}

/// `baton scheme to-table`
#[derive(Args, Debug)]
pub(crate) struct ToTableArgs {
    #[arg(value_name = "SCHEME")]
    pub(crate) scheme: Option<String>,
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// `baton scheme from-table`
#[derive(Args, Debug)]
pub(crate) struct FromTableArgs {
    #[arg(value_name = "FILE")]
    pub(crate) table: PathBuf,
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// `baton scheme schema`
#[derive(Args, Debug)]
pub(crate) struct SchemaArgs {
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

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

/// `baton completions`
#[derive(Args, Debug)]
pub(crate) struct CompletionsArgs {
    #[arg(value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}
