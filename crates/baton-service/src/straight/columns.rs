//! The text of a table → columns, read in parts side by side and put together in order.

use std::collections::{BTreeMap, HashMap};

use baton_import::Limits;
use baton_import::read::records::{Record, Records, detect_separator};
use baton_import::value::{Conversion, Reading, plain_number, read_text, suffix_conversion};
use baton_model::snapshot::AttributeColumn;
use baton_model::{IndicatorId, Message};
use baton_scheme::expr::AttributeType;
use rayon::prelude::*;

use super::header::{Role, nearest_indicator, roles};
use crate::messages;
use crate::workspace::Workspace;

/// A table with one row a unit, ordered by code.
pub(super) struct Table {
    pub(super) codes: Vec<String>,
    pub(super) names: Vec<String>,
    pub(super) kinds: Vec<String>,
    pub(super) attributes: BTreeMap<String, AttributeColumn>,
    pub(super) indicators: Vec<(IndicatorId, Vec<f64>)>,
    /// Columns that are not read, with the nearest indicator.
    pub(super) unread: Vec<String>,
    /// For each row of the file its row here.
    pub(super) order: Vec<u32>,
}

/// Problems that are listed; the rest would not be read.
const MOST: usize = 50;

/// Bytes of a part. Not a matter of how many threads there are: the result is the same anyway.
const PART: usize = 1 << 20;

impl Table {
    /// Reads a table; everything that is wrong with it is listed.
    pub(super) fn read(name: &str, text: &str, workspace: &Workspace) -> Result<Self, Vec<Message>> {
        let separator = detect_separator(text);
        let limits = Limits { columns: 65_536, ..Limits::default() };
        let mut records = Records::new(text, separator, &limits);
        let mut record = Record::default();
        let first = loop {
            if !records.read(&mut record).map_err(|message| vec![message])? {
                return Err(vec![Message::new(&messages::EMPTY_TABLE).with("file", name)]);
            }
            if record.iter().any(|cell| !cell.trim().is_empty()) {
                break record.row() + 1;
            }
        };
        let header: Vec<String> = record.iter().map(str::to_owned).collect();
        let roles = roles(&header, workspace)?;
        let body = &text[records.position()..];
        let reader = Reader { name, header: &header, roles: &roles, workspace, separator, limits: &limits };
        let parts = split(body);
        // Only a text that is read whole can have a problem that names its cell.
        let above = if parts.len() == 1 { first } else { 0 };
        let parts: Vec<Part> = parts.into_par_iter().map(|part| reader.part(part, above)).collect();
        reader.table(parts, first)
    }

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

/// Parts that end at line ends. A text with quotes stays whole, because a line end may stand between them.
fn split(body: &str) -> Vec<&str> {
    if body.as_bytes().contains(&b'"') {
        return vec![body];
    }
    let mut parts = Vec::new();
    let mut rest = body;
    while rest.len() > PART {
        let Some(end) = rest.as_bytes()[PART..].iter().position(|byte| *byte == b'\n') else { break };
        let (part, after) = rest.split_at(PART + end + 1);
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts
}

/// A column of a part.
enum Column {
    Unread,
    Texts(Vec<String>),
    Words(Words),
    Numbers(Vec<f64>),
    Booleans(Vec<u8>),
}

/// Texts by dictionary.
#[derive(Default)]
struct Words {
    codes: Vec<u32>,
    words: Vec<String>,
    known: HashMap<String, u32>,
    last: u32,
}

impl Words {
    fn push(&mut self, text: &str) {
        let code = self.code(text);
        self.codes.push(code);
    }

    fn code(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return u32::MAX;
        }
        if self.words.get(self.last as usize).is_some_and(|word| word == text) {
            return self.last;
        }
        if let Some(code) = self.known.get(text) {
            self.last = *code;
            return *code;
        }
        let code = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.push(text.to_owned());
        self.known.insert(text.to_owned(), code);
        self.last = code;
        code
    }

    fn append(&mut self, other: &Self) {
        let codes: Vec<u32> = other.words.iter().map(|word| self.code(word)).collect();
        self.codes
            .extend(other.codes.iter().map(|code| codes.get(*code as usize).copied().unwrap_or(u32::MAX)));
    }
}

/// What was read from a part of the text; rows are counted from its beginning.
struct Part {
    columns: Vec<Column>,
    lines: u32,
    rows: usize,
    problems: Vec<(u32, Message)>,
}

struct Reader<'a> {
    name: &'a str,
    header: &'a [String],
    roles: &'a [Role],
    workspace: &'a Workspace,
    separator: u8,
    limits: &'a Limits,
}

