//! Adjustments, total, and the vetoes that act on points and the total.

use std::collections::BTreeMap;

use super::Step;
use super::address::Sheet;
use super::builder::{Builder, View};
use super::rounding::rounded;
use crate::plan::{Adjustment, Bounds, Effect};

impl Builder<'_> {
    /// Columns of the vetoes that set a node to zero; they look at inputs only.
    pub(super) fn vetoes_of_inputs(&mut self) {
        self.veto_columns(&|effect| effect.zero.is_some());
    }

    fn veto_columns(&mut self, of_kind: &dyn Fn(&Effect) -> bool) {
        for (index, veto) in self.context.plan.vetoes.iter().enumerate() {
            if !of_kind(&veto.effect) || self.vetoes.contains_key(&index) {
                continue;
            }
            let mut texts = Vec::new();
            for (unit, subject, row) in self.subjects() {
                let view = self.plain_view(row);
                let text = self.decided(&view, &veto.when);
                let fired = self
                    .result
                    .vetoes
                    .iter()
                    .any(|fired| fired.veto == index && fired.subject as usize == subject);
                texts.push((unit, text, f64::from(u8::from(fired))));
            }
            let column = self.column(None, Step::Veto(index));
            for (unit, text, fired) in texts {
                self.put(column, unit, text, Some(fired));
            }
            self.vetoes.insert(index, column);
        }
    }

    /// Adjustments, their sum, the total.
    pub(super) fn total(&mut self) {
        let columns: Vec<usize> =
            (0..self.context.plan.adjustments.len()).map(|index| self.adjustment(index)).collect();
        let counted = self.exclusive(&columns);
        if !counted.is_empty() {
            let sum = self.column(None, Step::Adjustments);
            for (unit, subject, row) in self.subjects() {
                let cells: Vec<String> =
                    counted.iter().map(|column| self.calc(Sheet::Calculation, *column, unit)).collect();
                let view = self.plain_view(row);
                let text = self.bounded(&view, cells.join("+"), &self.context.plan.adjustment_bounds);
                let found = self.result.adjustment.clone();
                self.put_result(sum, unit, text, &found, subject);
            }
            self.book.adjustment = Some(sum);
        }
        self.total_columns();
    }

    /// Columns of one adjustment; the last is what it gives before exclusion.
    fn adjustment(&mut self, index: usize) -> usize {
        let rule = &self.context.plan.adjustments[index];
        let found = self.result.adjustments[index].clone();
        let mut texts = Vec::new();
        for (unit, subject, row) in self.subjects() {
            let view = self.plain_view(row);
            let mut text = self.expression(&view, &rule.points).close();
            if let Some(condition) = &rule.when {
                text = format!("IF({}=1,{text},0)", self.decided(&view, condition));
            }
            texts.push((unit, subject, row, text));
        }
        let raw = self.column(None, Step::Adjustment(index));
        for (unit, subject, _, text) in &texts {
            self.put_result(raw, *unit, text.clone(), &found.raw, *subject);
        }
        if !rule.once && rule.bounds.min.is_none() && rule.bounds.max.is_none() {
            return raw;
        }
        let mut bounded = Vec::new();
        for (unit, subject, row, _) in texts {
            let mut text = self.calc(Sheet::Calculation, raw, unit);
            let counted = self.counted_before(rule, row);
            if counted != 0.0 {
                text = format!(
                    "{text}-{}",
                    if counted < 0.0 { format!("({counted})") } else { counted.to_string() }
                );
            }
            let view = self.plain_view(row);
            let text = self.bounded(&view, text, &rule.bounds);
            let result = found
                .raw
                .get(subject)
                .map(|points| self.bounded_value(&view, points - counted, &rule.bounds));
            bounded.push((unit, text, result));
        }
        let column = self.column(None, Step::Bounded(index));
        for (unit, text, result) in bounded {
            self.put(column, unit, text, result);
        }
        column
    }

    /// What earlier published runs of the year have counted.
    fn counted_before(&self, rule: &Adjustment, row: u32) -> f64 {
        if !rule.once {
            return 0.0;
        }
        let (plan, now) = (self.context.plan, self.context.period);
        let mut sum = 0.0;
        for ((scheme, period), result) in &self.context.snapshot.results {
            let earlier = *period != now && period.year() == now.year() && period.end() <= now.end();
            if *scheme != plan.id || !earlier {
                continue;
            }
            let counted = result.adjustments.get(&rule.id).and_then(|column| column.get(row as usize));
            sum += counted.copied().filter(|counted| !counted.is_nan()).unwrap_or(0.0);
        }
        sum
    }

    fn bounded(&mut self, view: &View, text: String, bounds: &Bounds) -> String {
        let mut text = text;
        for (name, bound) in [("MAX", &bounds.min), ("MIN", &bounds.max)] {
            if let Some(bound) = bound {
                let bound = self.expression(view, bound);
                text = format!("{name}({text},{})", bound.text);
            }
        }
        text
    }

    fn bounded_value(&self, view: &View, value: f64, bounds: &Bounds) -> f64 {
        let bound = |bound: &Option<_>| bound.as_ref().and_then(|bound| self.evaluate(view, bound));
        let value = bound(&bounds.min).map_or(value, |least| value.max(least));
        bound(&bounds.max).map_or(value, |most| value.min(most))
    }

    /// Of the rules with the same key the larger holds; of equal ones the first.
    fn exclusive(&mut self, columns: &[usize]) -> Vec<usize> {
        let mut by_key: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, rule) in self.context.plan.adjustments.iter().enumerate() {
            if let Some(key) = &rule.exclusive {
                by_key.entry(key).or_default().push(index);
            }
        }
        let mut last = columns.to_vec();
        for rivals in by_key.values().filter(|rivals| rivals.len() > 1) {
            for index in rivals {
                let column = self.column(None, Step::Counted(*index));
                let found = self.result.adjustments[*index].points.clone();
                for (unit, subject, _) in self.subjects() {
                    let own = self.calc(Sheet::Calculation, columns[*index], unit);
                    let tests: Vec<String> = rivals
                        .iter()
                        .filter(|rival| *rival != index)
                        .map(|rival| {
                            let sign = if rival < index { ">" } else { ">=" };
                            let other = self.calc(Sheet::Calculation, columns[*rival], unit);
                            format!("ABS({own}){sign}ABS({other})")
                        })
                        .collect();
                    let text = format!("IF(AND({}),{own},0)", tests.join(","));
                    self.put_result(column, unit, text, &found, subject);
                }
                last[*index] = column;
            }
        }
        last
    }

    fn total_columns(&mut self) {
        let plan = self.context.plan;
        let root = self.book.points[0];
        let mut texts = Vec::new();
        for (unit, subject, row) in self.subjects() {
            let points = root.map(|root| self.calc(Sheet::Calculation, root, unit));
            let mut text = points.clone().unwrap_or_else(|| "\"\"".to_owned());
            if let Some(sum) = self.book.adjustment {
                text = format!("{text}+{}", self.calc(Sheet::Calculation, sum, unit));
            }
            let view = self.plain_view(row);
            text = self.bounded(&view, text, &plan.total_bounds);
            if let Some(points) = points {
                text = format!("IF(ISNUMBER({points}),{text},\"\")");
            }
            texts.push((unit, subject, text));
        }
        let on_total = plan.vetoes.iter().any(|veto| veto.effect.total.is_some());
        if let Some(places) = plan.rounding.total {
            let column = self.column(None, Step::TotalUnrounded);
            for (unit, subject, text) in &mut texts {
                let unrounded = self.result.total_unrounded.get(*subject).copied();
                let unrounded = unrounded.filter(|value| !value.is_nan());
                self.put(column, *unit, std::mem::take(text), unrounded);
                let cell = self.calc(Sheet::Calculation, column, *unit);
                *text = format!("IF(ISNUMBER({cell}),{},\"\")", rounded(&cell, places, plan.rounding.mode));
            }
        }
        let step = if on_total { Step::TotalBeforeVeto } else { Step::Total };
        let column = self.column(None, step);
        self.book.columns[column].places = plan.rounding.total.or(self.result.nodes[0].places);
        for (unit, subject, text) in texts {
            let found = &self.result.total;
            let value = if on_total { self.before_veto(subject) } else { found.get(subject) };
            self.put(column, unit, text, value);
            self.book.columns[column].cells[unit].reason = found.reason(subject);
        }
        self.total_column = Some(column);
        self.veto_columns(&|effect| effect.total.is_some() || effect.unranked);
        self.book.total = if on_total { self.after_veto(column) } else { column };
        self.total_column = Some(self.book.total);
    }

    fn before_veto(&self, subject: usize) -> Option<f64> {
        let plan = self.context.plan;
        let unrounded = self.result.total_unrounded.get(subject).copied().filter(|value| !value.is_nan());
        match (unrounded, plan.rounding.total) {
            (Some(value), Some(places)) => {
                Some(baton_score::round::round_f64(value, i32::from(places), plan.rounding.mode))
            }
            _ => {
                let points = self.result.nodes[0].points.get(subject)?;
                Some(points + self.result.adjustment.get(subject).unwrap_or(0.0))
            }
        }
    }

    fn after_veto(&mut self, before: usize) -> usize {
        let column = self.column(None, Step::Total);
        self.book.columns[column].places = self.book.columns[before].places;
        let found = self.result.total.clone();
        for (unit, subject, _) in self.subjects() {
            let own = self.calc(Sheet::Calculation, before, unit);
            let (mut fired, mut given) = (Vec::new(), Vec::new());
            for (index, of) in &self.vetoes {
                if let Some(points) = self.context.plan.vetoes[*index].effect.total {
                    let cell = self.calc(Sheet::Calculation, *of, unit);
                    given.push(format!("IF({cell}=1,{points},9E+307)"));
                    fired.push(cell);
                }
            }
            let text = format!("IF(MAX({})=1,MIN({}),{own})", fired.join(","), given.join(","));
            self.put_result(column, unit, text, &found, subject);
        }
        column
    }

    /// The column of total ÷ full mark, added where something asks for it.
    pub(super) fn total_ratio(&mut self) -> Option<usize> {
        let total = self.total_column?;
        let known = self.book.columns.iter().position(|column| column.step == Step::TotalRatio);
        if known.is_some() {
            return known;
        }
        let column = self.column(None, Step::TotalRatio);
        for (unit, subject, _) in self.subjects() {
            let group = self.result.group_of[subject] as usize;
            let text = self.here(total, unit).over(&self.weight(0, group)).close();
            let value = self.book.columns[total].cells[unit]
                .number()
                .map(|total| total / self.weight_value(0, group));
            self.put(column, unit, text, value);
        }
        Some(column)
    }
}
