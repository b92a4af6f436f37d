//! What the columns of a tidy table are for, by their names.

use baton_model::catalogue::fold;

use crate::report::Meaning;

/// What a column of a tidy table says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    UnitCode,
    UnitName,
    IndicatorCode,
    IndicatorName,
    Period,
    Month,
    Value,
    Scenario,
    Series,
    Measure,
    Source,
    Note,
    /// `单位`: the unit assessed, or the unit of measure.
    UnitOrMeasure,
}

const NAMES: &[(Role, &[&str])] = &[
    (
        Role::UnitCode,
        &[
            "unit_code",
            "region_code",
            "area_code",
            "单位代码",
            "单位编码",
            "地区代码",
            "地区编码",
            "行政区划代码",
            "区划代码",
            "行政区代码",
            "统一社会信用代码",
            "信用代码",
            "企业代码",
            "代码",
            "编码",
            "code",
        ],
    ),
    (
        Role::UnitName,
        &[
            "unit_name",
            "unit",
            "region",
            "area",
            "county",
            "city",
            "province",
            "country",
            "name",
            "单位名称",
            "地区",
            "地区名称",
            "区域",
            "县区",
            "县市区",
            "县(市、区)",
            "县(市区)",
            "市县",
            "市县区",
            "城市",
            "省份",
            "省市",
            "省(区、市)",
            "地市",
            "市州",
            "区县",
            "企业",
            "企业名称",
            "被考核单位",
            "考核单位",
            "考核对象",
            "开发区",
            "开发区名称",
            "名称",
            "行政区划",
            "市",
            "县",
            "省",
        ],
    ),
    (Role::IndicatorCode, &["indicator_code", "indicator", "指标代码", "指标编码"]),
    (
        Role::IndicatorName,
        &[
            "indicator_name",
            "indicator_name_zh",
            "指标",
            "指标名称",
            "指标名",
            "统计指标",
            "考核指标",
            "项目",
        ],
    ),
    (
        Role::Period,
        &[
            "period",
            "year",
            "date",
            "time",
            "期间",
            "时期",
            "周期",
            "时间",
            "报告期",
            "统计期",
            "年份",
            "年度",
            "年",
            "数据时间",
            "数据期",
        ],
    ),
    (Role::Month, &["month", "月份", "月"]),
    (Role::Value, &["value", "数值", "值", "数据", "指标值", "数据值", "实际值", "统计值", "本期值"]),
    (Role::Scenario, &["scenario", "情景", "场景", "数据性质", "数据类型"]),
    (Role::Series, &["series", "口径", "统计口径", "序列"]),
    (Role::Measure, &["unit_of_measure", "measure", "uom", "计量单位", "数据单位"]),
    (Role::Source, &["source", "来源", "数据来源", "资料来源"]),
    (Role::Note, &["note", "notes", "remark", "remarks", "comment", "备注", "说明", "注"]),
    (Role::UnitOrMeasure, &["单位"]),
];

impl Role {
    /// The role a column name says.
    pub(crate) fn of(name: &str) -> Option<Self> {
        let name = fold(name);
        NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(role, _)| *role)
    }

    /// What a column of a tidy table means.
    pub(crate) fn meaning(self) -> Meaning {
        match self {
            Self::UnitCode | Self::UnitName => Meaning::Units,
            Self::IndicatorCode | Self::IndicatorName => Meaning::Indicators,
            Self::Period | Self::Month => Meaning::Periods,
            Self::Value => Meaning::Values,
            Self::Scenario => Meaning::Scenarios,
            Self::Series => Meaning::Series,
            Self::Measure | Self::UnitOrMeasure => Meaning::Measures,
            Self::Source | Self::Note => Meaning::Remarks,
        }
    }

    /// What a column of labels means beside those the table runs by.
    pub(crate) fn beside(self) -> Option<Meaning> {
        let meaning = self.meaning();
        matches!(meaning, Meaning::Units | Meaning::Measures | Meaning::Remarks).then_some(meaning)
    }
}
