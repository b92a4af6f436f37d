//! Where the text of an expression stands in its file.

use crate::diagnostic::{FileId, Span};

/// Maps offsets in the text of an expression to places in the file.
///
/// The text of a TOML string with escapes, or of a spreadsheet cell, does not lie in the file byte by byte; then every
/// place is the whole string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The file.
    pub file: FileId,
    /// Offset in the file of the text's first byte, if the text lies there unchanged.
    pub base: Option<u32>,
    /// The place of the whole string.
    pub whole: Span,
}

impl Origin {
    /// A text whose string stands at `whole`, and whose first byte, if it lies in the file unchanged, at `base`.
    pub fn new(whole: Span, base: Option<u32>) -> Self {
        Self { file: whole.file, base, whole }
    }

    /// A file that is nothing but the expression.
    pub fn whole_file(file: FileId, text: &str) -> Self {
        let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
        Self::new(Span { file, start: 0, end }, Some(0))
    }

    /// The place of a range of bytes of the text.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let at = |offset: usize| u32::try_from(offset).ok().and_then(|offset| self.base?.checked_add(offset));
        match (at(start), at(end)) {
            (Some(start), Some(end)) => Span { file: self.file, start, end },
            _ => self.whole,
        }
    }
}
