//! Importing a file (导入): it waits with what is said about it, what would happen is shown, then it is committed as a batch.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use baton_import::{FileBytes, Limits, Report, UnitNames, error_workbook, import_bytes};
use baton_model::catalogue::fold;
use baton_model::{Lang, Message, Observation, Status};
use baton_store::{ImportDraft, Receipt, digest};
use jiff::Timestamp;

use super::choices::{ImportChoices, Kept, MappedColumn, judge};
use super::current::Scoped;
use super::{Reach, messages, shown_tree};
use crate::access::work::{self, Memory};
use crate::access::{Actor, Capability, Denied};
use crate::intake::batch_of;
use crate::refused::Refused;
use crate::site::{ExportedFile, Known, Site};

/// What importing a file would do.
#[derive(Debug)]
pub struct ImportPreview {
    /// Its id.
    pub id: String,
    /// Its name.
    pub file: String,
    /// Its size in bytes.
    pub size: usize,
    /// What was read.
    pub report: Report,
    /// The workspace it was read against.
    pub known: Arc<Known>,
    /// Names of units as far as they are shown.
    pub names: UnitNames,
    /// Was the meaning of its columns remembered from an earlier file?
    pub remembered: bool,
    /// Is only what has no errors to be taken?
    pub clean_rows: bool,
    /// Why figures are corrected, as far as said.
    pub reason: Option<String>,
}

impl ImportPreview {
    /// Has a reason still to be given?
    pub fn needs_reason(&self) -> bool {
        self.report.counts.changed > 0 && self.reason.is_none()
    }

    /// Can it be committed, once a reason is given where one is needed?
    pub fn can_commit(&self) -> bool {
        self.report.accepted().next().is_some()
    }
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportReceipt {
    /// The batch with its counts.
    pub receipt: Receipt,
    /// Figures that count as accepted.
    pub accepted: u64,
    /// Figures that were reported and wait to be accepted.
    pub submitted: u64,
}

/// How much a file may be that is uploaded: far above the figures of a province for a year.
pub(super) fn limits() -> Limits {
    Limits {
        file_bytes: 64 << 20,
        unpacked_bytes: 256 << 20,
        cells: 5_000_000,
        copied_cells: 500_000,
        child_memory: 512 << 20,
        ..Limits::default()
    }
}

/// A file read against the workspace and what is recorded.
struct Read {
    report: Report,
    names: UnitNames,
    known: Arc<Known>,
    reach: Reach,
}

impl Site {
    /// Takes a file in and says what importing it would do. One that cannot be read is refused and not kept.
    pub fn start_import(
        &self,
        actor: &Actor,
        (name, content): (&str, Vec<u8>),
        choices: &ImportChoices,
        now: Timestamp,
    ) -> Result<ImportPreview, Denied> {
        actor.needs(Capability::ImportFigures)?;
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
        let name = if name.is_empty() { "upload" } else { name };
        let file = FileBytes::new(name, content, &limits()).map_err(unreadable)?;
        let kept = self.kept(actor, &file, choices, now)?;
        let read = self.read(actor, &file, &kept, now)?;
        let size = file.bytes.len();
        let id = work::add_draft(self.store(), actor, (name, file.bytes), &kept.to_json()?, now)?;
        Ok(preview(id, size, read, &kept))
    }

    /// Says again what importing a file that waits would do.
    pub fn import_preview(&self, actor: &Actor, id: &str, now: Timestamp) -> Result<ImportPreview, Denied> {
        let (file, kept) = self.waiting(actor, id, now)?;
        let read = self.read(actor, &file, &kept, now)?;
        Ok(preview(id.to_owned(), file.bytes.len(), read, &kept))
    }

    /// Changes what is said about a file that waits.
    pub fn change_import(
        &self,
        actor: &Actor,
        id: &str,
        choices: &ImportChoices,
        now: Timestamp,
    ) -> Result<ImportPreview, Denied> {
        let (file, _) = self.waiting(actor, id, now)?;
        let kept = self.kept(actor, &file, choices, now)?;
        let read = self.read(actor, &file, &kept, now)?;
        work::set_draft_options(self.store(), actor, id, &kept.to_json()?)?;
        Ok(preview(id.to_owned(), file.bytes.len(), read, &kept))
    }

