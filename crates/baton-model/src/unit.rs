//! Units (单位): the regions, departments, zones and enterprises that are assessed, in a tree that is a function of the date.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;

/// The value of an attribute (属性) of a unit.
#[derive(Clone, Debug, PartialEq)]
pub enum AttributeValue {
    /// A text such as a class or a kind of zone.
    Text(String),
    /// A number such as an area or the years since registration.
    Number(f64),
    /// Yes or no.
    Bool(bool),
}

/// One version of a unit, valid for a range of days.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// Stable code: GB/T 2260 for regions, GB 32100 for enterprises.
    pub code: String,
    /// Name in force.
    pub name: String,
    /// Kind, such as `county`, `zone`, `enterprise`.
    pub kind: String,
    /// Code of the unit above.
    pub parent: Option<String>,
    /// Attributes in force.
    pub attributes: BTreeMap<String, AttributeValue>,
    /// First day; none means always.
    pub valid_from: Option<Date>,
    /// Last day; none means still.
    pub valid_to: Option<Date>,
}

impl Unit {
    /// A unit that was always there, without attributes.
    pub fn new(code: impl Into<String>, name: impl Into<String>, kind: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            name: name.into(),
            kind: kind.into(),
            parent: None,
            attributes: BTreeMap::new(),
            valid_from: None,
            valid_to: None,
        }
    }

    /// Is this version in force on the day?
    pub fn is_valid_on(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }
}

/// What happened to units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// Name or code changed, the territory did not.
    Rename,
    /// One unit went wholly into another.
    Merge,
    /// Part of a unit became or joined another.
    Split,
    /// A unit moved under another parent.
    Move,
}

impl ChangeKind {
    /// Reads `rename`, `merge`, `split`, `move`.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "rename" => Some(Self::Rename),
            "merge" => Some(Self::Merge),
            "split" => Some(Self::Split),
            "move" => Some(Self::Move),
            _ => None,
        }
    }

    /// The word used in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Rename => "rename",
            Self::Merge => "merge",
            Self::Split => "split",
            Self::Move => "move",
        }
    }
}

/// A change of units (区划变更): on a date `from` became, or gave a share to, `to`.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitChange {
    /// First day of the new state.
    pub date: Date,
    /// What happened.
    pub kind: ChangeKind,
    /// Code before.
    pub from: String,
    /// Code after.
    pub to: String,
    /// Share of `from` that went to `to`, in (0, 1]; 1 for renames and merges.
    pub weight: f64,
    /// The document that ordered it.
    pub document: Option<String>,
}

/// What is wrong with a set of units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitTreeError {
    /// Two versions of a code are in force on the same day.
    Overlap {
        /// The code.
        code: String,
    },
    /// A version ends before it begins.
    EmptyRange {
        /// The code.
        code: String,
    },
    /// A unit is its own ancestor.
    Cycle {
        /// The code.
        code: String,
    },
    /// A code or a name is empty.
    Blank {
        /// The code, perhaps empty.
        code: String,
    },
    /// The weight of a change lies outside (0, 1].
    Weight {
        /// The code before.
        code: String,
    },
}

impl fmt::Display for UnitTreeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Overlap { code } => write!(f, "two versions of unit {code} are valid on the same day"),
            Self::EmptyRange { code } => write!(f, "unit {code} ends before it begins"),
            Self::Cycle { code } => write!(f, "unit {code} is its own ancestor"),
            Self::Blank { code } => write!(f, "unit “{code}” lacks a code or a name"),
            Self::Weight { code } => {
                write!(f, "the weight of the change of {code} must be above 0 and at most 1")
            }
        }
    }
}
impl std::error::Error for UnitTreeError {}

/// All versions of all units and the changes between them.
#[derive(Clone, Debug, Default)]
pub struct UnitTree {
    versions: Vec<Unit>,
    changes: Vec<UnitChange>,
}

