//! Numbers as people read them, rounded as everywhere: to twelve significant digits, then to the places, half up.

use baton_score::round::{Decimal, Mode, to_significant};

/// A number with exactly so many decimals, never `-0`.
pub fn fixed(value: f64, places: u8) -> String {
    match Decimal::round(value, places, Mode::HalfUp) {
        Some(decimal) => decimal.to_string(),
        None => exact(value),
    }
}

/// A number with at most so many decimals, zeros at the end left away.
pub fn short(value: f64, places: u8) -> String {
    let text = fixed(value, places);
    if text.contains('.') && !text.contains('e') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

/// A number to six significant digits at least, whole numbers in full: how values stand in formulas.
pub fn plain(value: f64) -> String {
    let size = value.abs();
    let places = if size >= 1000.0 {
        2
    } else if size >= 1.0 {
        4
    } else {
        6
    };
    if size != 0.0 && size < 1e-4 { exact(to_significant(value)) } else { short(value, places) }
}

/// A number in its shortest exact form, with an exponent only where it is very large or small.
pub fn exact(value: f64) -> String {
    let size = value.abs();
    if size != 0.0 && !(1e-6..1e15).contains(&size) { format!("{value:e}") } else { value.to_string() }
}

/// A difference without the noise of its last digits: twelve significant digits.
pub fn settled(value: f64) -> f64 {
    to_significant(value)
}

/// A rank or a count; none where it is shared by averaging so far that it is no longer one, or beyond all counts. What follows the
/// point is cut.
pub fn whole(number: Option<f64>) -> Option<u32> {
    let number = number.filter(|number| (0.0..4e9).contains(number))?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be in range")]
    Some(number as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounded_once_and_alike() {
        assert_eq!(fixed(2.675, 2), "2.68");
        assert_eq!(fixed(-0.001, 2), "0.00");
        assert_eq!(short(2.50, 2), "2.5");
        assert_eq!(short(100.0, 0), "100");
        assert_eq!(plain(11_432_600.0), "11432600");
        assert_eq!(plain(0.000012), "0.000012");
        assert_eq!(exact(1e20), "1e20");
    }
}
