//! What holds for any data.

use baton_score::aggregate::{
    Penalty, arithmetic, copeland, geometric, harmonic, mazziotta_pareto, outranking, power, topsis,
};
use baton_score::normalise::{distance_to_max, minmax, percentile_rank, zscore};
use baton_score::quota::{QuotaRounding, quota, quotas};
use baton_score::rank::{Ties, rank_by, rank_decimals, rank_descending};
use baton_score::round::{Decimal, Mode, checked_sum, round_f64};
use baton_score::rule::{
    Between, Direction, Inverse, Partial, Shape, bands, baseline, efficacy, minmax as minmax_rule, per_point,
    percentile, rank_linear, relative, target, zscore as zscore_rule,
};
use baton_score::stats::{kurtosis, max, mean, median, min, quantile_type7, skewness, stdev};
use proptest::prelude::*;

/// Values of everyday size, some missing, many tied.
fn column(n: std::ops::Range<usize>) -> impl Strategy<Value = Vec<f64>> {
    let value = prop_oneof![
        1 => Just(f64::NAN),
        4 => (-1_000_i32..1_000).prop_map(|x| f64::from(x) / 8.0),
        3 => -1e6..1e6_f64,
    ];
    proptest::collection::vec(value, n)
}

/// A column and an order of its units.
fn shuffled() -> impl Strategy<Value = (Vec<f64>, Vec<usize>)> {
    column(1..60).prop_flat_map(|x| {
        let order: Vec<usize> = (0..x.len()).collect();
        (Just(x), Just(order).prop_shuffle())
    })
}

/// Three whole columns of ratios, and weights.
fn ratios() -> impl Strategy<Value = (Vec<Vec<f64>>, Vec<f64>)> {
    (2_usize..12).prop_flat_map(|n| {
        let ratio = (0_i32..200).prop_map(|x| f64::from(x) / 100.0);
        let columns = proptest::collection::vec(proptest::collection::vec(ratio, n), 3);
        (columns, proptest::collection::vec((1_i32..10).prop_map(f64::from), 3))
    })
}

fn pick(x: &[f64], order: &[usize]) -> Vec<f64> {
    order.iter().map(|&i| x[i]).collect()
}

fn slices(columns: &[Vec<f64>]) -> Vec<&[f64]> {
    columns.iter().map(Vec::as_slice).collect()
}

fn same(a: &[f64], b: &[f64]) -> bool {
    a.len() == b.len()
        && a.iter().zip(b).all(|(a, b)| a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan()))
}

