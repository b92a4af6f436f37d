//! Score tables as written: every parameter of every rule, and one way to go through them.

use schemars::JsonSchema;

use super::decode::encode::Encode;
use super::decode::{Decode, Formula, Pairs, Reader, Text, Value, table};
use crate::diagnostic::Span;

table! {
    /// A score rule with parameters (计分方法).
    pub struct Score as "score" {
        /// Name of the rule.
        by: Text,
        /// Efficacy: marks at the worst value, of 100.
        base: Formula,
        /// Worst value, instead of the sample's.
        worst: Formula,
        /// Best value, instead of the sample's.
        best: Formula,
        /// linear or exponential.
        shape: Text,
        /// Target value.
        target: Formula,
        /// difference or reciprocal.
        inverse: Text,
        /// Baseline value.
        baseline: Formula,
        /// Ratio of the first.
        first: Formula,
        /// Ratio of the last.
        last: Formula,
        /// best, average or worst.
        tied: Text,
        /// Step of a rank (a ratio) or of a value.
        step: Formula,
        /// Least ratio.
        floor: Formula,
        /// Greatest ratio.
        cap: Formula,
        /// Points: a number or expression, or pairs of edge and points.
        points: Points,
        /// Points in no band.
        r#else: Formula,
        /// step or linear.
        between: Text,
        /// closed or open.
        edge: Text,
        /// Value at which the leaf gets its weight.
        line: Formula,
        /// Points a step above the line.
        up: Formula,
        /// Points a step below the line.
        down: Formula,
        /// prorata, drop or count.
        partial: Text,
        /// Least points.
        min: Formula,
        /// Greatest points.
        max: Formula,
        /// Reference value.
        r#ref: Formula,
        /// Slope.
        k: Formula,
        /// "difference" compares by subtraction.
        r#as: Text,
        /// Ratio at the mean.
        centre: Formula,
        /// Ratio a standard deviation.
        spread: Formula,
        /// sample or population.
        stdev: Text,
        /// Formula of the ratio.
        ratio: Formula,
        /// Ratio where all units are equal.
        flat: Formula,
    }
}

/// `points` of a score table.
#[derive(Clone, Debug, PartialEq)]
pub enum Points {
    /// A number or an expression.
    Formula(Formula),
    /// Edges or ranks with points.
    Pairs(Pairs),
}

impl Decode for Points {
    fn decode(key: &str, value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if value.get_ref().is_array() {
            Pairs::decode(key, value, reader).map(Self::Pairs)
        } else {
            Formula::decode(key, value, reader).map(Self::Formula)
        }
    }
}

impl Encode for Points {
    fn encode(&self) -> String {
        match self {
            Self::Formula(formula) => formula.encode(),
            Self::Pairs(pairs) => pairs.encode(),
        }
    }
}

impl JsonSchema for Points {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Points".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let (formula, pairs) = (Formula::json_schema(generator), Pairs::json_schema(generator));
        schemars::json_schema!({ "anyOf": [formula, pairs] })
    }
}

/// Parameters that are expressions, in the order they are written.
type Formulas<T> = [(&'static str, T); 22];
/// Parameters that are words.
type Words<T> = [(&'static str, T); 8];

/// Fields of a table by key, to read (`shared`) or to fill in (`unique`).
macro_rules! fields {
    ($table:ident, shared, { $($key:literal: $field:ident),* $(,)? }) => { [$(($key, &$table.$field)),*] };
    ($table:ident, unique, { $($key:literal: $field:ident),* $(,)? }) => { [$(($key, &mut $table.$field)),*] };
}
macro_rules! formulas {
    ($table:ident, $how:ident) => {
        fields!($table, $how, {
            "base": base, "target": target, "baseline": baseline, "line": line, "step": step, "up": up, "down": down,
            "worst": worst, "best": best, "first": first, "last": last, "ref": r#ref, "k": k, "centre": centre,
            "spread": spread, "ratio": ratio, "else": r#else, "floor": floor, "cap": cap, "min": min, "max": max,
            "flat": flat,
        })
    };
}
macro_rules! words {
    ($table:ident, $how:ident) => {
        fields!($table, $how, {
            "shape": shape, "inverse": inverse, "tied": tied, "between": between, "edge": edge, "partial": partial,
            "as": r#as, "stdev": stdev,
        })
    };
}

impl Score {
    /// Parameters that are expressions, in the order they are written.
    pub fn formulas(&self) -> Formulas<&Option<Formula>> {
        formulas!(self, shared)
    }

    /// The same, to fill in.
    pub fn formulas_mut(&mut self) -> Formulas<&mut Option<Formula>> {
        formulas!(self, unique)
    }

    /// Parameters that are words, in the order they are written.
    pub fn words(&self) -> Words<&Option<Text>> {
        words!(self, shared)
    }

    /// The same, to fill in.
    pub fn words_mut(&mut self) -> Words<&mut Option<Text>> {
        words!(self, unique)
    }

    /// The keys that are given, with their places.
    pub fn given(&self) -> Vec<(&'static str, Span)> {
        let mut keys: Vec<(&'static str, Span)> = self
            .formulas()
            .into_iter()
            .filter_map(|(key, value)| Some((key, value.as_ref()?.span)))
            .collect();
        keys.extend(self.words().into_iter().filter_map(|(key, value)| Some((key, value.as_ref()?.span))));
        match &self.points {
            Some(Points::Formula(formula)) => keys.push(("points", formula.span)),
            Some(Points::Pairs(pairs)) => keys.push(("points", pairs.span)),
            None => {}
        }
        keys
    }
}
