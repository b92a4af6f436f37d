//! Score tables become rules: which parameters a rule has, which it needs, what they default to.

use baton_model::{Measure, Message};

use super::Compiler;
use super::tree::constant;
use crate::diagnostic::Span;
use crate::document::decode::nearest;
use crate::document::{Formula, Points, Score, Text, WordOr};
use crate::expr::typed::{Kind, Typed};
use crate::expr::{Env, Expect, Phase, check};
use crate::messages;
use crate::plan::{Partial, Rule, Scoring, Tied};

/// Every rule with the parameters it has, besides the bounds all have.
const RULES: &[(&str, &[&str])] = &[
    ("minmax", &["worst", "best", "flat"]),
    ("efficacy", &["base", "worst", "best", "shape", "flat"]),
    ("target", &["target", "inverse"]),
    ("baseline", &["baseline"]),
    ("best_ratio", &["best"]),
    ("rank", &["first", "last", "tied"]),
    ("rank_step", &["first", "step", "tied"]),
    ("rank_bands", &["points", "else", "tied"]),
    ("bands", &["points", "between", "edge", "else"]),
    ("per_point", &["line", "step", "points", "up", "down", "partial"]),
    ("relative", &["ref", "k", "as"]),
    ("zscore", &["centre", "spread", "stdev"]),
    ("percentile", &[]),
    ("vector", &[]),
    ("given", &[]),
    ("formula", &["ratio", "points"]),
];

/// Bounds every rule may have.
const BOUNDS: [&str; 4] = ["floor", "cap", "min", "max"];

/// Value in scope inside a score table.
type OwnValue = Option<Option<Measure>>;

impl Compiler<'_, '_> {
    /// The rule of a leaf (`value` is the measure of x) or of a dimension.
    pub(super) fn scoring(
        &mut self,
        score: Option<&WordOr<Score>>,
        value: OwnValue,
        span: Span,
    ) -> Option<Scoring> {
        let value = Some(value.unwrap_or(None));
        let table = match score? {
            WordOr::Word(word) => Score { by: Some(word.clone()), span: word.span, ..Score::default() },
            WordOr::Table(table) => table.clone(),
        };
        let Some(by) = &table.by else {
            self.missing("score", "by", table.span);
            return None;
        };
        let Some((name, allowed)) = RULES.iter().find(|(name, _)| *name == by.value) else {
            self.unknown_rule(by);
            return None;
        };
        self.refuse_unused(name, allowed, &table);
        let rule = self.rule(name, &table, &value, span)?;
        let flat = match &table.flat {
            Some(flat) => flat.as_number().unwrap_or_else(|| {
                self.error(Message::new(&messages::NOT_CONSTANT).with("key", "flat"), flat.span);
                1.0
            }),
            None => 1.0,
        };
        Some(Scoring {
            rule,
            floor: self.optional(table.floor.as_ref(), &value),
            cap: self.optional(table.cap.as_ref(), &value),
            min: self.optional(table.min.as_ref(), &value),
            max: self.optional(table.max.as_ref(), &value),
            flat,
        })
    }

    fn unknown_rule(&mut self, by: &Text) {
        let names: Vec<&str> = RULES.iter().map(|(name, _)| *name).collect();
        let message = Message::new(&messages::UNKNOWN_RULE)
            .with("found", &by.value)
            .with("nearest", nearest(&by.value, names.iter().copied()))
            .with("allowed", names);
        self.error(message, by.span);
    }

    fn refuse_unused(&mut self, rule: &str, allowed: &[&str], table: &Score) {
        for (key, span) in table.given() {
            if !allowed.contains(&key) && !BOUNDS.contains(&key) {
                let list: Vec<&str> = allowed.iter().chain(&BOUNDS).copied().collect();
                let message = Message::new(&messages::PARAMETER_NOT_USED)
                    .with("rule", rule)
                    .with("key", key)
                    .with("allowed", list);
                self.error(message, span);
            }
        }
    }

    /// A parameter of a rule, with x and the statistics of its comparison set in scope.
    fn parameter(&mut self, formula: &Formula, value: &OwnValue) -> Option<Typed> {
        let env = Env { value: value.clone(), ..self.names.env(Phase::Inputs) };
        check(&formula.ast, &env, Expect::Number(None), self.diagnostics)
    }

    fn optional(&mut self, formula: Option<&Formula>, value: &OwnValue) -> Option<Typed> {
        formula.and_then(|formula| self.parameter(formula, value))
    }

    fn or(&mut self, formula: Option<&Formula>, default: f64, value: &OwnValue, span: Span) -> Option<Typed> {
        match formula {
            Some(formula) => self.parameter(formula, value),
            None => Some(constant(default, span)),
        }
    }

    fn need(
        &mut self,
        rule: &str,
        key: &str,
        formula: Option<&Formula>,
        value: &OwnValue,
        span: Span,
    ) -> Option<Typed> {
        if formula.is_none() {
            self.error(Message::new(&messages::PARAMETER_MISSING).with("rule", rule).with("key", key), span);
        }
        self.parameter(formula?, value)
    }

