//! `baton check [SCHEME]`

use baton_service::check::{self, Checked};
use baton_service::import::{self, Problem};
use baton_service::model::Message;
use baton_service::scheme::diagnostic::{Severity, render};

use super::now;
use crate::cli::{CheckArgs, Global};
use crate::failure::{Failure, say_figures};
use crate::messages;
use crate::printer::Printer;

/// Says everything that is wrong with a workspace.
pub(super) fn run(args: &CheckArgs, global: &Global, printer: &mut Printer) -> Result<(), Failure> {
    let checked = check::check(&global.workspace, args.scheme.as_deref(), now())?;
    for diagnostic in &checked.diagnostics {
        let text = render(diagnostic, &checked.sources, printer.lang, printer.talk_color);
        printer.say(&format!("{}\n", text.trim_end()));
    }
    let notes = |problem: &&Problem| problem.severity != import::Severity::Note;
    let figures: Vec<Problem> = checked.figures.iter().filter(notes).cloned().collect();
    say_figures(&figures, printer);
    let refused = figures.iter().filter(|problem| problem.severity == import::Severity::Error).count();
    let errors = count(&checked, Severity::Error) + refused;
    let lints = count(&checked, Severity::Lint) + figures.len() - refused;
    let def = match (errors, lints) {
        (0, 0) => &messages::CHECKED_CLEAN,
        (0, _) => &messages::CHECKED_LINTS,
        _ => &messages::CHECKED_ERRORS,
    };
    if checked.cut_short {
        printer.note(&Message::new(&messages::CHECK_CUT_SHORT));
    }
    let files = checked.files.join(printer.lang.pick("、", ", "));
    printer.note(&Message::new(def).with("errors", errors).with("lints", lints).with("files", files));
    if errors > 0 { Err(Failure::Said) } else { Ok(()) }
}

fn count(checked: &Checked, severity: Severity) -> usize {
    checked.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
}
