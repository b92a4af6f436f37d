//! Rounding from `f64` to `f64`.

use super::{Mode, POW10_F64, Significant};

/// Twelve digits leave a relative error of at most 5·10⁻¹²; the rest is for one multiplication.
pub(super) const DIGITS_ERROR: f64 = 6e-12;
/// Above this every whole number may be a digit of its own.
pub(super) const FAST_LIMIT: f64 = 1e11;
/// Half a unit of the twelfth digit of a number with so many digits before the point.
const HALF_UNIT: [f64; 12] = [5e-13, 5e-12, 5e-11, 5e-10, 5e-9, 5e-8, 5e-7, 5e-6, 5e-5, 5e-4, 5e-3, 5e-2];

/// |x| × 10^places to a whole number, by arithmetic; `None` where only the digits can tell.
#[inline]
pub(super) fn fast_whole(magnitude: f64, places: i32, mode: Mode) -> Option<i64> {
    let power = *POW10_F64.get(places.unsigned_abs() as usize)?;
    let scaled = if places >= 0 { magnitude * power } else { magnitude / power };
    // NaN fails the comparison and goes the exact way.
    if scaled < FAST_LIMIT {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "0 ≤ scaled < 10¹¹; dropping the fraction is the aim"
        )]
        let whole = scaled as i64;
        #[expect(clippy::cast_precision_loss, reason = "below 10¹¹")]
        let from_half = scaled - whole as f64 - 0.5;
        if from_half.abs() > scaled * DIGITS_ERROR {
            return Some(whole + i64::from(from_half > 0.0));
        }
        return near_half(whole, scaled, from_half, mode);
    }
    None
}

/// A half, give or take: one to twelve digits, unless it lies just where those change.
#[inline(never)]
fn near_half(whole: i64, scaled: f64, from_half: f64, mode: Mode) -> Option<i64> {
    match within_twelfth(scaled, from_half.abs())? {
        true => Some(whole + i64::from(mode == Mode::HalfUp || whole % 2 != 0)),
        false => Some(whole + i64::from(from_half > 0.0)),
    }
}

/// Whether twelve digits of `number` close a gap to a neighbour that has no more than twelve itself. `None` when the gap
/// is half a unit of the twelfth digit as near as one multiplication can tell.
#[inline]
fn within_twelfth(number: f64, gap: f64) -> Option<bool> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 ≤ number < 10¹¹")]
    let digits = (number as u64).checked_ilog10().map_or(0, |log| log as usize + 1);
    let half_unit = HALF_UNIT[digits];
    let doubt = number * f64::EPSILON;
    if (gap - half_unit).abs() <= doubt { None } else { Some(gap < half_unit) }
}

/// Rounds to decimal places; a negative number of places rounds to tens, hundreds, …
///
/// *What it does.* x is taken to 12 significant digits, then to `places` by `mode`; the result is the
/// `f64` nearest to that decimal, and zero has no sign.
///
/// *Formula.* round(x · 10^places) ÷ 10^places, in decimal.
///
/// *Missing values.* NaN stays NaN, an infinity stays itself.
///
/// *Example.*
/// ```
/// use baton_score::round::{Mode, round_f64};
/// assert_eq!(round_f64(1.005, 2, Mode::HalfUp), 1.01);
/// assert_eq!(round_f64(2.5, 0, Mode::HalfEven), 2.0);
/// assert_eq!(round_f64(1250.0, -2, Mode::HalfUp), 1300.0);
/// ```
/// *Source.* SCHEME.md §4 "Rounding"; GB/T 8170-2008, 3.2.
#[must_use]
#[inline]
pub fn round_f64(x: f64, places: i32, mode: Mode) -> f64 {
    match fast_whole(x.abs(), places, mode) {
        Some(whole) => with_sign(x, unscale(whole, places)),
        None => round_exact(x, places, mode),
    }
}

/// whole ÷ 10^places, correctly rounded; |places| ≤ 22.
#[inline]
fn unscale(whole: i64, places: i32) -> f64 {
    let power = POW10_F64[places.unsigned_abs() as usize];
    #[expect(clippy::cast_precision_loss, reason = "below 10¹¹")]
    let whole = whole as f64;
    if places >= 0 { whole / power } else { whole * power }
}

