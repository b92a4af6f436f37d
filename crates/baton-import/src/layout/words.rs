//! Words of statistical tables that are neither units, indicators nor periods.

mod measure;

pub(crate) use measure::looks_like_measure;

use baton_model::Scenario;
use baton_model::catalogue::fold;

/// What a word makes of the figures under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Qualifier {
    /// `本月`: the month by itself.
    Current,
    /// `累计`: from January.
    Running,
    /// `同比`, `增长`: growth in percent.
    Growth,
    /// `上年同期`, `位次`, `增减额`: figures that are somebody else's, or none of the catalogue's.
    Other,
}

const CURRENT: &[&str] = &["本月", "当月", "当期", "本期", "本月数", "当月数", "本月实际", "当月实际"];
const RUNNING: &[&str] = &[
    "累计",
    "本年累计",
    "累计数",
    "本月止累计",
    "自年初累计",
    "1-本月",
    "1-本月累计",
    "年初至今",
    "本月累计",
    "截至本月累计",
    "累计完成",
    "累计总量",
    "累计值",
    "自年初至本月止累计",
    "当年累计",
];
const GROWTH: &[&str] = &[
    "同比",
    "增长",
    "增速",
    "增幅",
    "增长率",
    "同比增长",
    "同比增速",
    "同比增幅",
    "同比增长率",
    "比上年增长",
    "比上年同期增长",
    "较上年增长",
    "较上年同期增长",
    "比去年同期增长",
    "同比±",
    "±",
    "增减",
    "同比增减",
    "比上年增减",
    "比上年同期增减",
    "比同期增长",
    "增长速度",
    "累计增长",
    "累计同比",
    "累计增速",
    "累计同比增长",
];
const OTHER: &[&str] = &[
    "上年同期",
    "去年同期",
    "上年",
    "去年",
    "上年数",
    "上年同期数",
    "同期",
    "同期数",
    "上月",
    "环比",
    "环比增长",
    "位次",
    "排名",
    "排位",
    "名次",
    "全省位次",
    "全市位次",
    "增减额",
    "增加额",
    "增量",
    "增减量",
    "比上年增加",
    "占比",
    "比重",
    "构成",
    "完成率",
    "完成比例",
    "完成进度",
    "进度",
    "占年计划",
    "序时进度",
    "完成年计划",
    "为预算",
    "完成预算",
    "得分",
    "权重",
    "目标完成率",
];
const NEUTRAL: &[&str] = &[
    "绝对值",
    "绝对数",
    "绝对额",
    "总量",
    "数值",
    "指标值",
    "数量",
    "实绩",
    "完成",
    "完成数",
    "完成额",
    "完成值",
    "完成情况",
    "金额",
    "规模",
    "总额",
    "值",
    "数",
    "指标",
    "项目",
    "指标名称",
    "计量单位",
    "单位",
    "全年",
    "年度",
    "实际完成",
    "合计",
    "总计",
];
const PLAN: &[&str] = &[
    "计划",
    "计划数",
    "年计划",
    "年度计划",
    "全年计划",
    "目标",
    "年度目标",
    "全年目标",
    "目标值",
    "目标数",
    "年度目标值",
    "预期目标",
    "预算",
    "预算数",
    "年初预算",
    "任务",
    "目标任务",
    "年度任务",
    "任务数",
];
const ACTUAL: &[&str] = &["实际", "实际数", "实际值", "实际完成数"];
const FORECAST: &[&str] = &["预测", "预测数", "预测值", "预计", "预计数", "预计完成", "预计全年"];
const TOTALS: &[&str] = &[
    "合计",
    "总计",
    "小计",
    "总和",
    "全市",
    "全省",
    "全县",
    "全区",
    "全国",
    "全市合计",
    "全省合计",
    "全县合计",
    "全区合计",
    "平均",
    "平均值",
    "全市平均",
    "全省平均",
    "全国平均",
    "市直",
    "市本级",
    "省本级",
    "县本级",
    "本级",
    "其他",
    "其它",
    "省辖市",
    "省辖市合计",
    "直管县",
    "省直管县",
    "县(市)",
    "市辖区",
    "县市区",
];
const SERIAL: &[&str] = &["序号", "编号", "no.", "no", "号", "#", "行次", "行号"];

