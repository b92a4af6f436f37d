//! Figures of another order of magnitude than what is recorded: 万元 in a column of 亿元, a fraction for a percentage.

use baton_model::Message;

use super::Draft;
use crate::messages;
use crate::options::{Current, FigureKey};
use crate::problem::{Place, Problem, Severity};
use crate::report::Verdict;

/// So many times larger or smaller is worth a look.
const TIMES: f64 = 50.0;

impl Draft<'_> {
    /// Warns of figures that are fifty times what is recorded for the same period or the one before, or a fiftieth.
    pub(super) fn warn_of_scale(&mut self, current: &dyn Current) {
        if current.is_empty() {
            return;
        }
        let mut warnings = Vec::new();
        for figure in &self.figures {
            if !matches!(figure.verdict, Verdict::New | Verdict::Changed) {
                continue;
            }
            let indicator = self.catalogue.get(figure.indicator);
            let earlier = || {
                let period = figure.period.offset(-1)?;
                let value = current.value(FigureKey {
                    unit: self.units.code(figure.unit),
                    indicator: &indicator.code,
                    period,
                    scenario: figure.scenario,
                    series: &self.series[usize::from(figure.series)],
                })?;
                Some((period, value))
            };
            let base = figure.recorded().map(|value| (figure.period, value)).or_else(earlier);
            let Some((period, recorded)) = base else { continue };
            let times = (figure.value / recorded).abs();
            if recorded == 0.0 || figure.value == 0.0 || (1.0 / TIMES..TIMES).contains(&times) {
                continue;
            }
            let message = Message::new(&messages::OTHER_SCALE)
                .with("unit", self.units.name(figure.unit))
                .with("indicator", &indicator.name)
                .with("value", figure.value)
                .with("period", period.to_string())
                .with("recorded", recorded)
                .with("measure", indicator.measure.text());
            let sheet = self.sheets.get(usize::from(figure.sheet)).and_then(|sheet| sheet.name.clone());
            let place = Place { file: self.file.clone(), sheet, cells: vec![figure.cell] };
            warnings.push(Problem::new(Severity::Warning, message, place).found(figure.value.to_string()));
        }
        warnings.into_iter().for_each(|warning| self.push(warning));
    }
}
