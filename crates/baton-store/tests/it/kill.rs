//! The process is killed while it writes: what was acknowledged is there, what was not is there whole or not at all.
//!
//! `BATON_SOAK=1` kills 200 times instead of 20.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use baton_model::Observation;
use baton_store::{NewRun, RunQuery, RunState, Store};
use jiff::civil::date;

use super::Database;
use crate::common::{all, at, batch, everything, figure, stamp};

const PLACE: &str = "BATON_STORE_TEST_PLACE";
const ROWS: u64 = 500;

/// Not a test by itself: what the killed process does.
#[test]
fn writer() {
    let Ok(place) = std::env::var(PLACE) else { return };
    let store = Store::open_url(&place).unwrap();
    let mut out = std::io::stdout();
    let first = i64::try_from(store.batches().unwrap().len()).unwrap();
    for number in first.. {
        let figures: Vec<Observation> = (0..ROWS)
            .map(|unit| {
                figure(&format!("u{unit}"), &format!("i{}", number % 7), "2024", Some(number as f64), number)
            })
            .collect();
        let receipt = store.append(&figures, &batch(number)).unwrap();
        writeln!(out, "batch {}", receipt.batch.0).unwrap();
        out.flush().unwrap();
        let id = format!("r{number}");
        store.save_run(&run(&id, number)).unwrap();
        store.publish(&id, RunState::Final, None, &stamp(number)).unwrap();
        writeln!(out, "run {id}").unwrap();
        out.flush().unwrap();
    }
}

fn run(id: &str, second: i64) -> NewRun {
    NewRun {
        id: id.to_owned(),
        scheme: "s".to_owned(),
        version: "1".to_owned(),
        scheme_text: "text".to_owned(),
        period: "2024".parse().unwrap(),
        as_of: at(second),
        tree_date: date(2024, 12, 31),
        semantics: 1,
        inputs: vec![1; 20_000],
        outputs: vec![2; 20_000],
        supersedes: None,
        stamp: stamp(second),
    }
}

/// Starts the writer, kills it at some point, gives what it had acknowledged. Every fourth is killed while it opens the store;
/// the others once they have acknowledged a few writes, however slow the machine.
fn killed(kill: u64, place: &str) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([concat!(module_path!(), "::writer").trim_start_matches("it::"), "--exact", "--nocapture", "--test-threads=1"])
        .env(PLACE, place)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let (sender, receiver) = mpsc::channel();
    let reader = std::thread::spawn(move || {
        let writes = out
            .lines()
            .map_while(Result::ok)
            .filter(|line| line.starts_with("batch ") || line.starts_with("run "));
        writes.for_each(|line| drop(sender.send(line)));
    });
    let mut acknowledged = Vec::new();
    if kill % 4 != 3 {
        let few = 1 + usize::try_from(kill % 3).unwrap();
        acknowledged.extend(receiver.iter().take(few));
    }
    std::thread::sleep(Duration::from_millis(kill * 7 % 31));
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap();
    acknowledged.extend(receiver.iter());
    acknowledged
}

#[test]
fn nothing_acknowledged_is_lost_and_nothing_is_half_done() {
    if std::env::var_os(PLACE).is_some() {
        return;
    }
    let kills = if std::env::var_os("BATON_SOAK").is_some() { 200 } else { 20 };
    let Some(mut database) = Database::durable() else { return };
    let mut acknowledged: Vec<String> = Vec::new();
    let (mut alive, mut total) = (0, 0);
    for kill in 0..kills {
        // A database of its own every twenty kills, or checking it all would take longer than the kills.
        if kill % 20 == 0 {
            database.renew();
            acknowledged.clear();
        }
        let mut writes = killed(kill, &database.address());
        // Every tenth time the database's own process dies with the writer.
        if kill % 10 == 2 {
            database.crash();
        }
        alive += usize::from(!writes.is_empty());
        total += writes.len();
        acknowledged.append(&mut writes);
        check(&database.open(), &acknowledged);
    }
    println!("{kills} kills, {total} acknowledged writes, {alive} processes had written");
    assert!(total > 0, "no process lived long enough to write");
}

fn check(store: &Store, acknowledged: &[String]) {
    store.verify().unwrap();
    let batches: Vec<i64> = store.batches().unwrap().iter().map(|batch| batch.receipt.batch.0).collect();
    for line in acknowledged {
        if let Some(batch) = line.strip_prefix("batch ") {
            assert!(batches.contains(&batch.parse().unwrap()), "{line} is lost");
        }
    }
    let versions = store.history(&everything(), at(1_000_000)).unwrap().len() as u64;
    assert_eq!(versions, batches.len() as u64 * ROWS);
    let runs = store.runs(&RunQuery::new(&all())).unwrap();
    for line in acknowledged.iter().filter_map(|line| line.strip_prefix("run ")) {
        let of = |head: &&baton_store::RunHead| head.id == line;
        assert!(runs.iter().any(|head| of(&head) && head.state == RunState::Final), "run {line} is lost");
    }
}
