//! COINr's sensitivity run, N = 100: its own sample, every replicate computed again from the raw data.

use crate::asem::{Asem, Choices, FOLDER, Mean, NOMINAL, Normalisation};
use crate::common::{Case, Row, assert_agree, cells, column, number, table};
use baton_score::rank::{Ties, rank_descending};
use baton_score::sensitivity::{
    Sobol, choice, mean_rank_shift, noisy_weights, rank_range, sobol_design, sobol_indices,
};
use std::collections::BTreeMap;

const N: usize = 100;

fn run(name: &str) -> Option<Vec<Row>> {
    table("COINr sensitivity", &format!("{FOLDER}/sensitivity/{name}.csv"))
}

/// Sets of weights by number.
fn weight_sets(rows: &[Row]) -> BTreeMap<String, BTreeMap<String, f64>> {
    let mut sets: BTreeMap<String, BTreeMap<String, f64>> = BTreeMap::new();
    for row in rows {
        sets.entry(row["weight_set"].clone())
            .or_default()
            .insert(row["iCode"].clone(), number(&row["Weight"]));
    }
    sets
}

fn choices<'a>(row: &Row, sets: &'a BTreeMap<String, BTreeMap<String, f64>>) -> Choices<'a> {
    Choices {
        winsorise_most: row["winmax"].parse().expect("a count"),
        normalisation: match row["norm"].as_str() {
            "n_minmax" => Normalisation::Minmax { lower: 1.0, upper: 100.0 },
            _ => Normalisation::Zscore { centre: 10.0, spread: 2.0 },
        },
        weights: Some(&sets[&row["weight_set"]]),
        mean: if row["f_ag"] == "a_amean" { Mean::Arithmetic } else { Mean::Geometric },
    }
}

#[test]
fn every_replicate() {
    let Some(asem) = Asem::read() else { return };
    let (Some(sample), Some(scores), Some(noisy)) =
        (run("SA_N100_sample_and_parameters"), run("SA_N100_scores"), run("noisy_weights_100"))
    else {
        return;
    };
    let (Some(ranks), Some(y)) = (run("SA_N100_ranks"), run("SA_N100_y")) else { return };
    let sets = weight_sets(&noisy);
    assert_eq!((sample.len(), scores.len(), sets.len()), (600, 51, 100));
    let nominal = rank_descending(&asem.run(NOMINAL)["Index"], Ties::Competition);
    let (mut score_cases, mut rank_cases, mut shifts) = (Vec::new(), Vec::new(), Vec::new());
    for row in &sample {
        let ours = asem.run(choices(row, &sets))["Index"].clone();
        let of_run = rank_descending(&ours, Ties::Competition);
        shifts.push(mean_rank_shift(&nominal, &of_run).expect("ranks"));
        let name = format!("r_{}", row["rep"]);
        let theirs = column(&scores, &name);
        score_cases.push(Case { name: name.clone(), ours: ours.into(), theirs: theirs.into() });
        let theirs = column(&ranks, &name);
        rank_cases.push(Case { name, ours: of_run.into(), theirs: theirs.into() });
    }
    assert_agree("sensitivity: scores", 1e-12, &score_cases);
    assert_agree("sensitivity: ranks", 0.0, &rank_cases);
    let theirs = column(&y, "mean_abs_rank_diff");
    let case = Case { name: "shift".into(), ours: shifts.into(), theirs: theirs.into() };
    assert_agree("sensitivity: mean rank shift", 1e-12, &[case]);
}

#[test]
fn rank_statistics() {
    let (Some(ranks), Some(stats)) = (run("SA_N100_ranks"), run("SA_N100_rankstats")) else { return };
    let case = |(ranks, stats): (&Row, &Row)| {
        assert_eq!(ranks["uCode"], stats["uCode"]);
        // The samples A and B only: the mixed runs are not independent.
        let range = rank_range(&cells(ranks, "r_")[..2 * N]).expect("ranks");
        let theirs: Vec<f64> = ["Mean", "Median", "Q5", "Q95"].map(|name| number(&stats[name])).to_vec();
        let ours = vec![range.mean, range.median, range.q5, range.q95];
        Case { name: stats["uCode"].clone(), ours: ours.into(), theirs: theirs.into() }
    };
    let cases: Vec<Case> = ranks.iter().zip(&stats).map(case).collect();
    assert_agree("sensitivity: rank statistics", 1e-12, &cases);
}

