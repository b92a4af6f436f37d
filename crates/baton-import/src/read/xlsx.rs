//! Cells of an `.xlsx` sheet, one pass: value, formula and style of a cell in step.
//!
//! Why not calamine's `worksheet_cells_reader` (0.38), which reads the older formats here behind the wall of a child process:
//! - it gives the formula of a cell or its style, not both; without the style 6.2% is 0.062, and a second pass doubles the time;
//! - `uniqueCount` of the shared texts is reserved unread: 200 bytes of file end the process;
//! - the address `A4294967298` is `A2` after an overflow (a panic in debug builds): a figure at a cell where it does not stand;
//! - `<dimension ref="B2:A1"/>` is subtracted unchecked;
//! - its parts are unpacked by itself, so nothing can count what comes out of them.
//!
//! `differential.rs` shows each of these on the version in use, and holds this reader to calamine's on ordinary workbooks.

use std::collections::HashMap;

use baton_model::{CellAddress, Message};
use quick_xml::events::{BytesStart, Event};

use super::address::{parse_address, parse_range};
use super::dates::iso_date;
use super::formula::reads_another_file;
use super::quick::{Quick, quick_cell};
use super::workbook::Context;
use super::xml::{Xml, attribute, attributes, entity, without_escapes};
use crate::limits::Limits;
use crate::messages;
use crate::problem::bytes;
use crate::sheet::{Merged, Raw, Sheet, Shown};

/// What went wrong, and at which cell.
pub(crate) type Stopped = (Message, Option<CellAddress>);

/// Reads a worksheet part.
pub(crate) fn read_sheet(
    xml: Xml<'_, '_>,
    name: String,
    context: &Context,
    limits: &Limits,
    most_cells: u64,
) -> Result<Sheet, Stopped> {
    let sheet = Sheet::styled(Some(name), context.texts.clone(), context.styles.clone());
    let mut reader = SheetReader {
        xml,
        sheet,
        context,
        limits,
        most_cells,
        next: CellAddress { row: 0, column: 0 },
        shared_formulas: HashMap::new(),
        body: Body::default(),
    };
    match reader.read() {
        Ok(()) => Ok(reader.sheet),
        Err(message) => Err((message, Some(reader.next).filter(|_| !reader.sheet.is_empty()))),
    }
}

struct SheetReader<'x, 'p, 'f> {
    xml: Xml<'p, 'f>,
    sheet: Sheet,
    context: &'x Context,
    limits: &'x Limits,
    most_cells: u64,
    /// Where a cell without an address stands; also the cell being read.
    next: CellAddress,
    /// Does a shared formula read another file?
    shared_formulas: HashMap<u32, bool>,
    body: Body,
}

/// What stands inside a cell, reused from cell to cell.
#[derive(Default)]
struct Body {
    value: String,
    formula: String,
    has_value: bool,
    has_formula: bool,
    /// The number of a formula shared with other cells.
    shared: Option<u32>,
    into: Into,
    phonetic: bool,
}

/// Where text goes.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Into {
    #[default]
    Nowhere,
    Value,
    Formula,
}

/// The attributes of a cell.
#[derive(Clone, Copy, Default)]
struct Head {
    address: Option<CellAddress>,
    /// It has an address that is none.
    lost: bool,
    style: u32,
    kind: Kind,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Number,
    Shared,
    Text,
    Inline,
    Bool,
    Error,
    IsoDate,
}

