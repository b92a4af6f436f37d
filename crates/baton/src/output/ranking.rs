//! A ranking (排名) as a table, CSV and JSON.
//!
//! JSON keys, which do not change:
//!
//! ```text
//! scheme, version, title, period, previous_period|null, as_of, tree_date
//! groups[]
//! dimensions[] { id, name, weight|null }
//! rows[] { rank|null, change|null, change_kind: places|new|group_changed|unknown, code, name, group, total|null,
//!          shared, unranked|null, adjustment|null, points { dimension id: number|null }, grade|null, level|null,
//!          lost[] { id, name, points } }
//! vetoes[] { name, veto }
//! unscored[] { name, class }
//! ```
//!
//! CSV has the columns `rank, change, code, unit, group, total`, then `adjustment`, `grade`, `level` where the scheme
//! has them, `points.<dimension>` for each dimension, and `lost_points, lost_id, lost` for the leaf that lost most.

use baton_service::model::Lang;
use baton_service::number::{exact, fixed, short};
use baton_service::score::{Change, Dimension, Ranking, Row};
use serde_json::{Value, json};

use super::sheet::{Cell, Column, Sheet};

/// Decimals of points on the terminal where the scheme does not round them.
const PLACES: u8 = 2;
/// How many leaves JSON names where points were lost.
const MOST_LOST: usize = 3;

/// What stands above the table.
pub(crate) fn title(ranking: &Ranking, lang: Lang) -> Vec<String> {
    let previous = match ranking.previous {
        Some(period) => format!("{}{period}", lang.pick(" · 升降对比 ", " · changes against ")),
        None => lang
            .pick(" · 上期无法测算，不显示升降", " · no changes: the period before cannot be run")
            .to_owned(),
    };
    let units = ranking.rows.len();
    vec![
        format!("{} {}", ranking.title, ranking.period),
        format!(
            "{}{}{}{}{previous}",
            lang.pick("区划日期 ", "units as of "),
            ranking.tree_date,
            lang.pick(" · ", " · "),
            match lang {
                Lang::ZhCn => format!("{units} 个单位"),
                Lang::En => format!("{units} units"),
            },
        ),
    ]
}

/// The table.
pub(crate) fn sheet(ranking: &Ranking, lang: Lang) -> Sheet {
    let grouped = ranking.groups.len() > 1;
    let mut sheet = Sheet { columns: columns(ranking, grouped, lang), ..Sheet::default() };
    for (number, row) in ranking.rows.iter().enumerate() {
        if number > 0 && ranking.rows[number - 1].group != row.group {
            sheet.rules.push(number);
        }
        sheet.rows.push(cells(ranking, row, grouped, lang));
    }
    sheet
}

fn columns(ranking: &Ranking, grouped: bool, lang: Lang) -> Vec<Column> {
    let mut columns = vec![
        Column::number("rank", lang.pick("位次", "rank")),
        changes(ranking, lang),
        Column::text("code", lang.pick("代码", "code")).file_only(),
        Column::text("unit", lang.pick("单位", "unit")).cut(24),
    ];
    if grouped {
        columns.push(Column::text("group", lang.pick("组", "group")));
    }
    columns.push(Column::number("total", lang.pick("总分", "total")));
    if ranking.adjusted {
        columns.push(Column::number("adjustment", lang.pick("加减分", "bonus")).dispensable(3));
    }
    if ranking.graded {
        columns.push(Column::text("grade", lang.pick("等次", "grade")));
    }
    if !ranking.levels.is_empty() {
        columns.push(Column::text("level", lang.pick("星级", "level")));
    }
    columns.extend(ranking.dimensions.iter().map(|dimension| {
        let heading = match dimension.weight {
            Some(weight) => format!("{} {}", dimension.name, short(weight, 2)),
            None => dimension.name.clone(),
        };
        let weight = dimension.weight.map(|weight| short(weight, 2)).unwrap_or_default();
        Column::number(format!("points.{}", dimension.id), heading)
            .folds(without_remark(&dimension.name), weight)
            .dispensable(2)
    }));
    columns.push(Column::number("lost_points", lang.pick("失分", "lost")));
    columns.push(Column::text("lost_id", lang.pick("指标", "indicator")).file_only());
    columns.push(Column::text("lost", lang.pick("失分最多的指标", "lost most on")).cut(14));
    columns
}

/// A name without the remark in brackets behind it.
fn without_remark(name: &str) -> &str {
    let open = name.find(['（', '(']).filter(|at| *at > 0 && name.ends_with(['）', ')']));
    open.map_or(name, |at| name[..at].trim_end())
}

/// The column of changes; without an earlier ranking it stands in files only, so that they keep their columns.
fn changes(ranking: &Ranking, lang: Lang) -> Column {
    let column = Column::number("change", lang.pick("升降", "change"));
    if ranking.previous.is_some() { column } else { column.file_only() }
}

