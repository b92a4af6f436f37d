//! The workspace through the product: no errors, and every scheme runs for its periods.

use baton_testkit::service::check::check;
use baton_testkit::service::import::Severity as FileSeverity;
use baton_testkit::service::scheme::diagnostic::Severity;

use super::place::{city, late, ranking};

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
    let mut seen = Vec::new();
    for run in baton_demo::city(1).runs {
        let key = (run.scheme, run.period.clone());
        if seen.contains(&key) {
            continue;
        }
        let ranking = ranking(folder.path(), run.scheme, &run.period);
        let totals: Vec<f64> = ranking.rows.iter().filter_map(|row| row.total).collect();
        assert_eq!(totals.len(), ranking.rows.len(), "{key:?}: a unit without a total");
        let (least, most) =
            (totals.iter().copied().fold(200.0, f64::min), totals.iter().copied().fold(0.0, f64::max));
        let bounds = if run.scheme == "enterprise_yield" { (10.0, 150.0) } else { (50.0, 110.0) };
        assert!(bounds.0 <= least && most <= bounds.1 && most - least > 4.0, "{key:?}: {least} to {most}");
        seen.push(key);
    }
    let schemes: std::collections::BTreeSet<&str> = seen.iter().map(|(scheme, _)| *scheme).collect();
    assert_eq!(schemes.len(), 11);
}
