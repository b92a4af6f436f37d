//! What county schemes read: the yearly figures of counties and districts, one hanging on the other.

use super::YEARS;
use super::time::{EVEN, QUARTERS, SALES, month, quarter, running};
use crate::book::{Book, Scenario};
use crate::dice::Dice;
use crate::places::Place;

use Scenario::{Actual, Plan};

/// A year of a place, from which other figures are drawn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Year {
    pub(crate) year: u16,
    /// 亿元
    pub(crate) gdp: f64,
    /// 亿元
    pub(crate) secondary: f64,
    /// 万人
    pub(crate) population: f64,
}

/// The years of a place from 2022, which serves as base, to the last.
pub(crate) fn years(book: &mut Book, place: &Place) -> Vec<Year> {
    let mut found = Vec::new();
    let mut gdp = place.start.gdp;
    let mut share = place.start.secondary;
    let mut population = place.start.population;
    for year in std::iter::once(2022).chain(YEARS) {
        let mut dice = Dice::of(&["core", place.key(), &year.to_string()]);
        let growth = 5.7 + 0.9 * place.skill + 0.55 * dice.bell();
        if year > 2022 {
            gdp *= 1.0 + (growth + 0.7) / 100.0;
            share += dice.uniform(-0.5, 0.35);
            population *= 1.0 + dice.uniform(-0.006, 0.004);
        }
        found.push(account(book, place, (year, growth), (gdp, share, population), &mut dice));
    }
    found
}

/// GDP and its three parts, by quarter.
fn account(
    book: &mut Book,
    place: &Place,
    (year, growth): (u16, f64),
    (gdp, share, population): (f64, f64, f64),
    dice: &mut Dice,
) -> Year {
    let version = place.at(year);
    let unit = (version.code.as_str(), version.name.as_str());
    let secondary = gdp * share / 100.0;
    let primary =
        gdp * if place.kind == "county" { dice.uniform(0.13, 0.15) } else { dice.uniform(0.02, 0.03) };
    let tertiary = gdp - secondary - primary;
    let mut so_far = 0.0;
    for (number, weight) in (1..).zip(QUARTERS) {
        so_far += weight / 100.0;
        if year == 2022 && number < 4 {
            continue;
        }
        let part = if number == 4 { 1.0 } else { so_far * (1.0 + dice.uniform(-0.012, 0.012)) };
        let period = quarter(year, number);
        let rounded = |value: f64| (value * part * 100.0).round() / 100.0;
        let parts = [rounded(primary), rounded(secondary), rounded(tertiary)];
        book.count(unit, "gdp", &period, parts[0] + parts[1] + parts[2], Actual);
        for (indicator, value) in
            ["primary_added", "secondary_added", "tertiary_added"].into_iter().zip(parts)
        {
            book.count(unit, indicator, &period, value, Actual);
        }
        if year > 2022 {
            let drift = if number == 4 { 0.0 } else { dice.uniform(-0.5, 0.4) };
            book.count(unit, "gdp_growth_quarter", &period, growth + drift, Actual);
        }
    }
    let text = year.to_string();
    book.count(unit, "secondary_share", &text, share, Actual);
    book.count(unit, "population", &text, population, Actual);
    if year > 2022 {
        book.count(unit, "gdp_growth", &text, growth, Actual);
        let target = if place.ecological { 5.5 } else { 6.0 };
        book.put(unit, "gdp_growth", &text, target, Plan);
        book.count(unit, "output_head", &text, gdp * 10_000.0 / population, Actual);
    }
    Year { year, gdp, secondary, population }
}

