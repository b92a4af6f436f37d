//! Figures entered by hand (录入): rows of a grid, read by the same rules as a file, recorded as one batch; the same rows again change
//! nothing.

use std::collections::BTreeMap;

use baton_import::{FileBytes, Mode, Options, Problem, Report, Severity, UnitNames, Verdict, import_bytes};
use baton_model::{CellAddress, Message, Observation, Origin, Period, Scenario};
use baton_store::{NewBatch, Receipt};
use jiff::Timestamp;

use super::current::Scoped;
use super::importing::{accepted_of, limits, with_status};
use super::{Reach, messages, shown_tree};
use crate::access::{Actor, Capability, Denied, FieldFault};
use crate::site::{Known, Site};

/// A row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EntryRow {
    /// Unit, by code or name.
    pub unit: String,
    /// Indicator, by code or name.
    pub indicator: String,
    /// Period as written.
    pub period: String,
    /// Scenario; actual if none.
    pub scenario: Option<Scenario>,
    /// Series; the preferred or only one if none.
    pub series: Option<String>,
    /// The value in the indicator's unit of measure; none takes the figure back.
    pub value: Option<f64>,
    /// Why it corrects what is recorded; that of all rows if none.
    pub reason: Option<String>,
}

/// What became of the rows.
#[derive(Clone, Debug)]
pub struct EntryReceipt {
    /// The batch with its counts; none where everything was recorded already.
    pub receipt: Option<Receipt>,
    /// Rows recorded already as they are.
    pub same: u64,
    /// Figures that count as accepted.
    pub accepted: u64,
    /// Figures that wait to be accepted.
    pub submitted: u64,
    /// What is worth a look: field and sentence.
    pub warnings: Vec<FieldFault>,
}

/// Most rows at a time.
const MOST: usize = 10_000;
/// What the columns of the table are in a row.
const FIELDS: [&str; 6] = ["unit", "indicator", "period", "scenario", "series", "value"];

impl Site {
    /// Records rows, all or none; what is wrong is said row by row and field by field.
    pub fn enter_figures(
        &self,
        actor: &Actor,
        rows: &[EntryRow],
        reason: Option<&str>,
        now: Timestamp,
    ) -> Result<EntryReceipt, Denied> {
        actor.needs(Capability::ImportFigures)?;
        if rows.is_empty() {
            return Err(Denied::invalid("rows", Message::new(&messages::NO_ROWS)));
        }
        if rows.len() > MOST {
            let message = Message::new(&messages::TOO_MANY_ROWS).with("most", MOST);
            return Err(Denied::invalid("rows", message));
        }
        let known = self.known(now)?;
        let reach = Reach::of(actor, &known, now)?;
        let names = UnitNames::new(&shown_tree(&known.workspace.tree, &reach.may)?);
        let file = table(rows)?;
        let options = Options { mode: Mode::Atomic, limits: limits(), ..Options::new(now, actor.account()) };
        let current = Scoped::new(self.store(), &reach, now);
        let report = import_bytes(&file, &known.workspace.catalogue, &names, &options, &current)
            .map_err(|error| Denied::Fields(vec![fault(&error.problem)]))?;
        let entered = Entered { rows, report: &report, reason, actor, now };
        let taken = entered.taken(&current);
        current.settle()?;
        let faults = entered.faults(&taken);
        if !faults.is_empty() {
            return Err(Denied::Fields(faults));
        }
        let observations: Vec<Observation> = taken.into_values().map(|(one, _)| one).collect();
        let same = (rows.len() - observations.len()) as u64;
        let warnings = report.problems_of(Severity::Warning).map(fault).collect();
        if observations.is_empty() {
            return Ok(EntryReceipt { receipt: None, same, accepted: 0, submitted: 0, warnings });
        }
        let observations = with_status(observations.into_iter(), &reach);
        let mut batch = NewBatch::new(actor.who(now).stamp(), title(&known, &observations));
        batch.reason = reason_of_all(&observations);
        let receipt = Some(self.store().append(&observations, &batch)?);
        let accepted = accepted_of(&observations);
        let submitted = observations.len() as u64 - accepted;
        Ok(EntryReceipt { receipt, same, accepted, submitted, warnings })
    }
}

/// What people call what was entered: the figure, or how many they are.
fn title(known: &Known, observations: &[Observation]) -> String {
    let [one] = observations else { return format!("录入 {} 项", observations.len()) };
    let catalogue = &known.workspace.catalogue;
    let indicator = catalogue.by_code(&one.indicator).map_or(&*one.indicator, |id| &*catalogue.get(id).name);
    let unit = known.workspace.tree.on(&one.unit, one.period.end()).map_or(&*one.unit, |unit| &*unit.name);
    format!("录入：{unit} · {indicator} · {}", one.period)
}

