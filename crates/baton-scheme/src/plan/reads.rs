//! What a plan reads.

use std::collections::BTreeSet;

use baton_model::IndicatorId;

use super::{
    Aggregate, Body, Bounds, ByGroup, ComparisonSet, Condition, Grade, Grouping, Leaf, Missing, Node,
    Periods, Plan,
};
use crate::expr::typed::{Kind, Outcome, Typed};
use crate::expr::{any, indicators_read, walk};

impl Plan {
    /// Every expression of the plan, the formulas of derived indicators last.
    pub fn expressions(&self) -> Vec<&Typed> {
        let mut list: Vec<&Typed> = Vec::new();
        list.extend(self.subjects.iter().map(|condition| &condition.when));
        match &self.grouping {
            Grouping::None => {}
            Grouping::Expression(expression) => list.push(expression),
            Grouping::Rules(rules) => list.extend(rules.iter().map(|(_, condition)| &condition.when)),
        }
        list.extend(self.exempts.iter().map(|exempt| &exempt.when.when));
        self.nodes.iter().for_each(|node| of_node(node, &mut list));
        for rule in &self.adjustments {
            list.push(&rule.points);
            list.extend(rule.when.iter().map(|condition| &condition.when));
            of_bounds(&rule.bounds, &mut list);
        }
        of_bounds(&self.adjustment_bounds, &mut list);
        of_bounds(&self.total_bounds, &mut list);
        list.extend(self.vetoes.iter().map(|veto| &veto.when.when));
        self.grades.iter().for_each(|grade| of_grade(grade, &mut list));
        list.extend(self.levels.iter().flat_map(|level| &level.when).map(|condition| &condition.when));
        list.extend(&self.level_move.previous);
        list.extend(self.alerts.iter().map(|alert| &alert.when.when));
        for published in &self.lists {
            list.push(&published.when.when);
            list.extend(&published.by);
        }
        list.extend(self.formulas.values());
        list
    }

    /// Does anything but the sums above them read what single nodes found?
    pub fn reads_nodes(&self) -> bool {
        let of_node = |part: &Typed| {
            matches!(&part.kind, Kind::Outcome(Outcome::Points(_) | Outcome::Ratio(_) | Outcome::Rank(_)))
        };
        let summed = |node: &Node| match &node.body {
            Body::Leaf(_) => true,
            Body::Inner(inner) => inner.aggregate == Aggregate::Sum,
        };
        !self.alerts.is_empty()
            || !self.ranking.breaks.is_empty()
            || !self.nodes.iter().all(summed)
            || self.expressions().into_iter().any(|expression| any(expression, &of_node))
    }

    /// Does anything read how a unit stands besides total, rank and grade: `ratio`, `rank_change` or `n`?
    pub fn reads_standing(&self) -> bool {
        let of_standing = |part: &Typed| {
            matches!(&part.kind, Kind::Outcome(Outcome::TotalRatio | Outcome::RankChange | Outcome::Count))
        };
        self.grades.iter().any(|grade| grade.at_least_ratio.is_some())
            || self.expressions().into_iter().any(|expression| any(expression, &of_standing))
    }

    /// The schemes whose results the plan names, its own included where it names it.
    pub fn schemes_read(&self) -> BTreeSet<&str> {
        let mut schemes = BTreeSet::new();
        for expression in self.expressions() {
            walk(expression, &mut |part| {
                if let Kind::Result { scheme, .. } = &part.kind {
                    schemes.insert(scheme.as_str());
                }
            });
        }
        schemes
    }

    /// Does it read figures as an earlier published run froze them?
    pub fn reads_as_published(&self) -> bool {
        let read = |part: &Typed| matches!(part.kind, Kind::AsPublished(_));
        self.expressions().into_iter().any(|expression| any(expression, &read))
    }

    /// Does what the plan finds depend on other results: those of other runs, or the change of ranks against one?
    pub fn reads_results(&self) -> bool {
        let read = |part: &Typed| {
            matches!(
                part.kind,
                Kind::Result { .. } | Kind::AsPublished(_) | Kind::Outcome(Outcome::RankChange)
            )
        };
        self.expressions().into_iter().any(|expression| any(expression, &read))
    }

    /// The indicators the plan reads, those of formulas it reads included.
    pub fn indicators_read(&self) -> BTreeSet<IndicatorId> {
        let own = self.expressions().len() - self.formulas.len();
        self.with_formulas(&self.expressions()[..own])
    }

    /// The indicators a node itself reads, those of formulas it reads included.
    pub fn indicators_of(&self, node: usize) -> BTreeSet<IndicatorId> {
        let mut list = Vec::new();
        of_node(&self.nodes[node], &mut list);
        self.with_formulas(&list)
    }

    fn with_formulas(&self, expressions: &[&Typed]) -> BTreeSet<IndicatorId> {
        let mut open: Vec<IndicatorId> =
            expressions.iter().flat_map(|expression| indicators_read(expression)).collect();
        let mut read = BTreeSet::new();
        while let Some(id) = open.pop() {
            if read.insert(id)
                && let Some(formula) = self.formulas.get(&id)
            {
                open.extend(indicators_read(formula));
            }
        }
        read
    }
}

fn of_node<'p>(node: &'p Node, list: &mut Vec<&'p Typed>) {
    match &node.weight {
        ByGroup::All(weight) => list.push(weight),
        ByGroup::Table(weights, _) => list.extend(weights.values()),
    }
    list.extend(&node.factor);
    match &node.body {
        Body::Inner(inner) => list.extend(inner.score.iter().flat_map(|scoring| scoring.parameters())),
        Body::Leaf(leaf) => of_leaf(leaf, list),
    }
}

fn of_leaf<'p>(leaf: &'p Leaf, list: &mut Vec<&'p Typed>) {
    list.push(&leaf.value);
    list.extend(leaf.scoring.parameters());
    if let Periods::When(condition) = &leaf.periods {
        list.push(condition);
    }
    list.extend(leaf.applies.iter().map(|condition| &condition.when));
    match &leaf.missing {
        Missing::Floor(value) | Missing::Points(value) => list.push(value),
        Missing::Mean(within) | Missing::Median(within) => list.extend(within),
        Missing::Error | Missing::Zero | Missing::MeanPoints | Missing::Previous(_) | Missing::Exclude => {}
    }
    if let ComparisonSet::Where(condition) = &leaf.set {
        list.push(condition);
    }
}

fn of_bounds<'p>(bounds: &'p Bounds, list: &mut Vec<&'p Typed>) {
    list.extend(bounds.min.iter().chain(&bounds.max));
}

fn of_grade<'p>(grade: &'p Grade, list: &mut Vec<&'p Typed>) {
    let conditions: [&Option<Condition>; 3] = [&grade.when, &grade.direct, &grade.barred];
    list.extend(conditions.into_iter().flatten().map(|condition| &condition.when));
    list.extend(grade.among.iter().filter_map(|among| among.by.as_ref()));
    list.extend(&grade.by);
}
