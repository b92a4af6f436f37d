//! The demo city (示例市): an invented city as workspace files, made from a fixed seed.
//!
//! Counties, enterprises, figures and people are invented. Division codes begin with 99, which GB/T 2260 gives to no province.
//! The stories planted among the figures are told in `docs/demo_city.md`.

mod book;
mod catalogue;
mod credit_code;
mod dice;
mod figures;
mod firms;
mod places;
mod stories;
mod tables;
mod units;

use std::fs;
use std::io;
use std::path::Path;

use book::Book;
use units::CityPlan;

/// An invented city: a workspace, and what is done with it when it is seeded.
#[derive(Clone, Debug)]
pub struct City {
    /// The files of the workspace: path below its folder, and content.
    pub files: Vec<(String, Vec<u8>)>,
}

/// The workspace's texts that are written by hand.
const WRITTEN: &[(&str, &str)] = &[
    ("workspace.toml", include_str!("../city/workspace.toml")),
    ("indicators.toml", catalogue::TEXT),
    ("unit_changes.csv", places::CHANGES),
    ("schemes/county_hqd.toml", include_str!("../city/schemes/county_hqd.toml")),
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
    files.extend(book.into_files());
    City { files }
}

fn plan(number: usize) -> CityPlan {
    let places = places::places(number);
    CityPlan { number, zones: places::zones(number, &places), firms: firms::firms(&places), places }
}

fn record(book: &mut Book, city: &CityPlan) {
    for place in &city.places {
        let years = figures::core::years(book, place);
        figures::core::assessed(book, place, &years);
        figures::series::published(book, place, &years);
    }
    let (code, name) = city.unit();
    figures::series::prices(book, (&code, &name));
    book.close_city((&code, &name));
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