impl Reader<'_> {
    fn part(&self, text: &str, above: u32) -> Part {
        let guess = text.len() / 64;
        let mut part = Part {
            columns: self.roles.iter().map(|role| column(role, guess)).collect(),
            lines: 0,
            problems: Vec::new(),
            rows: 0,
        };
        let mut records = Records::new(text, self.separator, self.limits).below(above);
        let mut record = Record::default();
        loop {
            match records.read(&mut record) {
                Ok(true) => self.row(&record, record.row() - above, &mut part),
                Ok(false) => break,
                Err(message) => {
                    part.problems.push((record.row() - above, message));
                    break;
                }
            }
        }
        part.lines = records.row() - above;
        part
    }

    fn row(&self, record: &Record<'_>, line: u32, part: &mut Part) {
        if record.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        if record.len() > self.roles.len() && part.problems.len() < MOST {
            let message = Message::new(&messages::CELL_COUNT)
                .with("found", record.len().to_string())
                .with("expected", self.roles.len().to_string());
            part.problems.push((line, message));
        }
        part.rows += 1;
        for (at, (role, column)) in self.roles.iter().zip(&mut part.columns).enumerate() {
            let text = record.get(at).unwrap_or_default();
            match column {
                Column::Unread => {}
                Column::Texts(texts) => {
                    let text = text.trim();
                    if text.is_empty() && *role == Role::Code && part.problems.len() < MOST {
                        let message = Message::new(&messages::BLANK_CELL).with("column", &self.header[at]);
                        part.problems.push((line, message));
                    }
                    texts.push(text.to_owned());
                }
                Column::Words(words) => words.push(text.trim()),
                Column::Numbers(values) => {
                    let value = plain_number(text.as_bytes()).map_or_else(|| self.number(role, text), Ok);
                    let value = match (value, role) {
                        (Ok(value), Role::Indicator(_, conversion)) => conversion.apply(value),
                        (Ok(value), _) => value,
                        (Err(expected), _) => {
                            self.complain(
                                part.problems.len(),
                                &mut part.problems,
                                (line, at),
                                (text, expected),
                            );
                            f64::NAN
                        }
                    };
                    values.push(value);
                }
                Column::Booleans(values) => match text.trim() {
                    "" => values.push(2),
                    "true" | "是" => values.push(1),
                    "false" | "否" => values.push(0),
                    _ => {
                        let expected = Message::new(&messages::EXPECTED_BOOLEAN);
                        self.complain(part.problems.len(), &mut part.problems, (line, at), (text, expected));
                        values.push(2);
                    }
                },
            }
        }
    }

    fn complain(
        &self,
        count: usize,
        problems: &mut Vec<(u32, Message)>,
        (line, at): (u32, usize),
        (text, expected): (&str, Message),
    ) {
        if count < MOST {
            let message = Message::new(&messages::BAD_CELL)
                .with("column", &self.header[at])
                .with("found", text)
                .with("expected", expected);
            problems.push((line, message));
        }
    }

    /// A number that is not written plainly: `1,234.5`, `１２`, `1.5亿`, `—`. The value is in the column's unit of measure.
    fn number(&self, role: &Role, text: &str) -> Result<f64, Message> {
        let expected = || Message::new(&messages::EXPECTED_NUMBER);
        match read_text(text) {
            Reading::Missing => Ok(f64::NAN),
            Reading::Number(number) if number.suffix.is_empty() => Ok(number.value),
            Reading::Number(number) => {
                let Role::Indicator(id, conversion) = role else { return Err(expected()) };
                let own = &self.workspace.catalogue.get(*id).measure;
                // The suffix says the unit of measure itself, so the column's conversion does not apply on top.
                let scaled = suffix_conversion(&number.suffix, own, own)?.apply(number.value);
                match conversion {
                    Conversion::Same => Ok(scaled),
                    _ => Err(expected()),
                }
            }
            Reading::Refused(_) => Err(expected()),
        }
    }

    fn table(&self, parts: Vec<Part>, first: u32) -> Result<Table, Vec<Message>> {
        let mut problems = Vec::new();
        let mut above = first;
        for part in &parts {
            for (line, message) in &part.problems {
                problems.push(self.placed(above + line, message.clone()));
            }
            above += part.lines;
        }
        if problems.is_empty() && parts.iter().all(|part| part.rows == 0) {
            problems.push(Message::new(&messages::EMPTY_TABLE).with("file", self.name));
        }
        if !problems.is_empty() {
            problems.truncate(MOST);
            return Err(problems);
        }
        let mut columns: Vec<Column> = self.roles.iter().map(|role| column(role, 0)).collect();
        for part in parts {
            for (all, own) in columns.iter_mut().zip(part.columns) {
                append(all, own);
            }
        }
        self.finish(columns)
    }

    fn placed(&self, line: u32, message: Message) -> Message {
        Message::new(&messages::AT_LINE)
            .with("file", self.name)
            .with("line", (line + 1).to_string())
            .with("problem", message)
    }

    fn finish(&self, columns: Vec<Column>) -> Result<Table, Vec<Message>> {
        let mut table = Table {
            codes: Vec::new(),
            names: Vec::new(),
            kinds: self.kind_of_all(),
            attributes: BTreeMap::new(),
            indicators: Vec::new(),
            unread: Vec::new(),
            order: Vec::new(),
        };
        for ((role, column), name) in self.roles.iter().zip(columns).zip(self.header) {
            match (role, column) {
                (Role::Code, Column::Texts(codes)) => table.codes = codes,
                (Role::Name, Column::Texts(names)) => table.names = names,
                (Role::Kind, Column::Texts(kinds)) => table.kinds = kinds,
                (Role::Indicator(id, _), Column::Numbers(values)) => table.indicators.push((*id, values)),
                (Role::Attribute(name, ty), column) => {
                    table.attributes.insert(name.clone(), attribute(column, *ty));
                }
                _ => table.unread.push(format!("{name}（{}）", nearest_indicator(name, self.workspace))),
            }
        }
        if table.kinds.is_empty() {
            return Err(vec![Message::new(&messages::NO_KIND).with("file", self.name)]);
        }
        order_by_code(&mut table)?;
        Ok(table)
    }

    /// The kind of the units, where the workspace has one only.
    fn kind_of_all(&self) -> Vec<String> {
        let units = self.workspace.tree.versions();
        let mut kinds: Vec<&String> = units.iter().map(|unit| &unit.kind).collect();
        kinds.sort();
        kinds.dedup();
        match kinds.as_slice() {
            [] => vec!["unit".to_owned()],
            [only] => vec![(*only).clone()],
            _ => Vec::new(),
        }
    }
}