    /// Throws a file that waits away.
    pub fn drop_import(&self, actor: &Actor, id: &str, now: Timestamp) -> Result<(), Denied> {
        work::remove_draft(self.store(), actor, id, now)
    }

    /// The file as a workbook that marks what to mend.
    pub fn marked_import(
        &self,
        actor: &Actor,
        id: &str,
        lang: Lang,
        now: Timestamp,
    ) -> Result<ExportedFile, Denied> {
        let (file, kept) = self.waiting(actor, id, now)?;
        let read = self.read(actor, &file, &kept, now)?;
        if read.report.counts.errors == 0 {
            return Err(Denied::missing());
        }
        let bytes = error_workbook(&file, &read.report, lang).map_err(unreadable)?;
        let stem = file.name.rsplit_once('.').map_or(file.name.as_str(), |(stem, _)| stem);
        Ok(ExportedFile { name: format!("{stem}.xlsx"), bytes })
    }

    /// Records what is in a file that waits, as a batch: all of it, or what has no errors where that was chosen.
    pub fn commit_import(
        &self,
        actor: &Actor,
        id: &str,
        reason: Option<&str>,
        now: Timestamp,
    ) -> Result<ImportReceipt, Denied> {
        let _alone = self.committing.lock().unwrap_or_else(PoisonError::into_inner);
        let (file, mut kept) = self.waiting(actor, id, now)?;
        if let Some(reason) = reason.map(str::trim).filter(|reason| !reason.is_empty()) {
            kept.reason = Some(reason.to_owned());
        }
        let read = self.read(actor, &file, &kept, now)?;
        committable(&read.report, &kept)?;
        let observations = with_status(read.report.observations(), &read.reach);
        let batch = batch_of(&file, kept.reason.clone(), actor.who(now).stamp());
        let receipt = self.store().append(&observations, &batch)?;
        work::remove_draft(self.store(), actor, id, now)?;
        self.remember(actor, &kept, now)?;
        let accepted = accepted_of(&observations);
        Ok(ImportReceipt { receipt, accepted, submitted: observations.len() as u64 - accepted })
    }

    fn waiting(&self, actor: &Actor, id: &str, now: Timestamp) -> Result<(FileBytes, Kept), Denied> {
        let ImportDraft { file_name, content, options, .. } = work::draft(self.store(), actor, id, now)?;
        let file = FileBytes::new(file_name, content, &limits()).map_err(unreadable)?;
        Ok((file, Kept::from_json(&options)?))
    }

    fn read(&self, actor: &Actor, file: &FileBytes, kept: &Kept, now: Timestamp) -> Result<Read, Denied> {
        let known = self.known(now)?;
        let reach = Reach::of(actor, &known, now)?;
        let names = UnitNames::new(&shown_tree(&known.workspace.tree, &reach.may)?);
        let options = kept.options(actor.account(), now);
        let current = Scoped::new(self.store(), &reach, options.recorded_at);
        let report =
            import_bytes(file, &known.workspace.catalogue, &names, &options, &current).map_err(unreadable)?;
        current.settle()?;
        Ok(Read { report, names, known, reach })
    }

    /// Choices as they are kept: the shape of the file found, columns turned into names, or what is remembered for the shape.
    fn kept(
        &self,
        actor: &Actor,
        file: &FileBytes,
        choices: &ImportChoices,
        now: Timestamp,
    ) -> Result<Kept, Denied> {
        let known = self.known(now)?;
        judge(choices, &known.workspace.catalogue, (now, actor.may(Capability::LockFigures)))?;
        let mut kept = Kept::of(choices);
        let report = self.read(actor, file, &kept, now)?.report;
        kept.shape = shape(&report);
        match &choices.mapping {
            Some(columns) => kept.mapping = names_of(&report, columns)?,
            None => {
                let remembered = work::remembered(self.store(), actor, Memory::ImportMapping)?;
                let found = remembered.into_iter().find(|one| one.name == kept.shape);
                kept.mapping =
                    found.and_then(|one| serde_json::from_str(&one.content).ok()).unwrap_or_default();
                kept.mapping
                    .retain(|_, code| code.is_empty() || known.workspace.catalogue.by_code(code).is_some());
                kept.remembered = !kept.mapping.is_empty();
            }
        }
        Ok(kept)
    }

