//! The scored table as CSV.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Mutex;

use baton_model::Snapshot;
use baton_scheme::plan::Plan;
use baton_scheme::run::RunResult;
use rayon::prelude::*;

use super::in_order::{InOrder, lock};

/// Rows written together.
const PART: usize = 4096;

/// Which columns there are.
struct Columns<'a> {
    plan: &'a Plan,
    snapshot: &'a Snapshot,
    result: &'a RunResult,
    named: bool,
    grouped: bool,
    /// Rows that are scored as one with others, and the subject they are.
    joint: BTreeMap<u32, usize>,
    /// By roster row: the number, from 1 on, of the rule that exempts the unit, so that it is listed but not scored.
    exempt: Vec<u32>,
    /// By rule, group, grade and level: what stands in the cell.
    classes: Vec<Vec<u8>>,
    groups: Vec<Vec<u8>>,
    grades: Vec<Vec<u8>>,
    levels: Vec<Vec<u8>>,
}

/// Writes one line for each row of the table, in its order: `code,name,group,total,rank,grade,level,note`; names, groups, grades and
/// levels where there are any. The note says why there is no total. While one thread writes, the others make lines.
pub(super) fn csv(
    plan: &Plan,
    snapshot: &Snapshot,
    result: &RunResult,
    order: &[u32],
    mut to: impl Write + Send,
) -> io::Result<()> {
    let mut exempt = vec![0; snapshot.roster.len()];
    for unit in &result.unscored {
        exempt[unit.row as usize] = u32::try_from(unit.exempt + 1).unwrap_or_default();
    }
    let columns = Columns {
        plan,
        snapshot,
        result,
        named: !snapshot.roster.parts().names.is_empty(),
        grouped: result.groups.iter().any(|group| !group.is_empty()),
        joint: result.joint.iter().flat_map(joint_rows).collect(),
        exempt,
        classes: plan.exempts.iter().map(|exempt| cell(&exempt.name)).collect(),
        groups: result.groups.iter().map(|group| cell(group)).collect(),
        grades: result.grade.words.iter().map(|grade| cell(grade)).collect(),
        levels: plan.levels.iter().rev().map(|level| cell(&level.name)).collect(),
    };
    to.write_all(columns.header().as_bytes())?;
    let lines = InOrder::new((to, Ok(())));
    let spare = Mutex::new(Vec::new());
    let write = |(to, done): &mut (_, io::Result<()>), text: Vec<u8>| {
        if done.is_ok() {
            *done = Write::write_all(to, &text);
        }
        lock(&spare).push(text);
    };
    order.par_chunks(PART).enumerate().for_each(|(number, rows)| {
        let mut text = lock(&spare).pop().unwrap_or_default();
        text.clear();
        rows.iter().for_each(|row| columns.line(*row, &mut text));
        lines.add(number, text, &mut |sink, text| write(sink, text));
    });
    let (mut to, done) = lines.finish(&mut |sink, text| write(sink, text));
    done.and_then(|()| to.flush())
}

fn joint_rows((subject, rows): &(u32, Vec<u32>)) -> impl Iterator<Item = (u32, usize)> {
    rows.iter().map(|row| (*row, *subject as usize))
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

    fn line(&self, row: u32, to: &mut Vec<u8>) {
        let (roster, result) = (&self.snapshot.roster, self.result);
        let alone = result.universe.position(row).filter(|position| *position < result.subjects());
        let subject = alone.or_else(|| self.joint.get(&row).copied());
        field(roster.code(row), to);
        if self.named {
            to.push(b',');
            field(roster.name(row), to);
        }
        if self.grouped {
            to.push(b',');
            if let Some(subject) = subject {
                to.extend_from_slice(&self.groups[result.group_of[subject] as usize]);
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
            let grade = subject.and_then(|subject| self.grades.get(result.grade.codes[subject] as usize));
            to.extend_from_slice(grade.map_or(b"", |grade| grade));
        }
        if !self.plan.levels.is_empty() {
            to.push(b',');
            let level = subject.and_then(|subject| result.level.get(subject));
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a level is a small whole number"
            )]
            let level = level.and_then(|level| self.levels.get(level as usize));
            to.extend_from_slice(level.map_or(b"", |level| level));
        }
        to.push(b',');
        let why = subject.and_then(|subject| result.total.reason(subject)).map(|why| why.term().zh);
        let rule = (self.exempt[row as usize] as usize).checked_sub(1);
        match rule.and_then(|rule| self.classes.get(rule)) {
            Some(class) => to.extend_from_slice(class),
            None => field(why.unwrap_or_default(), to),
        }
        to.push(b'\n');
    }
}

/// A number in the fewest digits that are read as it: of up to fifteen digits and six places by arithmetic, because of such
/// decimals no two are one number. Ranks have no places and totals few, so those are tried first.
fn number(value: f64, to: &mut Vec<u8>) {
    if value < 0.0 {
        to.push(b'-');
    }
    let magnitude = value.abs();
    if !(decimal::<0>(magnitude, to) || decimal::<2>(magnitude, to) || decimal::<6>(magnitude, to)) {
        // Writing to a vector cannot fail.
        let _ = write!(to, "{magnitude}");
    }
}

/// Writes a number of at most so many places and fifteen digits in all; nothing if it is none. The places are known beforehand,
/// so that there is nothing to divide.
#[inline]
fn decimal<const PLACES: u32>(magnitude: f64, to: &mut Vec<u8>) -> bool {
    const LARGEST: i64 = 1_000_000_000_000_000;
    let scale = 10_u64.pow(PLACES);
    #[expect(clippy::cast_possible_truncation, reason = "from 0 to 10¹⁵ where it is used")]
    let scaled = (magnitude * scale as f64 + 0.5) as i64;
    if scaled >= LARGEST || scaled as f64 / scale as f64 != magnitude {
        return false;
    }
    let (whole, rest) = (scaled.unsigned_abs() / scale, scaled.unsigned_abs() % scale);
    to.extend_from_slice(itoa::Buffer::new().format(whole).as_bytes());
    if rest != 0 {
        to.push(b'.');
        to.extend_from_slice(places::<PLACES>(rest, &mut [b'0'; 6]));
    }
    true
}

/// The places of a decimal, down to the last that is not 0.
#[inline]
fn places<const PLACES: u32>(mut rest: u64, text: &mut [u8; 6]) -> &[u8] {
    let mut length = 0;
    for place in (0..PLACES as usize).rev() {
        let digit = (rest % 10) as u8;
        rest /= 10;
        text[place] = b'0' + digit;
        if length == 0 && digit != 0 {
            length = place + 1;
        }
    }
    &text[..length]
}

/// The bytes of a text as a field.
fn cell(text: &str) -> Vec<u8> {
    let mut cell = Vec::new();
    field(text, &mut cell);
    cell
}

/// A text: in quotes where it has to be, and never one that a spreadsheet takes for a formula.
fn field(text: &str, to: &mut Vec<u8>) {
    let formula = matches!(text.as_bytes().first(), Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r'));
    // Most bytes are above a comma: one comparison tells.
    let quoted = |byte: &u8| *byte <= b',' && matches!(byte, b',' | b'"' | b'\n' | b'\r');
    if !formula && !text.as_bytes().iter().any(quoted) {
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
