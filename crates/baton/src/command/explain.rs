//! `baton explain`

use baton_service::explain::{Answered, Exempted, ExplainRequest, answer};

use super::attempt::not_in;
use super::show::json;
use super::{moment, named_for, period, prepared};
use crate::cli::{ExplainArgs, Format, Global};
use crate::failure::Failure;
use crate::output::{explanation, explanation_json};
use crate::printer::Printer;

/// Explains a unit's score.
pub(super) fn run(args: &ExplainArgs, global: &Global, printer: &mut Printer) -> Result<(), Failure> {
    let request = ExplainRequest {
        period: args.run.period.as_deref().map(period).transpose()?,
        as_of: moment(args.run.as_of.as_deref())?,
        unit: args.unit.clone(),
        node: args.indicator.clone(),
    };
    let mut prepared = prepared(global, args.run.scheme.as_deref(), None, printer)?;
    named_for(&mut prepared.plan, global.format, printer.lang);
    show(&answer(&prepared, &request)?, global, printer)
}

/// Shows what there is to say about a unit.
pub(super) fn show(answered: &Answered, global: &Global, printer: &mut Printer) -> Result<(), Failure> {
    let explained = match answered {
        Answered::Scored(explained) => explained,
        Answered::Exempt(exempted) => return exempt(exempted, global, printer),
    };
    match global.format {
        Format::Table => {
            for line in explanation::lines(explained, printer) {
                printer.line(&line)?;
            }
            Ok(())
        }
        Format::Json => json(&explanation_json::json(explained), printer),
        Format::Csv | Format::Xlsx => Err(Failure::Usage(not_in(global.format))),
    }
}

/// Says why a unit is listed but not scored.
fn exempt(exempted: &Exempted, global: &Global, printer: &mut Printer) -> Result<(), Failure> {
    match global.format {
        Format::Table => {
            for line in explanation::exempt(exempted, printer) {
                printer.line(&line)?;
            }
            Ok(())
        }
        Format::Json => json(&explanation_json::exempt(exempted), printer),
        Format::Csv | Format::Xlsx => Err(Failure::Usage(not_in(global.format))),
    }
}
