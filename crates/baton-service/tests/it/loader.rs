//! Every problem of a workspace's files, with its place.

use baton_service::model::Lang;
use baton_service::scheme::diagnostic::render;
use baton_service::workspace::load;

use super::workspaces::{INDICATORS, UNITS, WORKSPACE, folder};

/// What is said about a workspace with these files in place of the sound ones.
fn complaints(files: &[(&str, &str)]) -> String {
    let mut all = vec![("workspace.toml", WORKSPACE), ("indicators.toml", INDICATORS), ("units.csv", UNITS)];
    for (name, text) in files {
        all.retain(|(other, _)| other != name);
        all.push((name, text));
    }
    let folder = folder(&all);
    let loaded = load(folder.path()).unwrap();
    let list = loaded.diagnostics.into_sorted();
    list.iter().map(|one| render(one, &loaded.sources, Lang::ZhCn, false)).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_sound_workspace_is_silent() {
    assert_eq!(complaints(&[]), "");
}

#[test]
fn a_folder_without_workspace_toml_is_none() {
    let empty = folder(&[]);
    assert_eq!(load(empty.path()).unwrap_err().code(), "W007");
}

#[test]
fn workspace_toml() {
    insta::assert_snapshot!(complaints(&[(
        "workspace.toml",
        "[workspace]\nid = 5\ntitel = \"示例\"\ndefault_period = \"2025年\"\ndefault_scheme = \"x\"\nsynthetic = \"yes\"\nsources = \"a\"\n[other]\n",
    )]));
}

#[test]
fn broken_toml_goes_on_after_the_break() {
    insta::assert_snapshot!(complaints(&[(
        "workspace.toml",
        "[workspace]\nid = \ntitle = \"示例\"\ndescription = 3\n",
    )]));
}

#[test]
fn indicators_toml() {
    let text = r#"
[[indicator]]
code = "gdp"
name = "地区生产总值"
unit = "亿元/"
direction = "up"
decimals = 12
absent = 1

[[indicator]]
code = "rd"
name = "研发经费"
aliases = ["R&D 经费"]
frequency = "yearly"
colour = "red"

[[indicator]]
code = "rd2"
name = "ｒ＆ｄ经费"

[[indicator]]
code = "rd"
name = "又一个"

[[indicator]]
code = "and"
name = "保留字"

[[indicator]]
name = "没有代码"
"#;
    insta::assert_snapshot!(complaints(&[("indicators.toml", text)]));
}

#[test]
fn units_csv() {
    let text = "code,name,kind,parent,valid_from,valid_to,attr.class,kolor\n\
                1,甲县,county,9,2020-13-01,,A,\n\
                2,,county,,,,\n\
                3,丙县,county,,2020-01-01,2019-12-31,A,\n\
                4,丁县,county,,,2020-06-30,A,\n\
                4,丁市,city,,2020-06-30,,A,\n\
                5,\"戊,县\",county,,,,A,,,\n\
                91350100M0001TGQXM,某公司,enterprise,,,,B,\n";
    insta::assert_snapshot!(complaints(&[("units.csv", text)]));
}

#[test]
fn a_header_that_lacks_columns() {
    insta::assert_snapshot!(complaints(&[("units.csv", "code,naem,code\n1,甲,2\n")]));
}

#[test]
fn cycles_of_units() {
    insta::assert_snapshot!(complaints(&[(
        "units.csv",
        "code,name,kind,parent\n1,甲,county,2\n2,乙,county,1\n"
    )]));
}

#[test]
fn unit_changes_csv() {
    let text = "date,kind,from,to,weight,document\n\
                2020-01-01,merger,1,2,,\n\
                2020/01/01,merge,1,2,,\n\
                2020-01-01,split,1,2,1.5,\n\
                2020-01-01,merge,,2,,\n\
                2020-01-01,merge,8,9,,国函〔2020〕1号\n";
    insta::assert_snapshot!(complaints(&[("unit_changes.csv", text)]));
}

#[test]
fn a_table_saved_as_gb18030_is_read() {
    let folder = folder(&[("workspace.toml", WORKSPACE), ("indicators.toml", INDICATORS)]);
    // “甲县” in GB18030.
    std::fs::write(folder.path().join("units.csv"), b"code,name,kind\n1,\xbc\xd7\xcf\xd8,county\n").unwrap();
    let loaded = load(folder.path()).unwrap();
    assert!(!loaded.diagnostics.has_errors());
    assert_eq!(loaded.workspace.tree.versions()[0].name, "甲县");
}

#[test]
fn attributes_keep_their_kind() {
    use baton_service::model::AttributeValue::{Bool, Number, Text};
    let units = "code,name,kind,attr.industry,attr.area,attr.big,attr.note\n1,甲,county,06,12.5,true,\n2,乙,county,13,,false,x\n";
    let folder =
        folder(&[("workspace.toml", WORKSPACE), ("indicators.toml", INDICATORS), ("units.csv", units)]);
    let tree = load(folder.path()).unwrap().workspace.tree;
    let of = |index: usize, name: &str| tree.versions()[index].attributes.get(name).cloned();
    assert_eq!(of(0, "industry"), Some(Text("06".into())));
    assert_eq!(of(1, "industry"), Some(Text("13".into())));
    assert_eq!(of(0, "area"), Some(Number(12.5)));
    assert_eq!(of(1, "area"), None);
    assert_eq!(of(0, "big"), Some(Bool(true)));
    assert_eq!(of(0, "note"), None);
}
