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

#[test]
fn a_number_between_quotes_is_one_error_with_the_way_out() {
    for (from, to, written) in [
        ("full_mark = 100", "full_mark = \"100\"", "\"100\" 写作 100"),
        ("indicator = 4", "indicator = \"4\"", "\"4\" 写作 4"),
        ("[missing]", "[params]\ntop = \"1.5\"\n[missing]", "\"1.5\" 写作 1.5"),
        ("default = \"error\"", "default = \"error\"\nmin_available = \"0.5\"", "\"0.5\" 写作 0.5"),
        (
            "[[dimension]]\nid = \"economy\"",
            "[[grade]]\nname = \"优\"\nquota = \"0.3\"\n[[grade]]\nname = \"良\"\nrest = true\n[[dimension]]\nid = \"economy\"",
            "\"0.3\" 写作 0.3",
        ),
    ] {
        let said = check("schemes/example.toml", from, to);
        assert_eq!(said.matches("错误[").count(), 1, "{said}");
        assert!(said.contains("S042") && said.contains(written), "{said}");
    }
    // A weight may be an expression, so one between quotes is a number like any other.
    let folder = skeleton(&[]);
    replace(
        folder.path(),
        "schemes/example.toml",
        "weight = 40\n\n[[indicator]]",
        "weight = \"40\"\n\n[[indicator]]",
    );
    assert_eq!(baton(folder.path(), "check").code, 0);
    let said = check("indicators.toml", "decimals = 1", "decimals = \"1\"");
    assert!(said.matches("错误[").count() == 1 && said.contains("写作 1"), "{said}");
}

#[test]
fn what_is_no_toml_is_said_in_the_language_asked_for() {
    for (from, to, zh, en) in [
        ("weight = 35\nscore", "weight 35\nscore", "缺少等号", "the = is missing"),
        ("weight = 35\nscore", "weight ＝ 35\nscore", "“＝”是全角符号", "“＝” is a full-width sign"),
        ("name = \"创新发展\"", "name = 创新发展", "文字没有加引号", "a text without quotes"),
        ("name = \"创新发展\"", "name = \"创新发展", "引号没有闭合", "a quote is not closed"),
        ("[rounding]", "[rounding", "表头的方括号没有闭合", "brackets of a table's header"),
        ("base = 60 }", "base = 60", "花括号没有闭合", "a brace is not closed"),
        ("id = \"rd\"", "id = \"rd\"\nid = \"rd\"", "这一项已经写过", "already there"),
        ("weight = 35\nscore", "weight = 3.5.1\nscore", "这个数写得不对", "no number"),
    ] {
        let folder = skeleton(&[]);
        replace(folder.path(), "schemes/example.toml", from, to);
        let (own, other) = (baton(folder.path(), "check").talk, baton(folder.path(), "check --lang en").talk);
        assert!(own.contains(zh) && !own.contains("expected"), "{to}: {own}");
        assert!(other.contains(en), "{to}: {other}");
    }
}
