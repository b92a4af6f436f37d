//! The figures of a workspace's `data/` folder.

use baton_import::{Mode, NothingRecorded, Options, Problem, Severity, UnitNames, import_bytes};
use baton_model::Observation;
use jiff::Timestamp;

use crate::workspace::Workspace;

/// Figures read from files, with what is wrong with the files.
#[derive(Debug, Default)]
pub struct Figures {
    /// The observations, file by file in the order of names.
    pub observations: Vec<Observation>,
    /// Everything the files were told about.
    pub problems: Vec<Problem>,
}

impl Figures {
    /// Is a figure refused?
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }
}

/// When figures of files count as recorded: they were always known, so that the same files give the same result
/// whenever they were copied.
pub const ALWAYS: Timestamp = Timestamp::UNIX_EPOCH;

/// Reads every file of `data/`.
pub fn read(workspace: &Workspace) -> Figures {
    let names = UnitNames::new(&workspace.tree);
    let legacy = crate::records::legacy_reader();
    let options = Options { mode: Mode::CleanRows, legacy, ..Options::new(ALWAYS, "") };
    let mut figures = Figures::default();
    for name in &workspace.data {
        let read = workspace
            .files
            .table(name)
            .and_then(|file| import_bytes(&file, &workspace.catalogue, &names, &options, &NothingRecorded));
        match read {
            Ok(report) => {
                figures.observations.extend(report.observations());
                figures.problems.extend(report.problems);
            }
            Err(error) => figures.problems.push(*error.problem),
        }
    }
    figures
}
