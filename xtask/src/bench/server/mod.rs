//! The server on two cores: the first page of a ranking under load, many writers at once, the first view in a browser.

mod load;
mod served;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::child::printed;
use super::measure::{Entry, Goal, median};
use super::row::Row;
use crate::place;
use load::{Server, flat_out, paced, side_by_side};
use served::Served;

/// Times the size of the demo city: 9,000 units.
const SCALE: &str = "20";
const PAGE: &str = "/api/rankings?scheme=enterprise_yield&limit=100";
const PACE: u32 = 500;
const PACED_SECONDS: u32 = 10;
const LINES: usize = 8;
const SPAN: Duration = Duration::from_secs(4);
const ROUNDS: usize = 3;
const WRITERS: usize = 200;
const FIGURE: &str = "unit=990121&indicator=pm25&period=2025";

/// The first page of the ranking of 8,000 enterprises, under load, against the same bytes from memory.
pub(super) fn ranking(root: &Path, folder: &Path) -> Result<Vec<Row>, String> {
    let city = Served::behind_proxy(root, &folder.join("city-20"), &["--scale", SCALE])?;
    let ours = city.signed_in("office")?;
    let answer = ours.ask("GET", PAGE, "")?;
    let rows = json_of(&answer.body)?["rows"].as_array().map_or(0, Vec::len);
    if answer.status != 200 || rows != 100 {
        return Err(format!("{PAGE} gives status {} and {rows} rows, expected 200 and 100", answer.status));
    }
    let bytes = folder.join("page.json");
    fs::write(&bytes, &answer.body).map_err(|error| format!("{}: {error}", bytes.display()))?;
    let memory = Served::from_memory(root, &bytes)?;
    let theirs = memory.anybody();
    let ms = |server: &Server| -> Result<[f64; 2], String> {
        let took = paced(server, PAGE, PACE, PACED_SECONDS)?;
        Ok([50, 99].map(|percent| took[(took.len() * percent / 100).min(took.len() - 1)] * 1e3))
    };
    let ([our_median, our_p99], [_, their_p99]) = (ms(&ours)?, ms(&theirs)?);
    let latency = Entry {
        name: "first page of 100 of 8,000 enterprises, 500 requests a second: p99",
        value: our_p99,
        unit: "ms",
        peer: "the same bytes from memory",
        peer_value: their_p99,
        goal: Goal::AtMost(20.0),
    };
    let (mut our_rates, mut their_rates) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        our_rates.push(flat_out(&ours, PAGE, LINES, SPAN)?);
        their_rates.push(flat_out(&theirs, PAGE, LINES, SPAN)?);
    }
    let (our_rate, their_rate) = (median(our_rates), median(their_rates));
    let throughput = Entry {
        name: "the same page as fast as it goes: time a request",
        value: 1e6 / our_rate,
        unit: "µs",
        peer: "the same bytes from memory",
        peer_value: 1e6 / their_rate,
        goal: Goal::Ratio(2.0),
    };
    let note = format!(
        "median {our_median:.2} ms; {} bytes; {PACED_SECONDS} s over 32 connections",
        answer.body.len()
    );
    let rates = format!("{our_rate:.0} against {their_rate:.0} requests a second over {LINES} connections");
    Ok(vec![Row::read(&latency.json())?.with_note(&note), Row::read(&throughput.json())?.with_note(&rates)])
}

/// Two hundred writers that correct one figure at the same time; every correction that is acknowledged stands in its history.
pub(super) fn writers(root: &Path, folder: &Path) -> Result<Vec<Row>, String> {
    let sqlite = Served::city(root, &folder.join("city-writers"), &[])?;
    let mut rows = vec![written(&sqlite, "SQLite")?];
    drop(sqlite);
    let name = "200 writers of one figure at once on PostgreSQL";
    let postgres = Served::on_postgres(root, &folder.join("city-postgres"))?;
    rows.push(match postgres {
        Some(server) => written(&server, "PostgreSQL")?,
        None => {
            Row::missing(name, "s", "one after the other", Goal::Ratio(1.5), "PostgreSQL is not installed")
        }
    });
    Ok(rows)
}

