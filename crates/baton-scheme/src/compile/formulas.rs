//! Formulas of derived indicators.

use std::collections::BTreeMap;

use baton_model::{Catalogue, IndicatorId, Message};

use crate::diagnostic::{Diagnostic, Diagnostics, Sources, Span};
use crate::expr::{Env, Expect, Origin, check, indicators_read, parse, typed::Typed};
use crate::messages;

/// Compiles every formula of the catalogue; a formula that refers back to itself is an error.
pub(crate) fn compile(
    catalogue: &Catalogue,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<IndicatorId, Typed> {
    let mut formulas = BTreeMap::new();
    let mut spans: BTreeMap<IndicatorId, Span> = BTreeMap::new();
    for (id, indicator) in catalogue.iter() {
        let Some(text) = &indicator.formula else { continue };
        let file = sources.add(format!("indicators.toml · {}", indicator.code), text.clone());
        let origin = Origin::whole_file(file, text);
        spans.insert(id, origin.whole);
        let Some(ast) = parse(&origin, text, diagnostics) else { continue };
        let expect = Expect::Number(Some(indicator.measure.clone()));
        if let Some(typed) = check(&ast, &Env::new(catalogue), expect, diagnostics) {
            formulas.insert(id, typed);
        }
    }
    refuse_cycles(catalogue, &formulas, &spans, diagnostics);
    formulas
}

fn refuse_cycles(
    catalogue: &Catalogue,
    formulas: &BTreeMap<IndicatorId, Typed>,
    spans: &BTreeMap<IndicatorId, Span>,
    diagnostics: &mut Diagnostics,
) {
    for (id, span) in spans {
        let mut path = vec![*id];
        if leads_back(*id, *id, formulas, &mut path) {
            let names: Vec<&str> = path.iter().map(|id| catalogue.get(*id).code.as_str()).collect();
            let message = Message::new(&messages::FORMULA_CYCLE)
                .with("code", &catalogue.get(*id).code)
                .with("path", names.join(" → "));
            diagnostics.push(Diagnostic::error(message, *span));
        }
    }
}

fn leads_back(
    start: IndicatorId,
    now: IndicatorId,
    formulas: &BTreeMap<IndicatorId, Typed>,
    path: &mut Vec<IndicatorId>,
) -> bool {
    let Some(formula) = formulas.get(&now) else { return false };
    for next in indicators_read(formula) {
        if next == start {
            path.push(next);
            return true;
        }
        if path.contains(&next) {
            continue;
        }
        path.push(next);
        if leads_back(start, next, formulas, path) {
            return true;
        }
        path.pop();
    }
    false
}
