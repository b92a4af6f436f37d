//! Leaves in a table, one a row, which is how offices write them (指标表).
//!
//! Headers in Chinese or English; a weight by group is a column a group (`权重：A`); a part of an indicator is a row
//! whose id is `growth.1` with its share. [`read`] and [`write`] are inverse.

mod columns;
mod rule_text;
mod words;

use std::collections::BTreeMap;

use baton_model::Message;

use crate::diagnostic::{Diagnostic, Diagnostics, Span, Spanned};
use crate::document::decode::encode::Entries as _;
use crate::document::{ByGroup, Dimension, Document, Formula, Leaf, Number, OneOrMany, Part, Text};
use crate::expr::{Origin, parse};
use crate::messages;
use columns::Column;

/// A cell: its text, and a span over a source that holds just this text.
pub type Cell = Spanned<String>;

/// A table as read from a file.
#[derive(Clone, Debug, Default)]
pub struct LeafTable {
    /// The header row.
    pub header: Vec<Cell>,
    /// The other rows; a missing cell at the end is blank.
    pub rows: Vec<Vec<Cell>>,
}

/// Adds the leaves of a table to a document.
pub fn add(document: &mut Document, table: &LeafTable, diagnostics: &mut Diagnostics) {
    let leaves = read(table, document.dimension.as_deref().unwrap_or_default(), diagnostics);
    document.indicator.get_or_insert_with(Vec::new).extend(leaves);
}

/// Reads the leaves of a table; a dimension may be named by id or by name.
pub fn read(table: &LeafTable, dimensions: &[Dimension], diagnostics: &mut Diagnostics) -> Vec<Leaf> {
    let mut reader = Reader { diagnostics, dimensions };
    let columns: Vec<Option<Column>> = table.header.iter().map(|cell| reader.column(cell)).collect();
    let mut leaves: Vec<Leaf> = Vec::new();
    for row in &table.rows {
        let cells: Vec<(&Column, &Cell)> = columns
            .iter()
            .zip(row)
            .filter(|(_, cell)| !cell.value.trim().is_empty())
            .filter_map(|(column, cell)| Some((column.as_ref()?, cell)))
            .collect();
        let Some(first) = cells.first() else { continue };
        let place = first.1.span;
        let leaf = reader.leaf(&cells, place);
        match part_of(&leaf) {
            Some(parent) if leaves.iter().any(|other| has_id(other, parent)) => {
                let part = reader.part(&cells, leaf.clone());
                if let Some(whole) = leaves.iter_mut().find(|other| has_id(other, parent)) {
                    whole.parts.get_or_insert_with(Vec::new).push(part);
                }
            }
            _ => leaves.push(leaf),
        }
    }
    leaves
}

fn has_id(leaf: &Leaf, id: &str) -> bool {
    leaf.id.as_ref().is_some_and(|own| own.value == id)
}

/// `growth` for the part `growth.1`.
fn part_of(leaf: &Leaf) -> Option<&str> {
    let (parent, number) = leaf.id.as_ref()?.value.rsplit_once('.')?;
    number.parse::<u32>().is_ok().then_some(parent)
}

struct Reader<'a, 'd> {
    diagnostics: &'d mut Diagnostics,
    dimensions: &'a [Dimension],
}

impl Reader<'_, '_> {
    fn problem(&mut self, span: Span, problem: impl Into<baton_model::Arg>) {
        let message = Message::new(&messages::BAD_LEAF_TABLE).with("problem", problem);
        self.diagnostics.push(Diagnostic::error(message, span));
    }

    fn column(&mut self, cell: &Cell) -> Option<Column> {
        if cell.value.trim().is_empty() {
            return None;
        }
        let column = Column::parse(&cell.value);
        if column.is_none() {
            let nearest = columns::nearest(&cell.value);
            let message =
                Message::new(&messages::UNKNOWN_COLUMN).with("found", &cell.value).with("nearest", nearest);
            self.diagnostics.push(Diagnostic::error(message, cell.span));
        }
        column
    }

    fn formula(&mut self, cell: &Cell) -> Option<Formula> {
        let text = cell.value.trim();
        let origin = Origin::new(cell.span, (text.len() == cell.value.len()).then_some(cell.span.start));
        let ast = parse(&origin, text, self.diagnostics)?;
        Some(Formula { ast, text: text.to_owned(), span: cell.span })
    }

    fn number<T: std::str::FromStr>(&mut self, cell: &Cell) -> Option<Spanned<T>> {
        match cell.value.trim().parse() {
            Ok(value) => Some(Spanned { value, span: cell.span }),
            Err(_) => {
                let message = Message::new(&messages::WRONG_TYPE)
                    .with("key", "")
                    .with("expected", &messages::term::NUMBER)
                    .with("found", &cell.value);
                self.diagnostics.push(Diagnostic::error(message, cell.span));
                None
            }
        }
    }

    fn text(cell: &Cell, table: &[(&str, &str)]) -> Text {
        let trimmed = cell.value.trim();
        let word = table.iter().find(|(zh, _)| *zh == trimmed).map_or(trimmed, |(_, en)| en);
        Spanned { value: word.to_owned(), span: cell.span }
    }

