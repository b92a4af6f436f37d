//! The places of a city: counties, county-level cities, districts and zones, with what they start from in 2022.
//!
//! The first city's are written by hand (`city/places.csv`, `city/zones.csv`); those of further cities are drawn.

use crate::dice::Dice;
use crate::tables::{Table, words};

/// A code and a name in force from a year on.
#[derive(Clone, Debug)]
pub(crate) struct Version {
    pub(crate) from: u16,
    pub(crate) code: String,
    pub(crate) name: String,
}

/// A county, a district or a zone.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// Versions, the earliest first; from year 0 means always.
    pub(crate) versions: Vec<Version>,
    pub(crate) kind: &'static str,
    pub(crate) ecological: bool,
    pub(crate) role: &'static str,
    /// How well it is run, about −1 to 1.
    pub(crate) skill: f64,
    /// What it starts from, by name of the column.
    pub(crate) start: Start,
}

/// What a county or district starts from in 2022.
#[derive(Clone, Debug, Default)]
pub(crate) struct Start {
    /// 亿元
    pub(crate) gdp: f64,
    /// 万人
    pub(crate) population: f64,
    /// % of GDP
    pub(crate) secondary: f64,
    /// %
    pub(crate) urban: f64,
    /// R&D, % of GDP
    pub(crate) rd: f64,
    /// %
    pub(crate) hitech: f64,
    /// 件/万人
    pub(crate) patents: f64,
    /// 倍
    pub(crate) gap: f64,
    /// 微克/立方米
    pub(crate) pm25: f64,
    /// %
    pub(crate) water: f64,
    /// %
    pub(crate) energy_drop: f64,
    /// %
    pub(crate) satisfaction: f64,
    /// Among the province's counties; 0 for districts, which are not ranked.
    pub(crate) province_rank: f64,
}

/// What a zone starts from in 2022.
#[derive(Clone, Debug)]
pub(crate) struct Zone {
    pub(crate) place: Place,
    /// 亿元
    pub(crate) revenue: f64,
    /// Tax by revenue.
    pub(crate) tax: f64,
    /// 亩 by 亿元 of revenue.
    pub(crate) land: f64,
    /// Persons by 亿元 of revenue.
    pub(crate) staff: f64,
    /// 万吨标准煤 by 亿元 of revenue.
    pub(crate) energy: f64,
    /// R&D by revenue.
    pub(crate) rd: f64,
    /// Share of land used by industry.
    pub(crate) industrial: f64,
    /// Stars before 2023.
    pub(crate) star: f64,
}

impl Place {
    /// The version in force in a year.
    pub(crate) fn at(&self, year: u16) -> &Version {
        self.versions.iter().rev().find(|version| version.from <= year).unwrap_or(&self.versions[0])
    }

    /// What never changes: the first code.
    pub(crate) fn key(&self) -> &str {
        &self.versions[0].code
    }
}

/// 990128 禺阳县 became 990182 禺阳市 on 1 January 2024.
const UPGRADED: (&str, &str, &str, u16) = ("990128", "990182", "禺阳市", 2024);
/// The document of that change.
pub(crate) const CHANGES: &str =
    "date,kind,from,to,weight,document\n2024-01-01,rename,990128,990182,1,示例：撤县设市（虚构文件）\n";

/// Counties and districts of a city.
pub(crate) fn places(city: usize) -> Vec<Place> {
    if city == 1 {
        return written();
    }
    (0..13).map(|number| drawn(city, number)).collect()
}

fn written() -> Vec<Place> {
    let table = Table::new(include_str!("../city/places.csv"));
    let place = |row: crate::tables::Row<'_>| {
        let mut versions =
            vec![Version { from: 0, code: row.text("code").to_owned(), name: row.text("name").to_owned() }];
        if row.text("code") == UPGRADED.0 {
            let (_, code, name, from) = UPGRADED;
            versions.push(Version { from, code: code.to_owned(), name: name.to_owned() });
        }
        Place {
            versions,
            kind: row.text("kind"),
            ecological: row.text("ecological") == "true",
            role: row.text("role"),
            skill: row.number("skill"),
            start: Start {
                gdp: row.number("gdp"),
                population: row.number("population"),
                secondary: row.number("secondary"),
                urban: row.number("urban"),
                rd: row.number("rd"),
                hitech: row.number("hitech"),
                patents: row.number("patents"),
                gap: row.number("gap"),
                pm25: row.number("pm25"),
                water: row.number("water"),
                energy_drop: row.number("energy_drop"),
                satisfaction: row.number("satisfaction"),
                province_rank: row.number("province_rank"),
            },
        }
    };
    table.rows().map(place).collect()
}

