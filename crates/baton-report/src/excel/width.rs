//! Column widths by how wide texts are shown: a Chinese character counts twice.

use unicode_width::UnicodeWidthStr;

/// How wide a text is shown, in half-width characters; the widest of its lines.
pub(crate) fn shown(text: &str) -> usize {
    text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0)
}

/// A column width that shows so many half-width characters.
pub(crate) fn column(characters: usize, least: usize, most: usize) -> f64 {
    let characters = u32::try_from(characters.clamp(least, most)).unwrap_or(40);
    f64::from(characters) * 1.05 + 1.7
}

/// How wide a number is with thousands separators and decimals.
pub(crate) fn number(value: f64, places: usize) -> usize {
    let whole = format!("{:.0}", value.abs().trunc()).len();
    whole + (whole.saturating_sub(1)) / 3 + usize::from(value < 0.0) + if places > 0 { places + 1 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_counts_twice() {
        assert_eq!(shown("总分 ab"), 7);
        assert_eq!(number(-1234.5, 2), 9);
    }
}
