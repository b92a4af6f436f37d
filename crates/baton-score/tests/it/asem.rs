//! COINr's ASEM example: 51 units, 49 indicators, 8 pillars, 2 sub-indexes, one index. A small model of it on top of
//! the crate, run from the raw data through every stage; [`crate::asem_stages`] compares.

use crate::common::{Row, column, number, table};
use baton_score::aggregate::{arithmetic, geometric};
use baton_score::denominate::denominate;
use baton_score::impute::impute_group_mean;
use baton_score::normalise::{directed, minmax, zscore};
use baton_score::rule::Direction;
use baton_score::treat::{Limits, Transform, Treated, two_stage};
use std::collections::BTreeMap;

pub(crate) const FOLDER: &str = "reference/coinr";

/// Columns by code.
pub(crate) type Columns = BTreeMap<String, Vec<f64>>;

/// A node of the hierarchy.
#[derive(Clone)]
pub(crate) struct Node {
    pub(crate) code: String,
    pub(crate) parent: Option<String>,
    pub(crate) level: usize,
    pub(crate) weight: f64,
    pub(crate) direction: Direction,
    pub(crate) denominator: Option<String>,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Normalisation {
    Minmax { lower: f64, upper: f64 },
    Zscore { centre: f64, spread: f64 },
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Mean {
    Arithmetic,
    Geometric,
}

/// The choices a sensitivity analysis varies.
#[derive(Clone, Copy)]
pub(crate) struct Choices<'a> {
    pub(crate) winsorise_most: usize,
    pub(crate) normalisation: Normalisation,
    pub(crate) weights: Option<&'a BTreeMap<String, f64>>,
    pub(crate) mean: Mean,
}

/// What COINr's example uses.
pub(crate) const NOMINAL: Choices = Choices {
    winsorise_most: 5,
    normalisation: Normalisation::Minmax { lower: 0.0, upper: 100.0 },
    weights: None,
    mean: Mean::Arithmetic,
};

/// The example as read.
pub(crate) struct Asem {
    pub(crate) units: Vec<String>,
    pub(crate) nodes: Vec<Node>,
    pub(crate) raw: Columns,
    unit_meta: Vec<Row>,
}

/// Every column of a table but the first.
pub(crate) fn columns(rows: &[Row], key: &str) -> Columns {
    rows[0].keys().filter(|name| *name != key).map(|name| (name.clone(), column(rows, name))).collect()
}

impl Asem {
    pub(crate) fn read() -> Option<Asem> {
        let rows = |name: &str| table("COINr ASEM example", &format!("{FOLDER}/asem/{name}.csv"));
        let (raw, meta, unit_meta) = (rows("01_raw")?, rows("ind_meta")?, rows("unit_meta")?);
        let present = |text: &str| (text != "NA").then(|| text.to_owned());
        let node = |row: &Row| Node {
            code: row["iCode"].clone(),
            parent: present(&row["Parent"]),
            level: row["Level"].parse().expect("a level"),
            weight: number(&row["Weight"]),
            direction: if row["Direction"] == "-1" { Direction::Lower } else { Direction::Higher },
            denominator: present(&row["Denominator"]),
        };
        Some(Asem {
            units: raw.iter().map(|row| row["uCode"].clone()).collect(),
            nodes: meta.iter().filter(|row| row["Level"] != "NA").map(node).collect(),
            raw: columns(&raw, "uCode"),
            unit_meta,
        })
    }

    /// A column of the units' own table, in the order of the data.
    fn unit_column<T>(&self, name: &str, read: impl Fn(&str) -> T) -> Vec<T> {
        let row = |unit: &String| self.unit_meta.iter().find(|row| row["uCode"] == *unit).expect("the unit");
        self.units.iter().map(|unit| read(&row(unit)[name])).collect()
    }

    pub(crate) fn indicators(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter().filter(|node| node.level == 1)
    }

    fn each_indicator(&self, from: &Columns, f: impl Fn(&Node, &[f64]) -> Vec<f64>) -> Columns {
        self.indicators().map(|node| (node.code.clone(), f(node, &from[&node.code]))).collect()
    }

    pub(crate) fn denominated(&self) -> Columns {
        self.each_indicator(&self.raw, |node, x| match &node.denominator {
            Some(name) => denominate(x, &self.unit_column(name, number), 1.0),
            None => x.to_vec(),
        })
    }

    /// The group of every unit, numbered in order of appearance.
    pub(crate) fn groups(&self, attribute: &str) -> Vec<Option<usize>> {
        let names = self.unit_column(attribute, str::to_owned);
        names.iter().map(|name| names.iter().position(|other| other == name)).collect()
    }

    pub(crate) fn imputed(&self) -> Columns {
        let groups = self.groups("EurAsia_group");
        self.each_indicator(&self.denominated(), |_, x| impute_group_mean(x, &groups))
    }

    /// Screening keeps every unit: all have 90 % of their data after imputation.
    pub(crate) fn treatments(&self, winsorise_most: usize) -> BTreeMap<String, Treated> {
        let imputed = self.imputed();
        let treat = |x: &[f64]| {
            two_stage(x, Limits::default(), Some(winsorise_most), Transform::LogCt, false)
                .expect("has a shape")
        };
        imputed.iter().map(|(code, x)| (code.clone(), treat(x))).collect()
    }

    pub(crate) fn normalised(&self, treated: &Columns, how: Normalisation) -> Columns {
        self.each_indicator(treated, |node, x| {
            let x = directed(x, node.direction);
            match how {
                Normalisation::Minmax { lower, upper } => minmax(&x, lower, upper),
                Normalisation::Zscore { centre, spread } => zscore(&x, centre, spread),
            }
            .expect("not flat")
        })
    }

    /// Adds the aggregates, level by level.
    pub(crate) fn aggregated(&self, mut data: Columns, choices: Choices) -> Columns {
        let weight =
            |node: &Node| choices.weights.and_then(|w| w.get(&node.code)).copied().unwrap_or(node.weight);
        for parent in self.nodes.iter().filter(|node| node.level > 1) {
            let children: Vec<&Node> =
                self.nodes.iter().filter(|node| node.parent.as_ref() == Some(&parent.code)).collect();
            let children: Vec<&Node> =
                children.into_iter().filter(|node| data.contains_key(&node.code)).collect();
            let weights: Vec<f64> = children.iter().map(|node| weight(node)).collect();
            let score = |unit: usize| {
                let row: Vec<f64> = children.iter().map(|node| data[&node.code][unit]).collect();
                let mean = match choices.mean {
                    Mean::Arithmetic => arithmetic(&row, &weights),
                    Mean::Geometric => geometric(&row, &weights).expect("nothing negative"),
                };
                mean.unwrap_or(f64::NAN)
            };
            let scores = (0..self.units.len()).map(score).collect();
            data.insert(parent.code.clone(), scores);
        }
        data
    }

    /// From raw data to index.
    pub(crate) fn run(&self, choices: Choices) -> Columns {
        let treated =
            self.treatments(choices.winsorise_most).into_iter().map(|(code, t)| (code, t.values)).collect();
        self.aggregated(self.normalised(&treated, choices.normalisation), choices)
    }
}
