//! Functions over time (SCHEME.md §2 "Time").

use baton_model::{Accumulation, Flags, IndicatorId, NullReason, Period, PeriodKind};

use super::column::{Numbers, Truth};
use super::eval::{numbers, truths};
use super::read;
use super::scope::Scope;
use crate::expr::indicators_read;
use crate::expr::typed::{Reduce, TimeFunction, Typed};

pub(super) const PREV_YEAR: TimeFunction = TimeFunction::PrevYear;

/// Most periods a streak is followed back.
const LONGEST_STREAK: u32 = 600;

/// The same scope a year before, attributes included.
pub(super) fn year_before(scope: Scope<'_>) -> Option<Scope<'_>> {
    Some(Scope { a_year_before: true, ..scope.at(scope.period.years_back(1)?) })
}

/// A function over time for the scope's rows.
pub(super) fn function(scope: Scope<'_>, function: TimeFunction, inner: &Typed) -> Numbers {
    match function {
        TimeFunction::PrevYear => before_year(scope, inner),
        TimeFunction::Lag(n) => lagged(own_period(scope, inner), inner, n),
        TimeFunction::Diff => {
            let scope = own_period(scope, inner);
            let before = lagged(scope, inner, 1);
            let checked = check_series(scope, inner, scope.period.offset(-1), before);
            numbers(scope, inner).zip(&checked, NullReason::Undefined, &|now, before| now - before)
        }
        TimeFunction::YoyDiff => {
            let before = check_series(scope, inner, scope.period.years_back(1), before_year(scope, inner));
            numbers(scope, inner).zip(&before, NullReason::Undefined, &|now, before| now - before)
        }
        TimeFunction::Yoy => growth(scope, inner),
        TimeFunction::Cagr(n) => compound_growth(own_period(scope, inner), inner, n),
        TimeFunction::MeanOver(n) => mean_over(own_period(scope, inner), inner, n),
        TimeFunction::MonthOf => single_month(own_period(scope, inner), inner),
        TimeFunction::Ytd => running_total(own_period(scope, inner), inner),
    }
}

/// The period functions that count periods start from: the last one of the indicator's frequency.
fn own_period<'a>(scope: Scope<'a>, inner: &Typed) -> Scope<'a> {
    match frequency(scope, inner) {
        Some(kind) if kind.is_finer_than(scope.period.kind()) => scope.at(scope.period.last_part(kind)),
        _ => scope,
    }
}

fn frequency(scope: Scope<'_>, inner: &Typed) -> Option<PeriodKind> {
    indicators_read(inner).into_iter().map(|id| scope.snapshot.catalogue.get(id).frequency).max()
}

fn reads_running_total(scope: Scope<'_>, inner: &Typed) -> bool {
    indicators_read(inner)
        .into_iter()
        .any(|id| scope.snapshot.catalogue.get(id).accumulation == Accumulation::Ytd)
}

fn before_year(scope: Scope<'_>, inner: &Typed) -> Numbers {
    match year_before(scope) {
        Some(before) => numbers(before, inner),
        None => Numbers::null(NullReason::NotApplicable, scope.rows.len()),
    }
}

fn lagged(scope: Scope<'_>, inner: &Typed, n: i32) -> Numbers {
    let none = || Numbers::null(NullReason::NotApplicable, scope.rows.len());
    let Some(period) = scope.period.offset(-n) else { return none() };
    let crosses = period.year() != scope.period.year() && scope.period.kind() != PeriodKind::Year;
    if crosses && reads_running_total(scope, inner) {
        return none();
    }
    numbers(scope.at(period), inner)
}

/// Nulls the rows whose figures of two periods belong to different series (口径).
fn check_series(scope: Scope<'_>, inner: &Typed, before: Option<Period>, mut column: Numbers) -> Numbers {
    let Some(before) = before else { return column };
    for id in indicators_read(inner) {
        for (at, row) in scope.rows.iter().enumerate() {
            let (now, then) = (series(scope, id, scope.period, *row), series(scope, id, before, *row));
            if now.is_some() && then.is_some() && now != then {
                column.set_null(at, NullReason::BaseOfAnotherSeries);
            }
        }
    }
    column
}

fn series(scope: Scope<'_>, id: IndicatorId, period: Period, row: u32) -> Option<u16> {
    let column = scope.snapshot.column(id, scope.scenario, period).or_else(|| {
        let frequency = scope.snapshot.catalogue.get(id).frequency;
        let finer = frequency.is_finer_than(period.kind()).then(|| period.last_part(frequency))?;
        scope.snapshot.column(id, scope.scenario, finer)
    })?;
    column.series.get(row as usize).copied()
}

fn growth(scope: Scope<'_>, inner: &Typed) -> Numbers {
    let base = positive(before_year(scope, inner));
    let base = check_series(scope, inner, scope.period.years_back(1), base);
    numbers(scope, inner).zip(&base, NullReason::Undefined, &|now, base| (now / base - 1.0) * 100.0)
}

fn positive(mut column: Numbers) -> Numbers {
    for row in 0..column.len() {
        if column.values[row] <= 0.0 {
            column.set_null(row, NullReason::BaseNotPositive);
        }
    }
    column
}

fn compound_growth(scope: Scope<'_>, inner: &Typed, n: i32) -> Numbers {
    let base = positive(lagged(scope, inner, n));
    let base = check_series(scope, inner, scope.period.offset(-n), base);
    let last = positive(numbers(scope, inner));
    let root = 1.0 / f64::from(n);
    last.zip(&base, NullReason::Undefined, &|last, base| (libm::pow(last / base, root) - 1.0) * 100.0)
}

