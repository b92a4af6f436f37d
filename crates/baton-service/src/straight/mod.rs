//! `score --data`: a table with one row a unit, scored straight through to another table (直接计分). Nothing is recorded and
//! the figures of the workspace are not read; its catalogue and its scheme are.

mod blocks;
mod columns;
mod header;
mod in_order;
mod part;
mod quick;
mod read;
mod words;
mod write;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use baton_model::snapshot::{FactColumn, Roster, RosterParts};
use baton_model::{Message, Period, Scenario, Snapshot};
use baton_scheme::diagnostic::Diagnostics;
use baton_scheme::plan::Plan;
use baton_scheme::run::{RunOptions, RunResult};
use jiff::Timestamp;

use crate::compiled::Against;
use crate::leaf_table::document;
use crate::messages;
use crate::prepare::{execute_totals, open};
use crate::refused::Refused;
use crate::snapshot::day_in_china;
use columns::Table;
use read::Source;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct StraightRequest {
    /// Id of the scheme; the workspace's default if none.
    pub scheme: Option<String>,
    /// The period; the workspace's default if none.
    pub period: Option<Period>,
    /// Periods that end later are not yet due.
    pub as_of: Timestamp,
    /// The table.
    pub data: PathBuf,
}

/// The scored table.
#[derive(Debug)]
pub struct Straight {
    /// Rows read.
    pub rows: usize,
    /// Units scored.
    pub scored: usize,
    /// Columns of the table the scheme does not read.
    pub unread: Vec<String>,
    plan: Plan,
    snapshot: Snapshot,
    result: RunResult,
    /// For each row of the table its row in the snapshot.
    order: Vec<u32>,
}

impl Straight {
    /// Writes the table as CSV: code, name, group, total, rank, grade and level, in the order in which its rows were read.
    ///
    /// # Errors
    /// As the writer has them.
    pub fn write(&self, to: impl Write + Send) -> io::Result<()> {
        write::csv(&self.plan, &self.snapshot, &self.result, &self.order, to)
    }

    /// Lets go of everything, beside what comes next: giving hundreds of megabytes back takes a while, for which nobody should
    /// wait.
    pub fn let_go(self) {
        rayon::spawn(move || drop(self));
    }
}

/// Scores a table.
pub fn score_table(root: &Path, request: &StraightRequest) -> Result<Straight, Refused> {
    let mut loaded = open(root)?;
    let workspace = &loaded.workspace;
    let file = workspace.scheme(request.scheme.as_deref()).map_err(Refused::Request)?.clone();
    let period = request
        .period
        .or(workspace.settings.default_period)
        .ok_or_else(|| Refused::Request(Message::new(&messages::NO_DEFAULT_PERIOD)))?;
    let name = request.data.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut table = Source { path: &request.data, name: &name, workspace }.table()?;
    let mut against = Against::of(workspace);
    against.open_attributes = false;
    against.attributes.extend(table.attribute_types());
    let mut diagnostics = Diagnostics::default();
    let (document, _) = document(&loaded.workspace, &file, &mut loaded.sources, &mut diagnostics);
    let plan = against.compile(&document, &mut loaded.sources, &mut diagnostics);
    let Some(mut plan) = plan.filter(|_| !diagnostics.has_errors()) else {
        return Err(Refused::Diagnostics { list: diagnostics.into_sorted(), sources: loaded.sources });
    };
    // Units scored as one that are not in the table are of no concern to it.
    plan.joints.retain(|joint| joint.units.iter().any(|unit| table.codes.search(unit).is_some()));
    let (order, unread) = (std::mem::take(&mut table.order), std::mem::take(&mut table.unread));
    let rows = table.rows();
    let mut snapshot = snapshot(table, against.catalogue, period, request.as_of)?;
    let result = execute_totals(&plan, &snapshot, &RunOptions::new(period))?;
    let scored = result.subjects();
    // What is written needs no figures; they are given back beside it.
    let figures = snapshot.take_columns();
    rayon::spawn(move || drop(figures));
    Ok(Straight { rows, scored, unread, plan, snapshot, result, order })
}

fn snapshot(
    table: Table,
    catalogue: baton_model::Catalogue,
    period: Period,
    as_of: Timestamp,
) -> Result<Snapshot, Refused> {
    let parts = RosterParts {
        codes: table.codes,
        names: table.names,
        kinds: table.kinds,
        parents: Vec::new(),
        attributes: table.attributes,
        earlier: None,
    };
    let roster = Roster::from_parts(parts).ok_or_else(|| Refused::Fault("roster".to_owned()))?;
    let mut snapshot = Snapshot::new(catalogue, roster, period.end());
    snapshot.closed_until = Some(day_in_china(as_of));
    for (indicator, values) in table.indicators {
        let column = FactColumn { values: values.into(), ..FactColumn::default() };
        snapshot.put(indicator, Scenario::Actual, period, column);
    }
    Ok(snapshot)
}
