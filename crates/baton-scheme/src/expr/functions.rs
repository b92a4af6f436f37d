//! Every function of the language, and the names that are taken.

use baton_model::catalogue::fold;
use baton_model::message::Term;

use super::messages;
use super::token::Word;
use super::typed::{Function, GroupFunction, Reduce, ScenarioFunction, TimeFunction, TreeFunction};

/// What a function name stands for. The `n` of a function over time is filled in when it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Means {
    Value(Function),
    If,
    To,
    Time(TimeFunction),
    Elapsed,
    AsPublished,
    Scenario(ScenarioFunction),
    Tree(TreeFunction),
    Group(GroupFunction),
    SubPeriods(Reduce),
    Streak,
}

/// A function's name, how it is written, and how many arguments it takes.
#[derive(Debug)]
pub(super) struct Signature {
    pub(super) name: &'static str,
    pub(super) usage: &'static str,
    pub(super) least: usize,
    pub(super) most: usize,
    pub(super) means: Means,
}

const fn of(name: &'static str, usage: &'static str, least: usize, most: usize, means: Means) -> Signature {
    Signature { name, usage, least, most, means }
}

const MANY: usize = usize::MAX;

/// All functions, in the order of SCHEME.md §2.
pub(super) static FUNCTIONS: &[Signature] = &[
    of("if", "if(c, a, b)", 3, 3, Means::If),
    of("coalesce", "coalesce(x, y, …)", 2, MANY, Means::Value(Function::Coalesce)),
    of("nullif", "nullif(x, y)", 2, 2, Means::Value(Function::NullIf)),
    of("abs", "abs(x)", 1, 1, Means::Value(Function::Abs)),
    of("ln", "ln(x)", 1, 1, Means::Value(Function::Ln)),
    of("log10", "log10(x)", 1, 1, Means::Value(Function::Log10)),
    of("exp", "exp(x)", 1, 1, Means::Value(Function::Exp)),
    of("sqrt", "sqrt(x)", 1, 1, Means::Value(Function::Sqrt)),
    of("power", "power(x, y)", 2, 2, Means::Value(Function::Power)),
    of("mod", "mod(x, y)", 2, 2, Means::Value(Function::Mod)),
    of("round", "round(x) / round(x, n)", 1, 2, Means::Value(Function::Round)),
    of("floor", "floor(x)", 1, 1, Means::Value(Function::Floor)),
    of("ceil", "ceil(x)", 1, 1, Means::Value(Function::Ceil)),
    of("least", "least(x, y, …)", 2, MANY, Means::Value(Function::Least)),
    of("greatest", "greatest(x, y, …)", 2, MANY, Means::Value(Function::Greatest)),
    of("least_of", "least_of(x, y, …)", 2, MANY, Means::Value(Function::LeastOf)),
    of("greatest_of", "greatest_of(x, y, …)", 2, MANY, Means::Value(Function::GreatestOf)),
    of("to", "to(x, 'unit')", 2, 2, Means::To),
    of("lag", "lag(x, n)", 2, 2, Means::Time(TimeFunction::Lag(1))),
    of("prev_year", "prev_year(x)", 1, 1, Means::Time(TimeFunction::PrevYear)),
    of("yoy", "yoy(x)", 1, 1, Means::Time(TimeFunction::Yoy)),
    of("diff", "diff(x)", 1, 1, Means::Time(TimeFunction::Diff)),
    of("yoy_diff", "yoy_diff(x)", 1, 1, Means::Time(TimeFunction::YoyDiff)),
    of("cagr", "cagr(x, n)", 2, 2, Means::Time(TimeFunction::Cagr(1))),
    of("mean_over", "mean_over(x, n)", 2, 2, Means::Time(TimeFunction::MeanOver(1))),
    of("month_of", "month_of(x)", 1, 1, Means::Time(TimeFunction::MonthOf)),
    of("ytd", "ytd(x)", 1, 1, Means::Time(TimeFunction::Ytd)),
    of("elapsed", "elapsed()", 0, 0, Means::Elapsed),
    of("as_published", "as_published(x)", 1, 1, Means::AsPublished),
    of("sum_in", "sum_in('month', e)", 2, 2, Means::SubPeriods(Reduce::Sum)),
    of("mean_in", "mean_in('month', e)", 2, 2, Means::SubPeriods(Reduce::Mean)),
    of("max_in", "max_in('month', e)", 2, 2, Means::SubPeriods(Reduce::Max)),
    of("count_in", "count_in('month', c)", 2, 2, Means::SubPeriods(Reduce::Count)),
    of("streak", "streak('year', c)", 2, 2, Means::Streak),
    of("plan", "plan(x)", 1, 1, Means::Scenario(ScenarioFunction::Plan)),
    of("plan_year", "plan_year(x)", 1, 1, Means::Scenario(ScenarioFunction::PlanYear)),
    of("forecast", "forecast(x)", 1, 1, Means::Scenario(ScenarioFunction::Forecast)),
    of("parent", "parent(x)", 1, 1, Means::Tree(TreeFunction::Parent)),
    of("share", "share(x)", 1, 1, Means::Tree(TreeFunction::Share)),
    of("children_sum", "children_sum(x)", 1, 1, Means::Tree(TreeFunction::ChildrenSum)),
    of("best", "best(x)", 1, 1, Means::Group(GroupFunction::Best)),
    of("worst", "worst(x)", 1, 1, Means::Group(GroupFunction::Worst)),
    of("mean", "mean(x)", 1, 1, Means::Group(GroupFunction::Mean)),
    of("median", "median(x)", 1, 1, Means::Group(GroupFunction::Median)),
    of("stdev", "stdev(x)", 1, 1, Means::Group(GroupFunction::Stdev)),
    of("n", "n(x)", 1, 1, Means::Group(GroupFunction::Count)),
    of("rank", "rank(x)", 1, 1, Means::Group(GroupFunction::Rank)),
];

