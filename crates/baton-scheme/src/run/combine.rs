//! Step 10: the children of one inner node become its points.

use baton_model::{Flags, Message, NullReason};
use baton_score::aggregate as means;
use baton_score::round::to_significant;

use super::Context;
use super::aggregate::{finish, times_weight};
use super::blocks;
use super::cohort::Cohort;
use super::column::Numbers;
use super::result::NodeResult;
use super::rule;
use super::scope::Sets;
use super::task::Task;
use super::weight::Weights;
use crate::messages;
use crate::plan::{Aggregate, Inner};

/// An inner node with what lies below it.
pub(super) struct Branch<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) cohort: &'a Cohort,
    pub(super) index: usize,
    pub(super) inner: &'a Inner,
    /// The active children.
    pub(super) children: Vec<usize>,
    pub(super) results: &'a [NodeResult],
    pub(super) weights: &'a Weights,
}

impl Branch<'_> {
    /// Points, ratio and rounding of the node.
    pub(super) fn result(&self) -> NodeResult {
        let mut points = match self.inner.aggregate {
            Aggregate::Sum => self.sum(),
            Aggregate::Topsis | Aggregate::Copeland => self.compared(),
            _ => self.mean(),
        };
        self.require_enough(&mut points);
        let node = &self.context.plan.nodes[self.index];
        let weight = |row: usize| self.weight(row);
        let looked_at = self.inner.score.is_some() || node.factor.is_some();
        let (sets, ratio) = if looked_at { (self.sets(), self.ratio(&points)) } else { Default::default() };
        let subjects = &self.cohort.universe.rows[..self.cohort.universe.subjects];
        let scope = super::Scope {
            sets: Some(&sets),
            value: Some(&ratio),
            ..self.context.scope(&self.cohort.universe, subjects)
        };
        let task = Task {
            context: self.context,
            scope,
            sets: &sets,
            value: &ratio,
            direction: baton_model::Direction::Higher,
            weight: &weight,
            node: self.index,
            start: 0,
        };
        if let Some(scoring) = &self.inner.score {
            points = rule::apply(&task, scoring);
            if !scoring.rule.gives_points() {
                times_weight(&mut points, &self.cohort.group_of, &self.weights[self.index]);
            }
        }
        let mut result = finish(self.context, node, &task, points, self.cohort, &self.weights[self.index]);
        if result.places.is_none() && node.factor.is_none() {
            let whole = result.points.flags.iter().all(|flags| !flags.has(Flags::REWEIGHTED));
            result.places = self.exact_places().filter(|_| whole);
        }
        result
    }

    fn weight(&self, row: usize) -> f64 {
        self.weights[self.index][self.cohort.group_of[row] as usize]
    }

    fn ratio(&self, points: &Numbers) -> Numbers {
        let mut ratio = points.clone();
        ratio.values.iter_mut().enumerate().for_each(|(row, value)| *value /= self.weight(row));
        ratio
    }

    /// The groups, without units that are not scored.
    fn sets(&self) -> Sets {
        let members = self.cohort.by_group.members.iter().map(|set| subjects_of(set, self.cohort)).collect();
        Sets::new(members, self.cohort.group_of[..self.cohort.universe.subjects].into())
    }

    /// Places of a plain sum of decimals, which is itself exact.
    fn exact_places(&self) -> Option<u8> {
        if self.inner.aggregate != Aggregate::Sum || self.inner.full.is_some() || self.inner.score.is_some() {
            return None;
        }
        let places = self.children.iter().map(|child| self.results[*child].places);
        places.into_iter().try_fold(0, |most, places| Some(most.max(places?)))
    }

    /// Sum of points; the weights of present children are scaled up where one is missing.
    fn sum(&self) -> Numbers {
        let rows = self.cohort.universe.subjects;
        let scale = self.exact_places().map(|places| libm::pow(10.0, f64::from(places)));
        let children: Vec<&[f64]> =
            self.children.iter().map(|child| &self.results[*child].points.values[..]).collect();
        let weighing: Vec<Vec<&[f64]>> =
            (0..self.cohort.groups.len()).map(|group| self.weighing(&children, group)).collect();
        let mut values = vec![0.0; rows];
        let gaps = blocks::each(&mut values, |start, sums| {
            self.sum_block((start, sums), (&children, &weighing), scale)
        });
        let mut points = Numbers { values: values.into(), ..Numbers::default() };
        gaps.into_iter().flatten().for_each(|row| self.scale_up(row, &children, &mut points));
        if let Some(full) = self.inner.full {
            points.values.iter_mut().enumerate().for_each(|(row, value)| *value *= self.weight(row) / full);
        }
        points
    }

    /// The children with a weight in a group.
    fn weighing<'c>(&self, children: &[&'c [f64]], group: usize) -> Vec<&'c [f64]> {
        let weighs = |child: &usize| self.weights[*child][group] != 0.0;
        self.children
            .iter()
            .zip(children)
            .filter(|(child, _)| weighs(child))
            .map(|(_, points)| *points)
            .collect()
    }

    /// Sums of what is there in some rows; says in which a child with a weight may be missing.
    fn sum_block(
        &self,
        (start, sums): (usize, &mut [f64]),
        (children, weighing): (&[&[f64]], &[Vec<&[f64]>]),
        scale: Option<f64>,
    ) -> Vec<usize> {
        let mut gap = false;
        for child in children {
            let points = &child[start..start + sums.len()];
            gap |= points.iter().fold(false, |any, value| any | value.is_nan());
            let there = |value: f64| if value.is_nan() { 0.0 } else { value };
            let pairs = sums.iter_mut().zip(points);
            match scale {
                None => pairs.for_each(|(sum, value)| *sum += there(*value)),
                Some(scale) if points.iter().fold(true, |all, value| all & has_half(value * scale)) => {
                    pairs.for_each(|(sum, value)| *sum += there(whole_number(value * scale)));
                }
                Some(scale) => pairs.for_each(|(sum, value)| *sum += there((value * scale).round())),
            }
        }
        if let Some(scale) = scale {
            sums.iter_mut().for_each(|sum| *sum /= scale);
        }
        if !gap {
            return Vec::new();
        }
        let counts = |row: &usize| {
            let weighing = &weighing[self.cohort.group_of[*row] as usize];
            weighing.is_empty() || weighing.iter().any(|child| child[*row].is_nan())
        };
        (start..start + sums.len()).filter(counts).collect()
    }

    /// A row with missing children: null where all are, otherwise the weights of the others scaled up.
    fn scale_up(&self, row: usize, children: &[&[f64]], points: &mut Numbers) {
        if children.iter().all(|child| child[row].is_nan()) {
            points.set_null(row, self.first_reason(row));
            if self.children.iter().all(|child| is_foreign(&self.results[*child].points, row)) {
                points.mark(row, Flags::NOT_APPLICABLE);
            }
            return;
        }
        let group = self.cohort.group_of[row] as usize;
        let whole: f64 = self.children.iter().map(|child| self.weights[*child][group]).sum();
        let present: f64 = self
            .children
            .iter()
            .filter(|child| self.results[**child].points.get(row).is_some())
            .map(|child| self.weights[*child][group])
            .sum();
        if present > 0.0 && present != whole {
            points.values[row] *= whole / present;
            points.mark(row, Flags::REWEIGHTED);
        }
    }

    fn ratio_of(&self, child: usize, row: usize) -> f64 {
        self.results[child].ratio_of(row).unwrap_or(f64::NAN)
    }

    fn first_reason(&self, row: usize) -> NullReason {
        let reason = self.children.iter().find_map(|child| self.results[*child].points.reason(row));
        reason.unwrap_or(NullReason::NotReported)
    }

    /// Means of ratios with weights normalised over the present children.
    fn mean(&self) -> Numbers {
        let mut points = Numbers::null(NullReason::NotReported, self.cohort.universe.subjects);
        for row in 0..points.len() {
            let group = self.cohort.group_of[row] as usize;
            let ratios: Vec<f64> = self.children.iter().map(|child| self.ratio_of(*child, row)).collect();
            let own: Vec<f64> = self.children.iter().map(|child| self.weights[*child][group]).collect();
            let mean = match self.inner.aggregate {
                Aggregate::Geometric => means::geometric(&ratios, &own),
                Aggregate::Harmonic => means::harmonic(&ratios, &own),
                Aggregate::Power(p) => means::power(&ratios, &own, p),
                Aggregate::Min => Ok(means::min(&ratios, &own)),
                Aggregate::Max => Ok(means::max(&ratios, &own)),
                Aggregate::BestOf(k) => Ok(means::best_of(&ratios, &own, k)),
                _ => Ok(means::mazziotta_pareto(&ratios, &own, means::Penalty::Minus)),
            };
            match mean {
                Ok(Some(ratio)) => points.set(row, ratio * self.weight(row)),
                Ok(None) => points.set_null(row, self.first_reason(row)),
                Err(_) => self.refuse_negative(row, &ratios),
            }
        }
        points
    }

    fn refuse_negative(&self, row: usize, ratios: &[f64]) {
        let unit = self.cohort.universe.rows[row];
        let aggregate = if self.inner.aggregate == Aggregate::Harmonic { "harmonic" } else { "geometric" };
        for (child, ratio) in self.children.iter().zip(ratios).filter(|(_, ratio)| **ratio < 0.0) {
            let message = Message::new(&messages::NEGATIVE_RATIO)
                .with("unit", self.context.unit_name(unit))
                .with("node", &self.context.plan.nodes[*child].name)
                .with("value", *ratio)
                .with("aggregate", aggregate);
            self.context.refuse(Some(*child), Some(unit), message);
        }
    }

    /// TOPSIS and Copeland, group by group; a unit with a null child is null.
    fn compared(&self) -> Numbers {
        let mut points = Numbers::null(NullReason::NotReported, self.cohort.universe.subjects);
        for (group, members) in self.cohort.by_group.members.iter().enumerate() {
            let rows = subjects_of(members, self.cohort);
            let ratios = |child: &usize| {
                rows.iter().map(|row| self.ratio_of(*child, *row as usize)).collect::<Vec<f64>>()
            };
            let columns: Vec<Vec<f64>> = self.children.iter().map(ratios).collect();
            let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
            let weight: Vec<f64> = self.children.iter().map(|child| self.weights[*child][group]).collect();
            let ratios = match self.inner.aggregate {
                Aggregate::Topsis => means::topsis(&columns, &weight),
                _ => means::copeland(&columns, &weight),
            };
            for (row, ratio) in rows.iter().zip(ratios) {
                let row = *row as usize;
                if ratio.is_nan() {
                    points.set_null(row, self.first_reason(row));
                } else {
                    points.set(row, ratio * self.weights[self.index][group]);
                }
            }
        }
        points
    }

    /// `min_available`: too few children make the node null. A child that does not apply to the unit is none.
    fn require_enough(&self, points: &mut Numbers) {
        if self.inner.min_available <= 0.0 {
            return;
        }
        for row in 0..points.len() {
            let children = self.children.iter().map(|child| &self.results[*child].points);
            let concerned = children.clone().filter(|points| !is_foreign(points, row)).count();
            let present = children.filter(|points| points.get(row).is_some()).count();
            let needed = to_significant(self.inner.min_available * concerned as f64);
            if (present as f64) < needed {
                points.set_null(row, NullReason::TooFew);
            }
        }
    }
}

