//! What if (假设分析): figures, targets and weights changed in a sandbox. Nothing of it can be written; it is a copy that is gone when it
//! was looked at. What it takes to reach a place is found by trying, so it is exact.

use baton_model::{Indicator, IndicatorId, Message, Period, Scenario, Snapshot};
use baton_scheme::expr::typed::{Kind, Typed};
use baton_scheme::plan::{ByGroup, Plan};
use baton_scheme::run::{RunOptions, RunResult};
use jiff::Timestamp;

use super::{Asked, Choice, Seen, Site};
use crate::access::{Actor, Capability, Denied, FieldFault};
use crate::messages;
use crate::prepare::execute;
use crate::refused::Refused;

/// A figure as it might be.
#[derive(Clone, Debug, PartialEq)]
pub struct SupposedFigure {
    /// Code of the unit.
    pub unit: String,
    /// Code of the indicator.
    pub indicator: String,
    /// The period; that of the run if none.
    pub period: Option<Period>,
    /// Actual, plan or forecast.
    pub scenario: Scenario,
    /// The value in the indicator's unit of measure; none takes the figure away.
    pub value: Option<f64>,
}

/// What is supposed.
#[derive(Clone, Debug, Default)]
pub struct Supposition {
    /// Id of the scheme.
    pub scheme: Option<String>,
    /// The period.
    pub period: Option<Period>,
    /// Figures and targets.
    pub figures: Vec<SupposedFigure>,
    /// Weights by id of the node, in points of the node above.
    pub weights: Vec<(String, f64)>,
}

/// A unit as it is and as it would be.
#[derive(Clone, Debug, PartialEq)]
pub struct SupposedUnit {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Group as it would be.
    pub group: String,
    /// Rank in the group.
    pub rank: [Option<f64>; 2],
    /// Total.
    pub total: [Option<f64>; 2],
    /// Points by dimension.
    pub points: [Vec<Option<f64>>; 2],
}

/// What would come out.
#[derive(Clone, Debug)]
pub struct Supposed {
    /// The period.
    pub period: Period,
    /// Ids and names of the dimensions.
    pub dimensions: Vec<(String, String)>,
    /// Units in the order they would have.
    pub units: Vec<SupposedUnit>,
}

/// How a unit stands, and what would take it to a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Reach {
    /// Its rank in the group under what is supposed.
    pub rank: Option<f64>,
    /// Its total.
    pub total: Option<f64>,
    /// What would do it, the least change first; none where the place is reached already, or no single indicator can do it.
    pub ways: Vec<Way>,
}

/// What would have to change on one indicator for a unit to reach a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// Code of the indicator that is moved.
    pub indicator: String,
    /// Its name.
    pub name: String,
    /// Unit of measure.
    pub measure: String,
    /// Its value now.
    pub now: f64,
    /// The least changed value that reaches the place, in as many decimals as the indicator is published with.
    pub needed: f64,
    /// Total then.
    pub total: f64,
    /// Rank then.
    pub rank: f64,
}

/// Figures and weights one supposition may change.
const MOST: usize = 500;
/// How far an indicator is moved at most, as a share of its value.
const FAR: f64 = 1.0;
/// Decimals of a needed value where the catalogue names none.
const PLACES: u8 = 2;
/// Steps of halving: the needed value is found to a millionth of the way.
const HALVINGS: usize = 20;

impl Site {
    /// What would come out. Only units in scope can be changed, and only what may be seen is shown.
    pub fn what_if(
        &self,
        actor: &Actor,
        supposition: &Supposition,
        now: Timestamp,
    ) -> Result<Supposed, Denied> {
        let (seen, plan, snapshot) = self.sandbox(actor, supposition, now)?;
        let before = seen.finished.computed();
        let after = execute(&plan, &snapshot, &RunOptions::new(before.result.period))?;
        let dimensions = plan.dimensions().iter().map(|node| &plan.nodes[*node]);
        let dimensions = dimensions.map(|node| (node.id.clone(), node.name.clone())).collect();
        let units = units(&seen, &plan, &after);
        Ok(Supposed { period: before.result.period, dimensions, units })
    }

