//! Indicators and their values.

use baton_service::model::catalogue::{Accumulation, Direction};
use baton_service::model::{Indicator, Lang, Period};
use baton_service::site::data::{IndicatorEntry, IndicatorSeries, IndicatorValues};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::words::reason;

/// Which indicators.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct IndicatorQuery {
    /// Whose code, name or alias holds this.
    pub q: Option<String>,
}

/// The catalogue.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct IndicatorList {
    /// In the order of the catalogue.
    pub items: Vec<IndicatorBody>,
}

/// An indicator.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct IndicatorBody {
    /// Code.
    pub code: String,
    /// Official name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Unit of measure; empty for a plain number.
    pub measure: String,
    /// `higher`, `lower` or `none`.
    pub direction: &'static str,
    /// `stock`, `flow`, `ytd` or `rate`.
    pub accumulation: &'static str,
    /// Kind of period it is published by.
    pub frequency: &'static str,
    /// Decimals as published.
    pub decimals: Option<u8>,
    /// Department that answers for it.
    pub owner: Option<String>,
    /// Definition (口径).
    pub definition: Option<String>,
    /// The values it can have, such as `0～100`; none where every number can be.
    pub possible: Option<String>,
    /// Formula of a derived indicator.
    pub formula: Option<String>,
    /// Where schemes read it.
    pub used_by: Vec<UseBody>,
}

/// Where a scheme reads an indicator.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct UseBody {
    /// Id of the scheme.
    pub scheme: String,
    /// Title of the scheme.
    pub title: String,
    /// Id of the node; none where no node reads it, but groups, adjustments, vetoes or grades do.
    pub node: Option<String>,
    /// Name of the node.
    pub name: Option<String>,
}

/// An indicator with what there is of it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct IndicatorDetail {
    /// The indicator.
    #[serde(flatten)]
    pub indicator: IndicatorBody,
    /// Periods with figures in scope, the newest first.
    pub periods: Vec<String>,
    /// The newest of them.
    pub latest: Option<String>,
    /// Its series; the one without a name is empty.
    pub series: Vec<String>,
}

impl From<IndicatorEntry> for IndicatorBody {
    fn from(entry: IndicatorEntry) -> Self {
        let IndicatorEntry { indicator, used_by } = entry;
        let node = |one: baton_service::site::data::NodeUse| {
            let (node, name) = one.node.unzip();
            UseBody { scheme: one.scheme, title: one.title, node, name }
        };
        Self {
            direction: direction(&indicator),
            accumulation: accumulation(&indicator),
            frequency: indicator.frequency.word(),
            measure: indicator.measure.text().to_owned(),
            possible: indicator.range_text(),
            code: indicator.code,
            name: indicator.name,
            aliases: indicator.aliases,
            decimals: indicator.decimals,
            owner: indicator.owner,
            definition: indicator.definition,
            formula: indicator.formula,
            used_by: used_by.into_iter().map(node).collect(),
        }
    }
}

fn direction(indicator: &Indicator) -> &'static str {
    match indicator.direction {
        Direction::Higher => "higher",
        Direction::Lower => "lower",
        Direction::None => "none",
    }
}

fn accumulation(indicator: &Indicator) -> &'static str {
    match indicator.accumulation {
        Accumulation::Stock => "stock",
        Accumulation::Flow => "flow",
        Accumulation::Ytd => "ytd",
        Accumulation::Rate => "rate",
    }
}

impl IndicatorDetail {
    /// With its periods and series.
    pub fn of((entry, periods, series): (IndicatorEntry, Vec<Period>, Vec<String>)) -> Self {
        let periods: Vec<String> = periods.iter().map(ToString::to_string).collect();
        Self { indicator: entry.into(), latest: periods.first().cloned(), periods, series }
    }
}

/// Which values.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ValuesQuery {
    /// The period; the newest with figures if none.
    pub period: Option<String>,
    /// As known at a moment or at the end of a day.
    pub as_of: Option<String>,
    /// Units of this kind; of the kinds that have figures if none.
    pub kind: Option<String>,
}

/// The values of an indicator in a period. Only accepted figures stand here.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ValuesBody {
    /// The period.
    pub period: String,
    /// Unit of measure.
    pub measure: String,
    /// By unit.
    pub values: Vec<ValueBody>,
}

/// A value of a unit. A number that is missing is null.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ValueBody {
    /// Unit code.
    pub code: String,
    /// Unit name.
    pub name: String,
    /// The value.
    pub value: Option<f64>,
    /// Why it is missing.
    pub reason: Option<String>,
    /// The plan of the period, or of its year where the period has none of its own.
    pub plan: Option<f64>,
    /// Value ÷ plan: 0.5 is half.
    pub completion: Option<f64>,
    /// The share of the year that has gone, where the plan is the year's.
    pub elapsed: Option<f64>,
    /// Is less done than is due by then? Only where more is better.
    pub behind: Option<bool>,
    /// Growth over a year: 0.062 is 6.2%.
    pub yoy: Option<f64>,
    /// The single month of a running total.
    pub single: Option<f64>,
    /// The running total of the year.
    pub ytd: Option<f64>,
}

impl ValuesBody {
    /// In a language.
    pub fn of(found: IndicatorValues, lang: Lang) -> Self {
        let value = |one: baton_service::site::data::IndicatorValue| ValueBody {
            code: one.code,
            name: one.name,
            value: one.value,
            reason: reason(one.reason, lang),
            plan: one.plan,
            completion: one.completion,
            elapsed: one.elapsed,
            behind: one.behind,
            yoy: one.yoy,
            single: one.single,
            ytd: one.ytd,
        };
        Self {
            period: found.period.to_string(),
            measure: found.measure,
            values: found.values.into_iter().map(value).collect(),
        }
    }
}

/// Whose series.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SeriesQuery {
    /// Unit code.
    pub unit: String,
    /// As known at a moment or at the end of a day.
    pub as_of: Option<String>,
}

/// The values of a unit over time.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SeriesBody {
    /// Unit of measure.
    pub measure: String,
    /// The periods, the oldest first.
    pub points: Vec<PointBody>,
}

/// A period.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PointBody {
    /// The period.
    pub period: String,
    /// The value.
    pub value: Option<f64>,
    /// Why it is missing.
    pub reason: Option<String>,
    /// The plan of the period.
    pub plan: Option<f64>,
    /// The single month of a running total.
    pub single: Option<f64>,
    /// Was it another value before?
    pub revised: bool,
}

impl SeriesBody {
    /// In a language.
    pub fn of(found: IndicatorSeries, lang: Lang) -> Self {
        let point = |one: baton_service::site::data::SeriesPoint| PointBody {
            period: one.period.to_string(),
            value: one.value,
            reason: reason(one.reason, lang),
            plan: one.plan,
            single: one.single,
            revised: one.revised,
        };
        Self { measure: found.measure, points: found.points.into_iter().map(point).collect() }
    }
}
