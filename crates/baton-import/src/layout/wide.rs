//! Wide tables: figures where labelled rows and headed columns meet.

use baton_model::{CellAddress, IndicatorId, Message, Period, Scenario};

use jiff::civil::Date;

use super::columns::say_columns;
use super::combine::{Combined, Refusal, combine};
use super::context::Context;
use super::facet::{Facets, Vocabulary};
use super::grid::Grid;
use super::header::Header;
use super::kind::Lexicon;
use super::leftover::Leftovers;
use super::recognise::{Axis, Block, bands, find_block, is_blank_form};
use super::resolve::{Resolved, check_unit_name, half_width, new_target};
use super::role::Role;
use super::words::{is_footnote, is_total};
use crate::draft::{Draft, Subject};
use crate::messages;
use crate::problem::clip;
use crate::report::Layout;
use crate::sheet::{CellValue, Row, Sheet, SheetRow};
use crate::take::Target;

/// Reads the wide tables of a sheet.
pub(crate) fn read_wide(sheet: &Sheet, draft: &mut Draft<'_>) {
    let grid = Grid::new(sheet);
    let year = draft.options.period.map(Period::year);
    let mapping = &draft.options.mapping;
    let vocabulary = Vocabulary { catalogue: draft.catalogue, units: draft.units, mapping, year };
    let mut lexicon = Lexicon::new(vocabulary);
    let mut resolved = Resolved::default();
    let mut from = Some(0);
    let mut titles = Vec::new();
    while let Some(row) = from.take() {
        for columns in bands(&grid, &mut lexicon, row) {
            let Some(mut block) = find_block(&grid, &mut lexicon, row, columns) else {
                if is_blank_form(&grid, &mut lexicon, row, columns) {
                    draft.set_blank_form();
                }
                continue;
            };
            draft.set_layout(Layout::Wide);
            // What stood above the first table holds for the ones below it, unless they say otherwise.
            titles.append(&mut block.titles);
            block.titles.clone_from(&titles);
            let mut reader = BlockReader::new(&grid, block, vocabulary, draft, &mut resolved);
            let next = reader.read(draft, &mut lexicon).filter(|next| *next > row);
            if next.is_some() && from.is_none() {
                from = next;
                titles.append(&mut reader.remarks);
            }
            reader.leftovers.say(&grid, draft);
        }
    }
}

/// Reads one table.
struct BlockReader<'g, 's, 'r, 'a> {
    grid: &'g Grid<'s>,
    block: Block,
    vocabulary: Vocabulary<'a>,
    context: Context,
    resolved: &'r mut Resolved,
    headers: Vec<Header>,
    /// What each column means for rows that say what the last row said.
    ready: Vec<Result<Ready, Refusal>>,
    /// What the last row said, its unit apart.
    row_facets: Option<Facets>,
    leftovers: Leftovers,
    /// Columns of codes or names beside that of the units.
    beside: Vec<u32>,
    /// Texts in rows without figures since the last figures: titles of the table below.
    remarks: Vec<CellAddress>,
}

/// What a cell of a column is, once its row is known.
struct Ready {
    indicator: IndicatorId,
    period: Period,
    /// The last day of the period.
    day: Date,
    scenario: Scenario,
    target: Target,
}

/// A row on its way.
struct Labelled<'s> {
    row: SheetRow<'s>,
    /// The text that names its unit.
    unit: Option<String>,
    /// The cell that says what the row is about.
    subject: CellAddress,
    /// The unit of the row, once found for a day.
    found: Option<(Date, u32)>,
}

