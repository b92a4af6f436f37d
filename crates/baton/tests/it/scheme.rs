//! A scheme's leaves as a table and back, and the schema of the format.

use std::fs;

use serde_json::Value;

use super::runner::{baton, packs};

#[test]
fn a_table_of_leaves_becomes_toml_and_the_same_table_again() {
    let folder = tempfile::tempdir().unwrap();
    let pack = packs().join("county-hqd");
    let ran = baton(folder.path(), &format!("-w {} scheme to-table --out leaves.csv", pack.display()));
    assert_eq!(ran.code, 0, "{}", ran.talk);
    let ran = baton(folder.path(), "scheme from-table leaves.csv");
    assert_eq!(ran.code, 0, "{}", ran.talk);
    assert!(ran.out.starts_with("[[indicator]]\n"), "{}", ran.out);
    let rows = fs::read_to_string(folder.path().join("leaves.csv")).unwrap();
    let is_part = |line: &&str| line.split(',').any(|cell| cell.ends_with(".1") || cell.ends_with(".2"));
    let whole = rows.lines().skip(1).count() - rows.lines().filter(is_part).count();
    assert_eq!(ran.out.matches("[[indicator]]").count(), whole, "{rows}");
    // Put under a header with the dimensions, it is the scheme the table came from.
    let copy = folder.path().join("w");
    assert_eq!(baton(folder.path(), "init w --pack county-hqd").code, 0);
    let before = baton(&copy, "score --format csv").out;
    let path = copy.join("schemes/county_hqd.toml");
    let text = fs::read_to_string(&path).unwrap();
    let kept: String =
        text.split_inclusive("\n\n").filter(|block| !block.contains("[[indicator]]")).collect();
    fs::write(&path, format!("{kept}\n\n{}", ran.out)).unwrap();
    let after = baton(&copy, "score --format csv");
    assert_eq!(after.out, before, "{}", after.talk);
}

#[test]
fn a_table_that_is_none_is_refused_with_its_cell() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("leaves.csv"), "标识,取值,计分,怪列\nrd,rd +,极差法,1\n").unwrap();
    let ran = baton(folder.path(), "scheme from-table leaves.csv");
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(ran.all());
}

#[test]
fn the_schema_names_every_table() {
    let folder = tempfile::tempdir().unwrap();
    let ran = baton(folder.path(), "scheme schema");
    let schema: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    for key in
        ["scheme", "params", "missing", "rounding", "ranking", "dimension", "indicator", "grade", "veto"]
    {
        assert!(schema["properties"][key].is_object(), "{key}");
    }
    assert_eq!(schema["additionalProperties"], false);
}

/// The editor in the browser completes by it.
#[test]
fn the_editor_has_the_schema_as_it_is() {
    let kept = packs().join("../web/src/routes/schemes/scheme.schema.json");
    let folder = tempfile::tempdir().unwrap();
    let now = baton(folder.path(), "scheme schema").out;
    if std::env::var_os("BATON_UPDATE").is_some() {
        fs::write(&kept, &now).unwrap();
    }
    let kept = fs::read_to_string(&kept).unwrap_or_default();
    assert!(
        kept == now,
        "the editor's scheme.schema.json is not what `baton scheme schema` prints; run the test with BATON_UPDATE=1"
    );
}

#[test]
fn any_table_can_be_a_workbook() {
    let folder = tempfile::tempdir().unwrap();
    let pack = packs().join("provinces-hqd");
    let line = format!("-w {} score --period 2022 --group 无 --out x.xlsx", pack.display());
    assert_eq!(baton(folder.path(), &line).code, 2);
    let ran = baton(
        folder.path(),
        &format!("-w {} scheme to-table --format xlsx --out leaves.xlsx", pack.display()),
    );
    assert_eq!(ran.code, 0, "{}", ran.talk);
    let ran = baton(folder.path(), "scheme from-table leaves.xlsx");
    assert_eq!(ran.code, 0, "{}", ran.talk);
}
