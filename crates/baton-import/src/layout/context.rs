//! What the surroundings of a table say about all of it: titles, the name of the sheet, what was said on import.

use baton_model::{CellAddress, IndicatorId, Message};

use super::facet::{Vocabulary, without_lead};
use super::grid::Grid;
use super::resolve::half_width;
use super::words::{looks_like_measure, names_a_yearbook, speaks_of_plans};
use crate::draft::Draft;
use crate::messages;
use crate::problem::Severity;
use crate::when::{When, find_when};

/// What is said once for a whole table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Context {
    pub(crate) unit: Option<String>,
    pub(crate) indicator: Option<IndicatorId>,
    pub(crate) when: Option<When>,
    /// Units of measure named above the table.
    pub(crate) measures: Vec<String>,
    /// Where a title speaks of plans.
    pub(crate) plans: Option<CellAddress>,
    /// The period comes from the name of the file.
    pub(crate) when_from_file: bool,
    /// The name of the sheet says another period than the title.
    pub(crate) sheet_when: Option<When>,
}

impl Context {
    /// Gathers what titles and names say; the nearer to the table, the stronger.
    pub(crate) fn gather(
        grid: &Grid<'_>,
        titles: &[CellAddress],
        vocabulary: &Vocabulary<'_>,
        draft: &Draft<'_>,
    ) -> Self {
        let mut context = Self::default();
        for cell in titles.iter().rev() {
            context.title(&grid.text(*cell), *cell, vocabulary);
        }
        if let Some(name) = &grid.sheet.name {
            let said = context.when;
            context.sheet_when = period_in(name, vocabulary.year).filter(|other| {
                said.is_some_and(|said| {
                    !said.period.contains(other.period) && !other.period.contains(said.period)
                })
            });
            context.name(name, vocabulary);
        }
        let options = draft.options;
        context.unit = context.unit.or_else(|| options.unit.clone());
        let said = options.indicator.as_deref().and_then(|name| vocabulary.indicator(name));
        context.indicator = context.indicator.or(said);
        context.when = context.when.or(options.period.map(When::from));
        if context.when.is_none() {
            let file = draft.file().rsplit_once('.').map_or(draft.file(), |(stem, _)| stem);
            context.when = period_in(file, vocabulary.year);
            context.when_from_file = context.when.is_some();
        }
        context
    }

    fn title(&mut self, text: &str, cell: CellAddress, vocabulary: &Vocabulary<'_>) {
        if let Some(measures) = measure_line(text) {
            self.measures.extend(measures);
        }
        if speaks_of_plans(text) {
            self.plans.get_or_insert(cell);
        }
        self.name(text, vocabulary);
    }

    fn name(&mut self, text: &str, vocabulary: &Vocabulary<'_>) {
        if self.when.is_none() {
            self.when = period_in(text, vocabulary.year);
        }
        if self.indicator.is_none() {
            self.indicator = indicator_in(text, vocabulary);
        }
        if self.unit.is_none() {
            self.unit = vocabulary.units.inside(text).map(|unit| vocabulary.units.code(unit).to_owned());
        }
    }

    /// The unit of measure said above the table that fits an indicator; none where several could.
    pub(crate) fn measure_for(&self, draft: &Draft<'_>, indicator: IndicatorId) -> Option<&str> {
        let own = &draft.catalogue.get(indicator).measure;
        let fits = |text: &&String| {
            baton_model::Measure::parse(text).is_ok_and(|measure| measure.same_dimension(own))
        };
        let mut fitting = self.measures.iter().filter(fits);
        match (fitting.next(), fitting.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        }
    }

    /// Says what was concluded from titles and names; `only` when nothing in the table itself says periods.
    pub(crate) fn say(&self, draft: &mut Draft<'_>, only: bool) {
        if let (true, Some(title), Some(sheet)) = (only, self.when, self.sheet_when) {
            let message = Message::new(&messages::PERIODS_DISAGREE)
                .with("title", title.period.to_string())
                .with("sheet", sheet.period.to_string());
            draft.problem(Severity::Warning, message, Vec::new(), None);
        }
        if let (Some(cell), baton_model::Scenario::Actual) = (self.plans, draft.options.scenario) {
            let message = Message::new(&messages::TITLE_SPEAKS_OF_PLANS);
            draft.problem(Severity::Warning, message, vec![cell], None);
        }
        if let (true, Some(when)) = (self.when_from_file, self.when) {
            let message =
                Message::new(&messages::PERIOD_FROM_FILE_NAME).with("period", when.period.to_string());
            draft.problem(Severity::Note, message, Vec::new(), None);
        }
    }
}

/// The period in a title, unless its year is that of a yearbook.
fn period_in(text: &str, year: Option<i16>) -> Option<When> {
    if names_a_yearbook(text) {
        return None;
    }
    find_when(text, year).map(|(when, _)| when)
}

/// The longest name of an indicator inside a title.
fn indicator_in(text: &str, vocabulary: &Vocabulary<'_>) -> Option<IndicatorId> {
    use baton_model::catalogue::fold;
    let text = fold(without_lead(text));
    let names = vocabulary.catalogue.iter().flat_map(|(id, indicator)| {
        [&indicator.name].into_iter().chain(&indicator.aliases).map(move |name| (fold(name), id))
    });
    let inside = names.filter(|(name, _)| name.chars().count() >= 2 && text.contains(name.as_str()));
    inside.max_by_key(|(name, id)| (name.chars().count(), std::cmp::Reverse(*id))).map(|(_, id)| id)
}

/// The units of measure of a line such as `单位：亿元、万人`.
pub(crate) fn measure_line(text: &str) -> Option<Vec<String>> {
    let text = half_width(text);
    let text = text.trim_matches(['(', ')']);
    let place = text.find("单位:")?;
    let rest = text[place + "单位:".len()..].trim_end_matches(')');
    let measures: Vec<String> = rest
        .split(['、', ',', ';', '，', '；'])
        .map(str::to_owned)
        .take_while(|part| looks_like_measure(part, false))
        .collect();
    (!measures.is_empty()).then_some(measures)
}
