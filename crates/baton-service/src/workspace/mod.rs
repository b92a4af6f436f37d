//! A workspace (工作区): the folder with catalogue, units, schemes and figures, read with a complaint for every problem.
//!
//! ```text
//! workspace.toml      what it is called, what it takes for granted
//! indicators.toml     the catalogue
//! units.csv           the units with their versions and attributes
//! unit_changes.csv    renames, mergers, splits, moves
//! schemes/*.toml      the schemes
//! data/*              the figures
//! ```

use std::path::Path;

use baton_model::unit::UnitTreeError;
use baton_model::{Catalogue, Message, UnitTree};
use baton_scheme::diagnostic::{Diagnostic, Diagnostics, FileId, Severity, Sources, Span};

use crate::messages;

mod changes;
mod credit_code;
mod csv_table;
pub(crate) mod files;
mod indicators;
mod settings;
pub(crate) mod toml_table;
mod units;

pub use files::Files;
pub use settings::Settings;

/// A scheme file of the workspace.
#[derive(Clone, Debug)]
pub struct SchemeFile {
    /// Its id, as `[scheme] id` says; the name of the file when that cannot be read.
    pub id: String,
    /// Where it lies in the workspace: `schemes/county_hqd.toml`.
    pub name: String,
    /// Its text among the sources.
    pub file: FileId,
}

/// What a workspace holds.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    /// Its files.
    pub files: Files,
    /// `workspace.toml`.
    pub settings: Settings,
    /// `indicators.toml`.
    pub catalogue: Catalogue,
    /// Its text.
    pub catalogue_text: String,
    /// Where each indicator stands, in catalogue order.
    pub indicator_places: Vec<Span>,
    /// `units.csv` and `unit_changes.csv`.
    pub tree: UnitTree,
    /// `schemes/*.toml`, ordered by file name.
    pub schemes: Vec<SchemeFile>,
    /// `data/*`, ordered by file name.
    pub data: Vec<String>,
}

/// A workspace with the texts it was read from and everything that is wrong with them.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The workspace, as far as it could be read.
    pub workspace: Workspace,
    /// The texts.
    pub sources: Sources,
    /// The complaints.
    pub diagnostics: Diagnostics,
}

/// Reads a folder. Only a folder that cannot be a workspace at all is an error; everything else is a complaint.
pub fn load(root: &Path) -> Result<Loaded, Message> {
    load_from(Files::Folder(root.to_owned()))
}

/// Reads a workspace, wherever its files lie.
pub fn load_from(files: Files) -> Result<Loaded, Message> {
    let mut loader = Loader { loaded: Loaded::default() };
    loader.loaded.workspace.files = files;
    let Some((file, text)) = loader.text("workspace.toml")? else {
        let folder = loader.loaded.workspace.files.place();
        let message = Message::new(&messages::MISSING_FILE).with("folder", folder);
        return Err(message.with("file", "workspace.toml"));
    };
    loader.loaded.workspace.settings = settings::read(file, &text, &mut loader.loaded.diagnostics);
    loader.catalogue()?;
    loader.tree()?;
    loader.schemes()?;
    loader.loaded.workspace.data = loader.loaded.workspace.files.list("data", DATA_EXTENSIONS)?;
    loader.check_default_scheme();
    Ok(loader.loaded)
}

