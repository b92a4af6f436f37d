//! Forms (填报表): what a scheme needs, to be filled in and imported.

use std::path::Path;

use baton_import::options::Current;
use baton_import::units::Found;
use baton_import::{FigureKey, Template, UnitNames};
use baton_model::{Catalogue, IndicatorId, Lang, Period, PeriodKind};
use baton_scheme::run::subjects;
use baton_store::Scope;
use jiff::Timestamp;

use super::recorded::Recorded;
use crate::prepare::{Prepared, prepare};
use crate::records::owner;
use crate::refused::Refused;
use crate::who::Who;

/// What a form asks for.
#[derive(Clone, Debug)]
pub struct FormRequest {
    /// Id of the scheme whose indicators are asked for; the workspace's default if none.
    pub scheme: Option<String>,
    /// The period; the workspace's default if none.
    pub period: Option<Period>,
    /// Language of its headers.
    pub lang: Lang,
}

/// A workbook to fill in (填报表): the indicators a scheme reads and the units it assesses, with what is recorded already.
pub fn form(root: &Path, request: &FormRequest, who: &Who) -> Result<Vec<u8>, Refused> {
    let prepared = prepare(root, request.scheme.as_deref(), who)?;
    let known = match &prepared.store {
        Some(store) => Recorded::read(store, who.at)?,
        None => Recorded::of(prepared.observations.iter().cloned()),
    };
    form_of(&prepared, prepared.period(request.period)?, (&known, &owner()), request.lang, who.at)
}

/// The same of a scheme at hand: units and indicators of a scope, with what is recorded in it.
pub(crate) fn form_of(
    prepared: &Prepared,
    period: Period,
    (known, scope): (&Recorded, &Scope),
    lang: Lang,
    at: Timestamp,
) -> Result<Vec<u8>, Refused> {
    let workspace = &prepared.workspace;
    let names = UnitNames::new(&workspace.tree);
    let snapshot = prepared.figures(&prepared.plan, period, at, false);
    let read = prepared.plan.indicators_read();
    let rows: Vec<u32> = subjects(&prepared.plan, &snapshot, period)
        .into_iter()
        .filter(|row| scope.contains(snapshot.roster.code(*row)))
        .collect();
    let reached = |code: &str| rows.iter().any(|row| scope.contains_figure(snapshot.roster.code(*row), code));
    let indicators: Vec<IndicatorId> = workspace
        .catalogue
        .iter()
        .filter(|(id, indicator)| read.contains(id) && (scope.is_everything() || reached(&indicator.code)))
        .map(|(id, _)| id)
        .collect();
    let mut kinds: Vec<PeriodKind> =
        indicators.iter().map(|id| workspace.catalogue.get(*id).frequency).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let periods = kinds.into_iter().flat_map(|kind| {
        if kind.is_finer_than(period.kind()) {
            period.parts(kind)
        } else {
            vec![Period::containing(kind, period.end())]
        }
    });
    let units =
        rows.iter().filter_map(|row| match names.find(snapshot.roster.code(*row), Some(period.end())) {
            Found::One(unit) | Found::Loosely(unit) => Some(unit),
            Found::Several(_) | Found::Nothing => None,
        });
    let template = Template {
        catalogue: &workspace.catalogue,
        names: &names,
        units: units.collect(),
        indicators,
        periods: periods.collect(),
        lang,
    };
    baton_import::template(&template, &OnlySeries(known, &workspace.catalogue))
        .map_err(|error| Refused::Files(error.message().clone()))
}

/// What is recorded, for a form: figures of the preferred or only series of an indicator are those without one.
struct OnlySeries<'a>(&'a Recorded, &'a Catalogue);

impl Current for OnlySeries<'_> {
    fn value(&self, key: FigureKey<'_>) -> Option<f64> {
        let series = self.0.series.get(key.indicator)?;
        let preferred = self.1.by_code(key.indicator).map(|id| &self.1.get(id).series).into_iter().flatten();
        let only = series.first().filter(|_| series.len() == 1);
        let series = preferred.clone().find(|name| series.contains(*name)).or(only)?;
        self.0.value(FigureKey { series, ..key })
    }
}
