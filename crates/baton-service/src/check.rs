//! `check`: everything that is wrong with a workspace, or nothing.

use std::path::Path;

use baton_import::Problem;
use baton_model::{IndicatorId, Period, Status};
use baton_scheme::diagnostic::{Diagnostic, Severity, Sources};
use baton_scheme::lint::{all, periods_with_figures};
use baton_scheme::plan::Plan;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::figures;
use crate::observations::Observations;
use crate::prepare::plan;
use crate::records;
use crate::refused::Refused;
use crate::snapshot::{Request, day_in_china, take};
use crate::workspace::{self, Loaded, Workspace};

/// What a check found.
#[derive(Debug)]
pub struct Checked {
    /// Complaints about files of the workspace, ordered by place.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts they point into.
    pub sources: Sources,
    /// Complaints about files with figures.
    pub figures: Vec<Problem>,
    /// What was looked at, for the summary.
    pub files: Vec<String>,
    /// Were schemes and figures left out, because the catalogue or the units are wrong?
    pub cut_short: bool,
    /// How many figures were read.
    pub observations: usize,
}

/// Checks a workspace: its files, all schemes or the one named, and its figures.
pub fn check(root: &Path, scheme: Option<&str>, as_of: Timestamp) -> Result<Checked, Refused> {
    let Loaded { workspace, mut sources, mut diagnostics } =
        workspace::load(root).map_err(Refused::Request)?;
    let wanted = scheme.map(|id| workspace.scheme(Some(id)).map_err(Refused::Request)).transpose()?;
    let mut files = vec!["workspace.toml".to_owned(), "indicators.toml".to_owned(), "units.csv".to_owned()];
    let sound = |diagnostic: &Diagnostic| diagnostic.span.is_none_or(|span| span.file.0 == 0);
    let errors = diagnostics.as_slice().iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    if errors.clone().any(|diagnostic| !sound(diagnostic)) {
        let diagnostics = diagnostics.into_sorted();
        return Ok(Checked {
            diagnostics,
            sources,
            figures: Vec::new(),
            files,
            cut_short: true,
            observations: 0,
        });
    }
    let schemes: Vec<_> = match wanted {
        Some(scheme) => vec![scheme],
        None => workspace.schemes.iter().collect(),
    };
    let mut figures = figures::read(&workspace);
    // What is recorded counts; files of `data/` are then looked at for errors only.
    let observations = match records::exists(root) {
        true => records::history(&records::open(root)?)?,
        false => std::mem::take(&mut figures.observations).into(),
    };
    for scheme in schemes {
        if let Some((plan, _)) = plan(&workspace, scheme, &mut sources, &mut diagnostics)
            && !figures.has_errors()
        {
            let doubts = doubts(&workspace, &plan, &observations, as_of);
            doubts.into_iter().for_each(|doubt| diagnostics.push(doubt));
        }
        files.push(sources.name(scheme.file).to_owned());
    }
    files.extend(workspace.data.iter().cloned());
    Ok(Checked {
        diagnostics: diagnostics.into_sorted(),
        sources,
        observations: observations.len(),
        figures: figures.problems,
        files,
        cut_short: false,
    })
}

/// Past periods looked at for doubts about a method.
const PAST: usize = 3;
/// Units above which a method is not tried on its past: that would take minutes.
const MOST_UNITS: usize = 20_000;

/// Doubts about a method, on the figures at hand.
pub(crate) fn doubts(
    workspace: &Workspace,
    plan: &Plan,
    observations: &Observations,
    as_of: Timestamp,
) -> Vec<Diagnostic> {
    let prepared = |tree_date: Date| {
        let indicators: Vec<IndicatorId> = workspace.catalogue.iter().map(|(id, _)| id).collect();
        let request = Request {
            catalogue: &workspace.catalogue,
            tree: &workspace.tree,
            tree_date,
            as_of,
            indicators: &indicators,
            least_status: Status::Accepted,
            provenance: false,
        };
        take(&request, observations)
    };
    let today = prepared(day_in_china(as_of));
    let closed = |period: &Period| today.closed_until.is_none_or(|until| period.end() <= until);
    let mut periods = periods_with_figures(plan, &today, PAST);
    periods.retain(closed);
    let small = today.roster.len() <= MOST_UNITS;
    let periods: Vec<Period> = periods.into_iter().filter(|_| small).collect();
    match periods.last() {
        Some(last) => all(plan, &prepared(last.end()), &periods),
        None => all(plan, &today, &[]),
    }
}
