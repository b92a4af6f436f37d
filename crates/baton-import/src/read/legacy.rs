//! `.xls` and `.ods` by way of a child process with memory and time limits.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::Duration;

use baton_model::{CellAddress, Message};

use super::child::READ_LEGACY;
use super::package::{Package, io_message};
use super::protocol::Line;
use super::{FileBytes, Kind};
use crate::error::ImportError;
use crate::limits::Limits;
use crate::messages;
use crate::problem::bytes;
use crate::sheet::{Merged, Raw, SharedTexts, Sheet};

/// Where the child process comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegacyReader {
    /// An executable that calls [`super::child_main`] for the argument [`READ_LEGACY`].
    pub program: PathBuf,
}

/// A sheet of an old workbook; none where it is hidden.
pub(crate) type OldSheet = (String, Option<Sheet>);

impl LegacyReader {
    /// Reads all sheets.
    pub(crate) fn read(&self, file: &FileBytes, limits: &Limits) -> Result<Vec<OldSheet>, ImportError> {
        let kind = if file.kind() == Kind::Ods { "ods" } else { "xls" };
        if kind == "ods" {
            check_unpacked(file, limits)?;
        }
        let mut child = self.command(kind, limits).spawn().map_err(|error| {
            file.refuse(Message::new(&messages::LEGACY_NOT_STARTED).with("reason", &error))
        })?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        let child = Mutex::new(child);
        let late = AtomicBool::new(false);
        let (done, wait) = mpsc::channel::<()>();
        let told = thread::scope(|scope| {
            scope.spawn(|| {
                if let Some(mut stdin) = stdin {
                    // A child that gives up early closes the pipe; why is told below.
                    let _ = stdin.write_all(&file.bytes);
                }
            });
            scope.spawn(|| {
                let wait = wait;
                if wait.recv_timeout(Duration::from_secs(limits.child_seconds))
                    == Err(mpsc::RecvTimeoutError::Timeout)
                {
                    late.store(true, Ordering::Relaxed);
                    kill(&child);
                }
            });
            let told = stdout.map_or(Ok(Told::default()), |stdout| listen(stdout, limits));
            if told.is_err() {
                kill(&child);
            }
            drop(done);
            told
        });
        let status = child.lock().map_or(None, |mut child| child.wait().ok());
        let told = told.map_err(|message| file.refuse(message))?;
        match told.refusal(status, late.into_inner(), limits) {
            Some(message) => Err(file.refuse(message)),
            None => Ok(told.sheets),
        }
    }

    /// The child under `ulimit`, which the shell sets before it becomes the child.
    fn command(&self, kind: &str, limits: &Limits) -> Command {
        const SCRIPT: &str =
            r#"ulimit -c 0; ulimit -v "$1" && ulimit -t "$2" || exit 97; shift 2; exec "$@""#;
        let mut command = Command::new("/bin/sh");
        command.args(["-c", SCRIPT, "sh"]);
        command.args([(limits.child_memory >> 10).to_string(), limits.child_seconds.to_string()]);
        command.arg(&self.program).args([READ_LEGACY, kind]);
        command.env_clear().env("MALLOC_ARENA_MAX", "1");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        command
    }
}

/// An `.ods` is an archive too: what it unpacks to is measured before anything parses it.
fn check_unpacked(file: &FileBytes, limits: &Limits) -> Result<(), ImportError> {
    const CONTENT: &str = "content.xml";
    let mut package = Package::open(file, limits)?;
    let Some(mut part) = package.part(CONTENT)? else {
        return Err(file.refuse(Message::new(&messages::ARCHIVE_DAMAGED)));
    };
    io::copy(&mut part, &mut io::sink()).map(|_| ()).map_err(|error| file.refuse(io_message(&error, CONTENT)))
}

fn kill(child: &Mutex<Child>) {
    if let Ok(mut child) = child.lock() {
        // It may have ended by itself in the meantime.
        let _ = child.kill();
    }
}

/// What the child said.
#[derive(Default)]
struct Told {
    sheets: Vec<OldSheet>,
    refused: Option<String>,
    ended: bool,
}

