//! The command line: what can be asked. Sentences are in [`help`], so that they exist in both languages.

use std::path::PathBuf;

use baton_service::model;
use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) mod help;
mod pages;
mod pages_kept;
mod runs;
mod serving;
pub(crate) mod usage;

pub(crate) use runs::*;
pub(crate) use serving::*;

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

/// `baton completions`
#[derive(Args, Debug)]
pub(crate) struct CompletionsArgs {
    #[arg(value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}
