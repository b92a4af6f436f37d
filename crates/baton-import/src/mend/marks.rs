//! Which problems concern which cells and rows.

use std::collections::{BTreeMap, HashMap};

use baton_model::{CellAddress, Lang};

use super::source::Source;
use crate::problem::{Problem, Severity};
use crate::report::Report;

/// The problems of each sheet.
pub(super) struct Marks<'r> {
    sheets: Vec<SheetMarks<'r>>,
}

/// The errors and warnings of one sheet; notes stand in the list only.
#[derive(Default)]
pub(super) struct SheetMarks<'r> {
    pub(super) cells: BTreeMap<CellAddress, Vec<&'r Problem>>,
    pub(super) rows: BTreeMap<u32, Vec<&'r Problem>>,
}

impl<'r> Marks<'r> {
    pub(super) fn new(source: &Source, report: &'r Report) -> Self {
        let mut places: HashMap<Option<&str>, usize> = HashMap::new();
        for (place, copied) in source.sheets.iter().enumerate() {
            places.entry(copied.name.as_deref()).or_insert(place);
        }
        let mut sheets: Vec<SheetMarks<'r>> = source.sheets.iter().map(|_| SheetMarks::default()).collect();
        for problem in report.problems.iter().filter(|problem| problem.severity != Severity::Note) {
            let place = places.get(&problem.place.sheet.as_deref());
            if let Some(marks) = place.and_then(|place| sheets.get_mut(*place)) {
                marks.add(problem);
            }
        }
        Self { sheets }
    }

    /// The marks of a sheet.
    pub(super) fn take(&mut self, place: usize) -> SheetMarks<'r> {
        self.sheets.get_mut(place).map(std::mem::take).unwrap_or_default()
    }
}

impl<'r> SheetMarks<'r> {
    fn add(&mut self, problem: &'r Problem) {
        for cell in &problem.place.cells {
            self.cells.entry(*cell).or_default().push(problem);
            let row = self.rows.entry(cell.row).or_default();
            if !row.last().is_some_and(|last| std::ptr::eq(*last, problem)) {
                row.push(problem);
            }
        }
    }
}

/// The worst of some problems.
pub(super) fn worst(problems: &[&Problem]) -> Severity {
    problems.iter().map(|problem| problem.severity).min().unwrap_or(Severity::Note)
}

/// A problem in words, with what to do about it.
pub(super) fn told(problem: &Problem, lang: Lang) -> String {
    let severity = problem.severity.term();
    let (severity, colon) = (lang.pick(severity.zh, severity.en), lang.pick("：", ": "));
    let mut text = format!("{severity} {}{colon}{}", problem.message.code(), problem.message.text(lang));
    if let Some(hint) = problem.message.hint(lang) {
        text.push_str("\n→ ");
        text.push_str(&hint);
    }
    text
}
