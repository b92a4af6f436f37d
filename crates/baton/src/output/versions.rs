//! The versions of a figure as a table, CSV and JSON.
//!
//! JSON keys, which do not change:
//!
//! ```text
//! unit { code, name }, indicator { code, name, unit }, period, scenario
//! versions[] { version, holds, value|null, series, status, reason|null, by, recorded_at, supersedes|null, batch|null,
//!              source { kind: cell|person|computed, name, sheet|null, cell|null } }
//! ```
//!
//! CSV has the columns `version, holds, value, series, status, reason, by, recorded_at, source, sheet, cell, batch`.

use baton_service::history::{History, Version};
use baton_service::model::{Lang, Origin, Scenario, Status};
use baton_service::number::{exact, plain};
use serde_json::{Value, json};

use super::sheet::{Cell, Column, Sheet};
use super::text::china;

/// What stands above the table.
pub(crate) fn title(found: &History, lang: Lang) -> String {
    let scenario = match found.scenario {
        Scenario::Actual => "",
        Scenario::Plan => lang.pick("（计划）", " (plan)"),
        Scenario::Forecast => lang.pick("（预测）", " (forecast)"),
    };
    let measure = found.measure.text();
    let measure = if measure.is_empty() { String::new() } else { format!(" · {measure}") };
    let (unit, indicator) = (&found.unit, &found.indicator);
    format!("{} {} · {} {} · {}{scenario}{measure}", unit.1, unit.0, indicator.1, indicator.0, found.period)
}

/// One version a row, the latest of each series last.
pub(crate) fn sheet(found: &History, lang: Lang) -> Sheet {
    let text = |key: &str, zh: &'static str, en: &'static str| Column::text(key, lang.pick(zh, en));
    let any = |has: &dyn Fn(&Version) -> bool, column: Column| {
        if found.versions.iter().any(has) { column } else { column.file_only() }
    };
    let columns = vec![
        Column::number("version", lang.pick("版本", "version")),
        text("holds", "现行", "holds"),
        Column::number("value", lang.pick("取值", "value")),
        any(&|version| !version.observation.series.is_empty(), text("series", "口径", "series")),
        text("status", "状态", "status").dispensable(3),
        any(&|version| version.observation.reason.is_some(), text("reason", "原因", "reason").cut(12)),
        text("by", "记录人", "by").dispensable(1),
        text("recorded_at", "记录时间", "recorded"),
        text("source", "来源", "source").cut(16),
        any(&|version| sheet_of(version).is_some(), text("sheet", "工作表", "sheet").cut(8)),
        any(&|version| cell_of(version).is_some(), text("cell", "单元格", "cell")),
        any(
            &|version| version.batch.is_some(),
            Column::number("batch", lang.pick("批次", "batch")).dispensable(2),
        ),
    ];
    let rows: Vec<Vec<Cell>> = found.versions.iter().map(|version| row(version, lang)).collect();
    let differ = |at: &usize| {
        let series = |at: usize| &found.versions[at].observation.series;
        series(*at) != series(*at - 1)
    };
    let rules = (1..rows.len()).filter(differ).collect();
    Sheet { columns, rows, rules }
}

fn row(version: &Version, lang: Lang) -> Vec<Cell> {
    let of = &version.observation;
    let whole = |number: String| Cell::Number { shown: number.clone(), exact: number };
    let optional = |text: Option<String>| text.map_or(Cell::Blank, Cell::Text);
    let value =
        of.value.map_or(Cell::Missing, |value| Cell::Number { shown: plain(value), exact: exact(value) });
    vec![
        whole(version.number.to_string()),
        if version.holds { Cell::text(lang.pick("是", "yes")) } else { Cell::Blank },
        value,
        Cell::text(&of.series),
        Cell::text(if of.value.is_none() {
            lang.pick("已撤回", "withdrawn")
        } else {
            status(of.status, lang)
        }),
        optional(of.reason.clone()),
        Cell::text(&of.recorded_by),
        recorded(version, lang),
        Cell::text(source(version).1),
        optional(sheet_of(version).map(str::to_owned)),
        optional(cell_of(version)),
        version.batch.map_or(Cell::Blank, |batch| whole(batch.0.to_string())),
    ]
}

/// When it was recorded; what lay in data/ from the beginning was always known.
fn recorded(version: &Version, lang: Lang) -> Cell {
    let at = version.observation.recorded_at;
    if at == baton_service::figures::ALWAYS {
        return Cell::Number { shown: lang.pick("一直都有", "always").to_owned(), exact: String::new() };
    }
    Cell::Number { shown: china(at), exact: at.to_string() }
}

fn status(status: Status, lang: Lang) -> &'static str {
    match status {
        Status::Draft => lang.pick("草稿", "draft"),
        Status::Submitted => lang.pick("已报", "submitted"),
        Status::Accepted => lang.pick("已核", "accepted"),
        Status::Locked => lang.pick("已锁定", "locked"),
    }
}

/// Kind and name of the source.
fn source(version: &Version) -> (&'static str, &str) {
    match &version.observation.origin {
        Origin::Cell { file, .. } => ("cell", file),
        Origin::Person(name) => ("person", name),
        Origin::Computed(how) => ("computed", how),
    }
}

fn sheet_of(version: &Version) -> Option<&str> {
    match &version.observation.origin {
        Origin::Cell { sheet, .. } => sheet.as_deref(),
        _ => None,
    }
}

fn cell_of(version: &Version) -> Option<String> {
    match &version.observation.origin {
        Origin::Cell { cell, .. } => Some(cell.to_string()),
        _ => None,
    }
}

/// The same with its structure.
pub(crate) fn json(found: &History) -> Value {
    let version = |version: &Version| {
        let of = &version.observation;
        let (kind, name) = source(version);
        json!({
            "version": version.number,
            "holds": version.holds,
            "value": of.value,
            "series": of.series,
            "status": of.status.word(),
            "reason": of.reason,
            "by": of.recorded_by,
            "recorded_at": of.recorded_at.to_string(),
            "supersedes": version.supersedes,
            "batch": version.batch.map(|batch| batch.0),
            "source": { "kind": kind, "name": name, "sheet": sheet_of(version), "cell": cell_of(version) },
        })
    };
    json!({
        "unit": { "code": found.unit.0, "name": found.unit.1 },
        "indicator": { "code": found.indicator.0, "name": found.indicator.1, "unit": found.measure.text() },
        "period": found.period.to_string(),
        "scenario": found.scenario.word(),
        "versions": found.versions.iter().map(version).collect::<Vec<_>>(),
    })
}
