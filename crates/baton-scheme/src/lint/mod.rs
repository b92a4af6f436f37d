//! Lints on the method (对办法的体检, SCHEME.md §7): doubts about a scheme that compiles and runs.
//!
//! Those of [`of_method`] read the scheme and the catalogue only. Those of [`of_history`] look at what the scheme gave,
//! or would have given, in past periods; a period the scheme cannot run for is left out. A lint never refuses a run: it
//! says what it saw, with numbers, and what could be done. Each stands in a file of its own.

mod against_total;
mod cliff;
mod completion_of_growth;
mod influence;
pub mod messages;
mod newcomer;
mod no_data;
mod no_discrimination;
mod nominal_growth;
mod out_of_reach;
mod overlapping_groups;
mod past;
mod same_measure;
mod self_reported;
mod small_group;
mod threshold;
mod ties;

use std::collections::BTreeSet;

use baton_model::{Catalogue, Period, Scenario, Snapshot};

use crate::diagnostic::Diagnostic;
use crate::expr::indicators_read;
use crate::plan::Plan;
use crate::run::{RunOptions, run};
pub use past::Past;

/// Everything that can be said of a scheme with the figures at hand: errors about data, lints on the method, and lints
/// on what it gives in these periods (in time order).
pub fn all(plan: &Plan, snapshot: &Snapshot, periods: &[Period]) -> Vec<Diagnostic> {
    let past: Vec<Past<'_>> = periods
        .iter()
        .filter_map(|period| {
            let result = run(plan, snapshot, &RunOptions::new(*period)).ok()?;
            Some(Past { snapshot, result })
        })
        .collect();
    let mut found = no_data::lint(plan, snapshot);
    found.extend(lint(plan, &snapshot.catalogue, &past));
    found
}

/// Lints on the method and on its results so far.
pub fn lint(plan: &Plan, catalogue: &Catalogue, past: &[Past<'_>]) -> Vec<Diagnostic> {
    let mut found = of_method(plan, catalogue);
    found.extend(of_history(plan, past));
    found
}

/// Lints that need no figures.
pub fn of_method(plan: &Plan, catalogue: &Catalogue) -> Vec<Diagnostic> {
    [
        ties::unrounded(plan),
        nominal_growth::lint(plan, catalogue),
        completion_of_growth::lint(plan, catalogue),
        self_reported::lint(plan, catalogue),
    ]
    .concat()
}

/// Lints on past results, given in time order.
pub fn of_history(plan: &Plan, past: &[Past<'_>]) -> Vec<Diagnostic> {
    if past.is_empty() {
        return Vec::new();
    }
    [
        same_measure::lint(plan, past),
        influence::lint(plan, past),
        small_group::lint(plan, past),
        out_of_reach::lint(plan, past),
        cliff::lint(plan, past),
        threshold::lint(plan, past),
        against_total::lint(plan, past),
        no_discrimination::lint(plan, past),
        ties::tied(plan, past),
        overlapping_groups::lint(plan, past),
        newcomer::lint(plan, past),
    ]
    .concat()
}

/// The latest periods of the scheme's kind for which its leaves have figures, in time order: what [`all`] may be given.
pub fn periods_with_figures(plan: &Plan, snapshot: &Snapshot, at_most: usize) -> Vec<Period> {
    let read: BTreeSet<_> = plan
        .leaves()
        .flat_map(|(_, _, leaf)| indicators_read(&leaf.value))
        .chain(plan.formulas.values().flat_map(indicators_read))
        .collect();
    let periods: BTreeSet<Period> = read
        .into_iter()
        .flat_map(|id| snapshot.periods(id, Scenario::Actual).collect::<Vec<_>>())
        .filter(|period| period.kind() == plan.period || period.kind().is_finer_than(plan.period))
        .map(|period| Period::containing(plan.period, period.end()))
        .collect();
    let skipped = periods.len().saturating_sub(at_most);
    periods.into_iter().skip(skipped).collect()
}
