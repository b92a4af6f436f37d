//! `docs/SCHEME.zh-CN.md`: what it tells people to write is written, checked and scored.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::runner::{baton, replace, skeleton};

const GUIDE: &str = "docs/SCHEME.zh-CN.md";

fn guide() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(GUIDE)).unwrap()
}

/// The blocks of a page: what stands behind the fence, and the lines.
fn blocks(page: &str) -> Vec<(String, String)> {
    let mut blocks: Vec<(String, String)> = Vec::new();
    let mut open = false;
    for line in page.lines() {
        match (open, line.strip_prefix("```")) {
            (false, Some(kind)) => blocks.push((kind.to_owned(), String::new())),
            (true, None) => {
                let last = blocks.last_mut().unwrap();
                last.1.push_str(line);
                last.1.push('\n');
                continue;
            }
            _ => {}
        }
        if line.starts_with("```") {
            open = !open;
        }
    }
    blocks
}

#[test]
fn the_guide_s_nine_steps_make_a_scheme_that_runs() {
    let page = guide();
    let blocks = blocks(&page);
    let mut files: BTreeMap<&str, String> = BTreeMap::new();
    for (kind, text) in &blocks {
        if let Some((_, file)) = kind.split_once(' ') {
            let written = files.entry(file).or_default();
            written.push_str(text);
            written.push('\n');
        }
    }
    assert_eq!(
        files.keys().copied().collect::<Vec<_>>(),
        ["data/2025.csv", "indicators.toml", "schemes/township.toml", "units.csv"]
    );
    assert_eq!(
        (1..=9)
            .filter(|step| page
                .contains(&format!("## 第{}步", "一二三四五六七八九".chars().nth(step - 1).unwrap())))
            .count(),
        9
    );
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let folder = skeleton(&files);
    let w = folder.path();
    fs::remove_file(w.join("schemes/example.toml")).unwrap();
    fs::remove_file(w.join("data/example.csv")).unwrap();
    replace(w, "workspace.toml", "default_scheme = \"example\"", "default_scheme = \"township\"");

    let ran = baton(w, "check");
    assert_eq!(ran.code, 0, "{}", ran.talk);
    assert!(ran.talk.contains("没有问题"), "no doubts about the example either: {}", ran.talk);
    let (_, shown) = blocks.iter().find(|(kind, _)| kind == "text").unwrap();
    let ran = baton(w, "score township --period 2025");
    let trimmed = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    assert_eq!(trimmed(&ran.out), trimmed(shown), "{}", ran.talk);
    for line in [
        "explain township --period 2025 --unit 东乡",
        "try waste 79 --scheme township --period 2025",
        "template township --period 2025 --out 填报表.xlsx",
        "scheme to-table township --out 指标表.xlsx",
        "scheme from-table 指标表.xlsx",
    ] {
        let ran = baton(w, line);
        assert_eq!(ran.code, 0, "{line}: {}", ran.talk);
    }
}

#[test]
fn every_way_to_score_in_the_guide_s_table_is_one() {
    let page = guide();
    let rules: Vec<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | `"))
        .filter_map(|(_, rule)| rule.strip_suffix('`'))
        .filter(|rule| rule.starts_with(['{', '"']))
        .collect();
    assert!(rules.len() >= 9, "{rules:?}");
    for rule in rules {
        let rule = rule.replace("plan(x)", "3");
        let folder = skeleton(&[]);
        replace(folder.path(), "schemes/example.toml", "score = \"minmax\"", &format!("score = {rule}"));
        let ran = baton(folder.path(), "check");
        assert_eq!(ran.code, 0, "{rule}: {}", ran.talk);
    }
}
