//! Rankings and explanations.

use serde_json::Value;

use super::runner::{baton, packs, replace, skeleton, table_width};

fn pack(line: &str) -> super::runner::Ran {
    baton(&packs().join("provinces-hqd"), line)
}

#[test]
fn the_ranking_of_the_skeleton() {
    let folder = skeleton(&[]);
    insta::assert_snapshot!(baton(folder.path(), "score").all());
}

#[test]
fn the_ranking_of_the_provinces() {
    let (zh, en) =
        (pack("score provinces_hqd --period 2022"), pack("score provinces_hqd --period 2022 --lang en"));
    assert!(table_width(&zh.out) <= 100);
    assert!(table_width(&en.out) <= 100);
    insta::assert_snapshot!(format!("{}\n{}", zh.all(), en.all()));
}

#[test]
fn a_period_without_figures_says_which_have_some() {
    let ran = pack("score provinces_hqd --period 2035");
    assert!(ran.talk.contains("有数据的时期：") && ran.talk.contains("2022"), "{}", ran.talk);
    assert!(!pack("score provinces_hqd --period 2022").talk.contains("有数据的时期"));
}

#[test]
fn the_same_as_csv() {
    let ran = pack("score --period 2022 --format csv");
    assert_eq!((ran.code, ran.talk.as_str()), (0, ""));
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines.len(), 32);
    insta::assert_snapshot!(lines[..4].join("\n"));
    let bom = pack("score --period 2022 --format csv --bom").out;
    assert_eq!(bom.strip_prefix('\u{feff}'), Some(ran.out.as_str()));
}

#[test]
fn the_same_as_json_in_either_language() {
    let (zh, en) = (
        pack("score --format json --as-of 2024-01-01"),
        pack("score --format json --as-of 2024-01-01 --lang en"),
    );
    assert_eq!(zh.out, en.out);
    let json: Value = serde_json::from_str(&zh.out).unwrap();
    assert_eq!(json["rows"].as_array().unwrap().len(), 31);
    assert_eq!(json["as_of"], "2024-01-01T15:59:59.999999999Z");
    let row = &json["rows"][0];
    let keys: Vec<&String> = row.as_object().unwrap().keys().collect();
    insta::assert_snapshot!(format!("{keys:?}\n{}", serde_json::to_string_pretty(row).unwrap()));
}

#[test]
fn written_to_a_file_by_its_extension() {
    let folder = skeleton(&[]);
    let ran = baton(folder.path(), "score --out ranking.csv");
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    let text = std::fs::read_to_string(folder.path().join("ranking.csv")).unwrap();
    assert!(text.starts_with("rank,change,code,unit,total,points.economy"), "{text}");
}

#[test]
fn figures_not_yet_known_are_not_seen() {
    let before = pack("score --period 2022 --as-of 1969-12-31 --format json");
    let json: Value = serde_json::from_str(&before.out).unwrap();
    assert!(json["rows"].as_array().unwrap().iter().all(|row| row["unranked"] == "not due"));
    assert_eq!(pack("score --period 2022 --as-of 2023-01-01").code, 0);
}

#[test]
fn groups_are_ranked_apart() {
    let folder = skeleton(&[]);
    replace(
        folder.path(),
        "schemes/example.toml",
        "full_mark = 100",
        "full_mark = 100\ngroups = \"attr.class\"",
    );
    replace(folder.path(), "units.csv", "c03,丙县,county,c00,,,A", "c03,丙县,county,c00,,,B");
    let all = baton(folder.path(), "score");
    table_width(&all.out);
    let one = baton(folder.path(), "score --group B");
    insta::assert_snapshot!(format!("{}\n{}", all.out, one.out));
}

#[test]
fn every_pack_is_clean_and_runs() {
    let mut packs: Vec<_> = std::fs::read_dir(packs()).unwrap().map(|entry| entry.unwrap().path()).collect();
    packs.sort();
    for pack in packs.iter().filter(|pack| pack.join("workspace.toml").exists()) {
        let ran = baton(pack, "check");
        assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}: {}", pack.display(), ran.talk);
        let ran = baton(pack, "score");
        assert_eq!(ran.code, 0, "{}: {}", pack.display(), ran.talk);
        assert!(table_width(&ran.out) <= 100, "{}", ran.out);
    }
}

#[test]
fn an_indicator_explained() {
    let (zh, en) = (
        "explain --period 2022 --unit 河南省 --indicator rd",
        "explain --period 2022 --unit 410000 --indicator rd --lang en",
    );
    insta::assert_snapshot!(format!("{}\n{}", pack(zh).all(), pack(en).all()));
}

#[test]
fn a_unit_explained() {
    insta::assert_snapshot!(pack("explain provinces_hqd --period 2022 --unit 河南省").all());
}

#[test]
fn the_explanation_s_numbers_add_up() {
    let ran = pack("explain --period 2022 --unit 河南省 --format json");
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["total"], 47.07);
    let check = |node: &Value| {
        let sum: f64 =
            node["children"].as_array().unwrap().iter().map(|child| child["points"].as_f64().unwrap()).sum();
        assert!((sum - node["unrounded"].as_f64().unwrap()).abs() < 1e-9, "{}", node["id"]);
    };
    check(&json["tree"]);
    json["tree"]["children"].as_array().unwrap().iter().for_each(check);
    let rd = &json["tree"]["children"][0]["children"][0];
    insta::assert_snapshot!(serde_json::to_string_pretty(rd).unwrap());
}

#[test]
fn the_demo_needs_no_folder() {
    let folder = tempfile::tempdir().unwrap();
    let ran = baton(folder.path(), "demo");
    assert_eq!(ran.code, 0, "{}", ran.talk);
    let tables: Vec<&str> = ran.out.split("\n\n").collect();
    assert!(table_width(tables[1]) <= 100);
    assert!(table_width(tables[3].trim_end_matches('\n')) <= 100);
    insta::assert_snapshot!(format!("{}\n{}", tables[0], ran.talk));
}

#[test]
fn names_are_english_in_english_for_people_and_as_written_for_programs() {
    let table = pack("score --period 2022 --lang en");
    assert!(table.talk.contains("High-quality development of provincial-level regions"), "{}", table.talk);
    assert!(table.out.contains("R&D") || table.out.contains("per head"), "{}", table.out);
    assert!(!pack("score --period 2022").talk.contains("High-quality"));
    let explained = pack("explain --period 2022 --unit 410000 --lang en --indicator R&D");
    assert_eq!(explained.code, 2, "no such name");
    for name in ["研发经费投入强度", "rd"] {
        let explained = pack(&format!("explain --period 2022 --unit 410000 --lang en --indicator {name}"));
        assert!(
            explained.out.starts_with("R&D intensity rd") || explained.out.contains("R&D intensity"),
            "{}",
            explained.all()
        );
    }
    let (zh, en) =
        (pack("score --period 2022 --format csv"), pack("score --period 2022 --format csv --lang en"));
    assert_eq!(zh.out, en.out);
}

#[test]
fn points_are_lost_from_what_the_cap_allows() {
    let yields = |line: &str| baton(&packs().join("enterprise-yield"), line);
    let ran = yields("explain --unit 示例机械31号 --indicator rd");
    assert!(ran.out.contains("封顶可得 15（分值 10），失分按 15 计"), "{}", ran.out);
    let ran = yields("explain --unit 示例机械31号 --indicator rd --format json");
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["tree"]["attainable"], 15.0);
    assert!(yields("score").talk.contains("失分按封顶可得分计"));
    assert!(!pack("score --period 2022").talk.contains("封顶"), "no cap above the weight");
}
