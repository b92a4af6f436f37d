//! Rounding as a person with a calculator does it.
//!
//! A binary `f64` seldom holds the decimal it stands for: `1.005` is stored as 1.00499999999999989…, and
//! rounding what is stored gives 1.00 where everyone expects 1.01. So every number is first taken to
//! **12 significant decimal digits** (correctly rounded from the binary value, as `format!("{:.11e}")`
//! does) and only then to the places asked for, by [`Mode`].
//!
//! [`Decimal`] is what rounded points are from then on: a scaled integer, added exactly.
//!
//! **Source.** SCHEME.md §4 "Rounding"; GB/T 8170-2008 《数值修约规则与极限数值的表示和判定》 clause 3.2 for
//! half to even.

#[cfg(test)]
mod agreement;
mod all;
mod decimal;
mod digits;
mod float;

pub use all::round_all;
pub use decimal::{Decimal, MAX_PLACES, ParseDecimalError, checked_sum};
pub(crate) use digits::Significant;
pub use float::{ceil, floor, round_f64, to_significant};

/// Where an exact half goes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Mode {
    /// Away from zero (四舍五入): 2.5 → 3, −2.5 → −3.
    #[default]
    HalfUp,
    /// To the even digit (四舍六入五成双, GB/T 8170): 2.5 → 2, 3.5 → 4.
    HalfEven,
}

/// Powers of ten that an `f64` holds exactly.
const POW10_F64: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

/// 10^n for n ≤ 38.
const fn pow10_i128(n: u32) -> i128 {
    10_i128.pow(n)
}

/// value ÷ 10^places to a whole number by `mode`; exact.
fn shift_right(value: i128, places: u32, mode: Mode) -> i128 {
    if places > 38 {
        return 0; // |value| < 1.7·10^38: less than half of 10^39
    }
    let divisor = pow10_i128(places);
    let (whole, rest) = (value / divisor, (value % divisor).abs());
    let (below, tie) = (divisor - rest, rest == divisor - rest);
    let away = if tie { mode == Mode::HalfUp || whole % 2 != 0 } else { rest > below };
    if away { whole + value.signum() } else { whole }
}
