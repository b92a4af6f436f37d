//! Leaves as a table: writing and reading are inverse, and what cannot be read is said at its cell.

use std::fs;
use std::path::PathBuf;

use baton_scheme::diagnostic::{Diagnostics, Sources, Span, Spanned};
use baton_scheme::document::{self, Leaf};
use baton_scheme::leaves::{LeafTable, read, write};

fn table(rows: &[Vec<String>], sources: &mut Sources) -> LeafTable {
    let mut cell = |text: &String| {
        let file = sources.add("indicators.csv", text.clone());
        Spanned {
            value: text.clone(),
            span: Span { file, start: 0, end: u32::try_from(text.len()).unwrap() },
        }
    };
    let mut lines = rows.iter().map(|row| row.iter().map(&mut cell).collect::<Vec<_>>());
    LeafTable { header: lines.next().unwrap_or_default(), rows: lines.collect() }
}

fn rows(text: &str) -> Vec<Vec<String>> {
    text.lines().map(|line| line.split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
}

/// A leaf without its places.
fn bare(leaf: &Leaf) -> String {
    let text = format!("{leaf:?}");
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find("Span {") {
        out.push_str(&rest[..at]);
        let end = rest[at..].find('}').unwrap();
        rest = &rest[at + end + 1..];
    }
    out + rest
}

fn schemes() -> Vec<(String, String)> {
    let packs = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    let mut found = Vec::new();
    for pack in fs::read_dir(packs).unwrap() {
        let Ok(files) = fs::read_dir(pack.unwrap().path().join("schemes")) else { continue };
        for file in files {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                found.push((path.display().to_string(), fs::read_to_string(path).unwrap()));
            }
        }
    }
    for (name, text) in crate::cases::files() {
        let mut schemes = text.split("```toml scheme\n").skip(1);
        found.extend(
            schemes.by_ref().map(|rest| (name.clone(), rest.split("```").next().unwrap().to_owned())),
        );
    }
    found.sort();
    found
}

#[test]
fn writing_and_reading_are_inverse() {
    let mut leaves = 0;
    for (name, text) in schemes() {
        let mut sources = Sources::default();
        let file = sources.add(&name, &text);
        let mut diagnostics = Diagnostics::default();
        let document = document::read(file, &sources, &mut diagnostics);
        if diagnostics.has_errors() {
            continue;
        }
        let original = document.indicator.unwrap_or_default();
        let written = write(&original);
        let table = table(&written, &mut sources);
        let back = read(&table, document.dimension.as_deref().unwrap_or_default(), &mut diagnostics);
        assert!(!diagnostics.has_errors(), "{name}: {:?}", diagnostics.as_slice());
        assert_eq!(original.len(), back.len(), "{name}");
        for (a, b) in original.iter().zip(&back) {
            leaves += 1;
            assert_eq!(bare(a), bare(b), "{name}\n{written:#?}");
        }
    }
    assert!(leaves > 100, "only {leaves} leaves were tried");
}

#[test]
fn offices_words_are_read() {
    let text = "一级指标|标识|指标|权重|取值|计量单位|方向|计分方法|目标值|缺失处理
创新发展|rd|研发投入强度|6|rd|%|正向|功效系数（60）||零分
创新发展|tax|亩均税收|10|tax|万元/亩|正向|基准值(24.097，cap=1.5)||
创新发展|done|完成率|10|done|%||每±1=±1(0..60)|100|
创新发展|slow|用时|5|slow|天|逆向|分档(0:5，10:3，20:1, between=linear)||
";
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let header =
        sources.add("s.toml", "[[dimension]]\nid = \"innovation\"\nname = \"创新发展\"\nweight = 31\n");
    let document = document::read(header, &sources, &mut diagnostics);
    let table = table(&rows(text), &mut sources);
    let leaves = read(&table, document.dimension.as_deref().unwrap(), &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{:?}", diagnostics.as_slice());
    assert_eq!(leaves[0].r#in.as_ref().unwrap().value, "innovation");
    assert_eq!(leaves[3].direction.as_ref().unwrap().value, "lower");
    let written = write(&leaves);
    let scores = written[0].iter().position(|name| name == "计分方法").unwrap();
    let texts: Vec<&str> = written[1..].iter().map(|row| row[scores].as_str()).collect();
    assert_eq!(
        texts,
        [
            "功效系数(60)",
            "基准值(24.097, cap=1.5)",
            "增减分(100, step=1, min=0, max=60, points=1)",
            "分档(0:5, 10:3, 20:1, between=linear)"
        ]
    );
}

#[test]
fn what_cannot_be_read_is_said_at_its_cell() {
    let text = "标识|权重|取值|计分方法|颜色
a|x y|v|功效系数(60|红
b|5|v|四舍五入|
";
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let table = table(&rows(text), &mut sources);
    read(&table, &[], &mut diagnostics);
    let mut codes: Vec<(&str, &str)> = diagnostics
        .as_slice()
        .iter()
        .map(|problem| (problem.message.code(), sources.slice(problem.span.unwrap())))
        .collect();
    codes.sort_unstable();
    assert!(codes.contains(&("S037", "功效系数(60")), "{codes:?}");
    assert!(codes.contains(&("S037", "四舍五入")), "{codes:?}");
    assert!(codes.contains(&("S041", "颜色")), "{codes:?}");
}

#[test]
fn leaves_written_as_toml_are_the_same_leaves() {
    let mut leaves = 0;
    for (name, text) in schemes() {
        let read_leaves = |text: &str| {
            let mut sources = Sources::default();
            let file = sources.add(&name, text);
            let mut diagnostics = Diagnostics::default();
            let document = document::read(file, &sources, &mut diagnostics);
            (!diagnostics.has_errors()).then(|| document.indicator.unwrap_or_default())
        };
        let Some(before) = read_leaves(&text) else { continue };
        let toml = baton_scheme::leaves::to_toml(&before);
        let after = read_leaves(&toml).unwrap_or_else(|| panic!("{name}:\n{toml}"));
        let texts = |leaves: &[Leaf]| leaves.iter().map(bare).collect::<Vec<_>>();
        assert_eq!(texts(&after), texts(&before), "{name}:\n{toml}");
        leaves += before.len();
    }
    assert!(leaves > 200, "{leaves}");
}
