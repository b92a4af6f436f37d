//! The commonest form of a cell, `<c r="B7" s="3"><v>12934.7</v></c>`, read straight from unpacked bytes.
//!
//! Nearly all cells of a table of figures are of it, and it needs none of what an XML reader does for anything else. Whatever is
//! not exactly of this form (other attributes, formulas, entities, white space, a cell cut by the end of the buffer) is left to the
//! XML reader, which stands right before it.

use baton_model::CellAddress;

use super::address::parse_address;
use crate::value::plain_number;

/// A cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct QuickCell {
    pub(super) address: CellAddress,
    pub(super) style: u32,
    pub(super) value: Quick,
}

/// What it holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Quick {
    Number(f64),
    /// The number of a shared text.
    Shared(u32),
}

/// The cell that some bytes begin with, and how many of them it takes.
pub(super) fn quick_cell(bytes: &[u8]) -> Option<(QuickCell, usize)> {
    let mut rest = bytes.strip_prefix(b"<c ")?;
    let (mut address, mut style, mut shared) = (None, 0, false);
    loop {
        let (name, after) = rest.split_first_chunk::<3>()?;
        let end = after.iter().take(16).position(|byte| *byte == b'"')?;
        let (value, behind) = after.split_at(end);
        match name {
            b"r=\"" => address = Some(parse_address(value)?),
            b"s=\"" => style = number(value)?,
            b"t=\"" if value == b"s" => shared = true,
            b"t=\"" if value == b"n" => shared = false,
            _ => return None,
        }
        match behind {
            [b'"', b' ', next @ ..] => rest = next,
            [b'"', b'>', next @ ..] => {
                rest = next;
                break;
            }
            _ => return None,
        }
    }
    let text = rest.strip_prefix(b"<v>")?;
    let end = text.iter().take(32).position(|byte| *byte == b'<')?;
    let (text, behind) = text.split_at(end);
    let behind = behind.strip_prefix(b"</v></c>")?;
    let value = if shared { Quick::Shared(number(text)?) } else { Quick::Number(plain_number(text)?) };
    Some((QuickCell { address: address?, style, value }, bytes.len() - behind.len()))
}

/// A short number without sign.
fn number(text: &[u8]) -> Option<u32> {
    if text.is_empty() || text.len() > 9 {
        return None;
    }
    text.iter().try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_commonest_form() {
        let at = |row, column| CellAddress { row, column };
        for (text, address, style, value) in [
            (r#"<c r="B7" s="3"><v>12934.7</v></c>"#, at(6, 1), 3, Quick::Number(12934.7)),
            (r#"<c r="A1"><v>-5</v></c>"#, at(0, 0), 0, Quick::Number(-5.0)),
            (r#"<c r="AB12" t="s"><v>17</v></c>"#, at(11, 27), 0, Quick::Shared(17)),
            (r#"<c t="n" s="1" r="A2"><v>0</v></c>"#, at(1, 0), 1, Quick::Number(0.0)),
        ] {
            let more = format!("{text}<c ");
            let cell = QuickCell { address, style, value };
            assert_eq!(quick_cell(more.as_bytes()), Some((cell, text.len())), "{text}");
            for cut in 0..text.len() {
                assert_eq!(quick_cell(&text.as_bytes()[..cut]), None, "{text} {cut}");
            }
        }
        for text in [
            r#"<c r="B7"/>"#,
            r#"<c><v>1</v></c>"#,
            r#"<c s="1"><v>1</v></c>"#,
            r#"<c r="B7"><f>1</f><v>1</v></c>"#,
            r#"<c r="B7"> <v>1</v></c>"#,
            r#"<c r="B7" t="str"><v>1</v></c>"#,
            r#"<c r="B7" t="e"><v>1</v></c>"#,
            r#"<c r="B7"><v>1e5</v></c>"#,
            r#"<c r="B7"><v>&#49;</v></c>"#,
            r#"<c r="B7"><v></v></c>"#,
            r#"<c r="A0"><v>1</v></c>"#,
            r#"<c r='B7'><v>1</v></c>"#,
            r#"<c r="B7"><v>1</v><v>2</v></c>"#,
            r#"<c r="B7" s="-1"><v>1</v></c>"#,
            r#"<col r="B7"><v>1</v></c>"#,
            "</row>",
        ] {
            assert_eq!(quick_cell(text.as_bytes()), None, "{text}");
        }
    }
}
