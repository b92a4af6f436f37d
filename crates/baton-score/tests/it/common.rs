//! Finding, reading and comparing with oracles.

use std::collections::BTreeMap;
use std::path::PathBuf;

/// One row of a table, by column.
pub(crate) type Row = BTreeMap<String, String>;

/// The folder of oracles, or a line that says what is skipped.
pub(crate) fn shared(what: &str, file: &str) -> Option<PathBuf> {
    let root = std::env::var_os("BATON_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let path = root.join(file);
    if path.exists() {
        return Some(path);
    }
    println!("SKIP: {what} needs ../shared ({file})");
    None
}

/// The rows of a table of oracles.
pub(crate) fn table(what: &str, file: &str) -> Option<Vec<Row>> {
    let mut reader = csv::Reader::from_path(shared(what, file)?).expect("a readable table");
    let heads: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    let row =
        |record: csv::StringRecord| heads.iter().cloned().zip(record.iter().map(str::to_owned)).collect();
    Some(reader.records().map(|record| row(record.expect("a row"))).collect())
}

/// A number as R wrote it; NA and NaN are missing.
pub(crate) fn number(text: &str) -> f64 {
    match text {
        "NA" | "NaN" | "" => f64::NAN,
        "TRUE" => 1.0,
        "FALSE" => 0.0,
        _ => text.parse().unwrap_or_else(|_| panic!("{text:?} is no number")),
    }
}

/// Cells `prefix1` … of a row.
pub(crate) fn cells(row: &Row, prefix: &str) -> Vec<f64> {
    (1..).map_while(|i| row.get(&format!("{prefix}{i}"))).map(|text| number(text)).collect()
}

/// A column of a table.
pub(crate) fn column(rows: &[Row], name: &str) -> Vec<f64> {
    rows.iter().map(|row| number(&row[name])).collect()
}

/// The numbers of parameter `key` in `key=c(1, 2); other=3`.
pub(crate) fn parameter(params: &str, key: &str) -> Vec<f64> {
    let Some(text) = text_parameter(params, key) else { return Vec::new() };
    let list = text.trim_start_matches("c(").trim_end_matches(')');
    list.split([',', '|']).map(|part| number(part.trim().trim_end_matches('L'))).collect()
}

/// The text of parameter `key`.
pub(crate) fn text_parameter<'a>(params: &'a str, key: &str) -> Option<&'a str> {
    let pair = params.split("; ").find_map(|part| part.split_once('=').filter(|(name, _)| *name == key))?;
    Some(pair.1.trim_matches('"'))
}

/// What a computation gave.
#[derive(Clone, Debug)]
pub(crate) enum Outcome {
    Values(Vec<f64>),
    /// An error, or a whole column of nothing where there were values.
    Nothing,
}

impl<E> From<Result<Vec<f64>, E>> for Outcome {
    fn from(result: Result<Vec<f64>, E>) -> Outcome {
        result.map_or(Outcome::Nothing, Outcome::Values)
    }
}

impl From<Vec<f64>> for Outcome {
    fn from(values: Vec<f64>) -> Outcome {
        Outcome::Values(values)
    }
}

/// Ours beside theirs.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) ours: Outcome,
    pub(crate) theirs: Outcome,
}

/// The greatest relative error of `values` against `oracle`; infinite if something is missing on one side only.
/// Numbers below a thousandth of the greatest are measured against that thousandth.
pub(crate) fn error_of(values: &[f64], oracle: &[f64]) -> f64 {
    if values.len() != oracle.len() {
        return f64::INFINITY;
    }
    let scale = oracle.iter().filter(|x| x.is_finite()).fold(0.0, |most: f64, x| most.max(x.abs())) / 1e3;
    let error = |(a, b): (&f64, &f64)| match (a.is_nan(), b.is_nan()) {
        (true, true) => 0.0,
        (false, false) if a == b => 0.0,
        (false, false) => (a - b).abs() / b.abs().max(scale),
        _ => f64::INFINITY,
    };
    values.iter().zip(oracle).map(error).fold(0.0, f64::max)
}

/// The error of one case.
fn case_error(case: &Case) -> f64 {
    match (&case.ours, &case.theirs) {
        (Outcome::Values(ours), Outcome::Values(theirs)) => error_of(ours, theirs),
        (Outcome::Nothing, Outcome::Nothing) => 0.0,
        _ => f64::INFINITY,
    }
}

/// Asserts that every case agrees within `limit`, and that the comparison would have seen a change of one constant
/// in any of them.
pub(crate) fn assert_agree(what: &str, limit: f64, cases: &[Case]) {
    assert!(!cases.is_empty(), "{what}: no cases");
    let mut worst = 0.0_f64;
    for case in cases {
        let error = case_error(case);
        assert!(
            error <= limit,
            "{what}: {} differs by {error:e}\n{:?}\n{:?}",
            case.name,
            case.ours,
            case.theirs
        );
        worst = worst.max(error);
        assert!(
            case_error(&spoilt(case, limit)) > limit,
            "{what}: a changed constant goes unseen in {}",
            case.name
        );
    }
    println!("{what}: {} cases, greatest relative error {worst:.1e}", cases.len());
}

/// The case with one constant of the oracle changed by little more than is allowed.
fn spoilt(case: &Case, limit: f64) -> Case {
    let mut spoilt = case.clone();
    match &mut spoilt.theirs {
        Outcome::Nothing => spoilt.theirs = Outcome::Values(vec![0.0]),
        Outcome::Values(values) => {
            let most = values.iter().filter(|x| x.is_finite()).fold(0.0, |most: f64, x| most.max(x.abs()));
            let change = if most == 0.0 { 1.0 } else { (5.0 * limit).max(1e-12) * most };
            match values.iter_mut().find(|x| x.is_finite()) {
                Some(value) => *value += change,
                None => values.push(0.0),
            }
        }
    }
    spoilt
}

#[test]
fn the_comparison_sees_what_it_should() {
    assert_eq!(error_of(&[1.0, f64::NAN], &[1.0, f64::NAN]), 0.0);
    assert_eq!(error_of(&[1.0], &[f64::NAN]), f64::INFINITY);
    assert_eq!(error_of(&[1.0], &[1.0, 2.0]), f64::INFINITY);
    assert!(error_of(&[1.0 + 1e-11], &[1.0]) > 1e-12);
    assert!(error_of(&[1e-16, 1.0], &[0.0, 1.0]) < 1e-12);
    assert!(error_of(&[1e-14, 1.0], &[0.0, 1.0]) > 1e-12);
}
