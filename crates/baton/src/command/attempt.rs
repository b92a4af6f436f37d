//! `baton try`

use baton_service::attempt::{TryRequest, attempt};
use baton_service::messages::list;
use baton_service::model::Message;

use super::{moment, named_for, period, prepared, show};
use crate::cli::{Format, Global, TryArgs};
use crate::failure::Failure;
use crate::messages;
use crate::output::trial;
use crate::printer::Printer;

/// Shows what one value would score.
pub(super) fn run(args: &TryArgs, global: &Global, printer: &mut Printer) -> Result<(), Failure> {
    let bad = || Failure::Usage(Message::new(&messages::BAD_NUMBER).with("found", &args.value));
    let request = TryRequest {
        leaf: args.indicator.clone(),
        value: args.value.parse().ok().filter(|value: &f64| value.is_finite()).ok_or_else(bad)?,
        unit: args.unit.clone(),
        period: args.period.as_deref().map(period).transpose()?,
        as_of: moment(args.as_of.as_deref())?,
    };
    let mut prepared = prepared(global, args.scheme.as_deref(), None, printer)?;
    named_for(&mut prepared.plan, global.format, printer.lang);
    let tried = attempt(&prepared, &request)?;
    match global.format {
        Format::Table => {
            for line in trial::lines(&tried, printer) {
                printer.line(&line)?;
            }
            Ok(())
        }
        Format::Json => show::json(&trial::json(&tried), printer),
        Format::Csv | Format::Xlsx => Err(Failure::Usage(not_in(global.format))),
    }
}

/// A result that is a tree has no columns.
pub(super) fn not_in(format: Format) -> Message {
    Message::new(&messages::BAD_VALUE)
        .with("option", "--format")
        .with("found", if format == Format::Csv { "csv" } else { "xlsx" })
        .with("allowed", list(["table", "json"]))
}
