//! A file → its table: read in blocks, the blocks side by side, put together in their order.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Mutex;

use baton_import::Limits;
use baton_import::read::encoding::decode;
use baton_import::read::records::{Record, Records, detect_separator};
use baton_model::Message;
use rayon::prelude::*;

use super::blocks::{BLOCK, Blocks};
use super::columns::{Assembly, Table};
use super::header::roles;
use super::in_order::{InOrder, lock};
use super::part::{Part, Reader};
use crate::messages;
use crate::refused::Refused;
use crate::workspace::Workspace;

/// What is read from where.
pub(super) struct Source<'a> {
    pub(super) path: &'a Path,
    /// The file as messages name it.
    pub(super) name: &'a str,
    pub(super) workspace: &'a Workspace,
}

impl Source<'_> {
    /// Reads a table; everything that is wrong with it is listed.
    pub(super) fn table(&self) -> Result<Table, Refused> {
        match self.streamed()? {
            Some(table) => Ok(table),
            None => self.whole(),
        }
    }

    fn unreadable(&self, error: &io::Error) -> Refused {
        let message = Message::new(&messages::UNREADABLE).with("file", self.name);
        Refused::Files(message.with("detail", error))
    }

    /// The table, without ever having the whole text at hand; none where the text is not UTF-8 or has quotes, in which a
    /// line end may stand.
    fn streamed(&self) -> Result<Option<Table>, Refused> {
        let mut blocks = Blocks::open(self.path).map_err(|error| self.unreadable(&error))?;
        let mut block = Vec::new();
        blocks.read(&mut block).map_err(|error| self.unreadable(&error))?;
        let Some(text) = plain(block.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&block)) else {
            return Ok(None);
        };
        let Ok(header) = Header::of(self.name, text) else { return Ok(None) };
        let limits = limits();
        let roles = roles(&header.names, self.workspace).map_err(Refused::Table)?;
        let reader = Reader {
            header: &header.names,
            roles: &roles,
            workspace: self.workspace,
            separator: header.separator,
            limits: &limits,
            above: 0,
        };
        let mut assembly = Assembly::below(&reader, header.lines);
        let first = reader.part(&text[header.end..], reader.empty_part());
        assembly.append(&first);
        assembly.reserve(blocks.bytes(), text.len());
        let work = Work {
            reader: &reader,
            blocks: Mutex::new(blocks),
            assembly: InOrder::new(assembly),
            spare: Mutex::new(vec![first]),
        };
        for done in rayon::broadcast(|_| work.read_blocks()) {
            if !done.map_err(|error| self.unreadable(&error))? {
                return Ok(None);
            }
        }
        work.finish().table(&reader, self.name).map(Some).map_err(Refused::Table)
    }

    /// The table from its whole text.
    fn whole(&self) -> Result<Table, Refused> {
        let bytes = fs::read(self.path).map_err(|error| self.unreadable(&error))?;
        let (text, _) = decode(&bytes).map_err(Refused::Files)?;
        let header = Header::of(self.name, &text).map_err(Refused::Table)?;
        let limits = limits();
        let roles = roles(&header.names, self.workspace).map_err(Refused::Table)?;
        let parts = split(&text[header.end..]);
        let reader = Reader {
            header: &header.names,
            roles: &roles,
            workspace: self.workspace,
            separator: header.separator,
            limits: &limits,
            // Only a text that is read in one piece can have a problem that names its cell.
            above: if parts.len() == 1 { header.lines } else { 0 },
        };
        let read = |text: &str| {
            let mut part = reader.empty_part();
            if text.contains('"') {
                reader.carefully(text, &mut part);
                return part;
            }
            reader.part(text, part)
        };
        let parts: Vec<_> = parts.into_par_iter().map(read).collect();
        let mut assembly = Assembly::below(&reader, header.lines);
        parts.iter().for_each(|part| assembly.append(part));
        assembly.table(&reader, self.name).map_err(Refused::Table)
    }
}

fn limits() -> Limits {
    Limits { columns: 65_536, ..Limits::default() }
}

/// What the threads that read a file share.
struct Work<'a> {
    reader: &'a Reader<'a>,
    blocks: Mutex<Blocks>,
    /// From the second block on: the first tells how to read.
    assembly: InOrder<Part, Assembly>,
    /// Parts that are put together already: their room serves for others.
    spare: Mutex<Vec<Part>>,
}

impl Work<'_> {
    /// Reads blocks until there are no more; false if one is not plain.
    fn read_blocks(&self) -> io::Result<bool> {
        let mut block = Vec::new();
        loop {
            let Some(number) = lock(&self.blocks).read(&mut block)? else { return Ok(true) };
            let Some(text) = plain(&block) else { return Ok(false) };
            let spare = lock(&self.spare).pop();
            let mut part = spare.unwrap_or_else(|| self.reader.empty_part());
            part.clear();
            let part = self.reader.part(text, part);
            self.assembly.add(number - 1, part, &mut |assembly, part| self.append(assembly, part));
        }
    }

    fn append(&self, assembly: &mut Assembly, part: Part) {
        assembly.append(&part);
        lock(&self.spare).push(part);
    }

    fn finish(self) -> Assembly {
        self.assembly.finish(&mut |assembly, part| assembly.append(&part))
    }
}

/// The text of a block that can be read by itself.
fn plain(block: &[u8]) -> Option<&str> {
    // Many bytes in one go, without a branch for each.
    let odd = |sofar: u8, byte: &u8| sofar | u8::from(*byte == 0) | u8::from(*byte == b'"');
    if block.chunks(1024).any(|bytes| bytes.iter().fold(0, odd) > 0) {
        return None;
    }
    simdutf8::basic::from_utf8(block).ok()
}

/// The first line with anything on it.
struct Header {
    names: Vec<String>,
    separator: u8,
    /// Lines down to it.
    lines: u32,
    /// The position behind it.
    end: usize,
}

impl Header {
    fn of(name: &str, text: &str) -> Result<Self, Vec<Message>> {
        let separator = detect_separator(text);
        let limits = limits();
        let mut records = Records::new(text, separator, &limits);
        let mut record = Record::default();
        loop {
            if !records.read(&mut record).map_err(|message| vec![message])? {
                return Err(vec![Message::new(&messages::EMPTY_TABLE).with("file", name)]);
            }
            if record.iter().any(|cell| !cell.trim().is_empty()) {
                break;
            }
        }
        let names = record.iter().map(str::to_owned).collect();
        Ok(Self { names, separator, lines: record.row() + 1, end: records.position() })
    }
}

/// Parts that end at line ends. A text with quotes stays whole, because a line end may stand between them.
fn split(body: &str) -> Vec<&str> {
    if body.as_bytes().contains(&b'"') {
        return vec![body];
    }
    let mut parts = Vec::new();
    let mut rest = body;
    while rest.len() > BLOCK {
        let Some(end) = rest.as_bytes()[BLOCK..].iter().position(|byte| *byte == b'\n') else { break };
        let (part, after) = rest.split_at(BLOCK + end + 1);
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts
}
