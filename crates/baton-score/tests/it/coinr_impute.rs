//! Every row of the imputation, panel, trend, rank and statistics vectors.

use crate::common::{Case, Outcome, Row, assert_agree, cells, column, number, table, text_parameter};
use baton_score::impute::{
    Ends, Interpolation, RowStatistic, carry_forward, impute_group_mean, impute_group_median, impute_mean,
    impute_median, impute_rows, interpolate,
};
use baton_score::rank::{Ties, rank_descending};
use baton_score::rule::Direction;
use baton_score::stats::describe;
use baton_score::trend::{cagr, percent_change};

const VECTORS: &str = "reference/coinr/vectors";

fn vectors(name: &str) -> Option<Vec<Row>> {
    table("COINr vectors", &format!("{VECTORS}/{name}.csv"))
}

/// The groups of `f=c("a", NA, …)`.
fn groups(params: &str) -> Vec<Option<usize>> {
    let list = text_parameter(params, "f").expect("groups").trim_start_matches("c(").trim_end_matches(')');
    let group = |name: &str| match name.trim().trim_matches('"') {
        "a" => Some(0),
        "b" => Some(1),
        _ => None,
    };
    list.split(',').map(group).collect()
}

/// COINr's `skip_f_na = FALSE` stops on a unit without a group; we have no such switch, the caller sees its groups.
fn stops(row: &Row) -> bool {
    row["status"] == "error"
}

#[test]
fn every_column_vector() {
    let Some(rows) = vectors("impute") else { return };
    assert_eq!((rows.len(), rows.iter().filter(|row| stops(row)).count()), (21, 3));
    let case = |row: &Row| {
        let x = cells(row, "in_");
        let ours = match row["func"].as_str() {
            "i_mean" => impute_mean(&x),
            "i_median" => impute_median(&x),
            "i_mean_grp" => impute_group_mean(&x, &groups(&row["params"])),
            "i_median_grp" => impute_group_median(&x, &groups(&row["params"])),
            func => panic!("unknown function {func}"),
        };
        let name = format!("{} {} {}", row["func"], row["input"], row["params"]);
        Case { name, ours: ours.into(), theirs: Outcome::Values(cells(row, "out_")) }
    };
    let cases: Vec<Case> = rows.iter().filter(|row| !stops(row)).map(case).collect();
    assert_agree("COINr imputation", 1e-12, &cases);
    for row in rows.iter().filter(|row| stops(row)) {
        assert!(groups(&row["params"]).contains(&None), "the caller can see it");
    }
}

fn matrix(rows: &[Row]) -> Vec<Vec<f64>> {
    (1..=5).map(|j| column(rows, &format!("c{j}"))).collect()
}

#[test]
fn every_matrix() {
    let Some(rows) = vectors("matrix12x5") else { return };
    let columns = matrix(&rows);
    let slices: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    use Direction::{Higher, Lower};
    let directions = [Higher, Lower, Higher, Higher, Lower];
    let results = [
        ("impute_column_mean", columns.iter().map(|c| impute_mean(c)).collect()),
        ("complete", columns.iter().map(|c| impute_mean(c)).collect()),
        ("impute_column_median", columns.iter().map(|c| impute_median(c)).collect()),
        ("impute_row_mean_nonorm", impute_rows(&slices, RowStatistic::Mean, None)),
        ("impute_row_mean_dirs_1_-1_1_1_-1", impute_rows(&slices, RowStatistic::Mean, Some(&directions))),
        ("impute_row_median_dirs_1_-1_1_1_-1", impute_rows(&slices, RowStatistic::Median, Some(&directions))),
    ];
    let mut cases = Vec::new();
    for (name, ours) in results {
        let Some(rows) = vectors(&format!("matrix12x5_{name}")) else { return };
        for (j, (ours, theirs)) in ours.into_iter().zip(matrix(&rows)).enumerate() {
            cases.push(Case { name: format!("{name} {j}"), ours: ours.into(), theirs: theirs.into() });
        }
    }
    assert_agree("COINr matrix imputation", 1e-12, &cases);
}

/// One unit's series of one indicator, in order of time.
fn series(rows: &[Row], unit: &str, indicator: &str) -> (Vec<f64>, Vec<f64>) {
    let mut points: Vec<(f64, f64)> = rows
        .iter()
        .filter(|row| row["uCode"] == unit)
        .map(|row| (number(&row["Time"]), number(&row[indicator])))
        .collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    points.into_iter().unzip()
}

