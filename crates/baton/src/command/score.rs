//! `baton score`

use baton_service::model::Message;
use baton_service::score::{ScoreRequest, score};

use super::{export, moment, period, prepared, show};
use crate::cli::{Format, Global, ScoreArgs};
use crate::failure::Failure;
use crate::messages;
use crate::output::ranking;
use crate::printer::Printer;

/// Runs a scheme and shows the ranking.
pub(super) fn run(args: &ScoreArgs, global: &Global, printer: &mut Printer) -> Result<(), Failure> {
    if args.data.is_some() {
        return Err(Failure::Usage(Message::new(&messages::NOT_YET).with("command", "score --data")));
    }
    let request = ScoreRequest {
        period: args.run.period.as_deref().map(period).transpose()?,
        as_of: moment(args.run.as_of.as_deref())?,
        group: args.group.clone(),
    };
    let prepared = prepared(global, args.run.scheme.as_deref(), None, printer)?;
    if show::format(global, args.out.as_deref())? == Format::Xlsx
        && let Some(out) = &args.out
    {
        return export::write(&prepared, (request.period, request.as_of), out, printer);
    }
    let ranking = score(&prepared, &request)?;
    match global.format {
        Format::Table => {
            for line in ranking::title(&ranking, printer.lang) {
                printer.say(&line);
            }
        }
        Format::Csv | Format::Json | Format::Xlsx => {}
    }
    show::result(
        &ranking::sheet(&ranking, printer.lang),
        &|| ranking::json(&ranking),
        global,
        args.out.as_deref(),
        printer,
    )
}
