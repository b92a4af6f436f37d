//! A scheme in the browser: its method as a table, its versions, a text that is being edited, and what that would change.

use std::collections::BTreeMap;
use std::sync::Arc;

use baton_model::{Lang, Period};
use baton_scheme::diagnostic::{Diagnostic, Diagnostics, Severity, Sources};
use baton_scheme::method::{Method, method};
use baton_scheme::plan::Plan;
use baton_scheme::run::RunOptions;
use baton_store::{FileVersion, NewFile};
use jiff::Timestamp;

use super::{Known, Site};
use crate::access::{self, Actor, Capability, Denied};
use crate::check::doubts;
use crate::prepare::{Prepared, execute, plan};
use crate::refused::Refused;
use crate::workspace::{Files, Loaded, SchemeFile, load_from};

/// A scheme with everything its page shows.
#[derive(Clone, Debug)]
pub struct SchemePage {
    /// The scheme, compiled.
    pub prepared: Arc<Prepared>,
    /// Its text.
    pub text: String,
    /// Its file.
    pub file: String,
    /// The method as a table.
    pub method: Method,
    /// What there is to doubt about the method, with the texts the complaints point into.
    pub diagnostics: Vec<Diagnostic>,
    /// Versions of the file, the newest first.
    pub versions: Vec<FileVersion>,
}

/// A text that was looked at.
#[derive(Debug)]
pub struct CheckedText {
    /// The complaints, ordered by place.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts they point into.
    pub sources: Sources,
    /// The method as a table, where the text has no errors.
    pub method: Option<Method>,
}

/// A unit under two versions of a scheme.
#[derive(Clone, Debug, PartialEq)]
pub struct TriedUnit {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Group under the tried version.
    pub group: String,
    /// Rank in the group: adopted, tried.
    pub rank: [Option<f64>; 2],
    /// Total: adopted, tried.
    pub total: [Option<f64>; 2],
}

impl Site {
    /// A scheme's page; the workspace's default if none is named.
    pub fn scheme(&self, actor: &Actor, id: &str, lang: Lang, now: Timestamp) -> Result<SchemePage, Denied> {
        actor.needs(Capability::ViewScheme)?;
        let known = self.known(now)?;
        let file = scheme_file(&known, id)?;
        let prepared = known.prepared(Some(id))?;
        let doubts = doubts(&known.workspace, &prepared.plan, &known.observations, now);
        Ok(SchemePage {
            text: known.sources.text(file.file).to_owned(),
            method: method(&prepared.plan, &known.workspace.catalogue, lang),
            diagnostics: doubts,
            versions: self.store().file_versions(&file.name)?,
            file: file.name.clone(),
            prepared,
        })
    }

    /// Looks at a text without keeping it.
    pub fn check_scheme(
        &self,
        actor: &Actor,
        id: &str,
        text: &str,
        lang: Lang,
        now: Timestamp,
    ) -> Result<CheckedText, Denied> {
        actor.needs(Capability::ViewScheme)?;
        let known = self.known(now)?;
        let mut edited = edited(&known, id, text)?;
        let Some(compiled) = edited.plan() else {
            let diagnostics = edited.diagnostics.into_sorted();
            return Ok(CheckedText { diagnostics, sources: edited.loaded.sources, method: None });
        };
        let doubts = doubts(&edited.loaded.workspace, &compiled, &known.observations, now);
        doubts.into_iter().for_each(|doubt| edited.diagnostics.push(doubt));
        let table = method(&compiled, &known.workspace.catalogue, lang);
        Ok(CheckedText {
            diagnostics: edited.diagnostics.into_sorted(),
            sources: edited.loaded.sources,
            method: Some(table),
        })
    }

    /// Saves a text as a new version of a scheme. One with errors is refused; so is one made from a version that is no longer the
    /// newest.
    pub fn save_scheme(
        &self,
        actor: &Actor,
        id: &str,
        (text, expected): (&str, u32),
        note: &str,
        now: Timestamp,
    ) -> Result<FileVersion, Denied> {
        actor.needs(Capability::EditScheme)?;
        self.needs_everybody(actor, Capability::EditScheme, now)?;
        let known = self.known(now)?;
        let file = scheme_file(&known, id)?;
        let mut edited = edited(&known, id, text)?;
        if edited.plan().is_none() {
            let list = edited.diagnostics.into_sorted();
            return Err(Refused::Diagnostics { list, sources: edited.loaded.sources }.into());
        }
        let new = NewFile {
            path: file.name.clone(),
            content: Some(text.as_bytes().to_vec()),
            expected: Some(expected),
        };
        let saved = access::files::save(self.store(), actor, &[new], note, now)?;
        match saved.into_iter().next() {
            Some(version) => Ok(version),
            // The same text again is no new version.
            None => self.store().file_versions(&file.name)?.into_iter().next().ok_or_else(Denied::missing),
        }
    }

