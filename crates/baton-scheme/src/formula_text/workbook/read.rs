//! Reading an indicator: which cells of the data sheet, and what is done with them (as `run::read` does with columns).

use baton_model::snapshot::AttributeColumn;
use baton_model::{Accumulation, IndicatorId, NullReason, Scenario, Snapshot};

use super::builder::{Builder, View};
use super::piece::{Piece, sum};
use super::{Content, FigureKey, Source};
use crate::expr::typed::{Kind, Outcome};

impl Builder<'_> {
    /// An indicator in the view's period and scenario.
    pub(super) fn indicator(&mut self, view: &View, id: IndicatorId) -> Piece {
        let snapshot = self.context.snapshot;
        let frequency = snapshot.catalogue.get(id).frequency;
        let direct = snapshot.column(id, view.scenario, view.period).is_some();
        if !direct && self.context.plan.formulas.contains_key(&id) {
            let carry = view.around.carry;
            let key = FigureKey { derived: true, carry, ..figure(view, Source::Indicator(id)) };
            return self.figure(view.sheet, &key, view.row);
        }
        let kind = view.period.kind();
        if direct || frequency == kind {
            return self.raw(view, id);
        }
        if frequency.is_finer_than(kind) {
            return self.finer(view, id);
        }
        if view.around.carry { self.latest(view, id) } else { Piece::null() }
    }

    fn finer(&mut self, view: &View, id: IndicatorId) -> Piece {
        let definition = self.context.snapshot.catalogue.get(id);
        match definition.accumulation {
            Accumulation::Stock | Accumulation::Ytd => {
                self.indicator(&view.at(view.period.last_part(definition.frequency)), id)
            }
            Accumulation::Flow => {
                let parts = view.period.parts(definition.frequency);
                sum(parts.into_iter().map(|part| self.indicator(&view.at(part), id)).collect())
            }
            Accumulation::Rate => Piece::null(),
        }
    }

    /// The last published value: from the newest period back to the one this unit's value was taken from.
    fn latest(&mut self, view: &View, id: IndicatorId) -> Piece {
        let (snapshot, end) = (self.context.snapshot, view.period.end());
        let mut cells = Vec::new();
        for period in snapshot.periods(id, view.scenario).rev().filter(|period| period.end() <= end) {
            let Some(column) = snapshot.column(id, view.scenario, period) else { continue };
            let cell = self.figure(view.sheet, &figure(&view.at(period), Source::Indicator(id)), view.row);
            cells.push(cell);
            if !column.values[view.row as usize].is_nan() {
                break;
            }
        }
        let mut cells = cells.into_iter().rev();
        let Some(oldest) = cells.next() else { return Piece::null() };
        cells.fold(oldest, |older, cell| {
            Piece::opaque(format!("IF(ISNUMBER({0}),{0},{1})", cell.text, older.close()))
        })
    }

    /// The cell itself; a joint unit puts the figures of its members together.
    fn raw(&mut self, view: &View, id: IndicatorId) -> Piece {
        let key = figure(view, Source::Indicator(id));
        let joint = &view.around.universe.joint;
        let members = joint.iter().find(|(first, _)| *first == view.row).map(|(_, rows)| rows.clone());
        let Some(members) = members else { return self.member(view, id, &key, view.row) };
        let cells: Vec<Piece> = members.iter().map(|row| self.member(view, id, &key, *row)).collect();
        let all: Vec<&Piece> = cells.iter().collect();
        if self.context.snapshot.catalogue.get(id).accumulation.is_additive() {
            return Piece::call("SUM", &all);
        }
        let list: Vec<&str> = cells.iter().map(|cell| cell.text.as_str()).collect();
        let list = list.join(",");
        let same = Piece::of(format!("IF(MAX({list})=MIN({list}),{},\"\")", cells[0].text), &all);
        Piece::opaque(same.close())
    }

    /// The cell of one unit, where nothing registered may be 0.
    fn member(&mut self, view: &View, id: IndicatorId, key: &FigureKey, row: u32) -> Piece {
        let cell = self.figure(view.sheet, key, row);
        if self.reads_zero(view, id, row) { Piece::solid(format!("N({})", cell.text)) } else { cell }
    }

    /// Nothing registered is 0 once the period is closed.
    fn reads_zero(&self, view: &View, id: IndicatorId, row: u32) -> bool {
        let snapshot = self.context.snapshot;
        let closed = self.is_closed(view);
        if !closed || view.scenario != Scenario::Actual || !snapshot.catalogue.get(id).absent_is_zero {
            return false;
        }
        let column = snapshot.column(id, view.scenario, view.period);
        let why = column.and_then(|column| column.why.get(row as usize).copied());
        let why = why.and_then(NullReason::from_code);
        why.is_none_or(|why| why == NullReason::NotReported)
    }

    /// Is the period closed, so that its figures are due?
    pub(super) fn is_closed(&self, view: &View) -> bool {
        self.context.snapshot.closed_until.is_none_or(|until| view.period.end() <= until)
    }

    /// An attribute of the unit.
    pub(super) fn attribute(&mut self, view: &View, name: &str) -> Piece {
        let source = Source::Attribute(name.to_owned(), view.a_year_before);
        let key = FigureKey {
            source,
            scenario: Scenario::Actual,
            period: self.context.period,
            derived: false,
            carry: false,
        };
        self.figure(view.sheet, &key, view.row)
    }

    /// A published result, a ledger measure, a frozen figure: read as a figure.
    pub(super) fn published_elsewhere(&mut self, view: &View, kind: &Kind) -> Piece {
        let Some(name) = self.name_elsewhere(kind) else { return Piece::null() };
        let key = figure(view, Source::Elsewhere(name));
        self.figure(view.sheet, &key, view.row)
    }

    /// The grade a published result gave.
    pub(super) fn grade_elsewhere(&mut self, view: &View, scheme: &str) -> String {
        let key = figure(view, Source::Elsewhere(format!("result.{scheme}.grade")));
        self.figure(view.sheet, &key, view.row).text
    }

    fn name_elsewhere(&self, kind: &Kind) -> Option<String> {
        Some(match kind {
            Kind::Result { scheme, outcome } => {
                let (part, node) = match outcome {
                    Outcome::Points(node) => ("points", node.as_str()),
                    Outcome::Ratio(node) => ("ratio", node.as_str()),
                    Outcome::Rank(node) => ("rank", node.as_str()),
                    Outcome::Total => ("total", ""),
                    Outcome::TotalRatio => ("ratio", ""),
                    Outcome::TotalRank => ("rank", ""),
                    Outcome::Count => ("n", ""),
                    Outcome::Level => ("level", ""),
                    Outcome::Grade | Outcome::RankChange => return None,
                };
                let dot = if node.is_empty() { "" } else { "." };
                format!("result.{scheme}.{part}{dot}{node}")
            }
            Kind::Ledger { ledger, measure, option: Some(option) } => {
                format!("ledger.{ledger}.{measure}[{option}]")
            }
            Kind::Ledger { ledger, measure, option: None } => format!("ledger.{ledger}.{measure}"),
            Kind::AsPublished(id) => {
                format!("as_published.{}", self.context.snapshot.catalogue.get(*id).code)
            }
            _ => return None,
        })
    }

    /// What such a figure holds.
    pub(super) fn elsewhere(&self, key: &FigureKey, row: u32) -> Content {
        let number = || self.number_elsewhere(key, row).map(Content::Number);
        self.text_elsewhere(key, row).map(Content::Text).or_else(number).unwrap_or(Content::Empty)
    }

    fn text_elsewhere(&self, key: &FigureKey, row: u32) -> Option<String> {
        let Source::Elsewhere(name) = &key.source else { return None };
        let scheme = name.strip_prefix("result.")?.strip_suffix(".grade")?;
        let result = self.context.snapshot.results.get(&(scheme.to_owned(), key.period))?;
        result.grade.get(row as usize)?.clone()
    }

    fn number_elsewhere(&self, key: &FigureKey, row: u32) -> Option<f64> {
        let Source::Elsewhere(name) = &key.source else { return None };
        let (snapshot, at) = (self.context.snapshot, row as usize);
        let value = if let Some(name) = name.strip_prefix("ledger.") {
            snapshot.ledgers.get(&(name.to_owned(), key.period))?.get(at)?
        } else if let Some(code) = name.strip_prefix("as_published.") {
            let mut runs = snapshot.results.iter().rev().filter(|((_, period), _)| *period == key.period);
            runs.find_map(|(_, result)| result.inputs.get(code))?.get(at)?
        } else {
            let mut parts = name.strip_prefix("result.")?.splitn(3, '.');
            let (scheme, part) = (parts.next()?, parts.next()?);
            let result = snapshot.results.get(&(scheme.to_owned(), key.period))?;
            let column = match (part, parts.next()) {
                ("points", Some(node)) => &result.nodes.get(node)?[0],
                ("ratio", Some(node)) => &result.nodes.get(node)?[1],
                ("rank", Some(node)) => &result.nodes.get(node)?[2],
                ("total", _) => &result.total,
                ("ratio", None) => &result.ratio,
                ("rank", None) => &result.rank,
                ("n", _) => &result.n,
                ("level", _) => &result.level,
                _ => return None,
            };
            column.get(at)?
        };
        (!value.is_nan()).then_some(*value)
    }
}

/// The figure a view looks at.
fn figure(view: &View, source: Source) -> FigureKey {
    FigureKey { source, scenario: view.scenario, period: view.period, derived: false, carry: false }
}

/// The attribute of a unit as a cell.
pub(super) fn attribute(snapshot: &Snapshot, name: &str, before: bool, row: u32) -> Content {
    let at = row as usize;
    match snapshot.roster.attribute(name, before) {
        Some(AttributeColumn::Number(values)) if !values[at].is_nan() => Content::Number(values[at]),
        Some(AttributeColumn::Bool(values)) if values[at] < 2 => Content::Bool(values[at] == 1),
        Some(AttributeColumn::Text { codes, words }) => {
            words.get(codes[at] as usize).map_or(Content::Empty, |word| Content::Text(word.clone()))
        }
        _ => Content::Empty,
    }
}
