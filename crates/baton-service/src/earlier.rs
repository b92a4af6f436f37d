//! Results of earlier runs, and of runs of other schemes, that a run may read (已发布结果): what was published, or where
//! nothing was, a draft computed now and marked as one. Drafts of other schemes are read like published results; of the scheme's
//! own earlier periods they serve for changes of rank only.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use baton_model::snapshot::PublishedResult;
use baton_model::{Period, Snapshot};
use baton_scheme::diagnostic::Sources;
use baton_scheme::plan::Plan;
use baton_scheme::run::RunOptions;
use jiff::Timestamp;

use crate::frozen::outputs::Outputs;
use crate::frozen::published::Now;
use crate::prepare::{Prepared, compiled, execute};
use crate::refused::Refused;
use crate::runs;
use crate::workspace::SchemeFile;

/// Earlier periods whose drafts are computed, one on top of the other, where nothing was published.
const DEPTH: usize = 4;

/// Adds the results a run of a period can read to its snapshot.
pub(crate) fn add_results(
    prepared: &Prepared,
    snapshot: &mut Snapshot,
    period: Period,
    as_of: Timestamp,
) -> Result<(), Refused> {
    let mut reader = Reader { prepared, as_of, underway: BTreeSet::new(), others: BTreeMap::new() };
    let depth = if prepared.plan.reads_results() { DEPTH } else { 1 };
    reader.add(&prepared.plan, snapshot, period, depth)
}

struct Reader<'a> {
    prepared: &'a Prepared,
    as_of: Timestamp,
    /// Schemes and periods being computed, so that two schemes that read each other come to an end.
    underway: BTreeSet<(String, Period)>,
    /// The other schemes that were asked for; none for one that cannot be compiled.
    others: BTreeMap<String, Option<Arc<Plan>>>,
}

impl Reader<'_> {
    fn add(
        &mut self,
        plan: &Plan,
        snapshot: &mut Snapshot,
        period: Period,
        depth: usize,
    ) -> Result<(), Refused> {
        self.add_published(plan, snapshot)?;
        for scheme in self.schemes_read(plan) {
            for wanted in [Some(period), period.offset(-1)].into_iter().flatten() {
                let own = scheme == plan.id && wanted == period;
                let key = (scheme.clone(), wanted);
                if own || depth == 0 || snapshot.results.contains_key(&key) || self.underway.contains(&key) {
                    continue;
                }
                self.underway.insert(key.clone());
                let draft = self.draft(&scheme, wanted, snapshot, depth - 1);
                self.underway.remove(&key);
                if let Some(draft) = draft {
                    let draft = if scheme == plan.id { ranks_alone(draft) } else { draft };
                    snapshot.results.insert(key, draft);
                }
            }
        }
        Ok(())
    }

    /// What was published by the moment of the schemes the plan reads; of all, with their figures, where it reads figures as they
    /// were published.
    fn add_published(&self, plan: &Plan, snapshot: &mut Snapshot) -> Result<(), Refused> {
        let Some(store) = &self.prepared.store else { return Ok(()) };
        let schemes = self.schemes_read(plan);
        let schemes: BTreeSet<&str> = schemes.iter().map(String::as_str).collect();
        let with_inputs = plan.reads_as_published();
        let schemes = (!with_inputs).then_some(&schemes);
        for published in runs::published(store, self.as_of, schemes, with_inputs)? {
            let now = self.now(snapshot);
            let mut result = now.result(&published.outputs, false);
            if let Some(inputs) = &published.inputs {
                result.inputs = now.inputs(inputs, published.period);
            }
            snapshot.results.insert((published.scheme, published.period), result);
        }
        Ok(())
    }

    fn now<'s>(&'s self, snapshot: &'s Snapshot) -> Now<'s> {
        Now { tree: &self.prepared.workspace.tree, roster: &snapshot.roster, tree_date: snapshot.tree_date }
    }

    /// The plan's own scheme, then the others of the workspace whose results it names.
    fn schemes_read(&self, plan: &Plan) -> Vec<String> {
        let read = plan.schemes_read();
        let others = self.prepared.workspace.schemes.iter().map(|scheme| &scheme.id);
        let named = others.filter(|id| **id != plan.id && read.contains(id.as_str()));
        std::iter::once(&plan.id).chain(named).cloned().collect()
    }

    /// What a run of a period that was never published would find; none where it has no figures or cannot be run.
    fn draft(
        &mut self,
        scheme: &str,
        period: Period,
        snapshot: &Snapshot,
        depth: usize,
    ) -> Option<PublishedResult> {
        let prepared = self.prepared;
        let other;
        let plan = if scheme == prepared.plan.id {
            &prepared.plan
        } else {
            other = self
                .others
                .entry(scheme.to_owned())
                .or_insert_with(|| other_plan(prepared, scheme))
                .clone()?;
            &*other
        };
        if plan.period != period.kind() {
            return None;
        }
        let mut figures = prepared.figures(plan, period, self.as_of, false);
        if !has_figures(&figures, period) {
            return None;
        }
        self.add(plan, &mut figures, period, depth).ok()?;
        let result = execute(plan, &figures, &RunOptions::new(period)).ok()?;
        let outputs = Outputs::of(plan, &figures, &result);
        let mut draft = self.now(snapshot).result(&outputs, true);
        // Only what was published counts once, and only that was frozen.
        draft.adjustments.clear();
        Some(draft)
    }
}

/// Another scheme of the workspace, compiled.
fn other_plan(prepared: &Prepared, scheme: &str) -> Option<Arc<Plan>> {
    let file = prepared.workspace.scheme(Some(scheme)).ok()?;
    let mut sources = Sources::default();
    let file = SchemeFile { file: sources.add(&file.id, prepared.sources.text(file.file)), ..file.clone() };
    Some(Arc::new(compiled(&prepared.workspace, &file, &mut sources).ok()?.0))
}

/// Of a scheme's own earlier periods a draft serves for changes of rank only: what was never published is nobody's previous
/// level or total.
fn ranks_alone(draft: PublishedResult) -> PublishedResult {
    let ranks = |(id, [_, _, ranks]): (String, [Vec<f64>; 3])| (id, [Vec::new(), Vec::new(), ranks]);
    PublishedResult {
        rank: draft.rank,
        groups: draft.groups,
        nodes: draft.nodes.into_iter().map(ranks).collect(),
        draft: true,
        ..PublishedResult::default()
    }
}

/// Is there any figure of the period or inside it?
fn has_figures(snapshot: &Snapshot, period: Period) -> bool {
    snapshot.columns().any(|(_, _, of, _)| of == period || period.contains(of))
}
