//! The 12 significant decimal digits of an `f64`, taken exactly.

use super::{Mode, pow10_i128, shift_right};
use std::fmt::{self, Write};

/// ± mantissa × 10^exponent, the mantissa of at most 12 digits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Significant {
    /// With its sign; |mantissa| < 10^12.
    pub(crate) mantissa: i64,
    /// Of the mantissa's last digit.
    pub(crate) exponent: i32,
}

impl Significant {
    /// The nearest 12-digit decimal to the binary value (an exact half to even); `None` if not finite.
    pub(crate) fn of(x: f64) -> Option<Significant> {
        if !x.is_finite() {
            return None;
        }
        let mut text = Text { bytes: [0; 32], len: 0 };
        write!(text, "{x:.11e}").ok()?;
        let (digits, exponent) = text.split()?;
        Some(Significant { mantissa: digits, exponent: exponent - 11 })
    }

    /// × 10^places, to a whole number by `mode`; `None` beyond 38 digits.
    pub(crate) fn scaled(self, places: i32, mode: Mode) -> Option<i128> {
        let mantissa = i128::from(self.mantissa);
        let shift = self.exponent.checked_add(places)?;
        match u32::try_from(shift) {
            Ok(_) if mantissa == 0 => Some(0),
            Ok(left) if left <= 26 => Some(mantissa * pow10_i128(left)),
            Ok(_) => None,
            Err(_) => Some(shift_right(mantissa, shift.unsigned_abs(), mode)),
        }
    }
}

/// A small buffer on the stack to format into.
struct Text {
    bytes: [u8; 32],
    len: usize,
}

impl Text {
    /// `-1.23456789012e-7` as (−123456789012, −7).
    fn split(&self) -> Option<(i64, i32)> {
        let text = std::str::from_utf8(&self.bytes[..self.len]).ok()?;
        let (number, exponent) = text.split_once('e')?;
        let mut mantissa = 0_i64;
        for digit in number.bytes().filter(u8::is_ascii_digit) {
            mantissa = mantissa * 10 + i64::from(digit - b'0');
        }
        let sign = if number.starts_with('-') { -1 } else { 1 };
        Some((sign * mantissa, exponent.parse().ok()?))
    }
}

impl Write for Text {
    fn write_str(&mut self, part: &str) -> fmt::Result {
        let end = self.len + part.len();
        self.bytes.get_mut(self.len..end).ok_or(fmt::Error)?.copy_from_slice(part.as_bytes());
        self.len = end;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_those_of_the_binary_value() {
        let of = |x| Significant::of(x).map(|s| (s.mantissa, s.exponent));
        assert_eq!(of(1.005), Some((100_500_000_000, -11)));
        assert_eq!(of(-0.1), Some((-100_000_000_000, -12)));
        assert_eq!(of(0.0), Some((0, -11)));
        assert_eq!(of(f64::MAX), Some((179_769_313_486, 297)));
        assert_eq!(of(5e-324), Some((494_065_645_841, -335)));
        assert_eq!(of(f64::NAN), None);
        assert_eq!(of(f64::INFINITY), None);
    }

    #[test]
    fn scaling_refuses_what_does_not_fit() {
        let big = Significant::of(1e300).expect("finite");
        assert_eq!(big.scaled(2, Mode::HalfUp), None);
        let small = Significant::of(1e-300).expect("finite");
        assert_eq!(small.scaled(2, Mode::HalfUp), Some(0));
        assert_eq!(Significant::of(0.0).and_then(|s| s.scaled(60, Mode::HalfUp)), Some(0));
    }
}
