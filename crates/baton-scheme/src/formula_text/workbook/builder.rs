//! The book being written: columns, figures, statistics and parameters are added where something asks for them.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use baton_model::snapshot::FactColumn;
use baton_model::{Direction, NullReason, Period, Scenario};

use super::address::{Layout, Sheet};
use super::piece::Piece;
use super::{Book, Cell, Column, Content, Figure, FigureKey, Source, Step, UnitRow};
use crate::expr::typed::{Kind, Type, Typed};
use crate::run::column::Numbers;
use crate::run::{Context, RunResult, Scope, Sets, Universe, numbers_of, outcomes_of};

/// What an expression is evaluated among: the sets of a leaf and its own value.
pub(super) struct Around {
    pub(super) node: Option<usize>,
    pub(super) universe: Arc<Universe>,
    pub(super) sets: Arc<Sets>,
    pub(super) value: Option<Numbers>,
    /// Column of the value on the calculation sheet.
    pub(super) value_column: Option<usize>,
    pub(super) direction: Direction,
    pub(super) carry: bool,
}

/// Where an expression is looked at from: sheet, unit, period.
#[derive(Clone)]
pub(super) struct View {
    pub(super) around: Rc<Around>,
    pub(super) sheet: Sheet,
    /// Roster row.
    pub(super) row: u32,
    pub(super) period: Period,
    pub(super) scenario: Scenario,
    pub(super) a_year_before: bool,
}

impl View {
    pub(super) fn at(&self, period: Period) -> Self {
        Self { period, ..self.clone() }
    }
    pub(super) fn of(&self, row: u32) -> Self {
        Self { row, ..self.clone() }
    }
}

