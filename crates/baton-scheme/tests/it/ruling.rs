//! Rulings on a run: they stand above rules and vetoes, show in every explanation, and count as corrections.

use baton_model::{Flags, NullReason};
use baton_scheme::compare::{Cause, Renamed, Side, compare};
use baton_scheme::explain::{Answer, explain_unit};
use baton_scheme::run::{Refusal, Ruling, RulingEffect, RunOptions, RunResult, run};

use super::literate::{Done, Outcome, read};

const TEXT: &str = "## ruled\n```toml scheme\n[scheme]\nid = 'example'\nperiod = 'year'\nfull_mark = 20\n\
    [rounding]\ntotal = 2\n[[indicator]]\nid = 'a'\nweight = 10\nvalue = 'v'\nscore = 'minmax'\n\
    [[indicator]]\nid = 'b'\nweight = 10\nvalue = 'w'\nscore = 'minmax'\n\
    [[veto]]\nname = 'none'\nwhen = 'w < 0'\neffect = { zero = 'b' }\n```\n\
    ```csv data\ncode,v,w\n1,10,-1\n2,20,10\n3,30,20\n```\n";

fn done(text: &str) -> Box<Done> {
    match read(text).remove(0).run() {
        Outcome::Done(done) => done,
        Outcome::Refused(codes) => panic!("refused: {codes:?}"),
    }
}

fn ruling(unit: &str, node: &str, effect: RulingEffect) -> Ruling {
    Ruling {
        unit: unit.into(),
        node: node.into(),
        effect,
        basis: "考核办〔2025〕3号".into(),
        approver: "联席会议".into(),
    }
}

fn ruled(done: &Done, rulings: Vec<Ruling>) -> Result<RunResult, Refusal> {
    run(&done.plan, &done.snapshot, &RunOptions { rulings, ..RunOptions::new(done.result.period) })
}

#[test]
fn points_are_given_and_a_node_is_left_out() {
    let done = done(TEXT);
    let rulings = vec![
        ruling("1", "b", RulingEffect::Points(6.5)),
        ruling("2", "a", RulingEffect::Exclusion),
        ruling("3", "a", RulingEffect::Points(1.0)),
        ruling("3", "a", RulingEffect::Points(8.0)),
    ];
    let result = ruled(&done, rulings).unwrap();
    let b = &result.nodes[done.plan.node("b").unwrap()];
    assert_eq!(b.points.get(0), Some(6.5), "above the veto");
    assert!(b.points.flags_of(0).has(Flags::RULED) && !b.points.flags_of(0).has(Flags::VETOED));
    assert_eq!(b.ratio_of(0), Some(0.65));
    let a = &result.nodes[done.plan.node("a").unwrap()];
    assert_eq!(a.points.reason(1), Some(NullReason::NotApplicable));
    // The other weight is scaled up: 2 has half of b, so half of everything; 3 has the later ruling.
    let untouched = done.result.nodes[done.plan.node("b").unwrap()].points.get(1).unwrap();
    assert_eq!(result.total.get(1), Some((untouched * 2.0 * 100.0).round() / 100.0));
    assert_eq!(result.total.get(2), Some(18.0));
    assert_eq!(result.rank.get(2), Some(1.0));
}

#[test]
fn a_ruling_on_nobody_or_nothing_is_refused() {
    let done = done(TEXT);
    for (unit, node, code) in [("9", "a", "R015"), ("1", "c", "R016")] {
        let refusal = ruled(&done, vec![ruling(unit, node, RulingEffect::Exclusion)]).unwrap_err();
        let codes: Vec<&str> = refusal.problems.iter().map(|problem| problem.message.code()).collect();
        assert_eq!(codes, [code]);
    }
}

#[test]
fn it_shows_in_the_explanation_which_still_evaluates() {
    let mut done = done(TEXT);
    done.result = ruled(&done, vec![ruling("1", "b", RulingEffect::Points(6.5))]).unwrap();
    let row = done.snapshot.roster.row("1").unwrap();
    let Answer::Scored(found) = explain_unit(&done.plan, &done.snapshot, &done.result, row) else {
        panic!("it is scored")
    };
    let node = &found.root.children[1];
    assert_eq!((node.formula.as_str(), node.points), ("6.5", Some(6.5)));
    assert_eq!(node.ruling.as_ref().unwrap().basis, "考核办〔2025〕3号");
    assert!(found.root.ruling.is_none() && found.root.points == Some(6.5));
}

#[test]
fn it_counts_as_a_correction_and_the_parts_sum() {
    let done = done(TEXT);
    let after = ruled(&done, vec![ruling("1", "b", RulingEffect::Points(6.5))]).unwrap();
    let side = |result| Side { plan: &done.plan, snapshot: &done.snapshot, result };
    for change in compare(&side(&done.result), &side(&after), &Renamed::new(), None) {
        let sum: f64 = change.parts.iter().flatten().map(|part| part.to_f64()).sum();
        let total = change.total().unwrap().to_f64();
        assert!((sum - total).abs() < 1e-9, "{change:?}");
        let corrections = change.parts[Cause::Corrections as usize].unwrap().to_f64();
        assert_eq!(corrections, if change.code == "1" { 6.5 } else { 0.0 }, "{change:?}");
    }
}
