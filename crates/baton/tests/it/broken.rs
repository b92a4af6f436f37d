//! Broken workspace files, each with its message.

use super::runner::{baton, replace, skeleton};

/// What `check` says after one change to a sound workspace.
fn check(name: &str, from: &str, to: &str) -> String {
    let folder = skeleton(&[]);
    replace(folder.path(), name, from, to);
    let ran = baton(folder.path(), "check");
    assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{name}: {to}\n{}", ran.talk);
    format!("{name}: {to}\n{}\n", ran.talk)
}

#[test]
fn the_skeleton_is_clean() {
    let folder = skeleton(&[]);
    let ran = baton(folder.path(), "check");
    insta::assert_snapshot!(ran.all());
}

#[test]
fn every_file_has_its_messages() {
    let said: Vec<String> = [
        ("workspace.toml", "title = ", "titel = "),
        ("workspace.toml", "id = \"example\"", "id = \"example"),
        ("workspace.toml", "default_scheme = \"example\"", "default_scheme = \"hqd\""),
        ("indicators.toml", "code = \"gdp\"", "code = \"rd_expenditure\""),
        ("indicators.toml", "accumulation = \"rate\"", "accumulation = \"ratio\""),
        ("units.csv", "c02,乙县", "c01,乙县"),
        ("units.csv", "c04,丁区,county,c00", "c04,丁区,county,c99"),
        ("schemes/example.toml", "weight = 25\n\n[[indicator]]", "weight = 26\n\n[[indicator]]"),
        ("schemes/example.toml", "yoy(gdp)", "yoy(gpd)"),
        ("schemes/example.toml", "score = \"minmax\"", "score = \"minmaxx\""),
        ("schemes/example.toml", "/ gdp * 100", "/ gdp * 100%"),
        ("data/example.csv", "c03,gdp,2023,190.2", "c03,gdp,2023,19O.2"),
        ("data/example.csv", "c04,gdp,2024", "c05,gdp,2024"),
        ("data/example.csv", "c01,gdp,2024,330.1", "c01,gdpp,2024,330.1"),
    ]
    .into_iter()
    .map(|(name, from, to)| check(name, from, to))
    .collect();
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn a_missing_figure_refuses_the_run_and_names_every_cell() {
    let folder = skeleton(&[]);
    replace(folder.path(), "data/example.csv", "c02,rd_expenditure,2024,43140,虚构\n", "");
    replace(folder.path(), "data/example.csv", "c03,energy_intensity_drop,2024,2.1,虚构\n", "");
    let (zh, en) = (baton(folder.path(), "score"), baton(folder.path(), "score --lang en"));
    assert_eq!((zh.code, zh.out.as_str()), (1, ""));
    insta::assert_snapshot!(format!("{}\n{}", zh.talk, en.talk));
}

#[test]
fn a_faulty_data_file_refuses_the_run() {
    let folder = skeleton(&[]);
    replace(folder.path(), "data/example.csv", "c03,gdp,2023,190.2", "c03,gdp,2023,19O.2");
    insta::assert_snapshot!(baton(folder.path(), "score").all());
}
