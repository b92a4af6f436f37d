//! An explanation evaluates to the number it explains.

use baton_model::{Catalogue, Snapshot};
use baton_scheme::diagnostic::{Diagnostics, Sources};
use baton_scheme::explain::{Answer, ExplainedNode, Explanation, explain, explain_unit};
use baton_scheme::expr::{Env, Expect, Origin, check, parse};
use baton_scheme::plan::Plan;
use baton_scheme::run::evaluate_constant;

use crate::cases::files;
use crate::literate::{self, Done, Outcome};

fn evaluate(plan: &Plan, text: &str) -> Option<f64> {
    let mut sources = Sources::default();
    let file = sources.add("formula", text);
    let mut diagnostics = Diagnostics::default();
    let ast = parse(&Origin::whole_file(file, text), text, &mut diagnostics)?;
    let catalogue = Catalogue::default();
    let typed = check(&ast, &Env::new(&catalogue), Expect::Number(None), &mut diagnostics)?;
    evaluate_constant(plan, &Snapshot::default(), &typed)
}

pub(crate) fn check_node(
    plan: &Plan,
    node: &ExplainedNode,
    place: &str,
    failures: &mut Vec<String>,
) -> usize {
    let mut count = 0;
    if let Some(points) = node.unrounded {
        count += 1;
        match evaluate(plan, &node.formula) {
            Some(found) if (found - points).abs() <= 1e-9 * points.abs().max(1.0) => {}
            found => failures
                .push(format!("{place} {}: `{}` gives {found:?}, not {points}", node.id, node.formula)),
        }
    }
    count + node.children.iter().map(|child| check_node(plan, child, place, failures)).sum::<usize>()
}

