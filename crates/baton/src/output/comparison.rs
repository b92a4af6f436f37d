//! A comparison of two periods as a table, CSV and JSON.
//!
//! JSON keys, which do not change:
//!
//! ```text
//! scheme, title, from, to, order[]
//! changes[] { code, name, was { code, name }|null, rank_before|null, rank_after|null, group_changed, before|null, after|null, change|null,
//!             parts { corrections, tree, scheme, targets, peers, own: number|null } }
//! mergers[] { from[] { code, name }, into { code, name } }
//! leaves[] { id, name, unit, value_before|null, value_after|null, points_before|null, points_after|null }
//! ```
//!
//! CSV has the columns `rank, change, code, unit, before, after, difference`, then one for each cause; with `--unit`
//! `id, name, measure, value_before, value_after, points_before, points_after, difference`.

use baton_service::Decimal;
use baton_service::compare::{AdjustmentChange, Comparison, LeafChange};
use baton_service::model::Lang;
use baton_service::number::{exact, fixed, plain};
use baton_service::scheme::compare::{Cause, Change, Parts};
use serde_json::{Map, Value, json};

use super::sheet::{Cell, Column, Sheet};

/// Places of points on the terminal.
const PLACES: u8 = 2;

/// The key and the name of a cause.
fn cause(cause: Cause, lang: Lang) -> (&'static str, &'static str) {
    let (key, zh, en) = match cause {
        Cause::Corrections => ("corrections", "更正", "corrections"),
        Cause::Tree => ("tree", "区划与对象", "tree"),
        Cause::Scheme => ("scheme", "办法", "scheme"),
        Cause::Targets => ("targets", "目标", "targets"),
        Cause::Peers => ("peers", "其他单位", "peers"),
        Cause::Own => ("own", "本单位", "own data"),
    };
    (key, lang.pick(zh, en))
}

/// What stands above the table.
pub(crate) fn title(found: &Comparison, lang: Lang) -> String {
    let order: Vec<&str> = Cause::ORDER.into_iter().map(|one| cause(one, lang).1).collect();
    let (zh, en) = ("分解次序 ", "split in this order: ");
    let order = format!("{}{}", lang.pick(zh, en), order.join(" → "));
    format!("{} {} → {}\n{order}", found.title, found.from, found.to)
}

/// One unit a row.
pub(crate) fn sheet(found: &Comparison, lang: Lang) -> Sheet {
    let mut columns = vec![
        Column::number("rank", lang.pick("位次", "rank")),
        Column::number("change", lang.pick("升降", "change")),
        Column::text("code", lang.pick("代码", "code")).file_only(),
        Column::text("unit", lang.pick("单位", "unit")),
        if found.changes.iter().any(|change| !change.group.is_empty()) {
            Column::text("group", lang.pick("组", "group"))
        } else {
            Column::text("group", lang.pick("组", "group")).file_only()
        },
        Column::number("before", format!("{}", found.from)),
        Column::number("after", format!("{}", found.to)),
        Column::number("difference", lang.pick("变化", "change")),
    ];
    let shown = shown(found);
    for (one, shown) in Cause::ORDER.into_iter().zip(shown) {
        let (key, heading) = cause(one, lang);
        let column = Column::number(key, heading).dispensable(1);
        columns.push(if shown { column } else { column.file_only() });
    }
    let rows = found.changes.iter().map(|change| row(found, change, lang)).collect();
    Sheet { columns, rows, rules: Vec::new() }
}

/// Causes that moved anybody; the others would be columns of nought.
fn shown(found: &Comparison) -> [bool; 6] {
    let mut shown = [false; 6];
    for change in &found.changes {
        for (shown, part) in shown.iter_mut().zip(change.parts) {
            *shown |= part.is_some_and(|part| part.scaled() != 0);
        }
    }
    shown
}

