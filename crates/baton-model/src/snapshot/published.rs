//! Results of earlier runs, as expressions read them (已发布结果).

use std::collections::BTreeMap;

/// Results of a published run, read by `result.<scheme>.…`.
#[derive(Clone, Debug, Default)]
pub struct PublishedResult {
    /// Totals by row.
    pub total: Vec<f64>,
    /// Total ÷ full mark by row.
    pub ratio: Vec<f64>,
    /// Rank in the group by row.
    pub rank: Vec<f64>,
    /// Units ranked in the group by row.
    pub n: Vec<f64>,
    /// Name of the group by row.
    pub groups: Vec<Option<String>>,
    /// Grade by row.
    pub grade: Vec<Option<String>>,
    /// Level by row, counted from the lowest = 0.
    pub level: Vec<f64>,
    /// Level whose conditions were met, before limits, by row.
    pub level_reached: Vec<f64>,
    /// Per node: points, ratio, rank by row.
    pub nodes: BTreeMap<String, [Vec<f64>; 3]>,
    /// Frozen leaf values by indicator, for `as_published`.
    pub inputs: BTreeMap<String, Vec<f64>>,
    /// Adjustments an event counted in, by rule id and row, for `carry = "once"`.
    pub adjustments: BTreeMap<String, Vec<f64>>,
    /// Is it a draft?
    pub draft: bool,
}