fn near(a: f64, b: f64) -> bool {
    a == b || (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

const ALL_TIES: [Ties; 4] = [Ties::Competition, Ties::Dense, Ties::Average, Ties::Worst];

/// A rule with all but the value and the direction fixed.
type Scored<'a> = &'a dyn Fn(f64, Direction) -> f64;

proptest! {
    #[test]
    fn ranks_move_with_the_units((x, order) in shuffled()) {
        for ties in ALL_TIES {
            prop_assert!(same(&rank_descending(&pick(&x, &order), ties), &pick(&rank_descending(&x, ties), &order)));
        }
    }

    #[test]
    fn order_statistics_do_not_mind_the_order((x, order) in shuffled()) {
        let y = pick(&x, &order);
        prop_assert_eq!(min(&x), min(&y));
        prop_assert_eq!(max(&x), max(&y));
        prop_assert_eq!(median(&x), median(&y));
        prop_assert_eq!(quantile_type7(&x, 0.3), quantile_type7(&y, 0.3));
        // Sums run in the order given: equal only to rounding.
        prop_assert!(mean(&x).zip(mean(&y)).is_none_or(|(a, b)| near(a, b)));
        prop_assert!(stdev(&x).zip(stdev(&y)).is_none_or(|(a, b)| near(a, b)));
    }

    #[test]
    fn ranks_agree_with_counting(x in column(1..40)) {
        for (i, rank) in rank_descending(&x, Ties::Competition).into_iter().enumerate() {
            prop_assert_eq!(rank.is_nan(), x[i].is_nan());
            if !rank.is_nan() {
                prop_assert_eq!(rank, 1.0 + x.iter().filter(|&&y| y > x[i]).count() as f64);
            }
        }
    }

    #[test]
    fn every_way_to_rank_agrees(x in column(1..40)) {
        let decimals: Vec<Option<Decimal>> = x.iter().map(|&x| Decimal::round(x, 3, Mode::HalfUp)).collect();
        let floats: Vec<f64> = decimals.iter().map(|d| d.map_or(f64::NAN, Decimal::to_f64)).collect();
        for ties in ALL_TIES {
            let ranks = rank_descending(&floats, ties);
            prop_assert!(same(&ranks, &rank_decimals(&decimals, ties)));
            let by = rank_by(x.len(), &|i| decimals[i].is_some(), &|a, b| decimals[b].cmp(&decimals[a]), ties);
            for (rank, by) in ranks.iter().zip(by) {
                prop_assert_eq!(by.map(f64::from), Some(rank.floor()).filter(|r| !r.is_nan()));
            }
        }
    }

    #[test]
    fn normalisation_moves_with_the_units((x, order) in shuffled()) {
        let y = pick(&x, &order);
        if let (Ok(a), Ok(b)) = (minmax(&x, 0.0, 1.0), minmax(&y, 0.0, 1.0)) {
            prop_assert!(same(&pick(&a, &order), &b));
        }
        prop_assert!(same(&pick(&percentile(&x, Direction::Higher), &order), &percentile(&y, Direction::Higher)));
    }

    /// A change of unit of measure (by a power of two, which is exact) or of origin changes no score that is made by position.
    #[test]
    fn a_change_of_unit_changes_no_score(x in column(2..40)) {
        let scaled: Vec<f64> = x.iter().map(|x| x * 1024.0).collect();
        if let (Ok(a), Ok(b)) = (minmax(&x, 0.0, 1.0), minmax(&scaled, 0.0, 1.0)) {
            prop_assert!(same(&a, &b));
        }
        if let (Ok(a), Ok(b)) = (zscore(&x, 0.0, 1.0), zscore(&scaled, 0.0, 1.0)) {
            prop_assert!(same(&a, &b));
        }
        if let (Ok(a), Ok(b)) = (distance_to_max(&x), distance_to_max(&scaled)) {
            prop_assert!(same(&a, &b));
        }
        prop_assert_eq!(skewness(&x), skewness(&scaled));
        prop_assert_eq!(kurtosis(&x), kurtosis(&scaled));
        prop_assert!(same(&rank_descending(&x, Ties::Average), &rank_descending(&scaled, Ties::Average)));
    }

    #[test]
    fn percentiles_are_average_ranks(x in column(2..40)) {
        if let Ok(by_rank) = percentile_rank(&x, Ties::Average) {
            for (a, b) in percentile(&x, Direction::Higher).into_iter().zip(by_rank) {
                prop_assert!(a.is_nan() && b.is_nan() || near(a, b));
            }
        }
    }

    #[test]
    fn a_better_value_never_scores_worse(x in -1e4..1e4_f64, step in 0.0..1e4_f64, reference in 1.0..1e4_f64) {
        use Direction::{Higher, Lower};
        let y = x + step;
        let rules: [(&str, Scored); 6] = [
            ("minmax", &|x, d| if d == Higher { minmax_rule(x, 0.0, reference) } else { minmax_rule(x, reference, 0.0) }.expect("spread")),
            ("target", &|x, d| target(x, reference, d, Inverse::Difference).expect("positive")),
            ("baseline", &|x, d| baseline(x, reference, d).expect("positive")),
            ("relative", &|x, d| relative(x, reference, 0.5, false, d).expect("not 0")),
            ("difference", &|x, d| relative(x, reference, 0.5, true, d).expect("any")),
            ("zscore", &|x, d| zscore_rule(x, 10.0, reference, 0.0, 1.0, d)),
        ];
        for (name, rule) in rules {
            prop_assert!(rule(y, Higher) >= rule(x, Higher), "{}", name);
            prop_assert!(rule(y, Lower) <= rule(x, Lower), "{}", name);
        }
        for partial in [Partial::Prorata, Partial::Drop, Partial::Count] {
            let points = |x| per_point(x, 3.0, 0.7, 1.0, 2.0, partial).expect("a step");
            prop_assert!(points(y) >= points(x));
        }
        for shape in [Shape::Linear, Shape::Exponential] {
            prop_assert!(efficacy(y / 1e4, 0.6, shape) >= efficacy(x / 1e4, 0.6, shape));
        }
        let rising = [(0.0, 1.0), (10.0, 4.0), (500.0, 4.0), (900.0, 9.0)];
        for between in [Between::Linear, Between::Step { open: false, below: 0.0 }, Between::Step { open: true, below: 0.0 }] {
            prop_assert!(bands(y, &rising, between) >= bands(x, &rising, between));
        }
        prop_assert!(rank_linear(2.0, 9, 1.0, 0.0) > rank_linear(3.0, 9, 1.0, 0.0));
    }

    #[test]
    fn reciprocal_targets_fall_as_values_rise(x in 0.1..1e4_f64, step in 0.0..1e4_f64) {
        let rule = |x| target(x, 50.0, Direction::Lower, Inverse::Reciprocal { cap: None }).expect("positive");
        prop_assert!(rule(x + step) <= rule(x));
    }

    #[test]
    fn means_stand_in_their_order((columns, weights) in ratios()) {
        let row: Vec<f64> = columns.iter().map(|c| c[0]).collect();
        let a = arithmetic(&row, &weights).expect("weights");
        let g = geometric(&row, &weights).expect("positive").expect("weights");
        let h = harmonic(&row, &weights).expect("positive").expect("weights");
        prop_assert!(h <= g + 1e-12 && g <= a + 1e-12, "{} {} {}", h, g, a);
        prop_assert!(near(power(&row, &weights, 1.0).expect("positive").expect("weights"), a));
        prop_assert!(mazziotta_pareto(&row, &weights, Penalty::Minus).expect("weights") <= a + 1e-12);
    }

    /// Only proportions of weights matter, and a gap is as if the child were not there.
    #[test]
    fn weights_are_proportions((columns, weights) in ratios()) {
        let row: Vec<f64> = columns.iter().map(|c| c[0]).collect();
        let doubled: Vec<f64> = weights.iter().map(|w| w * 2.0).collect();
        prop_assert_eq!(arithmetic(&row, &weights), arithmetic(&row, &doubled));
        prop_assert_eq!(geometric(&row, &weights), geometric(&row, &doubled));
        prop_assert_eq!(arithmetic(&[row[0], f64::NAN, row[2]], &weights), arithmetic(&[row[0], row[2]], &[weights[0], weights[2]]));
        prop_assert_eq!(harmonic(&[row[0], f64::NAN, row[2]], &weights), harmonic(&[row[0], row[2]], &[weights[0], weights[2]]));
    }

    #[test]
    fn duels_have_a_winner_and_a_loser((columns, weights) in ratios()) {
        let matrix = outranking(&slices(&columns), &weights);
        for a in 0..matrix.units() {
            for b in (0..matrix.units()).filter(|&b| b != a) {
                prop_assert!(near(matrix.share(a, b) + matrix.share(b, a), 1.0));
            }
        }
        prop_assert_eq!(copeland(&slices(&columns), &weights).iter().sum::<f64>(), 0.0);
        for closeness in topsis(&slices(&columns), &weights) {
            prop_assert!(closeness.is_nan() || (0.0..=1.0).contains(&closeness));
        }
    }

    #[test]
    fn whole_matrix_methods_move_with_the_units((columns, weights) in ratios()) {
        let turned: Vec<Vec<f64>> = columns.iter().map(|c| c.iter().rev().copied().collect()).collect();
        let backwards = |mut x: Vec<f64>| { x.reverse(); x };
        let (columns, turned) = (slices(&columns), slices(&turned));
        prop_assert!(same(&backwards(copeland(&turned, &weights)), &copeland(&columns, &weights)));
        prop_assert!(same(&backwards(topsis(&turned, &weights)), &topsis(&columns, &weights)));
    }

    #[test]
    fn the_number_of_threads_does_not_matter((columns, weights) in ratios()) {
        let run = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
            pool.install(|| {
                let columns = slices(&columns);
                let matrix = outranking(&columns, &weights);
                let shares: Vec<u64> = (0..matrix.units()).map(|a| matrix.share(a, 0).to_bits()).collect();
                (shares, copeland(&columns, &weights).iter().map(|x| x.to_bits()).collect::<Vec<u64>>())
            })
        };
        let alone = run(1);
        prop_assert_eq!(&alone, &run(2));
        prop_assert_eq!(&alone, &run(5));
    }

    #[test]
    fn rounding_settles(x in -1e9..1e9_f64, places in -3_i32..9) {
        for mode in [Mode::HalfUp, Mode::HalfEven] {
            let once = round_f64(x, places, mode);
            prop_assert_eq!(round_f64(once, places, mode), once);
            prop_assert!((once - x).abs() <= 0.5 * libm::pow(10.0, f64::from(-places)) + x.abs() * 1e-11);
            prop_assert_eq!(round_f64(-x, places, mode), 0.0 - once);
        }
    }

    #[test]
    fn decimals_are_what_they_print(scaled in any::<i64>(), places in 0_u8..=18) {
        let decimal = Decimal::new(scaled, places);
        let again: Decimal = decimal.to_string().parse().expect("as printed");
        prop_assert_eq!((again.scaled(), again.places()), (scaled, places));
        prop_assert_eq!(decimal.to_f64(), decimal.to_string().parse::<f64>().expect("a number"));
    }

    #[test]
    fn decimals_add_in_any_order(parts in proptest::collection::vec((-1_000_000_i64..1_000_000, 0_u8..6), 0..20)) {
        let decimals: Vec<Decimal> = parts.iter().map(|&(scaled, places)| Decimal::new(scaled, places)).collect();
        let backwards: Vec<Decimal> = decimals.iter().rev().copied().collect();
        let sum = checked_sum(decimals.iter().copied());
        prop_assert_eq!(sum, checked_sum(backwards));
        let exact: i64 = parts.iter().map(|&(scaled, places)| scaled * 10_i64.pow(6 - u32::from(places))).sum();
        prop_assert_eq!(sum, Some(Decimal::new(exact, 6)));
    }

    #[test]
    fn shares_give_every_place(parts in proptest::collection::vec(1_u32..100, 1..8), n in 0_usize..500) {
        let total: u32 = parts.iter().sum();
        let shares: Vec<f64> = parts.iter().map(|&p| f64::from(p) / f64::from(total)).collect();
        let places = quotas(&shares, n, QuotaRounding::Nearest);
        prop_assert_eq!(places.iter().sum::<usize>(), n);
        for (share, place) in shares.iter().zip(places) {
            prop_assert!((share * n as f64 - place as f64).abs() <= 1.0 + 1e-9);
            prop_assert!(quota(*share, n, QuotaRounding::Floor) <= quota(*share, n, QuotaRounding::Ceil));
        }
    }
}

/// 100,000 exact halves, such as 12.345 to two places, against the hand calculation on the digits.
#[test]
fn a_hundred_thousand_halves_round_as_by_hand() {
    let (mut naive_wrong, mut seen) = (0, 0);
    for places in 0..5_u32 {
        for k in 0..20_000_i64 {
            let whole = k * 37 + i64::from(places); // in units of the last place kept
            let text = decimal_text(whole * 10 + 5, places + 1);
            let x: f64 = text.parse().expect("a number");
            let (up, even) = (whole + 1, whole + whole % 2);
            let by_hand = |units: i64| -> f64 { decimal_text(units, places).parse().expect("a number") };
            let places = i32::try_from(places).expect("small");
            assert_eq!(round_f64(x, places, Mode::HalfUp), by_hand(up), "{text}");
            assert_eq!(round_f64(x, places, Mode::HalfEven), by_hand(even), "{text}");
            assert_eq!(round_f64(-x, places, Mode::HalfUp), 0.0 - by_hand(up), "-{text}");
            let decimal = Decimal::round(x, u8::try_from(places).expect("small"), Mode::HalfUp);
            assert_eq!(decimal.map(Decimal::scaled), Some(up), "{text}");
            naive_wrong += usize::from(format!("{x:.0$}", places as usize).parse::<f64>() != Ok(by_hand(up)));
            seen += 1;
        }
    }
    assert_eq!(seen, 100_000);
    println!("of {seen} halves, formatting the binary value gets {naive_wrong} wrong");
    assert!(naive_wrong > 10_000, "the control: these are hard");
}

/// units ÷ 10^places, written out.
fn decimal_text(units: i64, places: u32) -> String {
    let divisor = 10_i64.pow(places);
    format!("{}.{:0width$}", units / divisor, units % divisor, width = places.max(1) as usize)
}

#[test]
fn fifty_thousand_units_rank_in_every_way_alike() {
    let values: Vec<f64> =
        (0..50_000_u32).map(|i| f64::from(i.wrapping_mul(2_654_435_761) >> 12) / 64.0).collect();
    let fast = rank_descending(&values, Ties::Competition);
    let slow = rank_by(values.len(), &|_| true, &|a, b| values[b].total_cmp(&values[a]), Ties::Competition);
    assert!(fast.iter().zip(slow).all(|(a, b)| b.map(f64::from) == Some(*a)));
}
