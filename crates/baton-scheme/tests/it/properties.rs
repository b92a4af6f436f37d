//! What holds for any scheme and any figures.

use baton_scheme::explain::explain;
use baton_scheme::run::{RunOptions, RunResult, run};
use proptest::prelude::*;

use crate::explain::check_node;
use crate::literate::{self, Done, Outcome};

/// Rules whose own score never falls when a higher-is-better value rises and the others stay.
const MONOTONE: [&str; 10] = [
    "'minmax'",
    "'efficacy'",
    "{ by = 'efficacy', base = 20, shape = 'exponential' }",
    "{ by = 'target', target = 40, cap = 1.5 }",
    "{ by = 'baseline', baseline = 30 }",
    "'rank'",
    "{ by = 'rank_step', step = 0.05, tied = 'average' }",
    "{ by = 'bands', points = [[20, 2], [50, 6], [80, 9]] }",
    "{ by = 'per_point', line = 50, step = 7, up = 0.5, down = 1, partial = 'drop', min = 0 }",
    "'percentile'",
];
/// Rules that do not look at the scale of the figures.
const SCALE_FREE: [&str; 6] = [
    "'minmax'",
    "'efficacy'",
    "'best_ratio'",
    "'rank'",
    "'baseline'",
    "{ by = 'rank_bands', points = [[2, 7], [4, 3]] }",
];
const POLICIES: [&str; 5] = ["'zero'", "'exclude'", "'mean_points'", "'group_mean'", "{ points = 3 }"];

/// Leaves as (rule, policy, weight), figures by unit and leaf.
#[derive(Clone, Debug)]
struct Sample {
    leaves: Vec<(usize, usize, u32)>,
    figures: Vec<Vec<Option<i32>>>,
}

fn samples(rules: usize) -> impl Strategy<Value = Sample> {
    let leaves = prop::collection::vec((0..rules, 0..POLICIES.len(), 1_u32..30), 1..6);
    leaves.prop_flat_map(|leaves| {
        let figure = prop_oneof![9 => (1..1000_i32).prop_map(Some), 1 => Just(None)];
        let row = prop::collection::vec(figure, leaves.len());
        prop::collection::vec(row, 2..12).prop_map(move |figures| Sample { leaves: leaves.clone(), figures })
    })
}

/// The case as a literate one: units in two groups and two dimensions. A figure counts in tenths, times `scale`.
fn case(sample: &Sample, rules: &[&str], scale: f64, order: &[usize]) -> literate::Case {
    let mut text =
        "## sample\n```toml scheme\n[scheme]\nid = 'sample'\nperiod = 'year'\nfull_mark = 'active'\n\
                    groups = 'attr.class'\n[rounding]\nindicator = 4\ntotal = 2\n"
            .to_owned();
    for half in 0..2 {
        let own: Vec<usize> = (0..sample.leaves.len()).filter(|leaf| leaf % 2 == half).collect();
        let weight: u32 = own.iter().map(|leaf| sample.leaves[*leaf].2).sum();
        if !own.is_empty() {
            text += &format!("[[dimension]]\nid = 'd{half}'\nweight = {weight}\n");
        }
        for leaf in own {
            let (rule, policy, weight) = sample.leaves[leaf];
            text += &format!(
                "[[indicator]]\nin = 'd{half}'\nid = 'l{leaf}'\nweight = {weight}\nvalue = 'v{leaf}'\nscore = {}\nmissing = {}\n",
                rules[rule], POLICIES[policy]
            );
        }
    }
    text += "```\n```csv data\ncode,attr.class";
    (0..sample.leaves.len()).for_each(|leaf| text += &format!(",v{leaf}"));
    for unit in order {
        text += &format!("\n{unit:03},{}", ["A", "B"][unit % 2]);
        for figure in &sample.figures[*unit] {
            text += &figure.map_or(",".to_owned(), |figure| format!(",{}", f64::from(figure) / 10.0 * scale));
        }
    }
    text += "\n```\n";
    literate::read(&text).remove(0)
}

fn done(sample: &Sample, rules: &[&str], scale: f64) -> Option<Box<Done>> {
    let order: Vec<usize> = (0..sample.figures.len()).collect();
    match case(sample, rules, scale, &order).run() {
        Outcome::Done(done) => Some(done),
        // A group without a single figure has no mean to impute.
        Outcome::Refused(codes) => {
            assert!(codes.iter().all(|code| code == "R001"), "{codes:?}");
            None
        }
    }
}

