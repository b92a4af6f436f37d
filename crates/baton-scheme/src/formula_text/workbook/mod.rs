//! The formulas of a workbook: figures → values → statistics → ratios → points → totals → ranks, as cells.
//!
//! [`book`] gives the blocks of cells with the text of every formula and the result the engine found for it; the
//! caller says where each block stands ([`Layout`]). A null is the empty text, and its reason stands with the cell.

mod address;
mod builder;
mod expression;
mod function;
mod group;
mod inner;
mod leaf;
mod live;
mod mean;
mod operand;
mod piece;
mod rank;
mod read;
mod rounding;
mod rule;
mod time;
mod total;
mod truth;

use baton_model::{Flags, IndicatorId, Message, NullReason, Period, Scenario, Snapshot};

pub use address::{Area, Layout, Sheet, letters};
pub use live::not_live;
pub use rounding::rounded;

use crate::plan::Plan;
use crate::run::{Context, RunResult};

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Nothing.
    Empty,
    /// A figure or a value that is not a formula.
    Number(f64),
    /// A text.
    Text(String),
    /// Yes or no.
    Bool(bool),
    /// A formula (without `=`) with its result; none is null.
    Formula(String, Option<f64>),
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// What it holds.
    pub content: Content,
    /// Why it is null.
    pub reason: Option<NullReason>,
    /// Marks of its value.
    pub flags: Flags,
}

impl Cell {
    pub(super) fn new(content: Content) -> Self {
        Self { content, reason: None, flags: Flags::NONE }
    }

    /// Its number: a figure, or the result of a formula.
    pub fn number(&self) -> Option<f64> {
        match &self.content {
            Content::Number(value) => Some(*value),
            Content::Formula(_, value) => *value,
            _ => None,
        }
    }
}

/// What is read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// An indicator.
    Indicator(IndicatorId),
    /// An attribute of units, on the tree date or a year before.
    Attribute(String, bool),
    /// Something published or kept elsewhere: an earlier result, a ledger measure.
    Elsewhere(String),
}

/// A column of the data sheet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FigureKey {
    /// What is read.
    pub source: Source,
    /// Scenario.
    pub scenario: Scenario,
    /// Period.
    pub period: Period,
    /// Computed from other figures by the indicator's formula.
    pub derived: bool,
    /// Takes the last published value where none is due.
    pub carry: bool,
}

/// A column of the data sheet with its cells, one a data unit.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What it is.
    pub key: FigureKey,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A row of the calculation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitRow {
    /// Roster row.
    pub row: u32,
    /// Subject of the run; none for a unit that only stands in comparison sets.
    pub subject: Option<usize>,
    /// Group.
    pub group: Option<usize>,
}

/// What a column of the calculation holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Does the leaf apply to the unit (1, 0)?
    Applies,
    /// Value before rounding and imputation.
    Reported,
    /// Value.
    Value,
    /// A parameter of the rule: `target`, `line`, `worst` …
    Operand(&'static str),
    /// An expression a statistic is taken of.
    Expression,
    /// Rank in the comparison set.
    SetRank,
    /// Steps above the line.
    Steps,
    /// Ratio by the rule, clamped.
    Ratio,
    /// Points by the rule, clamped.
    RulePoints,
    /// Sum or mean of the children, before the node's own rule.
    Sum,
    /// Points before the factor.
    BeforeFactor,
    /// Points before rounding.
    Unrounded,
    /// Points.
    Points,
    /// Points ÷ weight.
    FinalRatio,
    /// Does a veto fire (1, 0)? Index in the plan.
    Veto(usize),
    /// Points of an adjustment as its expression gives them.
    Adjustment(usize),
    /// The same, within its bounds and less what was counted.
    Bounded(usize),
    /// The same, where it is the larger of its kind.
    Counted(usize),
    /// Sum of adjustments.
    Adjustments,
    /// Total before rounding.
    TotalUnrounded,
    /// Total before vetoes.
    TotalBeforeVeto,
    /// Total.
    Total,
    /// Total ÷ full mark.
    TotalRatio,
    /// What ranks compare.
    RankKey,
    /// What breaks ties.
    BreakKey,
    /// Competition rank that dense ranks are counted from.
    Places,
    /// Rank in the group.
    Rank,
    /// Rank among all.
    RankOverall,
}

/// A column of the calculation.
#[derive(Clone, Debug)]
pub struct Column {
    /// Node it belongs to.
    pub node: Option<usize>,
    /// What it holds.
    pub step: Step,
    /// Decimal places of its numbers, where they are rounded.
    pub places: Option<u8>,
    /// Its cells, one a unit row.
    pub cells: Vec<Cell>,
}

/// The order of the columns of statistics.
pub const STATISTICS: [&str; 6] = ["n", "best", "worst", "mean", "median", "stdev"];

/// Whom a comparison set holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SetName {
    /// A group.
    Group(String),
    /// All units.
    All,
    /// The units below one.
    Below(String),
    /// The units a condition holds for.
    Chosen,
}

/// Statistics of a column over a set.
#[derive(Clone, Debug)]
pub struct Statistic {
    /// The column.
    pub column: usize,
    /// The set.
    pub set: SetName,
    /// In the order of [`STATISTICS`].
    pub cells: Vec<Cell>,
}

/// A parameter with its value in a period.
#[derive(Clone, Debug, PartialEq)]
pub struct ParameterCell {
    /// Name.
    pub name: String,
    /// Period it is read in.
    pub period: Period,
    /// Value.
    pub value: f64,
}

/// All blocks of a workbook.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// Rows of the calculation.
    pub units: Vec<UnitRow>,
    /// Columns of the calculation.
    pub columns: Vec<Column>,
    /// Roster rows of the data sheet.
    pub data_units: Vec<u32>,
    /// Columns of the data sheet.
    pub figures: Vec<Figure>,
    /// Rows of the statistics.
    pub statistics: Vec<Statistic>,
    /// Rows of the parameters.
    pub parameters: Vec<ParameterCell>,
    /// Column of the points of each node, where it is in the tree.
    pub points: Vec<Option<usize>>,
    /// Column of the sum of adjustments.
    pub adjustment: Option<usize>,
    /// Column of the total.
    pub total: usize,
    /// Column of the rank in the group.
    pub rank: usize,
    /// Column of the rank among all.
    pub rank_overall: Option<usize>,
    /// What is written as values.
    pub not_live: Vec<Message>,
}

/// Renders a run as cells.
pub fn book(plan: &Plan, snapshot: &Snapshot, result: &RunResult, layout: &Layout) -> Book {
    let context = Context::new(plan, snapshot, result.period);
    let mut builder = builder::Builder::new(&context, result, layout);
    builder.vetoes_of_inputs();
    builder.node(0);
    builder.total();
    builder.ranks();
    builder.finish()
}
