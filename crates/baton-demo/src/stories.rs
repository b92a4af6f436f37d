//! What is planted among the figures: the five stories and the gaps of docs/demo_city.md.

use crate::book::Scenario;
use crate::dice::Dice;
use crate::firms::Firm;

/// What stands in a cell instead of the drawn figure.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Planted {
    /// This value.
    Value(f64),
    /// Nothing: it was not reported.
    Gap,
}

use Planted::{Gap, Value};

/// Unit, indicator, period, what stands there. All are actual figures.
const PLANTED: &[(&str, &str, &str, Planted)] = &[
    // Story 1: a research centre leaves 临江县.
    ("990121", "rd_expenditure", "2025", Value(29_430.0)),
    ("990123", "urban_rate", "2025", Value(46.84)),
    // Story 2: an accident in 广渚县; 沃溪县 does no better than before.
    ("990124", "accidents_major", "2025", Value(1.0)),
    ("990124", "urban_rate", "2025", Value(44.34)),
    ("990126", "urban_rate", "2025", Value(44.81)),
    ("990126", "income_growth", "2025", Value(5.0)),
    // Story 3: a payment registered twice in 禺阳市, until it is corrected (see `imports`).
    ("990182", "fdi", "2024-11", Value(1397.0)),
    ("990182", "fdi", "2024-12", Value(1562.0)),
    // Story 4: 宣河 earns what three stars ask, and pays a little less tax by mu. Stars won in 2023.
    ("990174", "zone_tax", "2025", Value(7.72)),
    ("990172", "star_before", "2024", Value(5.0)),
    ("990172", "star_before", "2025", Value(5.0)),
    ("990175", "star_before", "2024", Value(3.0)),
    ("990175", "star_before", "2025", Value(3.0)),
    // Gaps.
    ("990104", "tech_contracts", "2024-05", Gap),
    ("990104", "tech_contracts", "2024-06", Gap),
    ("990104", "tech_contracts", "2024-07", Gap),
    ("990105", "hotline_satisfied", "2023-01", Gap),
    ("990105", "hotline_satisfied", "2023-02", Gap),
    ("990105", "hotline_satisfied", "2023-03", Gap),
    ("990103", "pm25_month", "2025-03", Gap),
    ("990125", "signed_amount", "2025-08", Gap),
    ("990127", "specialised_firms", "2023", Gap),
    ("990102", "forest_cover", "2023", Gap),
    ("990102", "forest_cover", "2024", Gap),
    ("990102", "forest_cover", "2025", Gap),
];

/// Cells of which the city writes a figure down only because a story needs it: unit, indicator, year.
pub(crate) const EVENTS: &[(&str, &str, &str)] = &[("990124", "accidents_major", "2025")];

/// What is planted in a cell.
pub(crate) fn planted(unit: &str, indicator: &str, period: &str, scenario: Scenario) -> Option<Planted> {
    if scenario != Scenario::Actual || !unit.starts_with("9901") {
        return None;
    }
    let found = PLANTED.iter().find(|cell| cell.0 == unit && cell.1 == indicator && cell.2 == period);
    found.map(|cell| cell.3)
}

/// Story 5: revenue stated just above the line at which an enterprise counts as large (规上, 2000 万元): what is stated, and what it
/// really was. A few in 2024, many in 2025.
pub(crate) fn bunched(firm: &Firm, year: u16) -> Option<(f64, f64)> {
    let few = match year {
        2024 => 0.03,
        2025 => 0.11,
        _ => return None,
    };
    if firm.scale != "规上" || !firm.code.starts_with("919901") {
        return None;
    }
    let mut dice = Dice::of(&["bunched", &firm.code]);
    let draw = dice.unit();
    (draw < few).then(|| (2000.5 + 17.0 * dice.unit(), 1560.0 + 330.0 * dice.unit()))
}
