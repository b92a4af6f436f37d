//! Addresses of cells and ranges as they stand in a workbook.

use baton_model::CellAddress;

use crate::sheet::Merged;

/// `AB12` → row 11, column 27.
pub(super) fn parse_address(text: &[u8]) -> Option<CellAddress> {
    let letters = text.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (letters, digits) = text.split_at(letters);
    if letters.is_empty() || letters.len() > 3 || digits.is_empty() || digits.len() > 9 {
        return None;
    }
    let fold = |sum: u32, byte: &u8| sum * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1;
    let column = letters.iter().fold(0, fold) - 1;
    let digit = |sum: u32, byte: &u8| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0'));
    let row = digits.iter().try_fold(0, digit)?.checked_sub(1)?;
    Some(CellAddress { row, column })
}

/// `A1:B2`, the first cell not behind the last.
pub(super) fn parse_range(text: &str) -> Option<Merged> {
    let (first, last) = text.split_once(':')?;
    let (first, last) = (parse_address(first.as_bytes())?, parse_address(last.as_bytes())?);
    (first.row <= last.row && first.column <= last.column).then_some(Merged { first, last })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_read_back() {
        for text in ["A1", "Z9", "AA10", "XFD1048576"] {
            assert_eq!(parse_address(text.as_bytes()).unwrap().to_string(), text);
        }
        for text in ["", "1", "A", "A0", "ABCD1", "A1B", "A-1"] {
            assert_eq!(parse_address(text.as_bytes()), None, "{text}");
        }
        assert_eq!(parse_range("B2:A1"), None);
    }
}
