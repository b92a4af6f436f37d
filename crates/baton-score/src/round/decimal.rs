//! Decimals as scaled integers: what rounded points are.

use super::float::fast_whole;
use super::{Mode, POW10_F64, Significant, pow10_i128, shift_right};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

/// The most decimal places a [`Decimal`] can have.
pub const MAX_PLACES: u8 = 18;

/// An exact decimal number: scaled ÷ 10^places.
///
/// *What it does.* Adds, subtracts, compares and re-rounds without binary error. Equality, order and
/// hash go by value, across places (0.5 = 0.50); [`places`](Decimal::places) only decides how it is shown.
///
/// *Formula.* value = scaled / 10^places, |scaled| < 2⁶³, places ≤ 18.
///
/// *Missing values.* There is none: a missing number is an `Option<Decimal>`.
///
/// *Example.*
/// ```
/// use baton_score::round::{Decimal, Mode};
/// let a = Decimal::round(82.345, 2, Mode::HalfUp).unwrap();
/// let b: Decimal = "-0.50".parse().unwrap();
/// assert_eq!(a.to_string(), "82.35");
/// assert_eq!(a.checked_add(b).unwrap().to_string(), "81.85");
/// assert_eq!(b, Decimal::new(-5, 1));
/// ```
/// *Source.* SCHEME.md §4 "Rounding": rounded points are decimals (scaled integers) from then on.
#[derive(Clone, Copy, Debug)]
pub struct Decimal {
    scaled: i64,
    places: u8,
}

impl Decimal {
    /// Nought, without decimal places.
    pub const ZERO: Decimal = Decimal { scaled: 0, places: 0 };

    /// scaled ÷ 10^places.
    ///
    /// # Panics
    /// If `places` is above [`MAX_PLACES`].
    #[must_use]
    pub const fn new(scaled: i64, places: u8) -> Decimal {
        assert!(places <= MAX_PLACES, "a decimal has at most 18 places");
        Decimal { scaled, places }
    }

    /// The value times 10^places.
    #[must_use]
    #[inline]
    pub const fn scaled(self) -> i64 {
        self.scaled
    }

    /// How many digits stand after the point.
    #[must_use]
    #[inline]
    pub const fn places(self) -> u8 {
        self.places
    }

    /// x taken to 12 significant digits, then to `places` by `mode`. `None` if x is not finite, does not
    /// fit, or `places` is above [`MAX_PLACES`].
    #[must_use]
    #[inline]
    pub fn round(x: f64, places: u8, mode: Mode) -> Option<Decimal> {
        if places <= MAX_PLACES
            && let Some(whole) = fast_whole(x.abs(), i32::from(places), mode)
        {
            return Some(Decimal { scaled: if x < 0.0 { -whole } else { whole }, places });
        }
        Decimal::round_exact(x, places, mode)
    }

    /// The digit path of [`round`](Decimal::round).
    #[cold]
    #[inline(never)]
    pub(crate) fn round_exact(x: f64, places: u8, mode: Mode) -> Option<Decimal> {
        if places > MAX_PLACES {
            return None;
        }
        let whole = Significant::of(x)?.scaled(i32::from(places), mode)?;
        Some(Decimal { scaled: i64::try_from(whole).ok()?, places })
    }

    /// The sum, with the places of the longer; `None` if it does not fit.
    #[must_use]
    #[inline]
    pub fn checked_add(self, other: Decimal) -> Option<Decimal> {
        let places = self.places.max(other.places);
        let scaled = self.rescale(places)?.scaled.checked_add(other.rescale(places)?.scaled)?;
        Some(Decimal { scaled, places })
    }

    /// The difference, with the places of the longer; `None` if it does not fit.
    #[must_use]
    #[inline]
    pub fn checked_sub(self, other: Decimal) -> Option<Decimal> {
        self.checked_add(other.checked_neg()?)
    }

    /// The opposite; `None` only for −2⁶³.
    #[must_use]
    #[inline]
    pub fn checked_neg(self) -> Option<Decimal> {
        Some(Decimal { scaled: self.scaled.checked_neg()?, places: self.places })
    }

    /// The same value with other places; `None` if that would need rounding or does not fit.
    #[must_use]
    #[inline]
    pub fn rescale(self, places: u8) -> Option<Decimal> {
        if places == self.places {
            return Some(self);
        }
        if places > MAX_PLACES {
            return None;
        }
        let scaled = if places > self.places {
            self.scaled.checked_mul(pow10_i64(places - self.places))?
        } else {
            let divisor = pow10_i64(self.places - places);
            if self.scaled % divisor != 0 {
                return None;
            }
            self.scaled / divisor
        };
        Some(Decimal { scaled, places })
    }

