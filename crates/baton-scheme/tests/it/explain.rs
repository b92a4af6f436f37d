//! An explanation evaluates to the number it explains.

use baton_model::{Catalogue, Snapshot};
use baton_scheme::diagnostic::{Diagnostics, Sources};
use baton_scheme::explain::{ExplainedNode, explain};
use baton_scheme::expr::{Env, Expect, Origin, check, parse};
use baton_scheme::plan::Plan;
use baton_scheme::run::evaluate_constant;

use crate::cases::files;
use crate::literate::{self, Outcome};

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
