//! One figure through time (数据沿革): every version, by whom, when, why, and from which cell.

use std::path::Path;

use baton_import::UnitNames;
use baton_import::units::Found;
use baton_model::{Catalogue, Indicator, Measure, Message, Observation, Period, Scenario, Status};
use baton_store::{BatchId, Query, Recorded, Scope};
use jiff::Timestamp;

use crate::messages;
use crate::nearest::nearest;
use crate::prepare::open;
use crate::records;
use crate::refused::Refused;
use crate::who::Who;
use crate::workspace::{Files, Workspace};

/// Which figure is meant.
#[derive(Clone, Debug)]
pub struct HistoryRequest {
    /// Code or name of the unit.
    pub unit: String,
    /// Code or name of the indicator.
    pub indicator: String,
    /// The period.
    pub period: Period,
    /// The scenario.
    pub scenario: Scenario,
    /// Only this series; all of them if none.
    pub series: Option<String>,
    /// Versions recorded later are not seen.
    pub as_of: Timestamp,
}

/// A figure with its versions.
#[derive(Clone, Debug)]
pub struct History {
    /// Code and name of the unit.
    pub unit: (String, String),
    /// Code and name of the indicator.
    pub indicator: (String, String),
    /// Its unit of measure.
    pub measure: Measure,
    /// The period.
    pub period: Period,
    /// The scenario.
    pub scenario: Scenario,
    /// Versions by series, as they were recorded.
    pub versions: Vec<Version>,
    /// What was done on the way that the user should know.
    pub notes: Vec<Message>,
}

/// One version.
#[derive(Clone, Debug)]
pub struct Version {
    /// The value with its source; none where it was withdrawn.
    pub observation: Observation,
    /// Which version of its series it is, 1 for the one recorded first.
    pub number: u32,
    /// The version that held before it.
    pub supersedes: Option<u32>,
    /// The batch that brought it; none where the workspace keeps no store.
    pub batch: Option<BatchId>,
    /// Is it the one that holds?
    pub holds: bool,
}

/// Every version of a figure, as known at a moment.
pub fn history(root: &Path, request: &HistoryRequest, who: &Who) -> Result<History, Refused> {
    let workspace = open(root)?.workspace;
    let names = UnitNames::new(&workspace.tree);
    let (code, name) = unit_of(&names, &request.unit, request.period)?;
    let indicator = indicator_of(&workspace.catalogue, &request.indicator)?;
    let (recorded, notes) = recorded(&workspace, (&code, &indicator.code), request, who)?;
    let wanted = |version: &Version| {
        let of = &version.observation;
        of.scenario == request.scenario && request.series.as_ref().is_none_or(|series| *series == of.series)
    };
    let mut versions: Vec<Version> = recorded.into_iter().filter(wanted).collect();
    mark_holding(&mut versions);
    if versions.is_empty() {
        let message = Message::new(&messages::NEVER_RECORDED)
            .with("unit", name)
            .with("indicator", &indicator.name)
            .with("period", request.period.to_string());
        return Err(Refused::Request(message));
    }
    Ok(History {
        unit: (code, name),
        indicator: (indicator.code.clone(), indicator.name.clone()),
        measure: indicator.measure.clone(),
        period: request.period,
        scenario: request.scenario,
        versions,
        notes,
    })
}

fn unit_of(names: &UnitNames, wanted: &str, period: Period) -> Result<(String, String), Refused> {
    match names.find(wanted, Some(period.end())) {
        Found::One(unit) | Found::Loosely(unit) => {
            Ok((names.code(unit).to_owned(), names.name(unit).to_owned()))
        }
        Found::Several(_) | Found::Nothing => {
            let near = names.nearest(wanted).unwrap_or_else(|| "—".to_owned());
            Err(Refused::Request(Message::new(&messages::NO_UNIT).with("unit", wanted).with("nearest", near)))
        }
    }
}

fn indicator_of<'c>(catalogue: &'c Catalogue, wanted: &str) -> Result<&'c Indicator, Refused> {
    let found = catalogue.by_code(wanted).or_else(|| catalogue.by_any_name(wanted));
    found.map(|id| catalogue.get(id)).ok_or_else(|| {
        let known = catalogue.iter().flat_map(|(_, known)| [known.code.as_str(), known.name.as_str()]);
        let message = Message::new(&messages::NO_INDICATOR).with("indicator", wanted);
        Refused::Request(message.with("nearest", nearest(wanted, known)))
    })
}

/// The versions of a unit's indicator in a period, all scenarios and series; what the files say where there is no store.
fn recorded(
    workspace: &Workspace,
    (unit, indicator): (&str, &str),
    request: &HistoryRequest,
    who: &Who,
) -> Result<(Vec<Version>, Vec<Message>), Refused> {
    if !matches!(&workspace.files, Files::Folder(root) if records::exists(root)) {
        let figures = records::figures(workspace, who)?;
        let of = |observation: &Observation| {
            observation.unit == unit
                && observation.indicator == indicator
                && observation.period == request.period
                && observation.recorded_at <= request.as_of
        };
        let found = figures.observations.iter().filter(|observation| of(observation)).cloned();
        let version =
            |observation| Version { observation, number: 1, supersedes: None, batch: None, holds: false };
        return Ok((found.map(version).collect(), figures.notes));
    }
    let (store, notes) = records::open_or_make(workspace, who)?;
    let query =
        Query::new(&Scope::units([unit.to_owned()])).indicators([indicator]).periods([request.period]);
    let version = |recorded: Recorded| Version {
        observation: recorded.observation,
        number: recorded.version,
        supersedes: recorded.supersedes,
        batch: Some(recorded.batch),
        holds: false,
    };
    let found = store.history(&query.least_status(Status::Draft), request.as_of)?;
    Ok((found.into_iter().map(version).collect(), notes))
}

/// Of each series the version recorded last holds, of equal moments the later version.
fn mark_holding(versions: &mut [Version]) {
    versions.sort_by(|a, b| {
        let key = |version: &Version| (version.observation.recorded_at, version.number);
        a.observation.series.cmp(&b.observation.series).then(key(a).cmp(&key(b)))
    });
    for series in versions.chunk_by_mut(|a, b| a.observation.series == b.observation.series) {
        if let Some(last) = series.last_mut() {
            last.holds = true;
        }
    }
}