impl<'g, 's, 'r, 'a> BlockReader<'g, 's, 'r, 'a> {
    fn new(
        grid: &'g Grid<'s>,
        block: Block,
        vocabulary: Vocabulary<'a>,
        draft: &mut Draft<'_>,
        resolved: &'r mut Resolved,
    ) -> Self {
        let context = Context::gather(grid, &block.titles, &vocabulary, draft);
        context.say(draft, block.period == Axis::Once);
        let year = vocabulary.year.or(context.when.map(|when| when.period.year()));
        let vocabulary = Vocabulary { year, ..vocabulary };
        let headers =
            block.columns.iter().filter_map(|column| Header::of(grid, &block, &vocabulary, *column));
        let headers: Vec<Header> = headers.collect();
        say_columns(grid, &block, &headers, draft);
        let beside = beside(grid, &block);
        Self {
            grid,
            beside,
            block,
            vocabulary,
            context,
            resolved,
            headers,
            ready: Vec::new(),
            row_facets: None,
            leftovers: Leftovers::default(),
            remarks: Vec::new(),
        }
    }

    /// Reads rows down to the end of the table; the row at which another one begins.
    fn read(&mut self, draft: &mut Draft<'_>, lexicon: &mut Lexicon<'_>) -> Option<u32> {
        let first_row = self.block.first_row;
        for row in self.grid.sheet.rows().skip_while(|row| row.row() < first_row) {
            if row.row() > first_row && self.begins_another(&row, lexicon) {
                return Some(row.row());
            }
            self.row(draft, row);
        }
        None
    }

    /// Is a row the header of a further table?
    fn begins_another(&self, row: &SheetRow<'_>, lexicon: &mut Lexicon<'_>) -> bool {
        let first = self.block.columns.first().copied().unwrap_or(0);
        let across = |axis: Axis| matches!(axis, Axis::Across(_));
        let mut heads = false;
        for (_, value) in row.cells().filter(|(column, _)| *column >= first) {
            let kinds = lexicon.kinds(value);
            if kinds.figure && kinds.year.is_none() {
                return false;
            }
            heads |= kinds.indicator && across(self.block.indicator)
                || kinds.unit && across(self.block.unit)
                || (kinds.period || kinds.year.is_some()) && across(self.block.period);
        }
        heads
            && self.block.labels.iter().all(|column| {
                let kinds = lexicon.kinds(row.cell(*column));
                !(kinds.unit && self.block.unit.is_down()
                    || kinds.indicator && self.block.indicator.is_down())
            })
    }

    fn row(&mut self, draft: &mut Draft<'_>, row: SheetRow<'s>) {
        let at = |column| CellAddress { row: row.row(), column };
        let labels = self.block.labels.iter().map(|column| self.grid.text(at(*column)));
        let mut labels = labels.filter(|text| !text.is_empty());
        if labels.next().is_some_and(|text| is_footnote(&text)) {
            return;
        }
        if self.count_figures(&row) == 0 {
            self.remarks.extend(row.cells().map(|(column, _)| at(column)).take(8));
            self.remarks.truncate(64);
            return;
        }
        self.remarks.clear();
        let mut facets = self.label_facets(row.row());
        let mut labelled =
            Labelled { row, unit: facets.unit.take(), subject: at(self.subject_column()), found: None };
        if self.row_facets.as_ref() != Some(&facets) {
            self.prepare(draft, &facets, labelled.subject);
            self.row_facets = Some(facets);
        }
        match self.row_refusal(&labelled) {
            Some((message, cell)) => {
                let count = self.count_figures(&row);
                self.leftovers.refused(message, cell, count);
            }
            None => self.cells(draft, &mut labelled),
        }
    }

    fn count_figures(&self, row: &SheetRow<'_>) -> u64 {
        self.headers.iter().filter(|header| !row.cell(header.column).is_blank()).count() as u64
    }

    /// The column that says what a row is about.
    fn subject_column(&self) -> u32 {
        let axes = [self.block.indicator, self.block.unit, self.block.period];
        let down = axes.into_iter().find_map(|axis| match axis {
            Axis::Down(column) => Some(column),
            _ => None,
        });
        down.unwrap_or(0)
    }

