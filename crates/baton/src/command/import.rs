//! `baton import FILE…`

use std::path::{Path, PathBuf};

use baton_service::import::{Problem, Report, Severity, Verdict};
use baton_service::intake::{ImportRequest, Imported, import};
use baton_service::model::{self, Message};

use super::{moment, period, who, write_file};
use crate::cli::{Global, ImportArgs};
use crate::failure::{Failure, say_figures};
use crate::messages;
use crate::printer::Printer;

/// Imports files, or says what importing them would do.
pub(super) fn run(args: &ImportArgs, global: &Global, printer: &mut Printer) -> Result<(), Failure> {
    let request = ImportRequest {
        dry_run: args.dry_run,
        clean_rows: args.clean_rows,
        recorded_at: args.recorded_at.as_deref().map(|text| moment(Some(text))).transpose()?,
        reason: args.reason.clone().filter(|reason| !reason.trim().is_empty()),
        period: args.period.as_deref().map(period).transpose()?,
        unit: args.unit.clone(),
        indicator: args.indicator.clone(),
        scenario: args.scenario.into(),
        series: args.series.clone(),
        status: model::Status::Accepted,
        lang: printer.lang,
    };
    let who = who(args.by.as_deref());
    let importing = Message::new(&messages::IMPORTING);
    let (imported, notes) =
        printer.busy(&importing, || import(&global.workspace, &args.files, &request, &who))?;
    for note in &notes {
        printer.note(note);
    }
    for file in &imported {
        say(file, args.dry_run, printer);
        match &file.marked {
            Some(Ok(bytes)) => {
                let path = args.errors.clone().unwrap_or_else(|| beside(&file.path, printer));
                write_file(&path, bytes)?;
                printer.note(&Message::new(&messages::MARKED).with("file", path.display().to_string()));
            }
            Some(Err(problem)) => say_figures(std::slice::from_ref(problem.as_ref()), printer),
            None => {}
        }
    }
    if imported.iter().all(Imported::is_whole) { Ok(()) } else { Err(Failure::Said) }
}

/// Most corrections that are listed one by one.
const MOST: usize = 20;

/// What was read other than it was written, one line a kind.
fn say_notes(report: &Report, printer: &mut Printer) {
    for group in report.groups().iter().filter(|group| group.severity == Severity::Note) {
        let term = group.severity.term();
        let word = printer.lang.pick(term.zh, term.en);
        printer.say(&format!("{word}[{}]: {}", group.def.code, group.heading(printer.lang)));
    }
}

/// Corrections: what is recorded, and what would stand.
fn say_changes(report: &Report, printer: &mut Printer) {
    let changed = || report.figures.iter().filter(|figure| figure.verdict == Verdict::Changed);
    let lead = printer.lang.pick("更正", "corrected");
    for figure in changed().take(MOST) {
        let recorded = figure.recorded().map_or_else(|| "—".to_owned(), |value| value.to_string());
        let (unit, indicator) = (report.unit_code(figure.unit), report.indicator_code(figure.indicator));
        printer.say(&format!("{lead} {unit} {indicator} {}: {recorded} → {}", figure.period, figure.value));
    }
    let more = changed().count().saturating_sub(MOST);
    if more > 0 {
        printer.note(&Message::new(&messages::AND_MORE).with("count", more));
    }
}

/// Where a workbook that marks errors goes when nobody says: here, under the name of the file.
fn beside(path: &Path, printer: &Printer) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    PathBuf::from(format!("{stem}.{}.xlsx", printer.lang.pick("待修改", "to-mend")))
}

fn say(file: &Imported, dry_run: bool, printer: &mut Printer) {
    let name = file.path.display().to_string();
    let report = match &file.read {
        Ok(report) => report,
        Err(problem) => {
            say_figures(std::slice::from_ref(problem.as_ref()), printer);
            printer.note(&Message::new(&messages::IMPORT_NOTHING).with("file", name));
            return;
        }
    };
    if let Some(problem) = report.nothing_filled_in() {
        printer.error(&problem.message);
        return;
    }
    let worth = |problem: &&Problem| problem.severity != Severity::Note;
    let problems: Vec<Problem> = report.problems.iter().filter(worth).cloned().collect();
    say_figures(&problems, printer);
    say_notes(report, printer);
    say_changes(report, printer);
    let counts = &report.counts;
    let message = Message::new(&messages::IMPORT_COUNTS)
        .with("file", &name)
        .with("new", counts.new.to_string())
        .with("changed", counts.changed.to_string())
        .with("same", counts.same.to_string())
        .with("rejected", counts.rejected.to_string())
        .with("missing", counts.missing.to_string());
    printer.note(&message);
    match (&file.refused, &file.receipt) {
        (Some(refused), _) => printer.error(refused),
        (None, Some(receipt)) => {
            printer.note(&Message::new(&messages::IMPORT_DONE).with("batch", receipt.batch.0.to_string()));
        }
        (None, None) if !report.is_acceptable() => {
            printer.note(&Message::new(&messages::IMPORT_NOTHING).with("file", name));
        }
        (None, None) if dry_run => printer.note(&Message::new(&messages::IMPORT_DRY)),
        (None, None) => printer.note(&Message::new(&messages::IMPORT_NO_CHANGE)),
    }
}
