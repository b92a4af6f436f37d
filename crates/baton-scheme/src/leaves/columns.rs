//! The columns of a leaf table.

use super::{rule_text, words};
use crate::document::{ByGroup, Leaf, Part, Text};

/// A column, in the order tables are written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    In,
    Id,
    Name,
    NameEn,
    Weight,
    WeightOf(String),
    Share,
    Value,
    Unit,
    Direction,
    Score,
    Target,
    Of,
    Missing,
    Owner,
    Periods,
    Applies,
    Otherwise,
    Factor,
    Carry,
    Unknown,
    Decimals,
    Treat,
    Full,
    Weights,
    Aggregate,
    MinAvailable,
    Note,
}

/// Headers: the one written first, then others that are read too.
const HEADERS: &[(Column, &[&str])] = &[
    (Column::In, &["一级指标", "in", "dimension", "上级指标", "维度"]),
    (Column::Id, &["标识", "id", "代码", "指标标识"]),
    (Column::Name, &["指标", "name", "指标名称", "名称", "二级指标"]),
    (Column::NameEn, &["英文名称", "name_en"]),
    (Column::Weight, &["权重", "weight", "分值", "满分"]),
    (Column::Share, &["份额", "share", "占比"]),
    (Column::Value, &["取值", "value", "数据", "计算公式"]),
    (Column::Unit, &["计量单位", "unit", "单位"]),
    (Column::Direction, &["方向", "direction", "指标方向"]),
    (Column::Score, &["计分方法", "score", "计分办法", "评分方法"]),
    (Column::Target, &["目标值", "target", "基准"]),
    (Column::Of, &["比较范围", "of"]),
    (Column::Missing, &["缺失处理", "missing"]),
    (Column::Owner, &["责任部门", "owner", "责任单位"]),
    (Column::Periods, &["周期", "periods"]),
    (Column::Applies, &["适用条件", "applies"]),
    (Column::Otherwise, &["不适用时", "otherwise"]),
    (Column::Factor, &["难度系数", "factor", "系数"]),
    (Column::Carry, &["沿用", "carry"]),
    (Column::Unknown, &["不能判断时", "unknown"]),
    (Column::Decimals, &["小数位", "decimals"]),
    (Column::Treat, &["异常值处理", "treat"]),
    (Column::Full, &["内部满分", "full"]),
    (Column::Weights, &["权重方式", "weights"]),
    (Column::Aggregate, &["合成方法", "aggregate"]),
    (Column::MinAvailable, &["最低可得比例", "min_available"]),
    (Column::Note, &["说明", "note", "备注"]),
];

/// What stands before the name of a group in `权重：A`.
const WEIGHT_OF: [&str; 4] = ["权重：", "权重:", "weight:", "分值："];

impl Column {
    pub(super) fn parse(header: &str) -> Option<Self> {
        let header = header.trim();
        if let Some(group) = WEIGHT_OF.iter().find_map(|prefix| header.strip_prefix(prefix)) {
            let group = group.trim();
            return (!group.is_empty()).then(|| Self::WeightOf(group.to_owned()));
        }
        HEADERS.iter().find(|(_, names)| names.contains(&header)).map(|(column, _)| column.clone())
    }

    pub(super) fn header(&self) -> String {
        match self {
            Self::WeightOf(group) => format!("权重：{group}"),
            other => {
                let found = HEADERS.iter().find(|(column, _)| column == other);
                found.and_then(|(_, names)| names.first()).map_or(String::new(), |name| (*name).to_owned())
            }
        }
    }
}

/// The header most like a text.
pub(super) fn nearest(header: &str) -> String {
    let names = HEADERS.iter().flat_map(|(_, names)| names.iter().copied());
    crate::document::decode::nearest(header.trim(), names)
}

type Row = Vec<(Column, String)>;

fn put(row: &mut Row, column: Column, text: Option<String>) {
    row.extend(text.map(|text| (column, text)));
}

fn plain(text: Option<&Text>) -> Option<String> {
    text.map(|text| text.value.clone())
}

