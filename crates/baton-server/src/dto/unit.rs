//! Units on a day, and boundaries.

use baton_service::model::{AttributeValue, Unit};
use baton_service::site::data::{Attribute, Boundaries, UnitChanges, UnitEntry, UnitPage};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::UnitHead;

/// Which units.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct UnitsQuery {
    /// The day; today if none.
    pub on: Option<String>,
    /// Of this kind only.
    pub kind: Option<String>,
    /// Directly below this unit only.
    pub parent: Option<String>,
    /// Whose code or name holds this.
    pub q: Option<String>,
    /// `next` of the page before.
    pub cursor: Option<String>,
    /// At most so many, 1 to 1000.
    pub limit: Option<usize>,
}

/// Units by code.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct UnitList {
    /// The units.
    pub items: Vec<UnitBody>,
    /// What to send as `cursor` for the next page.
    pub next: Option<String>,
    /// How many units there are of each kind that day, whatever was searched for; the fewest first.
    pub kinds: Vec<KindCount>,
}

/// How many units there are of a kind.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct KindCount {
    /// The kind.
    pub kind: String,
    /// How many.
    pub count: usize,
}

/// A unit as it is on a day.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct UnitBody {
    /// Code.
    pub code: String,
    /// Name in force.
    pub name: String,
    /// Kind.
    pub kind: String,
    /// Code of the unit above.
    pub parent: Option<String>,
    /// Its name.
    pub parent_name: Option<String>,
    /// First day of this version; null: always.
    pub valid_from: Option<String>,
    /// Last day of this version; null: still.
    pub valid_to: Option<String>,
    /// Attributes in force.
    pub attributes: Vec<AttributeBody>,
}

/// An attribute (属性).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AttributeBody {
    /// Its id in schemes.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Its value as text; `true` or `false` for yes and no.
    pub value: String,
}

/// Which day.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct UnitQuery {
    /// The day; today, or the unit's last, if none.
    pub on: Option<String>,
}

/// A unit with how it came about.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct UnitDetail {
    /// The unit.
    #[serde(flatten)]
    pub unit: UnitBody,
    /// What happened to it, the oldest first.
    pub changes: Vec<UnitChangeBody>,
    /// The units directly below.
    pub children: Vec<UnitHead>,
}

/// What happened on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = TerritoryChange)]
pub struct UnitChangeBody {
    /// First day of the new state.
    pub date: String,
    /// `rename`, `merge`, `split` or `move`.
    pub kind: &'static str,
    /// Codes before.
    pub from: Vec<String>,
    /// Codes after.
    pub to: Vec<String>,
}

impl From<UnitEntry> for UnitBody {
    fn from(entry: UnitEntry) -> Self {
        let UnitEntry { unit, parent_name, attributes } = entry;
        let attribute = |one: Attribute| AttributeBody {
            id: one.id,
            name: one.name,
            value: match one.value {
                AttributeValue::Text(text) => text,
                AttributeValue::Number(number) => number.to_string(),
                AttributeValue::Bool(truth) => truth.to_string(),
            },
        };
        Self {
            code: unit.code,
            name: unit.name,
            kind: unit.kind,
            parent: unit.parent,
            parent_name,
            valid_from: unit.valid_from.map(|day| day.to_string()),
            valid_to: unit.valid_to.map(|day| day.to_string()),
            attributes: attributes.into_iter().map(attribute).collect(),
        }
    }
}

impl From<UnitPage> for UnitList {
    fn from(page: UnitPage) -> Self {
        Self {
            items: page.items.into_iter().map(UnitBody::from).collect(),
            next: page.next,
            kinds: page.kinds.into_iter().map(|(kind, count)| KindCount { kind, count }).collect(),
        }
    }
}

impl UnitDetail {
    /// With its changes and the units below.
    pub fn of((unit, changes, children): (UnitEntry, Vec<UnitChanges>, Vec<Unit>)) -> Self {
        let change = |one: UnitChanges| UnitChangeBody {
            date: one.date.to_string(),
            kind: one.kind.word(),
            from: one.from,
            to: one.to,
        };
        Self {
            unit: unit.into(),
            changes: changes.into_iter().map(change).collect(),
            children: children.into_iter().map(|child| UnitHead::new(child.code, child.name)).collect(),
        }
    }
}

/// Boundaries of units with the approval number of their map (审图号), which must be shown with them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BoundariesBody {
    /// Title of the map.
    pub title: String,
    /// Approval number.
    pub approval: String,
    /// A GeoJSON FeatureCollection; each feature has `properties.code`, the code of a unit.
    #[schema(value_type = Object)]
    pub geojson: serde_json::Value,
}

impl From<Boundaries> for BoundariesBody {
    fn from(found: Boundaries) -> Self {
        Self { title: found.title, approval: found.approval, geojson: found.geojson }
    }
}

impl From<BoundariesBody> for Boundaries {
    fn from(body: BoundariesBody) -> Self {
        Self { title: body.title, approval: body.approval, geojson: body.geojson }
    }
}