    /// What one indicator would have to be, others staying as they are, for a unit to reach a rank. For every indicator that can do
    /// it alone by moving no farther than its own size, within the values it can have, the least change.
    pub fn reach(
        &self,
        actor: &Actor,
        supposition: &Supposition,
        (unit, rank): (&str, u32),
        now: Timestamp,
    ) -> Result<Reach, Denied> {
        let (seen, plan, snapshot) = self.sandbox(actor, supposition, now)?;
        if !seen.opens(unit) {
            return Err(Denied::missing());
        }
        let row = snapshot.roster.row(unit).ok_or_else(Denied::missing)?;
        let period = seen.finished.computed().result.period;
        let seeker = Seeker { plan: &plan, snapshot: &snapshot, period, row };
        let (standing, total) = seeker.standing(&snapshot)?;
        let rank = f64::from(rank);
        let mut ways: Vec<Way> = Vec::new();
        // Where the place is reached, nothing is needed.
        if standing.is_none_or(|standing| standing > rank) {
            let moved = plan.indicators_read().into_iter().filter(|id| !plan.formulas.contains_key(id));
            ways.extend(moved.filter_map(|id| seeker.least(id, rank)));
        }
        let effort = |way: &Way| ((way.needed - way.now) / way.now).abs();
        ways.sort_by(|a, b| effort(a).total_cmp(&effort(b)));
        Ok(Reach { rank: standing, total, ways })
    }

    /// The run as it is, and copies of scheme and figures to change.
    fn sandbox(
        &self,
        actor: &Actor,
        supposition: &Supposition,
        now: Timestamp,
    ) -> Result<(Seen, Plan, Snapshot), Denied> {
        actor.needs(Capability::WhatIf)?;
        if supposition.figures.len() + supposition.weights.len() > MOST {
            return Err(
                Refused::Request(Message::new(&messages::TOO_MUCH_SUPPOSED).with("most", MOST)).into()
            );
        }
        let asked = Asked {
            scheme: supposition.scheme.clone(),
            period: supposition.period,
            choice: Choice::Default,
            as_of: None,
        };
        let seen = self.seen(actor, &asked, now)?;
        // A published run is supposed about on what was frozen with it.
        let computed = seen.finished.computed();
        let (mut plan, mut snapshot) = (computed.plan.clone(), computed.snapshot.clone());
        suppose_figures(&seen, &mut snapshot, &supposition.figures, computed.result.period)?;
        suppose_weights(&mut plan, &supposition.weights)?;
        Ok((seen, plan, snapshot))
    }
}

fn suppose_figures(
    seen: &Seen,
    snapshot: &mut Snapshot,
    figures: &[SupposedFigure],
    period: Period,
) -> Result<(), Denied> {
    for (at, figure) in figures.iter().enumerate() {
        if !seen.opens_figure(&figure.unit, &figure.indicator) {
            return Err(Denied::missing());
        }
        let row = snapshot.roster.row(&figure.unit).ok_or_else(Denied::missing)?;
        let id = snapshot.catalogue.by_code(&figure.indicator).ok_or_else(Denied::missing)?;
        let value = figure.value.filter(|value| value.is_finite()).unwrap_or(f64::NAN);
        let indicator = snapshot.catalogue.get(id);
        if !indicator.can_be(value) {
            let message = baton_import::impossible(indicator, value);
            return Err(Denied::Fields(vec![FieldFault { field: format!("figures[{at}].value"), message }]));
        }
        let column = snapshot.column_mut(id, figure.scenario, figure.period.unwrap_or(period));
        column.values[row as usize] = value;
    }
    Ok(())
}

fn suppose_weights(plan: &mut Plan, weights: &[(String, f64)]) -> Result<(), Denied> {
    for (id, weight) in weights {
        let node = plan.node(id).filter(|node| *node != 0).ok_or_else(Denied::missing)?;
        if !(0.0..=1e6).contains(weight) {
            let message = Message::new(&messages::SUPPOSED_WEIGHT).with("node", id).with("found", *weight);
            return Err(Refused::Request(message).into());
        }
        let typed = match &plan.nodes[node].weight {
            ByGroup::All(typed) => Some(typed),
            ByGroup::Table(table, _) => table.values().next(),
        };
        let Some(typed) = typed else { continue };
        let typed = Typed { kind: Kind::Number(*weight), ty: typed.ty.clone(), span: typed.span };
        plan.nodes[node].weight = ByGroup::All(typed);
    }
    Ok(())
}

