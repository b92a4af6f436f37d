//! `indicators.toml`: the catalogue (指标目录).

use std::collections::HashMap;

use baton_model::catalogue::fold;
use baton_model::{Accumulation, Catalogue, Direction, Indicator, Measure, Message, PeriodKind};
use baton_scheme::diagnostic::{Diagnostic, Diagnostics, FileId, Span};
use baton_scheme::expr::is_reserved;

use super::toml_table::{self, Reader};
use crate::messages::{self, term};
use crate::nearest::nearest;

const KEYS: [&str; 16] = [
    "code",
    "name",
    "aliases",
    "unit",
    "direction",
    "accumulation",
    "frequency",
    "decimals",
    "owner",
    "definition",
    "absent",
    "current_price",
    "series",
    "formula",
    "least",
    "most",
];

/// Reads the file: the catalogue, and where each indicator stands.
pub(super) fn read(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> (Catalogue, Vec<Span>) {
    let root = toml_table::parse(file, text, diagnostics);
    for key in root.keys().filter(|key| key.get_ref() != "indicator") {
        let message = Message::new(&messages::UNKNOWN_KEY)
            .with("table", "indicators.toml")
            .with("key", key.get_ref().as_ref())
            .with("nearest", nearest(key.get_ref(), ["indicator"]))
            .with("allowed", "[[indicator]]");
        diagnostics.push(Diagnostic::error(message, toml_table::span(file, key.span())));
    }
    let mut catalogue = Catalogue::default();
    let mut places: Vec<Span> = Vec::new();
    let mut names: HashMap<String, (Span, String)> = HashMap::new();
    for (span, entries) in toml_table::tables(file, &root, "indicator", diagnostics) {
        let mut table = Reader { name: "indicator", span, entries, diagnostics };
        let Some(indicator) = indicator(&mut table) else { continue };
        if claims_free_names(&mut table, &indicator, &mut names) && catalogue.add(indicator).is_ok() {
            places.push(span);
        }
    }
    (catalogue, places)
}

/// Everything is read before anything is refused, so that every complaint is heard at once.
fn indicator(table: &mut Reader<'_, '_>) -> Option<Indicator> {
    table.refuse_unknown(&KEYS);
    let (code, name, measure) = (table.required_text("code"), table.required_text("name"), measure(table));
    let kinds = PeriodKind::ALL.map(PeriodKind::word).join("、");
    let blank = Indicator::new("", "", Measure::number());
    let indicator = Indicator {
        aliases: table.texts("aliases"),
        direction: table
            .word("direction", "higher、lower、none", Direction::parse)
            .unwrap_or(blank.direction),
        accumulation: table
            .word("accumulation", "stock、flow、ytd、rate", Accumulation::parse)
            .unwrap_or(blank.accumulation),
        frequency: table.word("frequency", &kinds, PeriodKind::parse).unwrap_or(blank.frequency),
        decimals: table.small("decimals", 9, &term::PLACES),
        owner: table.text("owner"),
        definition: table.text("definition"),
        absent_is_zero: table.small("absent", 0, &term::ZERO).is_some(),
        current_price: table.boolean("current_price"),
        series: table.texts("series"),
        formula: table.text("formula"),
        least: table.number("least"),
        most: table.number("most"),
        ..blank
    };
    if let (Some(least), Some(most)) = (indicator.least, indicator.most)
        && least > most
    {
        table.error("most", Message::new(&messages::EMPTY_VALUES).with("least", least).with("most", most));
    }
    let code = code?;
    if !is_usable(&code) {
        table.error("code", Message::new(&messages::BAD_CODE).with("code", code));
        return None;
    }
    Some(Indicator { code, name: name?, measure: measure?, ..indicator })
}

fn measure(table: &mut Reader<'_, '_>) -> Option<Measure> {
    let Some(text) = table.text("unit") else { return Some(Measure::number()) };
    let measure = Measure::parse(&text).ok();
    if measure.is_none() {
        table.error("unit", Message::new(&messages::BAD_MEASURE).with("found", text));
    }
    measure
}

fn is_usable(code: &str) -> bool {
    !is_reserved(code) && !code.contains(['`', '\'', '"']) && !code.chars().any(char::is_control)
}

/// Complains about every code, name or alias that another indicator has.
fn claims_free_names(
    table: &mut Reader<'_, '_>,
    indicator: &Indicator,
    names: &mut HashMap<String, (Span, String)>,
) -> bool {
    let keys = [("code", &indicator.code), ("name", &indicator.name)];
    let aliases = indicator.aliases.iter().map(|alias| ("aliases", alias));
    let mut free = true;
    for (key, name) in keys.into_iter().chain(aliases) {
        let place = table.place(key);
        let claim = names.entry(fold(name)).or_insert_with(|| (place, indicator.code.clone()));
        if claim.1 == indicator.code && (key != "code" || claim.0 == place) {
            continue;
        }
        free = false;
        let message = if claim.1 == indicator.code {
            Message::new(&messages::CODE_TWICE).with("code", name)
        } else {
            Message::new(&messages::NAME_CLASH)
                .with("name", name)
                .with("first", &claim.1)
                .with("second", &indicator.code)
        };
        let first = Message::new(&messages::FIRST_HERE);
        table.diagnostics.push(Diagnostic::error(message, place).label(claim.0, first));
    }
    free
}
