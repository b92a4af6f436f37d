//! Names in a file → units, indicators, periods; each text is looked up once.

use std::collections::{HashMap, HashSet};

use baton_model::{CellAddress, IndicatorId, Measure, Message, Period};
use jiff::civil::Date;

use crate::draft::Draft;
use crate::fit::fit;
use crate::messages;
use crate::problem::Severity;
use crate::sheet::CellValue;
use crate::take::Target;
use crate::units::Found;
use crate::when::{When, parse_when};

/// What has been looked up so far in one file.
#[derive(Default)]
pub(crate) struct Resolved {
    units: Memo<Result<UnitHit, Message>>,
    indicators: Memo<Result<IndicatorId, Message>>,
    whens: Memo<Option<Dated>>,
    /// The last period that was a number, as years in a column are.
    last_number: Option<(f64, Dated)>,
    periods: HashMap<(When, IndicatorId), Result<Fitted, Message>>,
    targets: HashMap<IndicatorId, Vec<Written>>,
    said: HashSet<(u32, Period)>,
}

/// Answers by text; the last one is at hand, because labels repeat from row to row.
struct Memo<T> {
    known: HashMap<String, T>,
    last: Option<(String, T)>,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self { known: HashMap::new(), last: None }
    }
}

impl<T: Clone> Memo<T> {
    fn get(&mut self, text: &str) -> Option<&T> {
        if self.last.as_ref().is_none_or(|(last, _)| last != text) {
            let found = self.known.get(text)?.clone();
            match &mut self.last {
                Some((last, value)) => {
                    last.clear();
                    last.push_str(text);
                    *value = found;
                }
                None => self.last = Some((text.to_owned(), found)),
            }
        }
        self.last.as_ref().map(|(_, value)| value)
    }

    fn put(&mut self, text: &str, value: T) {
        self.known.insert(text.to_owned(), value);
        self.last = None;
    }
}

/// The cells of an indicator in one unit of measure, as its text stands in the file.
type Written = (String, Result<Target, Message>);

/// A period and its last day, which decides what names mean.
#[derive(Clone, Copy)]
pub(crate) struct Dated {
    pub(crate) when: When,
    pub(crate) day: Date,
}

impl From<When> for Dated {
    fn from(when: When) -> Self {
        Self { when, day: when.period.end() }
    }
}

/// A unit found by a text.
#[derive(Clone, Copy)]
struct UnitHit {
    unit: u32,
    /// Does the text name another unit on another day?
    depends_on_day: bool,
}

#[derive(Clone)]
struct Fitted {
    period: Period,
    say: Option<Message>,
}

impl Resolved {
    /// The unit a text names on a day. A loose match is said at its first cell.
    pub(crate) fn unit(
        &mut self,
        draft: &mut Draft<'_>,
        text: &str,
        day: Date,
        cell: CellAddress,
    ) -> Result<u32, Message> {
        let known = self.units.get(text);
        match known {
            Some(Ok(hit)) if !hit.depends_on_day => return Ok(hit.unit),
            Some(Err(message)) => return Err(message.clone()),
            _ => {}
        }
        let first_time = known.is_none();
        let depends_on_day = matches!(draft.units.find(text, None), Found::Several(_));
        let found = match draft.units.find(text, Some(day)) {
            Found::One(unit) => Ok(unit),
            Found::Loosely(unit) => {
                if first_time {
                    let message = Message::new(&messages::UNIT_LOOSE)
                        .with("name", text.trim())
                        .with("unit", draft.units.label(unit));
                    draft.problem(Severity::Note, message, vec![cell], Some(text));
                }
                Ok(unit)
            }
            Found::Several(units) => Err(ambiguous(draft, text, &units)),
            Found::Nothing => Err(unknown_unit(draft, text)),
        };
        // An ambiguity may end on another day; anything else is the same every time.
        if !(depends_on_day && found.is_err()) {
            self.units.put(text, found.clone().map(|unit| UnitHit { unit, depends_on_day }));
        }
        found
    }

    /// The indicator a text names.
    pub(crate) fn indicator(&mut self, draft: &Draft<'_>, text: &str) -> Result<IndicatorId, Message> {
        if let Some(found) = self.indicators.get(text) {
            return found.clone();
        }
        let found = match draft.catalogue.by_any_name(text.trim()) {
            Some(id) if draft.catalogue.get(id).formula.is_some() => {
                Err(Message::new(&messages::INDICATOR_DERIVED).with("name", &draft.catalogue.get(id).name))
            }
            Some(id) => Ok(id),
            None => {
                let code = draft.options.mapping.code(text);
                let mapped = code.and_then(|code| draft.catalogue.by_code(code));
                mapped.ok_or_else(|| unknown_indicator(draft, text))
            }
        };
        self.indicators.put(text, found.clone());
        found
    }

    /// The period a cell says.
    pub(crate) fn when(&mut self, value: CellValue<'_>) -> Option<Dated> {
        if let (CellValue::Number { value, .. }, Some((number, dated))) = (value, self.last_number)
            && value == number
        {
            return Some(dated);
        }
        let text = value.text();
        if let Some(known) = self.whens.get(&text) {
            return *known;
        }
        // A cell formatted as a date carries a time that means nothing.
        let day = if matches!(value, CellValue::Date(_)) { text.split('T').next() } else { None };
        let dated = parse_when(day.unwrap_or(&text), None).map(Dated::from);
        if let (CellValue::Number { value, .. }, Some(dated)) = (value, dated) {
            self.last_number = Some((value, dated));
        }
        self.whens.put(&text, dated);
        dated
    }

