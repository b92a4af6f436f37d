//! Reading and checking against calamine's own streaming read: `cargo run --release -p baton-import --example speed`.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement, not the product")]

use std::io::Cursor;
use std::time::Duration;

use baton_import::{FileBytes, Limits, NothingRecorded, Options, UnitNames, error_workbook, import_bytes};
use baton_model::unit::{Unit, UnitTree};
use baton_model::{Catalogue, Indicator, Lang, Measure};
use calamine::{Reader, Xlsx};

const UNITS: u32 = 20_000;
const INDICATORS: u16 = 50;

fn main() {
    let (catalogue, units) = vocabulary();
    let wide = wide();
    let tidy = tidy();
    let csv = csv();
    println!(
        "wide.xlsx {} KB, tidy.xlsx {} KB, tidy.csv {} KB",
        wide.len() >> 10,
        tidy.len() >> 10,
        csv.len() >> 10
    );
    for (name, bytes) in [("wide.xlsx", &wide), ("tidy.xlsx", &tidy)] {
        let peer = median(|| calamine_reads(bytes));
        let ours = median(|| import(name, bytes, &catalogue, &units));
        println!(
            "{name}: calamine {peer:?}, read and checked {ours:?}, ratio {:.2}",
            ours.as_secs_f64() / peer.as_secs_f64()
        );
    }
    println!("tidy.csv: {:?}", median(|| import("tidy.csv", &csv, &catalogue, &units)));
    let broken = wide_with_errors(&catalogue, &units);
    println!("wide.xlsx given back to be mended: {broken:?}, peak memory {}", peak());
}

/// Time to give a large workbook back, in which every hundredth unit is unknown.
fn wide_with_errors(catalogue: &Catalogue, units: &UnitNames) -> Duration {
    let bytes = wide_of(|unit| if unit % 100 == 0 { format!("未知{unit}") } else { format!("第{unit}号县") });
    let file = FileBytes::new("wide.xlsx", bytes, &Limits::default()).unwrap();
    let mut options = Options::new("2024-01-01T00:00:00Z".parse().unwrap(), "bench");
    options.period = Some("2023".parse().unwrap());
    let report = import_bytes(&file, catalogue, units, &options, &NothingRecorded).unwrap();
    let start = on_processor();
    std::hint::black_box(error_workbook(&file, &report, Lang::ZhCn).unwrap());
    on_processor() - start
}

fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    line.trim_start_matches("VmHWM:").trim().to_owned()
}

fn import(name: &str, bytes: &[u8], catalogue: &Catalogue, units: &UnitNames) -> u64 {
    let file = FileBytes::new(name, bytes.to_vec(), &Limits::default()).unwrap();
    let mut options = Options::new("2024-01-01T00:00:00Z".parse().unwrap(), "bench");
    options.period = Some("2023".parse().unwrap());
    let report = import_bytes(&file, catalogue, units, &options, &NothingRecorded).unwrap();
    for problem in report.problems.iter().take(3) {
        println!("{}", problem.message);
    }
    report.counts.new
}

fn calamine_reads(bytes: &[u8]) -> u64 {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let name = book.sheet_names()[0].clone();
    let mut cells = book.worksheet_cells_reader(&name).unwrap();
    let mut count = 0;
    while let Some(cell) = cells.next_cell_with_formula_metadata().unwrap() {
        count += u64::from(cell.value != calamine::DataRef::Empty || cell.formula.is_some());
    }
    count
}

/// Time on the processor, which other work on the machine does not lengthen much.
fn on_processor() -> Duration {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    Duration::from_nanos(stat.split(' ').next().unwrap().parse().unwrap())
}

fn median(mut run: impl FnMut() -> u64) -> Duration {
    let mut times: Vec<Duration> = (0..5)
        .map(|_| {
            let start = on_processor();
            std::hint::black_box(run());
            on_processor() - start
        })
        .collect();
    times.sort();
    times[2]
}

fn vocabulary() -> (Catalogue, UnitNames) {
    let units =
        (0..UNITS).map(|unit| Unit::new(format!("{unit:06}"), format!("第{unit}号县"), "county")).collect();
    let indicators = (0..INDICATORS)
        .map(|indicator| {
            Indicator::new(
                format!("i{indicator}"),
                format!("指标{indicator}"),
                Measure::parse("亿元").unwrap(),
            )
        })
        .collect();
    (Catalogue::new(indicators).unwrap(), UnitNames::new(&UnitTree::new(units, vec![]).unwrap()))
}

fn value(unit: u32, indicator: u16) -> f64 {
    f64::from((unit.wrapping_mul(2_654_435_761) >> 8).wrapping_add(u32::from(indicator) * 977) % 10_000_000)
        / 100.0
}

fn wide() -> Vec<u8> {
    wide_of(|unit| format!("第{unit}号县"))
}

fn wide_of(name: impl Fn(u32) -> String) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "地区").unwrap();
    for indicator in 0..INDICATORS {
        sheet.write(0, indicator + 1, format!("指标{indicator}（亿元）")).unwrap();
    }
    for unit in 0..UNITS {
        sheet.write(unit + 1, 0, name(unit)).unwrap();
        for indicator in 0..INDICATORS {
            sheet.write(unit + 1, indicator + 1, value(unit, indicator)).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

fn tidy() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in ["unit_code", "indicator_code", "period", "value"].into_iter().enumerate() {
        sheet.write(0, u16::try_from(column).unwrap(), name).unwrap();
    }
    let mut row = 1;
    for unit in 0..UNITS {
        for indicator in 0..INDICATORS / 4 {
            sheet.write(row, 0, format!("{unit:06}")).unwrap();
            sheet.write(row, 1, format!("i{indicator}")).unwrap();
            sheet.write(row, 2, 2023).unwrap();
            sheet.write(row, 3, value(unit, indicator)).unwrap();
            row += 1;
        }
    }
    book.save_to_buffer().unwrap()
}

fn csv() -> Vec<u8> {
    let mut text = String::from("unit_code,indicator_code,period,value\n");
    for unit in 0..UNITS {
        for indicator in 0..INDICATORS {
            text.push_str(&format!("{unit:06},i{indicator},2023,{}\n", value(unit, indicator)));
        }
    }
    text.into_bytes()
}
