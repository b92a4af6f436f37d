//! Enterprises and their figures.

use crate::credit_code::credit_code;
use crate::dice::Dice;
use crate::places::Place;
use crate::tables::words;

/// An invented enterprise.
#[derive(Clone, Debug)]
pub(crate) struct Firm {
    pub(crate) code: String,
    pub(crate) name: String,
    /// The place it lies in.
    pub(crate) place: usize,
    /// `规上` or `规下`.
    pub(crate) scale: &'static str,
    /// Division of GB/T 4754.
    pub(crate) division: &'static str,
    /// Years since registration.
    pub(crate) years: u32,
    pub(crate) champion: bool,
}

const TRADES: [(&str, &str); 12] = [
    ("13", "食品"),
    ("17", "纺织"),
    ("22", "纸品"),
    ("26", "化工"),
    ("29", "塑业"),
    ("30", "建材"),
    ("33", "金属制品"),
    ("34", "机械"),
    ("36", "汽配"),
    ("38", "电气"),
    ("39", "电子"),
    ("44", "热电"),
];

/// Enterprises of a city.
pub(crate) const NUMBER: u32 = 400;

/// The enterprises of a city.
pub(crate) fn firms(places: &[Place]) -> Vec<Firm> {
    let (first, second) = (words("firm_first"), words("firm_second"));
    let mut found = Vec::new();
    for number in 1..=NUMBER {
        let serial = number as usize - 1;
        let place = serial % places.len();
        let within = serial / places.len();
        let home = &places[place].at(2022);
        let mut dice = Dice::of(&["firm", &home.code, &within.to_string()]);
        let (division, trade) = TRADES[if dice.chance(0.02) { 11 } else { dice.index(11) }];
        let brand = format!(
            "{}{}",
            first[within % first.len()],
            second[(within + within / first.len() * 4 + place * 3) % second.len()]
        );
        let town = home.name.trim_end_matches(['县', '市', '区']);
        found.push(Firm {
            code: credit_code(&home.code, u32::try_from(within).unwrap_or(0) + 1),
            name: format!("{town}{brand}{trade}有限公司"),
            place,
            scale: if within % 3 == 2 { "规下" } else { "规上" },
            division,
            years: if dice.chance(0.03) { dice.whole(1, 2) } else { dice.whole(4, 26) },
            champion: within == 9 && place.is_multiple_of(6),
        });
    }
    found
}
