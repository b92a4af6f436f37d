//! Any text as an expression: parse, print, check and draw the complaints.
#![no_main]

use baton_model::Lang;
use baton_scheme::diagnostic::{Diagnostics, Sources, render};
use baton_scheme::expr::{Env, Expect, Origin, check, parse, print};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut sources = Sources::default();
    let file = sources.add("expression", text);
    let mut diagnostics = Diagnostics::default();
    let catalogue = baton_fuzz::catalogue();
    if let Some(ast) = parse(&Origin::whole_file(file, text), text, &mut diagnostics) {
        let _ = check(&ast, &Env::new(&catalogue), Expect::Any, &mut diagnostics);
        if !diagnostics.has_errors() {
            let printed = print(&ast);
            let again = sources.add("printed", printed.clone());
            let back = parse(&Origin::whole_file(again, &printed), &printed, &mut diagnostics);
            assert_eq!(back.map(|back| print(&back)), Some(printed));
        }
    }
    for diagnostic in diagnostics.into_sorted() {
        let _ = render(&diagnostic, &sources, Lang::ZhCn, false);
    }
});
