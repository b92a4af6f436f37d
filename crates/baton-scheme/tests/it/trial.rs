//! A tried value scores what a hand calculation and a real run with that value give.

use baton_model::{Arg, Message, Period, Scenario};
use baton_scheme::run::{RunOptions, run};
use baton_scheme::trial::{Fault, Score, Trial, try_value};

use crate::cases::files;
use crate::literate::{self, Done, Outcome};

fn done(scheme: &str, data: &str) -> Done {
    let text = format!("## case\n```toml scheme\n{scheme}\n```\n```csv data\n{data}\n```\n");
    match literate::read(&text).remove(0).run() {
        Outcome::Done(done) => *done,
        Outcome::Refused(codes) => panic!("refused: {codes:?}"),
    }
}

fn period() -> Period {
    "2024".parse().unwrap()
}

fn tried(done: &Done, id: &str, value: f64, unit: Option<&str>) -> Result<Trial, Fault> {
    let row = unit.map(|unit| done.snapshot.roster.row(unit).unwrap());
    try_value(&done.plan, &done.snapshot, done.result.period, id, value, row)
}

fn score(done: &Done, id: &str, value: f64, unit: Option<&str>) -> Score {
    tried(done, id, value, unit).unwrap().scores.remove(0)
}

fn named(list: &[(&'static str, f64)], name: &str) -> f64 {
    list.iter().find(|(other, _)| *other == name).unwrap_or_else(|| panic!("no {name}")).1
}

/// One leaf of 20 points and one of 80.
fn scheme(score: &str) -> String {
    format!(
        "[rounding]\nindicator = 2\ntotal = 1\n\
         [[indicator]]\nid = \"a\"\nweight = 20\nvalue = \"v\"\nscore = {score}\n\
         [[indicator]]\nid = \"b\"\nweight = 80\nvalue = \"w\"\nscore = \"minmax\"\n"
    )
}

const DATA: &str = "code,v,w\n1,10,0\n2,25,5\n3,40,10\n4,20,8";

#[test]
fn efficacy_by_hand() {
    let done = done(&scheme("{ by = \"efficacy\", base = 60 }"), DATA);
    // Against the set as it is, 10 to 40: 0.6 + 0.4 × (30 − 10)/(40 − 10).
    let score = score(&done, "a", 30.0, None);
    assert_eq!(score.points, Some(17.33));
    assert!((score.unrounded.unwrap() - 20.0 * (0.6 + 0.4 * 20.0 / 30.0)).abs() < 1e-12);
    assert!((score.ratio.unwrap() - 0.866_666_666_666_666_7).abs() < 1e-12);
    assert_eq!(score.clamped, None);
    assert_eq!(score.formula, "20 * (0.6 + (1 - 0.6) * ((30 - 10) / (40 - 10)))");
    assert_eq!((named(&score.statistics, "best"), named(&score.statistics, "n")), (40.0, 4.0));
    assert_eq!((named(&score.reference, "worst"), named(&score.reference, "best")), (10.0, 40.0));
    assert_eq!((score.total, score.rank), (None, None));
    // Beyond the best the set does not move, so the ratio passes 1.
    assert_eq!(crate::trial::score(&done, "a", 70.0, None).points, Some(28.0));
}

#[test]
fn with_a_unit_the_value_joins_the_set() {
    let done = done(&scheme("{ by = \"efficacy\", base = 60 }"), DATA);
    let score = score(&done, "a", 70.0, Some("2"));
    // Now 70 is the best itself.
    assert_eq!(score.points, Some(20.0));
    assert_eq!(named(&score.statistics, "best"), 70.0);
    // b gives 40 of 80: total 60.0; unit 3 has 16 + 80 = 96, unit 4 has 13.33 + 64 = 77.3.
    assert_eq!((score.total, score.rank, score.count), (Some(60.0), Some(3.0), Some(4.0)));
    let before = score.unit.unwrap();
    assert_eq!((before.value, before.points, before.total), (Some(25.0), Some(16.0), Some(56.0)));
}

#[test]
fn a_clamp_shows_the_ratio_before_it() {
    let done = done(&scheme("{ by = \"target\", target = 20, cap = 1.2 }"), DATA);
    let above = score(&done, "a", 30.0, None);
    assert_eq!((above.ratio, above.clamped, above.points), (Some(1.5), Some(1.2), Some(24.0)));
    let below = score(&done, "a", -5.0, None);
    assert_eq!((below.ratio, below.clamped, below.points), (Some(-0.25), Some(0.0), Some(0.0)));
}

#[test]
fn rank_rules_by_hand() {
    let done = done(&scheme("{ by = \"rank\", first = 1, last = 0.4 }"), DATA);
    // 30 stands behind 40 only: rank 2 of 4.
    let score = score(&done, "a", 30.0, None);
    assert_eq!(named(&score.reference, "rank"), 2.0);
    assert_eq!(score.points, Some(16.0));
    // Worse than all is the last place, not one behind it.
    assert_eq!(crate::trial::score(&done, "a", 0.0, None).points, Some(8.0));
}

#[test]
fn one_score_for_each_group() {
    let groups =
        "[[group_rule]]\nname = \"大\"\nwhen = \"w >= 6\"\n[[group_rule]]\nname = \"小\"\nwhen = \"true\"\n";
    let done = done(&format!("{}{groups}", scheme("\"minmax\"")), DATA);
    let trial = tried(&done, "a", 22.0, None).unwrap();
    let found: Vec<(&str, Option<f64>)> =
        trial.scores.iter().map(|score| (score.group.as_str(), score.points)).collect();
    assert_eq!(found, [("大", Some(2.0)), ("小", Some(16.0))]);
}

/// The same as a run whose figure is the tried one.
#[test]
fn a_trial_is_a_run_with_the_value_replaced() {
    let rules = [
        "\"minmax\"",
        "{ by = \"efficacy\", base = 60, shape = \"exponential\" }",
        "{ by = \"baseline\" }",
        "\"best_ratio\"",
        "{ by = \"relative\", k = 0.5 }",
        "{ by = \"zscore\", centre = 0.7, spread = 0.1 }",
        "\"percentile\"",
        "\"vector\"",
        "\"rank\"",
        "{ by = \"rank_step\", first = 1, step = 0.02 }",
        "{ by = \"rank_bands\", points = [[1, 20], [2, 15]], else = 5 }",
        "{ by = \"bands\", points = [[0, 5], [20, 10], [30, 20]] }",
        "{ by = \"per_point\", line = 20, step = 5, points = 1, min = 0, max = 25 }",
        "{ by = \"formula\", ratio = \"x / (2 * mean)\" }",
    ];
    for rule in rules {
        let done = done(&scheme(rule), DATA);
        for value in [3.0, 22.0, 33.5, 90.0] {
            let score = score(&done, "a", value, Some("2"));
            let mut snapshot = done.snapshot.clone();
            let id = snapshot.catalogue.by_code("v").unwrap();
            let row = snapshot.roster.row("2").unwrap();
            snapshot.column_mut(id, Scenario::Actual, period()).values[row as usize] = value;
            let real = run(&done.plan, &snapshot, &RunOptions::new(period())).unwrap();
            let subject = real.subject_of(row).unwrap();
            let node = &real.nodes[done.plan.node("a").unwrap()];
            assert_eq!(score.points, node.points.get(subject), "{rule} {value}");
            assert_eq!(score.total, real.total.get(subject), "{rule} {value}");
            assert_eq!(score.rank, real.rank.get(subject), "{rule} {value}");
        }
    }
}

/// Against the set as it is, a unit's own value scores what the unit scored, and so it does in the unit's place.
#[test]
fn the_own_value_scores_what_it_scored() {
    let mut count = 0;
    for (file, text) in files() {
        for case in literate::read(&text) {
            let Outcome::Done(done) = case.run() else { continue };
            for (index, node, leaf) in done.plan.leaves() {
                let found = &done.result.nodes[index];
                let plain = leaf.treat.is_none() && found.active;
                for subject in (0..done.result.subjects().min(4)).filter(|_| plain) {
                    let flags = found.value.flags_of(subject);
                    let (Some(value), true) = (found.value.get(subject), flags == baton_model::Flags::NONE)
                    else {
                        continue;
                    };
                    let place = format!("{file} · {} · {} · {subject}", case.title, node.id);
                    let code = done.snapshot.roster.code(done.result.universe.rows[subject]).to_owned();
                    let own = score(&done, &node.id, value, Some(&code));
                    assert_eq!(own.points, found.points.get(subject), "{place}");
                    assert_eq!(own.total, done.result.total.get(subject), "{place}");
                    count += 1;
                    let group = &done.result.groups[done.result.group_of[subject] as usize];
                    let against = match tried(&done, &node.id, value, None) {
                        Ok(trial) => trial.scores.into_iter().find(|score| score.group == *group).unwrap(),
                        Err(Fault::Asked(message)) if message.code() == "T006" => continue,
                        Err(fault) => panic!("{place}: {fault:?}"),
                    };
                    let (found, own) = (against.points.unwrap(), found.points.get(subject).unwrap());
                    assert!((found - own).abs() < 1e-9, "{place}: {found}, not {own}");
                }
            }
        }
    }
    assert!(count > 100, "{count}");
}

fn asked(result: Result<Trial, Fault>) -> Message {
    match result {
        Err(Fault::Asked(message)) => message,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_cannot_be_tried_is_said() {
    let done = done(&scheme("{ by = \"target\", target = \"w + 1\" }"), DATA);
    let unknown = asked(tried(&done, "c", 1.0, None));
    assert_eq!((unknown.code(), unknown.arg("nearest")), ("T001", Some(&Arg::from("a"))));
    assert_eq!(asked(tried(&done, "total", 1.0, None)).code(), "T002");
    // The target is each unit's own.
    assert_eq!(asked(tried(&done, "a", 1.0, None)).code(), "T006");
    assert_eq!(asked(tried(&done, "a", f64::NAN, None)).code(), "T007");
    assert_eq!(score(&done, "a", 4.5, Some("4")).points, Some(10.0));
}

#[test]
fn a_missing_figure_may_be_tried() {
    let text = scheme("\"minmax\"").replace("weight = 20", "weight = 20\nmissing = \"zero\"");
    let done = done(&text, "code,v,w\n1,10,0\n2,,5\n3,40,10\n4,20,8");
    let score = score(&done, "a", 25.0, Some("2"));
    assert_eq!(score.points, Some(10.0));
    let before = score.unit.unwrap();
    assert_eq!((before.value, before.points), (None, Some(0.0)));
}
