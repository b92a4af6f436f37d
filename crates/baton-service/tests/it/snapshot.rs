//! Snapshots: as of a moment, in one series, along a unit's changes.

use baton_service::model::unit::{ChangeKind, UnitChange};
use baton_service::model::{
    Accumulation, Catalogue, CellAddress, Flags, Indicator, IndicatorId, Measure, NullReason, Observation,
    Origin, Period, Scenario, Snapshot, Status, Unit, UnitTree,
};
use baton_service::snapshot::{Request, take};
use jiff::Timestamp;
use jiff::civil::Date;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn moment(text: &str) -> Timestamp {
    format!("{text}T00:00:00Z").parse().unwrap()
}

fn county(code: &str, from: Option<&str>, to: Option<&str>, parent: Option<&str>) -> Unit {
    Unit {
        valid_from: from.map(day),
        valid_to: to.map(day),
        parent: parent.map(str::to_owned),
        ..Unit::new(code, format!("县{code}"), "county")
    }
}

fn change(date: &str, kind: ChangeKind, from: &str, to: &str) -> UnitChange {
    let weight = if kind == ChangeKind::Split { 0.4 } else { 1.0 };
    UnitChange { date: day(date), kind, from: from.into(), to: to.into(), weight, document: None }
}

/// A figure of `gdp` unless said otherwise.
fn figure(unit: &str, period: &str, value: f64) -> Observation {
    Observation {
        unit: unit.into(),
        indicator: "gdp".into(),
        period: period.parse().unwrap(),
        scenario: Scenario::Actual,
        series: String::new(),
        value: Some(value),
        origin: Origin::Cell {
            file: "a.csv".into(),
            sheet: None,
            cell: CellAddress { row: 1, column: u32::from(unit.as_bytes()[0]) % 26 },
        },
        status: Status::Accepted,
        recorded_at: moment("2020-01-01"),
        recorded_by: "统计局".into(),
        reason: None,
    }
}

struct Case {
    catalogue: Catalogue,
    tree: UnitTree,
    observations: Vec<Observation>,
    as_of: Timestamp,
    tree_date: Date,
    least: Status,
}

impl Case {
    fn new(units: Vec<Unit>, changes: Vec<UnitChange>, observations: Vec<Observation>) -> Self {
        let mut rate = Indicator::new("growth", "增速", Measure::percent());
        rate.accumulation = Accumulation::Rate;
        let gdp = Indicator::new("gdp", "生产总值", Measure::parse("亿元").unwrap());
        Self {
            catalogue: Catalogue::new(vec![gdp, rate]).unwrap(),
            tree: UnitTree::new(units, changes).unwrap(),
            observations,
            as_of: moment("2030-01-01"),
            tree_date: day("2022-12-31"),
            least: Status::Accepted,
        }
    }

    fn take(&self) -> Snapshot {
        let indicators = [IndicatorId(0), IndicatorId(1)];
        let request = Request {
            catalogue: &self.catalogue,
            tree: &self.tree,
            tree_date: self.tree_date,
            as_of: self.as_of,
            indicators: &indicators,
            least_status: self.least,
            provenance: true,
        };
        take(&request, &self.observations.clone().into())
    }

    /// Value, null reason and flags of a cell.
    fn cell(&self, indicator: u32, unit: &str, period: &str) -> (Option<f64>, Option<NullReason>, Flags) {
        let snapshot = self.take();
        let period: Period = period.parse().unwrap();
        let Some(column) = snapshot.column(IndicatorId(indicator), Scenario::Actual, period) else {
            return (None, None, Flags::NONE);
        };
        let row = snapshot.roster.row(unit).unwrap() as usize;
        let value = column.values[row];
        let why = column.why.get(row).copied().and_then(NullReason::from_code);
        let flags = column.flags.get(row).copied().unwrap_or_default();
        ((!value.is_nan()).then_some(value), why, flags)
    }
}

const MERGED: Flags = Flags::MERGED;
const NONE: Flags = Flags::NONE;

#[test]
fn the_latest_version_by_the_moment_holds() {
    let at = |text: &str, value: Option<f64>| Observation {
        recorded_at: moment(text),
        value,
        ..figure("1", "2021", 0.0)
    };
    let versions = vec![at("2022-06-01", Some(12.0)), at("2022-01-01", Some(10.0)), at("2023-01-01", None)];
    let mut case = Case::new(vec![county("1", None, None, None)], vec![], versions);
    for (as_of, value) in
        [("2021-12-31", None), ("2022-03-01", Some(10.0)), ("2022-07-01", Some(12.0)), ("2023-02-01", None)]
    {
        case.as_of = moment(as_of);
        assert_eq!(case.cell(0, "1", "2021").0, value, "{as_of}");
    }
    case.as_of = moment("2022-07-01");
    let snapshot = case.take();
    let column = snapshot.column(IndicatorId(0), Scenario::Actual, "2021".parse().unwrap()).unwrap();
    let source = snapshot.provenance_of(column, 0).unwrap();
    assert_eq!((source.version, source.recorded_by.as_str()), (2, "统计局"));
}

