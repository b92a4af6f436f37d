//! Why a unit is listed but not scored (暂不评价): the rule that takes it out, with what it read.

use baton_model::Snapshot;

use super::{Input, condition, trace};
use crate::diagnostic::Span;
use crate::plan::Plan;
use crate::run::{Context, RunResult};

/// A unit that is listed but not scored.
#[derive(Clone, Debug)]
pub struct Exemption {
    /// Unit code.
    pub code: String,
    /// Unit name.
    pub name: String,
    /// Name of the class: that of the rule (`[[exempt]] name`).
    pub class: String,
    /// Index of the rule in the plan.
    pub rule: usize,
    /// Where its condition stands in the scheme.
    pub when: Span,
    /// The condition with what it read in it, such as `2 < 3`.
    pub condition: String,
    /// The figures it read.
    pub inputs: Vec<Input>,
    /// Do the unit's values count in statistics?
    pub in_statistics: bool,
    /// Does the unit count in n of quotas?
    pub in_n: bool,
}

/// Explains why a roster row is not scored; none if no rule took it out.
pub fn explain_exempt(plan: &Plan, snapshot: &Snapshot, result: &RunResult, row: u32) -> Option<Exemption> {
    let unscored = result.unscored.iter().find(|unscored| unscored.row == row)?;
    let exempt = plan.exempts.get(unscored.exempt)?;
    let context = Context::new(plan, snapshot, result.period);
    let rows = [row];
    let scope = context.scope(&result.universe, &rows);
    Some(Exemption {
        code: snapshot.roster.code(row).to_owned(),
        name: snapshot.roster.name(row).to_owned(),
        class: exempt.name.clone(),
        rule: unscored.exempt,
        when: exempt.when.when.span,
        condition: condition::with_values(scope, &exempt.when.when),
        inputs: trace::inputs(scope, std::iter::once(&exempt.when.when)),
        in_statistics: exempt.in_statistics,
        in_n: exempt.in_n,
    })
}
