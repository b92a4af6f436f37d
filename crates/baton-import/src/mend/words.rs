//! The few fixed words of the workbook that is given back.

use baton_model::Lang;
use baton_model::message::Term;

/// What the added column begins with; not read on import.
pub(super) const COLUMN_MARKS: [&str; 2] = ["需修改（本列不导入）", "To mend (this column is not imported)"];
/// What the list begins with; not read on import.
pub(super) const LIST_MARKS: [&str; 2] = ["需修改（本表不导入）", "To mend (this sheet is not imported)"];

/// The name of the list.
pub(super) const LIST: Term = Term { zh: "需修改", en: "To mend" };
/// The name of the sheet that a CSV becomes.
pub(super) const DATA: Term = Term { zh: "数据", en: "Data" };
/// The columns of the list.
pub(super) const COLUMNS: [Term; 5] = [
    Term { zh: "级别", en: "Severity" },
    Term { zh: "要改什么", en: "What to mend" },
    Term { zh: "处数", en: "Places" },
    Term { zh: "位置", en: "Where" },
    Term { zh: "怎么改", en: "What to do" },
];

/// A mark in a language.
pub(super) fn mark(marks: [&'static str; 2], lang: Lang) -> &'static str {
    lang.pick(marks[0], marks[1])
}

/// The first characters of a text, cut where a spreadsheet would refuse more.
pub(super) fn cut(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).map_or(text, |(end, _)| &text[..end])
}
