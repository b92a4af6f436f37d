//! The compiled scheme: the one in-memory form that the kernel runs and every renderer (workbook, SQL, 计分办法) reads.

mod names;
mod outcome;
mod reads;
mod rule;

use std::collections::BTreeMap;

use baton_model::{Direction, IndicatorId, Measure, Period, PeriodKind};
use baton_score::round::Mode;

use crate::diagnostic::Span;
pub use crate::document::{ByGroup, Quota};
use crate::expr::typed::Typed;
pub use outcome::{Adjustment, Alert, Among, Effect, Grade, Level, LevelMove, List, Veto, Watched};
pub use rule::{Partial, Rule, Scoring, Tied};

/// A scheme ready to run.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Identifier.
    pub id: String,
    /// Version.
    pub version: String,
    /// Title (名称).
    pub title: String,
    /// Title in the other language, if it has one.
    pub title_en: Option<String>,
    /// The document behind it (依据).
    pub basis: Option<String>,
    /// Kind of period it runs by.
    pub period: PeriodKind,
    /// Which units are assessed; none means all.
    pub subjects: Option<Condition>,
    /// How units are grouped.
    pub grouping: Grouping,
    /// Units listed but not scored.
    pub exempts: Vec<Exempt>,
    /// Units scored as one.
    pub joints: Vec<Joint>,
    /// The tree; node 0 is the root, every child stands after its parent.
    pub nodes: Vec<Node>,
    /// Full mark of the root.
    pub full_mark: FullMark,
    /// Parameters by name.
    pub parameters: BTreeMap<String, Parameter>,
    /// Formulas of derived indicators.
    pub formulas: BTreeMap<IndicatorId, Typed>,
    /// Decimal places.
    pub rounding: Rounding,
    /// Order and ties.
    pub ranking: Ranking,
    /// Bonus and deduction, in file order.
    pub adjustments: Vec<Adjustment>,
    /// Bounds of the sum of adjustments.
    pub adjustment_bounds: Bounds,
    /// Bounds of the total.
    pub total_bounds: Bounds,
    /// Vetoes.
    pub vetoes: Vec<Veto>,
    /// Grades in file order.
    pub grades: Vec<Grade>,
    /// Levels, best first.
    pub levels: Vec<Level>,
    /// How levels may move.
    pub level_move: LevelMove,
    /// Alerts.
    pub alerts: Vec<Alert>,
    /// Published lists.
    pub lists: Vec<List>,
}

impl Plan {
    /// Index of a node by id; the root is `total`.
    pub fn node(&self, id: &str) -> Option<usize> {
        self.nodes.iter().position(|node| node.id == id)
    }

    /// Indices of the leaves in file order.
    pub fn leaves(&self) -> impl Iterator<Item = (usize, &Node, &Leaf)> {
        self.nodes.iter().enumerate().filter_map(|(index, node)| match &node.body {
            Body::Leaf(leaf) => Some((index, node, &**leaf)),
            Body::Inner(_) => None,
        })
    }

    /// Indices of the root's children: the dimensions.
    pub fn dimensions(&self) -> &[usize] {
        &self.nodes[0].children
    }
}

/// A condition that must end in true or false.
#[derive(Clone, Debug)]
pub struct Condition {
    /// The condition.
    pub when: Typed,
    /// What an unknown means.
    pub unknown: Unknown,
}

/// What an unknown condition means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unknown {
    /// The run is refused.
    #[default]
    Error,
    /// It does not hold.
    No,
    /// It holds.
    Yes,
}

/// How units are grouped.
#[derive(Clone, Debug)]
pub enum Grouping {
    /// One group.
    None,
    /// The value of an expression.
    Expression(Typed),
    /// The first rule that is true.
    Rules(Vec<(String, Condition)>),
}

/// A class that is listed, not scored (暂不评价).
#[derive(Clone, Debug)]
pub struct Exempt {
    /// Name of the class.
    pub name: String,
    /// Who.
    pub when: Condition,
    /// Do its values count in statistics?
    pub in_statistics: bool,
    /// Does it count in n of quotas?
    pub in_n: bool,
}

/// Units scored as one.
#[derive(Clone, Debug)]
pub struct Joint {
    /// Codes.
    pub units: Vec<String>,
    /// Name shown.
    pub name: Option<String>,
}

/// A node of the tree.
#[derive(Clone, Debug)]
pub struct Node {
    /// Identifier; that of the root is `total`.
    pub id: String,
    /// Name.
    pub name: String,
    /// Name in the other language, if it has one.
    pub name_en: Option<String>,
    /// The node above.
    pub parent: Option<usize>,
    /// The nodes below, in file order.
    pub children: Vec<usize>,
    /// Weight of its mode: points, or a relative weight. Constants and parameters only.
    pub weight: ByGroup<Typed>,
    /// Factor on the points.
    pub factor: Option<Typed>,
    /// What it is.
    pub body: Body,
    /// Where it is declared.
    pub span: Span,
}

/// Leaf or inner node.
#[derive(Clone, Debug)]
pub enum Body {
    /// A dimension or an indicator with parts.
    Inner(Box<Inner>),
    /// An indicator.
    Leaf(Box<Leaf>),
}