fn drawn(city: usize, number: usize) -> Place {
    let (first, second) = (words("county_first"), words("county_second"));
    let serial = (city - 2) * 13 + number;
    let round = serial / (first.len() * second.len());
    let name = format!(
        "{}{}{}",
        first[serial % first.len()],
        second[serial / first.len() % second.len()],
        if round == 0 { String::new() } else { round.to_string() }
    );
    let is_county = number < 9;
    let code = if is_county { 21 + number } else { 2 + number - 9 };
    let code = format!("{}{code:02}", division(city));
    let mut dice = Dice::of(&["place", &code]);
    let ecological = number == 6;
    let town = !is_county;
    let secondary = if ecological {
        dice.uniform(28.0, 33.0)
    } else if number < 4 {
        dice.uniform(46.0, 52.0)
    } else {
        dice.uniform(34.0, 43.0)
    };
    let start = Start {
        gdp: if ecological { dice.uniform(60.0, 100.0) } else { dice.uniform(120.0, 250.0) },
        population: dice.uniform(19.0, 44.0),
        secondary,
        urban: if town { dice.uniform(66.0, 92.0) } else { dice.uniform(40.0, 52.0) },
        rd: dice.uniform(0.7, 2.1),
        hitech: dice.uniform(18.0, 44.0),
        patents: dice.uniform(1.5, 8.5),
        gap: dice.uniform(1.75, 2.25),
        pm25: if ecological { dice.uniform(30.0, 34.0) } else { dice.uniform(41.0, 48.0) },
        water: dice.uniform(81.0, 97.0),
        energy_drop: dice.uniform(2.4, 3.6),
        satisfaction: dice.uniform(85.0, 91.0),
        province_rank: if is_county { dice.uniform(8.0, 95.0) } else { 0.0 },
    };
    Place {
        versions: vec![Version {
            from: 0,
            code,
            name: format!("{name}{}", if is_county { "县" } else { "区" }),
        }],
        kind: if is_county { "county" } else { "district" },
        ecological,
        role: if ecological { "生态功能" } else { "重点发展" },
        skill: dice.uniform(-0.5, 0.6),
        start,
    }
}

/// The zones of a city.
pub(crate) fn zones(city: usize, places: &[Place]) -> Vec<Zone> {
    if city == 1 {
        let table = Table::new(include_str!("../city/zones.csv"));
        let zone = |row: crate::tables::Row<'_>| Zone {
            place: zone_place(row.text("code").to_owned(), row.text("name").to_owned()),
            revenue: row.number("revenue"),
            tax: row.number("tax_share"),
            land: row.number("land_per_revenue"),
            staff: row.number("staff_per_revenue"),
            energy: row.number("energy_per_revenue"),
            rd: row.number("rd_share"),
            industrial: row.number("industrial"),
            star: row.number("star"),
        };
        return table.rows().map(zone).collect();
    }
    let endings = words("zone_ending");
    let zone = |number: usize| {
        let code = format!("{}{}", division(city), 71 + number);
        let mut dice = Dice::of(&["zone", &code]);
        let name = format!("{}{}", places[number].at(2023).name, endings[number % endings.len()]);
        Zone {
            place: zone_place(code, name),
            revenue: dice.uniform(90.0, 420.0),
            tax: dice.uniform(0.021, 0.034),
            land: dice.uniform(33.0, 47.0),
            staff: dice.uniform(58.0, 90.0),
            energy: dice.uniform(0.036, 0.09),
            rd: dice.uniform(0.012, 0.033),
            industrial: dice.uniform(0.58, 0.78),
            star: f64::from(dice.whole(0, 3)),
        }
    };
    (0..6).map(zone).collect()
}

fn zone_place(code: String, name: String) -> Place {
    let skill = Dice::of(&["zone skill", &code]).uniform(-0.4, 0.6);
    Place {
        versions: vec![Version { from: 0, code, name }],
        kind: "zone",
        ecological: false,
        role: "重点发展",
        skill,
        start: Start::default(),
    }
}

/// The first four digits of a city's division code. GB/T 2260 gives 99 (and the numbers below it, used by further cities) to no
/// province.
pub(crate) fn division(city: usize) -> String {
    let (province, number) = ((city - 1) / 99, (city - 1) % 99 + 1);
    format!("{}{number:02}", 99 - province)
}

/// Its name.
pub(crate) fn city_name(city: usize) -> String {
    if city == 1 { "示例市".to_owned() } else { format!("示例{city}市") }
}