    fn remember(&self, actor: &Actor, kept: &Kept, now: Timestamp) -> Result<(), Denied> {
        if kept.mapping.is_empty() || kept.remembered || kept.shape.is_empty() {
            return Ok(());
        }
        let json = serde_json::to_string(&kept.mapping).map_err(|error| Denied::fault(error.to_string()))?;
        work::remember(self.store(), actor, Memory::ImportMapping, (&kept.shape, &json), now)
    }
}

fn unreadable(error: baton_import::ImportError) -> Denied {
    Denied::Refused(Refused::Figures(vec![*error.problem]))
}

fn preview(id: String, size: usize, read: Read, kept: &Kept) -> ImportPreview {
    ImportPreview {
        id,
        file: read.report.file.clone(),
        size,
        report: read.report,
        known: read.known,
        names: read.names,
        remembered: kept.remembered,
        clean_rows: kept.clean_rows,
        reason: kept.reason.clone(),
    }
}

/// Why a file cannot be committed.
fn committable(report: &Report, kept: &Kept) -> Result<(), Denied> {
    let counts = &report.counts;
    if counts.errors > 0 && !kept.clean_rows {
        let message = Message::new(&messages::FILE_HAS_ERRORS).with("count", counts.errors.to_string());
        return Err(Denied::invalid("file", message));
    }
    if counts.changed > 0 && kept.reason.is_none() {
        let message = Message::new(&messages::REASON_NEEDED).with("count", counts.changed.to_string());
        return Err(Denied::invalid("reason", message));
    }
    if report.accepted().next().is_none() {
        return Err(Denied::invalid("file", Message::new(&messages::NOTHING_TO_RECORD)));
    }
    Ok(())
}

/// Figures with how far they come by being recorded.
pub(super) fn with_status(
    observations: impl Iterator<Item = Observation>,
    reach: &Reach,
) -> Vec<Observation> {
    let settled = |mut one: Observation| {
        one.status = match reach.accepted.contains_figure(&one.unit, &one.indicator) {
            true => Status::Accepted,
            false => Status::Submitted,
        };
        one
    };
    observations.map(settled).collect()
}

/// How many count as accepted.
pub(super) fn accepted_of(observations: &[Observation]) -> u64 {
    observations.iter().filter(|one| one.status >= Status::Accepted).count() as u64
}

/// What files with the same headers are remembered by; years and months in headers do not count.
fn shape(report: &Report) -> String {
    let headers = report.sheets.iter().flat_map(|sheet| &sheet.columns);
    let mut text = String::new();
    for column in headers {
        text.extend(fold(&column.header).chars().filter(|c| !c.is_ascii_digit()));
        text.push('\n');
    }
    if text.trim().is_empty() { String::new() } else { digest(text.as_bytes())[..32].to_owned() }
}

/// Columns by their letters → names with codes.
fn names_of(report: &Report, columns: &[MappedColumn]) -> Result<BTreeMap<String, String>, Denied> {
    let mut names = BTreeMap::new();
    for wanted in columns {
        let asked = wanted.sheet.as_deref().unwrap_or_default();
        let sheets = report.sheets.iter().filter(|sheet| sheet.name.as_deref().unwrap_or_default() == asked);
        let mut found = sheets
            .flat_map(|sheet| &sheet.columns)
            .filter(|column| column_letters(column.cell) == wanted.column)
            .peekable();
        if found.peek().is_none() {
            let message =
                Message::new(&messages::NO_COLUMN).with("sheet", asked).with("column", &wanted.column);
            return Err(Denied::invalid("mapping", message));
        }
        for column in found {
            let whole = column.header.rsplit(" · ").next().unwrap_or(&column.header);
            // What is left without period and measure is the same next year; a column that was understood is named whole.
            let name = column.unknown.as_deref().filter(|_| wanted.indicator.is_some()).unwrap_or(whole);
            names.insert(name.to_owned(), wanted.indicator.clone().unwrap_or_default());
        }
    }
    Ok(names)
}

/// The letters of a cell's column.
pub(super) fn column_letters(cell: baton_model::CellAddress) -> String {
    cell.to_string().trim_end_matches(|c: char| c.is_ascii_digit()).to_owned()
}
