//! `floor`, `cap`, `min`, `max` around a formula of points; those that cannot bind are left out.

use baton_model::Direction;

use super::ExplainedRule;
use super::number::Digits;
use crate::expr::typed::Typed;
use crate::plan::{ComparisonSet, Leaf, Rule};
use crate::run::{Scope, number_of};

/// The formula with its bounds.
pub(super) fn bounded(
    digits: Digits,
    (leaf, scope): (&Leaf, Scope<'_>),
    text: String,
    weight: f64,
    reach: Reach,
) -> String {
    let scoring = &leaf.scoring;
    let number = |bound: &Option<Typed>| number_of(scope, bound.as_ref()?);
    let of_weight =
        |ratio: f64| (weight * ratio, format!("{} * {}", digits.show(weight), digits.show(ratio)));
    let of_points = |points: f64| (points, digits.show(points));
    let nought = matches!(scoring.rule, Rule::Target { .. } | Rule::Baseline { .. } | Rule::BestRatio { .. });
    let floor = number(&scoring.floor).map(of_weight).or(nought.then(|| (0.0, "0".to_owned())));
    let lows = [floor, number(&scoring.min).map(of_points)];
    let highs = [number(&scoring.cap).map(of_weight), number(&scoring.max).map(of_points)];
    let binding = |bounds: [Option<(f64, String)>; 2], idle: &dyn Fn(f64) -> bool| {
        let bounds = bounds.into_iter().flatten().filter(|(bound, _)| !idle(*bound));
        bounds.map(|(_, text)| text).collect::<Vec<_>>()
    };
    let lows = binding(lows, &|bound| reach.least.is_some_and(|least| bound <= least * weight));
    let highs = binding(highs, &|bound| reach.most.is_some_and(|most| bound >= most * weight));
    let mut text = text;
    if !lows.is_empty() {
        text = format!("greatest({text}, {})", lows.join(", "));
    }
    if !highs.is_empty() {
        text = format!("least({text}, {})", highs.join(", "));
    }
    text
}

/// The ratios a rule can give, where that is plain.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reach {
    least: Option<f64>,
    most: Option<f64>,
}

impl Reach {
    /// Between the sample's own extremes a value cannot be outside; quotients of what is not negative are not negative.
    pub(super) fn of(leaf: &Leaf, scope: Scope<'_>, rule: &ExplainedRule) -> Self {
        if matches!(leaf.set, ComparisonSet::Where(_)) {
            return Self::default(); // the unit need not be in the set
        }
        let higher = leaf.direction != Direction::Lower;
        let named =
            |name: &str| rule.reference.iter().find(|(other, _)| *other == name).map(|(_, number)| *number);
        let quotient = |by: &str| {
            let positive = rule.value >= Some(0.0) && named(by) > Some(0.0);
            Self { least: positive.then_some(0.0), most: None }
        };
        match &leaf.scoring.rule {
            Rule::MinMax { worst: None, best: None } if (0.0..=1.0).contains(&leaf.scoring.flat) => {
                Self { least: Some(0.0), most: Some(1.0) }
            }
            Rule::Efficacy { base, worst: None, best: None, exponential: false } => {
                let base = number_of(scope, base).map(|base| base / 100.0);
                let base = base.filter(|base| (*base..=1.0).contains(&leaf.scoring.flat));
                Self { least: base, most: base.map(|_| 1.0) }
            }
            Rule::Target { .. } if higher => quotient("target"),
            Rule::Baseline { .. } if higher => quotient("baseline"),
            Rule::BestRatio { best } if higher => {
                let most = best.is_none().then_some(1.0);
                Self { most: most.filter(|_| rule.value > Some(0.0)), ..quotient("best") }
            }
            _ => Self::default(),
        }
    }
}
