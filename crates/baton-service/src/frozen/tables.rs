//! Units, figures and their sources as they are frozen.

use std::collections::BTreeMap;

use baton_model::snapshot::{AttributeColumn, FactColumn, Provenance, Roster, RosterParts};
use baton_model::{CellAddress, Flags, Message, Origin, Scenario, Snapshot, Status};
use serde::{Deserialize, Serialize};

use super::{damaged, optional, plain, read};

/// The units.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Units {
    codes: Vec<String>,
    names: Vec<String>,
    kinds: Vec<String>,
    parents: Vec<Option<u32>>,
    attributes: BTreeMap<String, Attribute>,
    /// A year before; none where they were the same.
    earlier: Option<BTreeMap<String, Attribute>>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Attribute {
    Texts(Vec<Option<String>>),
    Numbers(Vec<Option<f64>>),
    Booleans(Vec<Option<bool>>),
}

impl Attribute {
    fn of(column: &AttributeColumn) -> Self {
        match column {
            AttributeColumn::Text { codes, words } => {
                Self::Texts(codes.iter().map(|code| words.get(*code as usize).cloned()).collect())
            }
            AttributeColumn::Number(values) => Self::Numbers(optional(values)),
            AttributeColumn::Bool(values) => {
                Self::Booleans(values.iter().map(|value| (*value < 2).then_some(*value == 1)).collect())
            }
        }
    }

    fn column(self) -> AttributeColumn {
        match self {
            Self::Texts(texts) => baton_model::snapshot::text_column(texts.into_iter()),
            Self::Numbers(values) => AttributeColumn::Number(plain(&values)),
            Self::Booleans(values) => {
                AttributeColumn::Bool(values.into_iter().map(|value| value.map_or(2, u8::from)).collect())
            }
        }
    }
}

impl Units {
    /// Freezes a roster.
    pub(super) fn of(roster: &Roster) -> Self {
        let parts = roster.parts();
        let frozen = |columns: &BTreeMap<String, AttributeColumn>| {
            columns.iter().map(|(name, column)| (name.clone(), Attribute::of(column))).collect()
        };
        Self {
            codes: parts.codes.iter().map(str::to_owned).collect(),
            names: parts.names.iter().map(str::to_owned).collect(),
            kinds: parts.kinds.clone(),
            parents: parts.parents.clone(),
            attributes: frozen(&parts.attributes),
            earlier: parts.earlier.as_ref().map(frozen),
        }
    }

    /// The roster again.
    pub(super) fn roster(self) -> Result<Roster, Message> {
        let columns = |frozen: BTreeMap<String, Attribute>| {
            frozen.into_iter().map(|(name, column)| (name, column.column())).collect()
        };
        let parts = RosterParts {
            codes: self.codes.iter().collect(),
            names: self.names.iter().collect(),
            kinds: self.kinds,
            parents: self.parents,
            attributes: columns(self.attributes),
            earlier: self.earlier.map(columns),
        };
        Roster::from_parts(parts).ok_or_else(|| damaged("units".to_owned()))
    }
}

/// Where figures came from.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Source {
    #[serde(flatten)]
    origin: FrozenOrigin,
    status: String,
    recorded_at: String,
    recorded_by: String,
    version: u32,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum FrozenOrigin {
    Cell { file: String, sheet: Option<String>, row: u32, column: u32 },
    Person(String),
    Computed(String),
}

impl Source {
    fn of(provenance: &Provenance) -> Self {
        let origin = match &provenance.origin {
            Origin::Cell { file, sheet, cell } => FrozenOrigin::Cell {
                file: file.clone(),
                sheet: sheet.clone(),
                row: cell.row,
                column: cell.column,
            },
            Origin::Person(name) => FrozenOrigin::Person(name.clone()),
            Origin::Computed(how) => FrozenOrigin::Computed(how.clone()),
        };
        Self {
            origin,
            status: provenance.status.word().to_owned(),
            recorded_at: provenance.recorded_at.clone(),
            recorded_by: provenance.recorded_by.clone(),
            version: provenance.version,
        }
    }

    fn provenance(self) -> Result<Provenance, Message> {
        let origin = match self.origin {
            FrozenOrigin::Cell { file, sheet, row, column } => {
                Origin::Cell { file, sheet, cell: CellAddress { row, column } }
            }
            FrozenOrigin::Person(name) => Origin::Person(name),
            FrozenOrigin::Computed(how) => Origin::Computed(how),
        };
        Ok(Provenance {
            origin,
            status: Status::parse(&self.status).ok_or_else(|| damaged(self.status.clone()))?,
            recorded_at: self.recorded_at,
            recorded_by: self.recorded_by,
            version: self.version,
        })
    }
}

/// The figures of an indicator for a period and scenario. A companion that is left out says nothing special.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Column {
    indicator: String,
    scenario: String,
    period: String,
    values: Vec<Option<f64>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    series: Vec<u16>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    flags: Vec<u16>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    why: Vec<u8>,
    /// Indices into the list of sources.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    sources: Vec<Option<u32>>,
}

/// Freezes the columns of a snapshot that a run for a period can read, with the sources they name.
pub(super) fn columns(snapshot: &Snapshot, period: baton_model::Period) -> (Vec<Column>, Vec<Source>) {
    let mut sources: Vec<Source> = Vec::new();
    let mut numbers: BTreeMap<u32, u32> = BTreeMap::new();
    let last = period.whole_year().end();
    let mut frozen = Vec::new();
    for (indicator, scenario, of, column) in snapshot.columns().filter(|(_, _, of, _)| of.start() <= last) {
        let mut source = |at: &u32| {
            let provenance = snapshot.provenance.get(*at as usize)?;
            let next = u32::try_from(sources.len()).unwrap_or(u32::MAX);
            let number = *numbers.entry(*at).or_insert(next);
            if number == next {
                sources.push(Source::of(provenance));
            }
            Some(number)
        };
        frozen.push(Column {
            indicator: snapshot.catalogue.get(indicator).code.clone(),
            scenario: scenario.word().to_owned(),
            period: of.to_string(),
            values: optional(&column.values),
            series: column.series.clone(),
            flags: column.flags.iter().map(|flags| flags.0).collect(),
            why: column.why.clone(),
            sources: column.provenance.iter().map(&mut source).collect(),
        });
    }
    (frozen, sources)
}

/// Puts frozen columns into a snapshot.
pub(super) fn fill(
    snapshot: &mut Snapshot,
    columns: Vec<Column>,
    sources: Vec<Source>,
) -> Result<(), Message> {
    snapshot.provenance = sources.into_iter().map(Source::provenance).collect::<Result<_, _>>()?;
    let rows = snapshot.roster.len();
    for column in columns {
        let wrong = || damaged(format!("{} {}", column.indicator, column.period));
        let indicator = snapshot.catalogue.by_code(&column.indicator).ok_or_else(wrong)?;
        let scenario = Scenario::parse(&column.scenario).ok_or_else(wrong)?;
        let long = |length: usize| length == 0 || length == rows;
        let whole = column.values.len() == rows
            && long(column.series.len())
            && long(column.flags.len())
            && long(column.why.len())
            && long(column.sources.len());
        if !whole {
            return Err(wrong());
        }
        let facts = FactColumn {
            values: plain(&column.values).into(),
            series: column.series,
            provenance: column.sources.iter().map(|at| at.unwrap_or(u32::MAX)).collect(),
            flags: column.flags.into_iter().map(Flags).collect(),
            why: column.why,
        };
        snapshot.put(indicator, scenario, read(&column.period)?, facts);
    }
    Ok(())
}
