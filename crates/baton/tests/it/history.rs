//! One figure through time, and a store somebody wrote to past the program.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::runner::{Ran, baton, skeleton, table_width};

fn done(folder: &Path, line: &str) -> Ran {
    let ran = baton(folder, line);
    assert_eq!(ran.code, 0, "baton {line}\n{}", ran.talk);
    ran
}

fn put(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).unwrap();
}

/// Replaces bytes of the store by as many others.
fn tamper(folder: &Path, from: &[u8], to: &[u8]) {
    let path = folder.join(".baton/store.db");
    let mut bytes = fs::read(&path).unwrap();
    let places: Vec<usize> =
        (0..bytes.len() - from.len()).filter(|at| bytes[*at..].starts_with(from)).collect();
    assert!(!places.is_empty(), "nothing to replace");
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to);
    }
    fs::write(path, bytes).unwrap();
}

const VALUE: &str = "history --unit 乙县 --indicator 研发经费 --period 2024";

#[test]
fn every_version_is_told_with_its_reason_and_cell() {
    let folder = skeleton(&[]);
    let w = folder.path();
    let from_file = done(w, VALUE);
    assert!(from_file.out.contains("43140") && from_file.out.contains("example.csv"), "{}", from_file.out);
    assert!(!w.join(".baton").exists(), "looking makes no store");
    put(w, "fix.csv", "unit_code,indicator_code,period,value\nc02,rd_expenditure,2024,45000\n");
    put(w, "more.csv", "unit_code,indicator_code,period,value\nc02,rd_expenditure,2024,44000\n");
    done(w, "import fix.csv --recorded-at 2025-05-06T09:00 --reason 来函更正 --by 张三");
    done(w, "import more.csv --recorded-at 2025-08-01T09:00 --reason 复核 --by 李四");
    done(w, "import more.csv --recorded-at 2025-08-01T09:00 --series 另一口径 --by 李四");
    let (zh, en) = (done(w, VALUE), done(w, &format!("{VALUE} --lang en")));
    assert!(table_width(&zh.out) <= 100 && table_width(&en.out) <= 100);
    let csv = done(w, &format!("{VALUE} --format csv"));
    let then = done(w, &format!("{VALUE} --as-of 2025-06-01 --format csv"));
    insta::assert_snapshot!(format!("{}\n{}\n{}\n{}", zh.all(), en.all(), csv.out, then.out));
    let json: Value = serde_json::from_str(&done(w, &format!("{VALUE} --format json")).out).unwrap();
    let versions = json["versions"].as_array().unwrap();
    assert_eq!(versions.len(), 4);
    assert_eq!(versions[1]["supersedes"], 1);
    assert_eq!(versions[1]["source"]["cell"], "D2");
    assert_eq!(versions[2]["holds"], true);
    done(w, &format!("{VALUE} --out versions.xlsx"));
    assert!(fs::read(w.join("versions.xlsx")).unwrap().starts_with(b"PK"));
    for (line, code) in [
        ("history --unit 无名县 --indicator gdp --period 2024", "W205"),
        ("history --unit 乙县 --indicator gdq --period 2024", "W229"),
        ("history --unit 乙县 --indicator gdp --period 1999", "W230"),
        ("history --unit 乙县 --indicator gdp --period 2024 --scenario plan", "W230"),
        ("history --unit 乙县 --indicator gdp --period 不对", "C007"),
    ] {
        let ran = baton(w, line);
        assert!(ran.code == 2 && ran.talk.contains(code), "{line}: {}", ran.talk);
    }
}

#[test]
fn nothing_is_computed_from_a_store_that_was_altered_and_the_figures_are_named() {
    let folder = skeleton(&[]);
    let w = folder.path();
    put(w, "other.csv", "unit_code,indicator_code,period,value\nc01,gdp,2020,123.25\nc02,gdp,2020,99\n");
    done(w, "import other.csv");
    done(w, "score");
    assert!(w.join(".baton/verified").is_file());
    let sound = fs::read(w.join(".baton/store.db")).unwrap();

    // From a file of data/ that is still there: just the figure that differs.
    tamper(w, &330.1_f64.to_be_bytes(), &999.9_f64.to_be_bytes());
    for line in ["verify", "score", "explain --unit 甲县", "run keep"] {
        let ran = baton(w, line);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{line}: {}", ran.talk);
        assert!(ran.talk.contains("错误[D303]"), "{line}: {}", ran.talk);
        assert!(ran.talk.contains("c01 gdp 2024：原 330.1，现 999.9"), "{line}: {}", ran.talk);
        assert!(!ran.talk.contains("c02 rd_expenditure"), "only what differs: {}", ran.talk);
    }

    // The file it came from is gone: everything the batch brought is in doubt.
    fs::write(w.join(".baton/store.db"), &sound).unwrap();
    done(w, "score");
    tamper(w, &123.25_f64.to_be_bytes(), &223.25_f64.to_be_bytes());
    fs::remove_file(w.join("other.csv")).unwrap();
    let ran = baton(w, "score --lang en");
    assert_eq!(ran.code, 1, "{}", ran.talk);
    insta::assert_snapshot!(ran.talk);
    fs::write(w.join(".baton/store.db"), &sound).unwrap();
    done(w, "score");
}
