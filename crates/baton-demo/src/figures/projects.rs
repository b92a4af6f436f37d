//! Three batches (三个一批): projects signed, landed, started, producing, at capacity, and how many were due to be.

use super::YEARS;
use super::time::month;
use crate::book::{Book, Scenario};
use crate::dice::Dice;
use crate::places::Place;

use Scenario::{Actual, Plan};

const STAGES: [(&str, &str); 4] = [
    ("landed", "landed_due"),
    ("started", "started_due"),
    ("producing", "producing_due"),
    ("full", "full_due"),
];

/// The figures of a county, district or zone.
pub(crate) fn projects(book: &mut Book, place: &Place) {
    for year in YEARS {
        let version = place.at(year);
        let unit = (version.code.as_str(), version.name.as_str());
        let mut dice = Dice::of(&["projects", place.key(), &year.to_string()]);
        let skill = (0.82 + 0.12 * place.skill + 0.04 * dice.bell()).clamp(0.6, 0.98);
        let pace = if place.kind == "zone" { dice.whole(2, 3) } else { dice.whole(3, 5) };
        let target = pace * 14;
        let (mut signed, mut reserve) = (0, 0);
        let mut totals = [[0_u32; 2]; 4];
        for number in 1..=12 {
            let period = month(year, number);
            let new = dice.whole(pace - 2, pace + 2);
            let season = u32::from(number % 3 == 0);
            let due =
                [new, if number >= 2 { pace } else { 0 }, (pace - 1) * season, pace.div_ceil(2) * season];
            signed += new;
            for (total, due) in totals.iter_mut().zip(due) {
                total[1] += due;
                total[0] += (0..due).filter(|_| dice.chance(skill)).count() as u32;
            }
            reserve += dice.whole(0, 2 * pace + 1);
            book.put(unit, "signed", &period, f64::from(signed), Actual);
            for ((done, due), total) in STAGES.into_iter().zip(totals) {
                book.put(unit, done, &period, f64::from(total[0]), Actual);
                book.put(unit, due, &period, f64::from(total[1]), Actual);
            }
            book.put(unit, "reserve", &period, f64::from(reserve), Actual);
            let planned = f64::from(target) * f64::from(u32::try_from(number).unwrap_or(0)) / 12.0;
            book.put(unit, "reserve", &period, planned, Plan);
            let marks = (5.6 + 4.2 * skill + dice.uniform(-0.7, 0.5)).min(10.0);
            book.put(unit, "service_marks", &period, marks, Actual);
            if dice.chance(0.05) {
                book.put(unit, "large_projects", &period, 1.0, Actual);
            } else if dice.chance(0.008) {
                book.put(unit, "huge_projects", &period, 1.0, Actual);
            }
        }
    }
}
