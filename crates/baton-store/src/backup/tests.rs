//! Across versions: a program that knows fewer structures, and what it can do with a backup.

use std::path::PathBuf;

use super::*;
use crate::migrate::MIGRATIONS;
use crate::place::Place;
use crate::store::AsyncStore;

#[allow(dead_code, unreachable_pub, reason = "made for other crates, too")]
#[path = "../../../baton-testkit/src/postgres.rs"]
mod testkit;

/// Runs a test in a folder of its own with two empty places of each database there is.
async fn on_each<F: Future<Output = ()>>(name: &str, test: impl Fn(Place, Place, PathBuf) -> F) {
    let folder = std::env::temp_dir().join(format!("baton-backup-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let file = |name: &str| Place::file(&folder.join(name));
    test(file("a.sqlite"), file("b.sqlite"), folder.join("sqlite.backup")).await;
    if let Some(cluster) = testkit::Cluster::shared() {
        let (one, two) = (cluster.database(), cluster.database());
        let place = |database: &testkit::Database| Place::parse(&database.url()).unwrap();
        test(place(&one), place(&two), folder.join("postgres.backup")).await;
    }
    fs::remove_dir_all(&folder).unwrap();
}

fn run<F: Future<Output = ()>>(test: F) {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap()
        .block_on(test);
}

const UNITS: &str = "insert into unit values (1, '410000'), (2, '410100')";

async fn units(backend: &dyn Backend) -> usize {
    let mut transaction = backend.read().await.unwrap();
    transaction.fetch(Cow::Borrowed("select id from unit"), Vec::new()).await.unwrap().len()
}

#[test]
fn the_way_back_to_an_older_program_is_a_backup_made_before() {
    let older = &MIGRATIONS[..1];
    run(on_each("downgrade", async |place, empty, file| {
        let backend = place.connect().await.unwrap();
        migrate::migrate_by(&*backend, older).await.unwrap();
        let mut transaction = backend.write().await.unwrap();
        transaction.execute(Cow::Borrowed(UNITS), Vec::new()).await.unwrap();
        transaction.commit().await.unwrap();
        let made = backup_by(&*backend, &file, older).await.unwrap();
        assert_eq!((made.structure, &made.tables[0]), (1, &("unit".to_owned(), 2)));
        // The upgrade: the newer program opens it, and the older one no longer does.
        drop(AsyncStore::open_place(&place).await.unwrap());
        assert_eq!(migrate::migrate_by(&*backend, older).await.unwrap_err().code(), "D002");
        // And what the newer one backs up the older one does not take.
        let newer = file.with_extension("newer");
        backup(&*backend, &newer).await.unwrap();
        let target = empty.connect().await.unwrap();
        let mut transaction = target.write().await.unwrap();
        let refused = restore_by(&mut *transaction, &*target, &newer, older).await.unwrap_err();
        assert_eq!(refused.code(), "D906");
        drop(transaction);
        // The way back.
        let mut transaction = target.write().await.unwrap();
        restore_by(&mut *transaction, &*target, &file, older).await.unwrap();
        transaction.commit().await.unwrap();
        migrate::migrate_by(&*target, older).await.unwrap();
        assert_eq!(units(&*target).await, 2);
        // And forward again.
        migrate::migrate(&*target).await.unwrap();
        assert_eq!(units(&*target).await, 2);
        fs::remove_file(&newer).unwrap();
        backend.close().await.unwrap();
        target.close().await.unwrap();
    }));
}

#[test]
fn an_older_backup_is_brought_forward() {
    run(on_each("forward", async |place, empty, file| {
        let backend = place.connect().await.unwrap();
        migrate::migrate_by(&*backend, &MIGRATIONS[..1]).await.unwrap();
        backup_by(&*backend, &file, &MIGRATIONS[..1]).await.unwrap();
        backend.close().await.unwrap();
        let (store, verified) = AsyncStore::restore(&empty, &file).await.unwrap();
        assert_eq!(verified.batches, 0);
        assert!(store.is_empty().await.unwrap());
        store.close().await.unwrap();
        AsyncStore::open_place(&empty).await.unwrap().close().await.unwrap();
    }));
}

#[test]
fn every_table_and_column_is_known() {
    run(on_each("tables", async |place, _, _| {
        let store = AsyncStore::open_place(&place).await.unwrap();
        let known = tables_of(store.backend(), MIGRATIONS).unwrap();
        let mut transaction = store.backend().read().await.unwrap();
        let mut names: Vec<String> = known.iter().map(|table| table.name.clone()).collect();
        names.push("store_migration".to_owned());
        names.sort_unstable();
        assert_eq!(transaction.tables().await.unwrap(), names);
        for table in &known {
            let sql = if place.is_remote() {
                "select cast(column_name as text) from information_schema.columns where table_name = $1 order by ordinal_position"
            } else {
                "select name from pragma_table_info($1) order by cid"
            };
            let found =
                transaction.fetch(Cow::Borrowed(sql), vec![table.name.as_str().into()]).await.unwrap();
            let found: Vec<&str> = found.iter().map(|row| row.text(0).unwrap()).collect();
            assert_eq!(found, table.names(), "{}", table.name);
        }
        drop(transaction);
        store.close().await.unwrap();
    }));
}
