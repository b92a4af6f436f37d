//! Every formula cell of every pack and of every literate case, recalculated.

use std::fs;
use std::path::PathBuf;

use baton_model::{Lang, Snapshot};
use baton_report::excel::{Earlier, Options, ranking_workbook};
use baton_scheme::plan::Plan;
use baton_scheme::run::RunResult;

use crate::book::{self, Book};
use crate::literate::{self, Outcome};
use crate::{office, packs};

/// A run with its workbook.
struct Case {
    name: String,
    bytes: Vec<u8>,
}

fn workbook(name: &str, plan: &Plan, snapshot: &Snapshot, result: &RunResult, lang: Lang) -> Case {
    let ranks = (0..result.subjects()).map(|subject| Some(u32::try_from(subject % 7).unwrap() + 1)).collect();
    let earlier = result.period.offset(-1).map(|period| Earlier { period, ranks });
    let options = Options { lang, earlier, as_of: Some("2026-11-22".to_owned()) };
    let bytes = ranking_workbook(plan, snapshot, result, &options).unwrap();
    let again = ranking_workbook(plan, snapshot, result, &options).unwrap();
    assert!(bytes == again, "{name}: the same run gives the same bytes");
    Case { name: name.to_owned(), bytes }
}

/// Totals that are not rounded may differ in their last bits only; a spreadsheet takes numbers that agree to 15 digits
/// for equal, so the ranks of such a workbook are not comparable.
fn has_near_ties(book: &Book) -> bool {
    let keys = book.formulas.iter().filter(|(_, formula)| formula.contains("),1+SUMPRODUCT(ISNUMBER("));
    let keys = keys.filter_map(|(at, formula)| {
        let cell = formula.strip_prefix("IF(ISNUMBER(")?.split(')').next()?;
        let letters = cell.trim_end_matches(|c: char| c.is_ascii_digit());
        let column = letters.bytes().fold(0, |sum, letter| sum * 26 + u32::from(letter - b'A') + 1) - 1;
        Some((at.0.clone(), column))
    });
    let columns: std::collections::BTreeSet<(String, u32)> = keys.collect();
    columns.iter().any(|(sheet, column)| {
        let numbers: Vec<f64> = book
            .values
            .iter()
            .filter(|(at, _)| at.0 == *sheet && at.2 == *column)
            .filter_map(|(_, shown)| if let book::Shown::Number(value) = shown { Some(*value) } else { None })
            .collect();
        numbers.iter().any(|a| numbers.iter().any(|b| a != b && (a - b).abs() <= 1e-14 * a.abs()))
    })
}

/// What comparing found.
#[derive(Default)]
struct Found {
    cells: usize,
    nulls: usize,
    largest: f64,
    differences: Vec<String>,
}

/// Compares formula cells; rounded ones (few decimals by the engine) must be equal to the last bit of a decimal.
fn compare(name: &str, expected: &Book, found: &Book, into: &mut Found) {
    let near_ties = has_near_ties(expected);
    if near_ties {
        eprintln!("{name}: ranks of totals that differ in the last bits are not compared");
    }
    for (at, formula) in &expected.formulas {
        if near_ties && (formula.contains("1+SUMPRODUCT(") || ["排名", "Ranking"].contains(&at.0.as_str()))
        {
            continue;
        }
        let place = || format!("{name} {}!R{}C{}", at.0, at.1 + 1, at.2 + 1);
        let (Ok(wanted), given) = (book::number(expected, at), book::number(found, at)) else {
            into.differences.push(format!("{}: no number expected: {formula}", place()));
            continue;
        };
        into.cells += 1;
        match (wanted, given) {
            (None, Ok(None)) => into.nulls += 1,
            (Some(a), Ok(Some(b))) => {
                let scale = a.abs().max(1.0);
                let off = (a - b).abs() / scale;
                into.largest = into.largest.max(off);
                let rounded = formula.contains("ROUND(ROUND(") || formula.contains("=0.5,2*INT(");
                if off > 1e-9 || rounded && a.to_bits() != b.to_bits() && a != b {
                    into.differences.push(format!("{}: {b}, engine {a}: {formula}", place()));
                }
            }
            (wanted, given) => {
                into.differences.push(format!("{}: {given:?}, engine {wanted:?}: {formula}", place()));
            }
        }
    }
}

fn write(cases: &[Case], change: &dyn Fn(&[u8]) -> Vec<u8>) -> PathBuf {
    let folder = office::folder("written");
    for (number, case) in cases.iter().enumerate() {
        fs::write(folder.join(format!("{number:03}.xlsx")), change(&case.bytes)).unwrap();
    }
    folder
}