#[test]
fn drafts_are_seen_only_when_asked_for() {
    let draft =
        Observation { status: Status::Draft, recorded_at: moment("2021-01-01"), ..figure("1", "2021", 9.0) };
    let mut case =
        Case::new(vec![county("1", None, None, None)], vec![], vec![figure("1", "2021", 8.0), draft]);
    assert_eq!(case.cell(0, "1", "2021"), (Some(8.0), None, NONE));
    case.least = Status::Draft;
    assert_eq!(case.cell(0, "1", "2021"), (Some(9.0), None, Flags::DRAFT));
}

#[test]
fn series_are_preferred_and_numbered() {
    let of = |series: &str, period: &str, value: f64, at: &str| Observation {
        series: series.into(),
        recorded_at: moment(at),
        ..figure("1", period, value)
    };
    let figures = vec![
        of("旧", "2020", 1.0, "2021-01-01"),
        of("新", "2020", 2.0, "2020-01-01"),
        of("旧", "2021", 3.0, "2021-01-01"),
    ];
    let mut case = Case::new(vec![county("1", None, None, None)], vec![], figures);
    assert_eq!(case.cell(0, "1", "2020").0, Some(1.0), "without preference the one recorded last");
    let mut indicator = case.catalogue.get(IndicatorId(0)).clone();
    indicator.series = vec!["新".into(), "旧".into()];
    case.catalogue = Catalogue::new(vec![indicator.clone()]).unwrap();
    assert_eq!(case.cell(0, "1", "2020").0, Some(2.0));
    assert_eq!(case.cell(0, "1", "2021").0, Some(3.0));
    let snapshot = case.take();
    let series = |period: &str| {
        let column = snapshot.column(IndicatorId(0), Scenario::Actual, period.parse().unwrap()).unwrap();
        snapshot.series[usize::from(column.series[0])].clone()
    };
    assert_eq!((series("2020"), series("2021")), ("新".to_owned(), "旧".to_owned()));
    indicator.series = vec!["新".into()];
    case.catalogue = Catalogue::new(vec![indicator]).unwrap();
    assert_eq!(case.cell(0, "1", "2021").0, None, "a series that is not listed does not stand in");
}

#[test]
fn a_rename_carries_the_series_on() {
    let units =
        vec![county("1", None, Some("2020-12-31"), None), county("9", Some("2021-01-01"), None, None)];
    let rate = Observation { indicator: "growth".into(), ..figure("1", "2019", 6.1) };
    let figures = vec![figure("1", "2019", 5.0), rate, figure("9", "2021", 6.0)];
    let case = Case::new(units, vec![change("2021-01-01", ChangeKind::Rename, "1", "9")], figures);
    assert_eq!(case.cell(0, "9", "2019"), (Some(5.0), None, NONE));
    assert_eq!(
        case.cell(1, "9", "2019"),
        (Some(6.1), None, NONE),
        "the territory is the same, so rates go on too"
    );
    assert_eq!(case.cell(0, "9", "2021"), (Some(6.0), None, NONE));
}

#[test]
fn a_merger_into_a_unit_that_stays_sums_both() {
    let units = vec![county("1", None, Some("2020-12-31"), None), county("2", None, None, None)];
    let rate = |unit: &str| Observation { indicator: "growth".into(), ..figure(unit, "2019", 6.0) };
    let figures = vec![
        figure("1", "2019", 5.0),
        figure("2", "2019", 7.0),
        rate("1"),
        rate("2"),
        figure("2", "2018", 6.0),
        figure("2", "2021", 13.0),
    ];
    let mut case = Case::new(units, vec![change("2021-01-01", ChangeKind::Merge, "1", "2")], figures);
    assert_eq!(case.cell(0, "2", "2019"), (Some(12.0), None, MERGED));
    assert_eq!(case.cell(0, "2", "2018"), (None, None, NONE), "one part was not reported");
    assert_eq!(
        case.cell(1, "2", "2019"),
        (None, Some(NullReason::UnitChanged), NONE),
        "rates are not summed"
    );
    assert_eq!(case.cell(0, "2", "2021"), (Some(13.0), None, NONE));
    let snapshot = case.take();
    let column = snapshot.column(IndicatorId(0), Scenario::Actual, "2019".parse().unwrap()).unwrap();
    let source = snapshot.provenance_of(column, snapshot.roster.row("2").unwrap()).unwrap();
    assert_eq!(source.origin.to_string(), "a.csv · X2 + a.csv · Y2");
    case.tree_date = day("2020-12-31");
    assert_eq!(case.cell(0, "2", "2019"), (Some(7.0), None, NONE), "on the tree of 2020 they are two");
    case.observations.push(Observation {
        series: "可比口径".into(),
        indicator: "growth".into(),
        ..figure("2", "2019", 6.2)
    });
    case.tree_date = day("2022-12-31");
    assert_eq!(case.cell(1, "2", "2019").0, Some(6.2), "a restated figure stands in");
}

