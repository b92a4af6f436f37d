//! Which figures an expression reads for one unit, with their sources.

use baton_model::{Accumulation, Flags, IndicatorId, NullReason, Period, Scenario};

use super::Input;
use crate::expr::typed::{Kind, ScenarioFunction, TimeFunction, TreeFunction, Typed};
use crate::expr::walk::children;
use crate::run::{Scope, figures_of_members, value_of_indicator};

/// The figures some expressions read, in reading order, each once. The scope has one row.
pub(super) fn inputs<'t>(scope: Scope<'_>, exprs: impl Iterator<Item = &'t Typed>) -> Vec<Input> {
    let mut found = Vec::new();
    exprs.for_each(|expr| visit(scope, expr, &mut found));
    found
}

fn visit(scope: Scope<'_>, expr: &Typed, found: &mut Vec<Input>) {
    let back = |n: i32| scope.period.offset(-n).map(|period| scope.at(period));
    match &expr.kind {
        Kind::Indicator(id) => indicator(scope, *id, found),
        Kind::Group(..) => {}
        Kind::Time(function, inner) => match function {
            TimeFunction::PrevYear => year_before(scope, inner, found),
            TimeFunction::Yoy | TimeFunction::YoyDiff => {
                visit(scope, inner, found);
                year_before(scope, inner, found);
            }
            TimeFunction::Lag(n) => {
                if let Some(before) = back(*n) {
                    visit(before, inner, found);
                }
            }
            TimeFunction::Diff | TimeFunction::MonthOf => spans(scope, inner, [0, 1], found),
            TimeFunction::Cagr(n) => spans(scope, inner, [0, *n], found),
            TimeFunction::MeanOver(n) => spans(scope, inner, 0..*n, found),
            TimeFunction::Ytd => {
                for part in scope.period.whole_year().parts(scope.period.kind()) {
                    if part.start() <= scope.period.start() {
                        visit(scope.at(part), inner, found);
                    }
                }
            }
        },
        Kind::SubPeriods(_, kind, inner) => {
            for part in scope.period.parts(*kind) {
                visit(scope.at(part), inner, found);
            }
        }
        Kind::Streak(_, inner) => visit(scope, inner, found),
        Kind::Scenario(function, inner) => {
            let (scenario, period) = match function {
                ScenarioFunction::Plan => (Scenario::Plan, scope.period),
                ScenarioFunction::PlanYear => (Scenario::Plan, scope.period.whole_year()),
                ScenarioFunction::Forecast => (Scenario::Forecast, scope.period),
            };
            visit(Scope { scenario, ..scope.at(period) }, inner, found);
        }
        Kind::Tree(function, inner) => tree(scope, *function, inner, found),
        _ => children(expr).into_iter().for_each(|child| visit(scope, child, found)),
    }
}

fn spans(scope: Scope<'_>, inner: &Typed, back: impl IntoIterator<Item = i32>, found: &mut Vec<Input>) {
    for n in back {
        if let Some(period) = scope.period.offset(-n) {
            visit(scope.at(period), inner, found);
        }
    }
}

fn year_before(scope: Scope<'_>, inner: &Typed, found: &mut Vec<Input>) {
    if let Some(period) = scope.period.years_back(1) {
        visit(Scope { a_year_before: true, ..scope.at(period) }, inner, found);
    }
}

fn tree(scope: Scope<'_>, function: TreeFunction, inner: &Typed, found: &mut Vec<Input>) {
    let roster = &scope.snapshot.roster;
    let row = scope.rows[0];
    if function == TreeFunction::Share {
        visit(scope, inner, found);
    }
    let others = match function {
        TreeFunction::ChildrenSum => roster.children(row),
        TreeFunction::Parent | TreeFunction::Share => roster.parent(row).into_iter().collect(),
    };
    for other in others {
        visit(scope.over(&[other]), inner, found);
    }
}

fn indicator(scope: Scope<'_>, id: IndicatorId, found: &mut Vec<Input>) {
    let definition = scope.snapshot.catalogue.get(id);
    let direct = scope.snapshot.column(id, scope.scenario, scope.period).is_some();
    if let Some(formula) = scope.plan.formulas.get(&id).filter(|_| !direct) {
        return visit(scope, formula, found);
    }
    if !direct && definition.frequency.is_finer_than(scope.period.kind()) {
        match definition.accumulation {
            Accumulation::Flow => {
                for part in scope.period.parts(definition.frequency) {
                    indicator(scope.at(part), id, found);
                }
            }
            _ => indicator(scope.at(scope.period.last_part(definition.frequency)), id, found),
        }
        return;
    }
    let period = if direct { scope.period } else { carried_from(scope, id).unwrap_or(scope.period) };
    let scope = scope.at(period);
    if let Some(members) = figures_of_members(scope, id) {
        for (row, figure) in members {
            let flags = match figure {
                Ok(_) if is_blank(scope, id, row) => Flags::ABSENT_ZERO,
                _ => Flags::NONE,
            };
            let unit = Some(scope.snapshot.roster.name(row).to_owned());
            push(found, Input { unit, ..input(scope, id, row, (figure.ok(), figure.err(), flags)) });
        }
        return;
    }
    let value = value_of_indicator(scope, id);
    let row = scope.rows[0];
    let subject = scope.universe.rows.first().copied();
    let unit = (Some(row) != subject && scope.universe.position(row).is_none())
        .then(|| scope.snapshot.roster.name(row).to_owned());
    push(found, Input { unit, ..input(scope, id, row, (value.get(0), value.reason(0), value.flags_of(0))) });
}

fn push(found: &mut Vec<Input>, input: Input) {
    if !found.contains(&input) {
        found.push(input);
    }
}

fn is_blank(scope: Scope<'_>, id: IndicatorId, row: u32) -> bool {
    let column = scope.snapshot.column(id, scope.scenario, scope.period);
    column.is_none_or(|column| column.values[row as usize].is_nan())
}

fn input(
    scope: Scope<'_>,
    id: IndicatorId,
    row: u32,
    (value, reason, flags): (Option<f64>, Option<NullReason>, Flags),
) -> Input {
    let definition = scope.snapshot.catalogue.get(id);
    let column = scope.snapshot.column(id, scope.scenario, scope.period);
    Input {
        code: definition.code.clone(),
        name: definition.name.clone(),
        measure: definition.measure.text().to_owned(),
        unit: None,
        period: scope.period,
        scenario: scope.scenario,
        value,
        reason,
        flags,
        source: column.and_then(|column| scope.snapshot.provenance_of(column, row).cloned()),
        series: column.and_then(|column| {
            let series = *column.series.get(row as usize)?;
            scope.snapshot.series.get(usize::from(series)).filter(|name| !name.is_empty()).cloned()
        }),
    }
}

/// The period a carried value was taken from.
fn carried_from(scope: Scope<'_>, id: IndicatorId) -> Option<Period> {
    let end = scope.period.end();
    let row = scope.rows[0] as usize;
    scope.carry.then_some(())?;
    scope.snapshot.periods(id, scope.scenario).rev().filter(|period| period.end() <= end).find(|period| {
        let column = scope.snapshot.column(id, scope.scenario, *period);
        column.is_some_and(|column| !column.values[row].is_nan())
    })
}