    fn parent(&self, cell: &Cell) -> Text {
        let wanted = cell.value.trim();
        let by_id = |dimension: &&Dimension| dimension.id.as_ref().is_some_and(|id| id.value == wanted);
        let by_name =
            |dimension: &&Dimension| dimension.name.as_ref().is_some_and(|name| name.value == wanted);
        let found = self.dimensions.iter().find(by_id).or_else(|| self.dimensions.iter().find(by_name));
        let id = found.and_then(|dimension| dimension.id.as_ref()).map_or(wanted, |id| id.value.as_str());
        Spanned { value: id.to_owned(), span: cell.span }
    }

    fn leaf(&mut self, cells: &[(&Column, &Cell)], span: Span) -> Leaf {
        let mut leaf = Leaf { span, ..Leaf::default() };
        let mut by_group: BTreeMap<String, Formula> = BTreeMap::new();
        let mut target = None;
        for (column, cell) in cells {
            let plain = || Some(Self::text(cell, &[]));
            match column {
                Column::Id => leaf.id = plain(),
                Column::Name => leaf.name = plain(),
                Column::NameEn => leaf.name_en = plain(),
                Column::In => leaf.r#in = Some(self.parent(cell)),
                Column::Weight => leaf.weight = self.formula(cell).map(ByGroup::All),
                Column::WeightOf(group) => {
                    by_group.extend(self.formula(cell).map(|weight| (group.clone(), weight)));
                }
                Column::Share => {}
                Column::Value => leaf.value = self.formula(cell),
                Column::Unit => leaf.unit = plain(),
                Column::Direction => leaf.direction = Some(Self::text(cell, words::DIRECTIONS)),
                Column::Owner => leaf.owner = plain(),
                Column::Score => leaf.score = rule_text::read(cell, self.diagnostics),
                Column::Target => target = self.formula(cell),
                Column::Missing => leaf.missing = rule_text::read_missing(cell, self.diagnostics),
                Column::Periods => leaf.periods = Some(list(cell)),
                Column::Applies => leaf.applies = self.formula(cell),
                Column::Otherwise => leaf.otherwise = Some(Self::text(cell, words::OTHERWISE)),
                Column::Of => {
                    let word = Self::text(cell, words::SETS);
                    leaf.of = self.formula(&word);
                }
                Column::Factor => leaf.factor = self.formula(cell),
                Column::Carry => leaf.carry = Some(Self::text(cell, words::CARRY)),
                Column::Unknown => leaf.unknown = Some(Self::text(cell, words::UNKNOWN)),
                Column::Decimals => leaf.decimals = self.number(cell),
                Column::Treat => leaf.treat = rule_text::read_treat(cell, self.diagnostics),
                Column::Full => leaf.full = self.number(cell),
                Column::Weights => leaf.weights = plain(),
                Column::Aggregate => leaf.aggregate = plain(),
                Column::MinAvailable => leaf.min_available = self.number(cell),
                Column::Note => leaf.note = plain(),
            }
        }
        if !by_group.is_empty() {
            if leaf.weight.is_some() {
                self.problem(span, &messages::term::TWO_WEIGHTS);
            }
            leaf.weight = Some(ByGroup::Table(by_group, span));
        }
        if let Some(target) = target {
            leaf.score = leaf.score.map(|score| rule_text::with_target(score, target));
        }
        leaf
    }

    fn part(&mut self, cells: &[(&Column, &Cell)], leaf: Leaf) -> Part {
        let share: Option<Number> = cells
            .iter()
            .find(|(column, _)| matches!(column, Column::Share))
            .and_then(|(_, cell)| self.number(cell));
        Part {
            name: leaf.name,
            name_en: leaf.name_en,
            value: leaf.value,
            share,
            unit: leaf.unit,
            direction: leaf.direction,
            score: leaf.score,
            missing: leaf.missing,
            of: leaf.of,
            treat: leaf.treat,
            carry: leaf.carry,
            decimals: leaf.decimals,
            owner: leaf.owner,
            span: leaf.span,
        }
    }
}

fn list(cell: &Cell) -> OneOrMany<Text> {
    let separators = ['、', '，', ';', '；'];
    let item = |text: &str| Spanned { value: text.trim().to_owned(), span: cell.span };
    OneOrMany(cell.value.split(separators).filter(|text| !text.trim().is_empty()).map(item).collect())
}

/// Writes leaves as the `[[indicator]]` tables of a scheme file, one entry a line.
pub fn to_toml(leaves: &[Leaf]) -> String {
    let table = |leaf: &Leaf| {
        let lines: String =
            leaf.entries().into_iter().map(|(key, value)| format!("{key} = {value}\n")).collect();
        format!("[[indicator]]\n{lines}")
    };
    leaves.iter().map(table).collect::<Vec<_>>().join("\n")
}

/// Writes leaves as a table: a header and rows. Columns nobody uses are left out.
pub fn write(leaves: &[Leaf]) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<(Column, String)>> = Vec::new();
    for leaf in leaves {
        rows.push(columns::of_leaf(leaf));
        let id = leaf.id.as_ref().map_or("", |id| id.value.as_str());
        for (number, part) in (1..).zip(leaf.parts.iter().flatten()) {
            rows.push(columns::of_part(part, id, number));
        }
    }
    let mut used: Vec<Column> = Vec::new();
    for (column, _) in rows.iter().flatten() {
        if !used.contains(column) {
            used.push(column.clone());
        }
    }
    used.sort();
    let mut table = vec![used.iter().map(Column::header).collect::<Vec<String>>()];
    for row in &rows {
        let cell = |column: &Column| {
            row.iter().find(|(own, _)| own == column).map_or(String::new(), |(_, text)| text.clone())
        };
        table.push(used.iter().map(cell).collect());
    }
    table
}
