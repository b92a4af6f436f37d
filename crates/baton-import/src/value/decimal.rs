//! Decimal text ↔ the nearest f64.

/// Powers of ten that an f64 holds exactly.
const EXACT: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

/// Reads `-123.45` and nothing fancier, to the nearest f64; none for any other form, however reasonable.
///
/// Up to 15 digits the digits are an exact integer and the power of ten is exact, so one division rounds once, correctly;
/// longer texts go to the standard library.
pub fn plain_number(text: &[u8]) -> Option<f64> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    let mut mantissa: u64 = 0;
    let mut point = None;
    for (position, byte) in digits.iter().enumerate() {
        match byte {
            b'0'..=b'9' => mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(byte - b'0')),
            b'.' if point.is_none() && position > 0 => point = Some(position),
            _ => return None,
        }
    }
    let decimals = point.map_or(0, |position| digits.len() - position - 1);
    if digits.is_empty() || (point.is_some() && decimals == 0) {
        return None;
    }
    let value = if digits.len() - usize::from(point.is_some()) <= 15 {
        mantissa as f64 / EXACT[decimals]
    } else {
        std::str::from_utf8(digits).ok()?.parse::<f64>().ok().filter(|value| value.is_finite())?
    };
    Some(if negative && value != 0.0 { -value } else { value })
}

/// Moves the decimal point of a number to the right (left when negative), exactly as one would on paper: 0.062 by 2 is 6.2.
pub fn shift_decimal(value: f64, places: i32) -> f64 {
    if places == 0 || value == 0.0 || !value.is_finite() {
        return value;
    }
    let text = format!("{value:e}");
    let moved = text.split_once('e').and_then(|(mantissa, exponent)| {
        let exponent = exponent.parse::<i32>().ok()?.checked_add(places)?;
        format!("{mantissa}e{exponent}").parse().ok()
    });
    moved.unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_plain_forms_are_plain() {
        for text in
            ["", "-", ".", "5.", ".5", "+1", "1e5", "1,0", " 1", "1.2.3", "--1", "１", "0x1", "nan", "inf"]
        {
            assert_eq!(plain_number(text.as_bytes()), None, "{text}");
        }
        assert_eq!(plain_number(b"-0012.50"), Some(-12.5));
        assert_eq!(plain_number(&[b'9'; 400]), None);
    }

    #[test]
    fn the_point_moves_exactly() {
        for (value, places, expected) in
            [(0.062, 2, 6.2), (24_097.3, -4, 2.409_73), (0.1, 8, 1e7), (-1.5, 4, -15_000.0), (7.0, 0, 7.0)]
        {
            assert_eq!(shift_decimal(value, places), expected);
        }
    }

    proptest! {
        #[test]
        fn agrees_with_the_standard_library(text in "-?[0-9]{1,20}(\\.[0-9]{1,20})?") {
            prop_assert_eq!(plain_number(text.as_bytes()), text.parse::<f64>().ok());
        }
    }
}