fn written(city: &Served, database: &str) -> Result<Row, String> {
    let server = city.signed_in("office")?;
    let before = versions(&server)?.len();
    let together = {
        let start = Instant::now();
        side_by_side(WRITERS, |number| correct(&server, number))?;
        start.elapsed().as_secs_f64()
    };
    let start = Instant::now();
    (WRITERS..2 * WRITERS).try_for_each(|number| correct(&server, number))?;
    let alone = start.elapsed().as_secs_f64();
    let kept = versions(&server)?;
    let lost: Vec<usize> = (0..2 * WRITERS).filter(|number| !kept.contains(&value(*number))).collect();
    if !lost.is_empty() || kept.len() != before + 2 * WRITERS {
        return Err(format!("{database}: corrections were lost: {lost:?}; {} versions", kept.len()));
    }
    let name = format!("{WRITERS} writers of one figure at once on {database}");
    let (peer, goal) = ("one after the other", Goal::Ratio(1.5));
    let entry = Entry { name: &name, value: together, unit: "s", peer, peer_value: alone, goal };
    Ok(Row::read(&entry.json())?
        .with_note("each acknowledged correction is a version of the figure, none lost"))
}

/// A figure nobody else writes.
fn value(number: usize) -> f64 {
    40.0 + number as f64 / 1000.0
}

fn correct(server: &Server, number: usize) -> Result<(), String> {
    let mut row = json!({ "value": value(number), "reason": format!("writer {number}") });
    for pair in FIGURE.split('&').filter_map(|pair| pair.split_once('=')) {
        row[pair.0] = json!(pair.1);
    }
    let answer = server.ask("PUT", "/api/figures", &json!({ "rows": [row] }).to_string())?;
    let said = || String::from_utf8_lossy(&answer.body).into_owned();
    if answer.status == 200 { Ok(()) } else { Err(format!("status {}: {}", answer.status, said())) }
}

/// The values of all versions of the figure.
fn versions(server: &Server) -> Result<Vec<f64>, String> {
    let answer = server.ask("GET", &format!("/api/figures/versions?{FIGURE}"), "")?;
    let found = json_of(&answer.body)?;
    let items = found["items"].as_array().ok_or_else(|| format!("no versions: {found}"))?;
    Ok(items.iter().filter_map(|item| item["value"].as_f64()).collect())
}

/// The first view of the ranking in a browser that has seen nothing yet, and what it loads at first.
pub(super) fn view(root: &Path, folder: &Path) -> Result<Vec<Row>, String> {
    let (name, goal) = ("first view of the ranking, cold, in Chromium", Goal::AtMost(1.0));
    let missing = |why: &str| Ok(vec![Row::missing(name, "s", "an empty page of the server", goal, why)]);
    if Command::new("node").arg("--version").output().is_err() || !Path::new("/usr/bin/chromium").exists() {
        return missing("Node.js or Chromium is not installed");
    }
    let city = Served::city(root, &folder.join("city"), &[])?;
    let mut tool = Command::new("node");
    tool.arg("tools/view.mjs").arg(city.url()).current_dir(root.join("web"));
    let found = json_of(printed(&mut tool)?.as_bytes())?;
    let number =
        |key: &str| found[key].as_f64().ok_or_else(|| format!("the browser says nothing of {key}: {found}"));
    let view = Entry {
        name,
        value: number("ranking_seconds")?,
        unit: "s",
        peer: "the sign-in page",
        peer_value: number("sign_in_seconds")?,
        goal,
    };
    let script = Entry {
        name: "scripts loaded for the first view, gzip",
        value: number("script_kilobytes")?,
        unit: "KB",
        peer: "the bound itself",
        peer_value: 250.0,
        goal: Goal::AtMost(250.0),
    };
    Ok(vec![Row::read(&view.json())?, Row::read(&script.json())?])
}

fn json_of(bytes: &[u8]) -> Result<Value, String> {
    serde_json::from_slice(bytes).map_err(|error| format!("{error} in {}", String::from_utf8_lossy(bytes)))
}

/// The release binary.
fn binary(root: &Path) -> std::path::PathBuf {
    place::baton(root, "release")
}