impl UnitTree {
    /// Checks and orders versions (by code, then date) and changes (by date).
    pub fn new(mut versions: Vec<Unit>, mut changes: Vec<UnitChange>) -> Result<Self, UnitTreeError> {
        versions.sort_by(|a, b| a.code.cmp(&b.code).then(a.valid_from.cmp(&b.valid_from)));
        changes.sort_by(|a, b| {
            a.date.cmp(&b.date).then_with(|| a.from.cmp(&b.from)).then_with(|| a.to.cmp(&b.to))
        });
        for unit in &versions {
            if unit.code.is_empty() || unit.name.is_empty() {
                return Err(UnitTreeError::Blank { code: unit.code.clone() });
            }
            if let (Some(from), Some(to)) = (unit.valid_from, unit.valid_to)
                && to < from
            {
                return Err(UnitTreeError::EmptyRange { code: unit.code.clone() });
            }
        }
        for pair in versions.windows(2) {
            let apart = match (pair[0].valid_to, pair[1].valid_from) {
                (Some(to), Some(from)) => to < from,
                _ => false,
            };
            if pair[0].code == pair[1].code && !apart {
                return Err(UnitTreeError::Overlap { code: pair[0].code.clone() });
            }
        }
        if let Some(change) = changes.iter().find(|change| !(change.weight > 0.0 && change.weight <= 1.0)) {
            return Err(UnitTreeError::Weight { code: change.from.clone() });
        }
        let tree = Self { versions, changes };
        tree.refuse_cycles()?;
        Ok(tree)
    }

    fn refuse_cycles(&self) -> Result<(), UnitTreeError> {
        for unit in &self.versions {
            let day = unit.valid_from.or(unit.valid_to).unwrap_or(Date::new(2000, 1, 1).unwrap_or(Date::MIN));
            let mut above = unit.parent.clone();
            let mut steps = 0;
            while let Some(code) = above {
                steps += 1;
                if code == unit.code || steps > 64 {
                    return Err(UnitTreeError::Cycle { code: unit.code.clone() });
                }
                above = self.on(&code, day).and_then(|parent| parent.parent.clone());
            }
        }
        Ok(())
    }

    /// Every version, ordered by code and date.
    pub fn versions(&self) -> &[Unit] {
        &self.versions
    }

    /// Every change, ordered by date.
    pub fn changes(&self) -> &[UnitChange] {
        &self.changes
    }

    /// The units in force on a day, ordered by code.
    pub fn all_on(&self, day: Date) -> Vec<&Unit> {
        self.versions.iter().filter(|unit| unit.is_valid_on(day)).collect()
    }

    /// The version of a code in force on a day.
    pub fn on(&self, code: &str, day: Date) -> Option<&Unit> {
        let first = self.versions.partition_point(|unit| unit.code.as_str() < code);
        self.versions[first..].iter().take_while(|unit| unit.code == code).find(|unit| unit.is_valid_on(day))
    }

    /// The changes that made today's unit `code` out of others after a day and up to another day.
    pub fn changes_into(&self, code: &str, after: Date, until: Date) -> Vec<&UnitChange> {
        self.changes
            .iter()
            .filter(|change| change.to == code && change.date > after && change.date <= until)
            .collect()
    }

    /// Did a part of the unit leave it after a day and up to another day?
    pub fn lost_part(&self, code: &str, after: Date, until: Date) -> bool {
        self.changes.iter().any(|change| {
            change.from == code
                && change.kind == ChangeKind::Split
                && change.date > after
                && change.date <= until
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn the_tree_is_a_function_of_the_date() {
        let old = Unit { valid_to: Some(day("2019-12-31")), ..Unit::new("1", "甲县", "county") };
        let new = Unit { valid_from: Some(day("2020-01-01")), ..Unit::new("1", "甲市", "county") };
        let tree = UnitTree::new(vec![new.clone(), old.clone()], vec![]).unwrap();
        assert_eq!(tree.on("1", day("2019-06-01")).unwrap().name, "甲县");
        assert_eq!(tree.on("1", day("2020-06-01")).unwrap().name, "甲市");
        assert!(tree.on("2", day("2020-06-01")).is_none());
        let clash = UnitTree::new(vec![old, Unit::new("1", "甲", "county")], vec![]);
        assert_eq!(clash.unwrap_err(), UnitTreeError::Overlap { code: "1".into() });
    }

    #[test]
    fn cycles_are_refused() {
        let mut a = Unit::new("a", "甲", "county");
        a.parent = Some("b".into());
        let mut b = Unit::new("b", "乙", "county");
        b.parent = Some("a".into());
        assert!(matches!(UnitTree::new(vec![a, b], vec![]), Err(UnitTreeError::Cycle { .. })));
    }
}