/// Below this every half is a number of its own.
const HALVES: f64 = 2_251_799_813_685_248.0;

/// Can [`whole_number`] be asked? Nothing comes of NaN anyway.
#[inline]
fn has_half(value: f64) -> bool {
    value.is_nan() | (value.abs() < HALVES)
}

/// The nearest whole number of one below [`HALVES`], halves away from 0, as `round` gives it: without a call or a branch.
#[inline]
fn whole_number(value: f64) -> f64 {
    /// Next to this number there are whole ones only, so that adding it rounds, halves to the even one.
    const WHOLE: f64 = 3.0 * HALVES;
    let even = (value + WHOLE) - WHOLE;
    let rest = value - even;
    let up = if (rest == 0.5) & (value > 0.0) { 1.0 } else { 0.0 };
    let down = if (rest == -0.5) & (value < 0.0) { 1.0 } else { 0.0 };
    even + up - down
}

/// Does a node not apply to a unit?
fn is_foreign(points: &Numbers, row: usize) -> bool {
    points.get(row).is_none() && points.flags_of(row).has(Flags::NOT_APPLICABLE)
}

fn subjects_of(set: &[u32], cohort: &Cohort) -> Vec<u32> {
    set.iter().copied().filter(|position| (*position as usize) < cohort.universe.subjects).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_those_of_the_standard_library() {
        let below_half = 0.499_999_999_999_999_94;
        let near = [0.0, 0.5, below_half, 1.5, 2.5, 3.499, 1e9 + 0.5, HALVES - 0.5, HALVES - 1.5];
        for value in near.into_iter().flat_map(|value| [value, -value]) {
            assert!(has_half(value));
            assert_eq!(whole_number(value), value.round(), "{value}");
        }
        assert!(!has_half(HALVES) && !has_half(f64::INFINITY) && has_half(f64::NAN));
    }
}
