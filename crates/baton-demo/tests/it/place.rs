//! A folder with the demo city, and questions to it.

use std::fs;
use std::path::Path;

use baton_testkit::service::model::Period;
use baton_testkit::service::score::{Ranking, Row, ScoreRequest, score};
use baton_testkit::service::{Prepared, Who, prepare};
use baton_testkit::tempfile::TempDir;
use jiff::Timestamp;

/// The demo city in a folder of its own.
pub(crate) fn city() -> TempDir {
    let folder = TempDir::new().unwrap();
    baton_demo::write(folder.path(), &baton_demo::city(1)).unwrap();
    folder
}

pub(crate) fn moment(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// After everything that happens in the city.
pub(crate) fn late() -> Timestamp {
    moment("2026-06-01T00:00:00Z")
}

pub(crate) fn who(at: Timestamp) -> Who {
    Who { at, name: "测试".to_owned(), from: "test".to_owned() }
}

pub(crate) fn period(text: &str) -> Period {
    text.parse().unwrap()
}

pub(crate) fn prepared(folder: &Path, scheme: &str) -> Prepared {
    prepare(folder, Some(scheme), &who(late())).unwrap()
}

/// The ranking of a period.
pub(crate) fn ranking(prepared: &Prepared, when: &str) -> Ranking {
    ranking_as_of(prepared, when, late())
}

/// The ranking of a period with what was known at a moment.
pub(crate) fn ranking_as_of(prepared: &Prepared, when: &str, as_of: Timestamp) -> Ranking {
    let request = ScoreRequest { period: Some(period(when)), as_of, group: None };
    score(prepared, &request).unwrap()
}

/// The row of a unit.
pub(crate) fn row<'r>(ranking: &'r Ranking, unit: &str) -> &'r Row {
    ranking.rows.iter().find(|row| row.name == unit).unwrap()
}

/// Changes the figure of a unit, an indicator and a period in whatever file it stands in; `None` takes the row out.
pub(crate) fn change(folder: &Path, unit: &str, indicator: &str, period: &str, value: Option<&str>) {
    let mut changed = 0;
    for entry in fs::read_dir(folder.join("data")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let mut lines = Vec::new();
        let mut here = 0;
        for line in text.lines() {
            let mut cells: Vec<&str> = line.split(',').collect();
            if cells[1] == unit && cells[2] == indicator && cells[3] == period && cells[6] == "实际" {
                here += 1;
                let Some(value) = value else { continue };
                cells[4] = value;
            }
            lines.push(cells.join(","));
        }
        if here > 0 {
            changed += here;
            fs::write(&path, lines.join("\n") + "\n").unwrap();
        }
    }
    assert_eq!(changed, 1, "{unit} {indicator} {period}");
}