    /// The period under which an indicator is recorded; what there is to say about it is said at the first cell.
    pub(crate) fn period(
        &mut self,
        draft: &mut Draft<'_>,
        when: When,
        indicator: IndicatorId,
        cell: CellAddress,
    ) -> Result<Period, Message> {
        if when.period.kind() == draft.catalogue.get(indicator).frequency && !when.running {
            return Ok(when.period);
        }
        let fitted = self.periods.entry((when, indicator)).or_insert_with(|| {
            let (period, say) = fit(when, draft.catalogue.get(indicator))?;
            Ok(Fitted { period, say })
        });
        match fitted {
            Ok(fitted) => {
                if let Some(message) = fitted.say.take() {
                    let warn = message.def == &messages::PERIOD_OTHER_KIND;
                    let severity = if warn { Severity::Warning } else { Severity::Note };
                    draft.problem(severity, message, vec![cell], None);
                }
                Ok(fitted.period)
            }
            Err(message) => Err(message.clone()),
        }
    }

    /// How cells of an indicator written in a unit of measure are read; empty text means the indicator's own.
    pub(crate) fn target(
        &mut self,
        draft: &Draft<'_>,
        indicator: IndicatorId,
        measure: &str,
    ) -> Result<&Target, Message> {
        let known = self.targets.entry(indicator).or_default();
        let place = match known.iter().position(|(text, _)| text == measure) {
            Some(place) => place,
            None => {
                known.push((measure.to_owned(), new_target(draft, indicator, measure)));
                known.len() - 1
            }
        };
        known[place].1.as_ref().map_err(Message::clone)
    }

    /// Warns once when a unit does not exist at the end of a period.
    pub(crate) fn check_in_force(
        &mut self,
        draft: &mut Draft<'_>,
        unit: u32,
        (period, day): (Period, Date),
        cell: CellAddress,
    ) {
        if draft.units.is_in_force(unit, day) || !self.said.insert((unit, period)) {
            return;
        }
        let message = Message::new(&messages::UNIT_NOT_IN_FORCE)
            .with("unit", draft.units.label(unit))
            .with("period", period.to_string());
        draft.problem(Severity::Warning, message, vec![cell], None);
    }
}

/// What a label says counts; a code or name beside it that belongs to another unit is said.
pub(crate) fn check_unit_name(draft: &mut Draft<'_>, unit: u32, said: &str, beside: &str, cell: CellAddress) {
    if draft.units.name(unit) == beside || beside.trim().is_empty() {
        return;
    }
    let agrees = match draft.units.find(beside, None) {
        Found::One(other) | Found::Loosely(other) => other == unit,
        Found::Several(units) => units.contains(&unit),
        // A former name that the tree does not know.
        Found::Nothing => true,
    };
    if !agrees {
        let message = Message::new(&messages::UNIT_CODE_AND_NAME_DIFFER)
            .with("code", said)
            .with("unit", draft.units.name(unit))
            .with("name", beside.trim());
        draft.problem(Severity::Warning, message, vec![cell], Some(beside));
    }
}

/// How cells of an indicator written in a unit of measure are read; empty text means the indicator's own.
pub(crate) fn new_target(
    draft: &Draft<'_>,
    indicator: IndicatorId,
    measure: &str,
) -> Result<Target, Message> {
    let written = match measure.trim() {
        "" => None,
        text => Some(Measure::parse(&half_width(text)).map_err(|_| {
            Message::new(&messages::MEASURE_UNREADABLE).with("found", crate::problem::clip(text))
        })?),
    };
    Target::new(draft.catalogue, indicator, written)
}

/// `（％）` and `％` are the same unit of measure.
pub(crate) fn half_width(text: &str) -> String {
    let fold = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(fold).collect()
}

fn ambiguous(draft: &Draft<'_>, text: &str, units: &[u32]) -> Message {
    let mut candidates: Vec<String> = units.iter().take(4).map(|unit| draft.units.label(*unit)).collect();
    if units.len() > 4 {
        candidates.push("…".to_owned());
    }
    let example = units.first().map_or(String::new(), |unit| draft.units.long_name(*unit));
    Message::new(&messages::UNIT_AMBIGUOUS)
        .with("name", text.trim())
        .with("count", units.len())
        .with("candidates", candidates.join("、"))
        .with("example", example)
}

fn unknown_unit(draft: &Draft<'_>, text: &str) -> Message {
    let name = crate::problem::clip(text.trim());
    if name.is_empty() {
        return Message::new(&messages::UNIT_BLANK);
    }
    match draft.units.nearest(text) {
        Some(nearest) => {
            Message::new(&messages::UNIT_UNKNOWN_NEAR).with("name", name).with("nearest", nearest)
        }
        None => Message::new(&messages::UNIT_UNKNOWN).with("name", name),
    }
}

/// Why no indicator bears a name.
pub(crate) fn unknown_indicator(draft: &Draft<'_>, text: &str) -> Message {
    let name = crate::problem::clip(text.trim());
    if name.is_empty() {
        return Message::new(&messages::INDICATOR_BLANK);
    }
    match nearest_indicator(draft, &name, 0.5) {
        Some(nearest) => {
            Message::new(&messages::INDICATOR_UNKNOWN_NEAR).with("name", name).with("nearest", nearest)
        }
        None => Message::new(&messages::INDICATOR_UNKNOWN).with("name", name),
    }
}

/// The name of an indicator most like a text, if any is alike enough.
pub(crate) fn nearest_indicator(draft: &Draft<'_>, text: &str, least: f64) -> Option<String> {
    let names = draft
        .catalogue
        .iter()
        .flat_map(|(_, indicator)| [&indicator.name, &indicator.code].into_iter().chain(&indicator.aliases));
    let near = names
        .map(|known| (strsim::normalized_damerau_levenshtein(text, known), known))
        .filter(|(score, _)| *score >= least)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)));
    near.map(|(_, name)| name.clone())
}
