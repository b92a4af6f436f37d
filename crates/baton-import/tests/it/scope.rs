//! Figures that are not for who imports to record, and figures that were reported but not accepted yet.

use baton_import::{
    Current, FigureKey, FileBytes, Limits, Mode, Options, Report, Severity, Verdict, error_workbook,
    import_bytes,
};
use baton_model::Lang;

use crate::common::*;

/// May record 郑州's GDP only; everything is recorded as 1, of which nothing may be asked outside; 2021 was reported only.
struct Zhengzhou;

impl Current for Zhengzhou {
    fn value(&self, key: FigureKey<'_>) -> Option<f64> {
        assert!(self.may_record(key), "{key:?} lies outside");
        Some(1.0)
    }
    fn may_record(&self, key: FigureKey<'_>) -> bool {
        key.unit == "410100" && key.indicator == "gdp"
    }
    fn is_confirmed(&self, key: FigureKey<'_>) -> bool {
        key.period.year() != 2021
    }
}

const CSV: &str = "地区,2022年地区生产总值,2022年年末常住人口\n郑州市,5,6\n开封市,7,8\n";

fn read(csv: &str, mode: Mode) -> (FileBytes, Report) {
    let file = FileBytes::new("表.csv", csv.as_bytes().to_vec(), &Limits::default()).unwrap();
    let report =
        import_bytes(&file, &catalogue(), &units(), &Options { mode, ..options() }, &Zhengzhou).unwrap();
    (file, report)
}

#[test]
fn figures_outside_are_refused_by_themselves_and_said_once_a_row() {
    let (file, report) = read(CSV, Mode::CleanRows);
    assert_eq!((report.counts.outside, report.counts.rejected, report.counts.changed), (3, 0, 1));
    let taken: Vec<_> = report.accepted().map(|figure| (figure.value, figure.recorded())).collect();
    assert_eq!(taken, [(5.0, Some(1.0))]);
    let outside = report.figures.iter().filter(|figure| figure.verdict == Verdict::Outside);
    assert!(outside.clone().all(|figure| figure.recorded().is_none()) && outside.count() == 3);
    let said: Vec<_> = report
        .problems_of(Severity::Error)
        .map(|problem| {
            (problem.message.code(), problem.place.cells.len(), problem.cell().unwrap().to_string())
        })
        .collect();
    assert_eq!(said, [("I111", 1, "C2".to_owned()), ("I111", 2, "B3".to_owned())]);
    assert_eq!(report.groups()[0].problems.len(), 2);
    let marked = error_workbook(&file, &report, Lang::ZhCn).unwrap();
    let file = FileBytes::new("表.xlsx", marked, &Limits::default()).unwrap();
    let again = import_bytes(&file, &catalogue(), &units(), &options(), &Zhengzhou).unwrap();
    assert_eq!((again.counts.outside, again.counts.changed), (3, 1));
}

#[test]
fn all_or_nothing_takes_nothing_where_something_lies_outside() {
    let (_, report) = read(CSV, Mode::Atomic);
    assert!(!report.is_acceptable() && report.accepted().next().is_none());
}

#[test]
fn the_same_value_counts_as_new_where_it_was_only_reported() {
    let (_, report) = read("地区,2021年地区生产总值,2022年地区生产总值\n郑州市,1,1\n", Mode::Atomic);
    assert_eq!((report.counts.new, report.counts.same, report.counts.changed), (1, 1, 0));
}
