//! Every row of `vectors/treat.csv` and `treat_two_stage.csv`, and what we do where COINr is wrong.

use crate::common::{Case, Outcome, Row, assert_agree, cells, number, parameter, table, text_parameter};
use baton_score::stats::{kurtosis, skewness};
use baton_score::treat::{
    Check, Limits, Mark, Transform, TreatError, Treated, box_cox, check, log_ct, log_ct_orig, log_ct_plus,
    log_gii, two_stage, winsorise,
};

const FILE: &str = "reference/coinr/vectors/treat.csv";
const TWO_STAGE: &str = "reference/coinr/vectors/treat_two_stage.csv";

fn limits(params: &str) -> Limits {
    let p = |key: &str, default| parameter(params, key).first().copied().unwrap_or(default);
    Limits { skewness: p("skew_thresh", 2.0), kurtosis: p("kurt_thresh", 3.5) }
}

fn most(params: &str) -> Option<usize> {
    match text_parameter(params, "winmax") {
        Some("NULL") => None,
        Some(text) => Some(text.parse().expect("a count")),
        None => Some(5),
    }
}

fn mark_text(mark: Option<Mark>) -> &'static str {
    match mark {
        None => "",
        Some(Mark::High) => "winhi",
        Some(Mark::Low) => "winlo",
    }
}

/// R without `na.rm` gives NA as soon as one value is missing.
fn strict(x: &[f64], params: &str, statistic: impl Fn(&[f64]) -> Option<f64>) -> Vec<f64> {
    let missing = text_parameter(params, "na.rm") == Some("FALSE") && x.iter().any(|x| x.is_nan());
    vec![if missing { f64::NAN } else { statistic(x).unwrap_or(f64::NAN) }]
}

fn of_check(check: Option<Check>) -> Vec<f64> {
    check.map_or(vec![f64::NAN; 3], |c| vec![f64::from(u8::from(c.passes)), c.skewness, c.kurtosis])
}

fn ours(row: &Row) -> Result<Vec<f64>, TreatError> {
    let (x, params) = (cells(row, "in_"), row["params"].as_str());
    match row["func"].as_str() {
        "winsorise" => {
            let force = text_parameter(params, "force_win") == Some("TRUE");
            winsorise(&x, limits(params), most(params), force).map(|w| w.values)
        }
        "log_CT" => log_ct(&x),
        "log_CT_orig" => Ok(log_ct_orig(&x)),
        "log_CT_plus" => log_ct_plus(&x).map(|(values, _)| values),
        "boxcox" => {
            box_cox(&x, parameter(params, "lambda")[0], text_parameter(params, "makepos") == Some("TRUE"))
        }
        "skew" => Ok(strict(&x, params, skewness)),
        "kurt" => Ok(strict(&x, params, kurtosis)),
        "check_SkewKurt" => Ok(of_check(check(&x, limits(params)))),
        func => panic!("unknown function {func}"),
    }
}

/// The first `n_out` cells.
fn theirs(row: &Row) -> Vec<f64> {
    let mut out = cells(row, "out_");
    out.truncate(row["n_out"].parse().expect("a count"));
    out
}

/// Where our result is another on purpose; each has a test below.
fn differs_on_purpose(row: &Row) -> bool {
    let infinite = cells(row, "out_").iter().any(|x| x.is_infinite());
    let negative_root = row["params"].contains("makepos=FALSE") && cells(row, "in_").iter().any(|&x| x < 0.0);
    row["note"].contains("BUG") || infinite || negative_root
}

#[test]
fn every_vector() {
    let Some(rows) = table("COINr treatment", FILE) else { return };
    assert_eq!(rows.len(), 147);
    let case = |row: &Row| Case {
        name: format!("{} {} {}", row["func"], row["input"], row["params"]),
        ours: ours(row).into(),
        theirs: if row["status"] == "error" { Outcome::Nothing } else { Outcome::Values(theirs(row)) },
    };
    let cases: Vec<Case> = rows.iter().filter(|row| !differs_on_purpose(row)).map(case).collect();
    assert_eq!(
        rows.len() - cases.len(),
        7 + 1 + 2,
        "log_GII, log of a constant column, roots of negative values"
    );
    assert_agree("COINr treatment", 1e-12, &cases);
}

#[test]
fn winsorising_marks_and_counts_the_same_points() {
    let Some(rows) = table("COINr winsorising", FILE) else { return };
    let mut seen = 0;
    for row in rows.iter().filter(|row| row["func"] == "winsorise" && row["status"] == "ok") {
        let params = row["params"].as_str();
        let force = text_parameter(params, "force_win") == Some("TRUE");
        let done = winsorise(&cells(row, "in_"), limits(params), most(params), force).expect("has a shape");
        let marks: Vec<&str> = done.marks.iter().map(|&mark| mark_text(mark)).collect();
        assert_eq!(format!("nwin={}; treated={}", done.moved, marks.join("|")), row["extra"], "{row:?}");
        seen += 1;
    }
    assert_eq!(seen, 30);
}