    /// What the labels of a row say.
    fn label_facets(&self, row: u32) -> Facets {
        let mut facets = Facets::default();
        for column in &self.block.labels {
            let at = CellAddress { row, column: *column };
            let text = self.grid.text(at);
            if text.is_empty() {
                continue;
            }
            if self.block.unit == Axis::Down(*column) {
                facets.unit = Some(text.into_owned());
            } else if self.block.indicator == Axis::Down(*column) {
                facets.overlay(self.vocabulary.facets(&text));
                if facets.indicator.is_none() && facets.unknown.is_none() {
                    facets.unknown = Some(text.into_owned());
                }
            } else if self.block.period == Axis::Down(*column) {
                facets.when = match self.grid.value(at) {
                    CellValue::Date(date) => self.vocabulary.date(date),
                    _ => crate::when::parse_when(&text, self.vocabulary.year),
                };
            } else if facets.measure.is_none() && self.is_measure_column(*column) {
                facets.measure = Some(half_width(&text));
            }
        }
        facets
    }

    fn is_measure_column(&self, column: u32) -> bool {
        let role = |row: &u32| Role::of(&self.grid.text(CellAddress { row: *row, column }));
        let said = self.block.header.iter().rev().find_map(role);
        matches!(said, Some(Role::Measure | Role::UnitOrMeasure))
    }

    /// Compares the unit with the code or name that stands beside it.
    fn check_beside(&self, draft: &mut Draft<'_>, row: SheetRow<'_>, unit: u32, said: &str) {
        for column in self.beside.iter().copied() {
            let at = row.address(column);
            check_unit_name(draft, unit, said, &self.grid.text(at), at);
        }
    }

    /// Works out what each column means for rows of this kind.
    fn prepare(&mut self, draft: &mut Draft<'_>, row: &Facets, row_cell: CellAddress) {
        let mut ready = Vec::with_capacity(self.headers.len());
        for header in &self.headers {
            let combined = combine(row, &header.facets, &self.context, &self.vocabulary, &header.text);
            ready.push(combined.and_then(|combined| self.resolve(draft, &combined, header, row_cell)));
        }
        self.ready = ready;
    }

    fn resolve(
        &self,
        draft: &mut Draft<'_>,
        combined: &Combined,
        header: &Header,
        row_cell: CellAddress,
    ) -> Result<Ready, Refusal> {
        if let Some((upper, lower)) = &header.clash {
            let message = Message::new(&messages::HEADERS_DISAGREE)
                .with("upper", clip(upper))
                .with("lower", clip(lower));
            return Err(Refusal::Wrong(message, header.cell));
        }
        let indicator = draft.catalogue.get(combined.indicator);
        let at = if combined.from_row { row_cell } else { header.cell };
        if indicator.formula.is_some() {
            let message = Message::new(&messages::INDICATOR_DERIVED).with("name", &indicator.name);
            return Err(Refusal::Wrong(message, at));
        }
        let when = combined
            .when
            .ok_or_else(|| Refusal::Wrong(Message::new(&messages::PERIOD_MISSING), header.cell))?;
        let (period, say) =
            crate::fit::fit(when, indicator).map_err(|message| Refusal::Wrong(message, header.cell))?;
        if let Some(message) = say {
            draft.say_once(message, header.cell);
        }
        let around = || self.context.measure_for(draft, combined.indicator);
        let measure = combined.measure.as_deref().or_else(around).unwrap_or("");
        let target =
            new_target(draft, combined.indicator, measure).map_err(|message| Refusal::Wrong(message, at))?;
        let scenario = combined.scenario.unwrap_or(draft.options.scenario);
        Ok(Ready { indicator: combined.indicator, period, day: period.end(), scenario, target })
    }

    /// Why a row as a whole cannot be read.
    fn row_refusal(&self, labelled: &Labelled<'_>) -> Option<(Message, CellAddress)> {
        let at = |column| CellAddress { row: labelled.row.row(), column };
        if let (Axis::Down(column), None) = (self.block.unit, &labelled.unit) {
            return Some((Message::new(&messages::UNIT_BLANK), at(column)));
        }
        let when = self.row_facets.as_ref().and_then(|facets| facets.when);
        if let (Axis::Down(column), None) = (self.block.period, when) {
            let text = self.grid.text(at(column));
            let message = if text.is_empty() {
                Message::new(&messages::PERIOD_MISSING)
            } else {
                Message::new(&messages::PERIOD_UNREADABLE).with("found", clip(&text))
            };
            return Some((message, at(column)));
        }
        None
    }

