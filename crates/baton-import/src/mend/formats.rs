//! Formats of the cells given back: the number format they had, and a colour where something is wrong.

use std::collections::HashMap;

use rust_xlsxwriter::Format;

use crate::problem::Severity;
use crate::sheet::NumberFormat;

/// Formats by what they are made of.
#[derive(Default)]
pub(super) struct Formats {
    known: HashMap<(NumberFormat, Option<Severity>), Format>,
}

impl Formats {
    /// A format; none for a cell that needs none.
    pub(super) fn of(&mut self, number: &NumberFormat, severity: Option<Severity>) -> Option<&Format> {
        if number == &NumberFormat::General && severity.is_none() {
            return None;
        }
        Some(self.known.entry((number.clone(), severity)).or_insert_with(|| make(number, severity)))
    }
}

fn make(number: &NumberFormat, severity: Option<Severity>) -> Format {
    let format = match number {
        NumberFormat::General => Format::new(),
        NumberFormat::BuiltIn(id) => Format::new().set_num_format_index(*id),
        NumberFormat::Code(code) => Format::new().set_num_format(code.as_ref()),
    };
    match severity {
        Some(Severity::Error) => format.set_background_color(0xFFC7CE_u32),
        Some(Severity::Warning) => format.set_background_color(0xFFEB9C_u32),
        Some(Severity::Note) | None => format,
    }
}
