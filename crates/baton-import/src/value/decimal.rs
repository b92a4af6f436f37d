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
    match leading_number(text) {
        Some((value, taken)) if taken == text.len() => Some(value),
        _ if text.len() > MOST_EXACT => long_number(text),
        _ => None,
    }
}

/// Digits that are exact as an integer.
const MOST_EXACT: usize = 15;

/// The plain number of at most 15 digits that bytes begin with, and how many of them it takes: what stands behind is not
/// looked at. For reading a cell without first looking for its end.
#[inline]
pub fn leading_number(bytes: &[u8]) -> Option<(f64, usize)> {
    in_one_go(bytes).or_else(|| in_two_goes(bytes)).or_else(|| one_by_one(bytes))
}

const EACH: u64 = 0x0101_0101_0101_0101;

/// Eight bytes as digits: from 0 to 9 where there is one, and the highest bit of every byte that is none. A carry reaches only what
/// comes behind the first byte that is neither a digit nor a point.
#[inline]
fn digits_of(bytes: &[u8]) -> Option<(u64, u64)> {
    let digits = u64::from_le_bytes(*bytes.first_chunk()?) ^ (EACH * 0x30);
    Some((digits, (digits.wrapping_add(EACH * 0x76) | digits) & (EACH * 0x80)))
}

/// The number without a sign that bytes begin with, if eight of them show its end: the digits before and behind a point as one number.
#[inline]
fn in_one_go(bytes: &[u8]) -> Option<(f64, usize)> {
    let (digits, others) = digits_of(bytes)?;
    let whole = others.trailing_zeros() & !7;
    let length = whole as usize / 8;
    if whole == 0 || whole == 64 {
        return None;
    }
    if bytes[length] != b'.' {
        return Some((eight_digits(digits << (64 - whole)) as f64, length));
    }
    let end = (others & (others - 1)).trailing_zeros() & !7;
    let places = (end as usize / 8).checked_sub(length + 1)?;
    if places == 0 || end == 64 {
        return None;
    }
    // Where the point was, the places move up.
    let before = (1 << whole) - 1;
    let all = digits & before | (digits >> 8) & !before;
    Some((eight_digits(all << (72 - end)) as f64 / EXACT[places], end as usize / 8))
}

/// The number without a sign that bytes begin with, its digits before the point and those behind it each in one go.
#[inline]
fn in_two_goes(bytes: &[u8]) -> Option<(f64, usize)> {
    let (whole, length) = leading_digits(bytes)?;
    if bytes.get(length) != Some(&b'.') {
        return Some((whole as f64, length));
    }
    let (decimals, places) = leading_digits(&bytes[length + 1..])?;
    // Fourteen digits at most: an exact integer.
    let power = EXACT[places];
    Some(((whole as f64 * power + decimals as f64) / power, length + 1 + places))
}

/// The digits that bytes begin with, from one to seven, and how many: without a loop that ends who knows where, which costs more
/// than the digits. None where eight bytes do not show their end.
#[inline]
fn leading_digits(bytes: &[u8]) -> Option<(i64, usize)> {
    let (digits, others) = digits_of(bytes)?;
    let count = others.trailing_zeros() / 8;
    if !(1..8).contains(&count) {
        return None;
    }
    Some((eight_digits(digits << (64 - 8 * count)), count as usize))
}

/// Eight digits from 0 to 9, the first in the lowest byte, as a number: pairs of digits, pairs of those, and so on, side by side.
#[inline]
fn eight_digits(one: u64) -> i64 {
    let two = (one.wrapping_mul(10 << 8 | 1) >> 8) & 0x00FF_00FF_00FF_00FF;
    let four = (two.wrapping_mul(100 << 16 | 1) >> 16) & 0x0000_FFFF_0000_FFFF;
    (four.wrapping_mul(10_000 << 32 | 1) >> 32) as i64
}

/// The plain number that bytes begin with, digit by digit: with a sign, long, or near the end of what there is.
fn one_by_one(bytes: &[u8]) -> Option<(f64, usize)> {
    let sign = usize::from(bytes.first() == Some(&b'-'));
    let digits = &bytes[sign..];
    let mut mantissa = 0;
    let whole = read_digits(digits, &mut mantissa);
    let mut taken = whole;
    let mut decimals = 0;
    if digits.get(whole) == Some(&b'.') {
        decimals = read_digits(&digits[whole + 1..], &mut mantissa);
        taken += 1 + decimals;
    }
    if whole == 0 || taken == whole + 1 || whole + decimals > MOST_EXACT {
        return None;
    }
    let value = mantissa as f64 / EXACT[decimals];
    Some((if sign == 1 && value != 0.0 { -value } else { value }, sign + taken))
}

/// Digits at the beginning, added to a number at its end; says how many.
fn read_digits(bytes: &[u8], number: &mut u64) -> usize {
    let mut count = 0;
    while let Some(digit) = bytes.get(count).map(|byte| byte.wrapping_sub(b'0')).filter(|digit| *digit < 10) {
        *number = number.wrapping_mul(10).wrapping_add(u64::from(digit));
        count += 1;
    }
    count
}

/// A plain number of more digits than an integer holds exactly.
fn long_number(text: &[u8]) -> Option<f64> {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    let (whole, decimals) = match digits.iter().position(|byte| *byte == b'.') {
        Some(point) => (&digits[..point], Some(&digits[point + 1..])),
        None => (digits, None),
    };
    let plain = |part: &[u8]| !part.is_empty() && part.iter().all(u8::is_ascii_digit);
    if !plain(whole) || !decimals.is_none_or(plain) {
        return None;
    }
    let value = std::str::from_utf8(digits).ok()?.parse::<f64>().ok().filter(|value| value.is_finite())?;
    Some(if digits.len() < text.len() && value != 0.0 { -value } else { value })
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
        assert_eq!(leading_number("12345678规".as_bytes()), Some((12_345_678.0, 8)));
        assert_eq!(leading_number(b"1234567.50,8"), Some((1_234_567.5, 10)));
        assert_eq!(leading_number(b"12.,45678"), None);
        assert_eq!(leading_number(b"1.2.3,45678"), Some((1.2, 3)));
        assert_eq!(leading_number(b"98765432101234.5/"), Some((98_765_432_101_234.5, 16)));
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

        #[test]
        fn what_stands_behind_is_not_looked_at(
            number in "-?[0-9]{1,8}(\\.[0-9]{1,7})?",
            byte in any::<u8>(),
            behind in prop::collection::vec(any::<u8>(), 0..20),
        ) {
            prop_assume!(!byte.is_ascii_digit() && byte != b'.');
            let mut bytes = number.clone().into_bytes();
            bytes.push(byte);
            bytes.extend(behind);
            prop_assert_eq!(leading_number(&bytes), number.parse().ok().map(|value: f64| (value + 0.0, number.len())));
        }
    }
}
