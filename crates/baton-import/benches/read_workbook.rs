//! Reading and checking workbooks of a million cells against calamine's own streaming read, in time on the processor: what
//! else the machine does lengthens it little.

#[path = "../../../xtask/bench/measure.rs"]
mod measure;

use std::error::Error;
use std::io::Cursor;
use std::time::Instant;

use baton_import::{FileBytes, Limits, NothingRecorded, Options, UnitNames, import_bytes};
use baton_model::unit::{Unit, UnitTree};
use baton_model::{Catalogue, Indicator, Measure};
use calamine::{Reader, Xlsx};
use rust_xlsxwriter::{Workbook, XlsxError};

const UNITS: u32 = 20_000;
const INDICATORS: u16 = 50;
/// Of the tidy sheet, which has four cells for a figure.
const TIDY_INDICATORS: u16 = INDICATORS / 4;
const REPEATS: usize = 5;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let (catalogue, units) = vocabulary()?;
    for (name, file, figures, bytes) in [
        (
            "read and check a wide workbook of 1000000 cells",
            "wide.xlsx",
            UNITS * u32::from(INDICATORS),
            wide()?,
        ),
        (
            "read and check a tidy workbook of 960000 cells",
            "tidy.xlsx",
            UNITS * u32::from(TIDY_INDICATORS),
            tidy()?,
        ),
    ] {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..REPEATS {
            ours.push(seconds(|| import(file, &bytes, &catalogue, &units, figures))?);
            theirs.push(seconds(|| calamine_reads(&bytes))?);
        }
        let entry = measure::Entry {
            name,
            value: measure::median(ours),
            unit: "s",
            peer: "calamine, streaming read only",
            peer_value: measure::median(theirs),
            goal: measure::Goal::Ratio(1.3),
        };
        entry.print()?;
    }
    Ok(())
}

/// Reads, checks, and takes every figure.
fn import(name: &str, bytes: &[u8], catalogue: &Catalogue, units: &UnitNames, figures: u32) -> Outcome<()> {
    let file = FileBytes::new(name, bytes.to_vec(), &Limits::default())?;
    let mut options = Options::new("2024-01-01T00:00:00Z".parse()?, "bench");
    options.period = Some("2023".parse()?);
    let report = import_bytes(&file, catalogue, units, &options, &NothingRecorded)?;
    if report.accepted().count() == figures as usize {
        Ok(())
    } else {
        Err(format!("{name}: not all figures are accepted").into())
    }
}

fn calamine_reads(bytes: &[u8]) -> Outcome<()> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    let name = book.sheet_names().first().cloned().ok_or("no sheet")?;
    let mut cells = book.worksheet_cells_reader(&name)?;
    let mut count = 0_u64;
    while let Some(cell) = cells.next_cell_with_formula_metadata()? {
        count += u64::from(cell.value != calamine::DataRef::Empty || cell.formula.is_some());
    }
    std::hint::black_box(count);
    Ok(())
}

fn seconds(job: impl FnOnce() -> Outcome<()>) -> Outcome<f64> {
    let (clock, before) = (Instant::now(), on_processor());
    job()?;
    let on_clock = clock.elapsed().as_secs_f64();
    Ok(before.zip(on_processor()).map_or(on_clock, |(before, after)| after - before))
}

/// Seconds this thread had the processor, where the system says so.
fn on_processor() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(text.split(' ').next()?.parse::<f64>().ok()? / 1e9)
}

fn vocabulary() -> Outcome<(Catalogue, UnitNames)> {
    let units =
        (0..UNITS).map(|unit| Unit::new(format!("{unit:06}"), format!("第{unit}号县"), "county")).collect();
    let mut catalogue = Catalogue::default();
    for number in 0..INDICATORS {
        let measure = Measure::parse("亿元")?;
        catalogue.add(Indicator::new(format!("i{number}"), format!("指标{number}"), measure))?;
    }
    Ok((catalogue, UnitNames::new(&UnitTree::new(units, Vec::new())?)))
}

fn value(unit: u32, indicator: u16) -> f64 {
    let scattered = (unit.wrapping_mul(2_654_435_761) >> 8).wrapping_add(u32::from(indicator) * 977);
    f64::from(scattered % 10_000_000) / 100.0
}

/// A row for a unit, a column for an indicator.
fn wide() -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "地区")?;
    for indicator in 0..INDICATORS {
        sheet.write(0, indicator + 1, format!("指标{indicator}（亿元）"))?;
    }
    for unit in 0..UNITS {
        sheet.write(unit + 1, 0, format!("第{unit}号县"))?;
        for indicator in 0..INDICATORS {
            sheet.write(unit + 1, indicator + 1, value(unit, indicator))?;
        }
    }
    book.save_to_buffer()
}

/// A row for a figure.
fn tidy() -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in (0..).zip(["unit_code", "indicator_code", "period", "value"]) {
        sheet.write(0, column, name)?;
    }
    let figures = (0..UNITS).flat_map(|unit| (0..TIDY_INDICATORS).map(move |indicator| (unit, indicator)));
    for (row, (unit, indicator)) in (1..).zip(figures) {
        sheet.write(row, 0, format!("{unit:06}"))?;
        sheet.write(row, 1, format!("i{indicator}"))?;
        sheet.write(row, 2, 2023)?;
        sheet.write(row, 3, value(unit, indicator))?;
    }
    book.save_to_buffer()
}
