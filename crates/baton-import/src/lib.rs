//! Workbooks and CSV → observations, each knowing its sheet and cell; and the same workbook back with what to mend.
//!
//! Nothing here writes to a database or reads the clock: who records, when and why are arguments.

mod draft;
pub mod error;
mod file_messages;
mod fit;
pub mod import;
mod layout;
pub mod limits;
mod mend;
pub mod messages;
pub mod options;
pub mod problem;
pub mod read;
pub mod report;
pub mod sheet;
pub mod table;
mod take;
mod template;
pub mod units;
pub mod value;
pub mod when;

pub use error::ImportError;
pub use import::{import_bytes, import_file};
pub use limits::Limits;
pub use mend::error_workbook;
pub use options::{Current, FigureKey, Mapping, Mode, NothingRecorded, Options};
pub use problem::{Place, Problem, ProblemGroup, Severity, group_by_message};
pub use read::legacy::LegacyReader;
pub use read::{FileBytes, Kind, READ_LEGACY, child_main};
pub use report::{
    ColumnReport, Counts, Figure, Layout, Meaning, MissingFigure, Report, SheetReport, Verdict,
};
pub use table::{HeaderCell, Table, TableRow, read_table, table_from};
pub use take::impossible;
pub use template::{Template, template};
pub use units::UnitNames;
