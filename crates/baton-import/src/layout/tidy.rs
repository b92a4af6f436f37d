//! Tidy tables: one figure a row, with columns for unit, indicator, period and value.

use std::borrow::Cow;

use baton_model::{IndicatorId, Message, Scenario};

use crate::draft::{Draft, Subject};
use crate::layout::resolve::{Dated, Resolved, check_unit_name};
use crate::layout::role::Role;
use crate::messages;
use crate::problem::Severity;
use crate::report::Meaning;
use crate::sheet::{CellValue, Row};
use crate::when::When;

/// The columns of a tidy table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    unit_code: Option<u32>,
    unit_name: Option<u32>,
    indicator_code: Option<u32>,
    indicator_name: Option<u32>,
    period: Option<u32>,
    month: Option<u32>,
    value: u32,
    scenario: Option<u32>,
    series: Option<u32>,
    measure: Option<u32>,
    unused: Vec<(u32, String)>,
}

impl Columns {
    /// Reads a header row; none when it is not that of a tidy table.
    pub(crate) fn of(header: &impl Row) -> Option<Self> {
        let mut columns = Self::default();
        let mut value = None;
        let mut unit_or_measure = None;
        for column in 0..header.width() {
            let text = header.value(column).text().into_owned();
            let slot = match Role::of(&text) {
                Some(Role::UnitCode) => &mut columns.unit_code,
                Some(Role::UnitName) => &mut columns.unit_name,
                Some(Role::IndicatorCode) => &mut columns.indicator_code,
                Some(Role::IndicatorName) => &mut columns.indicator_name,
                Some(Role::Period) => &mut columns.period,
                Some(Role::Month) => &mut columns.month,
                Some(Role::Value) => &mut value,
                Some(Role::Scenario) => &mut columns.scenario,
                Some(Role::Series) => &mut columns.series,
                Some(Role::Measure) => &mut columns.measure,
                Some(Role::UnitOrMeasure) => &mut unit_or_measure,
                Some(Role::Source | Role::Note) => continue,
                None => {
                    if !text.trim().is_empty() {
                        columns.unused.push((column, text.trim().to_owned()));
                    }
                    continue;
                }
            };
            // The first column of a name counts; a second one is listed as not used.
            if slot.is_some() {
                columns.unused.push((column, text.trim().to_owned()));
            } else {
                *slot = Some(column);
            }
        }
        columns.value = value?;
        columns.settle_unit(unit_or_measure);
        let complete = columns.has_unit() && columns.indicator().is_some();
        complete.then_some(columns)
    }

    /// `单位` is the unit assessed when no other column is, else the unit of measure.
    fn settle_unit(&mut self, column: Option<u32>) {
        if self.has_unit() {
            self.measure = self.measure.or(column);
        } else {
            self.unit_name = column;
        }
    }

    /// Says what each column was taken for.
    fn say(&self, header: &impl Row, draft: &mut Draft<'_>) {
        for column in 0..header.width() {
            let text = header.value(column).text();
            let unused = self.unused.iter().any(|(other, _)| *other == column);
            let role = Role::of(&text).filter(|_| !unused);
            let meaning =
                if self.unit_name == Some(column) { Some(Meaning::Units) } else { role.map(Role::meaning) };
            draft.column(header.address(column), &text, meaning, None);
        }
    }

    fn has_unit(&self) -> bool {
        self.unit_code.is_some() || self.unit_name.is_some()
    }

    fn indicator(&self) -> Option<u32> {
        self.indicator_code.or(self.indicator_name)
    }
}

/// Reads the rows of a tidy table one by one.
pub(crate) struct TidyReader {
    columns: Columns,
    resolved: Resolved,
    source: Option<u32>,
}

impl TidyReader {
    /// Begins below a header row.
    pub(crate) fn new(columns: Columns, header: &impl Row, draft: &mut Draft<'_>) -> Self {
        let source = (0..header.width())
            .find(|column| Role::of(&header.value(*column).text()) == Some(Role::Source))
            .filter(|_| draft.options.source_is_series);
        columns.say(header, draft);
        if !columns.unused.is_empty() {
            let names: Vec<&str> = columns.unused.iter().map(|(_, name)| name.as_str()).collect();
            let message = Message::new(&messages::COLUMNS_NOT_USED).with("columns", names.join("、"));
            let cells = columns.unused.iter().map(|(column, _)| header.address(*column)).collect();
            draft.problem(Severity::Note, message, cells, None);
        }
        Self { columns, resolved: Resolved::default(), source }
    }

    /// Reads a row.
    pub(crate) fn row(&mut self, draft: &mut Draft<'_>, row: &impl Row) {
        if (0..row.width()).all(|column| row.value(column).is_blank()) {
            return;
        }
        if let Err((message, column)) = self.figure(draft, row) {
            let found = row.value(column).text();
            draft.reject(message, row.address(column), &found, None);
        }
    }