fn units(seen: &Seen, plan: &Plan, after: &RunResult) -> Vec<SupposedUnit> {
    let before = seen.finished.computed();
    let roster = &before.snapshot.roster;
    let points = |result: &RunResult, subject: Option<usize>| {
        let of = |node: &usize| result.nodes[*node].points.get(subject?);
        plan.dimensions().iter().map(of).collect::<Vec<_>>()
    };
    let unit = |row: &u32| {
        let code = roster.code(*row);
        let sides = [before.result, after];
        let subjects = sides.map(|side| side.subject_of(*row));
        let group = subjects[1].map(|subject| after.group_of[subject] as usize);
        seen.shows(code).then(|| SupposedUnit {
            code: code.to_owned(),
            name: roster.name(*row).to_owned(),
            group: group.and_then(|group| after.groups.get(group).cloned()).unwrap_or_default(),
            rank: [0, 1].map(|side| subjects[side].and_then(|subject| sides[side].rank.get(subject))),
            total: [0, 1].map(|side| subjects[side].and_then(|subject| sides[side].total.get(subject))),
            points: [0, 1].map(|side| points(sides[side], subjects[side])),
        })
    };
    let mut units: Vec<SupposedUnit> =
        after.universe.rows[..after.subjects()].iter().filter_map(unit).collect();
    let place = |name: &str| after.groups.iter().position(|group| group == name);
    units.sort_by(|a, b| {
        let rank = |unit: &SupposedUnit| unit.rank[1].unwrap_or(f64::INFINITY);
        place(&a.group)
            .cmp(&place(&b.group))
            .then(rank(a).total_cmp(&rank(b)))
            .then_with(|| a.code.cmp(&b.code))
    });
    units
}

/// Moves one figure of one unit until its rank is reached.
struct Seeker<'a> {
    plan: &'a Plan,
    snapshot: &'a Snapshot,
    period: Period,
    row: u32,
}

impl Seeker<'_> {
    fn standing(&self, snapshot: &Snapshot) -> Result<(Option<f64>, Option<f64>), Denied> {
        let result = execute(self.plan, snapshot, &RunOptions::new(self.period))?;
        let subject = result.subject_of(self.row);
        Ok((subject.and_then(|at| result.rank.get(at)), subject.and_then(|at| result.total.get(at))))
    }

    fn least(&self, id: IndicatorId, rank: f64) -> Option<Way> {
        let column = self.snapshot.column(id, Scenario::Actual, self.period)?;
        let now = column.values[self.row as usize];
        if now.is_nan() || now == 0.0 {
            return None;
        }
        let indicator = self.snapshot.catalogue.get(id);
        let reaches = |value: f64| self.with(id, value).filter(|(found, _)| *found <= rank);
        let farthest = ends(indicator, now).into_iter().find(|end| reaches(*end).is_some())?;
        let (mut short, mut enough) = (now, farthest);
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(short, enough);
            if reaches(middle).is_some() { enough = middle } else { short = middle }
        }
        // As it would be published; where that does not do it any more, to the last decimal.
        let published = published(indicator, now, enough);
        let needed =
            if indicator.can_be(published) && reaches(published).is_some() { published } else { enough };
        let (found, total) = reaches(needed)?;
        Some(Way {
            indicator: indicator.code.clone(),
            name: indicator.name.clone(),
            measure: indicator.measure.to_string(),
            now,
            needed,
            total,
            rank: found,
        })
    }

    /// Rank and total with another value.
    fn with(&self, id: IndicatorId, value: f64) -> Option<(f64, f64)> {
        let mut snapshot = self.snapshot.clone();
        snapshot.column_mut(id, Scenario::Actual, self.period).values[self.row as usize] = value;
        let (rank, total) = self.standing(&snapshot).ok()?;
        Some((rank?, total?))
    }
}

/// How far a value can be moved up and down.
fn ends(indicator: &Indicator, now: f64) -> [f64; 2] {
    let (least, most) = indicator.range();
    let (up, down) = (now + now.abs() * FAR, now - now.abs() * FAR);
    [most.map_or(up, |most| up.min(most)), least.map_or(down, |least| down.max(least))]
}

/// A value with as many decimals as are published, rounded away from where it came.
fn published(indicator: &Indicator, now: f64, value: f64) -> f64 {
    const TENS: [f64; 10] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];
    let places = indicator.decimals.unwrap_or(PLACES);
    let scale = TENS.get(usize::from(places)).copied().unwrap_or(1e9);
    let scaled = value * scale;
    (if value > now { scaled.ceil() } else { scaled.floor() }) / scale
}
