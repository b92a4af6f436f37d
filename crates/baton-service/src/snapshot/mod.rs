//! A snapshot (数据快照) as of a moment: of every figure the latest version, in the series the catalogue prefers, for the
//! units in force on the tree date, whose series follow them through renames and mergers.

use std::collections::HashMap;

use baton_model::observation::Status;
use baton_model::snapshot::Roster;
use baton_model::{Catalogue, IndicatorId, Snapshot, Unit, UnitTree};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan, tz::Offset};

use crate::observations::Observations;

mod fill;
mod lineage;
mod versions;

use fill::{Filler, Preference};
use lineage::Lineage;
use versions::{Filter, held};

/// Series (口径) whose figures are on today's boundary, whatever the period: they stand in where a unit has changed.
pub const RESTATED: [&str; 2] = ["可比口径", "comparable"];

/// What a snapshot is taken of.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// All versions of all units.
    pub tree: &'a UnitTree,
    /// The date whose units are taken.
    pub tree_date: Date,
    /// Figures recorded later are not seen.
    pub as_of: Timestamp,
    /// The indicators that are read.
    pub indicators: &'a [IndicatorId],
    /// Figures that have come less far are not seen.
    pub least_status: Status,
    /// Is the source of every figure kept?
    pub provenance: bool,
}

/// The day it is in China at a moment; a period that ends on it or earlier is closed.
pub fn day_in_china(moment: Timestamp) -> Date {
    moment.to_zoned(Offset::constant(8).to_time_zone()).date()
}

/// Takes a snapshot.
pub fn take(request: &Request<'_>, observations: &Observations) -> Snapshot {
    let mut snapshot = Snapshot::default();
    snapshot.catalogue = request.catalogue.clone();
    snapshot.roster = roster(request.tree, request.tree_date);
    snapshot.tree_date = request.tree_date;
    snapshot.closed_until = Some(day_in_china(request.as_of));
    let lineage = Lineage::new(request.tree, &snapshot.roster, request.tree_date);
    let codes = known_codes(&snapshot.roster, &lineage);
    let numbers: HashMap<&str, u32> = codes.iter().map(String::as_str).zip(0..).collect();
    let filter = Filter {
        catalogue: request.catalogue,
        wanted: request.indicators,
        as_of: request.as_of,
        least: request.least_status,
    };
    let held = held(observations, &numbers, &filter);
    snapshot.series = held.series;
    for ((indicator, scenario, period), figures) in held.columns {
        let filler = Filler {
            observations,
            lineage: &lineage,
            numbers: &numbers,
            indicator: request.catalogue.get(indicator),
            preference: Preference::new(request.catalogue.get(indicator), &snapshot.series),
            figures: &figures,
            provenance: request.provenance,
        };
        let column = filler.column(&mut snapshot, period);
        snapshot.put(indicator, scenario, period, column);
    }
    snapshot
}

/// Codes of the roster in the order of its rows, then those of earlier units.
fn known_codes(roster: &Roster, lineage: &Lineage) -> Vec<String> {
    let rows = u32::try_from(roster.len()).unwrap_or(u32::MAX);
    let mut codes: Vec<String> = (0..rows).map(|row| roster.code(row).to_owned()).collect();
    let mut earlier: Vec<&str> = lineage.codes().filter(|code| roster.row(code).is_none()).collect();
    earlier.sort_unstable();
    earlier.dedup();
    codes.extend(earlier.into_iter().map(str::to_owned));
    codes
}

/// The units in force on a day, with their attributes a year earlier.
pub fn roster(tree: &UnitTree, day: Date) -> Roster {
    let units: Vec<Unit> = tree.all_on(day).into_iter().cloned().collect();
    let year_before = day.saturating_sub(1.year());
    let earlier: Vec<Option<&Unit>> =
        units.iter().map(|unit| version_on(tree, &unit.code, year_before, day)).collect();
    Roster::new(&units, &earlier)
}

/// The version of a unit on an earlier day, under the code it had then.
fn version_on<'t>(tree: &'t UnitTree, code: &str, day: Date, now: Date) -> Option<&'t Unit> {
    tree.on(code, day).or_else(|| {
        let renamed = |change: &&&baton_model::unit::UnitChange| {
            change.kind == baton_model::unit::ChangeKind::Rename && change.from != code
        };
        let changes = tree.changes_into(code, day, now);
        let change = changes.iter().find(renamed)?;
        tree.on(&change.from, day)
    })
}