    /// Runs a text beside the adopted version, for those who may see drafts.
    pub fn try_scheme(
        &self,
        actor: &Actor,
        id: &str,
        text: &str,
        period: Option<Period>,
        now: Timestamp,
    ) -> Result<(Period, Vec<TriedUnit>), Denied> {
        actor.needs(Capability::ViewDrafts)?;
        let known = self.known(now)?;
        let period = self.period(&known, id, period, now)?;
        let adopted = known.run(id, period, None, now)?;
        let mut edited = edited(&known, id, text)?;
        let Some(tried) = edited.plan() else {
            let list = edited.diagnostics.into_sorted();
            return Err(Refused::Diagnostics { list, sources: edited.loaded.sources }.into());
        };
        let before = adopted.computed();
        let result = execute(&tried, before.snapshot, &RunOptions::new(period))?;
        let scope = known.scope(actor, Capability::ViewDrafts, result.tree_date)?;
        let roster = &before.snapshot.roster;
        let unit = |row: u32| {
            let (code, sides) = (roster.code(row), [before.result, &result]);
            let subjects = sides.map(|side| side.subject_of(row));
            let number = |pick: &dyn Fn(usize) -> Option<f64>, side: usize| subjects[side].and_then(pick);
            let group = subjects[1].map(|subject| result.group_of[subject] as usize);
            scope.contains_whole(code).then(|| TriedUnit {
                code: code.to_owned(),
                name: roster.name(row).to_owned(),
                group: group.and_then(|group| result.groups.get(group).cloned()).unwrap_or_default(),
                rank: [0, 1].map(|side| number(&|subject| sides[side].rank.get(subject), side)),
                total: [0, 1].map(|side| number(&|subject| sides[side].total.get(subject), side)),
            })
        };
        let rows = result.universe.rows[..result.subjects()].iter();
        let mut units: Vec<TriedUnit> = rows.filter_map(|row| unit(*row)).collect();
        units.sort_by(|a, b| {
            let rank = |unit: &TriedUnit| unit.rank[1].unwrap_or(f64::INFINITY);
            a.group.cmp(&b.group).then(rank(a).total_cmp(&rank(b))).then_with(|| a.code.cmp(&b.code))
        });
        Ok((period, units))
    }
}

/// The workspace with another text for one scheme.
fn edited(known: &Known, id: &str, text: &str) -> Result<Edited, Denied> {
    let file = scheme_file(known, id)?;
    let Files::Kept(kept) = &known.workspace.files else { return Err(Denied::missing()) };
    let mut files: BTreeMap<String, Vec<u8>> = (**kept).clone();
    files.insert(file.name.clone(), text.as_bytes().to_vec());
    let mut loaded = load_from(Files::Kept(Arc::new(files))).map_err(Refused::Request)?;
    let diagnostics = std::mem::take(&mut loaded.diagnostics);
    Ok(Edited { loaded, diagnostics, name: file.name.clone() })
}

fn scheme_file<'k>(known: &'k Known, id: &str) -> Result<&'k SchemeFile, Denied> {
    known.workspace.schemes.iter().find(|scheme| scheme.id == id).ok_or_else(Denied::missing)
}

/// A workspace with a text that is being edited.
struct Edited {
    loaded: Loaded,
    diagnostics: Diagnostics,
    name: String,
}

impl Edited {
    /// The plan of the edited text, where it has no errors.
    fn plan(&mut self) -> Option<Plan> {
        let workspace = &self.loaded.workspace;
        let file = workspace.schemes.iter().find(|scheme| scheme.name == self.name)?.clone();
        let found = plan(workspace, &file, &mut self.loaded.sources, &mut self.diagnostics)?;
        let errors = self.diagnostics.as_slice().iter().any(|one| one.severity == Severity::Error);
        (!errors).then_some(found.0)
    }
}
