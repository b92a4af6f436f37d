//! Percent or fraction? What the cells of percent indicators look like, sheet by sheet.

use std::collections::HashMap;

use baton_model::{CellAddress, IndicatorId, Message};

use super::Draft;
use crate::messages;
use crate::problem::Severity;
use crate::sheet::CellValue;

/// Fewer small figures than this are no pattern.
const PATTERN: usize = 3;
/// Cells kept to show where.
const SHOWN: usize = 64;

/// Cells of percent indicators on the current sheet, by indicator.
#[derive(Default)]
pub(super) struct PercentCells {
    seen: HashMap<IndicatorId, PercentSeen>,
}

#[derive(Default)]
struct PercentSeen {
    /// Shown in percent by their format.
    formatted: Vec<CellAddress>,
    formatted_count: usize,
    /// The first number without such a format.
    plain: Option<CellAddress>,
    /// What the first formatted cell holds.
    example: f64,
    /// Figures without a percent sign or format, zeros apart.
    bare: Vec<CellAddress>,
    bare_count: usize,
    /// The largest of them, whatever its sign.
    largest: f64,
}

impl Draft<'_> {
    /// Remembers how a cell of a percent indicator is shown, and the figure it was read as.
    pub(crate) fn percent_cell(
        &mut self,
        indicator: IndicatorId,
        cell: CellAddress,
        value: CellValue<'_>,
        figure: Option<f64>,
    ) {
        let seen = self.percent.seen.entry(indicator).or_default();
        let bare = match value {
            CellValue::Number { value, percent: true } => {
                if seen.formatted_count == 0 {
                    seen.example = value;
                }
                seen.formatted_count += 1;
                if seen.formatted.len() < SHOWN {
                    seen.formatted.push(cell);
                }
                false
            }
            CellValue::Number { .. } => {
                seen.plain.get_or_insert(cell);
                true
            }
            CellValue::Text(text) => !text.contains(['%', '％', '‰', '﹪']),
            _ => false,
        };
        if let Some(figure) = figure.filter(|figure| bare && *figure != 0.0) {
            seen.bare_count += 1;
            seen.largest = seen.largest.max(figure.abs());
            if seen.bare.len() < SHOWN {
                seen.bare.push(cell);
            }
        }
    }

    /// Says what was noticed about the percent indicators of the sheet that ends.
    pub(super) fn end_sheet(&mut self) {
        let mut seen: Vec<_> = std::mem::take(&mut self.percent.seen).into_iter().collect();
        seen.sort_by_key(|(indicator, _)| *indicator);
        for (indicator, seen) in seen {
            self.say_formats(indicator, &seen);
            self.say_fractions(indicator, seen);
        }
    }

    fn say_formats(&mut self, indicator: IndicatorId, seen: &PercentSeen) {
        let Some(first) = seen.formatted.first().copied() else { return };
        let name = self.catalogue.get(indicator).name.clone();
        if let Some(plain) = seen.plain {
            let mixed = Message::new(&messages::PERCENT_FORMAT_MIXED)
                .with("indicator", &name)
                .with("formatted", first.to_string())
                .with("plain", plain.to_string());
            self.problem(Severity::Warning, mixed, vec![plain, first], None);
        }
        let note = Message::new(&messages::PERCENT_FORMAT_READ)
            .with("indicator", &name)
            .with("count", seen.formatted_count)
            .with("value", seen.example)
            .with("shown", crate::value::shift_decimal(seen.example, 2));
        self.problem(Severity::Note, note, seen.formatted.clone(), None);
    }

    /// A whole column of percentages within ±1 was probably entered as fractions.
    fn say_fractions(&mut self, indicator: IndicatorId, seen: PercentSeen) {
        if seen.bare_count < PATTERN || seen.largest > 1.0 {
            return;
        }
        let message = Message::new(&messages::PERCENT_AS_FRACTION)
            .with("indicator", &self.catalogue.get(indicator).name)
            .with("count", seen.bare_count)
            .with("largest", seen.largest)
            .with("shown", crate::value::shift_decimal(seen.largest, 2));
        self.problem(Severity::Warning, message, seen.bare, None);
    }
}
