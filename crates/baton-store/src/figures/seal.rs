//! The seal of a batch: one digest over everything it brought, so that an altered byte in any figure, source or name is found.

use crate::digest::Fields;
use crate::figures::FileDigest;
use crate::figures::names::Slot;
use crate::figures::recording::{Cell, Recording};

/// What a batch says about itself, as it is sealed and as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) id: i64,
    pub(crate) kind: &'static str,
    pub(crate) title: String,
    pub(crate) reason: Option<String>,
    pub(crate) recorded_at: String,
    pub(crate) recorded_by: String,
    pub(crate) recorded_from: String,
    pub(crate) withdraws: Option<i64>,
    pub(crate) same: i64,
}

/// A digest under construction. Rows are fed in the order of slot, unit and version.
pub(crate) struct Seal {
    fields: Fields,
    slot: Option<i64>,
    recording: Option<i64>,
}

impl Seal {
    pub(crate) fn new(header: &Header, files: &[FileDigest]) -> Self {
        let mut fields = Fields::new();
        fields.int(header.id).text(header.kind).text(&header.title).maybe(header.reason.as_deref());
        fields.text(&header.recorded_at).text(&header.recorded_by).text(&header.recorded_from);
        fields.maybe_int(header.withdraws).int(header.same);
        for file in files {
            let size = i64::try_from(file.size).unwrap_or(i64::MAX);
            fields.text(&file.name).text(&file.digest).int(size);
        }
        Self { fields, slot: None, recording: None }
    }

    /// Says what the rows that follow are figures of.
    pub(crate) fn slot(&mut self, number: i64, slot: &Slot) {
        if self.slot != Some(number) {
            self.slot = Some(number);
            self.fields.text(&slot.indicator).text(&slot.period.to_string());
            self.fields.text(slot.scenario.word()).text(&slot.series);
        }
    }

    /// Says how the rows that follow were recorded.
    pub(crate) fn recording(&mut self, number: i64, recording: &Recording) {
        if self.recording != Some(number) {
            self.recording = Some(number);
            let (origin, name, sheet) = recording.source.columns();
            self.fields.int(recording.of_batch).text(&recording.recorded_at.to_string());
            self.fields.text(&recording.recorded_by).maybe(recording.reason.as_deref());
            self.fields.text(recording.status.word()).text(origin).text(name).maybe(sheet);
        }
    }

    pub(crate) fn row(&mut self, unit: &str, version: i64, value: Option<f64>, cell: Cell) {
        let (row, column) = cell.map_or((-1, -1), |(row, column)| (i64::from(row), i64::from(column)));
        self.fields.text(unit).int(version).real(value).int(row).int(column);
    }

    /// With how many figures were new and how many changed.
    pub(crate) fn finish(mut self, added: i64, changed: i64) -> String {
        self.fields.int(added).int(changed);
        self.fields.finish()
    }
}
