//! The catalogue of indicators (指标目录), and where each is used.

use std::collections::BTreeSet;

use baton_model::catalogue::fold;
use baton_model::{Indicator, IndicatorId, Period};
use baton_scheme::plan::Plan;
use baton_store::Scope;
use jiff::Timestamp;

use crate::access::{Actor, Capability, Denied};
use crate::site::{Known, Site};
use crate::snapshot::day_in_china;

/// Where a scheme reads an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeUse {
    /// Id of the scheme.
    pub scheme: String,
    /// Title of the scheme.
    pub title: String,
    /// Id and name of the node; none where no node reads it, but groups, adjustments, vetoes or grades do.
    pub node: Option<(String, String)>,
}

/// An indicator.
#[derive(Clone, Debug)]
pub struct IndicatorEntry {
    /// As the catalogue has it.
    pub indicator: Indicator,
    /// The nodes that read it, itself or through a derived indicator.
    pub used_by: Vec<NodeUse>,
}

impl Site {
    /// The indicators whose code, name or alias holds a text, in the order of the catalogue.
    pub fn indicators(
        &self,
        actor: &Actor,
        search: &str,
        now: Timestamp,
    ) -> Result<Vec<IndicatorEntry>, Denied> {
        actor.needs(Capability::ViewScheme)?;
        let known = self.known(now)?;
        let uses = Uses::of(&known);
        let wanted = fold(search);
        let holds = |indicator: &Indicator| {
            let names = [&indicator.code, &indicator.name].into_iter().chain(&indicator.aliases);
            wanted.is_empty() || names.into_iter().any(|name| fold(name).contains(&wanted))
        };
        let found = known.workspace.catalogue.iter().filter(|(_, indicator)| holds(indicator));
        let entry = |(id, indicator): (IndicatorId, &Indicator)| IndicatorEntry {
            indicator: indicator.clone(),
            used_by: uses.uses(id),
        };
        Ok(found.map(entry).collect())
    }

    /// An indicator, with the periods (the newest first) and series of the figures that may be seen.
    pub fn indicator(
        &self,
        actor: &Actor,
        code: &str,
        now: Timestamp,
    ) -> Result<(IndicatorEntry, Vec<Period>, Vec<String>), Denied> {
        actor.needs(Capability::ViewScheme)?;
        let known = self.known(now)?;
        let (id, indicator) = found(&known, code)?;
        let uses = Uses::of(&known).uses(id);
        let scope = match actor.may(Capability::ViewFigures) {
            true => known.scope(actor, Capability::ViewFigures, day_in_china(now))?,
            false => Scope::units([]),
        };
        let figures = crate::site::data::values::Needed::of(&known, id);
        let (mut periods, mut series) = (BTreeSet::new(), BTreeSet::new());
        for one in figures.observations(&known, now) {
            if one.value.is_some() && scope.contains_figure(&one.unit, &indicator.code) {
                periods.insert(one.period);
                if one.indicator == indicator.code {
                    series.insert(one.series.clone());
                }
            }
        }
        let entry = IndicatorEntry { indicator: indicator.clone(), used_by: uses };
        Ok((entry, periods.into_iter().rev().collect(), series.into_iter().collect()))
    }
}

/// An indicator by its code.
pub(super) fn found<'k>(known: &'k Known, code: &str) -> Result<(IndicatorId, &'k Indicator), Denied> {
    let catalogue = &known.workspace.catalogue;
    let id = catalogue.by_code(code).ok_or_else(Denied::missing)?;
    Ok((id, catalogue.get(id)))
}

/// What the schemes read. A scheme with errors uses nothing.
struct Uses(Vec<(String, std::sync::Arc<crate::Prepared>)>);

impl Uses {
    fn of(known: &Known) -> Self {
        let schemes = known.workspace.schemes.iter();
        let ready =
            schemes.filter_map(|scheme| Some((scheme.id.clone(), known.prepared(Some(&scheme.id)).ok()?)));
        Self(ready.collect())
    }

    fn uses(&self, id: IndicatorId) -> Vec<NodeUse> {
        let of = |(scheme, prepared): &(String, std::sync::Arc<crate::Prepared>)| {
            let plan = &prepared.plan;
            let used = |node: Option<(String, String)>| NodeUse {
                scheme: scheme.clone(),
                title: plan.title.clone(),
                node,
            };
            let named = |node: usize| (plan.nodes[node].id.clone(), plan.nodes[node].name.clone());
            let nodes = reading(plan, id);
            if nodes.is_empty() && plan.indicators_read().contains(&id) {
                return vec![used(None)];
            }
            nodes.into_iter().map(|node| used(Some(named(node)))).collect::<Vec<_>>()
        };
        self.0.iter().flat_map(of).collect()
    }
}

fn reading(plan: &Plan, id: IndicatorId) -> Vec<usize> {
    plan.leaves().map(|(node, ..)| node).filter(|node| plan.indicators_of(*node).contains(&id)).collect()
}
