//! How fast a big batch goes in and comes out; printed, never asserted. Numbers count in a release build only:
//! `cargo test --release -p baton-store --test it speed -- --nocapture`.

use std::time::Instant;

use baton_model::{CellAddress, Observation, Origin};
use baton_store::Store;

use crate::common::{Folder, at, batch, everything, figure};

fn figures(units: u32, indicators: u32, years: u32) -> Vec<Observation> {
    let mut figures = Vec::new();
    for indicator in 0..indicators {
        for year in 0..years {
            for unit in 0..units {
                let template = figure(
                    &format!("{unit:06}"),
                    &format!("indicator_{indicator}"),
                    &format!("{}", 2000 + year),
                    None,
                    1,
                );
                let origin = Origin::Cell {
                    file: "data.csv".to_owned(),
                    sheet: None,
                    cell: CellAddress { row: unit, column: indicator },
                };
                let value = Some(f64::from(unit) * 1.25 + f64::from(indicator) + f64::from(year) / 8.0);
                figures.push(Observation { value, origin, ..template });
            }
        }
    }
    figures
}

fn timed<T>(what: &str, rows: usize, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = work();
    let seconds = start.elapsed().as_secs_f64();
    println!("{what}: {rows} rows in {seconds:.3} s, {:.0} rows/s", rows as f64 / seconds);
    result
}

#[test]
fn a_big_batch() {
    let shapes: &[(&str, u32, u32, u32)] = if cfg!(debug_assertions) {
        &[("counties", 100, 5, 4)]
    } else {
        &[("counties", 2000, 50, 10), ("provinces", 31, 60, 400), ("enterprises", 500_000, 2, 1)]
    };
    for (name, units, indicators, years) in shapes {
        let folder = Folder::new();
        let figures = figures(*units, *indicators, *years);
        let store = Store::open(folder.file()).unwrap();
        let rows = figures.len();
        let receipt = timed(&format!("{name}: append"), rows, || store.append(&figures, &batch(1)).unwrap());
        assert_eq!(receipt.new, rows as u64);
        let receipt = timed(&format!("{name}: append the same again"), rows, || {
            store.append(&figures, &batch(2)).unwrap()
        });
        assert_eq!(receipt.same, rows as u64);
        let found =
            timed(&format!("{name}: read as of"), rows, || store.as_of(&everything(), at(9)).unwrap());
        assert_eq!(found.len(), rows);
        drop(found);
        timed(&format!("{name}: verify"), rows, || store.verify().unwrap());
        drop(store);
        println!("{name}: {} bytes a row", std::fs::metadata(folder.file()).unwrap().len() / rows as u64);
    }
}