/// Both indices of every input.
fn assert_indices(what: &str, ours: &[Sobol], theirs: &[Row]) {
    let case = |name: &str, ours: Vec<f64>| Case {
        name: name.into(),
        ours: ours.into(),
        theirs: column(theirs, name).into(),
    };
    let cases = [
        case("Si", ours.iter().map(|s| s.first).collect()),
        case("STi", ours.iter().map(|s| s.total).collect()),
    ];
    assert_agree(what, 1e-12, &cases);
}

/// The bounds (q5, q95) come from R's own random draws and cannot be computed again.
#[test]
fn indices_of_the_run() {
    let (Some(y), Some(indices)) = (run("SA_N100_y"), run("SA_N100_indices")) else { return };
    let ours = sobol_indices(&column(&y, "mean_abs_rank_diff"), N).expect("whole blocks");
    assert_indices("sensitivity: indices", &ours, &indices);
}

#[test]
fn the_estimator_on_the_ishigami_function() {
    let (Some(sample), Some(indices)) = (run("estimator_ishigami_sample"), run("estimator_ishigami_indices"))
    else {
        return;
    };
    let n = sample.len() / 5;
    let rows: Vec<Vec<f64>> =
        sample.iter().map(|row| ["X1", "X2", "X3"].map(|x| number(&row[x])).to_vec()).collect();
    assert_eq!(sobol_design(&rows[..n], &rows[n..2 * n]), rows, "the design is COINr's, cell by cell");
    let y = column(&sample, "y");
    let ours = sobol_indices(&y, n).expect("whole blocks");
    assert_indices("sensitivity: Ishigami", &ours, &indices);
}

/// COINr: one failed replicate and every index is NaN. We leave out its row.
#[test]
fn a_failed_replicate_costs_one_row() {
    let Some(y) = run("SA_N100_y") else { return };
    let mut y = column(&y, "mean_abs_rank_diff");
    let whole = sobol_indices(&y, N).expect("whole blocks");
    y[2 * N + 7] = f64::NAN; // in the block of the first input
    let without = sobol_indices(&y, N).expect("whole blocks");
    assert!(without[0].first.is_finite() && without[0] != whole[0]);
    assert_eq!(without[1..], whole[1..], "the other inputs do not need that run");
    y[7] = f64::NAN;
    let without = sobol_indices(&y, N).expect("whole blocks");
    assert!(without.iter().all(|s| s.first.is_finite() && s.total.is_finite()));
}

/// COINr cuts the range of its own sample into n parts, so that a draw's meaning depends on the other draws. We cut 0 … 1.
#[test]
fn a_draw_means_the_same_in_every_sample() {
    let Some(sample) = run("SA_N100_sample_and_parameters") else { return };
    let mut moved = 0;
    for row in &sample {
        let ours = 1 + choice(number(&row["u_Winmax"]), 5);
        let theirs: usize = row["winmax"].parse().expect("a count");
        assert!(ours.abs_diff(theirs) <= 1);
        moved += usize::from(ours != theirs);
        assert_eq!(choice(number(&row["u_Winmax"]), 5), (number(&row["u_Winmax"]) * 5.0) as usize);
    }
    println!("COINr gives another alternative than the draw's own part in {moved} of 600 runs");
    assert!(moved < 30);
}

/// Draws that would give COINr's noisy weights (the pillars' and sub-indexes' are all 1, noise a quarter).
#[test]
fn noisy_weights_from_draws() {
    let Some(rows) = run("noisy_weights_100") else { return };
    let mut cases = Vec::new();
    for (set, weights) in weight_sets(&rows) {
        let theirs: Vec<f64> = weights.iter().filter(|(code, _)| *code != "Index").map(|(_, w)| *w).collect();
        let draws: Vec<f64> = theirs.iter().map(|w| (w - 0.75) / 0.5).collect();
        assert!(draws.iter().all(|u| (0.0..=1.0).contains(u)), "within a quarter");
        let ours = noisy_weights(&vec![1.0; draws.len()], &draws, 0.25);
        cases.push(Case { name: set, ours: ours.into(), theirs: theirs.into() });
    }
    assert_agree("sensitivity: noisy weights", 1e-12, &cases);
}
