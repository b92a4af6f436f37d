//! Score rules of a plan.

use crate::expr::any;
use crate::expr::typed::{Kind, Typed};

/// A rule with its bounds.
#[derive(Clone, Debug)]
pub struct Scoring {
    /// The rule.
    pub rule: Rule,
    /// Least ratio.
    pub floor: Option<Typed>,
    /// Greatest ratio.
    pub cap: Option<Typed>,
    /// Least points.
    pub min: Option<Typed>,
    /// Greatest points.
    pub max: Option<Typed>,
    /// Ratio where all units are equal.
    pub flat: f64,
}

/// A score rule; SCHEME.md §4 has the formulas.
#[derive(Clone, Debug)]
pub enum Rule {
    /// 极差
    MinMax {
        /// Instead of the sample's worst.
        worst: Option<Typed>,
        /// Instead of the sample's best.
        best: Option<Typed>,
    },
    /// 功效系数
    Efficacy {
        /// Marks at the worst value, of 100.
        base: Typed,
        /// Instead of the sample's worst.
        worst: Option<Typed>,
        /// Instead of the sample's best.
        best: Option<Typed>,
        /// b^(1−t) instead of b + (1−b)·t.
        exponential: bool,
    },
    /// 完成率
    Target {
        /// The target.
        target: Typed,
        /// T/x instead of 2 − x/T where lower is better.
        reciprocal: bool,
    },
    /// 基准值
    Baseline {
        /// The baseline; the mean if not said.
        baseline: Option<Typed>,
    },
    /// Ratio to the best.
    BestRatio {
        /// Instead of the sample's best.
        best: Option<Typed>,
    },
    /// 位次
    Rank {
        /// Ratio of the first.
        first: Typed,
        /// Ratio of the last.
        last: Typed,
        /// What ties get.
        tied: Tied,
    },
    /// A fixed step a place.
    RankStep {
        /// Ratio of the first.
        first: Typed,
        /// Ratio a place.
        step: Typed,
        /// What ties get.
        tied: Tied,
    },
    /// Points by place.
    RankBands {
        /// Up to this rank, these points.
        rows: Vec<(f64, Typed)>,
        /// Points of all others.
        otherwise: Option<Typed>,
        /// What ties get.
        tied: Tied,
    },
    /// 分档
    Bands {
        /// Edge and points, rising.
        rows: Vec<(Typed, Typed)>,
        /// Straight lines between the edges.
        linear: bool,
        /// The edge itself belongs to the band below.
        open: bool,
        /// Points below the first edge.
        otherwise: Option<Typed>,
    },
    /// 增减分
    PerPoint {
        /// Value that gives the weight.
        line: Typed,
        /// Size of a step.
        step: Typed,
        /// Points a step above.
        up: Typed,
        /// Points a step below.
        down: Typed,
        /// What a part of a step gives.
        partial: Partial,
    },
    /// 与均值比
    Relative {
        /// Reference; the mean if not said.
        reference: Option<Typed>,
        /// Slope.
        k: Typed,
        /// Difference instead of quotient.
        difference: bool,
    },
    /// Standard score.
    ZScore {
        /// Ratio at the mean.
        centre: Typed,
        /// Ratio a standard deviation.
        spread: Typed,
        /// Population instead of sample deviation.
        population: bool,
    },
    /// Share of the others that are worse.
    Percentile,
    /// x over the length of the column.
    Vector,
    /// 直接计分: x are points.
    Given,
    /// A formula of the ratio.
    Ratio(Typed),
    /// A formula of the points.
    Points(Typed),
}

impl Scoring {
    /// Every expression of the rule and its bounds, in the order they are written.
    pub fn parameters(&self) -> Vec<&Typed> {
        let bounds = [&self.floor, &self.cap, &self.min, &self.max];
        let mut list = self.rule.parameters();
        list.extend(bounds.into_iter().flatten());
        list
    }
}

impl Rule {
    /// Do other units have a part in it: by a bound of the sample, a rank, a statistic of the set?
    pub fn compares(&self) -> bool {
        let of_the_set = |expr: &Typed| matches!(expr.kind, Kind::Group(..));
        let sample = match self {
            Self::MinMax { worst, best } | Self::Efficacy { worst, best, .. } => {
                worst.is_none() || best.is_none()
            }
            Self::Baseline { baseline: from } | Self::BestRatio { best: from } => from.is_none(),
            Self::Relative { reference, .. } => reference.is_none(),
            Self::Rank { .. }
            | Self::RankStep { .. }
            | Self::RankBands { .. }
            | Self::ZScore { .. }
            | Self::Percentile
            | Self::Vector => true,
            Self::Target { .. }
            | Self::PerPoint { .. }
            | Self::Bands { .. }
            | Self::Given
            | Self::Ratio(_)
            | Self::Points(_) => false,
        };
        sample || self.parameters().into_iter().any(|expr| any(expr, &of_the_set))
    }

    /// Every expression of the rule.
    pub fn parameters(&self) -> Vec<&Typed> {
        match self {
            Self::MinMax { worst, best } => worst.iter().chain(best).collect(),
            Self::Efficacy { base, worst, best, .. } => [base].into_iter().chain(worst).chain(best).collect(),
            Self::Target { target, .. } => vec![target],
            Self::Baseline { baseline } => baseline.iter().collect(),
            Self::BestRatio { best } => best.iter().collect(),
            Self::Rank { first, last, .. } => vec![first, last],
            Self::RankStep { first, step, .. } => vec![first, step],
            Self::RankBands { rows, otherwise, .. } => {
                rows.iter().map(|(_, points)| points).chain(otherwise).collect()
            }
            Self::Bands { rows, otherwise, .. } => {
                rows.iter().flat_map(|(edge, points)| [edge, points]).chain(otherwise).collect()
            }
            Self::PerPoint { line, step, up, down, .. } => vec![line, step, up, down],
            Self::Relative { reference, k, .. } => reference.iter().chain([k]).collect(),
            Self::ZScore { centre, spread, .. } => vec![centre, spread],
            Self::Ratio(formula) | Self::Points(formula) => vec![formula],
            Self::Percentile | Self::Vector | Self::Given => Vec::new(),
        }
    }

    /// The word used in scheme files.
    pub fn word(&self) -> &'static str {
        match self {
            Self::MinMax { .. } => "minmax",
            Self::Efficacy { .. } => "efficacy",
            Self::Target { .. } => "target",
            Self::Baseline { .. } => "baseline",
            Self::BestRatio { .. } => "best_ratio",
            Self::Rank { .. } => "rank",
            Self::RankStep { .. } => "rank_step",
            Self::RankBands { .. } => "rank_bands",
            Self::Bands { .. } => "bands",
            Self::PerPoint { .. } => "per_point",
            Self::Relative { .. } => "relative",
            Self::ZScore { .. } => "zscore",
            Self::Percentile => "percentile",
            Self::Vector => "vector",
            Self::Given => "given",
            Self::Ratio(_) | Self::Points(_) => "formula",
        }
    }

    /// Does it give points rather than a ratio?
    pub fn gives_points(&self) -> bool {
        matches!(
            self,
            Self::RankBands { .. }
                | Self::Bands { .. }
                | Self::PerPoint { .. }
                | Self::Given
                | Self::Points(_)
        )
    }
}

/// What tied ranks get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tied {
    /// The best of the tied places.
    Best,
    /// Their average.
    Average,
    /// The worst of them.
    Worst,
}

/// What a part of a step gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Partial {
    /// In proportion.
    ProRata,
    /// Nothing.
    Drop,
    /// A whole step.
    Count,
}
