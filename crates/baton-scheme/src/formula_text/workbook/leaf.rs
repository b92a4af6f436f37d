//! The columns of a leaf: does it apply, value, parameters of the rule, ratio, points.

use std::rc::Rc;

use baton_model::snapshot::AttributeColumn;
use baton_model::{Flags, NullReason};

use super::address::Sheet;
use super::builder::{Around, Builder};
use super::piece::Piece;
use super::rounding::rounded;
use super::rule::Scored;
use super::{Cell, Content, Step};
use crate::expr::typed::{Kind, Typed};
use crate::plan::{Body, Leaf, Missing, Otherwise};

/// Columns of a leaf as far as they are written.
struct LeafColumns {
    applies: Option<usize>,
    rule: usize,
    value: usize,
    around: Rc<Around>,
}

impl Builder<'_> {
    /// Writes the columns of a leaf.
    pub(super) fn leaf(&mut self, index: usize) {
        let Body::Leaf(leaf) = &self.context.plan.nodes[index].body else { return };
        let (universe, sets) = crate::run::comparison_of(self.context, self.result, leaf);
        let around = Around {
            node: Some(index),
            universe,
            sets,
            value: Some(self.result.nodes[index].value.clone()),
            value_column: None,
            direction: leaf.direction,
            carry: leaf.carry_latest,
        };
        let bare = Rc::new(without_value(&around));
        let applies = self.applies(index, leaf, &bare);
        let value = self.value(index, leaf, &bare, applies);
        let around = Rc::new(Around { value_column: Some(value), ..around });
        self.whole_statistics(&around, value);
        self.operands(&leaf.scoring, &around, index);
        if let Some(ratio) = policy_operand(&leaf.missing) {
            self.policy_column(index, &around, ratio);
        }
        let rule = self.rule_column(index, leaf, &around, value);
        self.leaf_points(index, leaf, &LeafColumns { applies, rule, value, around });
    }

    /// Statistics are shown for every set a subject stands in, whether the rule needs them or not.
    fn whole_statistics(&mut self, around: &Rc<Around>, value: usize) {
        for (_, _, row) in self.subjects() {
            let Some(position) = around.universe.position(row) else { continue };
            if let Some(set) = around.sets.of(position) {
                self.statistic(around, value, set, 0, Sheet::Calculation);
            }
        }
    }

    fn applies(&mut self, index: usize, leaf: &Leaf, around: &Rc<Around>) -> Option<usize> {
        let condition = leaf.applies.as_ref()?;
        let rows = around.universe.rows.clone();
        let mut cells = Vec::new();
        for row in rows {
            let view = self.plain_view(row);
            let text = self.decided(&view, condition);
            let unknown = condition.unknown == crate::plan::Unknown::Yes;
            let value = self.evaluate_truth(&view, &condition.when).unwrap_or(unknown);
            cells.push((row, text, f64::from(u8::from(value))));
        }
        let column = self.column(Some(index), Step::Applies);
        for (row, text, value) in cells {
            if let Some(unit) = self.unit_row(row) {
                self.put(column, unit, text, Some(value));
            }
        }
        Some(column)
    }

    /// Is the leaf of weight 0 for the unit's group?
    fn weightless(&self, index: usize, unit: usize) -> bool {
        self.book.units[unit].group.is_some_and(|group| self.weight_value(index, group) == 0.0)
    }

    fn value(&mut self, index: usize, leaf: &Leaf, around: &Rc<Around>, applies: Option<usize>) -> usize {
        let found = &self.result.nodes[index].value;
        let fills = matches!(leaf.missing, Missing::Mean(_) | Missing::Median(_) | Missing::Previous(_));
        let mut texts = Vec::new();
        for (position, row) in around.universe.rows.clone().into_iter().enumerate() {
            let view = self.view(around, row);
            let piece = self.expression(&view, &leaf.value);
            texts.push((position, row, piece, self.evaluate(&view, &leaf.value)));
        }
        let reported = (leaf.decimals.is_some() || fills).then(|| self.column(Some(index), Step::Reported));
        let column = self.column(Some(index), Step::Value);
        let treated = leaf.treat.is_some();
        for (position, row, piece, raw) in texts {
            let Some(unit) = self.unit_row(row) else { continue };
            if self.weightless(index, unit) {
                let mut cell = Cell::new(Content::Empty);
                cell.reason = Some(NullReason::NotApplicable);
                self.book.columns[column].cells[unit] = cell;
                continue;
            }
            if treated {
                self.put_value(column, unit, found, position);
                continue;
            }
            let mut text = piece.close();
            if let Some(applies) = applies {
                text = format!("IF({}=1,{text},\"\")", self.calc(Sheet::Calculation, applies, unit));
            }
            let Some(reported) = reported else {
                self.put_result(column, unit, text, found, position);
                continue;
            };
            let not_applicable = found.flags_of(position).has(Flags::NOT_APPLICABLE);
            self.put(reported, unit, text, raw.filter(|_| !not_applicable));
        }
        if let Some(reported) = reported.filter(|_| !treated) {
            self.filled(index, leaf, around, (reported, column), applies);
        }
        column
    }

    /// Values from reported ones: rounded, and gaps filled.
    fn filled(
        &mut self,
        index: usize,
        leaf: &Leaf,
        around: &Rc<Around>,
        (reported, column): (usize, usize),
        applies: Option<usize>,
    ) {
        let found = self.result.nodes[index].value.clone();
        let mode = self.context.plan.rounding.mode;
        for (position, row) in around.universe.rows.clone().into_iter().enumerate() {
            let Some(unit) = self.unit_row(row).filter(|unit| !self.weightless(index, *unit)) else {
                continue;
            };
            let cell = self.calc(Sheet::Calculation, reported, unit);
            let own = match leaf.decimals {
                Some(places) => rounded(&cell, places, mode),
                None => cell.clone(),
            };
            let mut gap = self.gap(leaf, around, reported, position);
            if let Some(applies) = applies.filter(|_| gap != "\"\"") {
                gap = format!("IF({}=1,{gap},\"\")", self.calc(Sheet::Calculation, applies, unit));
            }
            let text = format!("IF(ISNUMBER({cell}),{own},{gap})");
            self.put_result(column, unit, text, &found, position);
        }
    }

    /// What a gap is filled with.
    fn gap(&mut self, leaf: &Leaf, around: &Rc<Around>, reported: usize, position: usize) -> String {
        let row = around.universe.rows[position];
        match &leaf.missing {
            Missing::Mean(within) | Missing::Median(within) => {
                let Some(set) = around.sets.of(position) else { return "\"\"".to_owned() };
                let mut units = self.members(around, set);
                if let Some(within) = within {
                    units.retain(|unit| self.alike(within, self.book.units[*unit].row, row));
                }
                let list = self.ranges(Sheet::Calculation, reported, &units).join(",");
                let name = if matches!(leaf.missing, Missing::Mean(_)) { "AVERAGE" } else { "MEDIAN" };
                format!("IFERROR({name}({list}),\"\")")
            }
            Missing::Previous(age) => {
                let mut text = "\"\"".to_owned();
                for back in (1..=i32::try_from(*age).unwrap_or(1)).rev() {
                    let Some(period) = self.context.period.offset(-back) else { continue };
                    let view = self.view(around, row).at(period);
                    let piece = self.expression(&view, &leaf.value);
                    text = if text == "\"\"" {
                        piece.close()
                    } else {
                        format!("IFERROR({}+0,{text})", piece.closed().atom())
                    };
                }
                text
            }
            _ => "\"\"".to_owned(),
        }
    }

    /// Do two units have the same attribute?
    fn alike(&self, within: &Typed, a: u32, b: u32) -> bool {
        let Kind::Attribute(name) = &within.kind else { return true };
        match self.context.snapshot.roster.attribute(name, false) {
            Some(AttributeColumn::Text { codes, .. }) => codes[a as usize] == codes[b as usize],
            Some(AttributeColumn::Number(values)) => {
                values[a as usize].to_bits() == values[b as usize].to_bits()
            }
            Some(AttributeColumn::Bool(values)) => values[a as usize] == values[b as usize],
            None => true,
        }
    }

    /// A policy's ratio or points, where they differ between units.
    fn policy_column(&mut self, index: usize, around: &Rc<Around>, expr: &Typed) {
        if super::builder::is_constant(expr) {
            return;
        }
        let mut cells = Vec::new();
        for (unit, _, row) in self.subjects() {
            let view = self.view(around, row);
            cells.push((unit, self.expression(&view, expr).close(), self.evaluate(&view, expr)));
        }
        let column = self.column(Some(index), Step::Operand("missing"));
        for (unit, text, value) in cells {
            self.put(column, unit, text, value);
        }
    }

    /// The rule's ratio or points.
    fn rule_column(&mut self, index: usize, leaf: &Leaf, around: &Rc<Around>, value: usize) -> usize {
        let in_points = leaf.scoring.rule.gives_points();
        let mut texts = Vec::new();
        for (unit, subject, row) in self.subjects() {
            if self.weightless(index, unit) {
                continue;
            }
            let group = self.result.group_of[subject] as usize;
            let scoring = &leaf.scoring;
            let task = Scored { scoring, around: Rc::clone(around), node: index, row, unit, group, value };
            texts.push((unit, subject, self.scored(&task)));
        }
        let column = self.column(Some(index), if in_points { Step::RulePoints } else { Step::Ratio });
        let found = &self.result.nodes[index];
        for (unit, subject, text) in texts {
            let filled = found.points.flags_of(subject).has(Flags::POLICY_POINTS);
            let weight = found.weight[self.result.group_of[subject] as usize];
            let ratio = found.ratio_of(subject).filter(|_| !filled);
            let result = ratio.map(|ratio| if in_points { ratio * weight } else { ratio });
            self.put(column, unit, text, result);
            self.book.columns[column].cells[unit].flags = found.points.flags_of(subject);
        }
        column
    }

    /// Points: weight, policies, factor, rounding.
    fn leaf_points(&mut self, index: usize, leaf: &Leaf, columns: &LeafColumns) {
        let mut before = Vec::new();
        for (unit, subject, row) in self.subjects() {
            if !self.weightless(index, unit) || leaf.otherwise != Otherwise::Exclude {
                before.push((unit, self.points_text(index, leaf, columns, (unit, subject, row))));
            }
        }
        self.finish_points(index, before);
    }

    fn points_text(
        &mut self,
        index: usize,
        leaf: &Leaf,
        columns: &LeafColumns,
        (unit, subject, row): (usize, usize, u32),
    ) -> String {
        let group = self.result.group_of[subject] as usize;
        let weight = self.weight(index, group);
        let rule = self.here(columns.rule, unit);
        let in_points = leaf.scoring.rule.gives_points();
        let own = if in_points { rule.clone() } else { weight.clone().times(&rule) };
        let mean = || -> String {
            let units: Vec<usize> = self
                .subjects()
                .into_iter()
                .filter(|(_, other, _)| self.result.group_of[*other] as usize == group)
                .map(|(unit, ..)| unit)
                .collect();
            let list = self.ranges(Sheet::Calculation, columns.rule, &units).join(",");
            let mean = if in_points { String::new() } else { format!("{}*", weight.text) };
            format!("IFERROR({mean}AVERAGE({list}),\"\")")
        };
        let other = match leaf.otherwise {
            Otherwise::Exclude => "\"\"".to_owned(),
            Otherwise::Full => weight.text.clone(),
            Otherwise::MeanPoints => mean(),
            Otherwise::Zero => "0".to_owned(),
        };
        if self.weightless(index, unit) {
            return other;
        }
        let policy = match &leaf.missing {
            Missing::Zero => "0".to_owned(),
            Missing::MeanPoints => mean(),
            Missing::Floor(ratio) => {
                let ratio = self.policy_operand_at(index, ratio, unit, row);
                let task = Scored {
                    scoring: &leaf.scoring,
                    around: Rc::clone(&columns.around),
                    node: index,
                    row,
                    unit,
                    group,
                    value: columns.value,
                };
                // The least ratio stays within the bounds of the rule, as every other does.
                self.clamped(&task, &ratio, false).times(&weight).close()
            }
            Missing::Points(points) => self.policy_operand_at(index, points, unit, row).close(),
            _ => "\"\"".to_owned(),
        };
        let fill = match columns.applies {
            Some(applies) if other != policy => {
                format!("IF({}=1,{policy},{other})", self.calc(Sheet::Calculation, applies, unit))
            }
            _ => policy,
        };
        format!("IF(ISNUMBER({}),{},{fill})", rule.text, own.text)
    }

    fn policy_operand_at(&mut self, index: usize, expr: &Typed, unit: usize, row: u32) -> Piece {
        let own = Step::Operand("missing");
        let column =
            self.book.columns.iter().position(|column| column.node == Some(index) && column.step == own);
        match column {
            Some(column) => self.here(column, unit),
            None => {
                let view = self.plain_view(row);
                self.expression(&view, expr)
            }
        }
    }
}

fn policy_operand(missing: &Missing) -> Option<&Typed> {
    match missing {
        Missing::Floor(expr) | Missing::Points(expr) => Some(expr),
        _ => None,
    }
}

/// The same surroundings before there is a value.
fn without_value(around: &Around) -> Around {
    Around {
        node: around.node,
        universe: around.universe.clone(),
        sets: around.sets.clone(),
        value: None,
        value_column: None,
        direction: around.direction,
        carry: around.carry,
    }
}
