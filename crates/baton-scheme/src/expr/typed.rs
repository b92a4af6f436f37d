//! The tree after names and types are known: what the plan holds and every execution renders.

use baton_model::measure::{Factor, Measure};
use baton_model::{IndicatorId, PeriodKind};

use super::ast::BinaryOp;
use crate::diagnostic::Span;

/// The type of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// A number with its unit of measure, where one is declared; none for what is not inferred, such as a product.
    Number(Option<Measure>),
    /// A text.
    Text,
    /// True, false or unknown.
    Bool,
}

/// A checked expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Typed {
    /// What it is.
    pub kind: Kind,
    /// Its type.
    pub ty: Type,
    /// Where it stands.
    pub span: Span,
}

/// What a checked expression can be.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A literal number.
    Number(f64),
    /// A literal text.
    Text(String),
    /// `true`, `false`
    Bool(bool),
    /// `null`
    Null,
    /// An indicator at the period, scenario actual (or the scenario around it).
    Indicator(IndicatorId),
    /// `attr.name`
    Attribute(String),
    /// `code`, `name`, `kind` of the unit.
    UnitField(UnitField),
    /// `param.name`
    Parameter(String),
    /// `period.year` and the like.
    PeriodField(PeriodField),
    /// The leaf's own value, `x`.
    Value,
    /// A result of this run.
    Outcome(Outcome),
    /// A result of a published run of a scheme: `result.zone.total`, `result.zone.points.rd`.
    Result {
        /// Id of the scheme.
        scheme: String,
        /// Which of its results.
        outcome: Outcome,
    },
    /// `ledger.l.m`, `ledger.l.m['option']`
    Ledger {
        /// Id of the ledger.
        ledger: String,
        /// Id of the measure.
        measure: String,
        /// The option.
        option: Option<String>,
    },
    /// `-a`
    Negate(Box<Typed>),
    /// `not a`
    Not(Box<Typed>),
    /// Arithmetic, comparison, `and`, `or`.
    Binary(BinaryOp, Box<Typed>, Box<Typed>),
    /// `a between b and c` (a negated one is wrapped in [`Kind::Not`]).
    Between(Box<Typed>, Box<Typed>, Box<Typed>),
    /// `a is null` (a negated one is wrapped in [`Kind::Not`]).
    IsNull(Box<Typed>),
    /// `a in (…)`: literals of one type (a negated one is wrapped in [`Kind::Not`]).
    In(Box<Typed>, Vec<Typed>),
    /// `case`; one with a subject has become comparisons; `if(c, a, b)` is a case too.
    Case(Vec<(Typed, Typed)>, Option<Box<Typed>>),
    /// A function of values.
    Call(Function, Vec<Typed>),
    /// `to(x, 'unit')`
    Convert(Box<Typed>, Factor),
    /// A function over time.
    Time(TimeFunction, Box<Typed>),
    /// Another scenario: `plan(x)`, `plan_year(x)`, `forecast(x)`.
    Scenario(ScenarioFunction, Box<Typed>),
    /// The tree of units.
    Tree(TreeFunction, Box<Typed>),
    /// A statistic of the comparison set; the argument is [`Kind::Value`] for the leaf's own value.
    Group(GroupFunction, Box<Typed>),
    /// `sum_in('month', e)` and the like.
    SubPeriods(Reduce, PeriodKind, Box<Typed>),
    /// `streak('year', c)`
    Streak(PeriodKind, Box<Typed>),
    /// `as_published(x)`
    AsPublished(IndicatorId),
    /// `elapsed()`
    Elapsed,
}

/// Fields of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitField {
    /// `code`
    Code,
    /// `name`
    Name,
    /// `kind`
    Kind,
}

/// Fields of the run's period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodField {
    /// `period.year`
    Year,
    /// `period.half`, 1–2
    Half,
    /// `period.quarter`, 1–4, that of its last day
    Quarter,
    /// `period.month`, 1–12, that of its last day
    Month,
    /// `period.kind`: 'year', 'month' …
    Kind,
}

/// A result of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// `points.node`
    Points(String),
    /// `ratio.node`
    Ratio(String),
    /// `rank.node`
    Rank(String),
    /// `total`
    Total,
    /// `ratio`: total ÷ full mark
    TotalRatio,
    /// `rank` in the group
    TotalRank,
    /// `rank_change` against the previous published run, positive is better
    RankChange,
    /// `n`: units ranked in the group
    Count,
    /// `grade`, a text
    Grade,
    /// `level`, 0 is the lowest
    Level,
}

/// Functions of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Function {
    /// First that is not null.
    Coalesce,
    /// Null if both are equal.
    NullIf,
    /// Absolute value.
    Abs,
    /// Natural logarithm; null at x ≤ 0.
    Ln,
    /// Logarithm to base 10; null at x ≤ 0.
    Log10,
    /// e^x
    Exp,
    /// Square root; null at x < 0.
    Sqrt,
    /// x^y; null where undefined.
    Power,
    /// Remainder with the sign of the dividend; null at y = 0.
    Mod,
    /// `round(x)` or `round(x, places)`, by the scheme's mode.
    Round,
    /// Largest whole number ≤ x.
    Floor,
    /// Smallest whole number ≥ x.
    Ceil,
    /// Smallest; null if any is null.
    Least,
    /// Largest; null if any is null.
    Greatest,
    /// Smallest of those not null.
    LeastOf,
    /// Largest of those not null.
    GreatestOf,
}

/// Functions over time. `n` counts periods of the argument's frequency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeFunction {
    /// `lag(x, n)`
    Lag(i32),
    /// `prev_year(x)`
    PrevYear,
    /// `yoy(x)`: growth on a year before, in percent
    Yoy,
    /// `diff(x)`: against the period before
    Diff,
    /// `yoy_diff(x)`: against the year before
    YoyDiff,
    /// `cagr(x, n)`: compound growth a period over n periods, in percent
    Cagr(i32),
    /// `mean_over(x, n)`: mean of the last n periods
    MeanOver(i32),
    /// `month_of(x)`: the single month of a running total
    MonthOf,
    /// `ytd(x)`: the running total of a flow
    Ytd,
}

/// Other scenarios.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScenarioFunction {
    /// `plan(x)` for the same period
    Plan,
    /// `plan_year(x)` for the whole year
    PlanYear,
    /// `forecast(x)`
    Forecast,
}

/// Functions over the tree of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TreeFunction {
    /// `parent(x)`: the value of the unit above
    Parent,
    /// `share(x)`: the part of the unit above's value, in percent
    Share,
    /// `children_sum(x)`
    ChildrenSum,
}

/// Statistics of the comparison set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupFunction {
    /// Largest, or smallest where lower is better.
    Best,
    /// Smallest, or largest where lower is better.
    Worst,
    /// Plain mean of units.
    Mean,
    /// Median.
    Median,
    /// Sample standard deviation, n − 1.
    Stdev,
    /// How many have a value.
    Count,
    /// Rank of the unit's own value, 1 = best.
    Rank,
}

/// How values of sub-periods are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reduce {
    /// `sum_in`
    Sum,
    /// `mean_in`
    Mean,
    /// `max_in`
    Max,
    /// `count_in`: how many sub-periods the condition holds in
    Count,
}