    fn cells(&mut self, draft: &mut Draft<'_>, labelled: &mut Labelled<'_>) {
        for place in 0..self.headers.len() {
            let column = self.headers[place].column;
            let cell = labelled.row.address(column);
            let value = labelled.row.cell(column);
            // The rest of a merged cell holds nothing of its own.
            let covered = || self.grid.merged(cell).is_some_and(|merged| merged.first != cell);
            if value.is_blank() && (self.ready[place].is_err() || covered()) {
                continue;
            }
            if let Err(refusal) = self.ready[place].as_ref().map(|_| ()) {
                self.leave(&refusal.clone(), place, labelled);
                continue;
            }
            self.cell(draft, place, labelled, value);
        }
    }

    /// Notes a cell that cannot be read because of its header or label.
    fn leave(&mut self, refusal: &Refusal, place: usize, labelled: &Labelled<'_>) {
        match refusal {
            Refusal::Wrong(message, at) => self.leftovers.refused(message.clone(), *at, 1),
            Refusal::NotUsed(name) => {
                let label = self.row_facets.as_ref().and_then(|facets| facets.unknown.as_deref());
                match label {
                    Some(label) => self.leftovers.unused(labelled.subject, label),
                    None => self.leftovers.unused(self.headers[place].cell, name),
                }
            }
        }
    }

    fn cell(
        &mut self,
        draft: &mut Draft<'_>,
        place: usize,
        labelled: &mut Labelled<'_>,
        value: CellValue<'_>,
    ) {
        let (header, Ok(ready)) = (&self.headers[place], &self.ready[place]) else { return };
        let cell = labelled.row.address(header.column);
        let (indicator, period, scenario) = (ready.indicator, ready.period, ready.scenario);
        let subject = |unit| Subject { unit, indicator, period, scenario, series: 0 };
        if let Some((_, unit)) = labelled.found.filter(|(day, _)| *day == ready.day) {
            draft.take(subject(unit), cell, value, &ready.target);
            return;
        }
        let (text, unit_cell) = match self.block.unit {
            Axis::Across(_) => (header.facets.unit.as_deref(), header.cell),
            Axis::Down(column) => (labelled.unit.as_deref(), labelled.row.address(column)),
            Axis::Once => (self.context.unit.as_deref(), header.cell),
        };
        let found = match text {
            Some(text) => self.resolved.unit(draft, text, ready.day, unit_cell),
            None => Err(Message::new(&messages::UNIT_MISSING)),
        };
        match found {
            Ok(unit) => {
                self.resolved.check_in_force(draft, unit, (ready.period, ready.day), unit_cell);
                if self.block.unit.is_down() {
                    self.check_beside(draft, labelled.row, unit, text.unwrap_or_default());
                    labelled.found = Some((ready.day, unit));
                }
                draft.take(subject(unit), cell, value, &ready.target);
            }
            Err(_) if value.is_blank() => {}
            Err(message) => match text.filter(|text| is_total(text)) {
                Some(total) => self.leftovers.total(unit_cell, total),
                None => self.leftovers.refused(message, unit_cell, 1),
            },
        }
    }
}

/// Columns of labels that say the unit again, by code or by name.
fn beside(grid: &Grid<'_>, block: &Block) -> Vec<u32> {
    let again = |column: &u32| {
        let role = |row: &u32| Role::of(&grid.text(CellAddress { row: *row, column: *column }));
        block.unit.is_down()
            && block.unit != Axis::Down(*column)
            && matches!(block.header.iter().rev().find_map(role), Some(Role::UnitCode | Role::UnitName))
    };
    block.labels.iter().copied().filter(again).collect()
}