    /// Rounds to coarser places by `mode`, exactly. Asked for finer places the value stays as it is, written
    /// with them where they fit.
    #[must_use]
    pub fn round_to(self, places: u8, mode: Mode) -> Decimal {
        if places >= self.places {
            return self.rescale(places).unwrap_or(self);
        }
        let scaled = shift_right(i128::from(self.scaled), u32::from(self.places - places), mode);
        // Dividing by ten or more and rounding stays within i64.
        Decimal { scaled: i64::try_from(scaled).unwrap_or(i64::MAX), places }
    }

    /// The `f64` nearest to the value.
    #[must_use]
    #[inline]
    pub fn to_f64(self) -> f64 {
        const EXACT: u64 = 1 << 53;
        if self.scaled.unsigned_abs() <= EXACT {
            #[expect(
                clippy::cast_precision_loss,
                reason = "at most 2⁵³; dividing exact numbers rounds once"
            )]
            return self.scaled as f64 / POW10_F64[usize::from(self.places)];
        }
        self.to_string().parse().unwrap_or(f64::NAN)
    }

    /// The value as (scaled without trailing zeros, places), the same for equal values.
    fn reduced(self) -> (i64, u8) {
        let Decimal { mut scaled, mut places } = self;
        while places > 0 && scaled % 10 == 0 {
            scaled /= 10;
            places -= 1;
        }
        (scaled, places)
    }
}

/// 10^n for n ≤ 18.
const fn pow10_i64(n: u8) -> i64 {
    10_i64.pow(n as u32)
}

/// Adds decimals exactly, in order.
///
/// *What it does.* The sum of rounded points; an empty list gives [`Decimal::ZERO`].
///
/// *Formula.* Σ d, with the places of the longest.
///
/// *Missing values.* Filter them out before. `None` if the sum does not fit 18 digits.
///
/// *Example.*
/// ```
/// use baton_score::round::{Decimal, checked_sum};
/// let tenths = [Decimal::new(1, 1); 3];
/// assert_eq!(checked_sum(tenths), Some(Decimal::new(3, 1)));
/// ```
/// *Source.* SCHEME.md §4 "Rounding".
#[must_use]
pub fn checked_sum(values: impl IntoIterator<Item = Decimal>) -> Option<Decimal> {
    values.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)
}

impl Default for Decimal {
    fn default() -> Decimal {
        Decimal::ZERO
    }
}

impl PartialEq for Decimal {
    #[inline]
    fn eq(&self, other: &Decimal) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    #[inline]
    fn partial_cmp(&self, other: &Decimal) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    #[inline]
    fn cmp(&self, other: &Decimal) -> Ordering {
        if self.places == other.places {
            return self.scaled.cmp(&other.scaled);
        }
        let places = self.places.max(other.places);
        let at = |d: &Decimal| i128::from(d.scaled) * pow10_i128(u32::from(places - d.places));
        at(self).cmp(&at(other))
    }
}

impl Hash for Decimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.reduced().hash(state);
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let divisor = pow10_i64(self.places).unsigned_abs();
        let magnitude = self.scaled.unsigned_abs();
        let (whole, part) = (magnitude / divisor, magnitude % divisor);
        let width = usize::from(self.places);
        let text = if width == 0 { whole.to_string() } else { format!("{whole}.{part:0width$}") };
        f.pad_integral(self.scaled >= 0, "", &text)
    }
}

/// Why a text is not a [`Decimal`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ParseDecimalError {
    /// Nothing to read.
    Empty,
    /// Something other than an optional sign, digits, and a point with digits on both sides.
    NotANumber,
    /// More than 18 places, or more digits than fit.
    TooLong,
}

impl fmt::Display for ParseDecimalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ParseDecimalError::Empty => "an empty text is not a number",
            ParseDecimalError::NotANumber => "a decimal is written as digits with an optional point",
            ParseDecimalError::TooLong => "a decimal has at most 18 digits",
        })
    }
}

impl std::error::Error for ParseDecimalError {}

impl FromStr for Decimal {
    type Err = ParseDecimalError;

