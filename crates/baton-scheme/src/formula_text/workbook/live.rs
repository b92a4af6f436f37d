//! What a workbook cannot follow: written as values, and said.

use baton_model::Message;
use baton_score::aggregate as means;

use crate::expr::typed::{Function, Kind, Type, Typed};
use crate::expr::walk::walk;
use crate::plan::{Aggregate, Body, Condition, Leaf, Plan};
use crate::run::RunResult;

baton_model::messages! {
    /// Outlier treatment.
    NOT_LIVE_TREATMENT = "X101" {
        zh: "“{name}”做了异常值处理，工作簿里是处理后的数值，不随原始数据重算",
        en: "{name} is treated for outliers: the workbook has the treated values, which do not follow the raw data",
    }
    /// TOPSIS and Copeland.
    NOT_LIVE_AGGREGATE = "X102" {
        zh: "“{name}”按 {aggregate} 合成，工作簿里是数值，不随原始数据重算",
        en: "{name} is put together by {aggregate}: the workbook has its values, which do not follow the raw data",
    }
    /// Groups.
    NOT_LIVE_GROUPS = "X103" {
        zh: "分组在测算时确定，工作簿里不重新分组", en: "groups are fixed by the run; the workbook does not regroup",
    }
    /// Grades and levels.
    NOT_LIVE_GRADES = "X104" {
        zh: "等次、星级和名单是数值，不随总分重算",
        en: "grades, levels and lists are values and do not follow the totals",
    }
    /// Results of other runs.
    NOT_LIVE_ELSEWHERE = "X105" {
        zh: "“{name}”读取已发布结果或台账，作为数据写在原始数据表里",
        en: "{name} reads published results or a ledger, which stand on the data sheet as figures",
    }
    /// Functions that have no counterpart.
    NOT_LIVE_EXPRESSION = "X106" {
        zh: "“{name}”里的 {function} 在工作簿里没有对应的公式，以测算时的结果为准",
        en: "{name} uses {function}, which a workbook cannot follow: the result of the run holds",
    }
}

/// What of a scheme is written as values rather than formulas, for `check` and the method sheet.
pub fn not_live(plan: &Plan) -> Vec<Message> {
    let mut list = Vec::new();
    if !matches!(plan.grouping, crate::plan::Grouping::None) {
        list.push(Message::new(&NOT_LIVE_GROUPS));
    }
    for node in &plan.nodes {
        match &node.body {
            Body::Leaf(leaf) => leaf_not_live(&node.name, leaf, &mut list),
            Body::Inner(inner) => {
                let word = match inner.aggregate {
                    Aggregate::Topsis => "topsis",
                    Aggregate::Copeland => "copeland",
                    _ => continue,
                };
                let message =
                    Message::new(&NOT_LIVE_AGGREGATE).with("name", &node.name).with("aggregate", word);
                list.push(message);
            }
        }
    }
    for rule in &plan.adjustments {
        expression_not_live(&rule.name, &rule.points, &mut list);
        condition_not_live(&rule.name, rule.when.as_ref(), &mut list);
    }
    for veto in &plan.vetoes {
        condition_not_live(&veto.name, Some(&veto.when), &mut list);
    }
    if !plan.grades.is_empty() || !plan.levels.is_empty() || !plan.lists.is_empty() {
        list.push(Message::new(&NOT_LIVE_GRADES));
    }
    list
}

fn leaf_not_live(name: &str, leaf: &Leaf, list: &mut Vec<Message>) {
    if leaf.treat.is_some() {
        list.push(Message::new(&NOT_LIVE_TREATMENT).with("name", name));
    }
    expression_not_live(name, &leaf.value, list);
    condition_not_live(name, leaf.applies.as_ref(), list);
    for (_, expr) in super::operand::named(&leaf.scoring) {
        expression_not_live(name, expr, list);
    }
}

fn condition_not_live(name: &str, condition: Option<&Condition>, list: &mut Vec<Message>) {
    if let Some(condition) = condition {
        expression_not_live(name, &condition.when, list);
    }
}

fn expression_not_live(name: &str, expr: &Typed, list: &mut Vec<Message>) {
    let mut put = |message: Message| {
        if !list.contains(&message) {
            list.push(message);
        }
    };
    walk(expr, &mut |part| match &part.kind {
        Kind::Result { .. } | Kind::Ledger { .. } | Kind::AsPublished(_) => {
            put(Message::new(&NOT_LIVE_ELSEWHERE).with("name", name));
        }
        Kind::Call(Function::Round, arguments)
            if !arguments.get(1).is_none_or(|places| matches!(places.kind, Kind::Number(_))) =>
        {
            put(Message::new(&NOT_LIVE_EXPRESSION).with("name", name).with("function", "round"));
        }
        Kind::Case(arms, _) if part.ty == Type::Text && !arms.is_empty() => {
            put(Message::new(&NOT_LIVE_EXPRESSION).with("name", name).with("function", "case"));
        }
        _ => {}
    });
}

/// A mean of the final ratios of children, as the engine takes it.
pub(super) fn mean_of(
    aggregate: Aggregate,
    children: &[usize],
    result: &RunResult,
    (subject, group): (usize, usize),
) -> Option<f64> {
    let ratios: Vec<f64> =
        children.iter().map(|child| result.nodes[*child].ratio_of(subject).unwrap_or(f64::NAN)).collect();
    let weights: Vec<f64> = children.iter().map(|child| result.nodes[*child].weight[group]).collect();
    match aggregate {
        Aggregate::Geometric => means::geometric(&ratios, &weights).ok()?,
        Aggregate::Harmonic => means::harmonic(&ratios, &weights).ok()?,
        Aggregate::Power(p) => means::power(&ratios, &weights, p).ok()?,
        Aggregate::Min => means::min(&ratios, &weights),
        Aggregate::Max => means::max(&ratios, &weights),
        Aggregate::BestOf(k) => means::best_of(&ratios, &weights, k),
        _ => means::mazziotta_pareto(&ratios, &weights, means::Penalty::Minus),
    }
}