/// The sign of `x`, but zero without one.
#[inline]
pub(super) fn with_sign(x: f64, magnitude: f64) -> f64 {
    (if x < 0.0 { -magnitude } else { magnitude }) + 0.0
}

/// The digit path: always right, some 30 times slower.
#[cold]
#[inline(never)]
pub(super) fn round_exact(x: f64, places: i32, mode: Mode) -> f64 {
    let Some(digits) = Significant::of(x) else { return x };
    if digits.exponent.saturating_add(places) >= 0 {
        return nearest(i128::from(digits.mantissa), digits.exponent);
    }
    let whole = digits.scaled(places, mode).unwrap_or(0);
    nearest(whole, places.saturating_neg())
}

/// The `f64` nearest to mantissa × 10^exponent.
fn nearest(mantissa: i128, exponent: i32) -> f64 {
    if mantissa == 0 {
        return 0.0;
    }
    format!("{mantissa}e{exponent}").parse().unwrap_or(f64::NAN)
}

/// Takes x to 12 significant decimal digits.
///
/// *What it does.* The first half of every rounding: sweeps away what binary arithmetic left behind.
///
/// *Formula.* The `f64` nearest to the 12-digit decimal nearest to x.
///
/// *Missing values.* NaN stays NaN.
///
/// *Example.*
/// ```
/// use baton_score::round::to_significant;
/// assert_eq!(0.29 * 100.0, 28.999999999999996);
/// assert_eq!(to_significant(0.29 * 100.0), 29.0);
/// ```
/// *Source.* SCHEME.md §4 "Rounding".
#[must_use]
pub fn to_significant(x: f64) -> f64 {
    if let Some(quick) = fast_significant(x) {
        return quick;
    }
    Significant::of(x).map_or(x, |digits| nearest(i128::from(digits.mantissa), digits.exponent))
}

/// The twelve digits by arithmetic; `None` where only the digits themselves can tell.
#[inline]
fn fast_significant(x: f64) -> Option<f64> {
    /// Bounds of twelve-digit whole numbers, without the ends, where the number of digits could be mistaken.
    const TWELVE: (f64, f64) = (1e11 + 1.0, 1e12 - 1.0);
    /// One multiplication of a number below 10¹² errs by less.
    const DOUBT: f64 = 1e-3;
    let magnitude = x.abs();
    if !(1e-11..FAST_LIMIT).contains(&magnitude) {
        return None;
    }
    // The binary exponent tells the decimal one or the one above it: log₁₀ 2 is a little over 1233 ÷ 4096.
    let binary = i64::try_from(magnitude.to_bits() >> 52).ok()? - 1023;
    let places = usize::try_from(11 - ((binary * 1233) >> 12)).ok()?;
    let exact = |places: usize| POW10_F64.get(places).map(|power| (*power, magnitude * power));
    let (power, scaled) = match exact(places)? {
        (_, scaled) if scaled >= TWELVE.1 => exact(places.checked_sub(1)?)?,
        fits => fits,
    };
    if !(TWELVE.0..TWELVE.1).contains(&scaled) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "below 10¹²")]
    let below = scaled as i64 as f64;
    let from_half = scaled - below - 0.5;
    if from_half.abs() < DOUBT {
        return None;
    }
    // The power of ten and the twelve digits are exact, so dividing rounds once, correctly.
    Some(((below + f64::from(u8::from(from_half > 0.0))) / power).copysign(x))
}

/// The largest whole number not above x, x taken to 12 significant digits first.
///
/// *What it does.* 28.999999999999996, which is 0.29 × 100, has the floor 29.
///
/// *Formula.* ⌊x₁₂⌋.
///
/// *Missing values.* NaN stays NaN.
///
/// *Example.*
/// ```
/// use baton_score::round::floor;
/// assert_eq!(floor(0.29 * 100.0), 29.0);
/// assert_eq!(floor(-0.5), -1.0);
/// ```
/// *Source.* SCHEME.md §2 (`floor`) and §4 "Rounding".
#[must_use]
#[inline]
pub fn floor(x: f64) -> f64 {
    let below = x.floor();
    // Only a number just below the next whole one is taken up to it, and none to 0. NaN and what is too large fail the
    // comparison.
    if below == -1.0 {
        return below;
    }
    if x.abs() < FAST_LIMIT
        && let Some(reaches) = within_twelfth(x.abs(), below + 1.0 - x)
    {
        return if reaches { below + 1.0 } else { below };
    }
    to_significant(x).floor()
}

