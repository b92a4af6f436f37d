//! From a folder to a plan with its figures: what every use case begins with.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use baton_model::{IndicatorId, Message, Period, Scenario, Snapshot, Status};
use baton_scheme::diagnostic::{Diagnostics, Sources};
use baton_scheme::plan::Plan;
use baton_scheme::run::{Refusal, RunOptions, RunResult, run, run_totals};
use baton_store::Store;
use jiff::Timestamp;

use crate::compiled::Against;
use crate::frozen::inputs::SchemeText;
use crate::leaf_table::{Cells, document};
use crate::messages;
use crate::observations::Observations;
use crate::records;
use crate::refused::Refused;
use crate::snapshot::{self, Request};
use crate::who::Who;
use crate::workspace::{self, Loaded, SchemeFile, Workspace};

/// A scheme ready to run on the figures of its workspace.
#[derive(Debug)]
pub struct Prepared {
    /// The workspace.
    pub workspace: Arc<Workspace>,
    /// The texts of its files.
    pub sources: Sources,
    /// The plan.
    pub plan: Plan,
    /// The figures with all their versions.
    pub observations: Arc<Observations>,
    /// The store of the workspace, if it keeps one.
    pub store: Option<Arc<Store>>,
    /// What was done on the way that the user should know.
    pub notes: Vec<Message>,
    leaves: Option<Cells>,
}

/// Reads a workspace; one with errors is refused.
pub fn open(root: &Path) -> Result<Loaded, Refused> {
    without_errors(workspace::load(root).map_err(Refused::Request)?)
}

/// Refuses what was read with errors.
pub(crate) fn without_errors(loaded: Loaded) -> Result<Loaded, Refused> {
    if loaded.diagnostics.has_errors() {
        return Err(refuse(loaded.diagnostics, loaded.sources));
    }
    Ok(loaded)
}

fn refuse(diagnostics: Diagnostics, sources: Sources) -> Refused {
    Refused::Diagnostics { list: diagnostics.into_sorted(), sources }
}

/// Reads a workspace, compiles a scheme of it (the default when none is named) and reads the figures: those of its store, into
/// which files of `data/` that are newer go first; where it keeps no store, those of the files.
pub fn prepare(root: &Path, scheme: Option<&str>, who: &Who) -> Result<Prepared, Refused> {
    let Loaded { workspace, sources, .. } = open(root)?;
    let workspace = Arc::new(workspace);
    let file = workspace.scheme(scheme).map_err(Refused::Request)?;
    // A scheme with errors is said before its figures are read.
    let mut prepared = Prepared::of(&workspace, sources, file, &Arc::default(), None)?;
    let figures = records::figures(&workspace, who)?;
    prepared.observations = figures.observations;
    prepared.store = figures.store;
    prepared.notes = figures.notes;
    Ok(prepared)
}

/// Compiles a scheme file; one with errors is refused.
pub(crate) fn compiled(
    workspace: &Workspace,
    file: &SchemeFile,
    sources: &mut Sources,
) -> Result<(Plan, Option<Cells>), Refused> {
    let mut diagnostics = Diagnostics::default();
    match plan(workspace, file, sources, &mut diagnostics) {
        Some(compiled) if !diagnostics.has_errors() => Ok(compiled),
        _ => Err(refuse(diagnostics, std::mem::take(sources))),
    }
}

