//! The business environment: steps, days and costs by quarter, hotline orders and reviews by month, one survey a year.

use super::YEARS;
use super::time::{month, quarter};
use crate::book::{Book, Scenario::Actual};
use crate::dice::Dice;

/// The figures of a county or district (`licences`), or of a department that serves at a window.
pub(crate) fn services(
    book: &mut Book,
    name_in: impl Fn(u16) -> (String, String),
    skill: f64,
    licences: bool,
) {
    for year in YEARS {
        let (code, name) = name_in(year);
        let unit = (code.as_str(), name.as_str());
        let mut dice = Dice::of(&["services", &code, &year.to_string()]);
        let better = skill + 0.18 * (f64::from(year) - 2023.0);
        let survey = (84.0 + 4.5 * better + 1.6 * dice.bell()).min(99.0);
        book.put(unit, "survey", &year.to_string(), survey, Actual);
        for number in 1..=4 {
            if licences {
                procedures(book, unit, &quarter(year, number), better, &mut dice);
            }
            for month_number in 3 * number - 2..=3 * number {
                orders(book, unit, &month(year, month_number), better, &mut dice);
            }
        }
    }
}

fn procedures(book: &mut Book, unit: (&str, &str), period: &str, better: f64, dice: &mut Dice) {
    let figures = [
        ("start_steps", (3.0 - better + dice.uniform(-0.8, 0.8)).max(1.0)),
        ("start_days", (2.4 - better + dice.uniform(-0.5, 0.5)).max(0.5)),
        ("permit_steps", (13.0 - 3.0 * better + dice.uniform(-2.5, 2.5)).max(4.0)),
        ("permit_days", (52.0 - 15.0 * better + dice.uniform(-10.0, 10.0)).max(8.0)),
        ("power_days", (13.0 - 4.5 * better + dice.uniform(-3.0, 3.0)).max(2.0)),
        ("power_cost", (1.2 - 0.6 * better + dice.uniform(-0.35, 0.35)).max(0.0)),
    ];
    for (indicator, value) in figures {
        book.put(unit, indicator, period, value, Actual);
    }
}

fn orders(book: &mut Book, unit: (&str, &str), period: &str, better: f64, dice: &mut Dice) {
    let mut put = |indicator: &'static str, count: u32| {
        book.put(unit, indicator, period, f64::from(count), Actual);
    };
    let due = dice.whole(140, 520);
    let on_time = (0.945 + 0.03 * better + 0.014 * dice.bell()).clamp(0.82, 1.0);
    put("orders_due", due);
    let late = (0..due).filter(|_| !dice.chance(on_time)).count();
    put("orders_on_time", due - u32::try_from(late).unwrap_or(0));
    put("reviews_5", dice.whole(320, 720));
    put("reviews_4", dice.whole(60, 160));
    put("reviews_3", dice.whole(10, 50));
    let bad =
        [dice.whole(0, if better > 0.3 { 3 } else { 7 }), dice.whole(0, if better > 0.3 { 2 } else { 4 })];
    put("reviews_2", bad[0]);
    put("reviews_1", bad[1]);
    let bad = bad[0] + bad[1];
    put("bad_mended", dice.whole(bad * 7 / 10, bad));
}
