//! `baton template`

use baton_service::model::Message;

use crate::cli::{Global, TemplateArgs};
use crate::failure::Failure;
use crate::messages;
use crate::printer::Printer;

/// Writes a form to fill in.
pub(super) fn run(_: &TemplateArgs, _: &Global, _: &mut Printer) -> Result<(), Failure> {
    Err(Failure::Usage(Message::new(&messages::NOT_YET).with("command", "template")))
}
