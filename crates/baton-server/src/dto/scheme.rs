//! Schemes on the wire: the method, complaints, versions, trials.

use baton_service::model::Lang;
use baton_service::scheme::diagnostic::{Diagnostic, Severity, Sources};
use baton_service::scheme::method::Method;
use baton_service::site::{SchemePage, TriedUnit};
use baton_service::store::FileVersion;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::whole;

/// A complaint with its place.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Diagnostic)]
pub struct DiagnosticBody {
    /// `error` or `lint`.
    pub severity: &'static str,
    /// Its code.
    pub code: &'static str,
    /// The sentence.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
    /// The file.
    pub file: String,
    /// First line, from 1; 0 where it is about the whole.
    pub line: usize,
    /// First column in characters, from 1.
    pub column: usize,
    /// Last line.
    pub end_line: usize,
    /// Column after the last.
    pub end_column: usize,
    /// The text it is about.
    pub excerpt: String,
}

impl DiagnosticBody {
    /// A complaint about one of the texts.
    pub fn of(found: &Diagnostic, sources: &Sources, lang: Lang) -> Self {
        let place = found.span.map(|span| {
            let end = baton_service::scheme::diagnostic::Span { start: span.end, ..span };
            (
                sources.name(span.file),
                sources.line_column(span),
                sources.line_column(end),
                sources.slice(span),
            )
        });
        let (file, (line, column), (end_line, end_column), excerpt) = place.unwrap_or_default();
        Self {
            severity: if found.severity == Severity::Error { "error" } else { "lint" },
            code: found.message.code(),
            message: found.message.text(lang),
            hint: found.message.hint(lang),
            file: file.to_owned(),
            line,
            column,
            end_line,
            end_column,
            excerpt: excerpt.chars().take(200).collect(),
        }
    }
}

/// A row of the method.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MethodRowBody {
    /// How deep it stands below the total.
    pub depth: usize,
    /// Is it an indicator?
    pub leaf: bool,
    /// Cells in the order of the headings.
    pub cells: Vec<String>,
}

/// The method as a readable table.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MethodBody {
    /// Headings.
    pub heads: Vec<String>,
    /// Rows.
    pub rows: Vec<MethodRowBody>,
    /// What is said below the table.
    pub notes: Vec<String>,
}

impl From<Method> for MethodBody {
    fn from(method: Method) -> Self {
        let row = |row: baton_service::scheme::method::MethodRow| MethodRowBody {
            depth: row.depth,
            leaf: row.leaf,
            cells: row.cells,
        };
        Self { heads: method.heads, rows: method.rows.into_iter().map(row).collect(), notes: method.notes }
    }
}

/// A version of a scheme's file.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct VersionBody {
    /// Its number.
    pub version: u32,
    /// Who saved it.
    pub author: String,
    /// When.
    pub at: String,
    /// What was said about it.
    pub note: String,
    /// Digest of its text.
    pub digest: String,
}

impl From<&FileVersion> for VersionBody {
    fn from(found: &FileVersion) -> Self {
        Self {
            version: found.version,
            author: found.stamp.by.clone(),
            at: found.stamp.at.to_string(),
            note: found.note.clone(),
            digest: found.digest.clone(),
        }
    }
}

/// A scheme's page.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = SchemePage)]
pub struct SchemeBody {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Version, as the scheme says of itself.
    pub version: String,
    /// The document behind it.
    pub basis: Option<String>,
    /// The file.
    pub file: String,
    /// Its text.
    pub text: String,
    /// The method.
    pub method: MethodBody,
    /// Doubts about the method, on the figures at hand.
    pub diagnostics: Vec<DiagnosticBody>,
    /// Versions of the file, the newest first.
    pub versions: Vec<VersionBody>,
}

impl SchemeBody {
    /// A page in words of a language.
    pub fn of(page: SchemePage, lang: Lang) -> Self {
        let prepared = &page.prepared;
        let doubt = |found| DiagnosticBody::of(found, &prepared.sources, lang);
        Self {
            id: prepared.plan.id.clone(),
            title: prepared.plan.title.clone(),
            version: prepared.plan.version.clone(),
            basis: prepared.plan.basis.clone(),
            diagnostics: page.diagnostics.iter().map(doubt).collect(),
            versions: page.versions.iter().map(VersionBody::from).collect(),
            method: page.method.into(),
            file: page.file,
            text: page.text,
        }
    }
}

/// A text to be looked at.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SchemeText {
    /// Id of the scheme it is for.
    pub id: String,
    /// The text.
    pub text: String,
}

/// What there is to say about a text.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CheckedBody {
    /// Complaints, ordered by place.
    pub diagnostics: Vec<DiagnosticBody>,
    /// The method, where the text has no errors.
    pub method: Option<MethodBody>,
}

/// A text to be saved.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveScheme {
    /// The text.
    pub text: String,
    /// What is said about the version.
    #[serde(default)]
    pub note: String,
    /// The version it was made from.
    pub expected: u32,
}

/// A text to be tried.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TrialText {
    /// The text.
    pub text: String,
    /// The period; the newest if left out.
    pub period: Option<String>,
}

/// A unit under the adopted and the tried version.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct TriedBody {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Group under the tried version.
    pub group: String,
    /// Rank as adopted.
    pub rank_before: Option<u32>,
    /// Rank as tried.
    pub rank_after: Option<u32>,
    /// Total as adopted.
    pub total_before: Option<f64>,
    /// Total as tried.
    pub total_after: Option<f64>,
}

impl From<TriedUnit> for TriedBody {
    fn from(unit: TriedUnit) -> Self {
        let [rank_before, rank_after] = unit.rank.map(whole);
        let [total_before, total_after] = unit.total;
        Self {
            code: unit.code,
            name: unit.name,
            group: unit.group,
            rank_before,
            rank_after,
            total_before,
            total_after,
        }
    }
}

/// A trial.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct TrialBody {
    /// The period.
    pub period: String,
    /// Units in the order they would have.
    pub changes: Vec<TriedBody>,
}

/// Two versions compared.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct DiffBody {
    /// As a unified diff.
    pub diff: String,
}
