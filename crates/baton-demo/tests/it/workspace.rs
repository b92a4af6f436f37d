//! The workspace through the product: no errors, and every scheme runs for its periods.

use std::collections::{BTreeMap, BTreeSet};

use baton_testkit::service::check::check;
use baton_testkit::service::import::Severity as FileSeverity;
use baton_testkit::service::scheme::diagnostic::Severity;

use super::place::{city, late, moment, prepared, ranking_as_of};

#[test]
fn the_check_finds_no_error() {
    let folder = city();
    let checked = check(folder.path(), None, late()).unwrap();
    assert!(!checked.cut_short);
    let errors: Vec<_> =
        checked.diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let complaints: Vec<_> =
        checked.figures.iter().filter(|problem| problem.severity != FileSeverity::Note).collect();
    assert!(complaints.is_empty(), "{complaints:?}");
    assert!(checked.observations > 50_000, "{}", checked.observations);
}

#[test]
fn every_scheme_runs_for_the_periods_that_are_kept_and_its_totals_are_believable() {
    let folder = city();
    // As of the moment each is kept: a figure must be due by then.
    let mut periods: BTreeMap<&str, BTreeSet<(String, String)>> = BTreeMap::new();
    for run in baton_demo::city(1).runs {
        periods.entry(run.scheme).or_default().insert((run.period, run.as_of));
    }
    assert_eq!(periods.len(), 11);
    for (scheme, periods) in periods {
        let prepared = prepared(folder.path(), scheme);
        for (period, as_of) in periods {
            let ranking = ranking_as_of(&prepared, &period, moment(&as_of));
            let totals: Vec<f64> = ranking.rows.iter().filter_map(|row| row.total).collect();
            assert_eq!(totals.len(), ranking.rows.len(), "{scheme} {period}: a unit without a total");
            let least = totals.iter().copied().fold(200.0, f64::min);
            let most = totals.iter().copied().fold(0.0, f64::max);
            let bounds = if scheme == "enterprise_yield" { (10.0, 150.0) } else { (50.0, 110.0) };
            let believable = bounds.0 <= least && most <= bounds.1 && most - least > 4.0;
            assert!(believable, "{scheme} {period}: {least} to {most}");
        }
    }
}
