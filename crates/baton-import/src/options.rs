//! What the person who imports says about a file.

use std::collections::BTreeMap;

use baton_model::catalogue::fold;
use baton_model::{Period, Scenario, Status};
use jiff::Timestamp;

use crate::limits::Limits;
use crate::read::legacy::LegacyReader;

/// What to do with a file that has errors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Take all of it or nothing.
    #[default]
    Atomic,
    /// Take the rows without an error.
    CleanRows,
}

/// Headers and names in a file → codes of indicators.
///
/// A header or label as it stands (`研发投入（万元）`) is taken as said here, whatever the catalogue knows; an empty code means that it is not
/// read. A name that is left of it without period, unit of measure and scenario (`研发投入`), or that stands in a column of indicators, is
/// looked up here only when the catalogue does not have it. What a header says of period, measure and scenario counts either way.
/// Width, case and white space do not count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping(BTreeMap<String, String>);

impl Mapping {
    /// Takes names with codes.
    pub fn new<N: AsRef<str>>(pairs: impl IntoIterator<Item = (N, String)>) -> Self {
        Self(pairs.into_iter().map(|(name, code)| (fold(name.as_ref()), code)).collect())
    }

    /// The code a name stands for.
    pub fn code(&self, name: &str) -> Option<&str> {
        if self.0.is_empty() { None } else { self.0.get(&fold(name)).map(String::as_str) }
    }
}

/// Everything an import is told besides the file.
#[derive(Clone, Debug)]
pub struct Options {
    /// When the figures became known.
    pub recorded_at: Timestamp,
    /// Who records them.
    pub recorded_by: String,
    /// Why they correct earlier ones.
    pub reason: Option<String>,
    /// How far they have come.
    pub status: Status,
    /// What to do when there are errors.
    pub mode: Mode,
    /// The period of a file that does not say.
    pub period: Option<Period>,
    /// The unit, by code or name, of a file about one unit that does not say.
    pub unit: Option<String>,
    /// The indicator, by code or name, of a file about one indicator that does not say.
    pub indicator: Option<String>,
    /// The scenario where the file does not say.
    pub scenario: Scenario,
    /// The series where the file does not say.
    pub series: String,
    /// What names stand for that the catalogue does not have.
    pub mapping: Mapping,
    /// Take the `source` column as the series.
    pub source_is_series: bool,
    /// Bounds.
    pub limits: Limits,
    /// How `.xls` and `.ods` are read; without it they are refused.
    pub legacy: Option<LegacyReader>,
}

impl Options {
    /// Accepted actual figures, all or nothing.
    pub fn new(recorded_at: Timestamp, recorded_by: impl Into<String>) -> Self {
        Self {
            recorded_at,
            recorded_by: recorded_by.into(),
            reason: None,
            status: Status::Accepted,
            mode: Mode::Atomic,
            period: None,
            unit: None,
            indicator: None,
            scenario: Scenario::Actual,
            series: String::new(),
            mapping: Mapping::default(),
            source_is_series: false,
            limits: Limits::default(),
            legacy: None,
        }
    }
}

/// What identifies a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureKey<'k> {
    /// Unit code.
    pub unit: &'k str,
    /// Indicator code.
    pub indicator: &'k str,
    /// Period.
    pub period: Period,
    /// Scenario.
    pub scenario: Scenario,
    /// Series, empty for the only one.
    pub series: &'k str,
}

/// The figures recorded so far, to compare a file with.
pub trait Current {
    /// The recorded value; none where nothing is recorded.
    fn value(&self, key: FigureKey<'_>) -> Option<f64>;

    /// The series an indicator is recorded in; one without a name is an empty text.
    fn series(&self, indicator: &str) -> Vec<String> {
        let _ = indicator;
        Vec::new()
    }

    /// May a figure be recorded by who imports? What may not is refused and never compared.
    fn may_record(&self, key: FigureKey<'_>) -> bool {
        let _ = key;
        true
    }

    /// Has what is recorded come as far as what is imported? The same value counts as new where not: a reported figure that is now
    /// imported by who accepts figures.
    fn is_confirmed(&self, key: FigureKey<'_>) -> bool {
        let _ = key;
        true
    }

    /// Is nothing recorded at all? Saves asking for each figure.
    fn is_empty(&self) -> bool {
        false
    }
}

impl<F: Fn(FigureKey<'_>) -> Option<f64>> Current for F {
    fn value(&self, key: FigureKey<'_>) -> Option<f64> {
        self(key)
    }
}

/// Nothing is recorded yet.
#[derive(Clone, Copy, Debug, Default)]
pub struct NothingRecorded;

impl Current for NothingRecorded {
    fn value(&self, _: FigureKey<'_>) -> Option<f64> {
        None
    }

    fn is_empty(&self) -> bool {
        true
    }
}