/// Compiles a scheme file; gives its plan and the table its leaves stand in.
pub(crate) fn plan(
    workspace: &Workspace,
    scheme: &SchemeFile,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<(Plan, Option<Cells>)> {
    let (document, leaves) = document(workspace, scheme, sources, diagnostics);
    let plan = Against::of(workspace).compile(&document, sources, diagnostics)?;
    Some((plan, leaves))
}

impl Prepared {
    /// The periods for which a figure is known by a moment that the scheme reads.
    pub fn periods_with_figures(&self, as_of: Timestamp) -> BTreeSet<Period> {
        let (plan, catalogue) = (&self.plan, &self.workspace.catalogue);
        let read: BTreeSet<&str> =
            plan.indicators_read().into_iter().map(|id| catalogue.get(id).code.as_str()).collect();
        let actual = self
            .observations
            .slots_of(|one| one.scenario == Scenario::Actual && read.contains(one.indicator.as_str()));
        let known = actual.filter_map(|slot| slot.iter().find(|one| one.recorded_at <= as_of));
        let seen: BTreeSet<Period> = known.map(|one| one.period).collect();
        let of_kind = |period: Period| {
            let whole = Period::containing(plan.period, period.start());
            (whole == period || whole.contains(period)).then_some(whole)
        };
        seen.into_iter().filter_map(of_kind).collect()
    }

    /// A scheme of a workspace, compiled, with figures at hand.
    pub(crate) fn of(
        workspace: &Arc<Workspace>,
        mut sources: Sources,
        file: &SchemeFile,
        observations: &Arc<Observations>,
        store: Option<&Arc<Store>>,
    ) -> Result<Self, Refused> {
        let (plan, leaves) = compiled(workspace, file, &mut sources)?;
        Ok(Self {
            workspace: Arc::clone(workspace),
            sources,
            plan,
            observations: Arc::clone(observations),
            store: store.map(Arc::clone),
            notes: Vec::new(),
            leaves,
        })
    }

    /// The period asked for, or the workspace's default.
    pub fn period(&self, asked: Option<Period>) -> Result<Period, Refused> {
        asked
            .or(self.workspace.settings.default_period)
            .ok_or_else(|| Refused::Request(Message::new(&messages::NO_DEFAULT_PERIOD)))
    }

    /// The figures as known at a moment, for the units in force at the end of a period, and the earlier results the scheme can
    /// read.
    pub fn snapshot(&self, period: Period, as_of: Timestamp, provenance: bool) -> Result<Snapshot, Refused> {
        let mut snapshot = self.figures(&self.plan, period, as_of, provenance);
        crate::earlier::add_results(self, &mut snapshot, period, as_of)?;
        Ok(snapshot)
    }

    /// The figures a plan reads, alone.
    pub(crate) fn figures(
        &self,
        plan: &Plan,
        period: Period,
        as_of: Timestamp,
        provenance: bool,
    ) -> Snapshot {
        let indicators: Vec<IndicatorId> = plan.indicators_read().into_iter().collect();
        let request = Request {
            catalogue: &self.workspace.catalogue,
            tree: &self.workspace.tree,
            tree_date: period.end(),
            as_of,
            indicators: &indicators,
            least_status: Status::Accepted,
            provenance,
        };
        snapshot::take(&request, &self.observations)
    }

    /// Runs the scheme.
    pub fn run(&self, snapshot: &Snapshot, period: Period) -> Result<RunResult, Refused> {
        execute(&self.plan, snapshot, &RunOptions::new(period))
    }

    /// The scheme as text, to be kept with a run.
    pub fn scheme_text(&self) -> Result<SchemeText, Refused> {
        let file = self.workspace.scheme(Some(&self.plan.id)).map_err(Refused::Request)?;
        Ok(SchemeText {
            file: self.sources.name(file.file).to_owned(),
            text: self.sources.text(file.file).to_owned(),
            leaves: self.leaves.as_ref().map(Cells::texts),
            catalogue: self.workspace.catalogue_text.clone(),
        })
    }
}

/// Runs a plan; a run that is refused lists all its problems.
pub(crate) fn execute(plan: &Plan, snapshot: &Snapshot, options: &RunOptions) -> Result<RunResult, Refused> {
    run(plan, snapshot, options).map_err(refused)
}

/// Runs a plan for totals, ranks and grades only.
pub(crate) fn execute_totals(
    plan: &Plan,
    snapshot: &Snapshot,
    options: &RunOptions,
) -> Result<RunResult, Refused> {
    run_totals(plan, snapshot, options).map_err(refused)
}

fn refused(refusal: Refusal) -> Refused {
    Refused::Run(refusal.problems.into_iter().map(|problem| problem.message).collect())
}
