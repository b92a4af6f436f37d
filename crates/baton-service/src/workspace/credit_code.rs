//! Check digits of unified social credit codes (统一社会信用代码, GB 32100-2015).
//!
//! The alphabet has 31 characters (no I, O, S, V, Z); the weight of place i is 3^(i−1) mod 31 and the check
//! character is the one at (31 − Σ mod 31) mod 31.

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// The check character a code should end with, when it is another one. A code of another shape is not looked at.
pub(super) fn wrong_check_digit(code: &str) -> Option<char> {
    let bytes = code.as_bytes();
    if bytes.len() != 18 {
        return None;
    }
    let value = |byte: &u8| ALPHABET.iter().position(|letter| letter == byte);
    let mut sum = 0;
    let mut weight = 1;
    for byte in &bytes[..17] {
        sum += value(byte)? * weight;
        weight = weight * 3 % 31;
    }
    value(&bytes[17])?;
    let expected = char::from(ALPHABET[(31 - sum % 31) % 31]);
    (char::from(bytes[17]) != expected).then_some(expected)
}

#[cfg(test)]
mod tests {
    use super::wrong_check_digit;

    #[test]
    fn published_vectors() {
        for right in ["91310115591693856A", "11370881004339597L", "11341622003178357Q", "11370800004234373R"]
        {
            assert_eq!(wrong_check_digit(right), None, "{right}");
        }
        for pilot in ["91350100M0001TGQXM", "91350211M0000XUF46"] {
            assert!(wrong_check_digit(pilot).is_some(), "{pilot}");
        }
        assert_eq!(wrong_check_digit("410000"), None);
    }
}