/// The other yearly figures of the county schemes.
pub(crate) fn assessed(book: &mut Book, place: &Place, years: &[Year]) {
    let start = &place.start;
    let mut trade = years[0].gdp * Dice::of(&["trade", place.key()]).uniform(0.03, 0.09);
    for now in years {
        let year = now.year;
        let step = f64::from(year) - 2022.0;
        let text = year.to_string();
        let version = place.at(year);
        let unit = (version.code.as_str(), version.name.as_str());
        let mut dice = Dice::of(&["assessed", place.key(), &text]);
        book.count(
            unit,
            "urban_rate",
            &text,
            start.urban + (0.75 + 0.2 * place.skill) * step + dice.uniform(-0.08, 0.08),
            Actual,
        );
        if year == 2022 {
            continue;
        }
        let rd = now.gdp * 100.0 * start.rd * (1.0 + 0.055 * step + dice.uniform(-0.02, 0.02));
        book.count(unit, "rd_expenditure", &text, rd, Actual);
        book.count(unit, "hitech_share", &text, start.hitech + 0.9 * step + dice.uniform(-0.7, 0.7), Actual);
        book.count(
            unit,
            "patents",
            &text,
            start.patents * (1.0 + 0.11 * step + dice.uniform(-0.03, 0.03)),
            Actual,
        );
        book.count(unit, "income_gap", &text, start.gap - 0.025 * step + dice.uniform(-0.008, 0.008), Actual);
        let air = start.pm25 - 0.8 * step;
        book.put(unit, "pm25", &text, air - 0.3, Plan);
        book.count(unit, "pm25", &text, air - 1.2 * place.skill + dice.uniform(-1.8, 1.6), Actual);
        book.count(unit, "energy_drop", &text, start.energy_drop + 0.4 * dice.bell(), Actual);
        book.count(
            unit,
            "water_good",
            &text,
            (start.water + 0.8 * step + dice.uniform(-1.5, 1.5)).min(100.0),
            Actual,
        );
        let growth = 6.5 + 5.0 * place.skill + 4.5 * dice.bell();
        trade *= 1.0 + growth / 100.0;
        book.count(unit, "trade_growth", &text, growth, Actual);
        spread(book, unit, ("trade", year), (trade, None), (&SALES, true), &mut dice);
        let fdi = (now.gdp * dice.uniform(4.0, 6.5)).round();
        let done = (0.97 + 0.08 * place.skill + 0.045 * dice.bell()).clamp(0.78, 1.18);
        spread(book, unit, ("fdi", year), (fdi * done, Some(fdi)), (&EVEN, true), &mut dice);
        let jobs = (now.population * 105.0 / 100.0).round() * 100.0;
        let done = (1.01 + 0.05 * place.skill + 0.03 * dice.bell()).clamp(0.88, 1.16);
        spread(book, unit, ("jobs", year), (jobs * done, Some(jobs)), (&EVEN, true), &mut dice);
        book.count(unit, "income_growth", &text, 5.6 + 0.7 * place.skill + 0.4 * dice.bell(), Actual);
        book.count(unit, "satisfaction", &text, start.satisfaction + 0.3 * step + 0.9 * dice.bell(), Actual);
        if start.province_rank > 0.0 {
            let rank = (start.province_rank - step + 4.0 * dice.bell()).round().max(1.0);
            book.put(unit, "province_rank", &text, rank, Actual);
        }
        for number in 1..=4 {
            if place.kind == "county" && dice.chance(0.14 - 0.08 * place.skill) {
                book.put(unit, "quarter_arrears", &quarter(year, number), 1.0, Actual);
            }
        }
    }
}

/// A year's amount as running totals by month, with the plan of the year broken down to months where there is one.
pub(crate) fn spread(
    book: &mut Book,
    unit: (&str, &str),
    (indicator, year): (&'static str, u16),
    (total, plan): (f64, Option<f64>),
    (season, january): (&super::time::Season, bool),
    dice: &mut Dice,
) {
    let actual = running(total, season, 0.09, dice);
    let planned = plan.map(|plan| running(plan, season, 0.0, dice));
    if let Some(plan) = plan {
        book.count(unit, indicator, &year.to_string(), plan, Plan);
    }
    for number in 1..=12 {
        if number == 1 && !january {
            continue;
        }
        let period = month(year, number);
        book.count(unit, indicator, &period, actual[number - 1], Actual);
        if let Some(planned) = planned {
            book.count(unit, indicator, &period, planned[number - 1], Plan);
        }
    }
}
