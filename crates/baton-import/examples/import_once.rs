//! Imports one file and says how it ended: for tests that limit the memory of a whole process.

#![allow(clippy::print_stdout, reason = "what it says is read by a test")]

use std::path::Path;
use std::process::ExitCode;

use baton_import::{ImportError, NothingRecorded, Options, UnitNames, import_file};
use baton_model::unit::{Unit, UnitTree};
use baton_model::{Catalogue, Indicator, Measure};

fn main() -> ExitCode {
    let Some(path) = std::env::args_os().nth(1) else { return ExitCode::from(2) };
    let Some((catalogue, units)) = vocabulary() else { return ExitCode::from(2) };
    let options = Options::new(jiff::Timestamp::UNIX_EPOCH, "test");
    let said = |error: &ImportError| error.message().code();
    match import_file(Path::new(&path), &catalogue, &units, &options, &NothingRecorded) {
        Err(error) => println!("{}", said(&error)),
        Ok(report) => {
            let first = report.problems.first().map_or("clean", |problem| problem.message.code());
            println!("{first} {} figures", report.accepted().count());
        }
    }
    ExitCode::SUCCESS
}

fn vocabulary() -> Option<(Catalogue, UnitNames)> {
    let indicator = Indicator::new("gdp", "地区生产总值", Measure::parse("亿元").ok()?);
    let units = vec![Unit::new("410100", "郑州市", "city")];
    Some((Catalogue::new(vec![indicator]).ok()?, UnitNames::new(&UnitTree::new(units, Vec::new()).ok()?)))
}
