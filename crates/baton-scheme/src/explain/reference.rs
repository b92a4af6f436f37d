//! The numbers a rule compares with, by name.

use baton_score::rank::Ties;
use baton_score::stats;

use super::{Explainer, Surroundings};
use crate::expr::typed::Typed;
use crate::plan::{Leaf, Rule, Tied};
use crate::run::column::Numbers;
use crate::run::{Scope, number_of, ranks_in_sets, values_of_set};
use baton_model::Direction;

/// Named numbers, in the order they are shown.
pub(super) fn numbers(
    explainer: &Explainer<'_>,
    leaf: &Leaf,
    scope: Scope<'_>,
    around: &Surroundings,
    value: &Numbers,
) -> Vec<(&'static str, f64)> {
    let mut list = Vec::new();
    let set = around
        .sets
        .of(explainer.subject)
        .map(|set| values_of_set(value, &around.sets, set))
        .unwrap_or_default();
    let lower = leaf.direction == Direction::Lower;
    let mut put = |name: &'static str, number: Option<f64>| list.extend(number.map(|number| (name, number)));
    let given = |expr: &Option<Typed>| expr.as_ref().and_then(|expr| number_of(scope, expr));
    let rank = |tied: Tied| {
        let ties = match tied {
            Tied::Best => Ties::Competition,
            Tied::Average => Ties::Average,
            Tied::Worst => Ties::Worst,
        };
        ranks_in_sets(value, &around.sets, leaf.direction, ties).get(explainer.subject)
    };
    let (worst, best) =
        if lower { (stats::max(&set), stats::min(&set)) } else { (stats::min(&set), stats::max(&set)) };
    let n = Some(stats::count(&set) as f64);
    match &leaf.scoring.rule {
        Rule::MinMax { worst: w, best: b } | Rule::Efficacy { worst: w, best: b, .. } => {
            put("worst", given(w).or(if w.is_none() { worst } else { None }));
            put("best", given(b).or(if b.is_none() { best } else { None }));
        }
        Rule::Target { target, .. } => put("target", number_of(scope, target)),
        Rule::Baseline { baseline } => {
            put("baseline", if baseline.is_none() { stats::mean(&set) } else { given(baseline) });
        }
        Rule::BestRatio { best: b } => put("best", if b.is_none() { best } else { given(b) }),
        Rule::Rank { tied, .. } | Rule::RankStep { tied, .. } | Rule::RankBands { tied, .. } => {
            put("rank", rank(*tied));
        }
        Rule::Relative { reference, .. } => {
            put("reference", if reference.is_none() { stats::mean(&set) } else { given(reference) });
        }
        Rule::ZScore { population, .. } => {
            put("mean", stats::mean(&set));
            put("stdev", if *population { stats::stdev_population(&set) } else { stats::stdev(&set) });
        }
        Rule::PerPoint { line, step, .. } => {
            put("line", number_of(scope, line));
            put("step", number_of(scope, step));
        }
        Rule::Percentile
        | Rule::Vector
        | Rule::Bands { .. }
        | Rule::Given
        | Rule::Ratio(_)
        | Rule::Points(_) => {}
    }
    put("n", n);
    list
}
