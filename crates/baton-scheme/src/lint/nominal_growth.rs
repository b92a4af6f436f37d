//! Growth of a current-price indicator (现价指标算增速).
//!
//! *What it does.* Looks in every leaf for `yoy`, `cagr`, or a value divided by its own earlier value, of an amount at
//! current prices (`current_price = true` in the catalogue). Amounts are followed through formulas; a quotient of two
//! current-price amounts is no amount, for the price cancels.
//!
//! *Why.* Nominal growth rewards inflation. Measured on provincial GDP, provinces move 4–8 places of 30 against real
//! growth.
//!
//! *Example.* `value = "yoy(gdp)"`; the published 可比价增速 is an indicator of its own.
//!
//! *References.* SCHEME.md §7; 国家统计局, 地区生产总值核算 (growth is published at constant prices).

use baton_model::{Catalogue, IndicatorId, Message};

use super::messages;
use crate::diagnostic::Diagnostic;
use crate::expr::ast::BinaryOp;
use crate::expr::typed::{Kind, TimeFunction, Typed};
use crate::expr::walk::{any, children};
use crate::expr::{indicators_read, walk};
use crate::plan::Plan;

pub(super) fn lint(plan: &Plan, catalogue: &Catalogue) -> Vec<Diagnostic> {
    let prices = Prices { plan, catalogue };
    plan.leaves()
        .filter_map(|(_, node, leaf)| {
            let indicator = prices.growth_in(&leaf.value, 0)?;
            let message = Message::new(&messages::NOMINAL_GROWTH)
                .with("node", &node.name)
                .with("indicator", &catalogue.get(indicator).name);
            Some(Diagnostic::lint(message, leaf.value.span))
        })
        .collect()
}

/// Formulas deeper than this are not followed.
const DEEPEST: usize = 16;

struct Prices<'a> {
    plan: &'a Plan,
    catalogue: &'a Catalogue,
}

impl Prices<'_> {
    /// The current-price indicator whose growth an expression takes.
    fn growth_in(&self, expr: &Typed, depth: usize) -> Option<IndicatorId> {
        let mut found = None;
        walk(expr, &mut |part| {
            if found.is_none() {
                found = self.growth(part, depth);
            }
        });
        found
    }

    fn growth(&self, expr: &Typed, depth: usize) -> Option<IndicatorId> {
        match &expr.kind {
            Kind::Time(TimeFunction::Yoy | TimeFunction::Cagr(_), inner) => self.nominal(inner),
            Kind::Binary(BinaryOp::Divide, above, below) => {
                let Kind::Time(TimeFunction::PrevYear | TimeFunction::Lag(_), inner) = &below.kind else {
                    return None;
                };
                let earlier = indicators_read(inner);
                let itself =
                    any(above, &|part| matches!(&part.kind, Kind::Indicator(id) if earlier.contains(id)));
                self.nominal(inner).filter(|_| itself)
            }
            Kind::Indicator(id) if depth < DEEPEST => {
                self.plan.formulas.get(id).and_then(|formula| self.growth_in(formula, depth + 1))
            }
            _ => None,
        }
    }

    /// The current-price indicator that makes an expression an amount of money of its day.
    fn nominal(&self, expr: &Typed) -> Option<IndicatorId> {
        if self.degree(expr, 0) == 0 {
            return None;
        }
        let read = indicators_read(expr);
        let priced = |id: &IndicatorId| self.of_indicator(*id, 0) != 0;
        read.into_iter().find(priced)
    }

    /// How many times the price level is in an expression: 1 in an amount, 0 in a quotient of two.
    fn degree(&self, expr: &Typed, depth: usize) -> i32 {
        match &expr.kind {
            Kind::Indicator(id) => self.of_indicator(*id, depth),
            Kind::Binary(BinaryOp::Multiply, a, b) => self.degree(a, depth) + self.degree(b, depth),
            Kind::Binary(BinaryOp::Divide, a, b) => self.degree(a, depth) - self.degree(b, depth),
            Kind::Time(TimeFunction::Yoy | TimeFunction::Cagr(_), _) => 0,
            _ => children(expr).into_iter().map(|child| self.degree(child, depth)).max().unwrap_or(0),
        }
    }

    fn of_indicator(&self, id: IndicatorId, depth: usize) -> i32 {
        if self.catalogue.get(id).current_price {
            return 1;
        }
        let formula = self.plan.formulas.get(&id).filter(|_| depth < DEEPEST);
        formula.map_or(0, |formula| self.degree(formula, depth + 1))
    }
}
