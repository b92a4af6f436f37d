//! The vocabulary of Baton: units on a date, periods, indicators, observations, units of measure.
//!
//! Every type here refuses nonsense at construction, knows nothing of files, databases or the clock, and
//! is shared by every crate above.

pub mod catalogue;
pub mod measure;
pub mod message;
pub mod observation;
pub mod period;
pub mod snapshot;
pub mod unit;

pub use catalogue::{Accumulation, Catalogue, Direction, Indicator, IndicatorId};
pub use measure::Measure;
pub use message::{Arg, Lang, Message, MessageDef};
pub use observation::{CellAddress, NullReason, Observation, Origin, Scenario, Status};
pub use period::{Period, PeriodKind};
pub use snapshot::{Flags, Snapshot};
pub use unit::{AttributeValue, Unit, UnitTree};
