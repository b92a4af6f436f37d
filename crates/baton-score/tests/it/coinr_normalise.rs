//! Every row of `vectors/normalise.csv`, and what we do where COINr gives NaN.

use crate::common::{Case, Outcome, Row, assert_agree, cells, parameter, table, text_parameter};
use baton_score::normalise::{self as n, Goalposts, NormaliseError};
use baton_score::rank::Ties;
use baton_score::rule::Direction;

const FILE: &str = "reference/coinr/vectors/normalise.csv";

fn direction(params: &str) -> Direction {
    if parameter(params, "direction").first() == Some(&-1.0) { Direction::Lower } else { Direction::Higher }
}

fn ties(params: &str) -> Ties {
    match text_parameter(params, "ties.method") {
        Some("average") => Ties::Average,
        Some("max") => Ties::Worst,
        _ => Ties::Competition,
    }
}

fn flag(params: &str, key: &str) -> bool {
    text_parameter(params, key) == Some("TRUE")
}

fn ours(func: &str, x: &[f64], params: &str) -> Result<Vec<f64>, NormaliseError> {
    let p = |key: &str| parameter(params, key);
    match func {
        "n_minmax" => n::minmax(x, p("l_u")[0], p("l_u")[1]),
        "n_zscore" => n::zscore(x, p("m_sd")[0], p("m_sd")[1]),
        "n_scaled" => n::scaled(x, p("npara")[0], p("npara")[1], p("scale_factor")[0]),
        // Places counted from the other end share the other way.
        "n_rank" => Ok(n::rank(x, ties(params))),
        "n_borda" => Ok(n::borda(x, ties(params))),
        "n_prank" => n::percentile_rank(x, ties(params)),
        "n_fracmax" => n::fraction_of_max(x),
        "n_dist2max" => n::distance_to_max(x),
        "n_dist2ref" => n::distance_to_reference(x, p("iref")[0] as usize - 1, flag(params, "cap_max")),
        "n_dist2targ" => n::distance_to_target(x, p("targ")[0], direction(params), flag(params, "cap_max")),
        "n_goalposts" => {
            let posts = Goalposts { lower: p("gposts")[0], upper: p("gposts")[1], scale: p("gposts")[2] };
            n::goalposts(x, posts, direction(params), flag(params, "trunc2posts"))
        }
        "Normalise" => {
            let directed = n::directed(x, direction(params));
            match text_parameter(params, "f_n").expect("a method") {
                "none" => Ok(directed),
                "n_minmax" => n::minmax(&directed, 0.0, 100.0),
                "n_zscore" => n::zscore(&directed, 0.0, 1.0),
                method => ours(method, &directed, ""),
            }
        }
        _ => panic!("unknown function {func}"),
    }
}

/// A column of NaN is COINr's way to fail.
fn theirs(row: &Row) -> Outcome {
    let out = cells(row, "out_");
    if row["status"] == "error" || out.iter().all(|x| x.is_nan()) {
        Outcome::Nothing
    } else {
        Outcome::Values(out)
    }
}

#[test]
fn every_vector() {
    let Some(rows) = table("COINr normalisation", FILE) else { return };
    assert_eq!(rows.len(), 192);
    let case = |row: &Row| Case {
        name: format!("{} {} {}", row["func"], row["input"], row["params"]),
        ours: ours(&row["func"], &cells(row, "in_"), &row["params"]).into(),
        theirs: theirs(row),
    };
    let cases: Vec<Case> = rows.iter().map(case).collect();
    assert_agree("COINr normalisation", 1e-12, &cases);
}

/// COINr: a column of NaN, which its aggregation drops in silence. We: a typed error.
#[test]
fn a_constant_column_is_an_error_not_nan() {
    let Some(rows) = table("COINr normalisation", FILE) else { return };
    let mut seen = 0;
    for row in rows.iter().filter(|row| cells(row, "out_").iter().all(|x| x.is_nan())) {
        let error = ours(&row["func"], &cells(row, "in_"), &row["params"]).expect_err("an error");
        let missing = row["extra"].contains("identified as the reference is NA");
        assert_eq!(
            error,
            if missing { NormaliseError::ReferenceMissing } else { NormaliseError::Flat },
            "{row:?}"
        );
        seen += 1;
    }
    assert_eq!(seen, 10 + 8, "flat, and references to the missing value");
    assert_eq!(n::minmax(&[f64::NAN; 3], 0.0, 1.0), Err(NormaliseError::Empty));
    assert_eq!(n::zscore(&[5.0, f64::NAN], 0.0, 1.0), Err(NormaliseError::Empty));
}