/// An inner node.
#[derive(Clone, Debug)]
pub struct Inner {
    /// How the children are put together.
    pub aggregate: Aggregate,
    /// Are the children's weights relative?
    pub relative: bool,
    /// Own marking scale.
    pub full: Option<f64>,
    /// Rule applied to its ratio.
    pub score: Option<Scoring>,
    /// Least share of children present.
    pub min_available: f64,
}

/// How ratios of children are put together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Aggregate {
    /// Sum of points.
    Sum,
    /// Weighted geometric mean of ratios.
    Geometric,
    /// Weighted harmonic mean of ratios.
    Harmonic,
    /// Weighted power mean of ratios.
    Power(f64),
    /// Smallest ratio.
    Min,
    /// Largest ratio.
    Max,
    /// Mean of the k best ratios.
    BestOf(usize),
    /// Mean less a penalty for imbalance.
    MazziottaPareto,
    /// Closeness to the ideal.
    Topsis,
    /// Pairwise comparisons.
    Copeland,
}

/// A leaf.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// Expression of the value.
    pub value: Typed,
    /// Unit of measure.
    pub measure: Option<Measure>,
    /// Which way is good.
    pub direction: Direction,
    /// Department that answers for it.
    pub owner: Option<String>,
    /// The rule with its bounds.
    pub scoring: Scoring,
    /// When it is active.
    pub periods: Periods,
    /// Whom it applies to.
    pub applies: Option<Condition>,
    /// What others get.
    pub otherwise: Otherwise,
    /// What a missing figure gives.
    pub missing: Missing,
    /// What the unit is compared with.
    pub set: ComparisonSet,
    /// Outlier treatment.
    pub treat: Option<Treatment>,
    /// Take the last published value where none is due.
    pub carry_latest: bool,
    /// Places its value is rounded to first.
    pub decimals: Option<u8>,
}

/// When a leaf is active.
#[derive(Clone, Debug)]
pub enum Periods {
    /// In every run.
    Always,
    /// In runs of these kinds, or for these periods.
    Listed(Vec<PeriodKind>, Vec<Period>),
    /// When a condition over the period holds.
    When(Typed),
}

/// What a unit gets that a leaf does not apply to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Otherwise {
    /// The other weights are scaled up.
    Exclude,
    /// Full marks.
    Full,
    /// Mean points of its group.
    MeanPoints,
    /// No points.
    Zero,
}

/// What a missing figure gives.
#[derive(Clone, Debug)]
pub enum Missing {
    /// The run is refused.
    Error,
    /// Zero points.
    Zero,
    /// The least ratio the rule can give.
    Floor(Typed),
    /// Fixed points.
    Points(Typed),
    /// Mean points of those in the group that have a value.
    MeanPoints,
    /// Mean of the values of a set.
    Mean(Option<Typed>),
    /// Median of the values of a set.
    Median(Option<Typed>),
    /// The value of an earlier period, at most so many periods old.
    Previous(u32),
    /// The other weights are scaled up.
    Exclude,
}

/// What a unit is compared with.
#[derive(Clone, Debug)]
pub enum ComparisonSet {
    /// Its group.
    Group,
    /// All subjects.
    All,
    /// Units with the same unit above.
    Siblings,
    /// All units for which a condition holds, subjects or not.
    Where(Typed),
}

/// Outlier treatment.
#[derive(Clone, Debug, PartialEq)]
pub struct Treatment {
    /// Functions tried in turn.
    pub functions: Vec<TreatFunction>,
    /// Absolute skewness below this passes.
    pub skew: f64,
    /// Kurtosis below this passes.
    pub kurtosis: f64,
    /// Most points winsorised.
    pub max_points: usize,
}

/// A function of outlier treatment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TreatFunction {
    /// Pull the extremes in.
    Winsorise,
    /// ln(x − min + 0.01·range)
    LogCt,
    /// ln(x)
    Log,
    /// Box–Cox
    BoxCox,
}

/// Full mark of the root.
#[derive(Clone, Debug)]
pub enum FullMark {
    /// Fixed, perhaps by group.
    Fixed(ByGroup<f64>),
    /// The sum of the weights active in the period.
    Active,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq)]
pub enum Parameter {
    /// One number.
    Number(f64),
    /// A text.
    Text(String),
    /// By period; the narrowest that contains the run's period holds.
    ByPeriod(Vec<(Period, f64)>),
}

/// Decimal places.
#[derive(Clone, Debug)]
pub struct Rounding {
    /// Half up or half to even.
    pub mode: Mode,
    /// Leaf points.
    pub leaf: Option<u8>,
    /// Points of dimensions.
    pub node: Option<u8>,
    /// Total.
    pub total: Option<u8>,
}

/// Order and ties.
#[derive(Clone, Debug)]
pub struct Ranking {
    /// What ties get.
    pub ties: RankTies,
    /// Nodes whose points break ties.
    pub breaks: Vec<usize>,
    /// Places at which totals are compared.
    pub precision: Option<u8>,
}

/// What ties get in a ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RankTies {
    /// 1-2-2-4
    Competition,
    /// 1-2-2-3
    Dense,
    /// By unit code.
    Ordinal,
}

/// Lower and upper bound.
#[derive(Clone, Debug, Default)]
pub struct Bounds {
    /// Least.
    pub min: Option<Typed>,
    /// Greatest.
    pub max: Option<Typed>,
}
