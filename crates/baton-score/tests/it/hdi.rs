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

/// Places of 2022 (HDR 2023/24) as a table made by others prints them, <https://countryeconomy.com/hdi>; India's from
/// <https://www.siasat.com/list-of-worlds-top-10-countries-by-hdi-know-indias-ranking-2992613/>. The report's own table was
/// not at hand, and the file with the scores has no places. These are the countries those pages print a place for; AUS, BEL
/// and FIN, BRA and AZE, USA share theirs.
const PRINTED: &str = "\
    AUS 10, BEL 12, FIN 12, GBR 15, ARE 17, CAN 18, USA 20, AUT 22, JPN 24, ESP 27, FRA 28, CYP 29, \
    ITA 30, EST 31, CZE 32, GRC 33, BHR 34, AND 35, PRT 42, CHL 44, ARG 48, ATG 54, BRN 55, BHS 57, \
    GEO 60, BRB 62, CRI 64, BLR 69, BGR 70, GRD 73, ALB 74, CHN 75, ARM 76, BIH 80, DOM 82, ECU 83, \
    CUB 85, AZE 89, BRA 89, COL 91, DZA 93, DMA 97, FJI 104, EGY 105, BWA 114, BLZ 118, BOL 120, \
    GAB 123, BTN 125, BGD 129, CPV 131, GNQ 133, IND 134, FSM 135, GHA 145, COG 149, AGO 150, \
    CMR 151, CIV 166, DJI 171, BEN 173, GMB 174, ERI 175, ETH 176, COD 180, GIN 181, AFG 182, \
    BFA 185, BDI 187, CAF 191";

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
    for line in PRINTED.split(", ") {
        let (code, printed) = line.split_once(' ').expect("a code and a place");
        assert_eq!(of(code), number(printed), "{code}");
    }
    let dense = rank_decimals(&totals, Ties::Dense);
    assert_ne!(ranks, dense, "the control: there are ties to share");
}
