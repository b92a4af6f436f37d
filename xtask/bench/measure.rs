//! What measurements have in common: medians of jobs that take turns, and one JSON object a line on standard output.
//!
//! Benches of other crates take it in with `#[path = "../../baton-scheme/benches/common/mod.rs"] mod common;`.

use std::io::Write as _;
use std::time::Instant;

/// A measurement against a peer measured in the same run.
pub(crate) struct Entry<'a> {
    /// What was measured.
    pub(crate) name: &'a str,
    /// What came out.
    pub(crate) value: f64,
    /// In which unit, of both.
    pub(crate) unit: &'a str,
    /// What it is compared with.
    pub(crate) peer: &'a str,
    /// What came out there.
    pub(crate) peer_value: f64,
    /// The greatest ratio to the peer that is good enough.
    pub(crate) goal: f64,
}

impl Entry<'_> {
    /// Prints the line `{"name", "value", "unit", "peer", "peer_value", "ratio", "goal", "holds"}`.
    pub(crate) fn print(&self) -> std::io::Result<()> {
        let ratio = self.value / self.peer_value;
        let line = serde_json::json!({
            "name": self.name,
            "value": rounded(self.value),
            "unit": self.unit,
            "peer": self.peer,
            "peer_value": rounded(self.peer_value),
            "ratio": rounded(ratio),
            "goal": self.goal,
            "holds": ratio <= self.goal,
        });
        writeln!(std::io::stdout().lock(), "{line}")
    }
}

fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// The median seconds of two jobs that take turns, so that whatever else the machine does meets both.
pub(crate) fn medians(repeats: usize, first: &mut dyn FnMut(), second: &mut dyn FnMut()) -> (f64, f64) {
    let mut times = (Vec::new(), Vec::new());
    for _ in 0..repeats {
        times.0.push(seconds(first));
        times.1.push(seconds(second));
    }
    (median(times.0), median(times.1))
}

fn seconds(job: &mut dyn FnMut()) -> f64 {
    let start = Instant::now();
    job();
    start.elapsed().as_secs_f64()
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
