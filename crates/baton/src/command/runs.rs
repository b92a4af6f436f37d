//! `baton run keep|list|show|publish|rule|restate`

use baton_service::explain::answer_of;
use baton_service::export::workbook_of;
use baton_service::model::Message;
use baton_service::runs;
use baton_service::scheme::run::{Ruling, RulingEffect};
use baton_service::score::ranking_of;
use baton_service::store::RunState;

use super::{day, explain, export, moment, named_for, period, prepared, score, show, who};
use crate::cli::{
    Format, Global, KeepArgs, ListArgs, PublishArgs, RestateArgs, RuleArgs, RunCommand, ShowArgs,
};
use crate::failure::Failure;
use crate::messages;
use crate::output::kept;
use crate::printer::Printer;

/// Keeps, lists, publishes and restates runs.
pub(super) fn run(command: &RunCommand, global: &Global, printer: &mut Printer) -> Result<(), Failure> {
    match command {
        RunCommand::Keep(args) => keep(args, global, printer),
        RunCommand::List(args) => list(args, global, printer),
        RunCommand::Show(args) => show_run(args, global, printer),
        RunCommand::Publish(args) => publish(args, global, printer),
        RunCommand::Rule(args) => rule(args, global, printer),
        RunCommand::Restate(args) => restate(args, global, printer),
    }
}

fn keep(args: &KeepArgs, global: &Global, printer: &mut Printer) -> Result<(), Failure> {
    let period = args.run.period.as_deref().map(period).transpose()?;
    let as_of = moment(args.run.as_of.as_deref())?;
    let mut prepared = prepared(global, args.run.scheme.as_deref(), args.by.as_deref(), printer)?;
    let kept = runs::keep(&mut prepared, period, as_of, &who(args.by.as_deref()))?;
    say_kept(&kept, printer);
    Ok(printer.line(&kept.head.id)?)
}

fn say_kept(kept: &runs::Kept, printer: &mut Printer) {
    for note in &kept.notes {
        printer.note(note);
    }
    let def = if kept.was_there { &messages::KEPT_BEFORE } else { &messages::KEPT };
    printer.note(&Message::new(def).with("run", &kept.head.id));
}

fn list(args: &ListArgs, global: &Global, printer: &mut Printer) -> Result<(), Failure> {
    let heads = runs::list(&global.workspace, args.scheme.as_deref())?;
    show::result(&kept::runs(&heads, printer.lang), &|| kept::runs_json(&heads), global, None, printer)
}

fn show_run(args: &ShowArgs, global: &Global, printer: &mut Printer) -> Result<(), Failure> {
    let mut replayed = runs::replay(&global.workspace, &args.run)?;
    named_for(&mut replayed.plan, show::format(global, args.out.as_deref())?, printer.lang);
    let computed = replayed.computed();
    if let Some(unit) = &args.unit {
        return explain::show(&answer_of(computed, unit, args.indicator.as_deref())?, global, printer);
    }
    if show::format(global, args.out.as_deref())? == Format::Xlsx
        && args.group.is_none()
        && let Some(out) = &args.out
    {
        return export::put(&workbook_of(computed, printer.lang)?, out, printer);
    }
    score::show(&ranking_of(computed, args.group.as_deref())?, global, args.out.as_deref(), printer)
}

fn publish(args: &PublishArgs, global: &Global, printer: &mut Printer) -> Result<(), Failure> {
    let until = args.notice_until.as_deref().map(day).transpose()?;
    let state = match (args.is_final, args.restated) {
        (true, _) => RunState::Final,
        (_, true) => RunState::Restated,
        _ => RunState::Notice,
    };
    let head = runs::publish(&global.workspace, &args.run, state, until, &who(args.by.as_deref()))?;
    let message = Message::new(&messages::PUBLISHED).with("run", &head.id).with("state", head.state.term());
    printer.note(&message);
    Ok(())
}

fn rule(args: &RuleArgs, global: &Global, printer: &mut Printer) -> Result<(), Failure> {
    let ruling = Ruling {
        unit: args.unit.clone(),
        node: args.node.clone(),
        effect: args.points.map_or(RulingEffect::Exclusion, RulingEffect::Points),
        basis: args.basis.clone(),
        approver: args.approver.clone(),
    };
    let number = runs::rule(&global.workspace, &args.run, ruling, &who(args.by.as_deref()))?;
    let message = Message::new(&messages::RULED).with("run", &args.run).with("number", number.to_string());
    printer.note(&message);
    Ok(())
}

fn restate(args: &RestateArgs, global: &Global, printer: &mut Printer) -> Result<(), Failure> {
    let as_of = moment(args.as_of.as_deref())?;
    let restated = runs::restate(&global.workspace, &args.run, as_of, &who(args.by.as_deref()))?;
    for note in &restated.kept.notes {
        printer.note(note);
    }
    printer.note(&Message::new(&messages::KEPT_RESTATEMENT).with("run", &restated.kept.head.id));
    if restated.changes.is_empty() {
        printer.note(&Message::new(&messages::NOTHING_CHANGES));
        return Ok(());
    }
    let json = || kept::changes_json(&restated.changes);
    show::result(&kept::changes(&restated.changes, printer.lang), &json, global, None, printer)
}