/// A word with nothing else in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    Qualifier(Qualifier),
    Scenario(Scenario),
    /// Says nothing.
    Neutral,
}

/// What a word is, half-width and without spaces.
pub(crate) fn word(text: &str) -> Option<Word> {
    let text = fold(text);
    let text = text.trim_end_matches(['%', '±', '+', '-', '、', ':', '：']);
    let among = |words: &[&str]| words.contains(&text);
    if among(CURRENT) {
        Some(Word::Qualifier(Qualifier::Current))
    } else if among(RUNNING) {
        Some(Word::Qualifier(Qualifier::Running))
    } else if among(GROWTH) {
        Some(Word::Qualifier(Qualifier::Growth))
    } else if among(OTHER) {
        Some(Word::Qualifier(Qualifier::Other))
    } else if among(PLAN) {
        Some(Word::Scenario(Scenario::Plan))
    } else if among(ACTUAL) {
        Some(Word::Scenario(Scenario::Actual))
    } else if among(FORECAST) {
        Some(Word::Scenario(Scenario::Forecast))
    } else {
        among(NEUTRAL).then_some(Word::Neutral)
    }
}

/// Names under which a growth rate stands in catalogues, behind the name of what grows.
pub(crate) const GROWTH_NAMES: &[&str] = &[
    "增速",
    "同比增速",
    "同比增长",
    "增长率",
    "同比",
    "增长",
    "增幅",
    "同比增长率",
    "比上年增长",
    "累计增速",
    "累计同比",
    "增长速度",
    "累计增长",
];

/// Is a label that of a sum or a mean, or of a part that is no unit?
pub(crate) fn is_total(label: &str) -> bool {
    let label = fold(label);
    let label = label.trim_start_matches(['#', '*']);
    TOTALS.contains(&label) || label.ends_with("合计") || label.ends_with("小计") || label.ends_with("平均")
}

/// Is a header that of running numbers?
pub(crate) fn is_serial(header: &str) -> bool {
    SERIAL.contains(&fold(header).as_str())
}

/// Does a row that begins so say something about the table rather than hold figures?
pub(crate) fn is_footnote(label: &str) -> bool {
    const BEGINNINGS: &[&str] = &[
        "注:",
        "注1",
        "注2",
        "注3",
        "备注",
        "说明",
        "资料来源",
        "数据来源",
        "来源:",
        "本表",
        "填表",
        "填报",
        "制表",
        "审核",
        "单位负责人",
        "负责人",
        "联系电话",
        "联系人",
        "报送",
        "打印日期",
        "(注",
        "附注",
        "*注",
        "1.本",
        "2.本",
        "续表",
        "统计负责人",
        "分管领导",
        "source:",
        "note:",
        "notes:",
    ];
    let start: String = label.chars().filter(|c| !c.is_whitespace()).take(12).collect();
    let start = start.replace('：', ":").replace('（', "(").to_ascii_lowercase();
    let page = start.starts_with('第') && start.contains('页');
    page || BEGINNINGS.iter().any(|beginning| start.starts_with(beginning))
}

/// A title or sheet name that names a publication by its year, which is not the year of the figures.
pub(crate) fn names_a_yearbook(text: &str) -> bool {
    text.contains("年鉴") || text.contains("公报汇编")
}

/// Does a title speak of plans, while nothing says which figures are plans?
pub(crate) fn speaks_of_plans(text: &str) -> bool {
    ["计划表", "目标任务", "计划目标", "预期目标", "目标分解", "任务分解", "年度计划", "预测表"]
        .iter()
        .any(|word| text.contains(word))
}
