//! An indicator with no data source (没有数据来源). An error, not a lint: no run can have a value.
//!
//! *What it does.* Reports an indicator that an expression of the scheme reads, directly or through formulas, that has no
//! formula of its own, is not 0 when absent, and for which there is no figure of any unit, period or scenario. Where
//! nothing at all has been imported yet, it says nothing.
//!
//! *Why.* A misspelt column or a file left out otherwise shows as “not reported” for every unit.
//!
//! *Example.* The scheme reads `accidents`, and no file has such a column.
//!
//! *References.* SCHEME.md §7, errors.

use baton_model::{IndicatorId, Message, Snapshot};

use crate::diagnostic::{Diagnostic, Span};
use crate::expr::typed::{Kind, Typed};
use crate::expr::walk;
use crate::messages;
use crate::plan::{Condition, Grouping, Plan, Rule};

pub(super) fn lint(plan: &Plan, snapshot: &Snapshot) -> Vec<Diagnostic> {
    let catalogue = &snapshot.catalogue;
    if !catalogue.iter().any(|(id, _)| snapshot.has_data(id)) {
        return Vec::new();
    }
    let mut read: Vec<(IndicatorId, Span)> = Vec::new();
    for expr in expressions(plan) {
        collect(plan, expr, None, &mut read);
    }
    read.into_iter()
        .filter(|(id, _)| {
            let indicator = catalogue.get(*id);
            indicator.formula.is_none() && !indicator.absent_is_zero && !snapshot.has_data(*id)
        })
        .map(|(id, span)| {
            let message = Message::new(&messages::NO_DATA_SOURCE).with("code", &catalogue.get(id).code);
            Diagnostic::error(message, span)
        })
        .collect()
}

/// The indicators an expression reads, formulas followed; the place is in the scheme.
fn collect(plan: &Plan, expr: &Typed, at: Option<Span>, read: &mut Vec<(IndicatorId, Span)>) {
    walk(expr, &mut |part| {
        let (Kind::Indicator(id) | Kind::AsPublished(id)) = &part.kind else { return };
        let span = at.unwrap_or(part.span);
        if read.iter().any(|(known, _)| known == id) {
            return;
        }
        read.push((*id, span));
        if let Some(formula) = plan.formulas.get(id) {
            collect(plan, formula, Some(span), read);
        }
    });
}

/// The expressions that read figures.
fn expressions(plan: &Plan) -> Vec<&Typed> {
    let mut list: Vec<&Typed> = Vec::new();
    for (_, node, leaf) in plan.leaves() {
        list.push(&leaf.value);
        list.extend(leaf.applies.as_ref().map(|condition| &condition.when));
        list.extend(node.factor.as_ref());
        list.extend(of_rule(&leaf.scoring.rule));
    }
    list.extend(conditions_of(plan).into_iter().map(|condition| &condition.when));
    list.extend(plan.adjustments.iter().map(|adjustment| &adjustment.points));
    if let Grouping::Expression(expression) = &plan.grouping {
        list.push(expression);
    }
    list
}

fn of_rule(rule: &Rule) -> Vec<&Typed> {
    match rule {
        Rule::MinMax { worst, best } | Rule::Efficacy { worst, best, .. } => {
            worst.iter().chain(best).collect()
        }
        Rule::Target { target, .. } => vec![target],
        Rule::Baseline { baseline } => baseline.iter().collect(),
        Rule::BestRatio { best } => best.iter().collect(),
        Rule::PerPoint { line, step, .. } => vec![line, step],
        Rule::Relative { reference, .. } => reference.iter().collect(),
        Rule::Bands { rows, .. } => rows.iter().flat_map(|(edge, points)| [edge, points]).collect(),
        Rule::Ratio(formula) | Rule::Points(formula) => vec![formula],
        _ => Vec::new(),
    }
}

fn conditions_of(plan: &Plan) -> Vec<&Condition> {
    let mut list: Vec<&Condition> = plan.subjects.iter().collect();
    if let Grouping::Rules(rules) = &plan.grouping {
        list.extend(rules.iter().map(|(_, condition)| condition));
    }
    list.extend(plan.exempts.iter().map(|exempt| &exempt.when));
    list.extend(plan.adjustments.iter().filter_map(|adjustment| adjustment.when.as_ref()));
    list.extend(plan.vetoes.iter().map(|veto| &veto.when));
    list.extend(plan.levels.iter().flat_map(|level| &level.when));
    list.extend(plan.grades.iter().flat_map(|grade| [&grade.when, &grade.direct, &grade.barred]).flatten());
    list
}
