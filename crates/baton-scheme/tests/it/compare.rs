//! A change of total splits exactly into its causes.

use baton_score::round::{Decimal, Mode};

use baton_scheme::compare::{Cause, Change, Renamed, Side, compare};
use baton_scheme::run::{RunOptions, RunResult, run};

use crate::literate::{self, Done, Outcome};

const SCHEME: &str = r#"
[scheme]
id = "change"
period = "year"
[rounding]
indicator = 4
total = 2
[params]
line = { "2023" = 10, "2024" = 12 }
[[indicator]]
id = "sample"
weight = 60
value = "v"
score = "minmax"
[[indicator]]
id = "aim"
weight = 20
value = "w"
score = { by = "target", target = "plan(w)", cap = 1.5 }
[[indicator]]
id = "base"
weight = 20
value = "u"
score = { by = "baseline", baseline = "param.line" }
"#;

/// Unit 2 reports the same figures in both years; its peers and its targets move.
const DATA: &str = "code,v@2023,v,w@2023,w,w@2023@plan,w@plan,u@2023,u
1,10,12,100,120,100,110,10,12
2,6,6,80,80,100,100,10,10
3,2,5,90,95,90,100,9,12
";

fn done(scheme: &str, data: &str, period: &str) -> Done {
    let text = format!(
        "## case\n```toml scheme\n{scheme}\n```\n```csv data\n{data}```\n```text period\n{period}\n```\n"
    );
    match literate::read(&text).remove(0).run() {
        Outcome::Done(done) => *done,
        Outcome::Refused(codes) => panic!("refused: {codes:?}"),
    }
}

/// The run of 2023 and of 2024 over the same store of figures.
fn two_years(data: &str) -> (Done, RunResult) {
    let now = done(SCHEME, data, "2024");
    let before = run(&now.plan, &now.snapshot, &RunOptions::new("2023".parse().unwrap())).unwrap();
    (now, before)
}

fn changes(now: &Done, before: &RunResult) -> Vec<Change> {
    let side = |result| Side { plan: &now.plan, snapshot: &now.snapshot, result };
    compare(&side(before), &side(&now.result), &Renamed::new(), None)
}

fn sum(parts: &[Option<Decimal>; 6]) -> Decimal {
    parts.iter().flatten().fold(Decimal::ZERO, |sum, part| sum.checked_add(*part).unwrap())
}

fn part(change: &Change, cause: Cause) -> f64 {
    change.parts[Cause::ORDER.iter().position(|other| *other == cause).unwrap()].unwrap().to_f64()
}

#[test]
fn the_parts_sum_exactly() {
    let (now, before) = two_years(DATA);
    for change in changes(&now, &before) {
        assert_eq!(sum(&change.parts), change.total().unwrap(), "{}", change.code);
    }
}

#[test]
fn each_cause_is_told_from_the_others() {
    let (now, before) = two_years(DATA);
    let changes = changes(&now, &before);
    let same = &changes[1];
    assert_eq!(part(same, Cause::Own), 0.0, "its own figures did not move");
    assert_eq!(part(same, Cause::Corrections), 0.0);
    assert_eq!(part(same, Cause::Scheme), 0.0);
    // v: (6−2)/(10−2) was 30 points, (6−5)/(12−5) is 8.5714: only peers moved. u/10 → u/12 is the parameter.
    assert_eq!(part(same, Cause::Peers), -21.43);
    assert_eq!(part(same, Cause::Targets), -3.33);
    assert!(part(&changes[0], Cause::Own) > 0.0);
}

#[test]
fn corrections_are_the_difference_to_what_was_published() {
    let (_, published) = two_years(DATA);
    let (now, _) = two_years(&DATA.replace("2,6,6,80", "2,7,6,80"));
    let changes = changes(&now, &published);
    assert_eq!(part(&changes[1], Cause::Corrections), 7.5);
    assert_eq!(sum(&changes[1].parts), changes[1].total().unwrap());
}

#[test]
fn a_change_of_scheme_is_its_own_part() {
    let (now, before) = two_years(DATA);
    let other =
        done(&SCHEME.replace("score = \"minmax\"", "score = { by = \"efficacy\", base = 60 }"), DATA, "2024");
    let old = Side { plan: &now.plan, snapshot: &now.snapshot, result: &before };
    let new = Side { plan: &other.plan, snapshot: &other.snapshot, result: &other.result };
    let changes = compare(&old, &new, &Renamed::new(), None);
    // The middle unit had half of 60 points; efficacy 60 gives it 0.8 of them.
    assert_eq!(part(&changes[1], Cause::Scheme), 18.0);
    assert_eq!(sum(&changes[1].parts), changes[1].total().unwrap());
}

#[test]
fn a_split_is_made_only_for_whom_it_is_asked() {
    let (now, before) = two_years(DATA);
    let side = |result| Side { plan: &now.plan, snapshot: &now.snapshot, result };
    let only = vec!["3".to_owned()];
    let changes = compare(&side(&before), &side(&now.result), &Renamed::new(), Some(&only));
    assert!(changes[0].parts.iter().all(Option::is_none));
    assert!(changes[2].parts.iter().any(Option::is_some));
    assert!(changes[0].total().is_some());
}

#[test]
fn the_points_on_each_leaf_are_split_alike_for_a_unit_that_is_named() {
    let (now, before) = two_years(DATA);
    let side = |result| Side { plan: &now.plan, snapshot: &now.snapshot, result };
    let only = ["2".to_owned()];
    let changes = compare(&side(&before), &side(&now.result), &Renamed::new(), Some(&only));
    assert!(changes[0].leaves.is_empty() && changes[2].leaves.is_empty());
    let leaf = |id: &str| changes[1].leaves.iter().find(|leaf| leaf.id == id).unwrap();
    let of = |id: &str, cause: Cause| {
        leaf(id).parts[Cause::ORDER.iter().position(|other| *other == cause).unwrap()].unwrap().to_f64()
    };
    assert_eq!(of("sample", Cause::Peers), -21.4286);
    assert_eq!(of("base", Cause::Targets), -3.3333);
    assert_eq!(
        (of("sample", Cause::Targets), of("base", Cause::Peers), of("aim", Cause::Own)),
        (0.0, 0.0, 0.0)
    );
    for (id, node) in [("sample", 1), ("aim", 2), ("base", 3)] {
        let points =
            |result: &RunResult| Decimal::round(result.nodes[node].points.get(1).unwrap(), 4, Mode::HalfUp);
        let change = points(&now.result).unwrap().checked_sub(points(&before).unwrap()).unwrap();
        assert_eq!(sum(&leaf(id).parts), change, "{id}");
    }
}