    fn from_str(text: &str) -> Result<Decimal, ParseDecimalError> {
        if text.is_empty() {
            return Err(ParseDecimalError::Empty);
        }
        let (negative, digits) = match text.as_bytes()[0] {
            b'-' => (true, &text[1..]),
            b'+' => (false, &text[1..]),
            _ => (false, text),
        };
        let (whole, part) = digits.split_once('.').map_or((digits, None), |(w, p)| (w, Some(p)));
        let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || part.is_some_and(|p| !all_digits(p)) {
            return Err(ParseDecimalError::NotANumber);
        }
        let part = part.unwrap_or("");
        let places =
            u8::try_from(part.len()).ok().filter(|&p| p <= MAX_PLACES).ok_or(ParseDecimalError::TooLong)?;
        let sign = if negative { "-" } else { "" };
        let scaled = format!("{sign}{whole}{part}").parse().map_err(|_| ParseDecimalError::TooLong)?;
        Ok(Decimal { scaled, places })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        text.parse().expect("a decimal")
    }

    #[test]
    fn shows_its_places() {
        for text in ["-0.50", "0", "12.3450", "-7", "0.000000000000000001", "-9223372036854775808"] {
            assert_eq!(d(text).to_string(), text);
        }
        assert_eq!(format!("{:>8}", d("-1.5")), "    -1.5");
        assert_eq!(d("-0.00").to_string(), "0.00");
    }

    #[test]
    fn refuses_what_is_no_decimal() {
        use ParseDecimalError::{Empty, NotANumber, TooLong};
        let error = |text: &str| text.parse::<Decimal>().expect_err("no decimal");
        assert_eq!(error(""), Empty);
        for text in ["-", ".5", "5.", "1e3", "1,000", "--1", "１", "1.-2"] {
            assert_eq!(error(text), NotANumber, "{text}");
        }
        assert_eq!(error("0.1234567890123456789"), TooLong);
        assert_eq!(error("9223372036854775808"), TooLong);
    }

    #[test]
    fn equality_order_and_hash_go_by_value() {
        use std::collections::BTreeSet;
        assert_eq!(d("0.5"), d("0.50"));
        assert!(d("-0.51") < d("-0.5"));
        assert!(d("9223372036854775807") > d("9.223372036854775807"));
        let set: BTreeSet<Decimal> = [d("1"), d("1.0"), d("1.00")].into();
        assert_eq!(set.len(), 1);
        assert_eq!(d("100.0").reduced(), d("100").reduced());
    }

    #[test]
    fn adds_and_rescales_exactly_or_not_at_all() {
        assert_eq!(d("0.1").checked_add(d("0.20")).map(|x| x.to_string()), Some("0.30".into()));
        assert_eq!(d("0.1").checked_sub(d("0.25")), Some(d("-0.15")));
        assert_eq!(d("0.15").rescale(1), None);
        assert_eq!(d("0.10").rescale(1), Some(d("0.1")));
        assert_eq!(d("9223372036854775807").checked_add(d("1")), None);
        assert_eq!(d("9223372036854775807").rescale(1), None);
        assert_eq!(Decimal::new(i64::MIN, 0).checked_neg(), None);
    }

    #[test]
    fn rounds_again() {
        assert_eq!(d("2.345").round_to(2, Mode::HalfUp), d("2.35"));
        assert_eq!(d("2.345").round_to(2, Mode::HalfEven), d("2.34"));
        assert_eq!(d("-2.5").round_to(0, Mode::HalfUp), d("-3"));
        assert_eq!(d("2.5").round_to(3, Mode::HalfUp).to_string(), "2.500");
        assert_eq!(Decimal::new(i64::MIN, 18).round_to(0, Mode::HalfUp), d("-9"));
    }

    #[test]
    fn rounding_a_float_fails_only_when_it_must() {
        assert_eq!(Decimal::round(f64::NAN, 2, Mode::HalfUp), None);
        assert_eq!(Decimal::round(f64::INFINITY, 2, Mode::HalfUp), None);
        assert_eq!(Decimal::round(1e300, 2, Mode::HalfUp), None);
        assert_eq!(Decimal::round(1.0, 19, Mode::HalfUp), None);
        assert_eq!(Decimal::round(9.0, 18, Mode::HalfUp), Some(d("9.000000000000000000")));
        assert_eq!(Decimal::round(-0.004, 2, Mode::HalfUp), Some(Decimal::ZERO));
    }

    #[test]
    fn to_f64_is_the_nearest() {
        assert_eq!(d("0.1").to_f64(), 0.1);
        assert_eq!(d("9007199254740993").to_f64(), 9_007_199_254_740_992.0);
        assert_eq!(d("1.234567890123456789").to_f64(), 1.234_567_890_123_456_7);
    }
}