pub(super) struct Builder<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) result: &'a RunResult,
    pub(super) layout: &'a Layout,
    pub(super) book: Book,
    /// Surroundings without a leaf: the groups.
    pub(super) plain: Rc<Around>,
    unit_rows: BTreeMap<u32, usize>,
    data_rows: BTreeMap<u32, usize>,
    figures: BTreeMap<FigureKey, usize>,
    /// Derived figures still to be rendered.
    open: VecDeque<(usize, u32)>,
    asked: BTreeSet<(usize, u32)>,
    /// Columns of final ratios by node.
    pub(super) ratios: BTreeMap<usize, usize>,
    /// Columns of points before the factor by node.
    pub(super) before_factor: BTreeMap<usize, usize>,
    /// Columns of vetoes by index.
    pub(super) vetoes: BTreeMap<usize, usize>,
    /// Column that `total` means while it is not final.
    pub(super) total_column: Option<usize>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(context: &'a Context<'a>, result: &'a RunResult, layout: &'a Layout) -> Self {
        let units = unit_rows(context, result);
        let plain = Around {
            node: None,
            universe: Arc::clone(&result.universe),
            sets: Sets::by(Arc::clone(&result.group_of), result.groups.len()).into(),
            value: None,
            value_column: None,
            direction: Direction::Higher,
            carry: false,
        };
        let mut builder = Self {
            context,
            result,
            layout,
            unit_rows: units.iter().map(|unit| unit.row).zip(0..).collect(),
            data_rows: BTreeMap::new(),
            book: Book { points: vec![None; context.plan.nodes.len()], ..Book::default() },
            plain: Rc::new(plain),
            figures: BTreeMap::new(),
            open: VecDeque::new(),
            asked: BTreeSet::new(),
            ratios: BTreeMap::new(),
            before_factor: BTreeMap::new(),
            vetoes: BTreeMap::new(),
            total_column: None,
        };
        for unit in &units {
            builder.data_row(unit.row);
        }
        builder.book.units = units;
        builder
    }

    /// A new column of the calculation, empty for now.
    pub(super) fn column(&mut self, node: Option<usize>, step: Step) -> usize {
        let cells = vec![Cell::new(Content::Empty); self.book.units.len()];
        self.book.columns.push(Column { node, step, places: None, cells });
        self.book.columns.len() - 1
    }

    /// Row of a unit on the calculation sheet.
    pub(super) fn unit_row(&self, row: u32) -> Option<usize> {
        self.unit_rows.get(&row).copied()
    }

    /// Unit rows of the subjects, with the subject.
    pub(super) fn subjects(&self) -> Vec<(usize, usize, u32)> {
        let numbered = self.book.units.iter().enumerate();
        numbered.filter_map(|(at, unit)| Some((at, unit.subject?, unit.row))).collect()
    }

    /// Address of a cell of the calculation.
    pub(super) fn calc(&self, from: Sheet, column: usize, unit: usize) -> String {
        self.layout.cell(&self.layout.calculation, from, unit, column, false)
    }

    /// A cell of the calculation seen from its own sheet.
    pub(super) fn here(&self, column: usize, unit: usize) -> Piece {
        Piece::cell(self.calc(Sheet::Calculation, column, unit))
    }

    /// Puts a formula into the calculation.
    pub(super) fn put(&mut self, column: usize, unit: usize, text: String, value: Option<f64>) {
        self.book.columns[column].cells[unit] = Cell::new(Content::Formula(text, value));
    }

    /// The same, with the reason of a null and the marks from a column of results.
    pub(super) fn put_result(
        &mut self,
        column: usize,
        unit: usize,
        text: String,
        from: &Numbers,
        row: usize,
    ) {
        let mut cell = Cell::new(Content::Formula(text, from.get(row)));
        cell.reason = from.reason(row);
        cell.flags = from.flags_of(row);
        self.book.columns[column].cells[unit] = cell;
    }

    /// Puts a value that is no formula.
    pub(super) fn put_value(&mut self, column: usize, unit: usize, from: &Numbers, row: usize) {
        let mut cell = Cell::new(from.get(row).map_or(Content::Empty, Content::Number));
        cell.reason = from.reason(row);
        cell.flags = from.flags_of(row);
        self.book.columns[column].cells[unit] = cell;
    }

    /// Address of a weight.
    pub(super) fn weight(&self, node: usize, group: usize) -> Piece {
        Piece::solid(self.layout.cell(&self.layout.weights, Sheet::Calculation, node, group, true))
    }

    /// The full points of a node in a group.
    pub(super) fn weight_value(&self, node: usize, group: usize) -> f64 {
        self.result.nodes[node].weight.get(group).copied().unwrap_or(0.0)
    }

    /// A cell of a parameter.
    pub(super) fn parameter(&mut self, from: Sheet, name: &str, period: Period, value: f64) -> Piece {
        let known = self.book.parameters.iter().position(|cell| cell.name == name && cell.value == value);
        let at = known.unwrap_or_else(|| {
            self.book.parameters.push(super::ParameterCell { name: name.to_owned(), period, value });
            self.book.parameters.len() - 1
        });
        Piece::solid(self.layout.cell(&self.layout.parameters, from, at, 0, true))
    }

    fn data_row(&mut self, row: u32) -> usize {
        if let Some(at) = self.data_rows.get(&row) {
            return *at;
        }
        let at = self.book.data_units.len();
        self.data_rows.insert(row, at);
        self.book.data_units.push(row);
        at
    }

    /// A cell of a figure; it is added to the data sheet.
    pub(super) fn figure(&mut self, from: Sheet, key: &FigureKey, row: u32) -> Piece {
        let known = self.figures.get(key).copied();
        let at = known.unwrap_or_else(|| {
            let at = self.book.figures.len();
            self.figures.insert(key.clone(), at);
            self.book.figures.push(Figure { key: key.clone(), cells: Vec::new() });
            at
        });
        let data_row = self.data_row(row);
        if self.asked.insert((at, row)) && key.derived {
            self.open.push_back((at, row));
        }
        Piece::cell(self.layout.cell(&self.layout.data, from, data_row, at, false))
    }

    pub(super) fn plain_view(&self, row: u32) -> View {
        self.view(&self.plain, row)
    }

    pub(super) fn view(&self, around: &Rc<Around>, row: u32) -> View {
        View {
            around: Rc::clone(around),
            sheet: Sheet::Calculation,
            row,
            period: self.context.period,
            scenario: Scenario::Actual,
            a_year_before: false,
        }
    }

    /// What the engine gives for an expression.
    pub(super) fn evaluate(&self, view: &View, expr: &Typed) -> Option<f64> {
        self.evaluated(view, expr).get(0)
    }

    /// Why the engine gives nothing for an expression.
    pub(super) fn reason(&self, view: &View, expr: &Typed) -> Option<NullReason> {
        self.evaluated(view, expr).reason(0)
    }

    fn evaluated(&self, view: &View, expr: &Typed) -> Numbers {
        let rows = [view.row];
        let outcomes = outcomes_of(self.result);
        let around = &view.around;
        let scope = Scope {
            sets: Some(&around.sets),
            value: around.value.as_ref(),
            direction: around.direction,
            carry: around.carry,
            period: view.period,
            scenario: view.scenario,
            a_year_before: view.a_year_before,
            outcomes: Some(&outcomes),
            ..self.context.scope(&around.universe, &rows)
        };
        numbers_of(scope, expr)
    }

    /// What the engine finds a condition to be.
    pub(super) fn evaluate_truth(&self, view: &View, expr: &Typed) -> Option<bool> {
        let not = Typed { kind: Kind::Not(Box::new(expr.clone())), ty: Type::Bool, span: expr.span };
        self.evaluate(view, &not).map(|not| not == 0.0)
    }

    /// Everything is asked for: the figures are filled in.
    pub(super) fn finish(mut self) -> Book {
        let mut derived: BTreeMap<(usize, u32), Cell> = BTreeMap::new();
        while let Some((figure, row)) = self.open.pop_front() {
            let cell = self.derived_cell(figure, row);
            derived.insert((figure, row), cell);
        }
        let rows = self.book.data_units.clone();
        for at in 0..self.book.figures.len() {
            let key = self.book.figures[at].key.clone();
            let cells = rows.iter().map(|row| match derived.remove(&(at, *row)) {
                Some(cell) => cell,
                None if key.derived => Cell::new(Content::Empty),
                None => self.raw_cell(&key, *row, self.asked.contains(&(at, *row))),
            });
            self.book.figures[at].cells = cells.collect();
        }
        self.book.not_live = super::not_live(self.context.plan);
        self.book
    }

    fn derived_cell(&mut self, figure: usize, row: u32) -> Cell {
        let key = self.book.figures[figure].key.clone();
        let Source::Indicator(id) = key.source else { return Cell::new(Content::Empty) };
        let around = Around { carry: key.carry, universe: self.plain.universe.clone(), ..self.bare() };
        let view = View {
            sheet: Sheet::Data,
            period: key.period,
            scenario: key.scenario,
            ..self.view(&Rc::new(around), row)
        };
        let Some(formula) = self.context.plan.formulas.get(&id) else { return Cell::new(Content::Empty) };
        let text = self.expression(&view, formula).close();
        let value = self.evaluate(&view, formula);
        Cell::new(Content::Formula(text, value))
    }

    fn bare(&self) -> Around {
        Around {
            node: None,
            universe: Arc::default(),
            sets: self.plain.sets.clone(),
            value: None,
            value_column: None,
            direction: Direction::Higher,
            carry: false,
        }
    }

    fn raw_cell(&self, key: &FigureKey, row: u32, asked: bool) -> Cell {
        let snapshot = self.context.snapshot;
        match &key.source {
            Source::Indicator(id) => {
                let column = snapshot.column(*id, key.scenario, key.period);
                column.map_or_else(
                    || Cell { reason: asked.then_some(NullReason::NotReported), ..Cell::new(Content::Empty) },
                    |column| fact(column, row, asked),
                )
            }
            Source::Attribute(name, before) => {
                Cell::new(super::read::attribute(snapshot, name, *before, row))
            }
            Source::Elsewhere(_) => Cell::new(self.elsewhere(key, row)),
        }
    }
}

