//! `baton verify [RUN]`

use baton_service::model::Message;
use baton_service::runs::{Verified, verify, verify_all};

use crate::cli::{Global, VerifyArgs};
use crate::failure::Failure;
use crate::messages;
use crate::printer::Printer;

/// Replays a run, or verifies the whole store.
pub(super) fn run(args: &VerifyArgs, global: &Global, printer: &mut Printer) -> Result<(), Failure> {
    let verifying = Message::new(&messages::VERIFYING);
    let verified = match &args.run {
        Some(run) => vec![printer.busy(&verifying, || verify(&global.workspace, run))?],
        None => {
            let (whole, runs) = printer.busy(&verifying, || verify_all(&global.workspace))?;
            let message = Message::new(&messages::STORE_WHOLE)
                .with("records", whole.records.to_string())
                .with("batches", whole.batches.to_string())
                .with("runs", whole.runs.to_string());
            printer.note(&message);
            runs
        }
    };
    for run in &verified {
        say(run, printer);
    }
    if verified.iter().all(|run| run.same) { Ok(()) } else { Err(Failure::Said) }
}

fn say(verified: &Verified, printer: &mut Printer) {
    if verified.same {
        printer.note(&Message::new(&messages::REPLAYED).with("run", &verified.head.id));
        return;
    }
    let message = Message::new(&messages::NOT_REPLAYED)
        .with("run", &verified.head.id)
        .with("count", verified.differences.len().to_string())
        .with("then", verified.head.semantics.to_string())
        .with("now", verified.semantics.to_string());
    printer.error(&message);
    for difference in &verified.differences {
        printer.say(&format!("  {}: {} → {}", difference.place, difference.kept, difference.found));
    }
}
