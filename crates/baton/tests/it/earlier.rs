//! Results that a run reads from other runs: published ones as they were frozen, drafts where nothing is published.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::runner::{Ran, baton};

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn scheme(id: &str, value: &str, rest: &str) -> String {
    format!(
        "[scheme]\nid = \"{id}\"\nversion = \"1\"\ntitle = \"{id}\"\nperiod = \"year\"\nfull_mark = 10\n\
         subjects = \"kind = 'county'\"\n[[indicator]]\nid = \"leaf\"\nname = \"指标\"\nweight = 10\n\
         value = \"{value}\"\nmissing = \"zero\"\nscore = \"given\"\n{rest}"
    )
}

/// Two schemes: `first` is scored from figures, `second` from the results of the first. A county is renamed in between.
fn workspace() -> TempDir {
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    write(root, "workspace.toml", "[workspace]\nid = \"w\"\ntitle = \"示例\"\n");
    write(root, "indicators.toml", "[[indicator]]\ncode = \"v\"\nname = \"数\"\naccumulation = \"flow\"\n");
    write(
        root,
        "units.csv",
        "code,name,kind,valid_from,valid_to\nA,甲县,county,,\nB,乙县,county,,\nC,丙县,county,,2023-06-30\n\
         D,丁区,county,2023-07-01,\n",
    );
    write(root, "unit_changes.csv", "date,kind,from,to,weight\n2023-07-01,rename,C,D,1\n");
    write(
        root,
        "data/v.csv",
        "unit_code,indicator_code,period,value\nA,v,2022,5\nB,v,2022,6\nC,v,2022,7\nA,v,2023,6\nB,v,2023,5\nD,v,2023,7\n",
    );
    write(root, "schemes/first.toml", &scheme("first", "v", ""));
    let list = "[[list]]\nname = \"进步\"\nwhen = \"rank_change > 0\"\nunknown = \"no\"\n";
    write(root, "schemes/second.toml", &scheme("second", "result.first.total", list));
    folder
}

fn json(ran: &Ran) -> Value {
    assert_eq!(ran.code, 0, "{}", ran.talk);
    serde_json::from_str(&ran.out).unwrap()
}

fn explained(folder: &Path, scheme: &str, unit: &str) -> Value {
    json(&baton(folder, &format!("explain {scheme} --period 2023 --unit {unit} --format json")))
}

fn done(folder: &Path, line: &str) {
    let ran = baton(folder, line);
    assert_eq!(ran.code, 0, "baton {line}\n{}", ran.talk);
}

#[test]
fn a_draft_is_read_where_nothing_is_published_and_marked() {
    let folder = workspace();
    let leaf = explained(folder.path(), "second", "A")["tree"]["children"][0].clone();
    assert_eq!(leaf["points"], 6.0);
    assert!(leaf["marks"].as_array().unwrap().contains(&Value::from("draft figures")), "{leaf}");
}

#[test]
fn what_was_published_stays_what_it_was() {
    let folder = workspace();
    let root = folder.path();
    done(root, "run keep first --period 2023");
    done(root, "run publish first-2023-1 --final");
    let leaf = explained(root, "second", "A")["tree"]["children"][0].clone();
    assert!(!leaf["marks"].as_array().unwrap().contains(&Value::from("draft figures")), "{leaf}");
    let text = fs::read_to_string(root.join("data/v.csv")).unwrap();
    write(root, "data/v.csv", &text.replace("A,v,2023,6", "A,v,2023,9"));
    assert_eq!(explained(root, "second", "A")["tree"]["points"], 6.0, "frozen with the run");
    assert_eq!(explained(root, "first", "A")["tree"]["points"], 9.0, "the figures of now");
    done(root, "run restate first-2023-1");
    assert_eq!(
        explained(root, "second", "A")["tree"]["points"],
        6.0,
        "a draft of a restatement is not published"
    );
    done(root, "run publish first-2023-2 --restated");
    assert_eq!(explained(root, "second", "A")["tree"]["points"], 9.0);
    done(root, "verify");
}