/// COINr computes the transformation and returns what it was given. We return the transformation, and refuse a
/// column whose greatest value is not above 1, for which it would turn the order around.
#[test]
fn log_gii_is_applied() {
    let Some(rows) = table("COINr log_GII", FILE) else { return };
    for row in rows.iter().filter(|row| row["func"] == "log_GII") {
        let x = cells(row, "in_");
        assert!(row["note"].contains("BUG"), "the oracle marks it");
        match log_gii(&x) {
            Ok(y) if row["input"] == "x12na" => assert!(y.iter().all(|y| y.is_nan())),
            Ok(y) => {
                let most = x.iter().copied().filter(|x| !x.is_nan()).fold(f64::NEG_INFINITY, f64::max);
                let least = x.iter().copied().filter(|x| !x.is_nan()).fold(f64::INFINITY, f64::min);
                for (x, y) in x.iter().zip(y).filter(|(x, _)| !x.is_nan()) {
                    assert!(
                        (libm::exp(y) - ((most - 1.0) * (x - least) / (most - least) + 1.0)).abs()
                            < 1e-12 * most
                    );
                }
            }
            Err(error) => {
                assert_eq!(error, TreatError::NotPositive);
                assert!(["x12n", "x12u", "x12c"].contains(&row["input"].as_str()), "{}", row["input"]);
            }
        }
    }
}

/// COINr takes the logarithm of 0 and gives −∞. We: a typed error.
#[test]
fn log_ct_of_a_constant_column_is_an_error() {
    let Some(rows) = table("COINr log_CT", FILE) else { return };
    let row = rows.iter().find(|row| row["func"] == "log_CT" && row["input"] == "x12c").expect("the row");
    assert_eq!(row["out_1"], "-Inf");
    assert_eq!(log_ct(&cells(row, "in_")), Err(TreatError::NotPositive));
}

/// COINr takes the root of a negative number and gives NaN. We: a typed error.
#[test]
fn box_cox_of_negative_values_is_an_error() {
    let Some(rows) = table("COINr boxcox", FILE) else { return };
    let rows = rows.iter().filter(|row| row["func"] == "boxcox" && row["params"].contains("makepos=FALSE"));
    for row in rows.filter(|row| row["input"] == "x12n" || row["input"] == "x12z") {
        assert_eq!(box_cox(&cells(row, "in_"), 0.5, false), Err(TreatError::NotPositive), "{row:?}");
    }
}

fn staged(row: &Row) -> Treated {
    let transform = match row["f2"].as_str() {
        "log_CT" => Transform::LogCt,
        "log_CT_plus" => Transform::LogCtPlus,
        "log_CT_orig" => Transform::LogCtOrig,
        f2 => panic!("unknown {f2}"),
    };
    let most = Some(row["winmax"].parse().expect("a count"));
    let combine = row["combine_treat"] == "TRUE";
    two_stage(&cells(row, "in_"), Limits::default(), most, transform, combine).expect("has a shape")
}

/// The numbers of `dets`, in the order COINr writes them.
fn details(treated: &Treated) -> Vec<f64> {
    let mut details = Vec::new();
    for (stage, check) in treated.checks.iter().enumerate() {
        if stage == 1 {
            details.push(treated.moved.expect("winsorised") as f64);
        }
        details.extend([f64::from(u8::from(check.passes)), check.skewness, check.kurtosis]);
    }
    details
}

#[test]
fn every_two_stage_vector() {
    let Some(rows) = table("COINr two-stage treatment", TWO_STAGE) else { return };
    assert_eq!(rows.len(), 72);
    let mut cases = Vec::new();
    for row in &rows {
        let treated = staged(row);
        let name = format!("{} {} {} {}", row["input"], row["winmax"], row["f2"], row["combine_treat"]);
        let dets =
            row["dets"].split("; ").map(|part| number(part.split_once('=').expect("a pair").1)).collect();
        cases.push(Case {
            name: format!("{name}: details"),
            ours: details(&treated).into(),
            theirs: Outcome::Values(dets),
        });
        let transformed = row["treated"].contains("log_CT");
        assert_eq!(treated.transformed, transformed, "{name}");
        let marks: Vec<&str> = treated.marks.iter().map(|&mark| mark_text(mark)).collect();
        let theirs: Vec<&str> =
            row["treated"].split('|').map(|cell| cell.split('+').next().unwrap_or("")).collect();
        assert_eq!(marks, theirs, "{name}");
        cases.push(Case { name, ours: treated.values.into(), theirs: Outcome::Values(cells(row, "out_")) });
    }
    assert_agree("COINr two-stage treatment", 1e-12, &cases);
}
