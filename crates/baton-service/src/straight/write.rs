//! The scored table as CSV.

use std::io::Write as _;

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
    let parts: Vec<Vec<u8>> = order.par_chunks(PART).map(|part| columns.lines(part)).collect();
    let mut csv = columns.header().into_bytes();
    csv.reserve(parts.iter().map(Vec::len).sum());
    for part in parts {
        csv.extend_from_slice(&part);
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

    fn lines(&self, rows: &[u32]) -> Vec<u8> {
        let mut text = Vec::with_capacity(rows.len() * 40);
        for row in rows {
            self.line(*row, &mut text);
        }
        text
    }

    fn line(&self, row: u32, to: &mut Vec<u8>) {
        let (roster, result) = (&self.snapshot.roster, self.result);
        let subject = Some(self.subject_of[row as usize]).filter(|subject| *subject != u32::MAX);
        let subject = subject.map(|subject| subject as usize);
        field(roster.code(row), to);
        if self.named {
            to.push(b',');
            field(roster.name(row), to);
        }
        if self.grouped {
            to.push(b',');
            if let Some(subject) = subject {
                field(&result.groups[result.group_of[subject] as usize], to);
            }
        }
        for numbers in [&result.total, &result.rank] {
            to.push(b',');
            if let Some(value) = subject.and_then(|subject| numbers.get(subject)) {
                number(value + 0.0, to);
            }
        }
        if !self.plan.grades.is_empty() {
            to.push(b',');
            field(subject.and_then(|subject| result.grade.get(subject)).unwrap_or_default(), to);
        }
        if !self.plan.levels.is_empty() {
            to.push(b',');
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
        to.push(b',');
        let why = subject.and_then(|subject| result.total.reason(subject)).map(|why| why.term().zh);
        field(self.unscored[row as usize].or(why).unwrap_or_default(), to);
        to.push(b'\n');
    }
}

/// A number in the fewest digits that are read as it: of up to fifteen digits and six places by arithmetic, because of such
/// decimals no two are one number.
fn number(value: f64, to: &mut Vec<u8>) {
    const SCALE: f64 = 1e6;
    const LARGEST: u64 = 1_000_000_000_000_000;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "from 0 to 10¹⁵ where it is used"
    )]
    let scaled = (value.abs() * SCALE + 0.5) as u64;
    if scaled >= LARGEST || scaled as f64 / SCALE != value.abs() {
        // Writing to a vector cannot fail.
        let _ = write!(to, "{value}");
        return;
    }
    if value < 0.0 {
        to.push(b'-');
    }
    digits(scaled / 1_000_000, 1, to);
    let (mut places, mut rest) = (6, scaled % 1_000_000);
    if rest != 0 {
        while rest % 10 == 0 {
            (places, rest) = (places - 1, rest / 10);
        }
        to.push(b'.');
        digits(rest, places, to);
    }
}

/// A whole number in at least some digits.
fn digits(number: u64, least: usize, to: &mut Vec<u8>) {
    let mut text = [b'0'; 20];
    let (mut start, mut rest) = (text.len(), number);
    while rest > 0 || text.len() - start < least {
        start -= 1;
        text[start] += (rest % 10) as u8;
        rest /= 10;
    }
    to.extend_from_slice(&text[start..]);
}

/// A text: in quotes where it has to be, and never one that a spreadsheet takes for a formula.
fn field(text: &str, to: &mut Vec<u8>) {
    let formula = matches!(text.as_bytes().first(), Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r'));
    if !formula && !text.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
        to.extend_from_slice(text.as_bytes());
        return;
    }
    to.push(b'"');
    if formula {
        to.push(b'\'');
    }
    for byte in text.bytes() {
        if byte == b'"' {
            to.push(b'"');
        }
        to.push(byte);
    }
    to.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_standard_library_does() {
        let few =
            [0.0, 1.0, -1.5, 69.23, 0.1, 100.0, 0.000_001, 1e-7, 1e9, 1e15, 1e21, 0.1 + 0.2, 123.456_789_1];
        let many = (0..20_000).map(|n| f64::from(n) / 100.0);
        for value in few.into_iter().chain(many).flat_map(|value| [value, -value + 0.0]) {
            let mut text = Vec::new();
            number(value, &mut text);
            assert_eq!(String::from_utf8(text).unwrap(), value.to_string());
        }
    }
}
