//! The inputs of a run: what its scheme was compiled against, and the snapshot it ran on.

use std::collections::{BTreeMap, BTreeSet};

use baton_model::snapshot::PublishedResult;
use baton_model::{Catalogue, Message, Snapshot};
use baton_scheme::expr::AttributeType;
use baton_scheme::run::{Ruling, RulingEffect, RunOptions};
use serde::{Deserialize, Serialize};

use super::published::Earlier;
use super::tables::{Column, Source, Units, columns, fill};
use super::{FORMAT, damaged, optional, plain, read};
use crate::compiled::Against;

/// Everything a run read besides the text of its scheme.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Inputs {
    format: u32,
    /// Name of the scheme's file, for complaints.
    pub scheme_file: String,
    /// The cells of the table its leaves stand in, header first; none where they stand in the scheme.
    pub leaves: Option<Vec<Vec<String>>>,
    /// Text of `indicators.toml`.
    pub catalogue: String,
    attributes: BTreeMap<String, String>,
    open_attributes: bool,
    schemes: BTreeSet<String>,
    period: String,
    tree_date: String,
    closed_until: Option<String>,
    series: Vec<String>,
    units: Units,
    sources: Vec<Source>,
    columns: Vec<Column>,
    results: Vec<Earlier>,
    ledgers: Vec<LedgerColumn>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    rulings: Vec<FrozenRuling>,
}

/// A ruling; without points the node is left out.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct FrozenRuling {
    unit: String,
    node: String,
    points: Option<f64>,
    basis: String,
    approver: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct LedgerColumn {
    measure: String,
    period: String,
    values: Vec<Option<f64>>,
}

/// The scheme as text, with what belongs to it.
#[derive(Clone, Debug)]
pub struct SchemeText {
    /// Name of the file.
    pub file: String,
    /// The text.
    pub text: String,
    /// The cells of the table its leaves stand in, header first.
    pub leaves: Option<Vec<Vec<String>>>,
    /// Text of `indicators.toml`.
    pub catalogue: String,
}

impl FrozenRuling {
    fn of(ruling: &Ruling) -> Self {
        let points = match ruling.effect {
            RulingEffect::Points(points) => Some(points),
            RulingEffect::Exclusion => None,
        };
        Self {
            unit: ruling.unit.clone(),
            node: ruling.node.clone(),
            points,
            basis: ruling.basis.clone(),
            approver: ruling.approver.clone(),
        }
    }

    fn ruling(&self) -> Ruling {
        Ruling {
            unit: self.unit.clone(),
            node: self.node.clone(),
            effect: self.points.map_or(RulingEffect::Exclusion, RulingEffect::Points),
            basis: self.basis.clone(),
            approver: self.approver.clone(),
        }
    }
}

impl Inputs {
    /// Freezes what a run for a period reads.
    pub fn freeze(scheme: &SchemeText, against: &Against, snapshot: &Snapshot, options: &RunOptions) -> Self {
        let period = options.period;
        let (columns, sources) = columns(snapshot, period);
        let ledgers = snapshot.ledgers.iter().map(|((measure, period), values)| LedgerColumn {
            measure: measure.clone(),
            period: period.to_string(),
            values: optional(values),
        });
        let results = snapshot.results.iter();
        Self {
            format: FORMAT,
            scheme_file: scheme.file.clone(),
            leaves: scheme.leaves.clone(),
            catalogue: scheme.catalogue.clone(),
            attributes: against
                .attributes
                .iter()
                .map(|(name, ty)| (name.clone(), attribute_word(*ty).to_owned()))
                .collect(),
            open_attributes: against.open_attributes,
            schemes: against.schemes.clone(),
            period: period.to_string(),
            tree_date: snapshot.tree_date.to_string(),
            closed_until: snapshot.closed_until.map(|day| day.to_string()),
            series: snapshot.series.clone(),
            units: Units::of(&snapshot.roster),
            sources,
            columns,
            results: results.map(|((scheme, period), result)| Earlier::of(scheme, *period, result)).collect(),
            ledgers: ledgers.collect(),
            rulings: options.rulings.iter().map(FrozenRuling::of).collect(),
        }
    }

    /// What the run was asked for.
    pub fn options(&self) -> Result<RunOptions, Message> {
        let rulings = self.rulings.iter().map(FrozenRuling::ruling).collect();
        Ok(RunOptions { rulings, ..RunOptions::new(read(&self.period)?) })
    }

    /// What the scheme is compiled against; `catalogue` is that of [`Inputs::catalogue`].
    pub fn against(&self, catalogue: Catalogue) -> Result<Against, Message> {
        let attribute = |(name, word): (&String, &String)| {
            let ty = ATTRIBUTE_TYPES.into_iter().find(|ty| attribute_word(*ty) == word);
            Ok((name.clone(), ty.ok_or_else(|| damaged(word.clone()))?))
        };
        Ok(Against {
            catalogue,
            attributes: self.attributes.iter().map(attribute).collect::<Result<_, Message>>()?,
            open_attributes: self.open_attributes,
            schemes: self.schemes.clone(),
        })
    }

    /// The snapshot again.
    pub fn snapshot(self, catalogue: Catalogue) -> Result<Snapshot, Message> {
        if self.format != FORMAT {
            return Err(damaged(format!("format {}", self.format)));
        }
        let mut snapshot = Snapshot::new(catalogue, self.units.roster()?, read(&self.tree_date)?);
        snapshot.closed_until = self.closed_until.as_deref().map(read).transpose()?;
        snapshot.series = self.series;
        fill(&mut snapshot, self.columns, self.sources)?;
        for earlier in self.results {
            let (key, result): (_, PublishedResult) = earlier.result()?;
            snapshot.results.insert(key, result);
        }
        for ledger in self.ledgers {
            snapshot.ledgers.insert((ledger.measure, read(&ledger.period)?), plain(&ledger.values));
        }
        Ok(snapshot)
    }
}

const ATTRIBUTE_TYPES: [AttributeType; 3] = [AttributeType::Text, AttributeType::Number, AttributeType::Bool];

fn attribute_word(ty: AttributeType) -> &'static str {
    match ty {
        AttributeType::Text => "text",
        AttributeType::Number => "number",
        AttributeType::Bool => "boolean",
    }
}
