//! Functions over time: the same figures of other periods (as `run::time` does with columns).

use baton_model::{Accumulation, IndicatorId, NullReason, Period, PeriodKind};

use super::builder::{Builder, View};
use super::piece::{Piece, sum};
use crate::expr::indicators_read;
use crate::expr::typed::{Kind, Reduce, TimeFunction, Typed};

/// How deep a spreadsheet nests functions, with room for what stands around.
const DEEPEST: usize = 24;

impl Builder<'_> {
    /// A function over time.
    pub(super) fn time(&mut self, view: &View, function: TimeFunction, inner: &Typed) -> Piece {
        match function {
            TimeFunction::PrevYear => self.before_year(view, inner),
            TimeFunction::Lag(n) => {
                let view = self.own_period(view, inner);
                self.lagged(&view, inner, n)
            }
            TimeFunction::Diff => {
                let view = self.own_period(view, inner);
                let before = self.lagged(&view, inner, 1);
                let before = self.same_series(&view, inner, view.period.offset(-1), before);
                self.expression(&view, inner).minus(&before)
            }
            TimeFunction::YoyDiff => {
                let before = self.before_year(view, inner);
                let before = self.same_series(view, inner, view.period.years_back(1), before);
                self.expression(view, inner).minus(&before)
            }
            TimeFunction::Yoy => {
                let base = self.before_year(view, inner);
                let base = self.same_series(view, inner, view.period.years_back(1), base);
                let now = self.expression(view, inner);
                let growth = now.over(&base).minus(&Piece::number(1.0)).times(&Piece::number(100.0));
                positive(&[&base], &growth)
            }
            TimeFunction::Cagr(n) => {
                let view = self.own_period(view, inner);
                let base = self.lagged(&view, inner, n);
                let base = self.same_series(&view, inner, view.period.offset(-n), base);
                let last = self.expression(&view, inner);
                let root = Piece::number(1.0).over(&Piece::number(f64::from(n)));
                let growth = Piece::call("POWER", &[&last.clone().over(&base), &root])
                    .minus(&Piece::number(1.0))
                    .times(&Piece::number(100.0));
                positive(&[&base, &last], &growth)
            }
            TimeFunction::MeanOver(n) => {
                let view = self.own_period(view, inner);
                let mut terms = vec![self.expression(&view, inner)];
                terms.extend((1..n).map(|back| self.lagged(&view, inner, back)));
                sum(terms).over(&Piece::number(f64::from(n)))
            }
            TimeFunction::MonthOf => {
                let view = self.own_period(view, inner);
                self.single_month(&view, inner)
            }
            TimeFunction::Ytd => {
                let view = self.own_period(view, inner);
                let parts = view.period.whole_year().parts(view.period.kind());
                let until = view.period.start();
                let parts = parts.into_iter().filter(|part| part.start() <= until);
                sum(parts.map(|part| self.expression(&view.at(part), inner)).collect())
            }
        }
    }

    fn before_year(&mut self, view: &View, inner: &Typed) -> Piece {
        match view.period.years_back(1) {
            Some(period) => self.expression(&View { a_year_before: true, ..view.at(period) }, inner),
            None => Piece::null(),
        }
    }

    fn own_period(&self, view: &View, inner: &Typed) -> View {
        let catalogue = &self.context.snapshot.catalogue;
        let frequency = indicators_read(inner).into_iter().map(|id| catalogue.get(id).frequency).max();
        match frequency {
            Some(kind) if kind.is_finer_than(view.period.kind()) => view.at(view.period.last_part(kind)),
            _ => view.clone(),
        }
    }

    fn lagged(&mut self, view: &View, inner: &Typed, n: i32) -> Piece {
        let Some(period) = view.period.offset(-n) else { return Piece::null() };
        let crosses = period.year() != view.period.year() && view.period.kind() != PeriodKind::Year;
        let catalogue = &self.context.snapshot.catalogue;
        let running = |id: IndicatorId| catalogue.get(id).accumulation == Accumulation::Ytd;
        if crosses && indicators_read(inner).into_iter().any(running) {
            return Piece::null();
        }
        self.expression(&view.at(period), inner)
    }

    /// Null where the figures of two periods belong to different series (口径).
    fn same_series(&self, view: &View, inner: &Typed, before: Option<Period>, piece: Piece) -> Piece {
        let Some(before) = before else { return piece };
        let differs = indicators_read(inner).into_iter().any(|id| {
            let (now, then) = (self.series(view, id, view.period), self.series(view, id, before));
            now.is_some() && then.is_some() && now != then
        });
        if differs { Piece::null() } else { piece }
    }

    fn series(&self, view: &View, id: IndicatorId, period: Period) -> Option<u16> {
        let snapshot = self.context.snapshot;
        let column = snapshot.column(id, view.scenario, period).or_else(|| {
            let frequency = snapshot.catalogue.get(id).frequency;
            let finer = frequency.is_finer_than(period.kind()).then(|| period.last_part(frequency))?;
            snapshot.column(id, view.scenario, finer)
        })?;
        column.series.get(view.row as usize).copied()
    }

    fn single_month(&mut self, view: &View, inner: &Typed) -> Piece {
        let now = self.expression(view, inner);
        if view.period.ordinal() == 1 {
            return now;
        }
        let Some(previous) = view.period.offset(-1) else { return now };
        let before = self.expression(&view.at(previous), inner);
        if view.period.kind() == PeriodKind::Month && view.period.ordinal() == 2 {
            // February alone, or the total of both months where January is not published by itself.
            let month = now.clone().minus(&before);
            let text = format!("IFERROR({}+0,{})", month.closed().atom(), now.close());
            return Piece::opaque(text);
        }
        now.minus(&before)
    }

    /// Is it a first month whose figure may be in that of the second?
    fn with_the_next(&self, part: &View, inner: &Typed) -> bool {
        let own = matches!(inner.kind, Kind::Time(TimeFunction::MonthOf, _)) && part.period.ordinal() == 1;
        own || self.reason(part, inner) == Some(NullReason::PublishedTogether)
    }

    /// `sum_in` and its kin: what is not due yet, and what is published together with the next, is left out where there is
    /// no figure; what is due and null makes null.
    pub(super) fn sub_periods(
        &mut self,
        view: &View,
        reduce: Reduce,
        kind: PeriodKind,
        inner: &Typed,
    ) -> Piece {
        let (mut due, mut open) = (Vec::new(), Vec::new());
        for part in view.period.parts(kind) {
            let part = view.at(part);
            let piece = match reduce {
                Reduce::Count => {
                    let truth = self.truth(&part, inner);
                    if truth.certain {
                        Piece::solid(truth.text)
                    } else {
                        Piece::opaque(format!("IF({0}=0.5,\"\",{0})", truth.text))
                    }
                }
                _ => self.expression(&part, inner),
            };
            if self.is_closed(&part) && !self.with_the_next(&part, inner) {
                due.push(piece);
            } else {
                open.push(piece);
            }
        }
        let open: Vec<Piece> = open.into_iter().filter(|piece| !piece.is_null()).collect();
        let name = match reduce {
            Reduce::Sum | Reduce::Count => "SUM",
            Reduce::Mean => "AVERAGE",
            Reduce::Max => "MAX",
        };
        if open.is_empty() {
            let all: Vec<&Piece> = due.iter().collect();
            return if all.is_empty() { Piece::null() } else { Piece::call(name, &all) };
        }
        self.with_open(name, &due, &open)
    }

    /// Sub-periods of which some are not closed: their figures count where there are any.
    fn with_open(&self, name: &str, due: &[Piece], open: &[Piece]) -> Piece {
        let strict: Vec<&Piece> = due.iter().collect();
        let cells: Option<Vec<&str>> = open.iter().map(Piece::as_cell).collect();
        let Some(cells) = cells else {
            // An empty cell is passed over. What is no cell counts as 0 in sums; maxima and means take what is due only.
            let open = open.iter().filter_map(|piece| match piece.as_cell() {
                Some(cell) => Some(cell.to_owned()),
                None => (name == "SUM").then(|| format!("N({})", piece.close())),
            });
            let list: Vec<String> = due.iter().map(Piece::argument).chain(open).collect();
            return Piece::opaque(Piece::of(format!("{name}({})", list.join(",")), &strict).close());
        };
        let list: Vec<String> =
            due.iter().map(Piece::argument).chain(cells.iter().map(|cell| (*cell).to_owned())).collect();
        let list = list.join(",");
        let body = if due.is_empty() {
            format!("IF(COUNT({list})=0,\"\",{name}({list}))")
        } else {
            format!("{name}({list})")
        };
        Piece::opaque(Piece::of(body, &strict).close())
    }

    /// How many periods, this one included, a condition has held without a break.
    pub(super) fn streak(&mut self, view: &View, kind: PeriodKind, condition: &Typed) -> Piece {
        let start = if kind.is_finer_than(view.period.kind()) {
            view.period.last_part(kind)
        } else {
            Period::containing(kind, view.period.end())
        };
        let mut truths = Vec::new();
        let mut period = Some(start);
        while let Some(now) = period.filter(|_| truths.len() < DEEPEST) {
            // Before the first figures nothing can hold.
            if !truths.is_empty() && !self.any_figure(&view.at(now), condition) {
                break;
            }
            truths.push(self.truth(&view.at(now), condition).text);
            period = now.offset(-1);
        }
        let mut text = "0".to_owned();
        for truth in truths.iter().skip(1).rev() {
            text = format!("IF({truth}=1,1+{text},0)");
        }
        match truths.first() {
            Some(first) => Piece::opaque(format!("IF({first}=0.5,\"\",IF({first}=1,1+{text},0))")),
            None => Piece::null(),
        }
    }

    fn any_figure(&self, view: &View, condition: &Typed) -> bool {
        let snapshot = self.context.snapshot;
        indicators_read(condition).into_iter().any(|id| {
            [baton_model::Scenario::Actual, baton_model::Scenario::Plan, baton_model::Scenario::Forecast]
                .into_iter()
                .any(|scenario| {
                    snapshot.column(id, scenario, view.period).is_some()
                        || self.context.plan.formulas.contains_key(&id)
                        || snapshot.catalogue.get(id).frequency != view.period.kind()
                })
        })
    }
}

/// The piece where all bases are above 0, null elsewhere.
fn positive(bases: &[&Piece], piece: &Piece) -> Piece {
    let tests: Vec<String> = bases.iter().map(|base| format!("{}>0", base.argument())).collect();
    let test = if tests.len() == 1 { tests[0].clone() } else { format!("AND({})", tests.join(",")) };
    let text = format!("IF({test},{},\"\")", piece.text);
    let mut parts = bases.to_vec();
    parts.push(piece);
    Piece::opaque(Piece::of(text, &parts).close())
}
