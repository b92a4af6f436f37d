//! What a missing figure gives.

use baton_model::Message;

use super::Compiler;
use super::tree::constant;
use crate::diagnostic::Span;
use crate::document::{self, MissingTable, WordOr};
use crate::expr::ast::BinaryOp;
use crate::expr::typed::{Kind, Type, Typed};
use crate::expr::{Expect, Phase};
use crate::messages;
use crate::plan::{Missing, Rule, Scoring};

impl Compiler<'_, '_> {
    /// What a missing figure gives, from the leaf or from `[missing]`.
    pub(super) fn missing_policy(&mut self, leaf: &document::Leaf, scoring: &Scoring) -> Missing {
        let default = self.document.missing.as_ref().and_then(|missing| missing.default.clone());
        let Some(given) = leaf.missing.clone().or(default) else { return Missing::Error };
        let table = match given {
            WordOr::Word(word) => MissingTable { by: Some(word), ..MissingTable::default() },
            WordOr::Table(table) => table,
        };
        if let Some(points) = &table.points {
            return self.number(points, Phase::Inputs).map_or(Missing::Error, Missing::Points);
        }
        let within = table.within.as_ref().or(leaf.within.as_ref());
        let within = within.and_then(|within| self.checked(within, Phase::Inputs, Expect::Any));
        let max_age = table.max_age.as_ref().or(leaf.max_age.as_ref()).map_or(1, |age| age.value);
        let words = [
            ("error", "error"),
            ("zero", "zero"),
            ("floor", "floor"),
            ("mean_points", "mean_points"),
            ("group_mean", "group_mean"),
            ("group_median", "group_median"),
            ("previous", "previous"),
            ("exclude", "exclude"),
        ];
        match self.word("missing", table.by.as_ref(), &words) {
            Some("zero") => Missing::Zero,
            Some("floor") => self.floor(scoring, table.by.as_ref().map_or(leaf.span, |by| by.span)),
            Some("mean_points") => Missing::MeanPoints,
            Some("group_mean") => Missing::Mean(within),
            Some("group_median") => Missing::Median(within),
            Some("previous") => Missing::Previous(max_age),
            Some("exclude") => Missing::Exclude,
            _ => Missing::Error,
        }
    }

    /// The least a rule can give.
    fn floor(&mut self, scoring: &Scoring, span: Span) -> Missing {
        if let Some(floor) = &scoring.floor {
            return Missing::Floor(floor.clone());
        }
        let least = |values: Vec<&Typed>| {
            let numbers: Option<Vec<f64>> = values
                .into_iter()
                .map(|typed| match typed.kind {
                    Kind::Number(value) => Some(value),
                    _ => None,
                })
                .collect();
            numbers?.into_iter().reduce(f64::min)
        };
        let found = match &scoring.rule {
            Rule::MinMax { worst: None, best: None } => Some(Missing::Floor(constant(0.0, span))),
            Rule::Efficacy { base, worst: None, best: None, .. } => Some(Missing::Floor(hundredth(base))),
            Rule::Target { .. } | Rule::Baseline { .. } | Rule::BestRatio { .. } | Rule::Percentile => {
                Some(Missing::Floor(constant(0.0, span)))
            }
            Rule::Rank { last, .. } => Some(Missing::Floor(last.clone())),
            Rule::Bands { rows, otherwise, linear, .. } => {
                let mut all: Vec<&Typed> = rows.iter().map(|(_, points)| points).collect();
                let zero = constant(0.0, span);
                let below = otherwise.clone().unwrap_or(zero);
                if !linear {
                    all.push(&below);
                }
                least(all).map(|points| Missing::Points(constant(points, span)))
            }
            Rule::RankBands { rows, otherwise, .. } => {
                let below = otherwise.clone().unwrap_or_else(|| constant(0.0, span));
                let all = rows.iter().map(|(_, points)| points).chain([&below]).collect();
                least(all).map(|points| Missing::Points(constant(points, span)))
            }
            Rule::PerPoint { .. } => scoring.min.clone().map(Missing::Points),
            _ => None,
        };
        found.unwrap_or_else(|| {
            let message = Message::new(&messages::REFERENCE_LESS).with("rule", scoring.rule.word());
            self.error(message, span);
            Missing::Error
        })
    }
}

fn hundredth(base: &Typed) -> Typed {
    match base.kind {
        Kind::Number(value) => constant(value / 100.0, base.span),
        _ => Typed {
            kind: Kind::Binary(
                BinaryOp::Divide,
                Box::new(base.clone()),
                Box::new(constant(100.0, base.span)),
            ),
            ty: Type::Number(None),
            span: base.span,
        },
    }
}
