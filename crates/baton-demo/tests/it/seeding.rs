//! The city seeded through the product: corrections imported, runs kept and published in the order of their moments.

use std::path::Path;

use baton_demo::{City, DemoRun, DemoState};
use baton_testkit::service::intake::{ImportRequest, import};
use baton_testkit::service::prepare;
use baton_testkit::service::runs::{UnitChange, keep, list, publish, restate, verify_all};
use baton_testkit::service::score::Change;
use baton_testkit::service::store::RunState;
use jiff::ToSpan as _;
use jiff::tz::TimeZone;

use super::place::{city, moment, period, prepared, ranking, row, who};

/// What happens at a moment.
enum Step<'c> {
    Import(&'c baton_demo::DemoImport),
    Run(&'c DemoRun),
}

fn steps(city: &City) -> Vec<(jiff::Timestamp, Step<'_>)> {
    let imports = city.imports.iter().map(|import| (moment(import.recorded_at), Step::Import(import)));
    let runs = city.runs.iter().map(|run| (moment(&run.as_of), Step::Run(run)));
    let mut steps: Vec<_> = imports.chain(runs).collect();
    steps.sort_by_key(|(at, _)| *at);
    steps
}

fn keep_and_publish(folder: &Path, run: &DemoRun) -> Vec<UnitChange> {
    let at = moment(&run.as_of);
    let mut changes = Vec::new();
    let id = if run.restates {
        let runs = list(folder, Some(run.scheme)).unwrap();
        let earlier =
            runs.iter().rfind(|head| head.period == period(&run.period) && head.state.is_published());
        let restated = restate(folder, &earlier.unwrap().id, at, &who(at)).unwrap();
        changes = restated.changes;
        restated.kept.head.id
    } else {
        let mut prepared = prepare(folder, Some(run.scheme), &who(at)).unwrap();
        keep(&mut prepared, Some(period(&run.period)), at, &who(at)).unwrap().head.id
    };
    if let Some(publication) = run.publish {
        let at = moment(publication.at);
        let today = at.to_zoned(TimeZone::fixed(jiff::tz::offset(8))).date();
        let (state, until) = match publication.state {
            DemoState::Notice { days } => (RunState::Notice, Some(today + days.days())),
            DemoState::Final if run.restates => (RunState::Restated, None),
            DemoState::Final => (RunState::Final, None),
        };
        publish(folder, &id, state, until, &who(at)).unwrap();
    }
    changes
}

/// 3. A corrected figure that changes a published place; and the whole history can be made.
#[test]
fn the_city_is_seeded_and_a_correction_changes_a_published_place() {
    let folder = city();
    let city = baton_demo::city(1);
    let mut changed = Vec::new();
    for (at, step) in steps(&city) {
        match step {
            // The annual method's runs are enough to show it; the others are run in `workspace.rs`.
            Step::Run(run) if run.scheme != "county_hqd" => {}
            Step::Run(run) => changed.extend(keep_and_publish(folder.path(), run)),
            Step::Import(given) => {
                let request =
                    ImportRequest { reason: Some(given.reason.to_owned()), ..ImportRequest::default() };
                let (done, _) =
                    import(folder.path(), &[folder.path().join(&given.path)], &request, &who(at)).unwrap();
                let receipt = done[0].receipt.unwrap();
                assert!(
                    done[0].is_whole() && receipt.changed > 0 && receipt.new == 0,
                    "{}: {receipt:?}",
                    given.path
                );
            }
        }
    }
    let place = |unit: &str| changed.iter().find(|change| change.name == unit).unwrap();
    assert_eq!(place("禺阳市").rank, [Some(2.0), Some(3.0)]);
    assert_eq!(place("石梁县").rank, [Some(3.0), Some(2.0)]);
    assert!(place("禺阳市").nodes.iter().any(|node| node.contains("实际利用外资")), "{:?}", place("禺阳市"));
    // The next year's ranking counts places from what was restated.
    let now = ranking(&prepared(folder.path(), "county_hqd"), "2025");
    assert_eq!(row(&now, "禺阳市").change, Change::Places(2));
    assert_eq!(row(&now, "石梁县").change, Change::Places(-1));
    let states: Vec<RunState> = list(folder.path(), None).unwrap().iter().map(|head| head.state).collect();
    assert_eq!(states.len(), 4);
    assert!(states.contains(&RunState::Notice) && states.contains(&RunState::Restated), "{states:?}");
    let (_, replayed) = verify_all(folder.path()).unwrap();
    assert!(replayed.len() == 4 && replayed.iter().all(|run| run.same), "{replayed:?}");
}
