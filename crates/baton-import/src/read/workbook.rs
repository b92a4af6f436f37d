//! The list of sheets of an `.xlsx`, its texts and styles.

use std::collections::BTreeMap;
use std::sync::Arc;

use baton_model::Message;
use quick_xml::events::Event;

use super::FileBytes;
use super::package::Package;
use super::styles::read_styles;
use super::xlsx::read_sheet;
use super::xml::{Xml, attribute, entity, without_escapes};
use crate::error::ImportError;
use crate::limits::Limits;
use crate::messages;
use crate::sheet::{SharedTexts, Sheet, Style};

/// An opened `.xlsx`; sheets are read one at a time.
pub(crate) struct Xlsx<'f> {
    file: &'f FileBytes,
    package: Package<'f>,
    limits: Limits,
    sheets: Vec<SheetEntry>,
    context: Context,
    cells_left: u64,
}

/// What cells of all sheets refer to.
pub(crate) struct Context {
    pub(crate) texts: Arc<SharedTexts>,
    pub(crate) styles: Arc<Vec<Style>>,
    /// Days count from 1904.
    pub(crate) since_1904: bool,
    /// The file asks to be calculated when opened: its saved results are no results.
    pub(crate) uncalculated: bool,
}

/// A sheet that can be read.
#[derive(Clone, Debug)]
pub(crate) struct SheetEntry {
    pub(crate) name: String,
    pub(crate) hidden: bool,
    part: String,
}

impl<'f> Xlsx<'f> {
    /// Reads everything but the sheets.
    pub(crate) fn open(file: &'f FileBytes, limits: &Limits) -> Result<Self, ImportError> {
        let mut package = Package::open(file, limits)?;
        let refuse = |message| file.refuse(message);
        let root = workbook_part(&mut package)?.map_err(refuse)?;
        let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let targets = relations(&mut package, &rels_of(&root))?.map_err(refuse)?;
        let Some(part) = package.part(&root)? else {
            return Err(file.refuse(Message::new(&messages::NO_WORKBOOK)));
        };
        let book = read_book(Xml::new(part, &root), &targets, &folder, limits).map_err(refuse)?;
        let by_kind = |kind: &str| {
            targets.values().find(|target| target.kind == kind).map(|target| resolve(&folder, &target.path))
        };
        let texts = match by_kind("sharedStrings") {
            Some(name) => match package.part(&name)? {
                Some(part) => read_texts(Xml::new(part, &name), limits).map_err(refuse)?,
                None => SharedTexts::default(),
            },
            None => SharedTexts::default(),
        };
        let styles = match by_kind("styles") {
            Some(name) => match package.part(&name)? {
                Some(part) => read_styles(Xml::new(part, &name)).map_err(refuse)?,
                None => Vec::new(),
            },
            None => Vec::new(),
        };
        let context = Context {
            texts: Arc::new(texts),
            styles: Arc::new(styles),
            since_1904: book.since_1904,
            uncalculated: book.uncalculated,
        };
        Ok(Self { file, package, limits: *limits, sheets: book.sheets, context, cells_left: limits.cells })
    }

    /// The sheets in the order of their tabs.
    pub(crate) fn sheets(&self) -> &[SheetEntry] {
        &self.sheets
    }

    /// Reads a sheet.
    pub(crate) fn sheet(&mut self, place: usize) -> Result<Sheet, ImportError> {
        let entry = self.sheets[place].clone();
        let refuse = |message, cell: Option<_>| {
            let mut error = self.file.refuse(message);
            error.problem.place.sheet = Some(entry.name.clone());
            error.problem.place.cells = cell.into_iter().collect();
            error
        };
        let Some(part) = self.package.part(&entry.part)? else {
            let message = Message::new(&messages::PART_DAMAGED).with("part", &entry.part);
            return Err(refuse(message, None));
        };
        let xml = Xml::new(part, &entry.part);
        let sheet = read_sheet(xml, entry.name.clone(), &self.context, &self.limits, self.cells_left)
            .map_err(|(message, cell)| refuse(message, cell))?;
        self.cells_left = self.cells_left.saturating_sub(sheet.len() as u64);
        Ok(sheet)
    }
}

struct Target {
    path: String,
    kind: String,
}

fn rels_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    format!("{folder}/_rels/{name}.rels")
}

