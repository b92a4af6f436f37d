//! What is said about a file that waits to be imported, and how it is kept beside it.

use std::collections::BTreeMap;

use baton_import::{Mapping, Mode, Options};
use baton_model::{Message, Period, Scenario};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::messages;
use crate::access::Denied;

/// What is said about a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportChoices {
    /// The period of a file that does not say.
    pub period: Option<Period>,
    /// The unit of a file about one unit that does not say.
    pub unit: Option<String>,
    /// The indicator of a file about one indicator that does not say.
    pub indicator: Option<String>,
    /// The scenario where the file does not say.
    pub scenario: Option<Scenario>,
    /// The series where the file does not say.
    pub series: Option<String>,
    /// When the figures become known; at the commit if not said. Until then only those who may record them see them.
    pub recorded_at: Option<Timestamp>,
    /// Why figures are corrected.
    pub reason: Option<String>,
    /// Take the figures without an error, where a file has errors?
    pub clean_rows: bool,
    /// What columns mean that were not understood, or wrongly; none: as remembered for files with these headers.
    pub mapping: Option<Vec<MappedColumn>>,
}

/// What a column was said to mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappedColumn {
    /// The sheet; empty or none for CSV.
    pub sheet: Option<String>,
    /// The column by its letters.
    pub column: String,
    /// The code of the indicator; none: the column is not read.
    pub indicator: Option<String>,
}

/// The same as it is kept with the file: columns became names, so that they are remembered for the next file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Kept {
    period: Option<String>,
    unit: Option<String>,
    indicator: Option<String>,
    scenario: Option<String>,
    series: Option<String>,
    recorded_at: Option<String>,
    pub(super) reason: Option<String>,
    pub(super) clean_rows: bool,
    /// Names → codes.
    pub(super) mapping: BTreeMap<String, String>,
    /// Was the mapping remembered from an earlier file?
    pub(super) remembered: bool,
    /// What the headers are remembered by.
    pub(super) shape: String,
}

fn filled(text: Option<&String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

impl Kept {
    pub(super) fn of(choices: &ImportChoices) -> Self {
        Self {
            period: choices.period.map(|period| period.to_string()),
            unit: filled(choices.unit.as_ref()),
            indicator: filled(choices.indicator.as_ref()),
            scenario: choices.scenario.map(|scenario| scenario.word().to_owned()),
            series: filled(choices.series.as_ref()),
            recorded_at: choices.recorded_at.map(|moment| moment.to_string()),
            reason: filled(choices.reason.as_ref()),
            clean_rows: choices.clean_rows,
            ..Self::default()
        }
    }

    pub(super) fn from_json(text: &str) -> Result<Self, Denied> {
        serde_json::from_str(text).map_err(|error| Denied::fault(format!("an import's choices: {error}")))
    }

    pub(super) fn to_json(&self) -> Result<String, Denied> {
        serde_json::to_string(self).map_err(|error| Denied::fault(error.to_string()))
    }

    /// When its figures become known.
    pub(super) fn recorded_at(&self, now: Timestamp) -> Timestamp {
        self.recorded_at.as_deref().and_then(|text| text.parse().ok()).unwrap_or(now)
    }

    /// As the reader of files wants it.
    pub(super) fn options(&self, by: &str, now: Timestamp) -> Options {
        let defaults = Options::new(self.recorded_at(now), by);
        Options {
            reason: self.reason.clone(),
            mode: if self.clean_rows { Mode::CleanRows } else { Mode::Atomic },
            period: self.period.as_deref().and_then(|text| text.parse().ok()),
            unit: self.unit.clone(),
            indicator: self.indicator.clone(),
            scenario: self.scenario.as_deref().and_then(Scenario::parse).unwrap_or_default(),
            series: self.series.clone().unwrap_or_default(),
            mapping: Mapping::new(self.mapping.iter().map(|(name, code)| (name, code.clone()))),
            limits: super::importing::limits(),
            legacy: crate::records::legacy_reader(),
            ..defaults
        }
    }
}

/// Refuses choices that name what is not there, or a moment that is not theirs to choose.
pub(super) fn judge(
    choices: &ImportChoices,
    catalogue: &baton_model::Catalogue,
    (now, may_backdate): (Timestamp, bool),
) -> Result<(), Denied> {
    if choices.recorded_at.is_some_and(|moment| moment < now) && !may_backdate {
        return Err(Denied::invalid("recorded_at", Message::new(&messages::RECORDED_EARLIER)));
    }
    let unknown = |field: &'static str, code: &str| {
        Denied::invalid(field, Message::new(&messages::NO_INDICATOR).with("code", code))
    };
    if let Some(name) = filled(choices.indicator.as_ref())
        && catalogue.by_any_name(&name).is_none()
    {
        return Err(unknown("indicator", &name));
    }
    let mapped = choices.mapping.iter().flatten().filter_map(|column| column.indicator.as_deref());
    match mapped.into_iter().find(|code| catalogue.by_code(code).is_none()) {
        Some(code) => Err(unknown("mapping", code)),
        None => Ok(()),
    }
}
