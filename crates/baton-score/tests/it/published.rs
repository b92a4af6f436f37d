//! Published cases of weighting and ranking: entropy, CRITIC, standard deviation, coefficient of variation, equal, TOPSIS, SAW,
//! WPM, AHP; to the decimals that were printed. Methods we do not have are counted and named.

use crate::common::shared;
use baton_score::aggregate::{arithmetic, geometric, topsis};
use baton_score::normalise::{directed, fraction_of_max, minmax};
use baton_score::round::{Mode, round_f64};
use baton_score::rule::Direction;
use baton_score::weights::{self, Ahp, ahp};
use serde_json::Value;
use std::collections::BTreeMap;

fn read(file: &str) -> Option<Vec<Value>> {
    let text =
        std::fs::read_to_string(shared("published cases", &format!("data/{file}.json"))?).expect("a file");
    Some(serde_json::from_str(&text).expect("a list"))
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("a list").iter().map(|x| x.as_f64().expect("a number")).collect()
}

fn matrix(value: &Value) -> Vec<Vec<f64>> {
    value.as_array().expect("rows").iter().map(numbers).collect()
}

fn columns(rows: &[Vec<f64>]) -> Vec<Vec<f64>> {
    (0..rows[0].len()).map(|j| rows.iter().map(|row| row[j]).collect()).collect()
}

fn slices(columns: &[Vec<f64>]) -> Vec<&[f64]> {
    columns.iter().map(Vec::as_slice).collect()
}

fn rows(columns: &[Vec<f64>]) -> Vec<Vec<f64>> {
    self::columns(columns)
}

/// The directions of a case; all higher if it gives none.
fn directions(case: &Value, n: usize) -> Vec<Direction> {
    let direction = |x: &Value| if x.as_i64() == Some(-1) { Direction::Lower } else { Direction::Higher };
    match case["types"].as_array() {
        Some(types) => (0..n).map(|j| types.get(j).map_or(Direction::Higher, direction)).collect(),
        None => vec![Direction::Higher; n],
    }
}

fn ranges(columns: &[Vec<f64>]) -> Vec<Vec<f64>> {
    columns.iter().map(|c| minmax(c, 0.0, 1.0).expect("not flat")).collect()
}

/// Every column divided by its sum; where lower is better its reciprocals are.
fn sums(columns: &[Vec<f64>], directions: &[Direction]) -> Vec<Vec<f64>> {
    let share = |(column, direction): (&Vec<f64>, &Direction)| {
        let turn = |x: &f64| if *direction == Direction::Lower { 1.0 / x } else { *x };
        let total: f64 = column.iter().map(turn).sum();
        column.iter().map(|x| turn(x) / total).collect()
    };
    columns.iter().zip(directions).map(share).collect()
}

/// Our result for a case, or `None` for a method we do not have.
fn ours(case: &Value) -> Option<Vec<f64>> {
    let columns = columns(&matrix(&case["matrix"]));
    let directions = directions(case, columns.len());
    let result = match case["method"].as_str().expect("a method") {
        "Entropy" => weights::entropy(&slices(&columns)).expect("weights"),
        "CRITIC" | "CRITICWeights" => weights::critic(&slices(&ranges(&columns))).expect("weights"),
        "STDWeights" => weights::stdev(&slices(&columns)).expect("weights"),
        "Coeff_var" => weights::coefficient_of_variation(&slices(&columns)).expect("weights"),
        "equal" | "EqualWeights" => weights::equal(columns.len()),
        "TOPSIS" => {
            let turned: Vec<Vec<f64>> =
                columns.iter().zip(&directions).map(|(c, &d)| directed(c, d)).collect();
            topsis(&slices(&ranges(&turned)), &numbers(&case["weights"]))
        }
        "SAW" => {
            let scaled: Vec<Vec<f64>> =
                columns.iter().map(|c| fraction_of_max(c).expect("not flat")).collect();
            let w = numbers(&case["weights"]);
            let total: f64 = w.iter().sum();
            rows(&scaled).iter().map(|row| arithmetic(row, &w).expect("weights") * total).collect()
        }
        "WPM" => {
            let w = numbers(&case["weights"]);
            let total: f64 = w.iter().sum();
            let product = |row: &Vec<f64>| geometric(row, &w).expect("nothing negative").expect("weights");
            rows(&sums(&columns, &directions)).iter().map(|row| libm::pow(product(row), total)).collect()
        }
        _ => return None,
    };
    Some(result)
}

