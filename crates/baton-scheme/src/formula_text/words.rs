//! Expressions in plain words: names of indicators instead of codes.

use baton_model::{Catalogue, Lang};

use crate::expr::ast::BinaryOp;
use crate::expr::typed::{GroupFunction, Kind, ScenarioFunction, TimeFunction, TreeFunction, Typed};
use crate::expr::walk::children;
use crate::plan::{Aggregate, Missing, Parameter, Plan};

/// Says expressions in a language.
pub(crate) struct Words<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) lang: Lang,
}

impl Words<'_> {
    fn pick(&self, zh: &str, en: &str) -> String {
        self.lang.pick(zh, en).to_owned()
    }

    /// What a missing figure gives.
    pub(crate) fn missing(&self, missing: &Missing) -> Option<String> {
        Some(match missing {
            Missing::Error => return None,
            Missing::Zero => self.pick("缺失得 0 分", "0 points if missing"),
            Missing::Floor(ratio) => {
                format!("{} {}", self.pick("缺失按最低得分率", "if missing the least ratio"), self.say(ratio))
            }
            Missing::Points(points) => {
                format!("{} {}", self.pick("缺失得", "points if missing:"), self.say(points))
            }
            Missing::MeanPoints => self.pick("缺失得组内平均分", "mean points of the group if missing"),
            Missing::Mean(_) => self.pick("缺失用组内均值代替", "the group's mean if missing"),
            Missing::Median(_) => self.pick("缺失用组内中位数代替", "the group's median if missing"),
            Missing::Previous(age) => format!(
                "{} {age}",
                self.pick("缺失用以前期数值，期数不超过", "an earlier value if missing, periods at most")
            ),
            Missing::Exclude => {
                self.pick("缺失的权重按比例分给其余指标", "its weight is spread over the rest if missing")
            }
        })
    }

    /// How children are put together.
    pub(crate) fn aggregate(&self, aggregate: Aggregate) -> String {
        match aggregate {
            Aggregate::Sum => self.pick("下级得分相加", "sum of its parts"),
            Aggregate::Geometric => {
                self.pick("下级得分率的加权几何平均", "weighted geometric mean of ratios")
            }
            Aggregate::Harmonic => self.pick("下级得分率的加权调和平均", "weighted harmonic mean of ratios"),
            Aggregate::Power(p) => format!(
                "{} {p}",
                self.pick("下级得分率的加权幂平均，幂", "weighted power mean of ratios, power")
            ),
            Aggregate::Min => self.pick("取下级得分率最低的", "the smallest ratio of its parts"),
            Aggregate::Max => self.pick("取下级得分率最高的", "the largest ratio of its parts"),
            Aggregate::BestOf(k) => format!(
                "{} {k}",
                self.pick("下级得分率最高的几项平均，项数", "mean of the best ratios, so many:")
            ),
            Aggregate::MazziottaPareto => self.pick(
                "均值减去不均衡的扣减（Mazziotta–Pareto）",
                "mean less a penalty for imbalance (Mazziotta–Pareto)",
            ),
            Aggregate::Topsis => self.pick("与理想解的贴近度（TOPSIS）", "closeness to the ideal (TOPSIS)"),
            Aggregate::Copeland => self.pick("两两比较（Copeland）", "pairwise comparisons (Copeland)"),
        }
    }

    /// An expression in words: names instead of codes.
    pub(crate) fn say(&self, expr: &Typed) -> String {
        let inner = |expr: &Typed| match expr.kind {
            Kind::Binary(..) => format!("({})", self.say(expr)),
            _ => self.say(expr),
        };
        match &expr.kind {
            Kind::Number(number) => number.to_string(),
            Kind::Text(text) => format!("“{text}”"),
            Kind::Indicator(id) => self.catalogue.get(*id).name.clone(),
            Kind::Attribute(name) => name.clone(),
            Kind::Parameter(name) => match self.plan.parameters.get(name) {
                Some(Parameter::Number(number)) => number.to_string(),
                Some(Parameter::Text(text)) => text.clone(),
                _ => name.clone(),
            },
            Kind::Value => self.pick("本项数值", "the value"),
            Kind::Negate(a) => format!("−{}", inner(a)),
            Kind::Not(a) => format!("{}{}", self.pick("非", "not "), inner(a)),
            Kind::Binary(op, a, b) => {
                let sign = match op {
                    BinaryOp::Multiply => "×".to_owned(),
                    BinaryOp::Divide => "÷".to_owned(),
                    BinaryOp::Subtract => "−".to_owned(),
                    BinaryOp::LessOrEqual => "≤".to_owned(),
                    BinaryOp::GreaterOrEqual => "≥".to_owned(),
                    BinaryOp::NotEqual => "≠".to_owned(),
                    BinaryOp::And => self.pick("且", "and"),
                    BinaryOp::Or => self.pick("或", "or"),
                    _ => op.sign().to_owned(),
                };
                format!("{} {sign} {}", inner(a), inner(b))
            }
            Kind::Convert(a, _) => self.say(a),
            Kind::Scenario(function, a) => format!(
                "{}{}",
                self.say(a),
                match function {
                    ScenarioFunction::Plan => self.pick("的计划数", " planned"),
                    ScenarioFunction::PlanYear => self.pick("的全年计划数", " planned for the year"),
                    ScenarioFunction::Forecast => self.pick("的预测数", " forecast"),
                }
            ),
            Kind::Tree(function, a) => match function {
                TreeFunction::Parent => format!("{}{}", self.pick("上级的", "the parent's "), self.say(a)),
                TreeFunction::Share => {
                    format!("{}{}", self.say(a), self.pick("占上级比重", " as a share of the parent's"))
                }
                TreeFunction::ChildrenSum => {
                    format!("{}{}", self.say(a), self.pick("的下级合计", " summed over the units below"))
                }
            },
            Kind::Time(function, a) => format!(
                "{}{}",
                self.say(a),
                match function {
                    TimeFunction::PrevYear => self.pick("（上年）", " (a year before)"),
                    TimeFunction::Lag(n) =>
                        format!("{}{n}{}", self.pick("（前", " ("), self.pick("期）", " periods before)")),
                    TimeFunction::Yoy => self.pick("同比增速", " growth on the year"),
                    TimeFunction::Diff => self.pick("比上期增减", " change on the period"),
                    TimeFunction::YoyDiff => self.pick("同比增减", " change on the year"),
                    TimeFunction::Cagr(n) =>
                        format!(" {n}{}", self.pick("期年均增速", "-period compound growth")),
                    TimeFunction::MeanOver(n) => format!(" {n}{}", self.pick("期平均", "-period mean")),
                    TimeFunction::MonthOf => self.pick("当月", " of the month"),
                    TimeFunction::Ytd => self.pick("累计", " to date"),
                }
            ),
            Kind::Group(function, a) => format!(
                "{}{}",
                if a.kind == Kind::Value { String::new() } else { self.say(a) },
                match function {
                    GroupFunction::Best => self.pick("组内最优", " best in the group"),
                    GroupFunction::Worst => self.pick("组内最差", " worst in the group"),
                    GroupFunction::Mean => self.pick("组内均值", " mean of the group"),
                    GroupFunction::Median => self.pick("组内中位数", " median of the group"),
                    GroupFunction::Stdev => self.pick("组内标准差", " stdev of the group"),
                    GroupFunction::Count => self.pick("组内个数", " count of the group"),
                    GroupFunction::Rank => self.pick("组内位次", " rank in the group"),
                }
            )
            .trim()
            .to_owned(),
            Kind::Call(function, list) => {
                let list: Vec<String> = list.iter().map(|part| self.say(part)).collect();
                format!("{function:?}({})", list.join(", ")).to_lowercase()
            }
            Kind::Elapsed => self.pick("时序进度", "the part of the year gone"),
            Kind::IsNull(a) => format!("{}{}", self.say(a), self.pick("缺失", " is missing")),
            Kind::Case(arms, otherwise) => {
                let mut parts: Vec<String> = arms
                    .iter()
                    .map(|(when, then)| {
                        format!("{}{}{}", self.say(when), self.pick("时 ", ": "), self.say(then))
                    })
                    .collect();
                parts.extend(
                    otherwise.as_ref().map(|other| self.pick("否则 ", "otherwise ") + &self.say(other)),
                );
                parts.join(&self.pick("，", ", "))
            }
            _ => children(expr)
                .into_iter()
                .map(|part| self.say(part))
                .collect::<Vec<_>>()
                .join(&self.pick("、", ", ")),
        }
    }
}
