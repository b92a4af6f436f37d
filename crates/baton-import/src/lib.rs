//! Workbooks and CSV → observations, each knowing its sheet and cell; and the same workbook back with what to mend.
//!
//! Nothing here writes to a database or reads the clock: who records, when and why are arguments.

pub mod error;
pub mod limits;
pub mod messages;
pub mod problem;
pub mod read;
pub mod table;

pub use error::ImportError;
pub use limits::Limits;
pub use problem::{Place, Problem, ProblemGroup, Severity, group_by_message};
pub use read::FileBytes;
pub use table::{HeaderCell, Table, TableRow, read_table, table_from};