fn row(found: &Comparison, change: &Change, lang: Lang) -> Vec<Cell> {
    let number = |value: Option<f64>| {
        value.map_or(Cell::Missing, |value| Cell::Number { shown: fixed(value, PLACES), exact: exact(value) })
    };
    let mut cells = vec![
        change
            .rank_after
            .map_or(Cell::Missing, |rank| Cell::Number { shown: plain(rank), exact: exact(rank) }),
        moved(found, change, lang),
        Cell::text(&change.code),
        Cell::text(&change.name),
        Cell::text(&change.group),
        number(change.before.map(Decimal::to_f64)),
        number(change.after.map(Decimal::to_f64)),
        signed(change.total().map(Decimal::to_f64)),
    ];
    cells.extend(change.parts.iter().map(|part| signed(part.map(Decimal::to_f64))));
    cells
}

fn signed(value: Option<f64>) -> Cell {
    value.map_or(Cell::Missing, |value| {
        let sign = if value > 0.0 { "+" } else { "" };
        Cell::Number { shown: format!("{sign}{}", fixed(value, PLACES)), exact: exact(value) }
    })
}

/// Units under another name or merged, a line each.
pub(crate) fn successions(found: &Comparison, lang: Lang) -> Vec<String> {
    let renamed = found.changes.iter().filter_map(|change| {
        let (_, was) = change.was.as_ref()?;
        Some(format!("{}{was} → {}", lang.pick("改名：", "renamed: "), change.name))
    });
    let merged = found.mergers.iter().map(|merger| {
        let from: Vec<&str> = merger.from.iter().map(|(_, name)| name.as_str()).collect();
        let from = from.join(lang.pick("、", ", "));
        format!("{}{from} → {}", lang.pick("合并：", "merged: "), merger.into.1)
    });
    renamed.chain(merged).collect()
}

fn moved(found: &Comparison, change: &Change, lang: Lang) -> Cell {
    let came = || found.mergers.iter().any(|merger| merger.into.0 == change.code);
    let went = || found.mergers.iter().flat_map(|merger| &merger.from).any(|(code, _)| *code == change.code);
    match (change.rank_before, change.rank_after) {
        _ if change.group_changed => Cell::text(lang.pick("换组", "moved")),
        (Some(before), Some(after)) => {
            let places = exact(before - after).parse().ok();
            Cell::Change(places)
        }
        (None, Some(_)) if came() => Cell::text(lang.pick("合并", "merged")),
        (Some(_), None) if went() => Cell::text(lang.pick("并入他处", "merged away")),
        (None, Some(_)) => Cell::text(lang.pick("新", "new")),
        _ => Cell::Blank,
    }
}

/// One leaf of the unit a row.
pub(crate) fn leaves(found: &Comparison, lang: Lang) -> Sheet {
    let period = |word: &str, period: &dyn std::fmt::Display| format!("{word} {period}");
    let (value, points) = (lang.pick("取值", "value"), lang.pick("得分", "points"));
    let columns = vec![
        Column::text("id", lang.pick("标识", "id")).file_only(),
        Column::text("name", lang.pick("指标", "indicator")).cut(14),
        Column::text("measure", lang.pick("单位", "unit")),
        Column::number("value_before", period(value, &found.from)),
        Column::number("value_after", period(value, &found.to)),
        Column::number("points_before", period(points, &found.from)),
        Column::number("points_after", period(points, &found.to)),
        Column::number("difference", lang.pick("变化", "change")),
    ];
    let moving = moving(found);
    let columns = columns.into_iter().chain(moving.iter().map(|at| {
        let (id, word) = cause(Cause::ORDER[*at], lang);
        Column::number(id, word)
    }));
    let rows = found.leaves.iter().map(|change| leaf(change, &moving));
    let rows = rows.chain(found.adjustment.map(|change| adjusted(&change, &moving, lang))).collect();
    Sheet { columns: columns.collect(), rows, rules: Vec::new() }
}

/// The causes, by place, that moved the points on any leaf.
fn moving(found: &Comparison) -> Vec<usize> {
    let moved = |part: Option<Decimal>| part.is_some_and(|part| part.to_f64() != 0.0);
    let all = || found.leaves.iter().map(|leaf| leaf.parts).chain(found.adjustment.map(|one| one.parts));
    (0..Cause::ORDER.len()).filter(|at| all().any(|parts| moved(parts[*at]))).collect()
}