/// The smallest whole number not below x, x taken to 12 significant digits first.
///
/// *What it does.* 3.0000000000000004, which is 0.3 ÷ 0.1 rounded up once too often, has the ceiling 3.
///
/// *Formula.* ⌈x₁₂⌉.
///
/// *Missing values.* NaN stays NaN.
///
/// *Example.*
/// ```
/// use baton_score::round::ceil;
/// assert_eq!(ceil(1.1 * 30.0), 33.0); // 33.00000000000001 in binary
/// assert_eq!(ceil(2.1), 3.0);
/// ```
/// *Source.* SCHEME.md §2 (`ceil`) and §4 "Rounding".
#[must_use]
#[inline]
pub fn ceil(x: f64) -> f64 {
    -floor(-x) + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_that_binary_cannot_hold() {
        for (x, up, even) in
            [(1.005, 1.01, 1.0), (2.675, 2.68, 2.68), (-1.115, -1.12, -1.12), (0.125, 0.13, 0.12)]
        {
            assert_eq!(round_f64(x, 2, Mode::HalfUp), up, "{x}");
            assert_eq!(round_f64(x, 2, Mode::HalfEven), even, "{x}");
        }
    }

    #[test]
    fn edges() {
        assert!(round_f64(f64::NAN, 2, Mode::HalfUp).is_nan());
        assert_eq!(round_f64(-0.001, 2, Mode::HalfUp).to_bits(), 0.0_f64.to_bits());
        assert_eq!(round_f64(1e300, 2, Mode::HalfUp), 1e300);
        assert_eq!(round_f64(1e-300, 2, Mode::HalfUp), 0.0);
        assert_eq!(round_f64(123_456_789_012_345.0, 0, Mode::HalfUp), 123_456_789_012_000.0);
        assert_eq!(round_f64(0.999_999_999_999_9, 3, Mode::HalfUp), 1.0);
        assert_eq!(round_f64(5.0, -1, Mode::HalfUp), 10.0);
        assert_eq!(round_f64(5.0, -1, Mode::HalfEven), 0.0);
        assert_eq!(round_f64(5.0, i32::MIN, Mode::HalfUp), 0.0);
        assert_eq!(round_f64(5.5, i32::MAX, Mode::HalfUp), 5.5);
    }

    #[test]
    fn twelve_digits_are_the_same_by_arithmetic() {
        let mut state = 11_u64;
        let mut quick = 0;
        for _ in 0..20_000 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let size = libm::pow(10.0, f64::from((state >> 32) as u32 % 28) - 14.0);
            let x = ((state >> 11) as f64 / 9e15 - 0.5) * size;
            let exact = Significant::of(x).map(|s| nearest(i128::from(s.mantissa), s.exponent)).unwrap();
            if let Some(fast) = fast_significant(x) {
                quick += 1;
                assert_eq!(fast.to_bits(), exact.to_bits(), "{x:e}");
            }
        }
        assert!(quick > 10_000);
        for x in [0.1, 1.0, 0.999_999_999_999_5, 99_999_999_999.95, 69.23, 1.005] {
            let exact = Significant::of(x).map(|s| nearest(i128::from(s.mantissa), s.exponent));
            assert_eq!(Some(to_significant(x)), exact, "{x}");
        }
    }

    #[test]
    fn twelve_digits_come_first() {
        // 12 digits make it 2.5, and only then does it go up.
        assert_eq!(round_f64(2.499_999_999_999_9, 0, Mode::HalfUp), 3.0);
        assert_eq!(round_f64(2.499_999_999_99, 0, Mode::HalfUp), 2.0);
    }
}
