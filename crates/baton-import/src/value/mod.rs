//! The text of a cell → a number, a missing value, or why it is neither.
//!
//! Statistical tables write numbers in many ways. What is unmistakable is read (`１，２３４．５`, `1.5亿`, `(12.3)`, `12.3①`); what
//! could mean two things is refused with a sentence (`1,5`, `12 13`, `约12`). Nothing missing ever becomes 0.

mod convert;
mod decimal;
mod text;

pub(crate) use convert::name_of;
pub use convert::{Conversion, suffix_conversion};
pub use decimal::{leading_number, plain_number, shift_decimal};
pub use text::{Fault, Number, Oddity, Reading, is_missing, read_text};