impl Told {
    /// Why what was told cannot be used.
    fn refusal(&self, status: Option<ExitStatus>, late: bool, limits: &Limits) -> Option<Message> {
        if late || status.and_then(signal) == Some(SIGXCPU) {
            let seconds = limits.child_seconds.to_string();
            return Some(Message::new(&messages::LEGACY_TOO_SLOW).with("seconds", seconds));
        }
        if let Some(reason) = &self.refused {
            let def =
                if reason == "password" { &messages::PASSWORD_PROTECTED } else { &messages::ARCHIVE_DAMAGED };
            return Some(Message::new(def));
        }
        let status = status?;
        if self.ended && status.success() {
            return None;
        }
        if status.code() == Some(97) {
            let reason = "ulimit".to_owned();
            return Some(Message::new(&messages::LEGACY_NOT_STARTED).with("reason", reason));
        }
        if status.code().is_none() {
            let limit = bytes(limits.child_memory);
            return Some(Message::new(&messages::LEGACY_TOO_LARGE).with("limit", limit));
        }
        Some(Message::new(&messages::ARCHIVE_DAMAGED))
    }
}

const SIGXCPU: i32 = 24;

#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

#[cfg(not(unix))]
fn signal(_: ExitStatus) -> Option<i32> {
    None
}

/// Reads what the child says, within the limits.
fn listen(stdout: ChildStdout, limits: &Limits) -> Result<Told, Message> {
    let most_line = limits.text_bytes as u64 * 2 + 64;
    let shared = Arc::new(SharedTexts::default());
    let mut reader = BufReader::with_capacity(1 << 16, stdout);
    let mut told = Told::default();
    let mut line = Vec::new();
    let mut cells = 0;
    loop {
        line.clear();
        let count = (&mut reader).take(most_line).read_until(b'\n', &mut line).unwrap_or(0);
        if count == 0 {
            return Ok(told);
        }
        // Lines are whole, or the child died while it spoke.
        let Some(text) = line.strip_suffix(b"\n").and_then(|line| std::str::from_utf8(line).ok()) else {
            return if count as u64 == most_line {
                Err(Message::new(&messages::ARCHIVE_DAMAGED))
            } else {
                Ok(told)
            };
        };
        match Line::parse(text) {
            None => return Err(Message::new(&messages::ARCHIVE_DAMAGED)),
            Some(Line::End) => told.ended = true,
            Some(Line::Refused(reason)) => told.refused = Some(reason),
            Some(Line::Sheet { name, hidden }) => {
                if told.sheets.len() >= limits.sheets {
                    return Err(Message::new(&messages::TOO_MANY_SHEETS).with("limit", limits.sheets));
                }
                let sheet = (!hidden).then(|| Sheet::new(Some(name.clone()), shared.clone()));
                told.sheets.push((name, sheet));
            }
            Some(line) => {
                cells += 1;
                if cells > limits.cells {
                    return Err(super::too_many_cells(limits));
                }
                let Some((_, Some(sheet))) = told.sheets.last_mut() else {
                    return Err(Message::new(&messages::ARCHIVE_DAMAGED));
                };
                keep(sheet, line, limits)?;
            }
        }
    }
}

fn keep(sheet: &mut Sheet, line: Line, limits: &Limits) -> Result<(), Message> {
    let (row, column, raw) = match line {
        Line::Merged([top, left, bottom, right]) => {
            if sheet.merged.len() >= limits.merges {
                return Err(Message::new(&messages::TOO_MANY_MERGES).with("limit", limits.merges));
            }
            let at = |row, column| CellAddress { row, column };
            sheet.merged.push(Merged { first: at(top, left), last: at(bottom, right) });
            return Ok(());
        }
        Line::Number(row, column, value) => (row, column, Raw::Number { value, percent: false }),
        Line::Text(row, column, text) => (row, column, Raw::Text(sheet.text(&text))),
        Line::Date(row, column, text) => (row, column, Raw::Date(sheet.text(&text))),
        Line::Error(row, column, text) => (row, column, Raw::Error(sheet.text(&text))),
        Line::Bool(row, column, truth) => (row, column, Raw::Bool(truth)),
        Line::External(row, column) => (row, column, Raw::External),
        Line::NoResult(row, column) => (row, column, Raw::NoResult),
        Line::Sheet { .. } | Line::Refused(_) | Line::End => return Ok(()),
    };
    let at = CellAddress { row, column };
    if row >= limits.rows || column >= limits.columns {
        return Err(super::too_far(at, limits));
    }
    sheet.push(at, raw);
    Ok(())
}