fn bytes(result: &RunResult) -> String {
    format!(
        "{:?} {:?} {:?} {:?} {:?}",
        result.nodes, result.total, result.rank, result.rank_overall, result.grade
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn order_of_rows_and_number_of_threads_do_not_matter(sample in samples(MONOTONE.len())) {
        let Some(first) = done(&sample, &MONOTONE, 1.0) else { return Ok(()) };
        let reversed: Vec<usize> = (0..sample.figures.len()).rev().collect();
        let Outcome::Done(other) = case(&sample, &MONOTONE, 1.0, &reversed).run() else { panic!("refused") };
        prop_assert_eq!(bytes(&first.result), bytes(&other.result));
        for threads in [1, 2, 8] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let options = RunOptions::new(first.result.period);
            let again = pool.install(|| run(&first.plan, &first.snapshot, &options)).unwrap();
            prop_assert_eq!(bytes(&first.result), bytes(&again));
        }
    }

    #[test]
    fn scale_does_not_matter(sample in samples(SCALE_FREE.len()), scale in prop::sample::select(vec![0.01, 0.1, 1.0, 10.0, 1000.0])) {
        let (Some(one), Some(other)) = (done(&sample, &SCALE_FREE, 1.0), done(&sample, &SCALE_FREE, scale)) else {
            return Ok(());
        };
        prop_assert_eq!(&one.result.total.values.iter().map(|x| x.to_bits()).collect::<Vec<_>>(),
            &other.result.total.values.iter().map(|x| x.to_bits()).collect::<Vec<_>>());
        prop_assert_eq!(format!("{:?}", one.result.rank), format!("{:?}", other.result.rank));
    }

    #[test]
    fn a_better_value_never_lowers_the_own_score(sample in samples(MONOTONE.len()), unit in 0..12_usize, leaf in 0..6_usize, more in 1..500_i32) {
        let (unit, leaf) = (unit % sample.figures.len(), leaf % sample.leaves.len());
        let mut better = sample.clone();
        let Some(figure) = better.figures[unit][leaf].as_mut() else { return Ok(()) };
        *figure += more;
        let (Some(before), Some(after)) = (done(&sample, &MONOTONE, 1.0), done(&better, &MONOTONE, 1.0)) else {
            return Ok(());
        };
        let node = before.plan.node(&format!("l{leaf}")).unwrap();
        let points = |done: &Done| done.result.nodes[node].points.get(unit);
        prop_assert!(points(&after) >= points(&before), "{:?} fell to {:?}", points(&before), points(&after));
    }

    #[test]
    fn points_of_children_sum_to_the_parent_and_explain_evaluates(sample in samples(MONOTONE.len())) {
        let Some(done) = done(&sample, &MONOTONE, 1.0) else { return Ok(()) };
        let whole = |points: f64| (points * 10_000.0).round() as i64;
        for (index, node) in done.plan.nodes.iter().enumerate().filter(|(_, node)| !node.children.is_empty()) {
            for unit in 0..sample.figures.len() {
                let own = &done.result.nodes[index].points;
                let children: Vec<Option<f64>> =
                    node.children.iter().map(|child| done.result.nodes[*child].points.get(unit)).collect();
                if let (Some(own), true) = (own.get(unit), children.iter().all(Option::is_some)) {
                    let reweighted = done.result.nodes[index].points.flags_of(unit).has(baton_model::Flags::REWEIGHTED);
                    let below = node.children.iter().any(|child| {
                        done.result.nodes[*child].places.is_none() && !done.plan.nodes[*child].children.is_empty()
                    });
                    if !reweighted && !below {
                        prop_assert_eq!(whole(own), children.iter().flatten().map(|points| whole(*points)).sum::<i64>());
                    }
                }
            }
        }
        let mut failures = Vec::new();
        for subject in 0..done.result.subjects() {
            let explanation = explain(&done.plan, &done.snapshot, &done.result, subject);
            check_node(&done.plan, &explanation.root, &explanation.code, &mut failures);
        }
        prop_assert!(failures.is_empty(), "{}", failures.join("\n"));
    }

    #[test]
    fn a_missing_figure_is_never_zero_unless_the_policy_says_so(sample in samples(MONOTONE.len())) {
        let Some(done) = done(&sample, &MONOTONE, 1.0) else { return Ok(()) };
        for (unit, figures) in sample.figures.iter().enumerate() {
            for (leaf, _) in figures.iter().enumerate().filter(|(_, figure)| figure.is_none()) {
                let node = &done.result.nodes[done.plan.node(&format!("l{leaf}")).unwrap()];
                match POLICIES[sample.leaves[leaf].1] {
                    "'zero'" => prop_assert_eq!((node.points.get(unit), node.value.get(unit)), (Some(0.0), None)),
                    "'exclude'" => prop_assert_eq!(node.points.get(unit), None),
                    "'group_mean'" => prop_assert!(node.value.get(unit).is_some_and(|value| value > 0.0)),
                    "{ points = 3 }" => prop_assert_eq!(node.points.get(unit), Some(3.0)),
                    _ => prop_assert_eq!(node.value.get(unit), None),
                }
            }
        }
    }
}