fn mean_over(scope: Scope<'_>, inner: &Typed, n: i32) -> Numbers {
    let mut sum = numbers(scope, inner);
    for back in 1..n {
        sum = sum.zip(&lagged(scope, inner, back), NullReason::Undefined, &|a, b| a + b);
    }
    sum.map(NullReason::Undefined, &|sum| sum / f64::from(n))
}

/// The single month of a running total: February is the 1–2月 total where January is not published by itself.
fn single_month(scope: Scope<'_>, inner: &Typed) -> Numbers {
    let now = numbers(scope, inner);
    let first = scope.period.ordinal() == 1;
    let second = scope.period.kind() == PeriodKind::Month && scope.period.ordinal() == 2;
    if first {
        return published_together(now);
    }
    let Some(previous) = scope.period.offset(-1) else { return now };
    let before = numbers(scope.at(previous), inner);
    let mut month = now.clone().zip(&before, NullReason::Undefined, &|now, before| now - before);
    for row in 0..month.len() {
        if second && before.get(row).is_none() && now.get(row).is_some() {
            month.copy_row(row, &now, row);
            month.mark(row, Flags::JANUARY_FEBRUARY);
        }
    }
    month
}

fn published_together(mut january: Numbers) -> Numbers {
    for row in 0..january.len() {
        if january.reason(row) == Some(NullReason::NotReported) {
            january.set_null(row, NullReason::PublishedTogether);
        }
    }
    january
}

fn running_total(scope: Scope<'_>, inner: &Typed) -> Numbers {
    let mut sum = Numbers::same(0.0, scope.rows.len());
    for part in scope.period.whole_year().parts(scope.period.kind()) {
        if part.start() <= scope.period.start() {
            sum = sum.zip(&numbers(scope.at(part), inner), NullReason::Undefined, &|a, b| a + b);
        }
    }
    sum
}

/// `sum_in`, `mean_in`, `max_in`, `count_in`: what is not due yet is left out, what is due and null makes null.
pub(super) fn sub_periods(scope: Scope<'_>, reduce: Reduce, kind: PeriodKind, inner: &Typed) -> Numbers {
    let rows = scope.rows.len();
    let (mut result, mut counts) = (Numbers::same(0.0, rows), vec![0_u32; rows]);
    for part in scope.period.parts(kind) {
        let values = match reduce {
            Reduce::Count => counted(scope.at(part), inner),
            _ => numbers(scope.at(part), inner),
        };
        for (row, count) in counts.iter_mut().enumerate() {
            let Some(sofar) = result.get(row) else { continue };
            match values.reason(row) {
                // January that is published with February is in February's figure.
                Some(NullReason::NotDue | NullReason::PublishedTogether) => {}
                Some(why) => result.set_null(row, why),
                None => {
                    let value = values.values[row];
                    result.set(row, joined(reduce, sofar, value, *count == 0));
                    result.mark(row, values.flags_of(row));
                    *count += 1;
                }
            }
        }
    }
    for (row, count) in counts.into_iter().enumerate() {
        match result.get(row) {
            Some(_) if count == 0 => result.set_null(row, NullReason::NotDue),
            Some(sum) if reduce == Reduce::Mean => result.set(row, sum / f64::from(count)),
            _ => {}
        }
    }
    result
}

fn joined(reduce: Reduce, sofar: f64, value: f64, first: bool) -> f64 {
    match reduce {
        Reduce::Max if first => value,
        Reduce::Max => sofar.max(value),
        Reduce::Sum | Reduce::Mean | Reduce::Count => sofar + value,
    }
}

/// 1 where a condition holds, 0 where not, null where unknown.
fn counted(scope: Scope<'_>, condition: &Typed) -> Numbers {
    let mut column = Numbers::same(0.0, scope.rows.len());
    for (row, truth) in truths(scope, condition).into_iter().enumerate() {
        match truth {
            Truth::Yes => column.set(row, 1.0),
            Truth::No => {}
            Truth::Unknown(why) => {
                let why = if read::is_closed(scope, scope.period) { why } else { NullReason::NotDue };
                column.set_null(row, why);
            }
        }
    }
    column
}

/// How many periods, this one included, a condition has held without a break. It ends where figures end.
pub(super) fn streak(scope: Scope<'_>, kind: PeriodKind, condition: &Typed) -> Numbers {
    let rows = scope.rows.len();
    let mut result = Numbers::same(0.0, rows);
    let mut open = vec![true; rows];
    let start = if kind.is_finer_than(scope.period.kind()) {
        scope.period.last_part(kind)
    } else {
        Period::containing(kind, scope.period.end())
    };
    let mut period = Some(start);
    let mut length = 0;
    while let Some(now) = period.filter(|_| length < LONGEST_STREAK && open.iter().any(|open| *open)) {
        for (row, truth) in truths(scope.at(now), condition).into_iter().enumerate() {
            match truth {
                _ if !open[row] => {}
                Truth::Yes => result.values[row] += 1.0,
                Truth::No => open[row] = false,
                Truth::Unknown(why) => {
                    if length == 0 {
                        result.set_null(row, why);
                    }
                    open[row] = false;
                }
            }
        }
        period = now.offset(-1);
        length += 1;
    }
    result
}
