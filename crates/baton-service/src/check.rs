//! `check`: everything that is wrong with a workspace, or nothing.

use std::path::Path;

use baton_import::Problem;
use baton_scheme::diagnostic::{Diagnostic, Severity, Sources};

use crate::figures;
use crate::prepare::plan;
use crate::refused::Refused;
use crate::workspace::{self, Loaded};

/// What a check found.
#[derive(Debug)]
pub struct Checked {
    /// Complaints about files of the workspace, ordered by place.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts they point into.
    pub sources: Sources,
    /// Complaints about files with figures.
    pub figures: Vec<Problem>,
    /// What was looked at, for the summary.
    pub files: Vec<String>,
    /// Were schemes and figures left out, because the catalogue or the units are wrong?
    pub cut_short: bool,
    /// How many figures were read.
    pub observations: usize,
}

/// Checks a workspace: its files, all schemes or the one named, and its figures.
pub fn check(root: &Path, scheme: Option<&str>) -> Result<Checked, Refused> {
    let Loaded { workspace, mut sources, mut diagnostics } =
        workspace::load(root).map_err(Refused::Request)?;
    let wanted = scheme.map(|id| workspace.scheme(Some(id)).map_err(Refused::Request)).transpose()?;
    let mut files = vec!["workspace.toml".to_owned(), "indicators.toml".to_owned(), "units.csv".to_owned()];
    let sound = |diagnostic: &Diagnostic| diagnostic.span.is_none_or(|span| span.file.0 == 0);
    let errors = diagnostics.as_slice().iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    if errors.clone().any(|diagnostic| !sound(diagnostic)) {
        let diagnostics = diagnostics.into_sorted();
        return Ok(Checked {
            diagnostics,
            sources,
            figures: Vec::new(),
            files,
            cut_short: true,
            observations: 0,
        });
    }
    let schemes: Vec<_> = match wanted {
        Some(scheme) => vec![scheme],
        None => workspace.schemes.iter().collect(),
    };
    for scheme in schemes {
        plan(&workspace, scheme, &mut sources, &mut diagnostics);
        files.push(sources.name(scheme.file).to_owned());
    }
    let figures = figures::read(&workspace);
    files.extend(
        workspace
            .data
            .iter()
            .map(|path| format!("data/{}", path.file_name().unwrap_or_default().to_string_lossy())),
    );
    Ok(Checked {
        diagnostics: diagnostics.into_sorted(),
        sources,
        observations: figures.observations.len(),
        figures: figures.problems,
        files,
        cut_short: false,
    })
}
