//! What is wrong with a file, cell by cell, and grouped by what to mend.

use std::fmt;

use baton_model::message::Term;
use baton_model::{CellAddress, Lang, Message, MessageDef};

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The figure is refused.
    Error,
    /// The figure is taken; somebody should look.
    Warning,
    /// Said so that nothing happens silently.
    Note,
}

impl Severity {
    /// In words.
    pub fn term(self) -> &'static Term {
        const TERMS: [Term; 3] = [
            Term { zh: "错误", en: "error" },
            Term { zh: "提醒", en: "warning" },
            Term { zh: "说明", en: "note" },
        ];
        &TERMS[self as usize]
    }
}

/// A place in a file: the file alone, a sheet, or cells of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// File name without folders.
    pub file: String,
    /// Sheet; none for CSV.
    pub sheet: Option<String>,
    /// The cells, the one to mend first.
    pub cells: Vec<CellAddress>,
}

impl Place {
    /// A whole file.
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), ..Self::default() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(sheet) = &self.sheet {
            write!(f, " · {sheet}")?;
        }
        for (position, cell) in self.cells.iter().enumerate() {
            let lead = match (position, &self.sheet) {
                (0, Some(_)) => "!",
                (0, None) => " · ",
                _ => ", ",
            };
            write!(f, "{lead}{cell}")?;
        }
        Ok(())
    }
}

/// One problem.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What is wrong and what to do about it.
    pub message: Message,
    /// Where.
    pub place: Place,
    /// What stands there.
    pub found: Option<String>,
    /// What could stand there.
    pub expected: Option<String>,
    /// How bad it is.
    pub severity: Severity,
}

impl Problem {
    /// A problem of a place.
    pub fn new(severity: Severity, message: Message, place: Place) -> Self {
        Self { message, place, found: None, expected: None, severity }
    }

    /// Adds what was found.
    #[must_use]
    pub fn found(mut self, text: impl Into<String>) -> Self {
        self.found = Some(clip(&text.into()));
        self
    }

    /// Adds what was expected.
    #[must_use]
    pub fn expected(mut self, text: impl Into<String>) -> Self {
        self.expected = Some(text.into());
        self
    }

    /// The first cell.
    pub fn cell(&self) -> Option<CellAddress> {
        self.place.cells.first().copied()
    }
}

/// Problems that are mended in the same way.
#[derive(Clone, Debug)]
pub struct ProblemGroup<'r> {
    /// The message they share.
    pub def: &'static MessageDef,
    /// The sentence, when all members have the same.
    pub sentence: Option<&'r Message>,
    /// How bad they are.
    pub severity: Severity,
    /// The members, in the order of their cells.
    pub problems: Vec<&'r Problem>,
}

impl ProblemGroup<'_> {
    /// The heading: the common sentence, or that of the first member.
    pub fn heading(&self, lang: Lang) -> String {
        let first = self.problems.first().map(|problem| &problem.message);
        self.sentence.or(first).map_or_else(String::new, |message| message.text(lang))
    }
}

/// Groups problems by what to mend: the same sentence is one group (an unknown name in forty rows is mended once), errors
/// before warnings before notes, larger groups first.
pub fn group_by_message(problems: &[Problem]) -> Vec<ProblemGroup<'_>> {
    let mut groups: Vec<ProblemGroup<'_>> = Vec::new();
    let mut known = std::collections::HashMap::new();
    for problem in problems {
        let key = (problem.message.code(), problem.severity, problem.message.text(Lang::ZhCn));
        let place = *known.entry(key).or_insert_with(|| {
            groups.push(ProblemGroup {
                def: problem.message.def,
                sentence: Some(&problem.message),
                severity: problem.severity,
                problems: Vec::new(),
            });
            groups.len() - 1
        });
        groups[place].problems.push(problem);
    }
    let mut groups = fold_singles(groups);
    groups.sort_by_key(|group| (group.severity, std::cmp::Reverse(group.problems.len()), group.def.code));
    groups
}

/// Groups of one whose code has several such groups are put together: two hundred different bad numbers are one thing to
/// mend, not two hundred.
fn fold_singles(groups: Vec<ProblemGroup<'_>>) -> Vec<ProblemGroup<'_>> {
    let mut folded: Vec<ProblemGroup<'_>> = Vec::new();
    for mut group in groups {
        let twin = (group.problems.len() == 1).then(|| {
            folded.iter_mut().find(|other| {
                other.def == group.def
                    && other.severity == group.severity
                    && (other.sentence.is_none() || other.problems.len() == 1)
            })
        });
        match twin.flatten() {
            Some(other) => {
                other.sentence = None;
                other.problems.append(&mut group.problems);
            }
            None => folded.push(group),
        }
    }
    folded
}

/// Shortens text from a file for display.
pub(crate) fn clip(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Bytes as people read them.
pub(crate) fn bytes(count: u64) -> String {
    match count {
        0..10_240 => format!("{count} B"),
        10_240..10_485_760 => format!("{} KB", count >> 10),
        _ => format!("{} MB", count >> 20),
    }
}
