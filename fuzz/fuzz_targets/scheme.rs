//! Any text as a scheme file: read, compile, draw the complaints; run what compiles.
#![no_main]

use std::collections::{BTreeMap, BTreeSet};

use baton_model::snapshot::Roster;
use baton_model::{Lang, Period, Snapshot, Unit};
use baton_scheme::compile::{Workspace, compile};
use baton_scheme::diagnostic::{Diagnostics, Sources, render};
use baton_scheme::run::{RunOptions, run};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let units = [Unit::new("1", "甲", "county"), Unit::new("2", "乙", "county")];
    let now: Vec<Option<&Unit>> = units.iter().map(Some).collect();
    let Ok(year) = "2024".parse::<Period>() else { return };
    let snapshot = Snapshot::new(baton_fuzz::catalogue(), Roster::new(&units, &now), year.end());
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
    for diagnostic in diagnostics.into_sorted() {
        let _ = render(&diagnostic, &sources, Lang::En, false);
    }
    if let Some(plan) = plan {
        let _ = run(&plan, &snapshot, &RunOptions::new(Period::containing(plan.period, year.end())));
    }
});
