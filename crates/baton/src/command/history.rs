//! `baton history`

use baton_service::history::{HistoryRequest, history};

use super::{moment, period, show, who};
use crate::cli::{Format, Global, HistoryArgs};
use crate::failure::Failure;
use crate::output::versions;
use crate::printer::Printer;

/// Shows every version of one figure.
pub(super) fn run(args: &HistoryArgs, global: &Global, printer: &mut Printer) -> Result<(), Failure> {
    let request = HistoryRequest {
        unit: args.unit.clone(),
        indicator: args.indicator.clone(),
        period: period(&args.period)?,
        scenario: args.scenario.into(),
        series: args.series.clone(),
        as_of: moment(args.as_of.as_deref())?,
    };
    let found = history(&global.workspace, &request, &who(None))?;
    for note in &found.notes {
        printer.note(note);
    }
    if global.format == Format::Table {
        printer.say(&versions::title(&found, printer.lang));
    }
    let sheet = versions::sheet(&found, printer.lang);
    show::result(&sheet, &|| versions::json(&found), global, args.out.as_deref(), printer)
}
