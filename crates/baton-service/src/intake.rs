//! `import`: files with figures → the store, or only what would happen (导入).

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use baton_import::options::Current;
use baton_import::units::Found;
use baton_import::{
    FigureKey, FileBytes, Limits, Mode, Options, Problem, Report, Template, UnitNames, error_workbook,
    import_bytes,
};
use baton_model::{Catalogue, IndicatorId, Lang, Message, Observation, Period, Scenario, Status};
use baton_store::{FileDigest, NewBatch, Query, Receipt, Store, digest};
use jiff::Timestamp;

use crate::messages;
use crate::prepare::open;
use crate::records::{self, legacy_reader, owner};
use crate::refused::Refused;
use crate::who::Who;

/// What the person who imports says.
#[derive(Clone, Debug, Default)]
pub struct ImportRequest {
    /// Only say what would happen?
    pub dry_run: bool,
    /// Take the rows without an error, where a file has errors?
    pub clean_rows: bool,
    /// When the figures became known; now if not said.
    pub recorded_at: Option<Timestamp>,
    /// Why figures are corrected.
    pub reason: Option<String>,
    /// The period of a file that does not say.
    pub period: Option<Period>,
    /// The unit of a file about one unit that does not say.
    pub unit: Option<String>,
    /// The indicator of a file about one indicator that does not say.
    pub indicator: Option<String>,
    /// The scenario where the file does not say.
    pub scenario: Scenario,
    /// The series where the file does not say.
    pub series: String,
    /// How far the figures have come.
    pub status: Status,
    /// Language of the workbook that marks errors.
    pub lang: Lang,
}

/// What became of a file.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The file.
    pub path: PathBuf,
    /// What was read, or why it could not be.
    pub read: Result<Report, Box<Problem>>,
    /// What was recorded; none where nothing was.
    pub receipt: Option<Receipt>,
    /// Why nothing was recorded, where that is not an error in the file.
    pub refused: Option<Message>,
    /// Where the file has errors: its cells in a new workbook that marks what to mend.
    pub marked: Option<Vec<u8>>,
}

impl Imported {
    /// Was everything in it taken, or would it be?
    pub fn is_whole(&self) -> bool {
        self.refused.is_none() && self.read.as_ref().is_ok_and(|report| report.counts.errors == 0)
    }
}

/// Reads files and records what is in them, each as a batch of its own: all of it, or none.
pub fn import(
    root: &Path,
    files: &[PathBuf],
    request: &ImportRequest,
    who: &Who,
) -> Result<(Vec<Imported>, Vec<Message>), Refused> {
    let workspace = open(root)?.workspace;
    let names = UnitNames::new(&workspace.tree);
    let (store, notes) = if request.dry_run && !records::exists(root) {
        (records::in_memory(&workspace, who)?, Vec::new())
    } else {
        records::open_or_make(&workspace, who)?
    };
    let options = options(request, who);
    let mut done = Vec::new();
    for path in files {
        let current = Recorded::read(&store, options.recorded_at)?;
        let read = FileBytes::open(path, &Limits::default()).and_then(|file| {
            Ok((import_bytes(&file, &workspace.catalogue, &names, &options, &current)?, file))
        });
        let mut imported = Imported {
            path: path.clone(),
            read: Err(Box::new(unread(path))),
            receipt: None,
            refused: None,
            marked: None,
        };
        match read {
            Ok((report, file)) => {
                record(&store, &file, &report, request, who, &mut imported)?;
                if report.counts.errors > 0 {
                    imported.marked = error_workbook(&file, &report, request.lang).ok();
                }
                imported.read = Ok(report);
            }
            Err(error) => imported.read = Err(error.problem),
        }
        done.push(imported);
    }
    Ok((done, notes))
}

/// What a form asks for.
#[derive(Clone, Debug)]
pub struct FormRequest {
    /// Id of the scheme whose indicators are asked for; the workspace's default if none.
    pub scheme: Option<String>,
    /// The period; the workspace's default if none.
    pub period: Option<Period>,
    /// Language of its headers.
    pub lang: Lang,
}

/// A workbook to fill in (填报表): the indicators a scheme reads and the units of the period, with what is recorded already.
pub fn form(root: &Path, request: &FormRequest, who: &Who) -> Result<Vec<u8>, Refused> {
    let prepared = crate::prepare::prepare(root, request.scheme.as_deref(), who)?;
    let period = prepared.period(request.period)?;
    let workspace = &prepared.workspace;
    let names = UnitNames::new(&workspace.tree);
    let snapshot = prepared.figures(period, who.at, false)?;
    let read = prepared.plan.indicators_read();
    let indicators: Vec<IndicatorId> =
        workspace.catalogue.iter().map(|(id, _)| id).filter(|id| read.contains(id)).collect();
    let mut kinds: Vec<baton_model::PeriodKind> =
        indicators.iter().map(|id| workspace.catalogue.get(*id).frequency).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let periods = kinds.into_iter().flat_map(|kind| {
        if kind.is_finer_than(period.kind()) {
            period.parts(kind)
        } else {
            vec![Period::containing(kind, period.end())]
        }
    });
    let result = prepared.run(&snapshot, period).ok();
    let rows: Vec<u32> = match &result {
        Some(result) => result.universe.rows[..result.subjects()].to_vec(),
        None => (0..u32::try_from(snapshot.roster.len()).unwrap_or(u32::MAX)).collect(),
    };
    let units =
        rows.iter().filter_map(|row| match names.find(snapshot.roster.code(*row), Some(period.end())) {
            Found::One(unit) | Found::Loosely(unit) => Some(unit),
            Found::Several(_) | Found::Nothing => None,
        });
    let template = Template {
        catalogue: &workspace.catalogue,
        names: &names,
        units: units.collect(),
        indicators,
        periods: periods.collect(),
        lang: request.lang,
    };
    let known = match &prepared.store {
        Some(store) => Recorded::read(store, who.at)?,
        None => Recorded::of(prepared.observations.iter().cloned()),
    };
    baton_import::template(&template, &OnlySeries(&known, &workspace.catalogue))
        .map_err(|error| Refused::Files(error.message().clone()))
}

