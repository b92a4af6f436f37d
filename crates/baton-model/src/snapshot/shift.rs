//! Moving periods by the distance between two of them.

use crate::period::{Period, PeriodKind};

/// The distance between two periods of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    kind: PeriodKind,
    periods: i32,
}

impl Shift {
    /// From one period to a later one of the same kind; none if they are of different kinds or in the wrong order.
    pub fn between(before: Period, after: Period) -> Option<Self> {
        if before.kind() != after.kind() || after < before {
            return None;
        }
        let periods = (0..4000).find(|n| after.offset(-*n) == Some(before))?;
        Some(Self { kind: before.kind(), periods })
    }

    /// How many months it is, where it is whole months.
    fn months(self) -> Option<i32> {
        let each = match self.kind {
            PeriodKind::Year => 12,
            PeriodKind::Half => 6,
            PeriodKind::Quarter => 3,
            PeriodKind::Month => 1,
            PeriodKind::TenDays | PeriodKind::Week | PeriodKind::Day => return None,
        };
        Some(each * self.periods)
    }

    fn moved(self, period: Period, sign: i32) -> Option<Period> {
        if period.kind() == self.kind {
            return period.offset(sign * self.periods);
        }
        let months = self.months()?;
        match period.kind() {
            PeriodKind::Year if months % 12 == 0 => period.offset(sign * months / 12),
            PeriodKind::Half if months % 6 == 0 => period.offset(sign * months / 6),
            PeriodKind::Quarter if months % 3 == 0 => period.offset(sign * months / 3),
            PeriodKind::Month => period.offset(sign * months),
            PeriodKind::TenDays => period.offset(sign * months * 3),
            PeriodKind::Week | PeriodKind::Day if months % 12 == 0 => {
                period.years_back(i16::try_from(-sign * months / 12).ok()?)
            }
            _ => None,
        }
    }

    /// The period that much earlier.
    pub fn earlier(self, period: Period) -> Option<Period> {
        self.moved(period, -1)
    }

    /// The period that much later.
    pub fn later(self, period: Period) -> Option<Period> {
        self.moved(period, 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shift_moves_finer_periods_along() {
        let p = |text: &str| text.parse::<Period>().unwrap();
        let year = Shift::between(p("2022"), p("2023")).unwrap();
        for (later, earlier) in
            [("2023", "2022"), ("2023-02", "2022-02"), ("2023Q3", "2022Q3"), ("2023-02X3", "2022-02X3")]
        {
            assert_eq!(year.earlier(p(later)), Some(p(earlier)));
            assert_eq!(year.later(p(earlier)), Some(p(later)));
        }
        assert_eq!(year.earlier(p("2023-05-04")), Some(p("2022-05-04")));
        let month = Shift::between(p("2023-01"), p("2023-02")).unwrap();
        assert_eq!(month.earlier(p("2023")), None);
        assert_eq!(month.earlier(p("2023-01")), Some(p("2022-12")));
        assert_eq!(Shift::between(p("2023"), p("2022")), None);
    }
}