fn column(role: &Role, guess: usize) -> Column {
    match role {
        Role::Code | Role::Name | Role::Kind => Column::Texts(Vec::with_capacity(guess)),
        Role::Indicator(..) | Role::Attribute(_, Some(AttributeType::Number)) => {
            Column::Numbers(Vec::with_capacity(guess))
        }
        Role::Attribute(_, Some(AttributeType::Bool)) => Column::Booleans(Vec::with_capacity(guess)),
        Role::Attribute(..) => Column::Words(Words::default()),
        Role::Unread => Column::Unread,
    }
}

fn append(all: &mut Column, own: Column) {
    match (all, own) {
        (Column::Texts(all), Column::Texts(mut own)) => all.append(&mut own),
        (Column::Words(all), Column::Words(own)) => all.append(&own),
        (Column::Numbers(all), Column::Numbers(mut own)) => all.append(&mut own),
        (Column::Booleans(all), Column::Booleans(mut own)) => all.append(&mut own),
        _ => {}
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
    let mut sorted: Vec<u32> = (0..rows).collect();
    table.order.clone_from(&sorted);
    if table.codes.is_sorted_by(|a, b| a < b) {
        return Ok(());
    }
    sorted.par_sort_by(|a, b| table.codes[*a as usize].cmp(&table.codes[*b as usize]));
    let twice: Vec<Message> = sorted
        .windows(2)
        .filter(|pair| table.codes[pair[0] as usize] == table.codes[pair[1] as usize])
        .take(MOST)
        .map(|pair| Message::new(&messages::CODE_TWICE).with("code", &table.codes[pair[1] as usize]))
        .collect();
    if !twice.is_empty() {
        return Err(twice);
    }
    for (row, file_row) in (0..).zip(&sorted) {
        table.order[*file_row as usize] = row;
    }
    let in_order = |texts: &mut Vec<String>| {
        if texts.len() > 1 {
            *texts = sorted.iter().map(|row| std::mem::take(&mut texts[*row as usize])).collect();
        }
    };
    in_order(&mut table.codes);
    in_order(&mut table.names);
    in_order(&mut table.kinds);
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
