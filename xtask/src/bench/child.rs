//! Child processes: what they took, in time and memory.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use wait4::Wait4 as _;

/// What a process took.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spent {
    /// From start to end on the clock.
    pub(crate) seconds: f64,
    /// The most memory it held at a time (resident, MiB).
    pub(crate) peak_mib: f64,
}

/// Runs a command to its end; what it says goes to a file, and into the error if it fails.
pub(crate) fn spent(command: &mut Command, log: &Path) -> Result<Spent, String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let said = File::create(log).map_err(|error| format!("{}: {error}", log.display()))?;
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(said);
    let start = Instant::now();
    let child = command.spawn().map_err(|error| format!("{program} does not start: {error}"))?;
    let used = child.wait4().map_err(|error| format!("{program}: {error}"))?;
    let seconds = start.elapsed().as_secs_f64();
    if !used.status.success() {
        let said = fs::read_to_string(log).unwrap_or_default();
        return Err(format!("{program} fails ({}): {}", used.status, said.trim()));
    }
    Ok(Spent { seconds, peak_mib: used.rusage.maxrss as f64 / f64::from(1 << 20) })
}

/// Runs a command to its end and gives what it prints; what it says is heard as it is said.
pub(crate) fn printed(command: &mut Command) -> Result<String, String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("{program} does not start: {error}"))?;
    if !output.status.success() {
        return Err(format!("{program} fails ({})", output.status));
    }
    String::from_utf8(output.stdout).map_err(|_| format!("{program} prints something that is not UTF-8"))
}