fn unread(path: &Path) -> Problem {
    use baton_import::{Place, Severity};
    let file = path.display().to_string();
    let message = Message::new(&messages::UNREADABLE).with("file", &file).with("detail", "");
    Problem::new(Severity::Error, message, Place::file(&file))
}

fn options(request: &ImportRequest, who: &Who) -> Options {
    Options {
        reason: request.reason.clone(),
        status: request.status,
        mode: if request.clean_rows { Mode::CleanRows } else { Mode::Atomic },
        period: request.period,
        unit: request.unit.clone(),
        indicator: request.indicator.clone(),
        scenario: request.scenario,
        series: request.series.clone(),
        legacy: legacy_reader(),
        ..Options::new(request.recorded_at.unwrap_or(who.at), &who.name)
    }
}

fn record(
    store: &Store,
    file: &FileBytes,
    report: &Report,
    request: &ImportRequest,
    who: &Who,
    imported: &mut Imported,
) -> Result<(), Refused> {
    if report.counts.changed > 0 && request.reason.is_none() {
        let message = Message::new(&messages::NEEDS_REASON)
            .with("file", &report.file)
            .with("count", report.counts.changed.to_string());
        imported.refused = Some(message);
        return Ok(());
    }
    let observations: Vec<Observation> = report.observations().collect();
    if request.dry_run || !report.is_acceptable() || observations.is_empty() {
        return Ok(());
    }
    let named =
        FileDigest { name: report.file.clone(), digest: digest(&file.bytes), size: file.bytes.len() as u64 };
    let batch = NewBatch {
        reason: request.reason.clone(),
        files: vec![named],
        ..NewBatch::new(who.stamp(), report.file.clone())
    };
    imported.receipt = Some(store.append(&observations, &batch)?);
    Ok(())
}

type Slot<'a> = (&'a str, Period, Scenario, &'a str);

/// What is recorded at a moment, to compare a file with.
struct Recorded {
    recorded: Vec<Observation>,
    by_unit: BTreeMap<String, Vec<u32>>,
    /// The series by indicator.
    series: BTreeMap<String, BTreeSet<String>>,
}

impl Recorded {
    fn read(store: &Store, moment: Timestamp) -> Result<Self, Refused> {
        let recorded = store.as_of(&Query::new(&owner()), moment)?;
        Ok(Self::of(recorded.into_iter().map(|recorded| recorded.observation)))
    }

    /// Of several versions of a figure the last one counts.
    fn of(recorded: impl Iterator<Item = Observation>) -> Self {
        let recorded: Vec<Observation> = recorded.collect();
        let mut by_unit: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (at, figure) in (0..).zip(&recorded) {
            by_unit.entry(figure.unit.clone()).or_default().push(at);
        }
        let mut series: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for figure in &recorded {
            match series.get_mut(&figure.indicator) {
                Some(names) if names.contains(&figure.series) => {}
                Some(names) => {
                    names.insert(figure.series.clone());
                }
                None => {
                    series.insert(figure.indicator.clone(), BTreeSet::from([figure.series.clone()]));
                }
            }
        }
        let mut found = Self { recorded, by_unit, series };
        for places in found.by_unit.values_mut() {
            places.sort_by(|a, b| slot(&found.recorded, *a).cmp(&slot(&found.recorded, *b)).then(b.cmp(a)));
            places.dedup_by(|a, b| slot(&found.recorded, *a) == slot(&found.recorded, *b));
        }
        found
    }
}

fn slot(recorded: &[Observation], at: u32) -> Slot<'_> {
    let figure = &recorded[at as usize];
    (&figure.indicator, figure.period, figure.scenario, &figure.series)
}

impl Current for Recorded {
    fn value(&self, key: FigureKey<'_>) -> Option<f64> {
        let places = self.by_unit.get(key.unit)?;
        let wanted: Slot<'_> = (key.indicator, key.period, key.scenario, key.series);
        let at = places.binary_search_by(|at| slot(&self.recorded, *at).cmp(&wanted)).ok()?;
        self.recorded[places[at] as usize].value
    }

    fn series(&self, indicator: &str) -> Vec<String> {
        self.series.get(indicator).map(|names| names.iter().cloned().collect()).unwrap_or_default()
    }

    fn is_empty(&self) -> bool {
        self.recorded.is_empty()
    }
}

/// What is recorded, for a form: figures of the preferred or only series of an indicator are those without one.
struct OnlySeries<'a>(&'a Recorded, &'a Catalogue);

impl Current for OnlySeries<'_> {
    fn value(&self, key: FigureKey<'_>) -> Option<f64> {
        let series = self.0.series.get(key.indicator)?;
        let preferred = self.1.by_code(key.indicator).map(|id| &self.1.get(id).series).into_iter().flatten();
        let only = series.first().filter(|_| series.len() == 1);
        let series = preferred.clone().find(|name| series.contains(*name)).or(only)?;
        self.0.value(FigureKey { series, ..key })
    }
}