#[test]
fn every_panel() {
    let Some(input) = vectors("panel_input") else { return };
    let mut cases = Vec::new();
    for file in ["latest", "latest_DataT", "latest_maxtime1", "constant", "linear-constant"] {
        let Some(rows) = vectors(&format!("panel_{file}")) else { return };
        for unit in ["A", "B", "C"] {
            for indicator in ["v1", "v2"] {
                let (times, x) = series(&input, unit, indicator);
                let between = |kind| interpolate(&times, &x, &times, kind, Ends::Nearest);
                let latest = |age| carry_forward(&x, age);
                let ours: Vec<f64> = match file {
                    "latest" => latest(None).iter().map(|c| c.value).collect(),
                    "latest_maxtime1" => latest(Some(1)).iter().map(|c| c.value).collect(),
                    "latest_DataT" => {
                        latest(None).iter().map(|c| c.from.map_or(f64::NAN, |i| times[i])).collect()
                    }
                    "constant" => between(Interpolation::Constant),
                    _ => between(Interpolation::Linear),
                };
                let (_, theirs) = series(&rows, unit, indicator);
                cases.push(Case {
                    name: format!("{file} {unit} {indicator}"),
                    ours: ours.into(),
                    theirs: theirs.into(),
                });
            }
        }
    }
    assert_agree("COINr panel imputation", 1e-12, &cases);
}

/// The series behind `approx_df.csv`: the known points of `v`, read off its output.
#[test]
fn interpolation_and_trends() {
    let Some(rows) = vectors("approx_df") else { return };
    let (times, values) = (column(&rows, "tt"), column(&rows, "v"));
    // 2015.5, 2018 lie between known neighbours: half way each.
    let known: Vec<f64> = times
        .iter()
        .zip(&values)
        .map(|(t, v)| if [2015.5, 2018.0].contains(t) { f64::NAN } else { *v })
        .collect();
    let ours = interpolate(&times, &known, &times, Interpolation::Linear, Ends::Missing);
    let mut cases = vec![Case { name: "approx_df".into(), ours: ours.into(), theirs: values.into() }];
    let Some(rows) = vectors("trend_funcs") else { return };
    for row in &rows {
        let list = |name: &str| -> Vec<f64> { row[name].split('|').map(number).collect() };
        let ours = match row["func"].as_str() {
            "CAGR" => cagr(&list("x"), &list("y")),
            _ => percent_change(&list("x"), &list("y"), 1.0),
        };
        let theirs = vec![number(&row["value"])];
        cases.push(Case {
            name: row["func"].clone(),
            ours: vec![ours.expect("a trend")].into(),
            theirs: theirs.into(),
        });
    }
    assert_agree("COINr trends", 1e-12, &cases);
}

#[test]
fn every_rank() {
    let Some(rows) = vectors("rank") else { return };
    let scores = column(&rows, "score");
    let ours = rank_descending(&scores, Ties::Competition);
    let mut cases =
        vec![Case { name: "rank".into(), ours: ours.into(), theirs: column(&rows, "rank").into() }];
    for group in ["a", "b", "NA"] {
        let inside: Vec<usize> = (0..rows.len()).filter(|&i| rows[i]["group"] == group).collect();
        let of_group: Vec<f64> =
            inside.iter().map(|&i| if group == "NA" { f64::NAN } else { scores[i] }).collect();
        let theirs: Vec<f64> = inside.iter().map(|&i| number(&rows[i]["grouprank"])).collect();
        let ours = rank_descending(&of_group, Ties::Competition);
        cases.push(Case { name: format!("group {group}"), ours: ours.into(), theirs: theirs.into() });
    }
    assert_agree("COINr ranks", 0.0, &cases);
}

/// The numbers of a row of a statistics table, and the words.
pub(crate) fn statistics(row: &Row, x: &[f64]) -> (Case, [&'static str; 4]) {
    let d = describe(x).expect("values");
    let counts = [d.available, d.non_zero, d.unique, d.same].map(|n| n as f64);
    let mut ours = vec![d.min, d.max, d.mean, d.median, d.stdev, d.skewness, d.kurtosis];
    ours.extend(counts);
    ours.extend([d.share_available(), d.share_non_zero(), d.share_unique(), d.share_same()]);
    let names = [
        "Min",
        "Max",
        "Mean",
        "Median",
        "Std",
        "Skew",
        "Kurt",
        "N.Avail",
        "N.NonZero",
        "N.Unique",
        "N.Same",
        "Frc.Avail",
        "Frc.NonZero",
        "Frc.Unique",
        "Frc.Same",
    ];
    let theirs: Vec<f64> = names.iter().map(|name| number(&row[*name])).collect();
    let word = |good: bool, bad| if good { "ok" } else { bad };
    let units = d.units as f64;
    let words = [
        word(d.share_available() >= 0.65, "LOW"),
        word(counts[1] / units >= 0.5, "LOW"),
        word(counts[2] / units >= 0.5, "LOW"),
        word(!d.has_outliers(2.0, 3.5), "OUT"),
    ];
    (Case { name: row["iCode"].clone(), ours: ours.into(), theirs: theirs.into() }, words)
}

#[test]
fn every_statistic() {
    let (Some(table), Some(matrix_rows)) = (vectors("stats_matrix12x5"), vectors("matrix12x5")) else {
        return;
    };
    let mut cases = Vec::new();
    for (row, x) in table.iter().zip(matrix(&matrix_rows)) {
        let (case, words) = statistics(row, &x);
        assert_eq!(
            words,
            ["Flag.Avail", "Flag.NonZero", "Flag.Unique", "Flag.SkewKurt"].map(|f| row[f].as_str())
        );
        cases.push(case);
    }
    assert_agree("COINr statistics", 1e-12, &cases);
}
