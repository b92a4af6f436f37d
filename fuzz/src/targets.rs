//! The targets: each takes any bytes, must end, and must not panic.

use std::collections::{BTreeMap, BTreeSet};

use baton_import::when::{find_when, parse_when};
use baton_model::{Lang, Measure, Period, PeriodKind};
use baton_scheme::compile::{Workspace, compile};
use baton_scheme::diagnostic::{Diagnostics, Sources, render};
use baton_scheme::expr::{Env, Expect, Origin, check, parse, print};
use baton_scheme::run::{RunOptions, run};

use crate::world;

/// A target and what it does with an input.
pub type Target = (&'static str, fn(&[u8]));

/// All targets by name.
pub const ALL: [Target; 5] =
    [("expression", expression), ("scheme", scheme), ("csv", csv), ("xlsx", xlsx), ("period", period)];

/// Any text as an expression: parse, check, draw the complaints; what is fine is printed, and read again is the same.
pub fn expression(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    let mut sources = Sources::default();
    let file = sources.add("expression", text);
    let mut diagnostics = Diagnostics::default();
    let catalogue = world::catalogue();
    if let Some(ast) = parse(&Origin::whole_file(file, text), text, &mut diagnostics) {
        let _ = check(&ast, &Env::new(&catalogue), Expect::Any, &mut diagnostics);
        if !diagnostics.has_errors() {
            let printed = print(&ast);
            let again = sources.add("printed", printed.clone());
            let back = parse(&Origin::whole_file(again, &printed), &printed, &mut diagnostics);
            assert_eq!(back.map(|back| print(&back)), Some(printed));
        }
    }
    draw(diagnostics, &sources, Lang::ZhCn);
}

/// Any text as a scheme file: read, compile, draw the complaints; what compiles is run.
pub fn scheme(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    let Some((snapshot, year)) = world::snapshot() else { return };
    let mut sources = Sources::default();
    let file = sources.add("scheme.toml", text);
    let mut diagnostics = Diagnostics::default();
    let document = baton_scheme::document::read(file, &sources, &mut diagnostics);
    let (attributes, schemes, ledgers) = (BTreeMap::new(), BTreeSet::new(), BTreeMap::new());
    let workspace = Workspace {
        catalogue: &snapshot.catalogue,
        attributes: &attributes,
        open_attributes: true,
        schemes: &schemes,
        ledgers: &ledgers,
        open_ledgers: true,
    };
    let plan = compile(&document, &workspace, &mut sources, &mut diagnostics);
    draw(diagnostics, &sources, Lang::En);
    if let Some(plan) = plan {
        let _ = run(&plan, &snapshot, &RunOptions::new(Period::containing(plan.period, year.end())));
    }
}

/// Any bytes as a CSV file.
pub fn csv(bytes: &[u8]) {
    world::import("figures.csv", bytes);
}

/// Any bytes as a workbook; those that are no archive are taken as the XML of a sheet, and put into a workbook that is fine
/// otherwise. So a change reaches the cells, and not only the checksums of the archive.
pub fn xlsx(bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        world::import("figures.xlsx", bytes);
    } else if let Some(workbook) = world::workbook_around(bytes) {
        world::import("figures.xlsx", &workbook);
    }
}

/// Any text as a period or a unit of measure: what is read is written as it was read, and moves there and back.
pub fn period(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    let _ = Measure::parse(text);
    let _ = parse_when(text, Some(2024));
    if let Some((_, rest)) = find_when(text, None) {
        assert!(rest.chars().count() < text.chars().count());
    }
    let Ok(period) = text.parse::<Period>() else { return };
    assert_eq!(period.to_string(), text);
    for n in [-37, -1, 1, 37] {
        if let Some(moved) = period.offset(n) {
            assert_eq!(moved.offset(-n), Some(period));
        }
    }
    // A week belongs where its last day falls, so its first may lie before; coarser kinds are no parts.
    for kind in PeriodKind::ALL.into_iter().filter(|kind| kind.is_finer_than(period.kind())) {
        assert!(period.parts(kind).iter().all(|part| period.contains(*part)) || kind == PeriodKind::Week);
    }
}

fn draw(diagnostics: Diagnostics, sources: &Sources, lang: Lang) {
    for diagnostic in diagnostics.into_sorted() {
        let _ = render(&diagnostic, sources, lang, false);
    }
}
