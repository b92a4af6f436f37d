//! From a folder to a plan with its figures: what every use case begins with.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use baton_import::Severity;
use baton_model::{AttributeValue, IndicatorId, Message, Observation, Period, Snapshot, Status, UnitTree};
use baton_scheme::compile::{self, compile};
use baton_scheme::diagnostic::{Diagnostics, Sources};
use baton_scheme::expr::{AttributeType, Ledgers};
use baton_scheme::plan::Plan;
use baton_scheme::run::{RunOptions, RunResult, run};
use jiff::Timestamp;

use crate::figures;
use crate::leaf_table::document;
use crate::messages;
use crate::refused::Refused;
use crate::snapshot::{self, Request};
use crate::workspace::{self, Loaded, SchemeFile, Workspace};

/// A scheme ready to run on the figures of its workspace.
#[derive(Debug)]
pub struct Prepared {
    /// The workspace.
    pub workspace: Workspace,
    /// The texts of its files.
    pub sources: Sources,
    /// The plan.
    pub plan: Plan,
    /// The figures with all their versions.
    pub observations: Vec<Observation>,
}

/// Reads a workspace; one with errors is refused.
pub fn open(root: &Path) -> Result<Loaded, Refused> {
    let loaded = workspace::load(root).map_err(Refused::Request)?;
    if loaded.diagnostics.has_errors() {
        return Err(refuse(loaded.diagnostics, loaded.sources));
    }
    Ok(loaded)
}

fn refuse(diagnostics: Diagnostics, sources: Sources) -> Refused {
    Refused::Diagnostics { list: diagnostics.into_sorted(), sources }
}

/// Reads a workspace, compiles a scheme of it (the default when none is named) and reads the figures.
pub fn prepare(root: &Path, scheme: Option<&str>) -> Result<Prepared, Refused> {
    let Loaded { workspace, mut sources, .. } = open(root)?;
    let file = workspace.scheme(scheme).map_err(Refused::Request)?;
    let mut diagnostics = Diagnostics::default();
    let plan = plan(&workspace, file, &mut sources, &mut diagnostics);
    let Some(plan) = plan.filter(|_| !diagnostics.has_errors()) else {
        return Err(refuse(diagnostics, sources));
    };
    let figures = figures::read(&workspace);
    if figures.has_errors() {
        let errors = figures.problems.into_iter().filter(|problem| problem.severity == Severity::Error);
        return Err(Refused::Figures(errors.collect()));
    }
    Ok(Prepared { workspace, sources, plan, observations: figures.observations })
}

/// Compiles a scheme file.
pub fn plan(
    workspace: &Workspace,
    scheme: &SchemeFile,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Plan> {
    let document = document(&scheme.path, scheme.file, sources, diagnostics);
    let attributes = attribute_types(&workspace.tree);
    let schemes: BTreeSet<String> = workspace.schemes.iter().map(|scheme| scheme.id.clone()).collect();
    let against = compile::Workspace {
        catalogue: &workspace.catalogue,
        attributes: &attributes,
        open_attributes: workspace.tree.versions().is_empty(),
        schemes: &schemes,
        ledgers: &Ledgers::new(),
        open_ledgers: false,
    };
    compile(&document, &against, sources, diagnostics)
}

/// Attributes of units with their types; one of several types is a text.
fn attribute_types(tree: &UnitTree) -> BTreeMap<String, AttributeType> {
    let mut types: BTreeMap<String, AttributeType> = BTreeMap::new();
    for (name, value) in tree.versions().iter().flat_map(|unit| &unit.attributes) {
        let found = match value {
            AttributeValue::Text(_) => AttributeType::Text,
            AttributeValue::Number(_) => AttributeType::Number,
            AttributeValue::Bool(_) => AttributeType::Bool,
        };
        match types.get_mut(name) {
            Some(known) if *known != found => *known = AttributeType::Text,
            Some(_) => {}
            None => {
                types.insert(name.clone(), found);
            }
        }
    }
    types
}

impl Prepared {
    /// The period asked for, or the workspace's default.
    pub fn period(&self, asked: Option<Period>) -> Result<Period, Refused> {
        asked
            .or(self.workspace.settings.default_period)
            .ok_or_else(|| Refused::Request(Message::new(&messages::NO_DEFAULT_PERIOD)))
    }

    /// The figures as known at a moment, for the units in force at the end of a period.
    pub fn snapshot(&self, period: Period, as_of: Timestamp, provenance: bool) -> Result<Snapshot, Refused> {
        let indicators: Vec<IndicatorId> = self.workspace.catalogue.iter().map(|(id, _)| id).collect();
        let request = Request {
            catalogue: &self.workspace.catalogue,
            tree: &self.workspace.tree,
            tree_date: period.end(),
            as_of,
            indicators: &indicators,
            least_status: Status::Accepted,
            provenance,
        };
        snapshot::take(&request, &self.observations).map_err(Refused::Files)
    }

    /// Runs the scheme.
    pub fn run(&self, snapshot: &Snapshot, period: Period) -> Result<RunResult, Refused> {
        run(&self.plan, snapshot, &RunOptions { period }).map_err(|refusal| {
            Refused::Run(refusal.problems.into_iter().map(|problem| problem.message).collect())
        })
    }
}
