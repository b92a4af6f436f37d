//! Several writers at once: nothing is lost, nothing is counted twice.

use std::thread;

use baton_model::Observation;
use baton_store::{AsyncStore, Store};

use super::Database;
use crate::common::{all, at, batch, everything, figure};

const BATCHES: i64 = 12;

#[test]
fn two_writers_lose_nothing() {
    let Some(database) = Database::new() else { return };
    let writer = |name: &'static str| {
        let address = database.address();
        move || {
            // The file may not exist yet: both open, both migrate.
            let store = Store::open_url(&address).unwrap();
            for second in 1..=BATCHES {
                let own = figure(name, "gdp", "2024", Some(1.0), second);
                let own = Observation { period: format!("{}", 2000 + second).parse().unwrap(), ..own };
                let contested =
                    figure("both", "gdp", "2024", Some(f64::from(i32::try_from(second).unwrap())), second);
                let contested =
                    Observation { origin: baton_model::Origin::Person(name.to_owned()), ..contested };
                store.append(&[own, contested], &batch(second)).unwrap();
                assert!(store.count(&everything(), at(99)).unwrap() > 0);
            }
        }
    };
    let threads = [thread::spawn(writer("one")), thread::spawn(writer("two"))];
    for thread in threads {
        thread.join().unwrap();
    }
    let store = database.open();
    let whole = store.as_of(&everything(), at(99)).unwrap();
    assert_eq!(whole.len(), usize::try_from(BATCHES).unwrap() * 2 + 1);
    let batches = store.batches().unwrap();
    assert_eq!(batches.len(), usize::try_from(BATCHES).unwrap() * 2);
    let counted: u64 =
        batches.iter().map(|batch| batch.receipt.new + batch.receipt.same + batch.receipt.changed).sum();
    assert_eq!(counted, batches.len() as u64 * 2);
    let contested = store.history(&everything(), at(99)).unwrap();
    let versions: Vec<u32> = contested
        .iter()
        .filter(|found| found.observation.unit == "both")
        .map(|found| found.version)
        .collect();
    let mut numbers = versions.clone();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=u32::try_from(versions.len()).unwrap()).collect::<Vec<_>>());
    assert_eq!(store.audit(&all(), 0, 999).unwrap().len(), batches.len());
    store.verify().unwrap();
}

#[test]
fn readers_see_whole_batches_while_a_writer_works() {
    let Some(database) = Database::new() else { return };
    let store = database.open();
    let address = database.address();
    let reader = thread::spawn(move || {
        let store = Store::open_url(&address).unwrap();
        for _ in 0..60 {
            assert_eq!(store.count(&everything(), at(99)).unwrap() % 100, 0);
        }
    });
    for period in 0..20 {
        let figures: Vec<Observation> = (0..100)
            .map(|unit| figure(&format!("u{unit}"), "gdp", &format!("{}", 2000 + period), Some(1.0), 1))
            .collect();
        store.append(&figures, &batch(1)).unwrap();
    }
    reader.join().unwrap();
}

#[test]
fn asynchronous_callers_have_the_same_store() {
    fn can_be_spawned<T: Send>(work: T) -> T {
        work
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let Some(database) = Database::new() else { return };
    let count = runtime.block_on(can_be_spawned(async {
        let store = AsyncStore::open_url(&database.address()).await.unwrap();
        store.append(&[figure("410000", "gdp", "2024", Some(1.0), 1)], &batch(1)).await.unwrap();
        let count = store.count(&everything(), at(9)).await.unwrap();
        store.verify().await.unwrap();
        store.close().await.unwrap();
        count
    }));
    assert_eq!(count, 1);
}

#[test]
fn a_server_shares_one_store_with_its_blocking_threads() {
    let Some(database) = Database::new() else { return };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let store = AsyncStore::open_url(&database.address()).await.unwrap();
        let handle = tokio::runtime::Handle::current();
        let work = (0..8).map(|number| {
            let blocking = store.blocking(handle.clone());
            tokio::task::spawn_blocking(move || {
                let own = figure(&format!("u{number}"), "gdp", "2024", Some(1.0), 1);
                blocking.append(&[own], &batch(1)).unwrap();
                blocking.count(&everything(), at(9)).unwrap()
            })
        });
        let work: Vec<_> = work.collect();
        for one in work {
            assert!(one.await.unwrap() > 0);
        }
        // The blocking ones are gone; the store they shared is not.
        let file = std::env::temp_dir().join(format!("baton-shared-{}-{}", std::process::id(), super::CASES));
        let made = store.backup(&file).await.unwrap();
        std::fs::remove_file(file).unwrap();
        assert_eq!(made.tables.iter().find(|(name, _)| name == "batch").unwrap().1, 8);
        assert_eq!(store.clone().count(&everything(), at(9)).await.unwrap(), 8);
        store.close().await.unwrap();
    });
}

#[test]
fn two_hundred_writers_lose_nothing() {
    const WRITERS: u32 = 200;
    let Some(database) = Database::new() else { return };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let store = AsyncStore::open_url(&database.address()).await.unwrap();
        let work = (1..=WRITERS).map(|number| {
            let store = store.clone();
            tokio::spawn(async move {
                let contested = figure("410000", "gdp", "2024", Some(f64::from(number)), 1);
                store.append(&[contested], &batch(1)).await.unwrap();
            })
        });
        let work: Vec<_> = work.collect();
        // Readers do not stand behind all of them.
        let mut seen = 0;
        while seen < u64::from(WRITERS) / 2 {
            let versions = store.history(&everything(), at(9)).await.unwrap().len() as u64;
            assert!(versions >= seen);
            assert!(seen > 0 || versions < u64::from(WRITERS), "the first read came after the last write");
            seen = versions;
        }
        for one in work {
            one.await.unwrap();
        }
        let history = store.history(&everything(), at(9)).await.unwrap();
        let versions: Vec<u32> = history.iter().map(|found| found.version).collect();
        assert_eq!(versions, (1..=WRITERS).collect::<Vec<_>>());
        let mut values: Vec<f64> = history.iter().map(|found| found.observation.value.unwrap()).collect();
        values.sort_by(f64::total_cmp);
        assert_eq!(values, (1..=WRITERS).map(f64::from).collect::<Vec<_>>());
        assert_eq!(store.verify().await.unwrap().batches, u64::from(WRITERS));
        store.close().await.unwrap();
    });
}
