//! `baton explain`

use baton_service::explain::{ExplainRequest, explain};

use super::attempt::not_in;
use super::{moment, period, prepared, show};
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
    let prepared = prepared(global, args.run.scheme.as_deref(), None, printer)?;
    let explained = explain(&prepared, &request)?;
    match global.format {
        Format::Table => {
            for line in explanation::lines(&explained, printer) {
                printer.line(&line)?;
            }
            Ok(())
        }
        Format::Json => show::json(&explanation_json::json(&explained), printer),
        Format::Csv | Format::Xlsx => Err(Failure::Usage(not_in(global.format))),
    }
}
