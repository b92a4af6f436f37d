//! Units under another code (单位沿革): what became of a unit, and what it was before.

use baton_model::unit::{ChangeKind, UnitChange, UnitTree};
use jiff::civil::Date;

/// Most changes of code that are followed.
const STEPS: usize = 32;

/// The code a unit had before it was renamed after a day: the latest of them that is `known`.
pub(crate) fn earlier_code<'t>(
    tree: &'t UnitTree,
    code: &'t str,
    (then, now): (Date, Date),
    known: impl Fn(&str) -> bool,
) -> Option<&'t str> {
    let mut code = code;
    for _ in 0..STEPS {
        let changes = tree.changes_into(code, then, now);
        code = &changes.iter().find(|change| is_rename(change, code))?.from;
        if known(code) {
            return Some(code);
        }
    }
    None
}

fn is_rename(change: &UnitChange, code: &str) -> bool {
    change.kind == ChangeKind::Rename && change.from != code
}

/// What became of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Successor<'t> {
    /// The code that has its whole territory now.
    pub(crate) code: &'t str,
    /// Did others come with it?
    pub(crate) merged: bool,
}

/// The unit into which another one went as a whole after a day: renamed, moved or merged, the first that is `known`.
pub(crate) fn successor<'t>(
    tree: &'t UnitTree,
    code: &str,
    (then, now): (Date, Date),
    known: impl Fn(&str) -> bool,
) -> Option<Successor<'t>> {
    let whole = |change: &&UnitChange| {
        change.kind != ChangeKind::Split && change.weight >= 1.0 && change.date > then && change.date <= now
    };
    let (mut at, mut since, mut merged) = (code, then, false);
    for _ in 0..STEPS {
        let on = |change: &&UnitChange| change.from == at && change.to != at && change.date >= since;
        let change = tree.changes().iter().filter(whole).find(on)?;
        merged |= change.kind == ChangeKind::Merge;
        (at, since) = (&change.to, change.date);
        if known(at) {
            return Some(Successor { code: &change.to, merged });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(date: &str, kind: ChangeKind, from: &str, to: &str) -> UnitChange {
        let date = date.parse().unwrap();
        UnitChange { date, kind, from: from.to_owned(), to: to.to_owned(), weight: 1.0, document: None }
    }

    #[test]
    fn renames_and_mergers_are_followed_both_ways_and_come_to_an_end() {
        let tree = UnitTree::new(
            Vec::new(),
            vec![
                change("2020-01-01", ChangeKind::Rename, "a", "b"),
                change("2021-01-01", ChangeKind::Rename, "b", "c"),
                change("2022-01-01", ChangeKind::Merge, "c", "d"),
                change("2022-01-01", ChangeKind::Merge, "x", "d"),
                change("2023-01-01", ChangeKind::Rename, "p", "q"),
                change("2024-01-01", ChangeKind::Rename, "q", "p"),
            ],
        )
        .unwrap();
        let days = ("2019-12-31".parse().unwrap(), "2025-12-31".parse().unwrap());
        assert_eq!(earlier_code(&tree, "c", days, |code| code == "a"), Some("a"));
        assert_eq!(earlier_code(&tree, "d", days, |code| code == "a"), None, "a merger is no rename");
        let of = |code| successor(&tree, code, days, |code| code == "c" || code == "d");
        assert_eq!(of("a"), Some(Successor { code: "c", merged: false }));
        assert_eq!(of("x"), Some(Successor { code: "d", merged: true }));
        assert_eq!(of("p"), None);
        assert_eq!(earlier_code(&tree, "p", days, |_| false), None);
    }
}
