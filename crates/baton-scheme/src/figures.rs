//! Figures of units by expressions, without a scheme: what stands beside a recorded value (plan, completion, growth, the single month
//! of a running total) is evaluated as a run evaluates it.

use std::collections::BTreeMap;

use baton_model::{Catalogue, IndicatorId, Period, PeriodKind, Snapshot};
use baton_score::round::Mode;

use crate::compile::formulas_of;
use crate::diagnostic::{Diagnostics, Sources};
use crate::expr::{Env, Expect, Origin, check, parse, typed::Typed};
use crate::plan::{Bounds, FullMark, Grouping, LevelMove, Plan, RankTies, Ranking, Rounding};
use crate::run::column::Numbers;
use crate::run::evaluate_for_all;

/// Evaluates expressions over figures.
#[derive(Clone, Debug)]
pub struct Figures {
    catalogue: Catalogue,
    plan: Plan,
}

impl Figures {
    /// With the formulas of a catalogue. A formula with errors is left out: its indicator has no value.
    pub fn new(catalogue: &Catalogue) -> Self {
        let formulas = formulas_of(catalogue, &mut Sources::default(), &mut Diagnostics::default());
        Self { catalogue: catalogue.clone(), plan: bare(formulas) }
    }

    /// The values of an expression in a period, for every row of the snapshot's roster, each with the reason where it is missing. None
    /// where the expression makes no sense, such as the growth of a rate.
    pub fn evaluate(&self, snapshot: &Snapshot, period: Period, text: &str) -> Option<Numbers> {
        let mut diagnostics = Diagnostics::default();
        let file = Sources::default().add("expression", text);
        let ast = parse(&Origin::whole_file(file, text), text, &mut diagnostics)?;
        let typed = check(&ast, &Env::new(&self.catalogue), Expect::Number(None), &mut diagnostics)?;
        (!diagnostics.has_errors()).then(|| evaluate_for_all(&self.plan, snapshot, period, &typed))
    }

    /// The indicators whose figures an expression on one of them needs: itself, and those its formula reads.
    pub fn needs(&self, indicator: IndicatorId) -> Vec<IndicatorId> {
        let mut found = vec![indicator];
        let mut next = 0;
        while let Some(id) = found.get(next).copied() {
            next += 1;
            let Some(formula) = self.plan.formulas.get(&id) else { continue };
            for read in crate::expr::indicators_read(formula) {
                if !found.contains(&read) {
                    found.push(read);
                }
            }
        }
        found
    }
}

/// A plan that scores nothing.
fn bare(formulas: BTreeMap<IndicatorId, Typed>) -> Plan {
    Plan {
        id: String::new(),
        version: String::new(),
        title: String::new(),
        title_en: None,
        basis: None,
        period: PeriodKind::Year,
        subjects: None,
        grouping: Grouping::None,
        exempts: Vec::new(),
        joints: Vec::new(),
        nodes: Vec::new(),
        full_mark: FullMark::Active,
        parameters: BTreeMap::new(),
        formulas,
        rounding: Rounding { mode: Mode::HalfUp, leaf: None, node: None, total: None },
        ranking: Ranking { ties: RankTies::Competition, breaks: Vec::new(), precision: None },
        adjustments: Vec::new(),
        adjustment_bounds: Bounds::default(),
        total_bounds: Bounds::default(),
        vetoes: Vec::new(),
        grades: Vec::new(),
        levels: Vec::new(),
        level_move: LevelMove::default(),
        alerts: Vec::new(),
        lists: Vec::new(),
    }
}
