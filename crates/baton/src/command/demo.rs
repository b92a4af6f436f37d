//! `baton demo`: a published example from figures to ranking, from any folder.

use std::fs;
use std::path::PathBuf;

use baton_service::model::Lang;
use baton_service::number::fixed;
use baton_service::score::{Ranking, ScoreRequest, score};

use super::{cannot_write, export, named_for, now, who};
use crate::cli::{DemoArgs, Format};
use crate::failure::Failure;
use crate::output::sheet::{Cell, Column, Sheet};
use crate::output::{ranking, table};
use crate::pack;
use crate::printer::{Printer, Style};

const PACK: &str = "provinces-hqd";
/// How many units the table over the years shows.
const SHOWN: usize = 10;

/// Scores several years and shows the last.
pub(super) fn run(args: &DemoArgs, printer: &mut Printer) -> Result<(), Failure> {
    let folder = unpacked()?;
    let prepared = baton_service::prepare(&folder, None, &who(None));
    let _ = fs::remove_dir_all(&folder);
    let mut prepared = prepared?;
    named_for(&mut prepared.plan, Format::Table, printer.lang);
    let last = prepared.period(None)?;
    let mut rankings = Vec::new();
    for back in (0..5).rev() {
        let Some(period) = last.offset(-back) else { continue };
        let request = ScoreRequest { period: Some(period), as_of: now(), group: None };
        match score(&prepared, &request) {
            Ok(ranking) => rankings.push(ranking),
            Err(_) if period != last => {}
            Err(refused) => return Err(refused.into()),
        }
    }
    let lang = printer.lang;
    let Some(newest) = rankings.last() else { return Ok(()) };
    for line in ranking::title(newest, lang) {
        let line = printer.paint(Style::Strong, &line);
        printer.line(&line)?;
    }
    printer.line("")?;
    draw(&ranking::sheet(newest, lang), printer)?;
    printer.line("")?;
    printer.line(lang.pick("历年位次和总分（前十）", "Ranks and totals over the years (first ten)"))?;
    printer.line("")?;
    draw(&years(&rankings, lang), printer)?;
    printer.flush()?;
    printer.say("");
    export::write(&prepared, (Some(last), now()), &args.out, printer)?;
    next_steps(lang, printer);
    Ok(())
}

fn draw(sheet: &Sheet, printer: &mut Printer) -> Result<(), Failure> {
    let drawn = table::draw(sheet, printer.width, printer.color);
    for line in &drawn.lines {
        printer.line(line)?;
    }
    Ok(())
}

/// Ranks and totals of the leading units, year by year.
fn years(rankings: &[Ranking], lang: Lang) -> Sheet {
    let mut sheet =
        Sheet { columns: vec![Column::text("unit", lang.pick("单位", "unit"))], ..Sheet::default() };
    for ranking in rankings {
        sheet.columns.push(Column::number(ranking.period.to_string(), ranking.period.to_string()));
    }
    let Some(newest) = rankings.last() else { return sheet };
    for leader in newest.rows.iter().take(SHOWN) {
        let mut cells = vec![Cell::text(&leader.name)];
        for ranking in rankings {
            let row = ranking.rows.iter().find(|row| row.code == leader.code);
            cells.push(row.and_then(|row| row.rank).map_or(Cell::Missing, |rank| {
                let total = row.and_then(|row| row.total).map(|total| fixed(total, 2)).unwrap_or_default();
                Cell::Number { shown: format!("{rank:>2} · {total}"), exact: rank.to_string() }
            }));
        }
        sheet.rows.push(cells);
    }
    sheet
}

/// A folder of its own with the pack in it.
fn unpacked() -> Result<PathBuf, Failure> {
    let folder = std::env::temp_dir().join(format!("baton-demo-{}", std::process::id()));
    pack::unpack(PACK, &folder).map_err(|error| cannot_write(&folder, &error))?;
    Ok(folder)
}

fn next_steps(lang: Lang, printer: &mut Printer) {
    let unit = "河南省";
    let baton = program();
    let steps = [
        (
            format!("{baton} init my --pack provinces-hqd"),
            lang.pick("把这个例子复制成您自己的工作区", "copy this example into a workspace of your own"),
        ),
        (
            format!("{baton} -w my explain --period 2022 --unit {unit}"),
            lang.pick("看一个地区的每一分从哪里来", "see where every point of a region comes from"),
        ),
        (format!("{baton} -w my check"), lang.pick("改动办法之后检查", "check the scheme after changing it")),
    ];
    printer.say("");
    printer.say(lang.pick("接着试试：", "Try next:"));
    for (command, why) in steps {
        printer.say(&format!("  {command}"));
        printer.say(&format!("      {why}"));
    }
}

/// The program as it was called, where that is a path from here: then `baton` alone would not be found.
fn program() -> String {
    let called = std::env::args().next().unwrap_or_default();
    if called.contains('/') && !called.starts_with('/') { called } else { "baton".to_owned() }
}