impl SheetReader<'_, '_, '_> {
    fn read(&mut self) -> Result<(), Message> {
        let mut seen_data = false;
        // Right behind a tag the next cell may be read the quick way.
        let mut behind_tag = false;
        loop {
            if std::mem::take(&mut behind_tag) {
                self.quick_cells()?;
            }
            match self.xml.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "c" => {
                        let head = Head::of(&element);
                        self.cell(head)?;
                        behind_tag = true;
                    }
                    "row" => {
                        let mut number = None;
                        attributes(&element, |key, value| {
                            number = if key == "r" { value.parse::<u32>().ok() } else { number };
                        });
                        self.next.row = number.map_or(self.next.row, |row| row.saturating_sub(1));
                        self.next.column = 0;
                        behind_tag = true;
                    }
                    "sheetData" => seen_data = true,
                    "col" => {
                        let width = column_width(&element);
                        self.sheet.widths.extend(width.filter(|_| self.sheet.widths.len() < 16_384));
                    }
                    "mergeCell" => {
                        let merged = attribute(&element, "ref").and_then(|range| parse_range(&range));
                        self.merge(merged)?;
                    }
                    _ => {}
                },
                Event::End(element) if element.local_name().as_ref() == "row" => {
                    self.next.row = self.next.row.saturating_add(1);
                    self.next.column = 0;
                }
                Event::Eof if seen_data => return Ok(()),
                Event::Eof => return Err(self.xml.damaged()),
                _ => {}
            }
        }
    }

    /// Reads cells of the commonest form from what is unpacked already, as far as they go.
    fn quick_cells(&mut self) -> Result<(), Message> {
        while let Some((cell, length)) = quick_cell(self.xml.unpacked()?) {
            let raw = match cell.value {
                Quick::Number(value) => self.shown(value, cell.style),
                Quick::Shared(place) if (place as usize) < self.context.texts.len() => Raw::Shared(place),
                Quick::Shared(_) => return Ok(()),
            };
            self.xml.skip(length);
            self.next = cell.address;
            self.keep(raw, cell.style)?;
            self.next.column = self.next.column.saturating_add(1);
        }
        Ok(())
    }

    fn merge(&mut self, merged: Option<Merged>) -> Result<(), Message> {
        if self.sheet.merged.len() >= self.limits.merges {
            return Err(Message::new(&messages::TOO_MANY_MERGES).with("limit", self.limits.merges));
        }
        self.sheet.merged.extend(merged);
        Ok(())
    }

    fn cell(&mut self, head: Head) -> Result<(), Message> {
        if head.lost {
            return Err(self.xml.damaged());
        }
        self.next = head.address.unwrap_or(self.next);
        self.body.read(&mut self.xml, head.kind)?;
        let raw = if self.body.has_formula { self.formula_result(head)? } else { self.raw(head)? };
        if let Some(raw) = raw {
            self.keep(raw, head.style)?;
        }
        self.next.column = self.next.column.saturating_add(1);
        Ok(())
    }

    fn keep(&mut self, raw: Raw, style: u32) -> Result<(), Message> {
        let at = self.next;
        if at.row >= self.limits.rows || at.column >= self.limits.columns {
            return Err(super::too_far(at, self.limits));
        }
        if self.sheet.len() as u64 >= self.most_cells {
            return Err(super::too_many_cells(self.limits));
        }
        self.sheet.push_styled(at, raw, style);
        Ok(())
    }

    /// The saved result of a formula, when there is one that can be trusted.
    fn formula_result(&mut self, head: Head) -> Result<Option<Raw>, Message> {
        let own = reads_another_file(&self.body.formula);
        let external = match self.body.shared {
            Some(index) if self.body.formula.is_empty() => {
                self.shared_formulas.get(&index).copied().unwrap_or(false)
            }
            Some(index) => {
                self.shared_formulas.insert(index, own);
                own
            }
            None => own,
        };
        if external {
            if let Some(stale) = self.raw(head)? {
                self.sheet.push_stale(self.next, stale);
            }
            return Ok(Some(Raw::External));
        }
        let text = head.kind == Kind::Text;
        // A program that does not calculate saves 0 and asks the next one to calculate.
        let placeholder = self.context.uncalculated && self.body.value == "0" && head.kind == Kind::Number;
        if !self.body.has_value || (self.body.value.is_empty() && !text) || placeholder {
            return Ok(Some(Raw::NoResult));
        }
        self.raw(head)
    }

    /// What the cell holds; none where it is only formatted.
    fn raw(&mut self, head: Head) -> Result<Option<Raw>, Message> {
        let value = self.body.value.as_str();
        if value.is_empty() {
            return Ok(None);
        }
        if value.len() > self.limits.text_bytes {
            return Err(Message::new(&messages::TEXT_TOO_LONG)
                .with("cell", self.next.to_string())
                .with("size", bytes(value.len() as u64))
                .with("limit", bytes(self.limits.text_bytes as u64)));
        }
        let raw = match head.kind {
            Kind::Number => self.number(head.style),
            Kind::Shared => match value.parse::<u32>() {
                Ok(place) if (place as usize) < self.context.texts.len() => Raw::Shared(place),
                _ => return Err(self.xml.damaged()),
            },
            Kind::Text | Kind::Inline => {
                let text = without_escapes(std::mem::take(&mut self.body.value));
                Raw::Text(self.sheet.text(&text))
            }
            Kind::Bool => Raw::Bool(value == "1" || value == "true"),
            Kind::Error => Raw::Error(self.sheet.text(value)),
            Kind::IsoDate => Raw::Date(self.sheet.text(value)),
        };
        Ok(Some(raw))
    }

    fn number(&mut self, style: u32) -> Raw {
        let text = self.body.value.trim();
        let value = crate::value::plain_number(text.as_bytes()).or_else(|| text.parse().ok());
        let Some(value) = value else { return Raw::Text(self.sheet.text(text)) };
        self.shown(value, style)
    }

    /// A number as its style shows it.
    fn shown(&mut self, value: f64, style: u32) -> Raw {
        match self.context.styles.get(style as usize).map_or(Shown::Plain, |style| style.shown) {
            Shown::Plain => Raw::Number { value, percent: false },
            Shown::Percent => Raw::Number { value, percent: true },
            Shown::Date => match iso_date(value, self.context.since_1904) {
                Some(date) => Raw::Date(self.sheet.text(&date)),
                None => Raw::Number { value, percent: false },
            },
        }
    }
}

