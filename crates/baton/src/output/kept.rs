//! Runs that are kept, and what a restatement changes.

use baton_service::model::Lang;
use baton_service::number::fixed;
use baton_service::runs::{UnitChange, superseded_by};
use baton_service::store::RunHead;
use serde_json::{Value, json};

use super::sheet::{Cell, Column, Sheet};
use super::text::china;

/// Runs as a table.
pub(crate) fn runs(heads: &[RunHead], lang: Lang) -> Sheet {
    let text = |key: &str, zh: &'static str, en: &'static str| Column::text(key, lang.pick(zh, en));
    let columns = vec![
        text("run", "测算", "run"),
        text("state", "状态", "state"),
        text("period", "周期", "period"),
        text("version", "办法版本", "version").dispensable(2),
        text("by", "经办人", "by").dispensable(3),
        text("at", "时间", "time").dispensable(4),
        text("notice_until", "公示到", "notice until").dispensable(5),
        text("supersedes", "更正", "restates").dispensable(6),
        text("input_digest", "数据指纹", "inputs").file_only(),
        text("output_digest", "结果指纹", "outputs").file_only(),
    ];
    let row = |head: &RunHead| {
        let state = head.state.term();
        let state = match superseded_by(heads, &head.id) {
            Some(_) => format!("{}{}", lang.pick(state.zh, state.en), lang.pick("（已更正）", " (restated)")),
            None => lang.pick(state.zh, state.en).to_owned(),
        };
        let optional = |text: Option<String>| text.map_or(Cell::Blank, Cell::Text);
        vec![
            Cell::text(&head.id),
            Cell::Text(state),
            Cell::text(head.period.to_string()),
            Cell::text(&head.version),
            Cell::text(&head.step.by),
            Cell::text(china(head.step.at)),
            optional(head.notice_until.map(|day| day.to_string())),
            optional(head.supersedes.clone()),
            Cell::text(&head.input_digest),
            Cell::text(&head.output_digest),
        ]
    };
    Sheet { columns, rows: heads.iter().map(row).collect(), rules: Vec::new() }
}

/// The same with its structure.
pub(crate) fn runs_json(heads: &[RunHead]) -> Value {
    let row = |head: &RunHead| {
        json!({
            "run": head.id,
            "scheme": head.scheme,
            "version": head.version,
            "period": head.period.to_string(),
            "state": head.state.word(),
            "notice_until": head.notice_until.map(|day| day.to_string()),
            "supersedes": head.supersedes,
            "as_of": head.as_of.to_string(),
            "tree_date": head.tree_date.to_string(),
            "semantics": head.semantics,
            "scheme_digest": head.scheme_digest,
            "input_digest": head.input_digest,
            "output_digest": head.output_digest,
            "kept_by": head.stamp.by,
            "kept_at": head.stamp.at.to_string(),
            "step_by": head.step.by,
            "step_at": head.step.at.to_string(),
        })
    };
    heads.iter().map(row).collect()
}

/// What a restatement changes, as a table.
pub(crate) fn changes(changes: &[UnitChange], lang: Lang) -> Sheet {
    let number = |key: &str, zh: &'static str, en: &'static str| Column::number(key, lang.pick(zh, en));
    let graded = changes.iter().any(|change| change.grade.iter().any(Option::is_some));
    let mut columns = vec![
        Column::text("code", lang.pick("代码", "code")).file_only(),
        Column::text("unit", lang.pick("单位", "unit")),
        number("total_before", "原得分", "total before"),
        number("total_after", "现得分", "total after"),
        number("rank_before", "原位次", "rank before"),
        number("rank_after", "现位次", "rank after"),
    ];
    if graded {
        columns.push(Column::text("grade_before", lang.pick("原等次", "grade before")).dispensable(3));
        columns.push(Column::text("grade_after", lang.pick("现等次", "grade after")).dispensable(3));
    }
    columns.push(Column::text("nodes", lang.pick("变化的指标", "changed")).dispensable(1).cut(14));
    let value = |value: Option<f64>, places: u8| match value {
        Some(value) => Cell::Number { shown: fixed(value, places), exact: value.to_string() },
        None => Cell::Missing,
    };
    let row = |change: &UnitChange| {
        let grade = |side: usize| change.grade[side].clone().map_or(Cell::Blank, Cell::Text);
        let mut cells = vec![
            Cell::text(&change.code),
            Cell::text(&change.name),
            value(change.total[0], 2),
            value(change.total[1], 2),
            value(change.rank[0], 0),
            value(change.rank[1], 0),
        ];
        if graded {
            cells.extend([grade(0), grade(1)]);
        }
        cells.push(Cell::text(change.nodes.join(lang.pick("、", ", "))));
        cells
    };
    Sheet { columns, rows: changes.iter().map(row).collect(), rules: Vec::new() }
}

/// The same with its structure.
pub(crate) fn changes_json(changes: &[UnitChange]) -> Value {
    let row = |change: &UnitChange| {
        json!({
            "code": change.code,
            "unit": change.name,
            "total": change.total,
            "rank": change.rank,
            "grade": change.grade,
            "nodes": change.nodes,
        })
    };
    changes.iter().map(row).collect()
}
