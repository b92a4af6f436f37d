//! Programs that are served while they are measured, and stopped afterwards.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use super::load::Server;
use super::{binary, json_of};
use crate::place;

/// What the demo city's accounts have in common.
const PASSWORD: &str = "Example-City-2026";
const LONGEST: Duration = Duration::from_secs(900);

/// A running server.
pub(super) struct Served {
    child: Child,
    url: String,
}

impl Served {
    /// The demo city, made anew.
    pub(super) fn city(root: &Path, folder: &Path, more: &[&str]) -> Result<Self, String> {
        Self::said(folder, demo(root, folder, more))
    }

    /// The demo city, made anew, as a proxy sees it: everybody has an address of their own.
    pub(super) fn behind_proxy(root: &Path, folder: &Path, more: &[&str]) -> Result<Self, String> {
        super::printed(demo(root, folder, more).arg("--seed-only"))?;
        let mut serve = Command::new(binary(root));
        serve.args(["serve", "--behind-proxy", "--listen", "127.0.0.1:0", "--workspace"]).arg(folder);
        Self::said(folder, serve)
    }

    /// The demo city in a PostgreSQL cluster of its own; none where PostgreSQL is not installed.
    pub(super) fn on_postgres(root: &Path, folder: &Path) -> Result<Option<Self>, String> {
        if !Path::new("/usr/lib/postgresql").exists() {
            return Ok(None);
        }
        let mut command = Command::new(root.join(".ci/with-postgres"));
        // The address is known in there only, and comes by the environment.
        command.args(["sh", "-c", "BATON_DATABASE=\"$DATABASE\" exec \"$0\" \"$@\""]);
        let demo = demo(root, folder, &[]);
        command.arg(demo.get_program()).args(demo.get_args());
        Self::said(folder, command).map(Some)
    }

    /// The bytes of a file from memory.
    pub(super) fn from_memory(root: &Path, file: &Path) -> Result<Self, String> {
        let mut build = Command::new(env!("CARGO"));
        build.args([
            "build",
            "--release",
            "--locked",
            "--package",
            "baton-server",
            "--example",
            "from_memory",
        ]);
        super::printed(build.current_dir(root))?;
        let mut command = Command::new(place::target(root).join("release/examples/from_memory"));
        let child = command.arg(file).stdout(Stdio::piped()).spawn().map_err(|error| error.to_string())?;
        let mut served = Self { child, url: String::new() };
        let said = served.child.stdout.take().ok_or("from_memory says nothing")?;
        BufReader::new(said).read_line(&mut served.url).map_err(|error| error.to_string())?;
        Ok(served)
    }

    /// Starts a command and waits for the address it says.
    fn said(folder: &Path, mut command: Command) -> Result<Self, String> {
        let log = folder.with_extension("log");
        let file = File::create(&log).map_err(|error| format!("{}: {error}", log.display()))?;
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(file);
        let child = command.spawn().map_err(|error| format!("the demo city does not start: {error}"))?;
        let mut served = Self { child, url: String::new() };
        let start = Instant::now();
        while start.elapsed() < LONGEST {
            let said = fs::read_to_string(&log).unwrap_or_default();
            if let Some(at) = said.find("http://127.0.0.1:") {
                let end = said[at + 7..].find(|c: char| c != '.' && c != ':' && !c.is_ascii_digit());
                served.url = said[at..].chars().take(7 + end.unwrap_or(said.len())).collect();
                return Ok(served);
            }
            let ended = served.child.try_wait().map_err(|error| error.to_string())?;
            if ended.is_some() {
                return Err(format!("the demo city ends: {said}"));
            }
            thread::sleep(Duration::from_millis(100));
        }
        Err("the demo city does not start in time".to_owned())
    }

    pub(super) fn url(&self) -> &str {
        self.url.trim()
    }

    pub(super) fn anybody(&self) -> Server {
        let address = self.url().trim_start_matches("http://").to_owned();
        Server { address, headers: String::new() }
    }

    /// As an account of the demo city.
    pub(super) fn signed_in(&self, account: &str) -> Result<Server, String> {
        let anybody = self.anybody();
        let body = json!({ "account": account, "password": PASSWORD }).to_string();
        let answer = anybody.ask("POST", "/api/session", &body)?;
        let told = json_of(&answer.body)?;
        let csrf = told["csrf"].as_str().ok_or_else(|| format!("{account} is not signed in: {told}"))?;
        let headers = format!("cookie: {}\r\nx-baton-csrf: {csrf}\r\n", answer.cookie);
        Ok(Server { headers, ..anybody })
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // As a person would stop it, so that what it started is stopped as well.
        let id = self.child.id().to_string();
        let stopped = Command::new("kill").args(["-TERM", &id]).status();
        if stopped.is_err() {
            let _gone_already = self.child.kill();
        }
        let _ended = self.child.wait();
    }
}

/// The command that makes the demo city in a folder, in which nothing is left of an earlier one.
fn demo(root: &Path, folder: &Path, more: &[&str]) -> Command {
    let _was_not_there = fs::remove_dir_all(folder);
    let mut command = Command::new(binary(root));
    command.args(["demo", "--listen", "127.0.0.1:0", "--dir"]).arg(folder).args(more);
    command
}
