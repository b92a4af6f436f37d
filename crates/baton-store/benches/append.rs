//! 500,000 figures into a new SQLite file: appended to the store (versions, seal, audit record) against plain batched inserts.

#[path = "../../../xtask/bench/measure.rs"]
mod measure;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Instant;

use baton_model::{CellAddress, Observation, Origin, Scenario, Status};
use baton_store::{NewBatch, Stamp, Store};
use jiff::Timestamp;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _, QueryBuilder, Sqlite};

const UNITS: u32 = 2_000;
const INDICATORS: u32 = 50;
const YEARS: u32 = 5;
const REPEATS: usize = 5;
/// Versions, seal and audit record may cost so many times a plain insert of the same figures.
const MOST: f64 = 1.33;
/// Rows of one insert of the peer: six values each, and SQLite takes 32,766.
const PORTION: usize = 5_000;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let folder = Folder::new()?;
    let figures = figures()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for round in 0..REPEATS {
        ours.push(appended(&folder.file(&format!("store-{round}")), &figures)?);
        theirs.push(runtime.block_on(inserted(&folder.file(&format!("plain-{round}")), &figures))?);
    }
    let rows = figures.len() as f64;
    let entry = measure::Entry {
        name: "append 500000 figures to the store, time a figure",
        value: measure::median(ours) * 1e6 / rows,
        unit: "µs",
        peer: "plain sqlx inserts of 5000 rows",
        peer_value: measure::median(theirs) * 1e6 / rows,
        goal: measure::Goal::Ratio(MOST),
    };
    Ok(entry.print()?)
}

/// Seconds to append everything as one batch.
fn appended(file: &Path, figures: &[Observation]) -> Outcome<f64> {
    let store = Store::open(file)?;
    let batch = NewBatch::new(Stamp::new(Timestamp::UNIX_EPOCH, "bench", "bench"), "data.csv");
    let start = Instant::now();
    let receipt = store.append(figures, &batch)?;
    let seconds = start.elapsed().as_secs_f64();
    if receipt.new == figures.len() as u64 { Ok(seconds) } else { Err("not all figures were new".into()) }
}

/// Seconds to insert everything in one transaction into a table without a key.
async fn inserted(file: &Path, figures: &[Observation]) -> Outcome<f64> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let mut connection = options.connect().await?;
    let table = "create table figure (unit text, indicator text, period text, value real, cell_row integer, \
                 cell_column integer)";
    sqlx::query(table).execute(&mut connection).await?;
    let start = Instant::now();
    let mut transaction = connection.begin().await?;
    for portion in figures.chunks(PORTION) {
        let mut insert: QueryBuilder<Sqlite> = QueryBuilder::new("insert into figure ");
        insert.push_values(portion, |mut row, figure| {
            let (cell_row, cell_column) = cell(figure);
            row.push_bind(figure.unit.as_str())
                .push_bind(figure.indicator.as_str())
                .push_bind(figure.period.to_string())
                .push_bind(figure.value)
                .push_bind(cell_row)
                .push_bind(cell_column);
        });
        insert.build().execute(&mut *transaction).await?;
    }
    transaction.commit().await?;
    let seconds = start.elapsed().as_secs_f64();
    connection.close().await?;
    Ok(seconds)
}

fn cell(figure: &Observation) -> (Option<i64>, Option<i64>) {
    match &figure.origin {
        Origin::Cell { cell, .. } => (Some(i64::from(cell.row)), Some(i64::from(cell.column))),
        _ => (None, None),
    }
}

fn figures() -> Outcome<Vec<Observation>> {
    let mut figures = Vec::new();
    for indicator in 0..INDICATORS {
        for year in 0..YEARS {
            for unit in 0..UNITS {
                figures.push(figure(unit, indicator, year)?);
            }
        }
    }
    Ok(figures)
}

fn figure(unit: u32, indicator: u32, year: u32) -> Outcome<Observation> {
    let cell = CellAddress { row: unit, column: indicator };
    Ok(Observation {
        unit: format!("{unit:06}"),
        indicator: format!("indicator_{indicator}"),
        period: format!("{}", 2000 + year).parse()?,
        scenario: Scenario::Actual,
        series: String::new(),
        value: Some(f64::from(unit) * 1.25 + f64::from(indicator) + f64::from(year) / 8.0),
        origin: Origin::Cell { file: "data.csv".to_owned(), sheet: None, cell },
        status: Status::Accepted,
        recorded_at: Timestamp::UNIX_EPOCH,
        recorded_by: "bench".to_owned(),
        reason: None,
    })
}

/// A folder of its own, gone when dropped.
struct Folder(PathBuf);

impl Folder {
    fn new() -> std::io::Result<Self> {
        let path = std::env::temp_dir().join(format!("baton-append-{}", std::process::id()));
        std::fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join(format!("{name}.sqlite"))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _left_behind = std::fs::remove_dir_all(&self.0);
    }
}
