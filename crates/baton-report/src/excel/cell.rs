//! Writing cells: texts are never formulas, formulas carry their result, nulls and marks carry a note.

use baton_model::{Flags, Lang};
use baton_scheme::formula_text::workbook::{Cell, Content};
use rust_xlsxwriter::{Format, Formula, Note, Worksheet};

use crate::ReportError;

/// Most notes of a sheet: each is a drawing of its own.
const NOTES: usize = 3_000;

/// Counts the notes of a sheet.
#[derive(Default)]
pub(crate) struct Notes(usize);

/// Writes a text. One that a spreadsheet might take for a formula when it is typed again is marked as text.
pub(crate) fn text(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    format: &Format,
) -> Result<(), ReportError> {
    if text.is_empty() {
        sheet.write_blank(row, column, format)?;
    } else if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        sheet.write_string_with_format(row, column, text, &format.clone().set_quote_prefix())?;
    } else {
        sheet.write_string_with_format(row, column, text, format)?;
    }
    Ok(())
}

/// Writes a formula with its result; none is null.
pub(crate) fn formula(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    formula: &str,
    result: Option<&str>,
    format: &Format,
) -> Result<(), ReportError> {
    let formula = Formula::new(format!("={formula}")).set_result(result.unwrap_or_default());
    sheet.write_formula_with_format(row, column, formula, format)?;
    Ok(())
}

/// Writes a cell of the book.
pub(crate) fn write(
    sheet: &mut Worksheet,
    at: (u32, u16),
    cell: &Cell,
    format: &Format,
) -> Result<(), ReportError> {
    match &cell.content {
        Content::Empty => {
            sheet.write_blank(at.0, at.1, format)?;
        }
        Content::Number(value) => {
            sheet.write_number_with_format(at.0, at.1, *value, format)?;
        }
        Content::Bool(value) => {
            sheet.write_boolean_with_format(at.0, at.1, *value, format)?;
        }
        Content::Text(words) => text(sheet, at, words, format)?,
        Content::Formula(words, result) => {
            let result = result.map(|result| result.to_string());
            formula(sheet, at, words, result.as_deref(), format)?;
        }
    }
    Ok(())
}

/// Writes why a cell is null, or how its value came about.
pub(crate) fn note(
    sheet: &mut Worksheet,
    at: (u32, u16),
    cell: &Cell,
    lang: Lang,
    notes: &mut Notes,
) -> Result<(), ReportError> {
    let mut words: Vec<&str> = Vec::new();
    if let Some(reason) = cell.reason {
        words.push(lang.pick(reason.term().zh, reason.term().en));
    }
    words.extend(marks(cell.flags, lang));
    if words.is_empty() || notes.0 >= NOTES {
        return Ok(());
    }
    notes.0 += 1;
    let note = Note::new(words.join(lang.pick("；", "; "))).add_author_prefix(false).set_author("Baton");
    sheet.insert_note(at.0, at.1, &note)?;
    Ok(())
}

/// Marks in words.
fn marks(flags: Flags, lang: Lang) -> Vec<&'static str> {
    let all = [
        (Flags::CARRIED, "沿用以前公布的数值", "carried from an earlier period"),
        (Flags::SUBSTITUTED, "有缺失，按公式替代", "substituted for a null"),
        (Flags::MERGED, "按合并口径汇总", "summed over merged units"),
        (Flags::JANUARY_FEBRUARY, "1–2月合并数", "January and February together"),
        (Flags::IMPUTED, "缺失，按比较集插补", "imputed from the comparison set"),
        (Flags::ABSENT_ZERO, "未登记，按零计", "nothing registered, read as 0"),
        (Flags::TREATED, "异常值处理后的数值", "treated as an outlier"),
        (Flags::PREVIOUS, "缺失，用上期数值", "the previous period's value"),
        (Flags::POLICY_POINTS, "缺失，按办法赋分", "points by the missing-value policy"),
        (Flags::REWEIGHTED, "缺项，权重已重新分配", "weights of present children scaled up"),
        (Flags::FLAT, "各单位数值相同，不作区分", "all units equal"),
        (Flags::RULED, "按裁定计分", "set by a ruling"),
        (Flags::NOT_APPLICABLE, "该项不适用", "does not apply to the unit"),
        (Flags::VETOED, "被否决", "set by a veto"),
        (Flags::DRAFT, "草稿数据", "from draft figures"),
    ];
    all.iter().filter(|(flag, ..)| flags.has(*flag)).map(|(_, zh, en)| lang.pick(zh, en)).collect()
}