fn fact(column: &FactColumn, row: u32, asked: bool) -> Cell {
    let at = row as usize;
    let value = column.values[at];
    let mut cell = Cell::new(if value.is_nan() { Content::Empty } else { Content::Number(value) });
    if value.is_nan() && asked {
        let why = column.why.get(at).copied().and_then(NullReason::from_code);
        cell.reason = Some(why.unwrap_or(NullReason::NotReported));
    }
    cell.flags = column.flags.get(at).copied().unwrap_or_default();
    cell
}

/// Groups one after another, subjects first, then the units that only stand in comparison sets.
fn unit_rows(context: &Context<'_>, result: &RunResult) -> Vec<UnitRow> {
    let subjects = result.subjects();
    let numbered = result.universe.rows.iter().enumerate();
    let mut units: Vec<UnitRow> = numbered
        .map(|(position, row)| UnitRow {
            row: *row,
            subject: (position < subjects).then_some(position),
            group: result.group_of.get(position).map(|group| *group as usize),
        })
        .collect();
    units.sort_by_key(|unit| (unit.group, unit.subject.is_none()));
    let mut known: BTreeSet<u32> = units.iter().map(|unit| unit.row).collect();
    for (index, _, leaf) in context.plan.leaves() {
        if !result.nodes[index].active || matches!(leaf.set, crate::plan::ComparisonSet::Group) {
            continue;
        }
        let (universe, _) = crate::run::comparison_of(context, result, leaf);
        for row in universe.rows.iter().copied() {
            if known.insert(row) {
                units.push(UnitRow { row, subject: None, group: None });
            }
        }
    }
    units
}

/// Does the expression read anything that differs between units?
pub(super) fn is_constant(expr: &Typed) -> bool {
    !crate::expr::walk::any(expr, &|part| {
        matches!(
            part.kind,
            Kind::Indicator(_)
                | Kind::Attribute(_)
                | Kind::UnitField(_)
                | Kind::Value
                | Kind::Outcome(_)
                | Kind::Result { .. }
                | Kind::Ledger { .. }
                | Kind::AsPublished(_)
                | Kind::Group(..)
        )
    }) && matches!(expr.ty, Type::Number(_))
}