fn chinese(text: Option<&Text>, table: &[(&'static str, &str)]) -> Option<String> {
    text.map(|text| words::to_chinese(&text.value, table).to_owned())
}

/// The cells of a leaf.
pub(super) fn of_leaf(leaf: &Leaf) -> Row {
    let mut row = Row::new();
    put(&mut row, Column::In, plain(leaf.r#in.as_ref()));
    put(&mut row, Column::Id, plain(leaf.id.as_ref()));
    put(&mut row, Column::Name, plain(leaf.name.as_ref()));
    put(&mut row, Column::NameEn, plain(leaf.name_en.as_ref()));
    match &leaf.weight {
        Some(ByGroup::All(weight)) => put(&mut row, Column::Weight, Some(weight.text.clone())),
        Some(ByGroup::Table(table, _)) => {
            row.extend(
                table.iter().map(|(group, weight)| (Column::WeightOf(group.clone()), weight.text.clone())),
            );
        }
        None => {}
    }
    let formula =
        |formula: &Option<crate::document::Formula>| formula.as_ref().map(|formula| formula.text.clone());
    put(&mut row, Column::Value, formula(&leaf.value));
    put(&mut row, Column::Unit, plain(leaf.unit.as_ref()));
    put(&mut row, Column::Direction, chinese(leaf.direction.as_ref(), words::DIRECTIONS));
    put(&mut row, Column::Score, leaf.score.as_ref().map(rule_text::write));
    put(&mut row, Column::Of, formula(&leaf.of).map(|text| words::to_chinese(&text, words::SETS).to_owned()));
    let missing = leaf.missing.as_ref();
    put(&mut row, Column::Missing, missing.map(rule_text::write_missing));
    put(&mut row, Column::Owner, plain(leaf.owner.as_ref()));
    let periods = leaf.periods.as_ref();
    let joined =
        periods.map(|list| list.0.iter().map(|text| text.value.as_str()).collect::<Vec<_>>().join("、"));
    put(&mut row, Column::Periods, joined);
    put(&mut row, Column::Applies, formula(&leaf.applies));
    put(&mut row, Column::Otherwise, chinese(leaf.otherwise.as_ref(), words::OTHERWISE));
    put(&mut row, Column::Factor, formula(&leaf.factor));
    put(&mut row, Column::Carry, chinese(leaf.carry.as_ref(), words::CARRY));
    put(&mut row, Column::Unknown, chinese(leaf.unknown.as_ref(), words::UNKNOWN));
    put(&mut row, Column::Decimals, leaf.decimals.as_ref().map(|number| number.value.to_string()));
    put(&mut row, Column::Treat, leaf.treat.as_ref().map(rule_text::write_treat));
    put(&mut row, Column::Full, leaf.full.as_ref().map(|number| number.value.to_string()));
    put(&mut row, Column::Weights, plain(leaf.weights.as_ref()));
    put(&mut row, Column::Aggregate, plain(leaf.aggregate.as_ref()));
    put(&mut row, Column::MinAvailable, leaf.min_available.as_ref().map(|number| number.value.to_string()));
    put(&mut row, Column::Note, plain(leaf.note.as_ref()));
    row
}

/// The cells of a part.
pub(super) fn of_part(part: &Part, parent: &str, number: usize) -> Row {
    let as_leaf = Leaf {
        name: part.name.clone(),
        name_en: part.name_en.clone(),
        value: part.value.clone(),
        unit: part.unit.clone(),
        direction: part.direction.clone(),
        owner: part.owner.clone(),
        score: part.score.clone(),
        missing: part.missing.clone(),
        of: part.of.clone(),
        treat: part.treat.clone(),
        carry: part.carry.clone(),
        decimals: part.decimals.clone(),
        ..Leaf::default()
    };
    let mut row = of_leaf(&as_leaf);
    row.push((Column::Id, format!("{parent}.{number}")));
    put(&mut row, Column::Share, part.share.as_ref().map(|share| share.value.to_string()));
    row
}
