//! The columns of inner nodes: children put together, the node's own rule, factor, rounding.

use std::rc::Rc;
use std::sync::Arc;

use baton_model::Flags;

use super::Step;
use super::address::Sheet;
use super::builder::{Around, Builder};
use super::piece::Piece;
use super::rounding::rounded;
use super::rule::Scored;
use crate::plan::{Aggregate, Body, Inner};
use crate::run::Sets;
use crate::run::column::Numbers;

impl Builder<'_> {
    /// Writes the columns of a node, those below it first.
    pub(super) fn node(&mut self, index: usize) {
        if !self.result.nodes[index].active {
            return;
        }
        let node = &self.context.plan.nodes[index];
        let Body::Inner(inner) = &node.body else { return self.leaf(index) };
        for child in &node.children {
            self.node(*child);
        }
        let children: Vec<usize> =
            node.children.iter().copied().filter(|child| self.book.points[*child].is_some()).collect();
        if inner.aggregate != Aggregate::Sum {
            for child in &children {
                self.final_ratio(*child);
            }
        }
        let together = match inner.aggregate {
            Aggregate::Topsis | Aggregate::Copeland => None,
            _ => Some(self.together(index, inner, &children)),
        };
        let Some(together) = together else { return self.inner_values(index) };
        let Some(scoring) = &inner.score else { return self.finish_points(index, together) };
        self.own_rule(index, scoring, &together);
    }

    /// Points that are not formulas.
    fn inner_values(&mut self, index: usize) {
        let column = self.column(Some(index), Step::Points);
        let points = self.result.nodes[index].points.clone();
        for (unit, subject, _) in self.subjects() {
            self.put_value(column, unit, &points, subject);
        }
        self.book.points[index] = Some(column);
    }

    /// The children of every subject put together.
    fn together(&mut self, index: usize, inner: &Inner, children: &[usize]) -> Vec<(usize, String)> {
        let mut texts = Vec::new();
        for (unit, subject, _) in self.subjects() {
            let group = self.result.group_of[subject] as usize;
            let text = match inner.aggregate {
                Aggregate::Sum => self.sum_text(index, inner, children, (unit, group)),
                _ => self.mean_text(index, inner, children, (unit, group)),
            };
            texts.push((unit, self.enough(inner, children, unit, text)));
        }
        texts
    }

    fn enough(&self, inner: &Inner, children: &[usize], unit: usize, text: String) -> String {
        if inner.min_available <= 0.0 {
            return text;
        }
        let list = self.points_of(children, unit).join(",");
        let least = inner.min_available * children.len() as f64;
        format!("IF(COUNT({list})<{least},\"\",{text})")
    }

    fn points_of(&self, children: &[usize], unit: usize) -> Vec<String> {
        let columns = children.iter().filter_map(|child| self.book.points[*child]);
        columns.map(|column| self.calc(Sheet::Calculation, column, unit)).collect()
    }

    /// May a child be null for some unit?
    pub(super) fn may_miss(&self, child: usize) -> bool {
        let points = &self.result.nodes[child].points;
        if (0..points.len()).any(|subject| points.get(subject).is_none()) {
            return true;
        }
        match &self.context.plan.nodes[child].body {
            Body::Leaf(leaf) => {
                matches!(leaf.missing, crate::plan::Missing::Exclude)
                    || leaf.applies.is_some() && leaf.otherwise == crate::plan::Otherwise::Exclude
            }
            Body::Inner(inner) => {
                inner.min_available > 0.0
                    || self.context.plan.nodes[child].children.iter().any(|child| self.may_miss(*child))
            }
        }
    }

    fn sum_text(
        &self,
        index: usize,
        inner: &Inner,
        children: &[usize],
        (unit, group): (usize, usize),
    ) -> String {
        let cells = self.points_of(children, unit);
        if cells.is_empty() {
            return "\"\"".to_owned();
        }
        let mut text = cells.join("+");
        let mut complete = text.clone();
        if let Some(places) = self.exact_places(inner, children) {
            complete = format!("ROUND({text},{places})");
        }
        let misses = children.iter().any(|child| self.may_miss(*child));
        if misses {
            let list = cells.join(",");
            let weights: Vec<String> = children.iter().map(|child| self.weight(*child, group).text).collect();
            let present: Vec<String> = cells
                .iter()
                .zip(&weights)
                .map(|(cell, weight)| format!("ISNUMBER({cell})*{weight}"))
                .collect();
            let (whole, present) = (weights.join("+"), present.join("+"));
            let scaled = format!("SUM({list})*({whole})/({present})");
            let scaled = format!("IF(({present})>0,{scaled},SUM({list}))");
            let count = cells.len();
            text = format!("IF(COUNT({list})={count},{complete},IF(COUNT({list})=0,\"\",{scaled}))");
        } else {
            let all: Vec<Piece> = cells.into_iter().map(Piece::cell).collect();
            text = Piece::of(complete, &all.iter().collect::<Vec<_>>()).close();
        }
        let Some(full) = inner.full else { return text };
        let weight = self.weight(index, group).text;
        Piece::opaque(format!("({text})*{weight}/{full}")).close()
    }

    /// Places of a plain sum of decimals, which is itself exact.
    fn exact_places(&self, inner: &Inner, children: &[usize]) -> Option<u8> {
        if inner.full.is_some() || inner.score.is_some() {
            return None;
        }
        let places = children.iter().map(|child| self.result.nodes[*child].places);
        places.into_iter().try_fold(0, |most, places| Some(most.max(places?)))
    }

    /// The rule a dimension applies to its own ratio.
    fn own_rule(&mut self, index: usize, scoring: &crate::plan::Scoring, together: &[(usize, String)]) {
        let sum = self.column(Some(index), Step::Sum);
        let value = self.column(Some(index), Step::Value);
        let mut ratios = Numbers::default();
        for (unit, subject, _) in self.subjects() {
            let group = self.result.group_of[subject] as usize;
            let Some((_, text)) = together.iter().find(|(at, _)| *at == unit) else { continue };
            let result = self.sum_of_children(index, subject);
            self.put(sum, unit, text.clone(), result);
            let ratio = self.here(sum, unit).over(&self.weight(index, group));
            let result = result.map(|sum| sum / self.weight_value(index, group));
            let text = ratio.close();
            self.put(value, unit, text, result);
            if ratios.values.len() <= subject {
                ratios.values.to_mut().resize(subject + 1, f64::NAN);
            }
            ratios.values[subject] = result.unwrap_or(f64::NAN);
        }
        ratios.values.to_mut().resize(self.result.subjects(), f64::NAN);
        let around = Rc::new(self.subjects_around(index, ratios, value));
        self.operands(scoring, &around, index);
        let in_points = scoring.rule.gives_points();
        let mut texts = Vec::new();
        for (unit, subject, row) in self.subjects() {
            let group = self.result.group_of[subject] as usize;
            let task = Scored { scoring, around: Rc::clone(&around), node: index, row, unit, group, value };
            texts.push((unit, subject, self.scored(&task)));
        }
        let column = self.column(Some(index), if in_points { Step::RulePoints } else { Step::Ratio });
        let found = &self.result.nodes[index];
        let mut points = Vec::new();
        for (unit, subject, text) in texts {
            let group = self.result.group_of[subject] as usize;
            let weight = found.weight[group];
            let result = found.ratio_of(subject).map(|ratio| if in_points { ratio * weight } else { ratio });
            self.put(column, unit, text, result);
            let cell = self.here(column, unit);
            let text = if in_points { cell } else { self.weight(index, group).times(&cell) };
            points.push((unit, text.close()));
        }
        self.finish_points(index, points);
    }

    fn subjects_around(&self, index: usize, ratios: Numbers, value: usize) -> Around {
        let subjects = self.result.subjects();
        let mut members = self.plain.sets.members.clone();
        for set in &mut members {
            set.retain(|position| (*position as usize) < subjects);
        }
        let sets = Arc::new(Sets::new(members, Arc::clone(&self.plain.sets.set_of)));
        Around {
            node: Some(index),
            universe: self.plain.universe.clone(),
            sets,
            value: Some(ratios),
            value_column: Some(value),
            direction: baton_model::Direction::Higher,
            carry: false,
        }
    }

    /// What the children of a node with its own rule sum to (a plain sum; a mean of ratios where that is declared).
    fn sum_of_children(&self, index: usize, subject: usize) -> Option<f64> {
        let node = &self.context.plan.nodes[index];
        let Body::Inner(inner) = &node.body else { return None };
        let group = self.result.group_of[subject] as usize;
        let active: Vec<usize> =
            node.children.iter().copied().filter(|child| self.result.nodes[*child].active).collect();
        let points = |child: &usize| self.result.nodes[*child].points.get(subject);
        let present: Vec<usize> = active.iter().copied().filter(|child| points(child).is_some()).collect();
        if present.is_empty() {
            return None;
        }
        if inner.aggregate != Aggregate::Sum {
            return super::live::mean_of(inner.aggregate, &active, self.result, (subject, group))
                .map(|ratio| ratio * self.weight_value(index, group));
        }
        let mut sum: f64 = present.iter().filter_map(points).sum();
        let weight = |list: &[usize]| list.iter().map(|child| self.weight_value(*child, group)).sum::<f64>();
        let (whole, there) = (weight(&active), weight(&present));
        if present.len() < active.len() && there > 0.0 {
            sum *= whole / there;
        }
        Some(inner.full.map_or(sum, |full| sum * self.weight_value(index, group) / full))
    }

    /// From points to rounded points: factor, rounding, `zero` vetoes.
    pub(super) fn finish_points(&mut self, index: usize, texts: Vec<(usize, String)>) {
        let node = &self.context.plan.nodes[index];
        let found = self.result.nodes[index].clone();
        let leaf = matches!(node.body, Body::Leaf(_));
        let declared = if leaf { self.context.plan.rounding.leaf } else { self.context.plan.rounding.node };
        let unrounded = |subject: usize| match found.points.flags_of(subject).has(Flags::VETOED) {
            _ if !found.unrounded.is_empty() => {
                Some(found.unrounded[subject]).filter(|value| !value.is_nan())
            }
            true => None,
            false => found.points.get(subject),
        };
        let mut texts = texts;
        for (unit, text) in &mut texts {
            let subject = self.book.units[*unit].subject.unwrap_or(0);
            if found.points.flags_of(subject).has(Flags::RULED) {
                *text = literal(found.points.get(subject));
            }
        }
        if let Some(factor) = &node.factor {
            texts = self.times_factor(index, factor, texts, &unrounded);
        }
        if let Some(places) = declared {
            let column = self.column(Some(index), Step::Unrounded);
            let mode = self.context.plan.rounding.mode;
            for (unit, text) in &mut texts {
                let subject = self.book.units[*unit].subject.unwrap_or(0);
                self.put(column, *unit, std::mem::take(text), unrounded(subject));
                let cell = self.calc(Sheet::Calculation, column, *unit);
                *text = format!("IF(ISNUMBER({cell}),{},\"\")", rounded(&cell, places, mode));
            }
            if node.factor.is_none() {
                self.before_factor.insert(index, column);
            }
        }
        let column = self.column(Some(index), Step::Points);
        self.book.columns[column].places = found.places;
        for (unit, mut text) in texts {
            let subject = self.book.units[unit].subject.unwrap_or(0);
            for (veto, of) in self.vetoes.clone() {
                if self.context.plan.vetoes[veto].effect.zero == Some(index) {
                    text = format!("IF({}=1,0,{text})", self.calc(Sheet::Calculation, of, unit));
                }
            }
            if found.points.flags_of(subject).has(Flags::RULED) {
                self.put_value(column, unit, &found.points, subject);
                continue;
            }
            self.put_result(column, unit, text, &found.points, subject);
        }
        if declared.is_none() && node.factor.is_none() {
            self.before_factor.insert(index, column);
        }
        self.book.points[index] = Some(column);
    }

    fn times_factor(
        &mut self,
        index: usize,
        factor: &crate::expr::typed::Typed,
        texts: Vec<(usize, String)>,
        unrounded: &dyn Fn(usize) -> Option<f64>,
    ) -> Vec<(usize, String)> {
        let column = self.column(Some(index), Step::BeforeFactor);
        self.before_factor.insert(index, column);
        let mut after = Vec::new();
        for (unit, text) in texts {
            let (row, subject) = (self.book.units[unit].row, self.book.units[unit].subject.unwrap_or(0));
            let view = self.plain_view(row);
            let times = self.evaluate(&view, factor);
            let before = match (unrounded(subject), times) {
                (Some(points), Some(times)) if times != 0.0 => Some(points / times),
                _ => {
                    let group = self.result.group_of[subject] as usize;
                    let ratio = self.result.nodes[index].ratio_of(subject);
                    ratio.map(|ratio| ratio * self.weight_value(index, group))
                }
            };
            let ruled = self.result.nodes[index].points.flags_of(subject).has(Flags::RULED);
            let (before_text, ruled_text) = (literal(before), text.clone());
            self.put(column, unit, if ruled { before_text } else { text }, before);
            let factor = self.expression(&view, factor);
            let times = self.here(column, unit).times(&factor).close();
            after.push((unit, if ruled { ruled_text } else { times }));
        }
        after
    }

    /// A column with points ÷ weight before the factor, added where something asks for it.
    pub(super) fn final_ratio(&mut self, index: usize) -> Option<usize> {
        if let Some(column) = self.ratios.get(&index) {
            return Some(*column);
        }
        let from = *self.before_factor.get(&index)?;
        let column = self.column(Some(index), Step::FinalRatio);
        let ratio = self.result.nodes[index].ratio();
        let vetoed: Vec<usize> = self
            .vetoes
            .iter()
            .filter(|(veto, _)| self.context.plan.vetoes[**veto].effect.zero == Some(index))
            .map(|(_, column)| *column)
            .collect();
        for (unit, subject, _) in self.subjects() {
            let group = self.result.group_of[subject] as usize;
            if self.weight_value(index, group) == 0.0 {
                continue;
            }
            let mut text = self.here(from, unit).over(&self.weight(index, group)).close();
            for veto in &vetoed {
                text = format!("IF({}=1,0,{text})", self.calc(Sheet::Calculation, *veto, unit));
            }
            self.put_result(column, unit, text, &ratio, subject);
        }
        self.ratios.insert(index, column);
        Some(column)
    }
}

/// A number as it stands in a formula; an empty text for none.
fn literal(value: Option<f64>) -> String {
    value.map_or_else(|| "\"\"".to_owned(), |value| value.to_string())
}
