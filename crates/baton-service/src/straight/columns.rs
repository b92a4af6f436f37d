//! The columns of a table, put together from parts in their order.

use std::collections::BTreeMap;

use baton_import::value::plain_number;
use baton_model::snapshot::{AttributeColumn, TextList};
use baton_model::{IndicatorId, Message};
use baton_scheme::expr::AttributeType;
use rayon::prelude::*;

use super::header::{Role, nearest_indicator};
use super::part::{Column, MOST, Part, Reader};
use super::words::Words;
use crate::messages;

/// A table with one row a unit, ordered by code.
pub(super) struct Table {
    pub(super) codes: TextList,
    pub(super) names: TextList,
    pub(super) kinds: Vec<String>,
    pub(super) attributes: BTreeMap<String, AttributeColumn>,
    pub(super) indicators: Vec<(IndicatorId, Vec<f64>)>,
    /// Columns that are not read, with the nearest indicator.
    pub(super) unread: Vec<String>,
    /// For each row of the file its row here.
    pub(super) order: Vec<u32>,
}

impl Table {
    pub(super) fn rows(&self) -> usize {
        self.codes.len()
    }

    /// The types of the attributes.
    pub(super) fn attribute_types(&self) -> impl Iterator<Item = (String, AttributeType)> {
        self.attributes.iter().map(|(name, column)| {
            let ty = match column {
                AttributeColumn::Text { .. } => AttributeType::Text,
                AttributeColumn::Number(_) => AttributeType::Number,
                AttributeColumn::Bool(_) => AttributeType::Bool,
            };
            (name.clone(), ty)
        })
    }
}

/// The parts of a table that are there, put together.
pub(super) struct Assembly {
    whole: Part,
}

impl Assembly {
    /// Nothing yet, below a header of some lines.
    pub(super) fn below(reader: &Reader<'_>, lines: u32) -> Self {
        Self { whole: Part { lines, ..reader.empty_part() } }
    }

    /// Makes room for a table of so many bytes, of which some bytes made the rows that are there.
    pub(super) fn reserve(&mut self, bytes: u64, sofar: usize) {
        let share = bytes as f64 / sofar.max(1) as f64;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a guess")]
        let rows = (self.whole.rows as f64 * share.min(1e4) * 1.02) as usize;
        self.whole.columns.iter_mut().for_each(|column| column.reserve(rows));
    }

    /// Puts the next part behind the others.
    pub(super) fn append(&mut self, part: &Part) {
        let whole = &mut self.whole;
        for (line, message) in part.problems.iter().cloned() {
            whole.complain(whole.lines + line, || message);
        }
        whole.columns.iter_mut().zip(&part.columns).for_each(|(whole, part)| whole.append(part));
        whole.lines += part.lines;
        whole.rows += part.rows;
    }

    /// The table, or everything that is wrong with it.
    pub(super) fn table(self, reader: &Reader<'_>, name: &str) -> Result<Table, Vec<Message>> {
        let placed = |(line, message): (u32, Message)| {
            Message::new(&messages::AT_LINE)
                .with("file", name)
                .with("line", (line + 1).to_string())
                .with("problem", message)
        };
        if self.whole.problems.is_empty() && self.whole.rows > 0 {
            return finish(reader, name, self.whole.columns);
        }
        let mut problems: Vec<Message> = self.whole.problems.into_iter().map(placed).collect();
        if problems.is_empty() {
            problems.push(Message::new(&messages::EMPTY_TABLE).with("file", name));
        }
        Err(problems)
    }
}

fn finish(reader: &Reader<'_>, file: &str, columns: Vec<Column>) -> Result<Table, Vec<Message>> {
    let mut table = Table {
        codes: TextList::default(),
        names: TextList::default(),
        kinds: kind_of_all(reader),
        attributes: BTreeMap::new(),
        indicators: Vec::new(),
        unread: Vec::new(),
        order: Vec::new(),
    };
    let columns = reader.roles.iter().zip(columns).zip(reader.header);
    let (attributes, others): (Vec<_>, Vec<_>) =
        columns.partition(|((role, _), _)| matches!(role, Role::Attribute(..)));
    let attributes = attributes.into_par_iter().filter_map(|((role, column), _)| match role {
        Role::Attribute(name, ty) => Some((name.clone(), attribute(column, *ty))),
        _ => None,
    });
    table.attributes = attributes.collect();
    for ((role, column), name) in others {
        match (role, column) {
            (Role::Code, Column::Texts(codes)) => table.codes = codes,
            (Role::Name, Column::Texts(names)) => table.names = names,
            (Role::Kind, Column::Texts(kinds)) => table.kinds = kinds.iter().map(str::to_owned).collect(),
            (Role::Indicator(id, _), Column::Numbers(values)) => table.indicators.push((*id, values)),
            _ => table.unread.push(format!("{name}（{}）", nearest_indicator(name, reader.workspace))),
        }
    }
    if table.kinds.is_empty() {
        return Err(vec![Message::new(&messages::NO_KIND).with("file", file)]);
    }
    order_by_code(&mut table)?;
    Ok(table)
}