/// The line of bonus and deductions.
fn adjusted(change: &AdjustmentChange, moving: &[usize], lang: Lang) -> Vec<Cell> {
    let [before, after] = change.points;
    let difference = after.zip(before).map(|(after, before)| after - before);
    let mut cells = vec![
        Cell::text("adjustments"),
        Cell::text(lang.pick("加减分", "adjustments")),
        Cell::text(""),
        Cell::Blank,
        Cell::Blank,
        signed(before),
        signed(after),
        signed(difference),
    ];
    cells.extend(moving.iter().map(|at| signed(change.parts[*at].map(Decimal::to_f64))));
    cells
}

fn leaf(change: &LeafChange, moving: &[usize]) -> Vec<Cell> {
    let number = |value: Option<f64>| {
        value.map_or(Cell::Missing, |value| Cell::Number { shown: plain(value), exact: exact(value) })
    };
    let difference = change.points[1].zip(change.points[0]).map(|(after, before)| after - before);
    let mut cells = vec![
        Cell::text(&change.id),
        Cell::text(&change.name),
        Cell::text(&change.measure),
        number(change.value[0]),
        number(change.value[1]),
        number(change.points[0]),
        number(change.points[1]),
        signed(difference),
    ];
    cells.extend(moving.iter().map(|at| signed(change.parts[*at].map(Decimal::to_f64))));
    cells
}

/// The causes of the unit's change, a line each.
pub(crate) fn causes(found: &Comparison, lang: Lang) -> Vec<String> {
    let Some(change) = found.changes.first() else { return Vec::new() };
    let text = |value: Option<f64>| signed(value).shown();
    let total = |total: Option<Decimal>| text(total.map(Decimal::to_f64));
    let mut lines =
        vec![format!("{} {}", lang.pick("总分变化", "change of the total"), total(change.total()))];
    for (one, part) in Cause::ORDER.into_iter().zip(change.parts) {
        lines.push(format!("  {} {}", cause(one, lang).1, total(part)));
    }
    lines
}

fn by_cause(parts: &Parts) -> Map<String, Value> {
    let named = |(one, part): (Cause, &Option<Decimal>)| {
        (cause(one, Lang::En).0.to_owned(), json!(part.map(Decimal::to_f64)))
    };
    Cause::ORDER.into_iter().zip(parts).map(named).collect()
}

/// The same with its structure.
pub(crate) fn json(found: &Comparison) -> Value {
    let changes = found.changes.iter().map(|change| {
        json!({
            "code": change.code,
            "name": change.name,
            "was": change.was.as_ref().map(|(code, name)| json!({"code": code, "name": name})),
            "rank_before": change.rank_before,
            "rank_after": change.rank_after,
            "group": change.group,
            "group_changed": change.group_changed,
            "before": change.before.map(Decimal::to_f64),
            "after": change.after.map(Decimal::to_f64),
            "change": change.total().map(Decimal::to_f64),
            "parts": by_cause(&change.parts),
        })
    });
    let leaves = found.leaves.iter().map(|leaf| {
        json!({
            "id": leaf.id,
            "name": leaf.name,
            "unit": leaf.measure,
            "value_before": leaf.value[0],
            "value_after": leaf.value[1],
            "points_before": leaf.points[0],
            "points_after": leaf.points[1],
            "parts": by_cause(&leaf.parts),
        })
    });
    let mergers = found.mergers.iter().map(|merger| {
        let unit = |(code, name): &(String, String)| json!({"code": code, "name": name});
        json!({"from": merger.from.iter().map(unit).collect::<Vec<_>>(), "into": unit(&merger.into)})
    });
    json!({
        "scheme": found.scheme,
        "title": found.title,
        "from": found.from.to_string(),
        "to": found.to.to_string(),
        "order": Cause::ORDER.map(|one| cause(one, Lang::En).0),
        "changes": changes.collect::<Vec<_>>(),
        "mergers": mergers.collect::<Vec<_>>(),
        "leaves": leaves.collect::<Vec<_>>(),
        "adjustment": found.adjustment.map(|change| json!({
            "points_before": change.points[0],
            "points_after": change.points[1],
            "parts": by_cause(&change.parts),
        })),
    })
}
