//! The demo city (示例市): an invented city as workspace files, made from a fixed seed.
//!
//! Counties, enterprises, figures and people are invented. Division codes begin with 99, which GB/T 2260 gives to no province.
//! The stories planted among the figures are told in `docs/demo_city.md`.

mod accounts;
mod book;
mod catalogue;
mod corrections;
mod credit_code;
mod dice;
mod figures;
mod firms;
mod places;
mod runs;
mod stories;
mod tables;
mod units;

use std::fs;
use std::io;
use std::path::Path;

pub use accounts::{DEMO_PASSWORD, DemoAccount};
use book::Book;
use dice::Dice;
use places::Place;
pub use runs::{DemoAudience, DemoPublish, DemoRun, DemoState};
use units::{CityPlan, departments};

/// An invented city: a workspace, and what is done with it when it is seeded.
#[derive(Clone, Debug)]
pub struct City {
    /// The files of the workspace: path below its folder, and content.
    pub files: Vec<(String, Vec<u8>)>,
    /// Corrections, imported in this order one by one.
    pub imports: Vec<DemoImport>,
    /// The accounts; all have [`DEMO_PASSWORD`].
    pub accounts: Vec<DemoAccount>,
    /// The runs, in the order in which they are kept. Each import and run happens in the order of its moment.
    pub runs: Vec<DemoRun>,
}

/// A file with corrected figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoImport {
    /// Path below the workspace's folder, among [`City::files`].
    pub path: String,
    /// When the figures became known, RFC 3339.
    pub recorded_at: &'static str,
    /// The account that imports it.
    pub account: &'static str,
    /// Why figures are corrected.
    pub reason: &'static str,
}

/// The workspace's texts that are written by hand.
const WRITTEN: &[(&str, &str)] = &[
    ("workspace.toml", include_str!("../city/workspace.toml")),
    ("indicators.toml", catalogue::TEXT),
    ("unit_changes.csv", places::CHANGES),
    ("schemes/business_environment.toml", include_str!("../city/schemes/business_environment.toml")),
    ("schemes/city_quality.toml", include_str!("../city/schemes/city_quality.toml")),
    ("schemes/city_quality_month.toml", include_str!("../city/schemes/city_quality_month.toml")),
    ("schemes/civilised_city.toml", include_str!("../city/schemes/civilised_city.toml")),
    ("schemes/county_hqd.toml", include_str!("../city/schemes/county_hqd.toml")),
    ("schemes/demonstration_county.toml", include_str!("../city/schemes/demonstration_county.toml")),
    ("schemes/development_zone.toml", include_str!("../city/schemes/development_zone.toml")),
    ("schemes/economy_dispatch.toml", include_str!("../city/schemes/economy_dispatch.toml")),
    ("schemes/enterprise_yield.toml", include_str!("../city/schemes/enterprise_yield.toml")),
    ("schemes/observation.toml", include_str!("../city/schemes/observation.toml")),
    ("schemes/three_batches.toml", include_str!("../city/schemes/three_batches.toml")),
];

/// The demo city. At scale 1 it is the city of the demonstration; at scale n there are n − 1 more cities of the same make beside it,
/// for measurements (20: about 10,000 units).
pub fn city(scale: usize) -> City {
    let cities: Vec<CityPlan> = (1..=scale.max(1)).map(plan).collect();
    let mut files: Vec<(String, Vec<u8>)> =
        WRITTEN.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    files.push(("units.csv".to_owned(), units::file(&cities).into_bytes()));
    let mut book = Book::new();
    for city in &cities {
        record(&mut book, city);
    }
    let (corrections, imports) = corrections::imports(&book);
    files.extend(book.into_files());
    files.extend(corrections);
    City { files, imports, accounts: accounts::ACCOUNTS.to_vec(), runs: runs::runs() }
}

fn plan(number: usize) -> CityPlan {
    let places = places::places(number);
    CityPlan { number, zones: places::zones(number, &places), firms: firms::firms(&places), places }
}

fn record(book: &mut Book, city: &CityPlan) {
    for place in &city.places {
        book.weigh(place.start.gdp, place.start.population);
        let years = figures::core::years(book, place);
        figures::core::assessed(book, place, &years);
        figures::series::published(book, place, &years);
        figures::projects::projects(book, place);
        figures::towns::building(book, place);
        figures::towns::survey(book, place);
        if place.kind == "county" {
            figures::towns::standards(book, place);
        }
        let named = |year| (place.at(year).code.clone(), place.at(year).name.clone());
        figures::services::services(book, named, place.skill, true);
    }
    for zone in &city.zones {
        book.weigh(zone.revenue, zone.revenue);
        figures::zones::zone(book, zone);
        figures::projects::projects(book, &zone.place);
    }
    let places: Vec<&Place> = city.places.iter().collect();
    figures::visits::visits(book, &places);
    let zones: Vec<&Place> = city.zones.iter().map(|zone| &zone.place).collect();
    figures::visits::visits(book, &zones);
    for department in departments(city.number).into_iter().filter(|department| department.window) {
        let skill = Dice::of(&["department", &department.code]).uniform(-0.3, 0.6);
        let named = |_| (department.code.clone(), department.name.clone());
        figures::services::services(book, named, skill, false);
    }
    for firm in &city.firms {
        figures::enterprises::enterprise(book, firm);
    }
    stories(book, city);
    let (code, name) = city.unit();
    figures::series::prices(book, (&code, &name));
    book.close_city((&code, &name));
}

/// Events that only a story needs.
fn stories(book: &mut Book, city: &CityPlan) {
    for (unit, indicator, year) in stories::EVENTS {
        let version =
            city.places.iter().flat_map(|place| &place.versions).find(|version| version.code == *unit);
        if let Some(version) = version {
            book.put((unit, &version.name), indicator, year, 0.0, book::Scenario::Actual);
        }
    }
}

/// Writes the files of a city into a folder, which is made where there is none.
pub fn write(folder: &Path, city: &City) -> io::Result<()> {
    for (path, content) in &city.files {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, content)?;
    }
    Ok(())
}