/// The kind of the units, where the workspace has one only.
fn kind_of_all(reader: &Reader<'_>) -> Vec<String> {
    let units = reader.workspace.tree.versions();
    let mut kinds: Vec<&String> = units.iter().map(|unit| &unit.kind).collect();
    kinds.sort();
    kinds.dedup();
    match kinds.as_slice() {
        [] => vec!["unit".to_owned()],
        [only] => vec![(*only).clone()],
        _ => Vec::new(),
    }
}

/// An attribute whose type nobody knows is numbers if every text is one, yes or no if every text is `true` or `false`.
fn attribute(column: Column, ty: Option<AttributeType>) -> AttributeColumn {
    let words = match column {
        Column::Numbers(values) => return AttributeColumn::Number(values),
        Column::Booleans(values) => return AttributeColumn::Bool(values),
        Column::Words(words) => words,
        Column::Texts(_) | Column::Unread => Words::default(),
    };
    let number = |word: &String| {
        let digits = word.trim_start_matches('-');
        let leading_zero = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
        plain_number(word.as_bytes()).filter(|_| !leading_zero)
    };
    let boolean =
        |word: &String| matches!(word.as_str(), "true" | "false").then_some(u8::from(word == "true"));
    if ty.is_none() && !words.words.is_empty() {
        if let Some(numbers) = words.words.iter().map(number).collect::<Option<Vec<f64>>>() {
            let value = |code: &u32| numbers.get(*code as usize).copied().unwrap_or(f64::NAN);
            return AttributeColumn::Number(words.codes.iter().map(value).collect());
        }
        if let Some(truths) = words.words.iter().map(boolean).collect::<Option<Vec<u8>>>() {
            let value = |code: &u32| truths.get(*code as usize).copied().unwrap_or(2);
            return AttributeColumn::Bool(words.codes.iter().map(value).collect());
        }
    }
    AttributeColumn::Text { codes: words.codes, words: words.words }
}

/// Brings the rows into the order of their codes; a code that stands twice is a problem.
fn order_by_code(table: &mut Table) -> Result<(), Vec<Message>> {
    let rows = u32::try_from(table.codes.len()).unwrap_or(u32::MAX);
    table.order = (0..rows).collect();
    if table.codes.rises() {
        return Ok(());
    }
    let mut sorted = table.order.clone();
    sorted.par_sort_by(|a, b| table.codes.get(*a as usize).cmp(table.codes.get(*b as usize)));
    let twice: Vec<Message> = sorted
        .windows(2)
        .filter(|pair| table.codes.get(pair[0] as usize) == table.codes.get(pair[1] as usize))
        .take(MOST)
        .map(|pair| Message::new(&messages::CODE_TWICE).with("code", table.codes.get(pair[1] as usize)))
        .collect();
    if !twice.is_empty() {
        return Err(twice);
    }
    for (row, file_row) in (0..).zip(&sorted) {
        table.order[*file_row as usize] = row;
    }
    table.codes = sorted.iter().map(|row| table.codes.get(*row as usize)).collect();
    if !table.names.is_empty() {
        table.names = sorted.iter().map(|row| table.names.get(*row as usize)).collect();
    }
    if table.kinds.len() > 1 {
        table.kinds = sorted.iter().map(|row| std::mem::take(&mut table.kinds[*row as usize])).collect();
    }
    for (_, values) in &mut table.indicators {
        *values = pick(values, &sorted);
    }
    for column in table.attributes.values_mut() {
        match column {
            AttributeColumn::Text { codes, .. } => *codes = pick(codes, &sorted),
            AttributeColumn::Number(values) => *values = pick(values, &sorted),
            AttributeColumn::Bool(values) => *values = pick(values, &sorted),
        }
    }
    Ok(())
}

fn pick<T: Copy>(values: &[T], rows: &[u32]) -> Vec<T> {
    rows.iter().map(|row| values[*row as usize]).collect()
}