#[test]
fn every_formula_evaluates_to_its_points() {
    let (mut failures, mut count) = (Vec::new(), 0);
    for (file, text) in files() {
        for case in literate::read(&text) {
            let Outcome::Done(done) = case.run() else { continue };
            for subject in 0..done.result.subjects() {
                let explanation = explain(&done.plan, &done.snapshot, &done.result, subject);
                let place = format!("{file} · {} · {}", case.title, explanation.code);
                count += check_node(&done.plan, &explanation.root, &place, &mut failures);
            }
        }
    }
    assert!(count > 0);
    assert!(failures.is_empty(), "{} of {count} formulas differ:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn a_changed_number_in_a_formula_is_noticed() {
    let (_, text) = files().into_iter().find(|(name, _)| name == "golden.md").unwrap();
    let case = literate::read(&text).into_iter().next().unwrap();
    let Outcome::Done(done) = case.run() else { panic!("the case runs") };
    let mut explanation = explain(&done.plan, &done.snapshot, &done.result, 0);
    explanation.root.children[0].formula.push_str(" + 0.001");
    let mut failures = Vec::new();
    check_node(&done.plan, &explanation.root, "", &mut failures);
    assert_eq!(failures.len(), 1);
}

fn done(text: &str) -> Box<Done> {
    match literate::read(text).remove(0).run() {
        Outcome::Done(done) => done,
        Outcome::Refused(codes) => panic!("refused: {codes:?}"),
    }
}

fn answer(done: &Done, code: &str) -> Answer {
    explain_unit(&done.plan, &done.snapshot, &done.result, done.snapshot.roster.row(code).unwrap())
}

fn scored(done: &Done, code: &str) -> Explanation {
    match answer(done, code) {
        Answer::Scored(explanation) => *explanation,
        other => panic!("{code} is scored, not {other:?}"),
    }
}

const SHARED: &str = "## shared\n```toml indicators\n[[indicator]]\ncode = 'v'\nabsent = 0\n```\n```toml scheme\n\
    [[indicator]]\nid = 'a'\nweight = 10\nvalue = 'v'\nscore = 'given'\n\
    [[joint]]\nunits = ['2', '3', '4']\nname = '三县'\n\
    [[exempt]]\nname = 'T'\nwhen = 'attr.years < 3 and not attr.old'\nin_n = true\n```\n\
    ```csv data\ncode,name,attr.years,attr.old,v\n1,甲,9,true,5\n2,乙,9,true,2\n3,丙,9,true,\n4,丁,9,true,4\n5,戊,2,false,7\n```\n";

#[test]
fn every_member_of_a_joint_unit_is_told_the_shared_result_with_the_cells_of_all() {
    let done = done(SHARED);
    for code in ["2", "3", "4"] {
        let explanation = scored(&done, code);
        assert_eq!(explanation.total, Some(6.0));
        assert_eq!(explanation.joint.as_deref(), Some("三县"));
        let members: Vec<&str> = explanation.members.iter().map(|member| member.name.as_str()).collect();
        assert_eq!(members, ["乙", "丙", "丁"]);
        let inputs = &explanation.root.children[0].rule.as_ref().unwrap().inputs;
        let read: Vec<(Option<&str>, Option<f64>)> =
            inputs.iter().map(|input| (input.unit.as_deref(), input.value)).collect();
        assert_eq!(read, [(Some("乙"), Some(2.0)), (Some("丙"), Some(0.0)), (Some("丁"), Some(4.0))]);
    }
    assert!(scored(&done, "1").members.is_empty());
    let listed: Vec<(u32, Option<u32>, bool)> =
        done.result.listed().iter().map(|line| (line.row, line.subject, line.shared)).collect();
    assert_eq!(
        listed,
        [(1, Some(1), true), (2, Some(1), true), (3, Some(1), true), (0, Some(0), false), (4, None, false)]
    );
}

#[test]
fn an_exempt_unit_is_told_by_which_rule_and_why() {
    let done = done(SHARED);
    let Answer::Exempt(exemption) = answer(&done, "5") else { panic!("5 is exempt") };
    assert_eq!((exemption.class.as_str(), exemption.rule, exemption.in_n), ("T", 0, true));
    assert_eq!(exemption.condition, "2 < 3 and not false");
}

#[test]
fn shortfall_is_in_points_of_the_total() {
    // The dimension marks in hundredths and is worth 40; half of it counts.
    let done = done(
        "## full\n```toml scheme\n[[dimension]]\nid = 'd'\nweight = 40\nfull = 100\nfactor = 0.5\n\
         [[indicator]]\nin = 'd'\nid = 'a'\nweight = 60\nvalue = 'v'\nscore = 'given'\n\
         [[indicator]]\nin = 'd'\nid = 'b'\nweight = 40\nvalue = 'w'\nscore = 'given'\n```\n\
         ```csv data\ncode,v,w\n1,30,40\n```\n",
    );
    let root = scored(&done, "1").root;
    let d = &root.children[0];
    assert_eq!(d.points, Some(14.0));
    assert_eq!(d.shortfall, Some(6.0));
    assert_eq!(d.children[0].shortfall, Some(6.0));
    assert_eq!(d.children[1].shortfall, Some(0.0));
}

#[test]
fn numbers_are_shown_without_what_binary_left_behind() {
    let done = done(
        "## brief\n```toml scheme\n[[indicator]]\nid = 'a'\nweight = 10\nvalue = 'v + w'\n\
         score = { by = 'minmax', floor = 0, cap = 1, min = 2 }\n```\n\
         ```csv data\ncode,v,w\n1,0.1,0.2\n2,0.4,0.5\n3,1,1\n```\n",
    );
    let rule = |code: &str| scored(&done, code).root.children.remove(0);
    assert_eq!(rule("1").formula, "greatest(10 * ((0.3 - 0.3) / (2 - 0.3)), 2)");
    assert_eq!(rule("2").formula, "greatest(10 * ((0.9 - 0.3) / (2 - 0.3)), 2)");
    assert_eq!(rule("2").rule.unwrap().value_formula, "0.4 + 0.5");
}

#[test]
fn figures_that_nearly_cancel_keep_all_their_digits() {
    let done = done(
        "## close\n```toml scheme\n[[indicator]]\nid = 'a'\nweight = 10\nvalue = 'v'\nscore = 'minmax'\n```\n\
         ```csv data\ncode,v\n1,1000000.00000001\n2,1000000.00000002\n3,1000000.00000005\n```\n",
    );
    let mut failures = Vec::new();
    for code in ["1", "2", "3"] {
        check_node(&done.plan, &scored(&done, code).root, code, &mut failures);
    }
    assert!(failures.is_empty(), "{failures:?}");
    assert!(scored(&done, "2").root.children[0].formula.contains("1000000.00000002"));
}

#[test]
fn a_change_of_rank_names_what_it_compares_with() {
    let mut done = done(
        "## moved\n```toml scheme\n[scheme]\nid = 'example'\nperiod = 'year'\nfull_mark = 10\n\
         [[indicator]]\nid = 'a'\nweight = 10\nvalue = 'v'\nscore = 'given'\n```\n\
         ```csv data\ncode,v,result.example.rank@2023\n1,9,2\n2,5,1\n3,4,\n```\n",
    );
    let moved = scored(&done, "1").rank_change.unwrap();
    assert_eq!((moved.places, moved.against.to_string().as_str(), moved.draft), (Some(1.0), "2023", false));
    assert_eq!(scored(&done, "3").rank_change.unwrap().places, None);
    for result in done.snapshot.results.values_mut() {
        result.draft = true;
    }
    let options = baton_scheme::run::RunOptions::new(done.result.period);
    done.result = baton_scheme::run::run(&done.plan, &done.snapshot, &options).unwrap();
    assert!(scored(&done, "1").rank_change.unwrap().draft);
}