    fn rule(&mut self, name: &str, table: &Score, value: &OwnValue, leaf: Span) -> Option<Rule> {
        let span = if table.span == Span::default() { leaf } else { table.span };
        let tied = [("best", Tied::Best), ("average", Tied::Average), ("worst", Tied::Worst)];
        Some(match name {
            "minmax" => Rule::MinMax {
                worst: self.optional(table.worst.as_ref(), value),
                best: self.optional(table.best.as_ref(), value),
            },
            "efficacy" => Rule::Efficacy {
                base: self.or(table.base.as_ref(), 60.0, value, span)?,
                worst: self.optional(table.worst.as_ref(), value),
                best: self.optional(table.best.as_ref(), value),
                exponential: self
                    .word("shape", table.shape.as_ref(), &[("linear", false), ("exponential", true)])
                    .unwrap_or(false),
            },
            "target" => Rule::Target {
                target: self.need(name, "target", table.target.as_ref(), value, span)?,
                reciprocal: self
                    .word("inverse", table.inverse.as_ref(), &[("difference", false), ("reciprocal", true)])
                    .unwrap_or(false),
            },
            "baseline" => Rule::Baseline { baseline: self.optional(table.baseline.as_ref(), value) },
            "best_ratio" => Rule::BestRatio { best: self.optional(table.best.as_ref(), value) },
            "rank" => Rule::Rank {
                first: self.or(table.first.as_ref(), 1.0, value, span)?,
                last: self.or(table.last.as_ref(), 0.0, value, span)?,
                tied: self.word("tied", table.tied.as_ref(), &tied).unwrap_or(Tied::Best),
            },
            "rank_step" => Rule::RankStep {
                first: self.or(table.first.as_ref(), 1.0, value, span)?,
                step: self.need(name, "step", table.step.as_ref(), value, span)?,
                tied: self.word("tied", table.tied.as_ref(), &tied).unwrap_or(Tied::Best),
            },
            "rank_bands" => {
                let rows = self.pairs(name, table, value, span)?;
                let mut bands = Vec::new();
                for (edge, points) in rows {
                    match edge.kind {
                        Kind::Number(rank) => bands.push((rank, points)),
                        _ => {
                            self.error(
                                Message::new(&messages::NOT_CONSTANT).with("key", "points"),
                                edge.span,
                            );
                        }
                    }
                }
                let otherwise = self.optional(table.r#else.as_ref(), value);
                let tied = self.word("tied", table.tied.as_ref(), &tied).unwrap_or(Tied::Best);
                Rule::RankBands { rows: bands, otherwise, tied }
            }
            "bands" => Rule::Bands {
                rows: self.pairs(name, table, value, span)?,
                linear: self
                    .word("between", table.between.as_ref(), &[("step", false), ("linear", true)])
                    .unwrap_or(false),
                open: self
                    .word("edge", table.edge.as_ref(), &[("closed", false), ("open", true)])
                    .unwrap_or(false),
                otherwise: self.optional(table.r#else.as_ref(), value),
            },
            "per_point" => self.per_point(table, value, span)?,
            "relative" => Rule::Relative {
                reference: self.optional(table.r#ref.as_ref(), value),
                k: self.or(table.k.as_ref(), 1.0, value, span)?,
                difference: self
                    .word("as", table.r#as.as_ref(), &[("difference", true), ("ratio", false)])
                    .unwrap_or(false),
            },
            "zscore" => Rule::ZScore {
                centre: self.or(table.centre.as_ref(), 0.0, value, span)?,
                spread: self.or(table.spread.as_ref(), 1.0, value, span)?,
                population: self
                    .word("stdev", table.stdev.as_ref(), &[("sample", false), ("population", true)])
                    .unwrap_or(false),
            },
            "percentile" => Rule::Percentile,
            "vector" => Rule::Vector,
            "given" => Rule::Given,
            _ => self.formula_rule(table, value, span)?,
        })
    }

    fn per_point(&mut self, table: &Score, value: &OwnValue, span: Span) -> Option<Rule> {
        let both = match &table.points {
            Some(Points::Formula(formula)) => Some(formula),
            _ => None,
        };
        let partial = [("prorata", Partial::ProRata), ("drop", Partial::Drop), ("count", Partial::Count)];
        Some(Rule::PerPoint {
            line: self.need("per_point", "line", table.line.as_ref(), value, span)?,
            step: self.or(table.step.as_ref(), 1.0, value, span)?,
            up: self.need("per_point", "points", table.up.as_ref().or(both), value, span)?,
            down: self.need("per_point", "points", table.down.as_ref().or(both), value, span)?,
            partial: self.word("partial", table.partial.as_ref(), &partial).unwrap_or(Partial::ProRata),
        })
    }

    fn formula_rule(&mut self, table: &Score, value: &OwnValue, span: Span) -> Option<Rule> {
        match (&table.ratio, &table.points) {
            (Some(ratio), None) => Some(Rule::Ratio(self.parameter(ratio, value)?)),
            (None, Some(Points::Formula(points))) => Some(Rule::Points(self.parameter(points, value)?)),
            _ => {
                let message = Message::new(&messages::PARAMETER_MISSING)
                    .with("rule", "formula")
                    .with("key", "ratio | points");
                self.error(message, span);
                None
            }
        }
    }

    /// Pairs whose first numbers rise.
    fn pairs(
        &mut self,
        rule: &str,
        table: &Score,
        value: &OwnValue,
        span: Span,
    ) -> Option<Vec<(Typed, Typed)>> {
        let Some(Points::Pairs(pairs)) = &table.points else {
            self.error(
                Message::new(&messages::PARAMETER_MISSING).with("rule", rule).with("key", "points"),
                span,
            );
            return None;
        };
        let mut rows = Vec::new();
        let mut before: Option<f64> = None;
        for (edge, points) in &pairs.rows {
            if let Some(found) = edge.as_number() {
                if let Some(before) = before.filter(|before| found <= *before) {
                    let message =
                        Message::new(&messages::NOT_RISING).with("found", found).with("before", before);
                    self.error(message, edge.span);
                }
                before = Some(found);
            }
            rows.push((self.parameter(edge, value)?, self.parameter(points, value)?));
        }
        Some(rows)
    }
}
