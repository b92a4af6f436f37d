//! The size of the release binary, and how long a first build takes.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::child::spent;
use super::measure::{Entry, Goal};
use super::row::Row;
use crate::place;

const MEGABYTES: f64 = 40.0;
const COLD_SECONDS: f64 = 600.0;

/// How large the binary is; the peer is the largest it may be.
pub(super) fn size(root: &Path) -> Result<Row, String> {
    let binary = place::baton(root, "release");
    let bytes = fs::metadata(&binary).map_err(|error| format!("{}: {error}", binary.display()))?.len();
    against_bound("size of the release binary", bytes as f64 / 1e6, "MB", MEGABYTES)
}

/// `make demo` with nothing built before, in a folder that is removed again, until the city could be served.
pub(super) fn cold(root: &Path, folder: &Path) -> Result<Row, String> {
    let fresh = folder.join("cold");
    let _was_not_there = fs::remove_dir_all(&fresh);
    let mut demo = Command::new("make");
    demo.args(["demo", "DEMO_OPTIONS=--seed-only"]).arg(format!("CITY={}", fresh.join("city").display()));
    demo.current_dir(root).env("CARGO_TARGET_DIR", &fresh);
    let spent = spent(&mut demo, &folder.join("cold.log"));
    let _left_behind = fs::remove_dir_all(&fresh);
    against_bound("make demo with nothing built before", spent?.seconds, "s", COLD_SECONDS)
}

fn against_bound(name: &str, value: f64, unit: &str, bound: f64) -> Result<Row, String> {
    let goal = Goal::AtMost(bound);
    Row::read(&Entry { name, value, unit, peer: "the bound itself", peer_value: bound, goal }.json())
}
