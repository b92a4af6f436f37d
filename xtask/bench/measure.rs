//! What measurements have in common: medians of jobs that take turns, and one JSON object a line on standard output.
//!
//! Benches of the crates take it in with `#[path = "../../../xtask/bench/measure.rs"] mod measure;`, and `cargo xtask bench`
//! reads the lines.

#![allow(dead_code, reason = "taken in by several programs, each of which needs a part")]

use std::io::Write as _;
use std::time::Instant;

/// What is good enough.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Goal {
    /// The value over the peer's value is at most this.
    Ratio(f64),
    /// The value itself is at most this.
    AtMost(f64),
    /// The value itself is at least this.
    AtLeast(f64),
}

/// A measurement against a peer.
#[derive(Clone, Copy, Debug)]
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
    /// What is good enough.
    pub(crate) goal: Goal,
}

impl Entry<'_> {
    /// The line `{"name", "value", "unit", "peer", "peer_value", "ratio", "goal", "goal_is", "holds"}`.
    pub(crate) fn json(&self) -> String {
        let ratio = self.value / self.peer_value;
        let (goal, goal_is, holds) = match self.goal {
            Goal::Ratio(goal) => (goal, "ratio at most", ratio <= goal),
            Goal::AtMost(goal) => (goal, "value at most", self.value <= goal),
            Goal::AtLeast(goal) => (goal, "value at least", self.value >= goal),
        };
        // Names are plain text: how Rust quotes them is how JSON does.
        format!(
            "{{\"name\":{:?},\"value\":{},\"unit\":{:?},\"peer\":{:?},\"peer_value\":{},\"ratio\":{},\"goal\":{goal},\
             \"goal_is\":{goal_is:?},\"holds\":{holds}}}",
            self.name,
            number(self.value),
            self.unit,
            self.peer,
            number(self.peer_value),
            number(ratio),
        )
    }

    /// Prints the line.
    pub(crate) fn print(&self) -> std::io::Result<()> {
        writeln!(std::io::stdout().lock(), "{}", self.json())
    }
}

/// Four decimals; JSON knows no infinity.
fn number(value: f64) -> String {
    if value.is_finite() { ((value * 1e4).round() / 1e4).to_string() } else { "null".to_owned() }
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

/// The seconds a job takes.
pub(crate) fn seconds(job: &mut dyn FnMut()) -> f64 {
    let start = Instant::now();
    job();
    start.elapsed().as_secs_f64()
}

/// The one in the middle; the upper of two.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