    fn figure(&mut self, draft: &mut Draft<'_>, row: &impl Row) -> Result<(), (Message, u32)> {
        let (dated, period_column) = self.when(draft, row)?;
        let (unit, unit_column) = self.unit(draft, row, dated)?;
        let (indicator, indicator_column) = self.indicator(draft, row)?;
        let cell = |column| row.address(column);
        let period = self
            .resolved
            .period(draft, dated.when, indicator, cell(period_column))
            .map_err(|message| (message, period_column))?;
        self.resolved.check_in_force(draft, unit, (period, dated.day), cell(unit_column));
        let scenario = self.scenario(draft, row)?;
        let series = self.series(draft, row);
        let measure = self.columns.measure.map(|column| (column, row.value(column).text()));
        let (measure_column, measure) = measure.map_or((indicator_column, "".into()), |(c, text)| (c, text));
        let target =
            self.resolved.target(draft, indicator, &measure).map_err(|message| (message, measure_column))?;
        let value = row.value(self.columns.value);
        draft.take(
            Subject { unit, indicator, period, scenario, series },
            cell(self.columns.value),
            value,
            target,
        );
        Ok(())
    }

    fn unit(
        &mut self,
        draft: &mut Draft<'_>,
        row: &impl Row,
        dated: Dated,
    ) -> Result<(u32, u32), (Message, u32)> {
        let (code, name) = (filled(row, self.columns.unit_code), filled(row, self.columns.unit_name));
        let Some(column) = code.or(name) else {
            let column = self.columns.unit_code.or(self.columns.unit_name).unwrap_or(0);
            return Err((Message::new(&messages::UNIT_BLANK), column));
        };
        let text = row.value(column).text();
        let unit = self
            .resolved
            .unit(draft, &text, dated.day, row.address(column))
            .map_err(|message| (message, column))?;
        if let (Some(_), Some(name)) = (code, name) {
            check_unit_name(draft, unit, &text, &row.value(name).text(), row.address(name));
        }
        Ok((unit, column))
    }

    fn indicator(
        &mut self,
        draft: &mut Draft<'_>,
        row: &impl Row,
    ) -> Result<(IndicatorId, u32), (Message, u32)> {
        let column = self.columns.indicator().unwrap_or(0);
        let text = row.value(column).text();
        let other = self.columns.indicator_name.filter(|name| *name != column);
        let found = self.resolved.indicator(draft, &text).map_err(|message| (message, column))?;
        if let Some(other) = other {
            let name = row.value(other).text();
            let contradicts = draft.catalogue.get(found).name != name.as_ref()
                && self.resolved.indicator(draft, &name).is_ok_and(|named| named != found);
            if contradicts {
                let message = Message::new(&messages::INDICATOR_CODE_AND_NAME_DIFFER)
                    .with("code", text.as_ref())
                    .with("indicator", &draft.catalogue.get(found).name)
                    .with("name", name.as_ref());
                draft.problem(Severity::Warning, message, vec![row.address(other)], Some(&name));
            }
        }
        Ok((found, column))
    }

    fn when(&mut self, draft: &Draft<'_>, row: &impl Row) -> Result<(Dated, u32), (Message, u32)> {
        let default = draft.options.period;
        let month_number = |text: &str| text.trim().trim_end_matches(['月', '份']).to_owned();
        let (column, said) = match (filled(row, self.columns.period), filled(row, self.columns.month)) {
            (Some(column), None) => (column, Cow::Borrowed("")),
            (Some(column), Some(month)) => {
                let year = row.value(column).text();
                let month = month_number(&row.value(month).text());
                (column, Cow::Owned(format!("{}年{month}月", year.trim().trim_end_matches('年'))))
            }
            (None, Some(month)) => {
                let year = default.map_or_else(String::new, |period| period.year().to_string());
                (month, Cow::Owned(format!("{year}年{}月", month_number(&row.value(month).text()))))
            }
            (None, None) => {
                let column = self.columns.period.or(self.columns.month).unwrap_or(0);
                let when = default.ok_or_else(|| (Message::new(&messages::PERIOD_MISSING), column))?;
                return Ok((When::from(when).into(), column));
            }
        };
        let value = if said.is_empty() { row.value(column) } else { CellValue::Text(&said) };
        let when = self.resolved.when(value).ok_or_else(|| {
            let found = crate::problem::clip(&value.text());
            (Message::new(&messages::PERIOD_UNREADABLE).with("found", found), column)
        })?;
        Ok((when, column))
    }

    fn scenario(&self, draft: &Draft<'_>, row: &impl Row) -> Result<Scenario, (Message, u32)> {
        let Some(column) = self.columns.scenario else { return Ok(draft.options.scenario) };
        let text = row.value(column).text();
        if text.trim().is_empty() {
            return Ok(draft.options.scenario);
        }
        Scenario::parse(&text)
            .ok_or_else(|| (Message::new(&messages::SCENARIO_UNKNOWN).with("found", text.as_ref()), column))
    }

    fn series(&self, draft: &mut Draft<'_>, row: &impl Row) -> u16 {
        let Some(column) = self.columns.series.or(self.source) else { return 0 };
        match row.value(column).text().trim() {
            "" => 0,
            name => draft.series_id(name),
        }
    }
}

/// A column that a table has and a row fills.
fn filled(row: &impl Row, column: Option<u32>) -> Option<u32> {
    column.filter(|column| !row.value(*column).is_blank())
}
