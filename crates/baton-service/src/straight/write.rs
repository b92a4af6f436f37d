//! The scored table as CSV.

use std::fmt::Write as _;

use baton_model::Snapshot;
use baton_scheme::plan::Plan;
use baton_scheme::run::RunResult;
use rayon::prelude::*;

/// Rows written together.
const PART: usize = 16_384;

/// Which columns there are.
struct Columns<'a> {
    plan: &'a Plan,
    snapshot: &'a Snapshot,
    result: &'a RunResult,
    named: bool,
    grouped: bool,
    /// By roster row: the subject it is, alone or with others.
    subject_of: Vec<u32>,
    /// By roster row: why it is listed but not scored.
    unscored: Vec<Option<&'a str>>,
}

/// One line for each row of the table, in its order: `code,name,group,total,rank,grade,level,note`; names, groups, grades and
/// levels where there are any. The note says why there is no total.
pub(super) fn csv(plan: &Plan, snapshot: &Snapshot, result: &RunResult, order: &[u32]) -> Vec<u8> {
    let rows = snapshot.roster.len();
    let mut subject_of = vec![u32::MAX; rows];
    for (subject, row) in (0..).zip(&result.universe.rows[..result.subjects()]) {
        subject_of[*row as usize] = subject;
    }
    for (subject, members) in &result.joint {
        members.iter().for_each(|row| subject_of[*row as usize] = *subject);
    }
    let mut unscored = vec![None; rows];
    for unit in &result.unscored {
        unscored[unit.row as usize] = Some(unit.class.as_str());
    }
    let columns = Columns {
        plan,
        snapshot,
        result,
        named: !snapshot.roster.parts().names.is_empty(),
        grouped: result.groups.iter().any(|group| !group.is_empty()),
        subject_of,
        unscored,
    };
    let parts: Vec<String> = order.par_chunks(PART).map(|part| columns.lines(part)).collect();
    let mut csv = columns.header().into_bytes();
    csv.reserve(parts.iter().map(String::len).sum());
    for part in parts {
        csv.extend_from_slice(part.as_bytes());
    }
    csv
}

impl Columns<'_> {
    fn header(&self) -> String {
        let own = [
            (true, "code"),
            (self.named, "name"),
            (self.grouped, "group"),
            (true, "total"),
            (true, "rank"),
            (!self.plan.grades.is_empty(), "grade"),
            (!self.plan.levels.is_empty(), "level"),
            (true, "note"),
        ];
        let names: Vec<&str> = own.into_iter().filter(|(there, _)| *there).map(|(_, name)| name).collect();
        names.join(",") + "\n"
    }

    fn lines(&self, rows: &[u32]) -> String {
        let mut text = String::with_capacity(rows.len() * 40);
        for row in rows {
            self.line(*row, &mut text);
        }
        text
    }

    fn line(&self, row: u32, to: &mut String) {
        let (roster, result) = (&self.snapshot.roster, self.result);
        let subject = Some(self.subject_of[row as usize]).filter(|subject| *subject != u32::MAX);
        let subject = subject.map(|subject| subject as usize);
        field(roster.code(row), to);
        if self.named {
            to.push(',');
            field(roster.name(row), to);
        }
        if self.grouped {
            to.push(',');
            if let Some(subject) = subject {
                field(&result.groups[result.group_of[subject] as usize], to);
            }
        }
        for numbers in [&result.total, &result.rank] {
            to.push(',');
            if let Some(value) = subject.and_then(|subject| numbers.get(subject)) {
                // Writing to a string cannot fail.
                let _ = write!(to, "{}", value + 0.0);
            }
        }
        if !self.plan.grades.is_empty() {
            to.push(',');
            field(subject.and_then(|subject| result.grade.get(subject)).unwrap_or_default(), to);
        }
        if !self.plan.levels.is_empty() {
            to.push(',');
            let level = subject.and_then(|subject| result.level.get(subject));
            let best_first = self.plan.levels.iter().rev();
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a level is a small whole number"
            )]
            let name = level.and_then(|level| best_first.clone().nth(level as usize));
            field(name.map_or("", |level| &level.name), to);
        }
        to.push(',');
        let why = subject.and_then(|subject| result.total.reason(subject)).map(|why| why.term().zh);
        field(self.unscored[row as usize].or(why).unwrap_or_default(), to);
        to.push('\n');
    }
}

/// A text: in quotes where it has to be, and never one that a spreadsheet takes for a formula.
fn field(text: &str, to: &mut String) {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if !formula && !text.contains([',', '"', '\n', '\r']) {
        to.push_str(text);
        return;
    }
    to.push('"');
    if formula {
        to.push('\'');
    }
    for c in text.chars() {
        if c == '"' {
            to.push('"');
        }
        to.push(c);
    }
    to.push('"');
}
