//! The figures of a workspace's `data/` folder.

use baton_import::{
    FileBytes, Mode, NothingRecorded, Options, Problem, Report, Severity, UnitNames, import_bytes,
};
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

/// The files of `data/`, read one way wherever they are read.
pub(crate) struct DataFiles<'w> {
    workspace: &'w Workspace,
    names: UnitNames,
}

impl<'w> DataFiles<'w> {
    pub(crate) fn new(workspace: &'w Workspace) -> Self {
        Self { workspace, names: UnitNames::new(&workspace.tree) }
    }

    /// The files in the order of their names, each as it is.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'w String, Result<FileBytes, Box<Problem>>)> {
        let files = &self.workspace.files;
        let table = |name| files.table(name).map_err(|error| error.problem);
        self.workspace.data.iter().map(move |name| (name, table(name)))
    }

    /// What a file holds, as recorded by somebody at a moment.
    pub(crate) fn import(
        &self,
        file: &FileBytes,
        mode: Mode,
        (recorded_at, by): (Timestamp, &str),
    ) -> Result<Report, Box<Problem>> {
        let legacy = crate::records::legacy_reader();
        let options = Options { mode, legacy, ..Options::new(recorded_at, by) };
        import_bytes(file, &self.workspace.catalogue, &self.names, &options, &NothingRecorded)
            .map_err(|error| error.problem)
    }
}

/// Reads every file of `data/`.
pub fn read(workspace: &Workspace) -> Figures {
    let files = DataFiles::new(workspace);
    let mut figures = Figures::default();
    for (_, file) in files.iter() {
        match file.and_then(|file| files.import(&file, Mode::CleanRows, (ALWAYS, ""))) {
            Ok(report) => {
                figures.observations.extend(report.observations());
                figures.problems.extend(report.problems);
            }
            Err(problem) => figures.problems.push(*problem),
        }
    }
    figures
}
