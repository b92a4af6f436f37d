//! Numbers into the indicator's unit of measure.

use baton_model::measure::Factor;
use baton_model::{Measure, Message};

use super::decimal::shift_decimal;
use crate::messages;

/// How a number gets from the unit it is written in to the indicator's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Conversion {
    /// As it is.
    Same,
    /// By moving the decimal point, exactly.
    Shift(i32),
    /// By a factor.
    Factor(Factor),
}

impl Conversion {
    /// From one measure to another; an error that names both when they measure different things.
    pub fn between(from: &Measure, to: &Measure) -> Result<Self, Message> {
        let factor = from.factor_to(to).ok_or_else(|| {
            Message::new(&messages::MEASURE_CLASH).with("found", from.text()).with("expected", name_of(to))
        })?;
        Ok(match (power_of_ten(factor.multiply), power_of_ten(factor.divide)) {
            (Some(up), Some(down)) if up == down => Self::Same,
            (Some(up), Some(down)) => Self::Shift(up - down),
            _ => Self::Factor(factor),
        })
    }

    /// Applies it.
    #[inline]
    pub fn apply(self, value: f64) -> f64 {
        match self {
            Self::Same => value,
            Self::Shift(places) => shift_decimal(value, places),
            Self::Factor(factor) => factor.apply(value),
        }
    }
}

/// A measure as people name it: the plain number has no text of its own.
pub(crate) fn name_of(measure: &Measure) -> &str {
    match measure.text() {
        "" => "1",
        text => text,
    }
}

fn power_of_ten(factor: f64) -> Option<i32> {
    let (mut power, mut rest) = (0, factor);
    while rest >= 10.0 && rest % 10.0 == 0.0 {
        rest /= 10.0;
        power += 1;
    }
    (rest == 1.0).then_some(power)
}

/// Multiples that can follow a number on their own.
const MULTIPLES: &[&str] = &["万亿", "千亿", "百亿", "十亿", "亿", "千万", "百万", "十万", "万"];

/// The conversion for a number with a suffix (`亿`, `%`, `万元`) in a column of a measure, into the indicator's.
pub fn suffix_conversion(suffix: &str, column: &Measure, indicator: &Measure) -> Result<Conversion, Message> {
    let clash =
        || Message::new(&messages::SUFFIX_CLASH).with("suffix", suffix).with("expected", name_of(indicator));
    if MULTIPLES.contains(&suffix) {
        let base = without_multiple(column.text()).ok_or_else(clash)?;
        let written = Measure::parse(&format!("{suffix}{base}")).map_err(|_| clash())?;
        return Conversion::between(&written, indicator).map_err(|_| clash());
    }
    let written = Measure::parse(suffix).map_err(|_| clash())?;
    Conversion::between(&written, indicator).map_err(|_| clash())
}

/// `亿元` → `元`: what `万` or `亿` behind a number multiplies. None where that is not a thing one counts.
fn without_multiple(measure: &str) -> Option<&str> {
    let base = MULTIPLES.iter().find_map(|multiple| measure.strip_prefix(multiple)).unwrap_or(measure);
    let counted = Measure::parse(base).ok()?;
    let not_counted = counted.is_number() || counted.same_dimension(&Measure::percent());
    (!not_counted
        && !counted.is_percentage_point()
        && !base.is_empty()
        && !base.starts_with(['千', '百', '倍']))
    .then_some(base)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn m(text: &str) -> Measure {
        Measure::parse(text).unwrap()
    }

    #[test]
    fn suffixes_scale_exactly() {
        for (value, suffix, measure, expected) in [
            (1.5, "亿", "亿元", 1.5),
            (1.5, "亿", "万元", 15_000.0),
            (1.5, "亿", "元", 150_000_000.0),
            (2.3, "万", "亿元", 0.000_23),
            (1.2, "万", "人", 12_000.0),
            (0.3, "亿元", "万元", 3_000.0),
            (5.0, "‰", "%", 0.5),
            (3.2, "个百分点", "百分点", 3.2),
            (6.2, "%", "%", 6.2),
            (30.0, "亩", "公顷", 2.0),
        ] {
            let conversion = suffix_conversion(suffix, &m(measure), &m(measure)).unwrap();
            assert_eq!(conversion.apply(value), expected, "{value}{suffix} in {measure}");
        }
    }

    #[test]
    fn suffixes_that_do_not_fit_are_refused() {
        for (suffix, measure) in [
            ("亿", "%"),
            ("万", "百分点"),
            ("亿", ""),
            ("%", "百分点"),
            ("%", "亿元"),
            ("户", "家"),
            ("万", "千元"),
            ("元", ""),
        ] {
            assert!(suffix_conversion(suffix, &m(measure), &m(measure)).is_err(), "{suffix} in {measure}");
        }
    }
}
