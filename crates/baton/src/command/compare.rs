//! `baton compare`

use baton_service::compare::{CompareRequest, compare};

use super::{moment, named_for, period, prepared, show};
use crate::cli::{CompareArgs, Global};
use crate::failure::Failure;
use crate::output::comparison;
use crate::printer::Printer;

/// Compares two periods.
pub(super) fn run(args: &CompareArgs, global: &Global, printer: &mut Printer) -> Result<(), Failure> {
    let request = CompareRequest {
        from: period(&args.from)?,
        to: period(&args.to)?,
        unit: args.unit.clone(),
        as_of: moment(args.as_of.as_deref())?,
    };
    let mut prepared = prepared(global, Some(&args.scheme), None, printer)?;
    named_for(&mut prepared.plan, global.format, printer.lang);
    let found = compare(&prepared, &request)?;
    printer.say(&comparison::title(&found, printer.lang));
    let json = || comparison::json(&found);
    if request.unit.is_none() {
        show::result(&comparison::sheet(&found, printer.lang), &json, global, None, printer)?;
        for line in comparison::successions(&found, printer.lang) {
            printer.say(&line);
        }
        return Ok(());
    }
    show::result(&comparison::leaves(&found, printer.lang), &json, global, None, printer)?;
    for line in comparison::causes(&found, printer.lang) {
        printer.say(&line);
    }
    Ok(())
}
