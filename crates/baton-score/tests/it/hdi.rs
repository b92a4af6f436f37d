//! The human development index, both editions, every country and year: goalposts 20–85, 0–18, 0–15, ln 100–ln 75,000,
//! capped at 1, geometric mean, three decimals half up; ranks with ties sharing the better.

use crate::common::{Row, number, table};
use baton_score::aggregate::geometric;
use baton_score::normalise::{Goalposts, goalposts};
use baton_score::rank::{Ties, rank_decimals};
use baton_score::round::{Decimal, Mode};
use baton_score::rule::Direction;
use std::collections::BTreeMap;

/// Indicator → unit → value, of one source and period.
type Edition = BTreeMap<String, BTreeMap<String, f64>>;

fn editions() -> Option<BTreeMap<(String, String), Edition>> {
    let rows = table("the human development index", "data/hdi.csv")?;
    let mut editions: BTreeMap<(String, String), Edition> = BTreeMap::new();
    let key = |row: &Row| (row["source"].clone(), row["period"].clone());
    for row in &rows {
        let edition = editions.entry(key(row)).or_default();
        let units = edition.entry(row["indicator_code"].clone()).or_default();
        units.insert(row["unit_code"].clone(), number(&row["value"]));
    }
    Some(editions)
}

fn index(x: f64, lower: f64, upper: f64) -> f64 {
    goalposts(&[x], Goalposts { lower, upper, scale: 1.0 }, Direction::Higher, true).expect("two posts")[0]
}

fn hdi(life: f64, expected: f64, mean: f64, income: f64, top: f64) -> Option<Decimal> {
    let schooling = f64::midpoint(index(expected, 0.0, 18.0), index(mean, 0.0, 15.0));
    let income = index(libm::log(income), libm::log(100.0), libm::log(top));
    let parts = [index(life, 20.0, 85.0), schooling, income];
    Decimal::round(geometric(&parts, &[1.0; 3]).expect("nothing negative")?, 3, Mode::HalfUp)
}

/// Every published score computed again, by edition; with how many there are under another goalpost.
fn scores(edition: &Edition) -> (BTreeMap<String, Decimal>, usize) {
    let (mut ours, mut otherwise) = (BTreeMap::new(), 0);
    for (unit, &published) in edition.get("hdi").into_iter().flatten() {
        let of = |code: &str| edition[code][unit];
        let with = |top| hdi(of("le"), of("eys"), of("mys"), of("gnipc"), top).expect("a score");
        let published = Decimal::round(published, 3, Mode::HalfUp).expect("a score");
        assert_eq!(with(75_000.0), published, "{unit}");
        otherwise += usize::from(with(70_000.0) != published);
        ours.insert(unit.clone(), published);
    }
    (ours, otherwise)
}

#[test]
fn every_country_of_both_editions() {
    let Some(editions) = editions() else { return };
    let (mut agree, mut otherwise) = (0, 0);
    for edition in editions.values() {
        let (ours, spoilt) = scores(edition);
        agree += ours.len();
        otherwise += spoilt;
    }
    println!("HDI: {agree} scores agree; with another goalpost {otherwise} would not");
    assert_eq!(agree, 2_638 + 610, "every published score of HDR 2025 and HDR 2023/24");
    assert!(otherwise > agree / 2, "the control");
}

/// Places of 2022 as printed in the Human Development Report 2023/24, table 1; the file itself has none.
const PRINTED: [(&str, f64); 25] = [
    ("CHE", 1.0),
    ("NOR", 2.0),
    ("ISL", 3.0),
    ("HKG", 4.0),
    ("DNK", 5.0),
    ("SWE", 5.0),
    ("DEU", 7.0),
    ("IRL", 7.0),
    ("SGP", 9.0),
    ("AUS", 10.0),
    ("NLD", 10.0),
    ("BEL", 12.0),
    ("FIN", 12.0),
    ("LIE", 12.0),
    ("GBR", 15.0),
    ("NZL", 16.0),
    ("ARE", 17.0),
    ("CAN", 18.0),
    ("KOR", 19.0),
    ("LUX", 20.0),
    ("USA", 20.0),
    ("CHN", 75.0),
    ("IND", 134.0),
    ("CAF", 191.0),
    ("SOM", 193.0),
];

#[test]
fn ranks_share_the_better_place() {
    let Some(editions) = editions() else { return };
    let (ours, _) = scores(&editions[&("HDR2324".to_owned(), "2022".to_owned())]);
    // ZZ… are the world and its regions.
    let countries: BTreeMap<&String, Decimal> =
        ours.iter().filter(|(unit, _)| !unit.starts_with("ZZ")).map(|(unit, score)| (unit, *score)).collect();
    assert_eq!(countries.len(), 193);
    let totals: Vec<Option<Decimal>> = countries.values().map(|score| Some(*score)).collect();
    let ranks = rank_decimals(&totals, Ties::Competition);
    let of = |code: &str| ranks[countries.keys().position(|unit| *unit == code).expect("the country")];
    for (code, printed) in PRINTED {
        assert_eq!(of(code), printed, "{code}");
    }
    let dense = rank_decimals(&totals, Ties::Dense);
    assert_ne!(ranks, dense, "the control: there are ties to share");
}