/// Recalculates all cases as they are and with poisoned caches; gives how they compare.
fn check(cases: &[Case]) {
    let Some(program) = office::find() else { return };
    if let Some(keep) = std::env::var_os("KEEP_WORKBOOKS") {
        let folder = PathBuf::from(keep);
        fs::create_dir_all(&folder).unwrap();
        for case in cases {
            fs::write(folder.join(format!("{}.xlsx", case.name.replace(['/', ' '], "_"))), &case.bytes)
                .unwrap();
        }
    }
    for (kind, change) in [
        ("as written", &(|bytes: &[u8]| bytes.to_vec()) as &dyn Fn(&[u8]) -> Vec<u8>),
        ("poisoned", &book::poison),
    ] {
        let written = write(cases, change);
        let done = office::recalculate(&program, &written, "xlsx");
        let mut found = Found::default();
        for (number, case) in cases.iter().enumerate() {
            let expected = book::read(case.bytes.clone());
            let path = done.join(format!("{number:03}.xlsx"));
            let given =
                if path.is_file() { book::open(&path) } else { panic!("{} was not converted", case.name) };
            assert!(!expected.formulas.is_empty(), "{}: there are formulas", case.name);
            compare(&case.name, &expected, &given, &mut found);
        }
        eprintln!(
            "{kind}: {} workbooks, {} formula cells ({} null), largest relative difference {:e}",
            cases.len(),
            found.cells,
            found.nulls,
            found.largest
        );
        let shown: Vec<String> = found.differences.iter().take(40).cloned().collect();
        assert!(
            found.differences.is_empty(),
            "{kind}: {} of {} cells differ:\n{}",
            found.differences.len(),
            found.cells,
            shown.join("\n")
        );
    }
}

#[test]
fn packs_recalculate_to_the_same_numbers() {
    let only = std::env::var("PACK").unwrap_or_default();
    let mut cases = Vec::new();
    for (name, run) in packs::all(&only) {
        match run {
            Ok(done) => {
                let lang = if cases.len() % 4 == 3 { Lang::En } else { Lang::ZhCn };
                cases.push(workbook(&name, &done.plan, &done.snapshot, &done.result, lang));
            }
            Err(why) => eprintln!("SKIP {name}: {why}"),
        }
    }
    assert!(!cases.is_empty());
    check(&cases);
}

#[test]
fn literate_cases_recalculate_to_the_same_numbers() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../baton-scheme/tests/cases");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    files.sort();
    let only = std::env::var("CASE").unwrap_or_default();
    let mut cases = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        let file = path.file_stem().unwrap().to_string_lossy().into_owned();
        for case in literate::read(&text) {
            let name = format!("{file} {}", case.title);
            if !name.contains(&only) {
                continue;
            }
            if let Outcome::Done(done) = case.run() {
                cases.push(workbook(&name, &done.plan, &done.snapshot, &done.result, Lang::ZhCn));
            }
        }
    }
    assert!(!cases.is_empty());
    check(&cases);
}

#[test]
fn a_changed_figure_changes_the_results() {
    let Some(program) = office::find() else { return };
    let mut cases = Vec::new();
    for (name, run) in packs::all(&std::env::var("PACK").unwrap_or_default()) {
        if let Ok(done) = run {
            cases.push(workbook(&name, &done.plan, &done.snapshot, &done.result, Lang::ZhCn));
        }
    }
    let done = office::recalculate(&program, &write(&cases, &book::disturb_first_unit), "xlsx");
    for (number, case) in cases.iter().enumerate() {
        let expected = book::read(case.bytes.clone());
        let given = book::open(&done.join(format!("{number:03}.xlsx")));
        let mut found = Found::default();
        compare(&case.name, &expected, &given, &mut found);
        assert!(!found.differences.is_empty(), "{}: other figures of a unit change nothing", case.name);
    }
}

#[test]
fn texts_are_never_formulas() {
    let files = [("=1+1", "+1"), ("-2", "@SUM(A1)"), ("\tx", "=cmd|' /C calc'!A0")];
    for (title, name) in files {
        let (_, run) = packs::all("observation").remove(0);
        let mut done = run.unwrap();
        done.plan.title = title.to_owned();
        done.plan.nodes[1].name = name.to_owned();
        let case = workbook("texts", &done.plan, &done.snapshot, &done.result, Lang::ZhCn);
        let read = book::read(case.bytes);
        let hostile = |text: &String| text.contains("cmd|") || text.contains("@SUM") || text.as_str() == name;
        assert!(!read.formulas.values().any(hostile));
        let shown = |value: &book::Shown| matches!(value, book::Shown::Text(text) if text.contains(name));
        assert!(read.values.values().any(shown), "{name} is shown as it is");
    }
}
