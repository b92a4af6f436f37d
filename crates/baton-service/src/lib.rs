//! Use cases, once for command line and HTTP alike: load a workspace, take a snapshot of its figures, run a scheme,
//! explain a score. Nothing here prints, knows HTTP or reads the clock.

pub mod access;
pub mod attempt;
pub mod check;
pub mod compare;
pub mod compiled;
pub mod computed;
pub mod csv_text;
mod earlier;
pub mod explain;
pub mod export;
pub mod figures;
pub mod frozen;
pub mod history;
pub mod intake;
pub mod leaf_table;
pub mod messages;
pub mod nearest;
pub mod number;
pub mod observations;
pub mod prepare;
pub mod records;
pub mod refused;
pub mod runs;
pub mod score;
pub mod site;
pub mod snapshot;
mod sound;
pub mod straight;
mod successors;
pub mod who;
pub mod words;
pub mod workspace;
pub mod written;

pub use baton_import as import;
pub use baton_model as model;
pub use baton_report as report;
pub use baton_scheme as scheme;
pub use baton_score::round::Decimal;
pub use baton_store as store;
pub use computed::Computed;
pub use prepare::{Prepared, prepare};
pub use refused::Refused;
pub use who::Who;
