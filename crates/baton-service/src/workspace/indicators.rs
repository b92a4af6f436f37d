//! `indicators.toml`: the catalogue (指标目录).

use std::collections::HashMap;

use baton_model::catalogue::fold;
use baton_model::{Accumulation, Catalogue, Direction, Indicator, Measure, Message, PeriodKind};
use baton_scheme::diagnostic::{Diagnostic, Diagnostics, FileId, Span};

use super::toml_table::{self, Reader};
use crate::messages::{self, term};
use crate::nearest::nearest;

const KEYS: [&str; 14] = [
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

fn indicator(table: &mut Reader<'_, '_>) -> Option<Indicator> {
    table.refuse_unknown(&KEYS);
    let code = table.required_text("code");
    let name = table.required_text("name");
    let measure = measure(table);
    let kinds = PeriodKind::ALL.map(PeriodKind::word).join("、");
    let direction = table.word("direction", "higher、lower、none", Direction::parse);
    let accumulation = table.word("accumulation", "stock、flow、ytd、rate", Accumulation::parse);
    let frequency = table.word("frequency", &kinds, PeriodKind::parse);
    let mut indicator = Indicator::new(code?, name?, measure?);
    if !is_usable(&indicator.code) {
        table.error("code", Message::new(&messages::BAD_CODE).with("code", &indicator.code));
        return None;
    }
    indicator.aliases = table.texts("aliases");
    indicator.direction = direction.unwrap_or(indicator.direction);
    indicator.accumulation = accumulation.unwrap_or(indicator.accumulation);
    indicator.frequency = frequency.unwrap_or(indicator.frequency);
    indicator.decimals = table.small("decimals", 9, &term::PLACES);
    indicator.owner = table.text("owner");
    indicator.definition = table.text("definition");
    indicator.absent_is_zero = table.small("absent", 0, &term::ZERO).is_some();
    indicator.current_price = table.boolean("current_price");
    indicator.series = table.texts("series");
    indicator.formula = table.text("formula");
    Some(indicator)
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
    !code.is_empty() && !code.contains(['`', '\'', '"']) && !code.chars().any(char::is_control)
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
        let message = Message::new(&messages::NAME_CLASH)
            .with("name", name)
            .with("first", &claim.1)
            .with("second", &indicator.code);
        let first = Message::new(&messages::FIRST_HERE);
        table.diagnostics.push(Diagnostic::error(message, place).label(claim.0, first));
    }
    free
}
