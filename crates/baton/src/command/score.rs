//! `baton score`

use std::fs::File;
use std::path::Path;

use baton_service::model::{Message, MessageDef};
use baton_service::score::{Ranking, ScoreRequest, score};
use baton_service::straight::{StraightRequest, score_table};

use super::{cannot_write, export, moment, named_for, period, prepared, show};
use crate::cli::{Format, Global, ScoreArgs};
use crate::failure::Failure;
use crate::messages;
use crate::output::ranking;
use crate::printer::Printer;

/// Runs a scheme and shows the ranking.
pub(super) fn run(args: &ScoreArgs, global: &Global, printer: &mut Printer) -> Result<(), Failure> {
    if let (Some(data), Some(out)) = (&args.data, &args.out) {
        return straight(args, (data, out), global, printer);
    }
    let request = ScoreRequest {
        period: args.run.period.as_deref().map(period).transpose()?,
        as_of: moment(args.run.as_of.as_deref())?,
        group: args.group.clone(),
    };
    let mut prepared = prepared(global, args.run.scheme.as_deref(), None, printer)?;
    let format = show::format(global, args.out.as_deref())?;
    named_for(&mut prepared.plan, format, printer.lang);
    if format == Format::Xlsx
        && request.group.is_none()
        && let Some(out) = &args.out
    {
        return export::write(&prepared, (request.period, request.as_of), out, printer);
    }
    let ranking = printer.busy(&Message::new(&messages::SCORING), || score(&prepared, &request))?;
    show(&ranking, global, args.out.as_deref(), printer)?;
    if ranking.rows.iter().all(|row| row.total.is_none()) {
        let known = prepared.periods_with_figures(request.as_of);
        let known: Vec<String> = known.iter().rev().take(MOST).map(ToString::to_string).collect();
        let message = Message::new(&messages::NOBODY_HAS_A_TOTAL).with("period", ranking.period.to_string());
        printer.note(&message.with("known", known.join(printer.lang.pick("、", ", "))));
    }
    Ok(())
}

/// Shows a ranking, with what stands above it on the terminal.
pub(super) fn show(
    found: &Ranking,
    global: &Global,
    out: Option<&Path>,
    printer: &mut Printer,
) -> Result<(), Failure> {
    if global.format == Format::Table {
        for line in ranking::title(found, printer.lang) {
            printer.say(&line);
        }
    }
    show::result(&ranking::sheet(found, printer.lang), &|| ranking::json(found), global, out, printer)?;
    if global.format == Format::Table {
        if found.above_weight {
            printer.note(&Message::new(&messages::LOST_FROM_THE_CAP));
        }
        say_by_kind(&messages::VETOED, "veto", &found.vetoes, printer);
        say_by_kind(&messages::UNSCORED, "class", &found.unscored, printer);
    }
    Ok(())
}

/// Names that are listed in a line.
const MOST: usize = 8;

/// One line for each veto or class: how many units, and the first of them.
fn say_by_kind(
    def: &'static MessageDef,
    key: &'static str,
    pairs: &[(String, String)],
    printer: &mut Printer,
) {
    let mut kinds: Vec<&String> = pairs.iter().map(|(_, kind)| kind).collect();
    kinds.sort();
    kinds.dedup();
    for kind in kinds {
        let names: Vec<&str> =
            pairs.iter().filter(|(_, own)| own == kind).map(|(name, _)| name.as_str()).collect();
        let more = if names.len() > MOST { "…" } else { "" };
        let listed = names[..names.len().min(MOST)].join(printer.lang.pick("、", ", "));
        let message = Message::new(def)
            .with(key, kind)
            .with("count", names.len().to_string())
            .with("names", format!("{listed}{more}"));
        printer.note(&message);
    }
}

/// Scores a table straight through to another table.
fn straight(
    args: &ScoreArgs,
    (data, out): (&Path, &Path),
    global: &Global,
    printer: &mut Printer,
) -> Result<(), Failure> {
    if !matches!(show::format(global, Some(out))?, Format::Csv | Format::Table) {
        return Err(Failure::Usage(Message::new(&messages::DATA_TO_CSV)));
    }
    let request = StraightRequest {
        scheme: args.run.scheme.clone(),
        period: args.run.period.as_deref().map(period).transpose()?,
        as_of: moment(args.run.as_of.as_deref())?,
        data: data.to_owned(),
    };
    let scored =
        printer.busy(&Message::new(&messages::SCORING), || score_table(&global.workspace, &request))?;
    File::create(out).and_then(|file| scored.write(file)).map_err(|error| cannot_write(out, &error))?;
    if !scored.unread.is_empty() {
        let columns = scored.unread.join(printer.lang.pick("、", ", "));
        printer.note(&Message::new(&messages::UNREAD_COLUMNS).with("columns", columns));
    }
    let message = Message::new(&messages::SCORED_TABLE)
        .with("rows", scored.rows.to_string())
        .with("scored", scored.scored.to_string())
        .with("file", out.display().to_string());
    printer.note(&message);
    scored.let_go();
    Ok(())
}
