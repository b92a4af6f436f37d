//! What can differ on a server of an office: its locale, its languages, its encoding, its being there at all.

use std::time::{Duration, Instant};

use baton_model::Lang;
use baton_store::{NewBatch, Store};

use crate::common::{Folder, at, batch, everything, figure};
use crate::testkit::{Cluster, Database};

fn open(database: &Database) -> Store {
    Store::open_url(&database.url()).unwrap()
}

fn fill(store: &Store) {
    let units = ["b", "A", "a", "B", "_", "甲", "乙", "é", "1"];
    let figures: Vec<_> = units.iter().map(|unit| figure(unit, "gdp", "2024", Some(1.0), 1)).collect();
    store.append(&figures, &batch(1)).unwrap();
    store.append(&[figure("甲", "tax", "2024", Some(2.0), 1)], &batch(2)).unwrap();
}

#[test]
fn text_is_ordered_by_bytes_whatever_the_locale() {
    let Some(cluster) = Cluster::shared() else { return };
    let chinese = cluster.database_with("template template0 locale_provider icu icu_locale 'zh-u-co-pinyin'");
    let plain = cluster.database();
    let folder = Folder::new();
    let bytes = [&chinese, &plain].map(|database| {
        let store = open(database);
        fill(&store);
        let file =
            folder.file().with_extension(if std::ptr::eq(database, &plain) { "plain" } else { "chinese" });
        store.backup(&file).unwrap();
        std::fs::read(file).unwrap()
    });
    assert!(bytes[0] == bytes[1]);
    let sql = "select count(*) from information_schema.columns where table_schema = 'public' and data_type = 'text'";
    let texts: u32 = chinese.sql(sql).unwrap().parse().unwrap();
    assert!(texts > 40, "{texts}");
    // Of the table of migrations, which is never compared by order, three columns are left out.
    let by_bytes =
        chinese.sql(&format!("{sql} and collation_name = 'C' and table_name <> 'store_migration'"));
    assert_eq!(by_bytes.unwrap().parse::<u32>().unwrap() + 2, texts);
}

#[test]
fn where_plpgsql_is_missing_nothing_changes_either() {
    let Some(cluster) = Cluster::shared() else { return };
    let database = cluster.database();
    database.sql("drop extension plpgsql").unwrap();
    let store = open(&database);
    fill(&store);
    for statement in
        ["update batch set title = 'x'", "delete from observation", "update audit set detail = ''"]
    {
        let refused = database.sql(statement).unwrap_err().to_string();
        assert!(refused.contains("append only"), "{statement}: {refused}");
    }
    assert_eq!(store.verify().unwrap().batches, 2);
}

#[test]
fn nothing_is_emptied() {
    let Some(cluster) = Cluster::shared() else { return };
    let database = cluster.database();
    let store = open(&database);
    fill(&store);
    let refused = database.sql("truncate audit").unwrap_err().to_string();
    assert!(refused.contains("append only"), "{refused}");
    store.verify().unwrap();
}

#[test]
fn a_server_that_cannot_be_used_is_named_without_the_password() {
    let Some(cluster) = Cluster::shared() else { return };
    let latin = cluster.database_with("template template0 encoding 'LATIN1' locale 'C'");
    let database = cluster.database();
    let with = |from: &str, to: &str| database.url().replace(from, to);
    let name = database.url().split(['/', '?']).nth(3).unwrap().to_owned();
    let port = database.url().split([':', '/', '@']).nth(5).unwrap().to_owned();
    for (address, code) in [
        (latin.url(), "D015"),
        (with(&name, "nothing_here"), "D014"),
        (with("postgres@", "nobody:secret@"), "D013"),
        (with(&port, "1"), "D012"),
        (with("sslmode=disable", "sslmode=require"), "D012"),
    ] {
        let start = Instant::now();
        let error = Store::open_url(&address).unwrap_err();
        assert_eq!(error.code(), code, "{address}: {error:?}");
        let sentence = error.message().text(Lang::ZhCn) + &error.message().text(Lang::En);
        assert!(!sentence.contains("secret") && sentence.contains("postgres://"), "{sentence}");
        assert!(error.message().hint(Lang::ZhCn).is_some());
        assert!(start.elapsed() < Duration::from_secs(20), "{address}");
    }
}

#[test]
fn a_refused_write_holds_up_nobody() {
    let Some(cluster) = Cluster::shared() else { return };
    let database = cluster.database();
    let (one, other) = (open(&database), open(&database));
    fill(&one);
    let start = Instant::now();
    for _ in 0..5 {
        let without_reason = NewBatch { reason: None, ..batch(3) };
        let changed = figure("甲", "tax", "2024", Some(9.0), 3);
        assert_eq!(one.append(&[changed], &without_reason).unwrap_err().code(), "D102");
        other.append(&[figure("甲", "rd", "2024", Some(1.0), 3)], &batch(3)).unwrap();
    }
    assert!(start.elapsed() < Duration::from_secs(20));
}

#[test]
fn a_store_outlives_a_restart_of_the_server() {
    let Some(cluster) = Cluster::durable() else { return };
    let database = cluster.database();
    let store = open(&database);
    fill(&store);
    for second in 3..5 {
        cluster.crash().unwrap();
        store.append(&[figure("甲", "gdp", "2024", Some(second as f64), second)], &batch(second)).unwrap();
    }
    assert_eq!(store.history(&everything(), at(99)).unwrap().len(), 12);
    store.verify().unwrap();
    drop(store);
}
