//! `baton template`

use baton_service::intake::{FormRequest, form};
use baton_service::model::Message;

use super::{period, who, write_file};
use crate::cli::{Global, TemplateArgs};
use crate::failure::Failure;
use crate::messages;
use crate::printer::Printer;

/// Writes a form to fill in.
pub(super) fn run(args: &TemplateArgs, global: &Global, printer: &mut Printer) -> Result<(), Failure> {
    let request = FormRequest {
        scheme: args.scheme.clone(),
        period: args.period.as_deref().map(period).transpose()?,
        lang: printer.lang,
    };
    let bytes = form(&global.workspace, &request, &who(None))?;
    write_file(&args.out, &bytes)?;
    printer.note(&Message::new(&messages::WROTE).with("file", args.out.display().to_string()));
    Ok(())
}
