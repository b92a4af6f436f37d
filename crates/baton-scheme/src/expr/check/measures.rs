//! Units of measure (SCHEME.md §2): % and 百分点 are different things, 亿元 and 万元 do not mix without `to`, a bare
//! number takes the other side's unit, and nothing more is inferred.

use baton_model::Measure;

/// Why two units of measure do not go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clash {
    /// 亿元 and 万元
    Scale,
    /// 亿元 and 家
    Dimension,
    /// % and 百分点 compared
    PercentPoint,
    /// 百分点 − %
    PointMinusPercent,
}

/// What an operation gives.
pub(super) type Outcome = Result<Option<Measure>, Clash>;

/// The common unit of two values that are compared, or of which one is taken.
pub(super) fn comparable(left: Option<&Measure>, right: Option<&Measure>) -> Outcome {
    let (Some(a), Some(b)) = (left, right) else { return Ok(left.or(right).cloned()) };
    if a == b {
        Ok(Some(a.clone()))
    } else if a.same_dimension(b) {
        Err(Clash::Scale)
    } else if is_rate(a) && is_rate(b) {
        Err(Clash::PercentPoint)
    } else {
        Err(Clash::Dimension)
    }
}

/// `a + b`: % + 百分点 is %.
pub(super) fn sum(left: Option<&Measure>, right: Option<&Measure>) -> Outcome {
    match (left, right) {
        (Some(a), Some(b)) if a.is_percent() && b.is_percentage_point() => shifted(a, b),
        (Some(a), Some(b)) if a.is_percentage_point() && b.is_percent() => shifted(b, a),
        _ => comparable(left, right),
    }
}

/// `a − b`: % − % is 百分点, % − 百分点 is %. Whether a bare number beside % is meant in % or in 百分点 cannot be known
/// (`100 - share`, `plan(growth) - 1`), so nothing is inferred.
pub(super) fn difference(left: Option<&Measure>, right: Option<&Measure>) -> Outcome {
    match (left, right) {
        (Some(a), Some(b)) if a.is_percent() && b.is_percentage_point() => shifted(a, b),
        (Some(a), Some(b)) if a.is_percentage_point() && b.is_percent() => Err(Clash::PointMinusPercent),
        (Some(a), None) | (None, Some(a)) if a.is_percent() => Ok(None),
        _ => Ok(comparable(left, right)?.map(|measure| change_of(&measure))),
    }
}

/// `a ÷ b`: a number; but 亿元 ÷ 万元 would be one that is 10,000 times too small.
pub(super) fn quotient(left: Option<&Measure>, right: Option<&Measure>) -> Outcome {
    let (Some(a), Some(b)) = (left, right) else { return Ok(None) };
    let (a, b) = if is_rate(a) && is_rate(b) { (change_of(a), change_of(b)) } else { (a.clone(), b.clone()) };
    if a != b && a.same_dimension(&b) { Err(Clash::Scale) } else { Ok(None) }
}

/// The unit of a change: that of a % is 百分点, that of anything else its own.
pub(super) fn change_of(measure: &Measure) -> Measure {
    if !measure.is_percent() {
        return measure.clone();
    }
    let point = Measure::percentage_point();
    if *measure == Measure::percent() { point } else { Measure::parse("千分点").unwrap_or(point) }
}

/// Is it % or 百分点?
pub(super) fn is_rate(measure: &Measure) -> bool {
    measure.is_percent() || measure.is_percentage_point()
}

fn shifted(percent: &Measure, point: &Measure) -> Outcome {
    if change_of(percent) == *point { Ok(Some(percent.clone())) } else { Err(Clash::Scale) }
}
