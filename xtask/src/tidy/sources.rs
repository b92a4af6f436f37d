//! Source files: each opens with what it is for, and none grows too long.

use super::Report;

const LONGEST: usize = 600;
const LONG: usize = 400;

/// Every Rust file starts with `//!`.
pub(super) fn check_docs(file: &str, text: &str, report: &mut Report) {
    let first = text.trim_start_matches('\u{feff}').lines().find(|line| !line.trim().is_empty());
    if !first.is_some_and(|line| line.starts_with("//!")) {
        report.problem(file, 1, "begins with no module docs: say in `//!` what this file is for");
    }
}

/// No file over 600 lines; over 400 is worth a thought.
pub(super) fn check_length(file: &str, text: &str, report: &mut Report) {
    let lines = text.lines().count();
    if lines > LONGEST {
        report.problem(file, LONGEST + 1, format!("has {lines} lines; split it, {LONGEST} is the limit"));
    } else if lines > LONG {
        report.note(file, LONG + 1, format!("has {lines} lines"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn docs_come_first() {
        let count = |text| {
            let mut report = Report::default();
            check_docs("a.rs", text, &mut report);
            report.problems.len()
        };
        assert_eq!(count("//! Periods.\nuse a;\n"), 0);
        assert_eq!(count("\n//! Periods.\n"), 0);
        assert_eq!(count("use a;\n//! late\n"), 1);
        assert_eq!(count("// a comment\n"), 1);
        assert_eq!(count(""), 1);
    }

    #[test]
    fn six_hundred_lines_are_enough() {
        let found = |lines: usize| {
            let mut report = Report::default();
            check_length("a.rs", &"x\n".repeat(lines), &mut report);
            (report.problems.len(), report.notes.len())
        };
        assert_eq!(found(400), (0, 0));
        assert_eq!(found(401), (0, 1));
        assert_eq!(found(600), (0, 1));
        assert_eq!(found(601), (1, 0));
    }
}
