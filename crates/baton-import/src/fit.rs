//! Periods as written → the period under which an indicator's figure is recorded.

use baton_model::catalogue::{Accumulation, Indicator};
use baton_model::message::Term;
use baton_model::{Message, Period, PeriodKind};

use crate::messages;
use crate::when::When;

/// The period under which an indicator's figure is recorded, and what should be said about it.
pub(crate) fn fit(when: When, indicator: &Indicator) -> Result<(Period, Option<Message>), Message> {
    let period = when.period;
    let wanted = indicator.frequency;
    if period.kind() == wanted && !when.running {
        return Ok((period, None));
    }
    let said = |def| {
        Message::new(def)
            .with("period", written(when))
            .with("indicator", &indicator.name)
            .with("kind", kind_word(wanted))
    };
    let coarser = wanted.is_finer_than(period.kind());
    if period.kind() == PeriodKind::Day
        && let Some(around) = around(period, wanted)
    {
        return Ok((around, Some(said(&messages::PERIOD_READ_AS).with("as", around.to_string()))));
    }
    let at_end = period.last_part(wanted);
    let read_as = || said(&messages::PERIOD_READ_AS).with("as", at_end.to_string());
    match indicator.accumulation {
        Accumulation::Stock if coarser => Ok((at_end, Some(read_as()))),
        Accumulation::Ytd if coarser && (when.running || period.start().month() == 1) => {
            Ok((at_end, Some(read_as())))
        }
        Accumulation::Ytd if coarser => Err(said(&messages::PERIOD_NOT_RUNNING)),
        Accumulation::Ytd | Accumulation::Stock if period.kind() == wanted => Ok((period, None)),
        _ if when.running => {
            running_as_whole(when, indicator).ok_or_else(|| said(&messages::PERIOD_IS_RUNNING))
        }
        _ => Ok((period, Some(said(&messages::PERIOD_OTHER_KIND)))),
    }
}

/// A running total that fills a whole period of the indicator's kind: `1-12月` is the year. A rate or level up to a month is
/// that month's.
fn running_as_whole(when: When, indicator: &Indicator) -> Option<(Period, Option<Message>)> {
    let whole = Period::containing(indicator.frequency, when.period.end());
    let ends_alike = whole.end() == when.period.end();
    let fills = whole.start() == when.period.whole_year().start();
    let rate = indicator.accumulation != Accumulation::Flow;
    (ends_alike && (fills || rate)).then_some((whole, None))
}

fn written(when: When) -> String {
    match (when.running, when.period.kind()) {
        (true, PeriodKind::Quarter) => format!("{}Q1-Q{}", when.period.year(), when.period.ordinal()),
        (true, _) => format!("{}-01..{:02}", when.period.year(), when.period.ordinal()),
        (false, _) => when.period.to_string(),
    }
}

/// The period a day stands for: a spreadsheet keeps `2023年6月` as the first of June, and a level at the end of the year is dated
/// its last day.
fn around(day: Period, wanted: PeriodKind) -> Option<Period> {
    let around = Period::containing(wanted, day.start());
    let marks = day.start() == around.start() || day.start() == around.end();
    (marks && wanted != PeriodKind::Day).then_some(around)
}

/// The word for a kind of period.
fn kind_word(kind: PeriodKind) -> &'static Term {
    const TERMS: [Term; 7] = [
        Term { zh: "年", en: "year" },
        Term { zh: "半年", en: "half year" },
        Term { zh: "季", en: "quarter" },
        Term { zh: "月", en: "month" },
        Term { zh: "旬", en: "ten days" },
        Term { zh: "周", en: "week" },
        Term { zh: "日", en: "day" },
    ];
    &TERMS[kind as usize]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::when::parse_when;
    use baton_model::Measure;

    #[test]
    fn periods_fit_their_indicator() {
        let indicator = |accumulation, frequency| Indicator {
            accumulation,
            frequency,
            ..Indicator::new("x", "某指标", Measure::parse("亿元").unwrap())
        };
        use Accumulation::{Flow, Rate, Stock, Ytd};
        use PeriodKind::{Half, Month, Quarter, Year};
        for (text, accumulation, frequency, expected) in [
            ("2023", Flow, Year, Ok("2023")),
            ("2023年1-6月", Ytd, Month, Ok("2023-06")),
            ("2023年上半年", Ytd, Month, Ok("2023-06")),
            ("2023年上半年", Ytd, Quarter, Ok("2023Q2")),
            ("2023年前三季度", Ytd, Quarter, Ok("2023Q3")),
            ("2023", Ytd, Month, Ok("2023-12")),
            ("2023年二季度", Ytd, Month, Err("I233")),
            ("2023", Stock, Month, Ok("2023-12")),
            ("2023年1-12月", Flow, Year, Ok("2023")),
            ("2023年1-6月", Flow, Half, Ok("2023H1")),
            ("2023年1-6月", Flow, Month, Err("I232")),
            ("2023年1-6月", Rate, Month, Ok("2023-06")),
            ("2023年1-6月", Rate, Year, Err("I232")),
            ("2023", Flow, Month, Ok("2023")),
            ("2023-06", Flow, Year, Ok("2023-06")),
            ("2023-06-01", Flow, Month, Ok("2023-06")),
            ("2023-12-31", Stock, Year, Ok("2023")),
            ("2023-06-15", Stock, Year, Ok("2023-06-15")),
        ] {
            let fitted = fit(parse_when(text, None).unwrap(), &indicator(accumulation, frequency));
            let fitted = fitted.map(|(period, _)| period.to_string()).map_err(|message| message.code());
            assert_eq!(fitted, expected.map(str::to_owned), "{text} {accumulation:?} {frequency:?}");
        }
    }
}