/// The name of the part that lists the sheets.
fn workbook_part(package: &mut Package<'_>) -> Result<Result<String, Message>, ImportError> {
    let targets = match relations(package, "_rels/.rels")? {
        Ok(targets) => targets,
        Err(message) => return Ok(Err(message)),
    };
    let said = targets.values().find(|target| target.kind == "officeDocument");
    let root = said.map_or_else(|| "xl/workbook.xml".to_owned(), |target| resolve("", &target.path));
    Ok(if package.has(&root) { Ok(root) } else { Err(Message::new(&messages::NO_WORKBOOK)) })
}

type Relations = BTreeMap<String, Target>;

fn relations(package: &mut Package<'_>, name: &str) -> Result<Result<Relations, Message>, ImportError> {
    let Some(part) = package.part(name)? else { return Ok(Ok(Relations::new())) };
    Ok(read_relations(Xml::new(part, name)))
}

fn read_relations(mut xml: Xml<'_, '_>) -> Result<Relations, Message> {
    let mut targets = Relations::new();
    loop {
        match xml.next()? {
            Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
                let external = attribute(&element, "TargetMode").is_some_and(|mode| mode == "External");
                let parts =
                    (attribute(&element, "Id"), attribute(&element, "Target"), attribute(&element, "Type"));
                if let ((Some(id), Some(path), Some(kind)), false) = (parts, external) {
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    targets.insert(id, Target { path, kind });
                }
            }
            Event::Eof => return Ok(targets),
            _ => {}
        }
    }
}

/// A target relative to the folder of the part that names it.
fn resolve(folder: &str, path: &str) -> String {
    if let Some(absolute) = path.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[derive(Default)]
struct Book {
    sheets: Vec<SheetEntry>,
    since_1904: bool,
    uncalculated: bool,
}

fn read_book(
    mut xml: Xml<'_, '_>,
    targets: &Relations,
    folder: &str,
    limits: &Limits,
) -> Result<Book, Message> {
    let mut book = Book::default();
    let truth = |value: Option<String>| value.is_some_and(|value| value == "1" || value == "true");
    loop {
        match xml.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "sheet" => {
                    let target = attribute(&element, "id").and_then(|id| targets.get(&id));
                    let name = attribute(&element, "name").unwrap_or_default();
                    // Chart sheets hold no cells.
                    if let Some(target) = target.filter(|target| target.kind == "worksheet") {
                        let hidden = attribute(&element, "state").is_some_and(|state| state != "visible");
                        let part = resolve(folder, &target.path);
                        book.sheets.push(SheetEntry { name, hidden, part });
                    }
                }
                "workbookPr" => book.since_1904 |= truth(attribute(&element, "date1904")),
                "calcPr" => book.uncalculated |= truth(attribute(&element, "fullCalcOnLoad")),
                _ => {}
            },
            Event::Eof => return Ok(book),
            _ => {}
        }
        if book.sheets.len() > limits.sheets {
            return Err(Message::new(&messages::TOO_MANY_SHEETS).with("limit", limits.sheets));
        }
    }
}

/// Texts that cells share. Counts in the file are not believed.
fn read_texts(mut xml: Xml<'_, '_>, limits: &Limits) -> Result<SharedTexts, Message> {
    let mut texts = SharedTexts::default();
    let mut text = String::new();
    let (mut in_text, mut phonetic) = (false, false);
    loop {
        match xml.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "si" => text.clear(),
                "t" => in_text = !phonetic,
                "rPh" => phonetic = true,
                _ => {}
            },
            Event::Text(piece) if in_text => text.push_str(&piece.xml10_content()),
            Event::CData(piece) if in_text => text.push_str(&piece.xml10_content()),
            Event::GeneralRef(name) if in_text => match entity(&name) {
                Some(c) => text.push(c),
                None => return Err(xml.damaged()),
            },
            Event::End(element) => match element.local_name().as_ref() {
                "t" => in_text = false,
                "rPh" => phonetic = false,
                "si" => texts.push(&without_escapes(std::mem::take(&mut text))),
                _ => {}
            },
            Event::Eof => return Ok(texts),
            _ => {}
        }
        if texts.len() as u64 > limits.cells {
            return Err(super::too_many_cells(limits));
        }
    }
}
