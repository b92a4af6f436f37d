//! Row and column together → which figure a cell holds.

use baton_model::catalogue::Accumulation;
use baton_model::{CellAddress, IndicatorId, Message, PeriodKind, Scenario};

use super::context::Context;
use super::facet::{Facets, Vocabulary};
use super::words::{GROWTH_NAMES, Qualifier};
use crate::when::When;

/// The subject of a cell, its unit apart.
#[derive(Clone, Debug)]
pub(crate) struct Combined {
    pub(crate) indicator: IndicatorId,
    pub(crate) when: Option<When>,
    pub(crate) scenario: Option<Scenario>,
    pub(crate) measure: Option<String>,
    /// The row says the indicator.
    pub(crate) from_row: bool,
}

/// Why the cells of a column hold no figures.
#[derive(Clone, Debug)]
pub(crate) enum Refusal {
    /// They are about something the catalogue does not have.
    NotUsed(String),
    /// Something said about them in a header or label is wrong.
    Wrong(Message, CellAddress),
}

/// Brings together what a row, a column and the surroundings say.
pub(crate) fn combine(
    row: &Facets,
    column: &Facets,
    context: &Context,
    vocabulary: &Vocabulary<'_>,
    header: &str,
) -> Result<Combined, Refusal> {
    let not_used = || {
        let label = row.unknown.as_deref().unwrap_or(header);
        Refusal::NotUsed(if label.is_empty() { "?".to_owned() } else { label.to_owned() })
    };
    if column.unknown.is_some() || row.unknown.is_some() {
        return Err(not_used());
    }
    let base = column.indicator.or(row.indicator).or(context.indicator).ok_or_else(not_used)?;
    let from_row = column.indicator.is_none() && row.indicator.is_some();
    let qualifiers: Vec<Qualifier> = row.qualifiers.union(&column.qualifiers).copied().collect();
    let has = |qualifier| qualifiers.contains(&qualifier);
    if has(Qualifier::Other) {
        return Err(Refusal::NotUsed(header.to_owned()));
    }
    let indicator = qualified(base, &qualifiers, vocabulary)
        .ok_or_else(|| Refusal::NotUsed(named(base, header, vocabulary)))?;
    let mut when = column.when.or(row.when).or(context.when);
    if has(Qualifier::Running)
        && let Some(when) = when.as_mut().filter(|when| when.period.kind() == PeriodKind::Month)
    {
        when.running = when.period.ordinal() > 1;
    }
    // A unit of measure said with the amount is not that of its growth.
    let same = indicator == base;
    let measure = match (&column.measure, &row.measure) {
        (Some(measure), _) => Some(measure.clone()),
        (None, Some(measure)) if same => Some(measure.clone()),
        _ => None,
    };
    let scenario = column.scenario.or(row.scenario);
    Ok(Combined { indicator, when, scenario, measure, from_row })
}

fn named(base: IndicatorId, header: &str, vocabulary: &Vocabulary<'_>) -> String {
    let name = &vocabulary.catalogue.get(base).name;
    if header.contains(name.as_str()) { header.to_owned() } else { format!("{name} · {header}") }
}

/// The indicator that a base with its qualifiers is: growth has an indicator of its own, the month alone another than the running
/// total.
fn qualified(
    base: IndicatorId,
    qualifiers: &[Qualifier],
    vocabulary: &Vocabulary<'_>,
) -> Option<IndicatorId> {
    let has = |qualifier| qualifiers.contains(&qualifier);
    let catalogue = vocabulary.catalogue;
    let accumulation = catalogue.get(base).accumulation;
    let (current, running, growth) =
        (has(Qualifier::Current), has(Qualifier::Running), has(Qualifier::Growth));
    if growth && !current {
        let own = accumulation == Accumulation::Rate && catalogue.get(base).measure.is_percent();
        return if own { Some(base) } else { by_names(base, &["", "累计"], GROWTH_NAMES, vocabulary) };
    }
    if growth {
        return by_names(base, &["当月", "本月"], GROWTH_NAMES, vocabulary);
    }
    match accumulation {
        Accumulation::Ytd | Accumulation::Rate if current && !running => {
            by_names(base, &["当月", "本月"], &["", "当月值", "当月"], vocabulary)
        }
        Accumulation::Flow if running && !current => {
            by_names(base, &["", "累计"], &["", "累计"], vocabulary).filter(|id| *id != base)
        }
        _ => Some(base),
    }
}

/// Looks a variant of an indicator up under every name it could have.
fn by_names(
    base: IndicatorId,
    before: &[&str],
    behind: &[&str],
    vocabulary: &Vocabulary<'_>,
) -> Option<IndicatorId> {
    let indicator = vocabulary.catalogue.get(base);
    let names = [&indicator.name].into_iter().chain(&indicator.aliases);
    names
        .flat_map(|name| {
            before.iter().flat_map(move |lead| behind.iter().map(move |tail| format!("{lead}{name}{tail}")))
        })
        .find_map(|name| vocabulary.catalogue.by_any_name(&name).filter(|id| *id != base))
}
