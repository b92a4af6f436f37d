//! Development zones: what each earns, pays, uses, by year.

use super::YEARS;
use crate::book::{Book, Scenario::Actual};
use crate::dice::Dice;
use crate::places::Zone;

/// The figures of a zone.
pub(crate) fn zone(book: &mut Book, zone: &Zone) {
    let mut revenue = zone.revenue;
    let mut star = zone.star;
    for year in YEARS {
        let version = zone.place.at(year);
        let unit = (version.code.as_str(), version.name.as_str());
        let text = year.to_string();
        let mut dice = Dice::of(&["zone", &version.code, &text]);
        let growth = 6.4 + 2.5 * zone.place.skill + 1.6 * dice.bell();
        revenue *= 1.0 + (growth + 0.5) / 100.0;
        let near = |value: f64, dice: &mut Dice| value * (1.0 + dice.uniform(-0.02, 0.02));
        book.count(unit, "zone_revenue", &text, revenue, Actual);
        let figures = [
            ("zone_tax", revenue * zone.tax),
            ("zone_land", zone.revenue * zone.land * (1.0 + 0.015 * f64::from(year - 2022))),
            ("zone_staff", revenue * zone.staff * 0.97),
            ("zone_energy", revenue * zone.energy * 0.96),
            ("zone_rd", revenue * zone.rd * (1.0 + 0.03 * f64::from(year - 2022))),
        ];
        for (indicator, value) in figures {
            book.count(unit, indicator, &text, near(value, &mut dice), Actual);
        }
        let industrial = zone.revenue * zone.land * (1.0 + 0.015 * f64::from(year - 2022)) * zone.industrial;
        book.count(unit, "zone_industrial_land", &text, industrial, Actual);
        book.count(unit, "zone_added_growth", &text, growth, Actual);
        book.put(unit, "star_before", &text, star, Actual);
        star = star.max(zone.star);
        if dice.chance(0.12) {
            book.put(unit, "provincial_findings", &text, 1.0, Actual);
        }
    }
}
