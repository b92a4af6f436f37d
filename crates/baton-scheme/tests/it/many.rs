//! Many units are worked on in blocks, side by side: what comes of it is what comes of few.

use baton_scheme::run::{RunOptions, RunResult, run, run_totals};

use crate::literate::{self, Done, Outcome};

/// More than a few blocks, the last of them short.
const MANY: usize = 20_011;
/// Fewer than a block.
const FEW: usize = 2_000;

const SCHEME: &str = "
[scheme]
id = 'many'
period = 'year'
full_mark = 100
groups = 'attr.class'

[params]
top = 1.5

[rounding]
indicator = 4
total = 2

[adjustments]
min = -4
max = 4

[[indicator]]
id = 'quotient'
weight = { A = 40, B = 0 }
value = 'v0 / v1'
missing = 'zero'
score = { by = 'baseline', baseline = \"if(attr.years > 9, 2, 3)\", cap = 'param.top' }

[[indicator]]
id = 'chosen'
weight = { A = 30, B = 70 }
value = 'if(v1 > 500, v1 * 2, coalesce(v2, 300))'
missing = { points = 'v0 / 100' }
score = { by = 'target', target = 800, cap = 1 }

[[indicator]]
id = 'formula'
weight = { A = 20, B = 20 }
value = 'v2 - v0'
missing = 'exclude'
score = { by = 'formula', points = 'x / 100 + attr.years', min = 0, max = 20 }

[[indicator]]
id = 'average'
weight = { A = 10, B = 10 }
value = 'v2 / 2'
missing = 'mean_points'
score = { by = 'bands', points = [[20, 2], [50, 6], [80, 9]] }

[[exempt]]
name = 'young'
when = 'attr.years < 3'
in_n = true

[[adjust]]
id = 'small'
points = 'v1 / 400'
exclusive = 'key'

[[adjust]]
id = 'large'
points = -2
when = 'v0 > 900'
exclusive = 'key'

[[veto]]
id = 'limit'
when = 'v1 < 20'
effect = { best_grade = 'C' }

[[grade]]
name = 'A'
level = 1
quota = 0.2
direct = 'attr.years = 29'

[[grade]]
name = 'B'
level = 2
upto = 0.6

[[grade]]
name = 'C'
level = 3
rest = true

[[list]]
name = 'last'
when = \"grade = 'C'\"
by = 'total'
from = 'bottom'
take = 20
";

/// A line for each unit; some figures are missing.
fn lines() -> Vec<String> {
    let mut state = 11_u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let line = |unit: usize| {
        let class = if next(3) == 0 { "A" } else { "B" };
        let years = 1 + next(30);
        let mut figure = |gaps: bool| match gaps && next(9) == 0 {
            true => String::new(),
            false => format!("{}.{}", next(1000), next(10)),
        };
        format!("{unit:05},{class},{years},{},{},{}", figure(false), figure(false), figure(true))
    };
    (0..MANY).map(line).collect()
}

fn done(lines: &[String]) -> Box<Done> {
    let data = lines.join("\n");
    let text = format!(
        "## many\n```toml scheme\n{SCHEME}```\n```csv data\ncode,attr.class,attr.years,v0,v1,v2\n{data}\n```\n"
    );
    match literate::read(&text).remove(0).run() {
        Outcome::Done(done) => done,
        Outcome::Refused(codes) => panic!("{codes:?}"),
    }
}

/// What the leaves that look at one unit at a time say about each unit.
fn about_units(done: &Done) -> Vec<String> {
    let result = &done.result;
    let leaves = ["quotient", "chosen", "formula"].map(|id| &result.nodes[done.plan.node(id).unwrap()]);
    let about = |subject: usize| {
        let code = done.snapshot.roster.code(result.universe.rows[subject]);
        let says = leaves.map(|leaf| {
            let (value, points) = (&leaf.value, &leaf.points);
            let seen = [value.get(subject), points.get(subject), leaf.unrounded.get(subject).copied()];
            let bits = seen.map(|number| number.map(f64::to_bits));
            let why = (value.reason(subject), points.reason(subject));
            format!("{bits:?} {why:?} {:?} {:?}", value.flags_of(subject), points.flags_of(subject))
        });
        format!("{code} {says:?}")
    };
    (0..result.subjects()).map(about).collect()
}

#[test]
fn a_unit_among_many_has_the_points_it_has_among_few() {
    let lines = lines();
    let many = about_units(&done(&lines));
    assert!(many.len() > 4 * 4096, "{}", many.len());
    let few: Vec<String> = lines.chunks(FEW).flat_map(|lines| about_units(&done(lines))).collect();
    let differ = many.iter().zip(&few).find(|(many, few)| many != few);
    assert_eq!((many.len(), differ), (few.len(), None));
}

#[test]
fn totals_alone_are_those_of_the_whole_run_at_any_number_of_threads() {
    let done = done(&lines());
    let seen = |result: &RunResult| {
        let listed = (&result.lists, &result.vetoes, &result.unscored);
        format!("{:?} {:?} {:?} {listed:?}", result.total, result.rank, result.grade)
    };
    let whole = seen(&done.result);
    let options = RunOptions::new(done.result.period);
    for threads in [1, 2, 5] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let (again, totals) = pool.install(|| {
            let again = run(&done.plan, &done.snapshot, &options).unwrap();
            (seen(&again), run_totals(&done.plan, &done.snapshot, &options).unwrap())
        });
        assert!(again == whole, "{threads} threads");
        // The scheme reads neither.
        assert!(totals.count.is_empty() && totals.rank_change.is_empty());
        assert!(totals.nodes.iter().skip(1).all(|node| node.value.is_empty()));
        assert_eq!(seen(&totals).len(), whole.len());
        assert!(seen(&totals) == whole, "{threads} threads, totals alone");
    }
}