/// The reason figures give, if all that give one give the same.
fn reason_of_all(observations: &[Observation]) -> Option<String> {
    let mut reasons = observations.iter().filter_map(|one| one.reason.as_ref());
    let first = reasons.next()?;
    reasons.all(|reason| reason == first).then(|| first.clone())
}

/// The rows as a table, so that a file and a grid are read alike.
fn table(rows: &[EntryRow]) -> Result<FileBytes, Denied> {
    let broken = |error: &dyn std::fmt::Display| Denied::fault(error.to_string());
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = ["unit_name", "indicator", "period", "scenario", "series", "value"];
    writer.write_record(head).map_err(|error| broken(&error))?;
    for row in rows {
        let scenario = row.scenario.map(Scenario::word).unwrap_or_default();
        let value = row.value.map(|value| value.to_string()).unwrap_or_default();
        let series = row.series.as_deref().unwrap_or_default();
        let cells = [&*row.unit, &*row.indicator, &*row.period, scenario, series, &*value];
        writer.write_record(cells).map_err(|error| broken(&error))?;
    }
    let bytes = writer.into_inner().map_err(|error| broken(&error))?;
    FileBytes::new("rows", bytes, &limits()).map_err(|error| Denied::Fields(vec![fault(&error.problem)]))
}

/// A problem of a cell as one of a field.
fn fault(problem: &Problem) -> FieldFault {
    let field = match problem.cell() {
        Some(CellAddress { row: 0, .. }) | None => "rows".to_owned(),
        Some(cell) => {
            let name = FIELDS.get(cell.column as usize).copied().unwrap_or("value");
            format!("rows[{}].{name}", cell.row - 1)
        }
    };
    FieldFault { field, message: problem.message.clone() }
}

/// Rows with what was read of them.
struct Entered<'a> {
    rows: &'a [EntryRow],
    report: &'a Report,
    reason: Option<&'a str>,
    actor: &'a Actor,
    now: Timestamp,
}

/// What is to be recorded by row, and whether it changes a value.
type Taken = BTreeMap<usize, (Observation, bool)>;

impl Entered<'_> {
    fn taken(&self, current: &Scoped<'_>) -> Taken {
        let report = self.report;
        let figures =
            report.figures.iter().filter(|figure| matches!(figure.verdict, Verdict::New | Verdict::Changed));
        let mut taken = Taken::new();
        for figure in figures {
            let place = figure.cell.row as usize - 1;
            let codes = (report.unit_code(figure.unit), report.indicator_code(figure.indicator));
            let series = report.series(figure.series).to_owned();
            let one = self.observation(place, codes, (figure.period, series), Some(figure.value));
            taken.insert(place, (one, figure.verdict == Verdict::Changed));
        }
        for missing in &report.missing {
            let place = missing.cell.row as usize - 1;
            let codes = (report.unit_code(missing.unit), report.indicator_code(missing.indicator));
            let series = self.rows[place].series.clone().unwrap_or_default();
            let one = self.observation(place, codes, (missing.period, series), None);
            // Taking back what is not there changes nothing.
            if current.holds(&one) {
                taken.insert(place, (one, true));
            }
        }
        taken
    }

    fn observation(
        &self,
        place: usize,
        (unit, indicator): (&str, &str),
        (period, series): (Period, String),
        value: Option<f64>,
    ) -> Observation {
        let row = &self.rows[place];
        let filled = |reason: &str| Some(reason.trim().to_owned()).filter(|reason| !reason.is_empty());
        Observation {
            unit: unit.to_owned(),
            indicator: indicator.to_owned(),
            period,
            scenario: row.scenario.unwrap_or_default(),
            series,
            value,
            origin: Origin::Person(self.actor.account().to_owned()),
            status: baton_model::Status::Submitted,
            recorded_at: self.now,
            recorded_by: self.actor.account().to_owned(),
            reason: row.reason.as_deref().and_then(filled).or_else(|| self.reason.and_then(filled)),
        }
    }

    /// Errors, and corrections without a reason.
    fn faults(&self, taken: &Taken) -> Vec<FieldFault> {
        let mut faults: Vec<FieldFault> = self.report.problems_of(Severity::Error).map(fault).collect();
        for (place, (one, changes)) in taken {
            if *changes && one.reason.is_none() {
                let message = Message::new(&messages::REASON_NEEDED).with("count", "1");
                faults.push(FieldFault { field: format!("rows[{place}].reason"), message });
            }
        }
        faults
    }
}