fn cells(ranking: &Ranking, row: &Row, grouped: bool, lang: Lang) -> Vec<Cell> {
    let mut cells = vec![
        row.rank.map_or(Cell::Missing, |rank| number(f64::from(rank), 0)),
        change(row, lang),
        Cell::text(&row.code),
        Cell::text(&row.name),
    ];
    if grouped {
        cells.push(Cell::text(&ranking.groups[row.group]));
    }
    cells.push(points(row.total, ranking.total_places));
    if ranking.adjusted {
        cells.push(points(row.adjustment, Some(PLACES)));
    }
    if ranking.graded {
        cells.push(row.grade.as_ref().map_or(Cell::Missing, Cell::text));
    }
    if !ranking.levels.is_empty() {
        cells.push(row.level.and_then(|level| ranking.levels.get(level)).map_or(Cell::Missing, Cell::text));
    }
    let dimension = |(points_of, dimension): (&Option<f64>, &Dimension)| {
        points(*points_of, dimension.places.map(|places| places.min(PLACES)))
    };
    cells.extend(row.points.iter().zip(&ranking.dimensions).map(dimension));
    cells.extend(lost(row, lang));
    cells
}

fn number(value: f64, places: u8) -> Cell {
    Cell::Number { shown: fixed(value, places), exact: exact(value) }
}

fn points(value: Option<f64>, places: Option<u8>) -> Cell {
    value.map_or(Cell::Missing, |value| number(value, places.unwrap_or(PLACES)))
}

fn change(row: &Row, lang: Lang) -> Cell {
    match row.change {
        Change::Places(places) => Cell::Change(Some(places)),
        Change::New => Cell::text(lang.pick("新", "new")),
        Change::GroupChanged => Cell::text(lang.pick("换组", "moved")),
        Change::Unknown => Cell::Blank,
    }
}

/// Points lost on the leaf that lost most, its id and its name; the reason where there is no total.
fn lost(row: &Row, lang: Lang) -> [Cell; 3] {
    if let Some(reason) = row.unranked {
        let term = reason.term();
        return [Cell::Blank, Cell::Blank, Cell::text(lang.pick(term.zh, term.en))];
    }
    match row.lost.first() {
        Some(lost) => [number(lost.points, PLACES), Cell::text(&lost.id), Cell::text(&lost.name)],
        None => [Cell::Blank, Cell::Blank, Cell::Blank],
    }
}

/// The same with its structure.
pub(crate) fn json(ranking: &Ranking) -> Value {
    let dimensions = ranking.dimensions.iter();
    json!({
        "scheme": ranking.scheme,
        "version": ranking.version,
        "title": ranking.title,
        "period": ranking.period.to_string(),
        "previous_period": ranking.previous.map(|period| period.to_string()),
        "as_of": ranking.as_of.to_string(),
        "tree_date": ranking.tree_date.to_string(),
        "groups": ranking.groups,
        "dimensions": dimensions
            .map(|dimension| json!({"id": dimension.id, "name": dimension.name, "weight": dimension.weight}))
            .collect::<Vec<_>>(),
        "rows": ranking.rows.iter().map(|row| json_row(ranking, row)).collect::<Vec<_>>(),
        "vetoes": ranking.vetoes
            .iter()
            .map(|(name, veto)| json!({"name": name, "veto": veto}))
            .collect::<Vec<_>>(),
        "unscored": ranking.unscored
            .iter()
            .map(|(name, class)| json!({"name": name, "class": class}))
            .collect::<Vec<_>>(),
    })
}

fn json_row(ranking: &Ranking, row: &Row) -> Value {
    let (change, kind) = match row.change {
        Change::Places(places) => (Some(places), "places"),
        Change::New => (None, "new"),
        Change::GroupChanged => (None, "group_changed"),
        Change::Unknown => (None, "unknown"),
    };
    let points = ranking.dimensions.iter().zip(&row.points);
    let lost = row.lost.iter().take(MOST_LOST);
    json!({
        "rank": row.rank,
        "change": change,
        "change_kind": kind,
        "code": row.code,
        "name": row.name,
        "group": ranking.groups[row.group],
        "total": row.total,
        "unranked": row.unranked.map(|reason| reason.term().en),
        "adjustment": row.adjustment.filter(|_| ranking.adjusted),
        "points": points.map(|(dimension, points)| (dimension.id.clone(), json!(points))).collect::<serde_json::Map<_, _>>(),
        "grade": row.grade,
        "shared": row.shared,
        "level": row.level.and_then(|level| ranking.levels.get(level)),
        "lost": lost.map(|lost| json!({"id": lost.id, "name": lost.name, "points": lost.points})).collect::<Vec<_>>(),
    })
}
