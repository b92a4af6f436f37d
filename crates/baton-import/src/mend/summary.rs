//! The list of what to mend, grouped.

use baton_model::{Lang, Message};
use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use super::copy::Copier;
use super::source::Source;
use super::words::{COLUMNS, LIST_MARKS, cut, mark};
use crate::messages;
use crate::options::Mode;
use crate::problem::{Place, ProblemGroup};
use crate::report::Report;

/// Groups written; a file with more is mended step by step.
const MOST_GROUPS: usize = 1_000;
/// Places named for each group.
const MOST_PLACES: usize = 12;
/// Characters of a cell.
const MOST_TEXT: usize = 16_000;

/// Writes the list.
pub(super) fn write(
    out: &mut Worksheet,
    source: &Source,
    report: &Report,
    copier: &Copier,
    lang: Lang,
) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    out.write_string_with_format(0, 0, mark(LIST_MARKS, lang), &bold)?;
    let groups = report.groups();
    let mut row = 1;
    for message in said(source, report, copier, groups.len()) {
        let hint = message.hint(lang).map_or_else(String::new, |hint| format!(" {hint}"));
        out.write_string(row, 0, cut(&format!("{}{hint}", message.text(lang)), MOST_TEXT))?;
        row += 1;
    }
    row += 1;
    for (column, width) in (0..).zip([8.0, 60.0, 8.0, 50.0, 60.0]) {
        out.set_column_width(column, width)?;
    }
    for (column, name) in (0..).zip(&COLUMNS) {
        out.write_string_with_format(row, column, lang.pick(name.zh, name.en), &bold)?;
    }
    out.set_freeze_panes(row + 1, 0)?;
    for group in groups.iter().take(MOST_GROUPS) {
        row += 1;
        group_row(out, row, group, lang)?;
    }
    Ok(())
}

/// What stands above the list.
fn said(source: &Source, report: &Report, copier: &Copier, groups: usize) -> Vec<Message> {
    let counts = &report.counts;
    let mut said = vec![
        Message::new(&messages::MEND_COUNTS)
            .with("file", &report.file)
            .with("errors", counts.errors.to_string())
            .with("warnings", counts.warnings.to_string())
            .with("notes", counts.notes.to_string()),
    ];
    said.push(match (report.options.mode, counts.errors) {
        (_, 0) => Message::new(&messages::MEND_NOTHING_REFUSED),
        (Mode::Atomic, _) => Message::new(&messages::MEND_NOTHING_TAKEN),
        (Mode::CleanRows, _) => {
            Message::new(&messages::MEND_ROWS_LEFT).with("rejected", counts.rejected.to_string())
        }
    });
    let known = counts.errors + counts.warnings + counts.notes;
    let missing = known.saturating_sub(report.problems.len() as u64);
    if source.too_large {
        let limit = report.options.limits.copied_cells.min(report.options.limits.cells);
        said.push(Message::new(&messages::MEND_TOO_LARGE).with("limit", limit.to_string()));
    }
    if missing > 0 {
        said.push(Message::new(&messages::MEND_MORE_PROBLEMS).with("count", missing.to_string()));
    }
    if groups > MOST_GROUPS {
        said.push(Message::new(&messages::MEND_MORE_GROUPS).with("limit", MOST_GROUPS));
    }
    if copier.notes_left_out > 0 {
        said.push(
            Message::new(&messages::MEND_MORE_NOTES)
                .with("limit", report.options.limits.notes)
                .with("count", copier.notes_left_out),
        );
    }
    said
}

fn group_row(out: &mut Worksheet, row: u32, group: &ProblemGroup<'_>, lang: Lang) -> Result<(), XlsxError> {
    let format = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let colon = lang.pick("：", ": ");
    let first = group.problems.first();
    let hint = first.and_then(|problem| problem.message.hint(lang)).unwrap_or_default();
    let severity = group.severity.term();
    let heading = format!("{}{colon}{}", group.def.code, group.heading(lang));
    let texts = [
        (0, lang.pick(severity.zh, severity.en)),
        (1, heading.as_str()),
        (3, &places(group, lang)),
        (4, hint.as_str()),
    ];
    for (column, text) in texts {
        out.write_string_with_format(row, column, cut(text, MOST_TEXT), &format)?;
    }
    let count = u32::try_from(group.problems.len()).unwrap_or(u32::MAX);
    out.write_number_with_format(row, 2, count, &format)?;
    Ok(())
}

/// The first places, each with what stands there when the members differ.
fn places(group: &ProblemGroup<'_>, lang: Lang) -> String {
    let mut texts: Vec<String> = Vec::new();
    for problem in group.problems.iter().take(MOST_PLACES) {
        let Place { sheet, cells, .. } = &problem.place;
        let Some(cell) = cells.first() else {
            texts.extend(sheet.clone());
            continue;
        };
        let sheet = sheet.as_deref().map_or_else(String::new, |sheet| format!("{sheet}!"));
        let found = problem.found.as_deref().filter(|_| group.sentence.is_none());
        let found = found.map_or_else(String::new, |found| format!("“{found}”"));
        texts.push(format!("{sheet}{cell}{found}"));
    }
    if group.problems.len() > MOST_PLACES {
        texts.push("…".to_owned());
    }
    texts.join(lang.pick("、", ", "))
}
