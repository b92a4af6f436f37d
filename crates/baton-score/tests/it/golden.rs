//! The golden numbers of SCHEME.md §9, as pure rules; the formulas of the documents behind them are in METHODS.md.

use baton_score::aggregate::arithmetic;
use baton_score::round::{Mode, round_f64};
use baton_score::rule::{
    Between, Direction, Partial, Shape, bands, baseline, efficacy, minmax, per_point, rank_bands,
    rank_linear, rank_step,
};

/// As printed, to the decimals that were printed.
#[track_caller]
fn golden(value: f64, places: i32, printed: f64) {
    assert_eq!(round_f64(value, places, Mode::HalfUp), printed);
    assert_ne!(round_f64(value * 1.001, places, Mode::HalfUp), printed, "the control");
}

fn between(x: f64, worst: f64, best: f64) -> f64 {
    minmax(x, worst, best).expect("two ends")
}

#[test]
fn efficacy_of_fifteen_points() {
    for (x, points) in [(10.0, 9.0), (25.0, 12.0), (40.0, 15.0)] {
        golden(15.0 * efficacy(between(x, 10.0, 40.0), 0.6, Shape::Linear), 4, points);
    }
    golden(15.0 * efficacy(0.5, 0.2, Shape::Linear), 4, 9.0);
}

#[test]
fn efficacy_with_fixed_ends_leaves_them() {
    golden(100.0 * efficacy(between(5.81, 6.0, 12.0), 0.6, Shape::Linear), 4, 58.7333);
}

#[test]
fn efficacy_exponential_half_way() {
    golden(100.0 * efficacy(0.5, 0.6, Shape::Exponential), 4, 77.4597);
}

#[test]
fn huangyan_2022() {
    let rows = [
        (30.0, 24.097, 30.0),
        (150.0, 136.16, 20.0),
        (2.5, 2.694, 20.0),
        (4000.0, 4929.81, 10.0),
        (20.0, 18.14, 10.0),
        (0.025, 0.0302, 10.0),
    ];
    let points = |(x, base, weight)| weight * baseline(x, base, Direction::Higher).expect("positive");
    golden(rows.into_iter().map(points).sum(), 4, 105.3591);
}

#[test]
fn wenzhou_rank() {
    golden(rank_linear(4.0, 13, 600.0, 500.0) * 1.05, 4, 603.75);
}

/// 200 for the first, 2 % less for each place, the mean of three leaders.
#[test]
fn ruian_rank_step() {
    let marks: Vec<f64> = [1.0, 3.0, 2.0].map(|rank| 200.0 * rank_step(rank, 1.0, 0.02)).to_vec();
    golden(arithmetic(&marks, &[1.0; 3]).expect("marks"), 4, 196.0);
}

#[test]
fn shaoxing_per_point() {
    golden(30.0 + per_point(103.5, 100.0, 1.0, 1.0, 1.0, Partial::Prorata).expect("a step"), 4, 33.5);
}

/// 25 at the plan; below it 0.1 less a point, up to 130 % 0.2 more, then 0.1, within ten.
#[test]
fn key_projects_bands() {
    let rows = [(0.0, 15.0), (100.0, 25.0), (130.0, 31.0), (170.0, 35.0)];
    golden(bands(142.0, &rows, Between::Linear), 4, 32.2);
    golden(bands(88.0, &rows, Between::Linear), 4, 23.8);
    golden(rank_bands(4.0, &[(3.0, 7.0), (6.0, 5.0), (10.0, 3.0)], 0.0), 4, 5.0);
}

#[test]
fn development_zone_drop_or_prorata() {
    let points = |partial| 0.8 * 10.0 + per_point(12.0, 0.0, 5.0, 1.0, 1.0, partial).expect("a step");
    golden(points(Partial::Drop), 4, 10.0);
    golden(points(Partial::Prorata), 4, 10.4);
}

/// Each vote for place k is worth 100 − 3(k − 1).
#[test]
fn jining_votes() {
    let worth = [1.0, 2.0, 3.0].map(|place| rank_step(place, 100.0, 3.0));
    golden(arithmetic(&worth, &[10.0, 5.0, 5.0]).expect("votes"), 4, 97.75);
}

#[test]
fn frontier() {
    golden(100.0 * between(7.0, 100.0, 0.5), 4, 93.4673);
}

#[test]
fn month_half_and_year() {
    golden(arithmetic(&[90.0, 80.0, 85.0], &[10.0, 45.0, 45.0]).expect("marks"), 4, 83.25);
}
