//! Headings in both languages.

use baton_model::{Lang, Measure, Scenario};
use baton_scheme::expr::typed::Type;
use baton_scheme::formula_text::workbook::{Column, FigureKey, SetName, Source, Step};
use baton_scheme::plan::Body;

use super::Report;

/// Name, period with scenario, and unit of measure of a figure.
pub(crate) fn figure(report: &Report<'_>, key: &FigureKey) -> (String, String, String) {
    let lang = report.lang();
    let mut when = key.period.to_string();
    match key.scenario {
        Scenario::Actual => {}
        Scenario::Plan => when = format!("{when} {}", lang.pick("计划", "plan")),
        Scenario::Forecast => when = format!("{when} {}", lang.pick("预测", "forecast")),
    }
    match &key.source {
        Source::Indicator(id) => {
            let indicator = report.snapshot.catalogue.get(*id);
            let mark = if key.derived { lang.pick("（推算）", " (derived)") } else { "" };
            (format!("{}{mark}", indicator.name), when, indicator.measure.text().to_owned())
        }
        Source::Attribute(name, before) => {
            let when = if *before {
                lang.pick("上年属性", "attribute a year before")
            } else {
                lang.pick("属性", "attribute")
            };
            (name.clone(), when.to_owned(), String::new())
        }
        Source::Elsewhere(name) => (name.clone(), when, String::new()),
    }
}

/// The unit of measure of a leaf's value.
pub(crate) fn measure(report: &Report<'_>, node: usize) -> String {
    let Body::Leaf(leaf) = &report.plan.nodes[node].body else { return String::new() };
    let inferred = match &leaf.value.ty {
        Type::Number(measure) => measure.as_ref(),
        _ => None,
    };
    leaf.measure.as_ref().or(inferred).map(Measure::text).unwrap_or_default().to_owned()
}

/// Heading of a column of the calculation.
pub(crate) fn step(report: &Report<'_>, column: &Column) -> String {
    let lang = report.lang();
    let word = match &column.step {
        Step::Applies => lang.pick("适用", "Applies"),
        Step::Reported => lang.pick("报送值", "Reported"),
        Step::Value => return value(report, column),
        Step::Operand(name) => operand(name, lang),
        Step::Expression => lang.pick("比较用值", "Compared value"),
        Step::SetRank => lang.pick("组内位次", "Rank in set"),
        Step::Steps => lang.pick("档数", "Steps"),
        Step::Ratio => lang.pick("得分率", "Ratio"),
        Step::RulePoints => lang.pick("按规则得分", "Points by rule"),
        Step::Sum => lang.pick("下级合计", "Sum of parts"),
        Step::BeforeFactor => lang.pick("乘系数前", "Before factor"),
        Step::Unrounded => lang.pick("未修约", "Unrounded"),
        Step::Points => lang.pick("得分", "Points"),
        Step::FinalRatio => lang.pick("合成用得分率", "Ratio for the mean"),
        Step::Veto(index) => return report.plan.vetoes[*index].name.clone(),
        Step::Adjustment(index) => return report.plan.adjustments[*index].name.clone(),
        Step::Bounded(index) => {
            return format!(
                "{}{}",
                report.plan.adjustments[*index].name,
                lang.pick("（限额后）", ", bounded")
            );
        }
        Step::Counted(index) => {
            return format!(
                "{}{}",
                report.plan.adjustments[*index].name,
                lang.pick("（取大后）", ", larger kept")
            );
        }
        Step::Adjustments => lang.pick("加减分合计", "Adjustments"),
        Step::TotalUnrounded => lang.pick("总分（未修约）", "Total, unrounded"),
        Step::TotalBeforeVeto => lang.pick("总分（否决前）", "Total before vetoes"),
        Step::Total => lang.pick("总分", "Total"),
        Step::TotalRatio => lang.pick("总得分率", "Total ÷ full mark"),
        Step::RankKey => lang.pick("排序依据", "Compared"),
        Step::BreakKey => lang.pick("并列时比较", "Breaks ties"),
        Step::Places => lang.pick("名次（跳号）", "Place"),
        Step::Rank => lang.pick("位次", "Rank"),
        Step::RankOverall => lang.pick("全部位次", "Rank overall"),
    };
    word.to_owned()
}

fn value(report: &Report<'_>, column: &Column) -> String {
    let word = report.lang().pick("数值", "Value");
    match column.node.map(|node| measure(report, node)).filter(|measure| !measure.is_empty()) {
        Some(measure) => format!("{word}\n({measure})"),
        None => word.to_owned(),
    }
}

fn operand(name: &str, lang: Lang) -> &'static str {
    match name {
        "target" => lang.pick("目标值", "Target"),
        "baseline" => lang.pick("基准值", "Baseline"),
        "line" => lang.pick("基准线", "Line"),
        "step" => lang.pick("档距", "Step"),
        "worst" => lang.pick("不允许值", "Worst"),
        "best" => lang.pick("满意值", "Best"),
        "reference" => lang.pick("参照值", "Reference"),
        "min" => lang.pick("最低分", "Least points"),
        "max" => lang.pick("最高分", "Most points"),
        "floor" => lang.pick("下限", "Floor"),
        "cap" => lang.pick("上限", "Cap"),
        "missing" => lang.pick("缺失赋值", "If missing"),
        _ => lang.pick("参数", "Parameter"),
    }
}

/// Name of a comparison set.
pub(crate) fn set(name: &SetName, lang: Lang) -> String {
    match name {
        SetName::Group(group) if group.is_empty() => lang.pick("全部", "all").to_owned(),
        SetName::Group(group) => group.clone(),
        SetName::All => lang.pick("全部", "all").to_owned(),
        SetName::Below(unit) => format!("{unit}{}", lang.pick("所属", ", its units")),
        SetName::Chosen => lang.pick("指定范围", "chosen units").to_owned(),
    }
}

/// Name of a node: that of a part with its parent's.
pub(crate) fn node(report: &Report<'_>, index: usize) -> String {
    let node = &report.plan.nodes[index];
    let Some(parent) = node.parent.filter(|parent| *parent != 0) else {
        return if index == 0 { report.lang().pick("合计", "Sum").to_owned() } else { node.name.clone() };
    };
    let above = &report.plan.nodes[parent];
    if node.id.starts_with(&format!("{}.", above.id)) && node.name != above.name {
        format!("{}：{}", above.name, node.name)
    } else {
        node.name.clone()
    }
}