#[test]
fn a_new_unit_made_of_two() {
    let units = vec![
        county("1", None, Some("2020-12-31"), None),
        county("2", None, Some("2020-12-31"), None),
        county("3", Some("2021-01-01"), None, None),
    ];
    let changes = vec![
        change("2021-01-01", ChangeKind::Merge, "1", "3"),
        change("2021-01-01", ChangeKind::Merge, "2", "3"),
    ];
    let restated = Observation { indicator: "growth".into(), ..figure("3", "2019", 5.5) };
    let figures = vec![figure("1", "2019", 5.0), figure("2", "2019", 7.0), restated];
    let case = Case::new(units, changes, figures);
    assert_eq!(case.cell(0, "3", "2019"), (Some(12.0), None, MERGED));
    assert_eq!(
        case.cell(1, "3", "2019"),
        (Some(5.5), None, NONE),
        "recorded for the new code: on today's boundary"
    );
}

#[test]
fn a_split_ends_the_series_of_both() {
    let units = vec![county("1", None, None, None), county("2", Some("2021-01-01"), None, None)];
    let mut case = Case::new(
        units,
        vec![change("2021-01-01", ChangeKind::Split, "1", "2")],
        vec![figure("1", "2019", 5.0), figure("1", "2021", 3.0), figure("2", "2021", 2.0)],
    );
    let changed = (None, Some(NullReason::UnitChanged), NONE);
    assert_eq!(case.cell(0, "1", "2019"), changed);
    assert_eq!(case.cell(0, "2", "2019"), changed);
    assert_eq!(case.cell(0, "1", "2021"), (Some(3.0), None, NONE));
    case.observations.push(figure("2", "2019", 1.5));
    case.observations.push(Observation { series: "comparable".into(), ..figure("1", "2019", 3.5) });
    assert_eq!(case.cell(0, "2", "2019"), (Some(1.5), None, NONE));
    assert_eq!(case.cell(0, "1", "2019"), (Some(3.5), None, NONE));
}

#[test]
fn a_move_changes_the_units_above_but_not_the_unit() {
    let city = |code: &str| Unit::new(code, format!("市{code}"), "city");
    let units = vec![
        city("A"),
        city("B"),
        county("1", None, Some("2020-12-31"), Some("A")),
        county("1", Some("2021-01-01"), None, Some("B")),
    ];
    let figures = vec![figure("1", "2019", 5.0), figure("A", "2019", 50.0), figure("B", "2019", 60.0)];
    let case = Case::new(units, vec![change("2021-01-01", ChangeKind::Move, "1", "1")], figures);
    assert_eq!(case.cell(0, "1", "2019"), (Some(5.0), None, NONE));
    assert_eq!(case.cell(0, "A", "2019").1, Some(NullReason::UnitChanged));
    assert_eq!(case.cell(0, "B", "2019").1, Some(NullReason::UnitChanged));
}

#[test]
fn a_chain_of_changes_is_followed_back() {
    let units = vec![
        county("1", None, Some("2015-12-31"), None),
        county("2", Some("2016-01-01"), Some("2018-12-31"), None),
        county("3", None, Some("2018-12-31"), None),
        county("4", Some("2019-01-01"), None, None),
    ];
    let changes = vec![
        change("2016-01-01", ChangeKind::Rename, "1", "2"),
        change("2019-01-01", ChangeKind::Merge, "2", "4"),
        change("2019-01-01", ChangeKind::Merge, "3", "4"),
    ];
    let figures = vec![
        figure("1", "2014", 1.0),
        figure("3", "2014", 10.0),
        figure("2", "2017", 2.0),
        figure("3", "2017", 20.0),
    ];
    let case = Case::new(units, changes, figures);
    assert_eq!(case.cell(0, "4", "2014"), (Some(11.0), None, MERGED));
    assert_eq!(case.cell(0, "4", "2017"), (Some(22.0), None, MERGED));
}

#[test]
fn attributes_a_year_earlier() {
    use baton_service::model::AttributeValue;
    use baton_service::model::snapshot::AttributeColumn;
    let with = |mut unit: Unit, class: &str| {
        unit.attributes.insert("class".into(), AttributeValue::Text(class.into()));
        unit
    };
    let units = vec![
        with(county("1", None, Some("2022-06-30"), None), "B"),
        with(county("1", Some("2022-07-01"), None, None), "A"),
    ];
    let snapshot = Case::new(units, vec![], vec![]).take();
    let word = |earlier: bool| match snapshot.roster.attribute("class", earlier) {
        Some(AttributeColumn::Text { codes, words }) => words[codes[0] as usize].clone(),
        _ => String::new(),
    };
    assert_eq!((word(false), word(true)), ("A".to_owned(), "B".to_owned()));
    assert_eq!(snapshot.closed_until, Some(day("2030-01-01")));
}