/// The catalogue of a text that was kept.
pub(crate) fn catalogue_of(text: &str, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Catalogue {
    let file = sources.add("indicators.toml", text);
    indicators::read(file, text, diagnostics).0
}

const DATA_EXTENSIONS: &[&str] = &["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods"];

struct Loader {
    loaded: Loaded,
}

impl Loader {
    fn text(&mut self, name: &str) -> Result<Option<(FileId, String)>, Message> {
        let Some(text) = self.loaded.workspace.files.text(name)? else { return Ok(None) };
        Ok(Some((self.loaded.sources.add(name, text.clone()), text)))
    }

    /// A file that every workspace has; where it is missing, that is a complaint.
    fn expected(&mut self, name: &str) -> Result<Option<(FileId, String)>, Message> {
        let found = self.text(name)?;
        if found.is_none() {
            let folder = self.loaded.workspace.files.place();
            let message = Message::new(&messages::MISSING_FILE).with("folder", folder).with("file", name);
            self.loaded.diagnostics.push(about_the_whole(message));
        }
        Ok(found)
    }

    fn catalogue(&mut self) -> Result<(), Message> {
        if let Some((file, text)) = self.expected("indicators.toml")? {
            let (catalogue, places) = indicators::read(file, &text, &mut self.loaded.diagnostics);
            self.loaded.workspace.catalogue = catalogue;
            self.loaded.workspace.indicator_places = places;
            self.loaded.workspace.catalogue_text = text;
        }
        Ok(())
    }

    fn tree(&mut self) -> Result<(), Message> {
        let Some((file, text)) = self.expected("units.csv")? else { return Ok(()) };
        let complaints = self.loaded.diagnostics.as_slice().len();
        let units = units::read(file, &text, &mut self.loaded.diagnostics);
        let changes = match self.text("unit_changes.csv")? {
            Some((file, text)) => changes::read(file, &text, &units.units, &mut self.loaded.diagnostics),
            None => Vec::new(),
        };
        let sound = self.loaded.diagnostics.as_slice()[complaints..]
            .iter()
            .all(|diagnostic| diagnostic.severity != Severity::Error);
        let places: Vec<(String, Span)> =
            units.units.iter().map(|unit| unit.code.clone()).zip(units.places).collect();
        match UnitTree::new(units.units, changes) {
            Ok(tree) => self.loaded.workspace.tree = tree,
            Err(error) if sound => self.loaded.diagnostics.push(tree_error(&error, &places)),
            Err(_) => {}
        }
        Ok(())
    }

    fn schemes(&mut self) -> Result<(), Message> {
        for name in self.loaded.workspace.files.list("schemes", &["toml"])? {
            let Some((file, text)) = self.text(&name)? else { continue };
            let stem = files::file_name(&name);
            let stem = stem.strip_suffix(".toml").unwrap_or(stem).to_owned();
            let id = scheme_id(&text).unwrap_or(stem);
            self.loaded.workspace.schemes.push(SchemeFile { id, name, file });
        }
        Ok(())
    }

    fn check_default_scheme(&mut self) {
        let workspace = &self.loaded.workspace;
        let Some(wanted) = &workspace.settings.default_scheme else { return };
        if workspace.schemes.iter().all(|scheme| scheme.id != *wanted) {
            let message = Message::new(&messages::UNKNOWN_DEFAULT_SCHEME).with("scheme", wanted);
            let place = workspace.settings.default_scheme_at;
            self.loaded.diagnostics.push(Diagnostic::error(message, place));
        }
    }
}

fn about_the_whole(message: Message) -> Diagnostic {
    Diagnostic { severity: Severity::Error, message, span: None, labels: Vec::new() }
}

fn tree_error(error: &UnitTreeError, places: &[(String, Span)]) -> Diagnostic {
    let (code, message) = match error {
        UnitTreeError::Cycle { code } => (code, Message::new(&messages::UNIT_CYCLE).with("code", code)),
        UnitTreeError::Overlap { code }
        | UnitTreeError::EmptyRange { code }
        | UnitTreeError::Blank { code }
        | UnitTreeError::Weight { code } => {
            (code, Message::new(&messages::UNIT_TREE).with("detail", error.to_string()))
        }
    };
    let span = places.iter().find(|(known, _)| known == code).map(|(_, span)| *span);
    Diagnostic { span, ..about_the_whole(message) }
}

/// The id a scheme file gives itself, read without complaints.
fn scheme_id(text: &str) -> Option<String> {
    let (root, _) = toml::de::DeTable::parse_recoverable(text);
    let id = root.get_ref().get("scheme")?.get_ref().as_table()?.get("id")?.get_ref().as_str()?;
    Some(id.to_owned()).filter(|id| !id.is_empty())
}

fn unreadable(name: &str, error: &std::io::Error) -> Message {
    Message::new(&messages::UNREADABLE).with("file", name).with("detail", error)
}

impl Workspace {
    /// The scheme with an id, or the default one when none is named.
    pub fn scheme(&self, id: Option<&str>) -> Result<&SchemeFile, Message> {
        let allowed: Vec<&str> = self.schemes.iter().map(|scheme| scheme.id.as_str()).collect();
        if allowed.is_empty() {
            return Err(Message::new(&messages::NO_SCHEME_AT_ALL));
        }
        let only = (self.schemes.len() == 1).then(|| allowed[0]);
        let Some(wanted) = id.or(self.settings.default_scheme.as_deref()).or(only) else {
            return Err(Message::new(&messages::NO_DEFAULT_SCHEME).with("allowed", messages::list(allowed)));
        };
        self.schemes.iter().find(|scheme| scheme.id == wanted).ok_or_else(|| {
            Message::new(&messages::NO_SCHEME).with("scheme", wanted).with("allowed", messages::list(allowed))
        })
    }
}