/// Whether every number prints as published.
fn prints_alike(ours: &[f64], published: &[f64], decimals: i32) -> bool {
    let alike = |(a, b): (&f64, &f64)| round_f64(*a, decimals, Mode::HalfUp) == *b;
    ours.len() == published.len() && ours.iter().zip(published).all(alike)
}

/// As published, and not if one number were the next.
fn assert_published(name: &str, ours: &[f64], published: &[f64], decimals: i32) {
    assert!(prints_alike(ours, published, decimals), "{name}\n{ours:?}\n{published:?}");
    let mut spoilt = published.to_vec();
    spoilt[0] += libm::pow(10.0, f64::from(-decimals));
    assert!(!prints_alike(ours, &spoilt, decimals), "{name}: the control");
}

#[test]
fn every_case_we_have_a_method_for() {
    let Some(cases) = read("mcdm_cases") else { return };
    assert_eq!(cases.len(), 40);
    let (mut seen, mut others) = (0, BTreeMap::new());
    for case in &cases {
        let Some(result) = ours(case) else {
            *others.entry(case["method"].as_str().expect("a method").to_owned()).or_insert(0) += 1;
            continue;
        };
        let decimals = case["decimals"].as_i64().unwrap_or(3) as i32;
        assert_published(case["id"].as_str().expect("an id"), &result, &numbers(&case["expected"]), decimals);
        seen += 1;
    }
    let names: Vec<String> = others.iter().map(|(name, n)| format!("{name} {n}")).collect();
    println!(
        "published: {seen} cases agree; out of scope, {} cases: {}",
        cases.len() - seen,
        names.join(", ")
    );
    assert_eq!((seen, others.values().sum::<usize>()), (11, 29));
}

fn compared(value: &Value) -> Ahp {
    ahp(&matrix(value)).expect("a comparison")
}

#[test]
fn analytic_hierarchies() {
    let Some(cases) = read("ahp_cases") else { return };
    let drinks = compared(&cases[0]["matrix"]);
    let names = cases[0]["items"].as_array().expect("names");
    let weight = |name: &Value| {
        cases[0]["expected_weights"][name.as_str().expect("a name")].as_f64().expect("a weight")
    };
    let published: Vec<f64> = names.iter().map(weight).collect();
    assert_published("drinks", &drinks.weights, &published, 3);
    let ratio = drinks.consistency_ratio.expect("seven items");
    println!("drinks: λ {}, CR {ratio}", drinks.eigenvalue);
    assert_published(
        "drinks: consistency",
        &[ratio],
        &[cases[0]["expected_cr_saaty"].as_f64().expect("CR")],
        3,
    );

    let cities = &cases[1];
    let criteria = compared(&cities["criteria_matrix"]).weights;
    let alternatives = cities["alternatives"].as_array().expect("names");
    let by_criterion: Vec<Vec<f64>> = cities["criteria"]
        .as_array()
        .expect("names")
        .iter()
        .map(|name| compared(&cities["alternative_matrices"][name.as_str().expect("a name")]).weights)
        .collect();
    let total: Vec<f64> =
        rows(&by_criterion).iter().map(|row| arithmetic(row, &criteria).expect("weights")).collect();
    let published: Vec<f64> = alternatives
        .iter()
        .map(|name| cities["expected"][name.as_str().expect("a name")].as_f64().expect("a number"))
        .collect();
    assert_published("cities", &total, &published, 4);
}
