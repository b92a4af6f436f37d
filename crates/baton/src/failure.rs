//! How a command can end other than well, and the exit code of each way.

use std::io;

use baton_service::Refused;
use baton_service::import::{Problem, group_by_message};
use baton_service::model::{Message, MessageDef};
use baton_service::scheme::diagnostic::{Severity, render};

use crate::messages;
use crate::printer::Printer;

/// 0: done.
pub(crate) const DONE: u8 = 0;
/// 1: problems in the user's files.
pub(crate) const PROBLEMS: u8 = 1;
/// 2: wrong use.
pub(crate) const WRONG_USE: u8 = 2;
/// 3: a fault of ours.
pub(crate) const FAULT: u8 = 3;

/// Why a command stopped.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command was written wrong.
    Usage(Message),
    /// Something is wrong with the user's files.
    Files(Message),
    /// Many things are.
    Refused(Box<Refused>),
    /// The problems are already on the terminal.
    Said,
    /// stdout is closed or full.
    Output(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Request(message) => Self::Usage(message),
            Refused::Files(message) => Self::Files(message),
            other => Self::Refused(Box::new(other)),
        }
    }
}

impl Failure {
    /// Says what happened and gives the exit code.
    pub(crate) fn report(self, printer: &mut Printer) -> u8 {
        match self {
            Self::Usage(message) => {
                printer.error(&message);
                WRONG_USE
            }
            Self::Files(message) => {
                printer.error(&message);
                PROBLEMS
            }
            Self::Refused(refused) => {
                say_refused(&refused, printer);
                if matches!(*refused, Refused::Fault(_)) { FAULT } else { PROBLEMS }
            }
            Self::Said => PROBLEMS,
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => DONE,
            Self::Output(error) => {
                printer.error(&Message::new(&messages::NO_OUTPUT).with("detail", &error));
                PROBLEMS
            }
        }
    }
}

/// Most problems of a run that are listed one by one.
const MOST: usize = 20;

fn say_refused(refused: &Refused, printer: &mut Printer) {
    match refused {
        Refused::Request(message) | Refused::Files(message) => printer.error(message),
        Refused::Diagnostics { list, sources } => {
            for diagnostic in list.iter().filter(|diagnostic| diagnostic.severity == Severity::Error) {
                printer.say(render(diagnostic, sources, printer.lang, printer.talk_color).trim_end());
            }
        }
        Refused::Figures(problems) => say_figures(problems, printer),
        Refused::Altered(message, figures) => {
            printer.error(message);
            figures.iter().for_each(|line| printer.say(&format!("  {}", line.text(printer.lang))));
        }
        Refused::Run(problems) => say_problems(&messages::RUN_REFUSED, problems, printer),
        Refused::Table(problems) => say_problems(&messages::TABLE_REFUSED, problems, printer),
        Refused::Fault(detail) => printer.error(&Message::new(&messages::FAULT).with("detail", detail)),
    }
}

fn say_problems(heading: &'static MessageDef, problems: &[Message], printer: &mut Printer) {
    let count = problems.len().to_string();
    printer.error(&Message::new(heading).with("count", count));
    for problem in problems.iter().take(MOST) {
        printer.say(&format!("  {}", problem.text(printer.lang)));
    }
    if problems.len() > MOST {
        printer.note(&Message::new(&messages::AND_MORE).with("count", problems.len() - MOST));
    }
    say_hints(problems, printer);
}

/// Problems of files with figures, grouped by what to mend.
pub(crate) fn say_figures(problems: &[Problem], printer: &mut Printer) {
    let lang = printer.lang;
    for group in group_by_message(problems) {
        let severity = group.severity.term();
        let word = format!("{}[{}]", lang.pick(severity.zh, severity.en), group.def.code);
        printer.say(&format!("{word}: {}", group.heading(lang)));
        for problem in group.problems.iter().take(MOST) {
            let found = problem.found.as_deref().map(|found| format!("  “{found}”")).unwrap_or_default();
            printer.say(&format!("  {}{found}", problem.place));
        }
        if group.problems.len() > MOST {
            printer.note(&Message::new(&messages::AND_MORE).with("count", group.problems.len() - MOST));
        }
        if let Some(hint) = group.problems.first().and_then(|problem| problem.message.hint(lang)) {
            printer.say(&format!("  {}{hint}", lang.pick("建议：", "help: ")));
        }
    }
}

/// Each hint once, though many cells share it.
fn say_hints(problems: &[Message], printer: &mut Printer) {
    let mut said: Vec<String> = Vec::new();
    let lang = printer.lang;
    for hint in problems.iter().filter_map(|problem| problem.hint(lang)) {
        if !said.contains(&hint) {
            printer.say(&format!("  {}{hint}", lang.pick("建议：", "help: ")));
            said.push(hint);
        }
    }
}