#[test]
fn a_change_of_rank_follows_a_rename() {
    let folder = workspace();
    let root = folder.path();
    done(root, "run keep first --period 2022");
    done(root, "run publish first-2022-1 --final");
    let ranking = json(&baton(root, "score first --period 2023 --format json"));
    let row = |code: &str| {
        ranking["rows"].as_array().unwrap().iter().find(|row| row["code"] == code).unwrap().clone()
    };
    assert_eq!((row("D")["rank"].clone(), row("D")["change"].clone()), (1.into(), 0.into()));
    assert_eq!((row("A")["rank"].clone(), row("A")["change"].clone()), (2.into(), 1.into()));
    // The control: without the rename the unit was not there before.
    fs::remove_file(root.join("unit_changes.csv")).unwrap();
    let ranking = json(&baton(root, "score first --period 2023 --format json"));
    let row = ranking["rows"].as_array().unwrap().iter().find(|row| row["code"] == "D").unwrap();
    assert_eq!(row["change_kind"], "new");
}

#[test]
fn results_named_in_a_table_of_leaves_are_read_too() {
    let folder = workspace();
    let root = folder.path();
    let before = explained(root, "second", "A")["tree"]["points"].clone();
    done(root, "scheme to-table second --out schemes/second.csv");
    let text = fs::read_to_string(root.join("schemes/second.toml")).unwrap();
    let head = text.split("[[indicator]]").next().unwrap();
    write(root, "schemes/second.toml", &format!("{head}leaves = \"second.csv\"\n"));
    assert_eq!(explained(root, "second", "A")["tree"]["points"], before);
    assert_eq!(before, 6.0);
}

#[test]
fn a_comparison_follows_a_renamed_unit() {
    let folder = workspace();
    let ran = baton(folder.path(), "compare first 2022 2023");
    assert_eq!(ran.code, 0, "{}", ran.talk);
    assert!(!ran.out.contains('新'), "{}", ran.out);
    assert!(ran.talk.contains("改名：丙县 → 丁区"), "{}", ran.talk);
    let found = json(&baton(folder.path(), "compare first 2022 2023 --format json"));
    let changes = found["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 3, "one row a unit");
    let renamed = changes.iter().find(|change| change["code"] == "D").unwrap();
    assert_eq!(
        (&renamed["before"], &renamed["after"], &renamed["rank_before"]),
        (&7.0.into(), &7.0.into(), &1.0.into())
    );
    assert_eq!((&renamed["was"]["code"], &renamed["was"]["name"]), (&"C".into(), &"丙县".into()));
    let parts: f64 = renamed["parts"].as_object().unwrap().values().filter_map(Value::as_f64).sum();
    assert!(parts.abs() < 1e-9, "the parts sum to the change: {renamed}");
    let one = baton(folder.path(), "compare first 2022 2023 --unit 丁区");
    assert!(one.out.contains('7') && !one.out.contains('—'), "both years of the renamed unit: {}", one.out);
}

#[test]
fn a_comparison_says_which_units_were_merged() {
    let folder = workspace();
    let root = folder.path();
    write(
        root,
        "units.csv",
        "code,name,kind,valid_from,valid_to\nA,甲县,county,,\nB,乙县,county,,2023-06-30\nC,丙县,county,,2023-06-30\n\
         D,丁区,county,2023-07-01,\nE,戊县,county,,2023-06-30\n",
    );
    write(
        root,
        "unit_changes.csv",
        "date,kind,from,to,weight\n2023-07-01,merge,B,D,1\n2023-07-01,merge,C,D,1\n2023-07-01,merge,E,A,1\n",
    );
    write(
        root,
        "data/v.csv",
        "unit_code,indicator_code,period,value\nA,v,2022,5\nB,v,2022,6\nC,v,2022,7\nE,v,2022,1\nA,v,2023,6\nD,v,2023,7\n",
    );
    let ran = baton(root, "compare first 2022 2023");
    assert_eq!(ran.code, 0, "{}", ran.talk);
    assert!(
        ran.out.contains("合并") && ran.out.contains("并入他处") && !ran.out.contains('新'),
        "{}",
        ran.out
    );
    assert!(ran.talk.contains("合并：乙县、丙县 → 丁区"), "{}", ran.talk);
    assert!(ran.talk.contains("合并：戊县 → 甲县"), "{}", ran.talk);
    let found = json(&baton(root, "compare first 2022 2023 --format json"));
    assert_eq!(found["mergers"][1]["into"]["code"], "D");
    assert_eq!(found["mergers"][1]["from"].as_array().unwrap().len(), 2);
    let kept = found["changes"].as_array().unwrap().iter().find(|change| change["code"] == "A").unwrap();
    assert_eq!((&kept["before"], &kept["after"]), (&5.0.into(), &6.0.into()));
}
