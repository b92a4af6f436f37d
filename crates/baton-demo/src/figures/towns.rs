//! Town building, civilised-city surveys, and what demonstration counties measure themselves against.

use super::YEARS;
use super::time::month;
use crate::book::{Book, Scenario};
use crate::dice::Dice;
use crate::places::Place;

use Scenario::{Actual, Plan};

/// Marks of months and halves, homes, parking places, sewage.
pub(crate) fn building(book: &mut Book, place: &Place) {
    for year in YEARS {
        let version = place.at(year);
        let unit = (version.code.as_str(), version.name.as_str());
        let text = year.to_string();
        let mut dice = Dice::of(&["building", place.key(), &text]);
        let skill = place.skill + 0.15 * dice.bell();
        for number in 1..=12 {
            let marks = (86.0 + 6.0 * skill + 1.5 * dice.bell()).min(99.0);
            book.put(unit, "month_marks", &month(year, number), marks, Actual);
        }
        for half in 1..=2 {
            let marks = (84.0 + 6.0 * skill + 1.5 * dice.bell()).min(99.0);
            book.put(unit, "visit_marks", &format!("{year}H{half}"), marks, Actual);
        }
        for (indicator, low, high) in [("renovated", 20, 60), ("parking", 10, 30)] {
            let plan = f64::from(dice.whole(low, high)) * 100.0;
            let done = (0.95 + 0.06 * skill + 0.04 * dice.bell()).clamp(0.7, 1.12);
            book.put(unit, indicator, &text, plan, Plan);
            book.put(unit, indicator, &text, plan * done, Actual);
        }
        let sewage = (96.1 + 2.6 * skill + 0.7 * f64::from(year - 2023) + 0.6 * dice.bell()).min(100.0);
        book.put(unit, "sewage_rate", &text, sewage, Actual);
    }
}

/// Full marks of the records.
const RECORDS: [(&str, f64); 5] = [
    ("record_ideals", 10.0),
    ("record_law", 8.0),
    ("record_market_order", 8.0),
    ("record_culture", 6.0),
    ("record_ecology", 8.0),
];
/// Full marks of the kinds of sites; together 20.
const SITES: [(&str, f64); 11] = [
    ("site_roads", 3.0),
    ("site_neighbourhoods", 3.0),
    ("site_markets", 2.4),
    ("site_service_windows", 2.2),
    ("site_schools", 1.6),
    ("site_hospitals", 1.6),
    ("site_scenic", 1.6),
    ("site_stops", 1.4),
    ("site_towns", 1.2),
    ("site_squares", 1.0),
    ("site_outskirts", 1.0),
];
/// Answers and the least share of them.
const ANSWERS: [(&str, f64); 4] =
    [("aware", 0.88), ("takes_part", 0.77), ("supports", 0.89), ("satisfied", 0.84)];

/// Records, sites, questionnaire.
pub(crate) fn survey(book: &mut Book, place: &Place) {
    for year in YEARS {
        let version = place.at(year);
        let unit = (version.code.as_str(), version.name.as_str());
        let text = year.to_string();
        let mut dice = Dice::of(&["survey", place.key(), &text]);
        let level = (0.86 + 0.05 * place.skill + 0.012 * f64::from(year - 2023)).min(0.94);
        for (indicator, full) in RECORDS {
            book.put(unit, indicator, &text, (full * (level + dice.uniform(-0.03, 0.07))).min(full), Actual);
        }
        for (indicator, full) in SITES {
            book.put(unit, indicator, &text, (full * (level + dice.uniform(-0.16, 0.09))).min(full), Actual);
        }
        let asked = f64::from(dice.whole(400, 600));
        book.put(unit, "asked", &text, asked, Actual);
        for (indicator, least) in ANSWERS {
            let share = (least + (level - 0.8) * 0.4 + dice.uniform(-0.03, 0.03)).min(1.0);
            book.put(unit, indicator, &text, (asked * share).round(), Actual);
        }
        if dice.chance(0.1) {
            book.put(unit, "exposures", &text, 1.0, Actual);
        }
    }
}

/// Indicator, standard, spread, decimals do not matter here, most.
const STANDARDS: [(&str, f64, f64, f64); 9] = [
    ("industry_jobs", 60.0, 4.0, 90.0),
    ("leading_firms", 5.0, 1.3, 20.0),
    ("towns_planned", 99.0, 3.0, 100.0),
    ("water_homes", 94.0, 2.0, 100.0),
    ("sewage_villages", 56.0, 8.0, 100.0),
    ("village_income", 19.0, 4.5, 100.0),
    ("county_reform", 9.6, 1.2, 12.0),
    ("matters_online", 94.0, 2.4, 100.0),
    ("grain_ratio", 100.4, 0.7, 110.0),
];

/// What a demonstration county measures itself against; only counties have it.
pub(crate) fn standards(book: &mut Book, place: &Place) {
    for year in YEARS {
        let version = place.at(year);
        let text = year.to_string();
        let mut dice = Dice::of(&["standards", place.key(), &text]);
        for (indicator, standard, spread, most) in STANDARDS {
            let lean = 1.2 * place.skill - 0.35 + 0.14 * f64::from(year - 2023) + 0.4 * dice.bell();
            let value = (standard + spread * lean).clamp(0.0, most);
            book.put((&version.code, &version.name), indicator, &text, value, Actual);
        }
    }
}
