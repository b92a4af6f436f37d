//! Numbers in, numbers out: the arithmetic of scoring, one method a file.
//!
//! A column is a `&[f64]` in which `NaN` is a missing value; infinities do not occur. Nothing here knows
//! files, names, time or locale, and nothing is random: the same input gives the same bytes on every
//! machine and at any thread count (sums run in the order given, logarithms and powers come from `libm`).
//!
//! Every method states *what it does*, its *formula*, how it treats *missing values*, an *example* that
//! is run as a test, and the *source* it is taken from. Reading order: [`round`] (how a number becomes a
//! printed number), [`stats`] (what a rule needs to know of its comparison set), [`rule`] (a value becomes
//! a ratio), [`aggregate`] (ratios become one), [`rank`] and [`quota`](mod@quota) (a result becomes a place).
//!
//! For authors of indices: [`denominate`](mod@denominate), [`impute`], [`screen`], [`treat`], [`normalise`] are the stages
//! before aggregation; [`weights`] proposes weights, [`analysis`] and [`sensitivity`] ask what a ranking owes to them,
//! [`trend`] follows one unit through time.

pub mod aggregate;
pub mod analysis;
pub mod denominate;
pub mod impute;
pub mod normalise;
pub mod quota;
pub mod rank;
pub mod round;
pub mod rule;
pub mod screen;
pub mod sensitivity;
pub mod stats;
pub mod treat;
pub mod trend;
pub mod weights;
