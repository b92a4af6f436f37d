//! Means of the ratios of children.

use super::address::Sheet;
use super::builder::Builder;
use crate::plan::{Aggregate, Inner};

impl Builder<'_> {
    /// Means of ratios with weights normalised over the present children, times the weight.
    pub(super) fn mean_text(
        &self,
        index: usize,
        inner: &Inner,
        children: &[usize],
        (unit, group): (usize, usize),
    ) -> String {
        let pairs: Vec<(String, String)> = children
            .iter()
            .filter(|child| self.weight_value(**child, group) != 0.0)
            .filter_map(|child| {
                let ratio = self.calc(Sheet::Calculation, *self.ratios.get(child)?, unit);
                Some((ratio, self.weight(*child, group).text))
            })
            .collect();
        if pairs.is_empty() {
            return "\"\"".to_owned();
        }
        let list: Vec<&str> = pairs.iter().map(|(ratio, _)| ratio.as_str()).collect();
        let list = list.join(",");
        let misses = children.iter().any(|child| self.may_miss(*child));
        let term = |body: &dyn Fn(&str) -> String| {
            let terms: Vec<String> = pairs
                .iter()
                .map(|(ratio, weight)| match misses {
                    true => format!("IF(ISNUMBER({ratio}),{weight}*{},0)", body(ratio)),
                    false => format!("{weight}*{}", body(ratio)),
                })
                .collect();
            terms.join("+")
        };
        let whole: Vec<String> = pairs
            .iter()
            .map(|(ratio, weight)| match misses {
                true => format!("ISNUMBER({ratio})*{weight}"),
                false => weight.clone(),
            })
            .collect();
        let whole = whole.join("+");
        let mean = |body: &dyn Fn(&str) -> String| format!("(({})/({whole}))", term(body));
        let zero = |text: String| format!("IF(MIN({list})=0,0,{text})");
        let text = match inner.aggregate {
            Aggregate::Geometric | Aggregate::Power(0.0) => {
                zero(format!("EXP{}", mean(&|r| format!("LN({r})"))))
            }
            Aggregate::Harmonic => zero(format!("1/{}", mean(&|r| format!("(1/{r})")))),
            Aggregate::Power(p) => {
                let text = format!("POWER({},{})", mean(&|r| format!("POWER({r},{p})")), 1.0 / p);
                if p < 0.0 { zero(text) } else { text }
            }
            Aggregate::Min => format!("MIN({list})"),
            Aggregate::Max => format!("MAX({list})"),
            Aggregate::BestOf(k) => best_of(&pairs, k, misses),
            _ => {
                let plain = mean(&|r| r.to_owned());
                let squares = mean(&|r| format!("({r}-{plain})^2"));
                format!("IF({plain}=0,{plain},{plain}-{squares}/{plain})")
            }
        };
        let weight = self.weight(index, group).text;
        format!("IF(COUNT({list})=0,\"\",{weight}*{text})")
    }
}

/// The weighted mean of the k best ratios: each counts whose place, earlier ones first among equals, is at most k.
fn best_of(pairs: &[(String, String)], k: usize, misses: bool) -> String {
    let (mut terms, mut weights) = (Vec::new(), Vec::new());
    for (at, (ratio, weight)) in pairs.iter().enumerate() {
        let ahead: Vec<String> = pairs
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at)
            .map(|(other, (other_ratio, _))| {
                let sign = if other < at { ">=" } else { ">" };
                match misses {
                    true => format!("ISNUMBER({other_ratio})*({other_ratio}{sign}{ratio})"),
                    false => format!("({other_ratio}{sign}{ratio})"),
                }
            })
            .collect();
        let test = if ahead.is_empty() { "0".to_owned() } else { ahead.join("+") };
        let test = match misses {
            true => format!("AND(ISNUMBER({ratio}),{test}<{k})"),
            false => format!("{test}<{k}"),
        };
        terms.push(format!("IF({test},{weight}*{ratio},0)"));
        weights.push(format!("IF({test},{weight},0)"));
    }
    format!("(({})/({}))", terms.join("+"), weights.join("+"))
}