/// Functions of other languages, and ours.
const ELSEWHERE: &[(&str, &str)] = &[
    ("max", "greatest"),
    ("min", "least"),
    ("avg", "mean"),
    ("average", "mean"),
    ("sum", "children_sum"),
    ("count", "n"),
    ("std", "stdev"),
    ("stddev", "stdev"),
    ("ifnull", "coalesce"),
    ("isnull", "coalesce"),
    ("nvl", "coalesce"),
    ("iif", "if"),
    ("iff", "if"),
    ("log", "ln"),
    ("pow", "power"),
    ("ceiling", "ceil"),
    ("int", "floor"),
    ("trunc", "floor"),
    ("growth", "yoy"),
    ("convert", "to"),
    ("cast", "to"),
];

/// Names of ledger files, which schemes do not have.
pub(super) const LEDGER_ONLY: &[&str] = &[
    "workdays_after",
    "days_after",
    "hours_after",
    "days_left",
    "overdue_days",
    "ever_overdue",
    "done",
    "behind",
    "count_if",
    "sum_if",
    "mean_if",
    "trimmed_mean",
];

/// What stands before a dot, and how it is written.
pub(super) static PREFIXES: &[(&str, &Term)] = &[
    ("attr", &messages::TERM_USE_ATTR),
    ("param", &messages::TERM_USE_PARAM),
    ("period", &messages::TERM_USE_PERIOD),
    ("points", &messages::TERM_USE_POINTS),
    ("ratio", &messages::TERM_USE_RATIO),
    ("rank", &messages::TERM_USE_RANK),
    ("result", &messages::TERM_USE_RESULT),
    ("ledger", &messages::TERM_USE_LEDGER),
];

/// Names that stand alone and are no function, prefix or word of the grammar.
const FIELDS: &[&str] = &["x", "code", "name", "kind", "total", "grade", "level", "rank_change"];

/// The function of a name.
pub(super) fn signature(name: &str) -> Option<&'static Signature> {
    FUNCTIONS.iter().find(|signature| signature.name == name)
}

/// The function meant by a name of another language.
pub(super) fn meant_elsewhere(name: &str) -> Option<&'static str> {
    let name = fold(name);
    ELSEWHERE.iter().find(|(other, _)| *other == name).map(|(_, ours)| *ours)
}

/// Names that the language has taken.
pub(super) fn reserved() -> impl Iterator<Item = &'static str> {
    let words = Word::ALL.into_iter().map(Word::text);
    let functions = FUNCTIONS.iter().map(|signature| signature.name);
    let prefixes = PREFIXES.iter().map(|(prefix, _)| *prefix);
    words.chain(FIELDS.iter().copied()).chain(functions).chain(prefixes).chain(LEDGER_ONLY.iter().copied())
}

/// Is this name taken by the language, so that no indicator can have it as its code? Case and width make no
/// difference, since two names that differ only in them are an error.
pub fn is_reserved(name: &str) -> bool {
    let folded = fold(name);
    reserved().any(|word| word == folded)
}