impl Body {
    /// Reads up to the end of the cell.
    fn read(&mut self, xml: &mut Xml<'_, '_>, kind: Kind) -> Result<(), Message> {
        self.value.clear();
        (self.has_value, self.has_formula, self.into, self.phonetic) = (false, false, Into::Nowhere, false);
        loop {
            match xml.next()? {
                Event::Start(element) => self.start(&element, kind),
                // Numbers have no line ends to make alike.
                Event::Text(text) if matches!(kind, Kind::Number | Kind::Shared) => self.push(&text),
                Event::Text(text) => self.push(&text.xml10_content()),
                Event::CData(text) => self.push(&text.xml10_content()),
                Event::GeneralRef(name) => match entity(&name) {
                    Some(c) => self.push(c.encode_utf8(&mut [0; 4])),
                    None => return Err(xml.damaged()),
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "c" => return Ok(()),
                    "rPh" => self.phonetic = false,
                    _ => self.into = Into::Nowhere,
                },
                Event::Eof => return Err(xml.damaged()),
                _ => {}
            }
        }
    }

    fn start(&mut self, element: &BytesStart<'_>, kind: Kind) {
        match element.local_name().as_ref() {
            "v" if kind != Kind::Inline => (self.into, self.has_value) = (Into::Value, true),
            "t" if kind == Kind::Inline && !self.phonetic => {
                (self.into, self.has_value) = (Into::Value, true);
            }
            "rPh" => self.phonetic = true,
            "f" => {
                self.formula.clear();
                self.has_formula = true;
                self.into = Into::Formula;
                let shared = attribute(element, "t").is_some_and(|kind| kind == "shared");
                self.shared =
                    attribute(element, "si").filter(|_| shared).and_then(|index| index.parse().ok());
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        match self.into {
            Into::Nowhere => {}
            Into::Value => self.value.push_str(text),
            Into::Formula => self.formula.push_str(text),
        }
    }
}

impl Head {
    fn of(element: &BytesStart<'_>) -> Self {
        let mut head = Self::default();
        attributes(element, |key, value| match key {
            "r" => {
                head.address = parse_address(value.as_bytes());
                head.lost = head.address.is_none();
            }
            "s" => head.style = value.parse().unwrap_or(0),
            "t" => {
                head.kind = match value {
                    "s" => Kind::Shared,
                    "str" => Kind::Text,
                    "inlineStr" => Kind::Inline,
                    "b" => Kind::Bool,
                    "e" => Kind::Error,
                    "d" => Kind::IsoDate,
                    _ => Kind::Number,
                }
            }
            _ => {}
        });
        head
    }
}

fn column_width(element: &BytesStart<'_>) -> Option<(u32, u32, f64)> {
    let number = |name| attribute(element, name);
    let first = number("min")?.parse::<u32>().ok()?.checked_sub(1)?;
    let last = number("max")?.parse::<u32>().ok()?.checked_sub(1)?;
    let width = number("width")?.parse::<f64>().ok().filter(|width| (0.0..=255.0).contains(width))?;
    (first <= last).then_some((first, last, width))
}
