//! Complaints that point at a place: file, line, caret, what was found, what is allowed.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use baton_model::{Lang, Message, MessageDef};

/// A file among [`Sources`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A range of bytes in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

impl Span {
    /// From this one's start to the other's end.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A value with the place it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub span: Span,
}

/// The texts that spans point into. A spreadsheet cell is a file of its own, named by its sheet and address.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<(String, String)>,
}

impl Sources {
    /// Adds a text under the name shown to people.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        self.files.push((name.into(), text.into()));
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// Name of a file.
    pub fn name(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", |(name, _)| name)
    }

    /// Text of a file.
    pub fn text(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", |(_, text)| text)
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        self.text(span.file).get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// Line and column of a span's start, counted from 1, columns in characters.
    pub fn line_column(&self, span: Span) -> (usize, usize) {
        let before = self.text(span.file).get(..span.start as usize).unwrap_or("");
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The scheme cannot run.
    Error,
    /// A doubt about the method; it runs.
    Lint,
}

/// One complaint.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The sentence.
    pub message: Message,
    /// Where; none when it is about the whole.
    pub span: Option<Span>,
    /// Other places that matter, with what they are.
    pub labels: Vec<(Span, Message)>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(message: Message, span: Span) -> Self {
        Self { severity: Severity::Error, message, span: Some(span), labels: Vec::new() }
    }

    /// A lint at a place.
    pub fn lint(message: Message, span: Span) -> Self {
        Self { severity: Severity::Lint, message, span: Some(span), labels: Vec::new() }
    }

    /// Adds another place.
    #[must_use]
    pub fn label(mut self, span: Span, message: Message) -> Self {
        self.labels.push((span, message));
        self
    }
}

/// A list that collects complaints; work goes on after each.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds an error made of a message without arguments.
    pub fn error(&mut self, def: &'static MessageDef, span: Span) {
        self.push(Diagnostic::error(Message::new(def), span));
    }

    /// Is there an error (lints do not count)?
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// All of them, ordered by place.
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.list.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.severity));
        self.list.dedup();
        self.list
    }

    /// All of them, in the order found.
    pub fn as_slice(&self) -> &[Diagnostic] {
        &self.list
    }

    /// Takes over another list.
    pub fn extend(&mut self, other: Self) {
        self.list.extend(other.list);
    }
}

/// Draws a complaint with its line and caret.
pub fn render(diagnostic: &Diagnostic, sources: &Sources, lang: Lang, color: bool) -> String {
    let title = diagnostic.message.text(lang);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name(lang.pick("错误", "error")),
        Severity::Lint => Level::WARNING.with_name(lang.pick("提示", "lint")),
    };
    let labels: Vec<String> = diagnostic.labels.iter().map(|(_, message)| message.text(lang)).collect();
    let mut group = Group::with_title(level.primary_title(title).id(diagnostic.message.code()));
    if let Some(span) = diagnostic.span {
        let mut snippet = Snippet::source(sources.text(span.file))
            .path(sources.name(span.file))
            .annotation(AnnotationKind::Primary.span(range(span)));
        for ((at, _), label) in
            diagnostic.labels.iter().zip(&labels).filter(|((at, _), _)| at.file == span.file)
        {
            snippet = snippet.annotation(AnnotationKind::Context.span(range(*at)).label(label));
        }
        group = group.element(snippet);
    }
    if let Some(hint) = diagnostic.message.hint(lang) {
        group = group.element(Level::HELP.with_name(lang.pick("建议", "help")).message(hint));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    format!("{}\n", renderer.render(&[group]))
}

fn range(span: Span) -> std::ops::Range<usize> {
    span.start as usize..(span.end as usize).max(span.start as usize)
}
