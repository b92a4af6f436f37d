//! The versions of a figure (修订): what was reported, accepted, corrected, withdrawn, by whom and why.

use baton_model::{Period, Scenario};
use baton_store::{Query, Recorded};
use jiff::Timestamp;

use crate::access::{Actor, Capability, Denied};
use crate::site::Site;
use crate::snapshot::day_in_china;

/// Which figure.
#[derive(Clone, Debug)]
pub struct VersionQuery {
    /// Unit code.
    pub unit: String,
    /// Indicator code.
    pub indicator: String,
    /// Period.
    pub period: Period,
    /// Scenario.
    pub scenario: Scenario,
    /// Series; all if none.
    pub series: Option<String>,
}

/// A version.
#[derive(Clone, Debug)]
pub struct FigureVersion {
    /// As it is recorded.
    pub recorded: Recorded,
    /// Does a later version of its series hold?
    pub superseded: bool,
    /// Will it be known only later?
    pub embargoed: bool,
}

impl Site {
    /// The versions of a figure, series by series, the oldest first; nothing outside the scope. What becomes known later is seen by
    /// those who may record it.
    pub fn figure_versions(
        &self,
        actor: &Actor,
        query: &VersionQuery,
        now: Timestamp,
    ) -> Result<Vec<FigureVersion>, Denied> {
        let known = self.known(now)?;
        let (tree, day) = (&known.workspace.tree, day_in_china(now));
        let scope = known.scope(actor, Capability::ViewFigures, day)?;
        let wanted = Query::new(&scope)
            .units([query.unit.as_str()])
            .indicators([query.indicator.as_str()])
            .periods([query.period]);
        let mut found = self.store().history(&wanted, Timestamp::MAX)?;
        let early = actor.may(Capability::ImportFigures)
            && actor.reaches(
                Capability::ImportFigures,
                Some(&query.unit),
                Some(&query.indicator),
                (tree, day),
            );
        found.retain(|one| {
            let figure = &one.observation;
            figure.scenario == query.scenario
                && query.series.as_ref().is_none_or(|series| *series == figure.series)
                && (early || figure.recorded_at <= now)
        });
        Ok(told(found, now))
    }
}

fn told(found: Vec<Recorded>, now: Timestamp) -> Vec<FigureVersion> {
    let later = |at: usize| {
        let own = &found[at].observation;
        found[at + 1..]
            .iter()
            .any(|other| other.observation.series == own.series && other.observation.recorded_at <= now)
    };
    let superseded: Vec<bool> = (0..found.len()).map(later).collect();
    let embargoed = |one: &Recorded| one.observation.recorded_at > now;
    found
        .into_iter()
        .zip(superseded)
        .map(|(recorded, superseded)| FigureVersion { embargoed: embargoed(&recorded), recorded, superseded })
        .collect()
}
