//! Unified social credit codes (统一社会信用代码, GB 32100-2015) for invented enterprises.
//!
//! Eighteen characters: `91` (registered by market supervision, enterprise), six of the division, nine of the organisation (GB
//! 11714, the ninth a check digit), one check character. Divisions of the demo city begin with 99, which GB/T 2260 gives to no
//! province, so no real enterprise can have such a code.

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const ORGANISATION_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// The code of the `number`th enterprise of a division.
pub(crate) fn credit_code(division: &str, number: u32) -> String {
    let organisation = format!("{number:08}");
    let head = format!("91{division}{organisation}{}", organisation_check(&organisation));
    format!("{head}{}", check(&head))
}

/// GB 11714: 11 − Σ wᵢcᵢ mod 11; 10 is X, 11 is 0.
fn organisation_check(digits: &str) -> char {
    let value = |byte: u8| u32::from(byte.saturating_sub(b'0'));
    let sum: u32 = digits.bytes().zip(ORGANISATION_WEIGHTS).map(|(byte, weight)| value(byte) * weight).sum();
    match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from_digit(digit, 10).unwrap_or('0'),
    }
}

/// GB 32100: the character at (31 − Σ cᵢ·3^(i−1) mod 31) mod 31.
fn check(head: &str) -> char {
    let mut sum = 0;
    let mut weight = 1;
    for byte in head.bytes() {
        sum += ALPHABET.iter().position(|letter| *letter == byte).unwrap_or(0) * weight;
        weight = weight * 3 % 31;
    }
    char::from(ALPHABET[(31 - sum % 31) % 31])
}

#[cfg(test)]
mod tests {
    use super::{check, credit_code, organisation_check};

    #[test]
    fn published_codes_have_these_check_digits() {
        assert_eq!(check("91310115591693856"), 'A');
        assert_eq!(check("11370881004339597"), 'L');
        assert_eq!(organisation_check("59169385"), '6');
        assert_eq!(organisation_check("00433959"), '7');
    }

    #[test]
    fn a_code_has_eighteen_characters_and_the_invented_division() {
        let code = credit_code("990121", 17);
        assert_eq!(code.len(), 18);
        assert!(code.starts_with("9199012100000017"), "{code}");
    }
}
