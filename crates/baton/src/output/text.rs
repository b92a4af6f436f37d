//! Text as wide as it looks: Chinese characters take two columns.

use jiff::Timestamp;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Columns a text takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// The text with spaces after it.
pub(crate) fn left(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The text with spaces before it.
pub(crate) fn right(text: &str, columns: usize) -> String {
    format!("{}{text}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The text, cut to `columns` with an ellipsis where it is wider.
pub(crate) fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        if width(&kept) + c.width().unwrap_or(0) + 1 > columns {
            break;
        }
        kept.push(c);
    }
    kept.push('…');
    kept
}

/// Breaks a text into lines no wider than `columns`: between words, and inside Chinese text anywhere.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        if !line.is_empty() && width(&line) + width(piece.trim_end()) > columns {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        line.push_str(if line.is_empty() { piece.trim_start() } else { piece });
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// Width of the widest piece that is never broken.
pub(crate) fn widest_piece(text: &str) -> usize {
    pieces(text).map(|piece| width(piece.trim())).max().unwrap_or(0)
}

/// Pieces a line may end after: a wide character, or a word with the space behind it.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = if first.width() == Some(2) { wide_end(rest) } else { word_end(rest) };
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}

/// A wide character with the opening marks that must not end a line, and the closing marks and spaces that must not begin one.
fn wide_end(text: &str) -> usize {
    let opening = text.chars().take_while(|c| "（《“‘【".contains(*c)).count();
    let mut chars = text.char_indices().skip(opening + 1);
    chars.find(|(_, c)| !"，。、；：？！）》”’%) ".contains(*c)).map_or(text.len(), |(at, _)| at)
}

fn word_end(text: &str) -> usize {
    let mut space = false;
    for (at, c) in text.char_indices() {
        if c.width() == Some(2) || (space && c != ' ') {
            return at;
        }
        space = c == ' ';
    }
    text.len()
}

/// A moment in China's time.
pub(crate) fn china(at: Timestamp) -> String {
    let zone = jiff::tz::Offset::constant(8).to_time_zone();
    at.to_zoned(zone).strftime("%Y-%m-%d %H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_broken_anywhere_and_english_between_words() {
        assert_eq!(wrap("研发经费投入强度", 8), ["研发经费", "投入强度"]);
        assert_eq!(wrap("points lost by rd", 8), ["points", "lost by", "rd"]);
        assert_eq!(wrap("研发经费 4.31", 10), ["研发经费", "4.31"]);
        assert_eq!(wrap("月通报（全年平均）", 8), ["月通报", "（全年平", "均）"]);
        assert_eq!(wrap("", 5), [""]);
        assert_eq!(widest_piece("研发 R&D 4.31"), 4);
        assert_eq!(right("甲", 4), "  甲");
        assert_eq!(cut("研发经费投入", 7), "研发经…");
        assert_eq!(cut("研发", 4), "研发");
    }
}
