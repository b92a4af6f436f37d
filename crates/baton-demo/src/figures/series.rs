//! The indicators that are published as a matter of course (METHODS.md §9.8), from one table.

use super::YEARS;
use super::core::{Year, spread};
use super::time::{BUDGET, BUILDING, EVEN, POWER, SALES, Season, month, quarter};
use crate::book::{Book, Scenario};
use crate::dice::Dice;
use crate::places::Place;

/// What an amount is drawn from.
#[derive(Clone, Copy)]
enum Base {
    /// 亿元 of GDP.
    Gdp,
    /// 亿元 of secondary industry.
    Industry,
    /// 万人.
    People,
}

/// How often a figure is published.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Every {
    Year,
    Quarter,
    Month,
}

/// How an indicator runs.
#[derive(Clone, Copy)]
enum Shape {
    /// A running total: a ratio to its base, growing on top of it by percent a year, by season; is January published, is there a plan?
    Running(Base, (f64, f64), f64, &'static Season, bool, bool),
    /// An income, from January to the end of each quarter: for counties, for districts, growth in percent a year.
    Income((f64, f64), (f64, f64), f64),
    /// A number at a date: a ratio to its base, growth in percent a year.
    Standing(Base, (f64, f64), f64, Every),
    /// A rate: from, to, change a year, spread, bounds.
    Rate((f64, f64), f64, f64, (f64, f64), Every),
    /// A few each month, by population of a million.
    Few(f64),
}

use Base::{Gdp, Industry, People};
use Shape::{Few, Income, Rate, Running, Standing};

const ANY: (f64, f64) = (-60.0, 60.0);
const SHARE: (f64, f64) = (0.0, 100.0);

const SERIES: &[(&str, Shape)] = &[
    ("industry_output", Running(Industry, (2.9, 3.6), 0.5, &EVEN, false, false)),
    ("electricity", Running(Industry, (470.0, 760.0), -0.5, &POWER, true, false)),
    ("power_total", Running(Gdp, (420.0, 600.0), 0.3, &POWER, true, false)),
    ("vat", Running(Industry, (0.03, 0.042), 0.0, &BUDGET, true, false)),
    ("freight", Running(Gdp, (380.0, 640.0), 0.5, &EVEN, true, false)),
    ("investment", Running(Gdp, (0.56, 0.72), -0.5, &BUILDING, false, true)),
    ("retail_sales", Running(Gdp, (0.38, 0.46), -0.3, &SALES, false, false)),
    ("large_retail_sales", Running(Gdp, (0.1, 0.14), 0.4, &SALES, false, false)),
    ("outside_funds", Running(Gdp, (0.16, 0.26), 0.5, &EVEN, true, true)),
    ("signed_amount", Running(Gdp, (0.3, 0.5), 0.0, &EVEN, true, false)),
    ("budget_revenue", Running(Gdp, (0.058, 0.074), -0.6, &BUDGET, true, true)),
    ("budget_spending", Running(People, (0.82, 1.05), 3.0, &EVEN, true, false)),
    ("tech_contracts", Running(Gdp, (0.008, 0.02), 9.0, &EVEN, true, false)),
    ("farm_output", Income((0.0, 0.0), (0.0, 0.0), 0.0)),
    ("income", Income((25_500.0, 29_500.0), (35_000.0, 40_500.0), 5.6)),
    ("urban_income", Income((34_500.0, 38_500.0), (40_500.0, 45_500.0), 5.0)),
    ("rural_income", Income((17_800.0, 21_500.0), (23_500.0, 26_500.0), 6.4)),
    ("deposits", Standing(Gdp, (1.05, 1.3), 2.4, Every::Month)),
    ("loans", Standing(Gdp, (0.72, 0.96), 3.2, Every::Month)),
    ("large_industry_firms", Standing(Industry, (1.1, 1.6), 0.5, Every::Month)),
    ("large_retail_firms", Standing(Gdp, (0.3, 0.5), 1.0, Every::Month)),
    ("tech_smes", Standing(Gdp, (0.5, 0.9), 8.0, Every::Month)),
    ("market_entities", Standing(People, (780.0, 1060.0), 4.5, Every::Month)),
    ("specialised_firms", Standing(Gdp, (0.05, 0.14), 11.0, Every::Year)),
    ("hitech_firms", Standing(Gdp, (0.14, 0.34), 9.0, Every::Year)),
    ("grain", Standing(People, (0.5, 0.95), 0.4, Every::Year)),
    ("industry_growth", Rate((5.2, 7.8), 0.1, 0.9, ANY, Every::Month)),
    ("emerging_growth", Rate((6.5, 11.5), 0.2, 1.4, ANY, Every::Month)),
    ("investment_growth", Rate((3.5, 8.5), -0.6, 1.3, ANY, Every::Month)),
    ("industrial_investment_growth", Rate((6.0, 16.0), -0.8, 2.2, ANY, Every::Month)),
    ("retrofit_investment_growth", Rate((4.0, 15.0), 0.3, 2.8, ANY, Every::Month)),
    ("private_investment_growth", Rate((1.0, 8.0), -0.4, 1.8, ANY, Every::Month)),
    ("property_investment_growth", Rate((-14.0, -2.0), 0.8, 2.4, ANY, Every::Month)),
    ("hitech_investment_growth", Rate((8.0, 18.0), -0.3, 2.6, ANY, Every::Month)),
    ("infrastructure_investment_growth", Rate((2.0, 9.0), -0.5, 2.0, ANY, Every::Month)),
    ("service_revenue_growth", Rate((4.5, 10.0), 0.1, 1.4, ANY, Every::Month)),
    ("pm25_month", Rate((41.0, 47.0), -0.8, 0.0, (8.0, 140.0), Every::Month)),
    ("hotline_satisfied", Rate((91.0, 97.0), 0.6, 1.2, (70.0, 100.0), Every::Month)),
    ("unemployment", Rate((2.6, 3.4), -0.05, 0.12, SHARE, Every::Quarter)),
    ("debt_ratio", Rate((88.0, 168.0), 3.0, 2.5, (40.0, 300.0), Every::Year)),
    ("tax_mu", Rate((7.0, 12.5), 0.35, 0.2, SHARE, Every::Year)),
    ("revenue_mu", Rate((230.0, 340.0), 9.0, 6.0, (100.0, 600.0), Every::Year)),
    ("labour_productivity", Rate((10.5, 15.5), 0.65, 0.2, SHARE, Every::Year)),
    ("registered_urban_rate", Rate((31.0, 39.0), 0.55, 0.15, SHARE, Every::Year)),
    ("forest_cover", Rate((18.0, 34.0), 0.12, 0.03, SHARE, Every::Year)),
    ("green_share", Rate((33.6, 39.5), 0.25, 0.2, SHARE, Every::Year)),
    ("new_large_firms", Few(40.0)),
    ("safety_accidents_all", Few(2.6)),
];

/// Share of tax in budget revenue.
const TAX: (f64, f64) = (0.6, 0.76);
/// PM2.5 against the year's mean, by month.
const HAZE: Season = [1.75, 1.35, 1.1, 0.95, 0.82, 0.68, 0.55, 0.55, 0.68, 0.95, 1.2, 1.55];

/// All of them, for one place.
pub(crate) fn published(book: &mut Book, place: &Place, years: &[Year]) {
    for (indicator, shape) in SERIES {
        let mut dice = Dice::of(&["series", indicator, place.key()]);
        match *shape {
            Running(base, span, growth, season, january, plan) => {
                let ratio = dice.uniform(span.0, span.1);
                running(
                    book,
                    place,
                    years,
                    (indicator, base, ratio, growth),
                    (season, january, plan),
                    &mut dice,
                );
            }
            Income(county, town, growth) => income(book, place, (indicator, county, town, growth), &mut dice),
            Standing(base, span, growth, every) => {
                standing(
                    book,
                    place,
                    years,
                    (indicator, base, dice.clone().uniform(span.0, span.1), growth, every),
                    &mut dice,
                );
            }
            Rate(span, drift, spread, bounds, every) => {
                rate(book, place, indicator, (span, drift, spread, bounds, every), &mut dice);
            }
            Few(rate) => few(book, place, years, (indicator, rate), &mut dice),
        }
    }
    air(book, place);
}

fn base_of(base: Base, year: &Year) -> f64 {
    match base {
        Gdp => year.gdp,
        Industry => year.secondary,
        People => year.population,
    }
}

fn grown(growth: f64, year: u16) -> f64 {
    let mut factor = 1.0;
    for _ in 2022..year {
        factor *= 1.0 + growth / 100.0;
    }
    factor
}

fn running(
    book: &mut Book,
    place: &Place,
    years: &[Year],
    (indicator, base, ratio, growth): (&'static str, Base, f64, f64),
    (season, january, plan): (&'static Season, bool, bool),
    dice: &mut Dice,
) {
    let tax_share = Dice::of(&["tax share", place.key()]).uniform(TAX.0, TAX.1);
    for year in years.iter().filter(|year| year.year > 2022) {
        let version = place.at(year.year);
        let unit = (version.code.as_str(), version.name.as_str());
        let total =
            base_of(base, year) * ratio * grown(growth, year.year) * (1.0 + dice.uniform(-0.025, 0.025));
        let plan = plan.then(|| total * (0.995 - 0.02 * place.skill + 0.03 * dice.bell()));
        spread(book, unit, (indicator, year.year), (total, plan), (season, january), dice);
        if indicator == "budget_revenue" {
            let mut dice = Dice::of(&["tax", place.key(), &year.year.to_string()]);
            let share = tax_share + 0.012 * dice.bell();
            // A stream of its own: what is drawn later for revenue does not depend on tax.
            spread(
                book,
                unit,
                ("tax_revenue", year.year),
                (total * share, None),
                (season, january),
                &mut dice,
            );
        }
    }
}

fn income(
    book: &mut Book,
    place: &Place,
    (indicator, county, town, growth): (&'static str, (f64, f64), (f64, f64), f64),
    dice: &mut Dice,
) {
    if indicator == "farm_output" {
        return farm_output(book, place, dice);
    }
    let span = if place.kind == "county" { county } else { town };
    let lean = 0.5 + 0.5 * place.skill + dice.uniform(-0.15, 0.15);
    let level = span.0 + (span.1 - span.0) * lean;
    for year in YEARS {
        let version = place.at(year);
        let total = level * grown(growth, year) * (1.0 + dice.uniform(-0.004, 0.004));
        for (number, part) in (1..).zip([0.285, 0.522, 0.757, 1.0]) {
            let part = if number == 4 { part } else { part * (1.0 + dice.uniform(-0.006, 0.006)) };
            book.count(
                (&version.code, &version.name),
                indicator,
                &quarter(year, number),
                total * part,
                Scenario::Actual,
            );
        }
    }
}

fn farm_output(book: &mut Book, place: &Place, dice: &mut Dice) {
    let level = place.start.gdp
        * if place.kind == "county" { dice.uniform(0.22, 0.27) } else { dice.uniform(0.03, 0.05) };
    for year in YEARS {
        let version = place.at(year);
        let total = level * grown(4.2, year) * (1.0 + dice.uniform(-0.01, 0.01));
        for (number, part) in (1..).zip([0.16, 0.4, 0.67, 1.0]) {
            book.count(
                (&version.code, &version.name),
                "farm_output",
                &quarter(year, number),
                total * part,
                Scenario::Actual,
            );
        }
    }
}

fn standing(
    book: &mut Book,
    place: &Place,
    years: &[Year],
    (indicator, base, ratio, growth, every): (&'static str, Base, f64, f64, Every),
    dice: &mut Dice,
) {
    for pair in years.windows(2) {
        let (before, now) = (&pair[0], &pair[1]);
        let version = place.at(now.year);
        let unit = (version.code.as_str(), version.name.as_str());
        let from = base_of(base, before) * ratio * grown(growth, before.year);
        let to = base_of(base, now) * ratio * grown(growth, now.year);
        if every == Every::Year {
            let value = to * (1.0 + dice.uniform(-0.02, 0.02));
            book.count(unit, indicator, &now.year.to_string(), value, Scenario::Actual);
            continue;
        }
        for (number, part) in (1..=12).zip(1_u8..) {
            let value = (from + (to - from) * f64::from(part) / 12.0) * (1.0 + dice.uniform(-0.004, 0.004));
            book.count(unit, indicator, &month(now.year, number), value, Scenario::Actual);
        }
    }
}

type RateShape = ((f64, f64), f64, f64, (f64, f64), Every);

fn rate(
    book: &mut Book,
    place: &Place,
    indicator: &'static str,
    (span, drift, spread, bounds, every): RateShape,
    dice: &mut Dice,
) {
    let level = dice.uniform(span.0, span.1);
    for year in YEARS {
        let version = place.at(year);
        let unit = (version.code.as_str(), version.name.as_str());
        let level = level + drift * (f64::from(year) - 2023.0) + 0.4 * spread * dice.bell();
        let near = |dice: &mut Dice| (level + 0.35 * spread * dice.bell()).clamp(bounds.0, bounds.1);
        match every {
            Every::Year => book.count(unit, indicator, &year.to_string(), near(dice), Scenario::Actual),
            Every::Quarter => {
                for number in 1..=4 {
                    book.count(unit, indicator, &quarter(year, number), near(dice), Scenario::Actual);
                }
            }
            Every::Month => months(book, unit, indicator, (year, level, spread, bounds), dice),
        }
    }
}

/// A rate by month: a walk around the year's level. Growth of a running total is not published for January alone.
fn months(
    book: &mut Book,
    unit: (&str, &str),
    indicator: &'static str,
    (year, level, spread, bounds): (u16, f64, f64, (f64, f64)),
    dice: &mut Dice,
) {
    let mut away = 0.9 * spread * dice.bell();
    for number in 1..=12 {
        away = 0.75 * away + 0.3 * spread * dice.bell();
        let value = match indicator {
            "pm25_month" => level * HAZE[number - 1] * (1.0 + dice.uniform(-0.1, 0.1)),
            _ => level + away,
        };
        if number == 1 && indicator.ends_with("_growth") {
            continue;
        }
        let period = month(year, number);
        book.count(unit, indicator, &period, value.clamp(bounds.0, bounds.1), Scenario::Actual);
        if indicator == "industry_growth" {
            book.put(unit, indicator, &period, level + 0.3, Scenario::Forecast);
        }
    }
}

fn few(
    book: &mut Book,
    place: &Place,
    years: &[Year],
    (indicator, rate): (&'static str, f64),
    dice: &mut Dice,
) {
    for year in years.iter().filter(|year| year.year > 2022) {
        let version = place.at(year.year);
        let mut so_far = 0.0;
        for number in 1..=12 {
            let expected =
                rate * year.population / 100.0 / if indicator == "new_large_firms" { 12.0 } else { 1.0 };
            let drawn = (expected * dice.uniform(0.2, 1.8) + dice.uniform(-0.5, 0.5)).max(0.0).round();
            so_far += drawn;
            let value = if indicator == "new_large_firms" { so_far } else { drawn };
            book.count(
                (&version.code, &version.name),
                indicator,
                &month(year.year, number),
                value,
                Scenario::Actual,
            );
        }
    }
}

/// Days with good air: fewer in winter, more where PM2.5 is low.
fn air(book: &mut Book, place: &Place) {
    const DAYS: [f64; 12] = [31.0, 28.0, 31.0, 30.0, 31.0, 30.0, 31.0, 31.0, 30.0, 31.0, 30.0, 31.0];
    let mut dice = Dice::of(&["air", place.key()]);
    for year in YEARS {
        let version = place.at(year);
        let concentration = place.start.pm25 - 0.8 * (f64::from(year) - 2022.0);
        for number in 1..=12 {
            let days = DAYS[number - 1] + if number == 2 && year == 2024 { 1.0 } else { 0.0 };
            let bad = (concentration * HAZE[number - 1] - 22.0).max(0.0) * 0.26 * dice.uniform(0.6, 1.4);
            let good = (days - bad).round().clamp(4.0, days);
            book.count(
                (&version.code, &version.name),
                "air_days",
                &month(year, number),
                good,
                Scenario::Actual,
            );
        }
    }
}

/// Consumer prices: the city's only.
pub(crate) fn prices(book: &mut Book, city: (&str, &str)) {
    let mut dice = Dice::of(&["cpi", city.0]);
    for year in YEARS {
        let level = 1.4 + dice.uniform(-0.2, 0.4);
        for number in 1..=12 {
            book.put(city, "cpi", &month(year, number), level + 0.2 * dice.bell(), Scenario::Actual);
        }
    }
}
