//! Enterprises: shapes like the real ones. Revenue with a heavy tail, a fifth with little profit, energy spread widely, a quarter
//! without research, some without discharge.

use super::YEARS;
use crate::book::{Book, Scenario::Actual};
use crate::dice::Dice;
use crate::firms::Firm;
use crate::stories::bunched;

/// What an enterprise is drawn with once.
struct Shape {
    revenue: f64,
    land: f64,
    tax: f64,
    added: f64,
    energy: f64,
    labour: f64,
    discharge: Option<f64>,
    research: f64,
}

fn shape(firm: &Firm, dice: &mut Dice) -> Shape {
    let large = firm.scale == "规上";
    let size = dice.unit();
    let mut revenue = if large {
        2060.0 + 6300.0 * size + 26_000.0 * size * size * size * size
    } else {
        260.0 + 1450.0 * size
    };
    if large && dice.chance(0.04) {
        revenue *= dice.uniform(2.0, 7.0);
    }
    let thin = dice.chance(0.2);
    let spread = dice.unit();
    Shape {
        revenue,
        land: 5.0 + revenue / 420.0 * dice.uniform(0.5, 1.7),
        tax: if thin { dice.uniform(0.006, 0.016) } else { dice.uniform(0.03, 0.05) },
        added: dice.uniform(0.2, 0.31),
        energy: 0.16 + 1.5 * spread * spread * spread,
        labour: dice.uniform(14.0, 33.0),
        discharge: dice.chance(0.8).then(|| dice.uniform(1800.0, 8600.0)),
        research: if dice.chance(0.75) { dice.uniform(0.008, 0.045) } else { 0.0 },
    }
}

/// The figures of an enterprise.
pub(crate) fn enterprise(book: &mut Book, firm: &Firm) {
    let unit = (firm.code.as_str(), firm.name.as_str());
    let mut dice = Dice::of(&["enterprise", &firm.code]);
    let shape = shape(firm, &mut dice);
    let large = firm.scale == "规上";
    let mut revenue = shape.revenue;
    for year in YEARS {
        let text = year.to_string();
        revenue *= 1.0 + (5.0 + 7.0 * dice.bell()) / 100.0;
        revenue = if large {
            revenue.max(2040.0 + 70.0 * dice.unit())
        } else {
            revenue.min(1880.0 - 60.0 * dice.unit())
        };
        let planted = bunched(firm, year);
        // Where revenue is stated above the line, taxes and electricity tell what it really was.
        let (reported, real) = planted.unwrap_or((revenue, revenue));
        let added = reported * shape.added * (1.0 + dice.uniform(-0.05, 0.05));
        let mut put = |indicator: &'static str, value: f64| {
            book.put(unit, indicator, &text, value, Actual);
        };
        put("firm_revenue", reported);
        put("firm_tax", real * shape.tax * (1.0 + dice.uniform(-0.08, 0.08)));
        put("firm_value_added", added);
        put("firm_land", shape.land);
        put("firm_staff", (added / shape.labour).max(6.0));
        put("firm_electricity", real * dice.uniform(0.004, 0.011));
        if large {
            if !dice.chance(0.012) {
                put("firm_energy", added * shape.energy);
            }
            put("firm_rd_expense", reported * shape.research);
            if let Some(discharge) = shape.discharge {
                put("firm_emission", added / discharge);
            }
        }
        if dice.chance(0.008) {
            put("firm_safety_events", 1.0);
        }
        if dice.chance(0.02) {
            put("firm_provincial_honours", 1.0);
        }
        if firm.champion {
            put("firm_national_honours", 1.0);
        }
    }
}
