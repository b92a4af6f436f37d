//! Statistics of comparison sets: a row on the statistics sheet for each column and set.

use std::rc::Rc;

use baton_model::Direction;
use baton_score::stats;

use super::address::{Sheet, runs};
use super::builder::{Around, Builder, View};
use super::expression::{best, worst};
use super::piece::Piece;
use super::{Cell, Content, SetName, Statistic, Step};
use crate::expr::typed::{GroupFunction, Kind, Typed};
use crate::plan::{Body, ComparisonSet};

impl Builder<'_> {
    /// A statistic of the set a unit stands in.
    pub(super) fn group_function(&mut self, view: &View, function: GroupFunction, inner: &Typed) -> Piece {
        let Some(position) = view.around.universe.position(view.row) else { return Piece::null() };
        let Some(set) = view.around.sets.of(position) else { return Piece::null() };
        let column = match inner.kind {
            Kind::Value => view.around.value_column,
            _ => self.expression_column(view, inner),
        };
        let Some(column) = column else { return Piece::null() };
        if function == GroupFunction::Rank {
            let Some(unit) = self.unit_row(view.row) else { return Piece::null() };
            let x = Piece::cell(self.calc(view.sheet, column, unit));
            return self.rank_in_set(&view.around, column, set, &x, view.sheet);
        }
        let at = match function {
            GroupFunction::Count => 0,
            GroupFunction::Best => 1,
            GroupFunction::Worst => 2,
            GroupFunction::Mean => 3,
            GroupFunction::Median => 4,
            GroupFunction::Stdev | GroupFunction::Rank => 5,
        };
        self.statistic(&view.around, column, set, at, view.sheet)
    }

    /// A column with an expression for all units of the universe; the same expression gets one column.
    fn expression_column(&mut self, view: &View, inner: &Typed) -> Option<usize> {
        let node = view.around.node;
        let rows = view.around.universe.rows.clone();
        let first = view.of(*rows.first()?);
        let sample = self.expression(&first, inner).close();
        let unit = self.unit_row(*rows.first()?)?;
        let known = self.book.columns.iter().position(|column| {
            column.step == Step::Expression
                && column.node == node
                && matches!(&column.cells[unit].content, Content::Formula(text, _) if *text == sample)
        });
        if known.is_some() {
            return known;
        }
        let mut cells = Vec::new();
        for row in rows {
            let view = view.of(row);
            let text = self.expression(&view, inner).close();
            cells.push((row, text, self.evaluate(&view, inner)));
        }
        let column = self.column(node, Step::Expression);
        for (row, text, value) in cells {
            if let Some(unit) = self.unit_row(row) {
                self.put(column, unit, text, value);
            }
        }
        Some(column)
    }

    /// Unit rows of the members of a set.
    pub(super) fn members(&self, around: &Around, set: usize) -> Vec<usize> {
        let rows = around.sets.members[set].iter().map(|position| around.universe.rows[*position as usize]);
        let mut units: Vec<usize> = rows.filter_map(|row| self.unit_row(row)).collect();
        units.sort_unstable();
        units
    }

    /// The cells of some unit rows in a column, as arguments of a function.
    pub(super) fn ranges(&self, from: Sheet, column: usize, units: &[usize]) -> Vec<String> {
        let calculation = &self.layout.calculation;
        runs(units).into_iter().map(|run| self.layout.range(calculation, from, run, column)).collect()
    }

    /// A cell of the statistics sheet, whose row is added when it is new.
    pub(super) fn statistic(
        &mut self,
        around: &Rc<Around>,
        column: usize,
        set: usize,
        at: usize,
        from: Sheet,
    ) -> Piece {
        let name = self.set_name(around, set);
        let known = self.book.statistics.iter().position(|row| row.column == column && row.set == name);
        let row = known.unwrap_or_else(|| {
            let cells = self.statistics_row(around, column, set);
            self.book.statistics.push(Statistic { column, set: name, cells });
            self.book.statistics.len() - 1
        });
        Piece::cell(self.layout.cell(&self.layout.statistics, from, row, at, true))
    }

    fn statistics_row(&self, around: &Around, column: usize, set: usize) -> Vec<Cell> {
        let units = self.members(around, set);
        let list = self.ranges(Sheet::Statistics, column, &units).join(",");
        let values: Vec<f64> = units
            .iter()
            .map(|unit| self.book.columns[column].cells[*unit].number().unwrap_or(f64::NAN))
            .collect();
        let lower = around.direction == Direction::Lower;
        let (top, bottom) = if lower { ("MIN", "MAX") } else { ("MAX", "MIN") };
        let some = |name: &str| format!("IF(COUNT({list})=0,\"\",{name}({list}))");
        let texts = [
            format!("COUNT({list})"),
            some(top),
            some(bottom),
            some("AVERAGE"),
            some("MEDIAN"),
            format!("IF(COUNT({list})<2,\"\",STDEV({list}))"),
        ];
        let results = [
            Some(stats::count(&values) as f64),
            best(&values, around.direction),
            worst(&values, around.direction),
            stats::mean(&values),
            stats::median(&values),
            stats::stdev(&values),
        ];
        let pairs = texts.into_iter().zip(results);
        pairs.map(|(text, result)| Cell::new(Content::Formula(text, result))).collect()
    }

    fn set_name(&self, around: &Around, set: usize) -> SetName {
        let of_node = around.node.map(|node| &self.context.plan.nodes[node].body);
        let Some(Body::Leaf(leaf)) = of_node else {
            return SetName::Group(self.result.groups.get(set).cloned().unwrap_or_default());
        };
        match leaf.set {
            ComparisonSet::Group => SetName::Group(self.result.groups.get(set).cloned().unwrap_or_default()),
            ComparisonSet::All => SetName::All,
            ComparisonSet::Where(_) => SetName::Chosen,
            ComparisonSet::Siblings => {
                let roster = &self.context.snapshot.roster;
                let first = around.sets.members[set].first();
                let parent = first.and_then(|first| roster.parent(around.universe.rows[*first as usize]));
                SetName::Below(parent.map(|parent| roster.name(parent).to_owned()).unwrap_or_default())
            }
        }
    }

    /// Competition rank of a number among a set, 1 = best.
    pub(super) fn rank_in_set(
        &self,
        around: &Around,
        column: usize,
        set: usize,
        x: &Piece,
        from: Sheet,
    ) -> Piece {
        let ranges = self.ranges(from, column, &self.members(around, set));
        let lower = around.direction == Direction::Lower;
        let text = match &ranges[..] {
            [only] => format!("RANK({},{only},{})", x.text, u8::from(lower)),
            many => {
                let sign = if lower { "<" } else { ">" };
                let ahead: Vec<String> = many
                    .iter()
                    .map(|range| format!("SUMPRODUCT(ISNUMBER({range})*({range}{sign}{}))", x.text))
                    .collect();
                format!("(1+{})", ahead.join("+"))
            }
        };
        Piece::of(text, &[x])
    }

    /// How many of a set have the same number, itself included.
    pub(super) fn equal_in_set(&self, around: &Around, column: usize, set: usize, x: &Piece) -> Piece {
        let ranges = self.ranges(Sheet::Calculation, column, &self.members(around, set));
        let equal: Vec<String> =
            ranges.iter().map(|range| format!("SUMPRODUCT(--({range}={}))", x.text)).collect();
        Piece::of(format!("({})", equal.join("+")), &[x])
    }
}
