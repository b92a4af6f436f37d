//! Periods (周期): year, half, quarter, month, ten days, week, day, with their arithmetic.
//!
//! | kind | written |
//! |---|---|
//! | year 年 | `2025` |
//! | half 半年 | `2025H1` |
//! | quarter 季 | `2025Q3` |
//! | month 月 | `2025-06` |
//! | ten days 旬 | `2025-06X2` |
//! | week 周 (ISO 8601) | `2025-W23` |
//! | day 日 | `2025-06-30` |

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan};

/// The length of a period, from the longest to the shortest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodKind {
    /// 年
    Year,
    /// 半年
    Half,
    /// 季
    Quarter,
    /// 月
    Month,
    /// 旬
    TenDays,
    /// 周
    Week,
    /// 日
    Day,
}

impl PeriodKind {
    /// All kinds, longest first.
    pub const ALL: [Self; 7] =
        [Self::Year, Self::Half, Self::Quarter, Self::Month, Self::TenDays, Self::Week, Self::Day];

    /// The word used in scheme files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Half => "half",
            Self::Quarter => "quarter",
            Self::Month => "month",
            Self::TenDays => "ten_days",
            Self::Week => "week",
            Self::Day => "day",
        }
    }

    /// Reads the word used in scheme files.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Is this kind finer (shorter) than the other?
    pub fn is_finer_than(self, other: Self) -> bool {
        self > other
    }
}

/// A period of time. Construction goes through [`Period::new`] or parsing, so that a value is always a real one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    kind: PeriodKind,
    start: Date,
}

/// A text that is no period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoPeriod(pub String);

impl fmt::Display for NoPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "“{}” is no period: write 2025, 2025H1, 2025Q3, 2025-06, 2025-06X2, 2025-W23 or 2025-06-30",
            self.0
        )
    }
}
impl std::error::Error for NoPeriod {}

impl Period {
    /// The period of a kind that contains a day.
    pub fn containing(kind: PeriodKind, day: Date) -> Self {
        let month = day.month();
        let first = |month: i8, d: i8| Date::new(day.year(), month, d).unwrap_or(day);
        let start = match kind {
            PeriodKind::Year => first(1, 1),
            PeriodKind::Half => first(if month > 6 { 7 } else { 1 }, 1),
            PeriodKind::Quarter => first((month - 1) / 3 * 3 + 1, 1),
            PeriodKind::Month => first(month, 1),
            PeriodKind::TenDays => first(month, ((day.day() - 1) / 10).min(2) * 10 + 1),
            PeriodKind::Week => {
                let back = i64::from(day.weekday().to_monday_zero_offset());
                day.checked_sub(Span::new().days(back)).unwrap_or(day)
            }
            PeriodKind::Day => day,
        };
        Self { kind, start }
    }

    /// The year `y` as a period.
    pub fn year_of(y: i16) -> Option<Self> {
        Some(Self { kind: PeriodKind::Year, start: Date::new(y, 1, 1).ok()? })
    }

    /// Its kind.
    pub fn kind(self) -> PeriodKind {
        self.kind
    }

    /// Its first day.
    pub fn start(self) -> Date {
        self.start
    }

    /// Its last day.
    pub fn end(self) -> Date {
        match self.kind {
            PeriodKind::TenDays if self.start.day() == 21 => self.start.last_of_month(),
            PeriodKind::TenDays => self.start.saturating_add(9.days()),
            _ => self.start.saturating_add(length(self.kind)).saturating_sub(1.days()),
        }
    }

    /// The calendar year it belongs to; for a week the ISO year.
    pub fn year(self) -> i16 {
        match self.kind {
            PeriodKind::Week => self.start.iso_week_date().year(),
            _ => self.start.year(),
        }
    }

    /// Its number inside the year: month 1–12, quarter 1–4, ten days 1–36, week 1–53, day 1–366; 1 for a year.
    pub fn ordinal(self) -> i16 {
        let month = i16::from(self.start.month());
        match self.kind {
            PeriodKind::Year => 1,
            PeriodKind::Half => (month - 1) / 6 + 1,
            PeriodKind::Quarter => (month - 1) / 3 + 1,
            PeriodKind::Month => month,
            PeriodKind::TenDays => (month - 1) * 3 + i16::from(self.start.day() - 1) / 10 + 1,
            PeriodKind::Week => i16::from(self.start.iso_week_date().week()),
            PeriodKind::Day => self.start.day_of_year(),
        }
    }

    /// The period `n` later of the same kind (earlier when negative).
    pub fn offset(self, n: i32) -> Option<Self> {
        let start = match self.kind {
            PeriodKind::TenDays => return self.offset_ten_days(n),
            PeriodKind::Year => self.start.checked_add(Span::new().try_years(n).ok()?),
            PeriodKind::Half => self.start.checked_add(Span::new().try_months(i64::from(n) * 6).ok()?),
            PeriodKind::Quarter => self.start.checked_add(Span::new().try_months(i64::from(n) * 3).ok()?),
            PeriodKind::Month => self.start.checked_add(Span::new().try_months(n).ok()?),
            PeriodKind::Week => self.start.checked_add(Span::new().try_weeks(n).ok()?),
            PeriodKind::Day => self.start.checked_add(Span::new().try_days(n).ok()?),
        };
        Some(Self { kind: self.kind, start: start.ok()? })
    }

    fn offset_ten_days(self, n: i32) -> Option<Self> {
        let third = i32::from(self.start.day() - 1) / 10;
        let total = third.checked_add(n)?;
        let first = self.start.first_of_month();
        let month = first.checked_add(Span::new().try_months(total.div_euclid(3)).ok()?).ok()?;
        let day = i8::try_from(total.rem_euclid(3) * 10 + 1).ok()?;
        Some(Self { kind: self.kind, start: Date::new(month.year(), month.month(), day).ok()? })
    }

    /// The same period `n` years earlier; none for a week 53 or a 29 February that year does not have.
    pub fn years_back(self, n: i16) -> Option<Self> {
        let year = self.year().checked_sub(n)?;
        let start = match self.kind {
            PeriodKind::Week => {
                ISOWeekDate::new(year, self.start.iso_week_date().week(), Weekday::Monday).ok()?.date()
            }
            _ => Date::new(year, self.start.month(), self.start.day()).ok()?,
        };
        Some(Self { kind: self.kind, start })
    }

    /// The year that contains it.
    pub fn whole_year(self) -> Self {
        Self::year_of(self.year()).unwrap_or(self)
    }

    /// Every period of a finer kind inside this one, in order; a week belongs where its last day falls.
    pub fn parts(self, kind: PeriodKind) -> Vec<Self> {
        let end = self.end();
        let mut part = Self::containing(kind, self.start);
        let mut parts = Vec::new();
        while part.start <= end {
            if part.end() >= self.start && part.end() <= end {
                parts.push(part);
            }
            match part.offset(1) {
                Some(next) => part = next,
                None => break,
            }
        }
        parts
    }

    /// The last period of a finer kind inside this one.
    pub fn last_part(self, kind: PeriodKind) -> Self {
        let last = Self::containing(kind, self.end());
        if last.end() > self.end() { last.offset(-1).unwrap_or(last) } else { last }
    }

    /// Is `other` wholly inside this period?
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end() <= self.end()
    }

    /// The part of the year gone at its end (时序进度): a month m gives m/12, ten days a third of a month,
    /// days and weeks the days gone over the days of the year.
    pub fn elapsed(self) -> f64 {
        let end = self.end();
        match self.kind {
            PeriodKind::Year => 1.0,
            PeriodKind::Half | PeriodKind::Quarter | PeriodKind::Month => f64::from(end.month()) / 12.0,
            PeriodKind::TenDays => f64::from(self.ordinal()) / 36.0,
            PeriodKind::Week | PeriodKind::Day => {
                f64::from(end.day_of_year()) / f64::from(end.days_in_year())
            }
        }
    }
}

fn length(kind: PeriodKind) -> Span {
    match kind {
        PeriodKind::Year => 1.year(),
        PeriodKind::Half => 6.months(),
        PeriodKind::Quarter => 3.months(),
        PeriodKind::Month => 1.month(),
        PeriodKind::TenDays => 10.days(),
        PeriodKind::Week => 7.days(),
        PeriodKind::Day => 1.day(),
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.year(), self.start.month());
        match self.kind {
            PeriodKind::Year => write!(f, "{year:04}"),
            PeriodKind::Half => write!(f, "{year:04}H{}", self.ordinal()),
            PeriodKind::Quarter => write!(f, "{year:04}Q{}", self.ordinal()),
            PeriodKind::Month => write!(f, "{year:04}-{month:02}"),
            PeriodKind::TenDays => write!(f, "{year:04}-{month:02}X{}", (self.start.day() - 1) / 10 + 1),
            PeriodKind::Week => write!(f, "{year:04}-W{:02}", self.ordinal()),
            PeriodKind::Day => write!(f, "{year:04}-{month:02}-{:02}", self.start.day()),
        }
    }
}

impl FromStr for Period {
    type Err = NoPeriod;

    fn from_str(text: &str) -> Result<Self, NoPeriod> {
        parse(text).ok_or_else(|| NoPeriod(text.to_owned()))
    }
}

fn parse(text: &str) -> Option<Period> {
    if !text.is_ascii() || text.len() < 4 {
        return None;
    }
    let (year, rest) = text.split_at(4);
    let year: i16 = digits(year)?;
    let day = |month: i8, day: i8| Date::new(year, month, day).ok();
    let made = |kind, start| Some(Period { kind, start });
    if rest.is_empty() {
        return made(PeriodKind::Year, day(1, 1)?);
    }
    if let Some(half) = rest.strip_prefix('H') {
        let half: i8 = one_of(half, 2)?;
        return made(PeriodKind::Half, day(half * 6 - 5, 1)?);
    }
    if let Some(quarter) = rest.strip_prefix('Q') {
        let quarter: i8 = one_of(quarter, 4)?;
        return made(PeriodKind::Quarter, day(quarter * 3 - 2, 1)?);
    }
    let rest = rest.strip_prefix('-')?;
    if let Some(week) = rest.strip_prefix('W') {
        let week: i8 = (week.len() == 2).then(|| digits(week)).flatten()?;
        return made(PeriodKind::Week, ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date());
    }
    let month: i8 = digits(rest.get(..2)?)?;
    match rest.get(2..)? {
        "" => made(PeriodKind::Month, day(month, 1)?),
        tail if tail.starts_with('X') => {
            let third: i8 = one_of(&tail[1..], 3)?;
            made(PeriodKind::TenDays, day(month, third * 10 - 9)?)
        }
        tail if tail.starts_with('-') && tail.len() == 3 => {
            made(PeriodKind::Day, day(month, digits(&tail[1..])?)?)
        }
        _ => None,
    }
}

fn digits<T: FromStr>(text: &str) -> Option<T> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

fn one_of(text: &str, most: i8) -> Option<i8> {
    let number: i8 = (text.len() == 1).then(|| digits(text)).flatten()?;
    (1..=most).contains(&number).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn p(text: &str) -> Period {
        text.parse().unwrap()
    }

    #[test]
    fn written_forms_read_back() {
        for text in ["2025", "2025H1", "2025Q3", "2025-06", "2025-06X2", "2025-W23", "2025-06-30", "2020-W53"]
        {
            assert_eq!(p(text).to_string(), text);
        }
        for text in [
            "",
            "25",
            "2025H3",
            "2025Q0",
            "2025-13",
            "2025-06X4",
            "2025-W54",
            "2025-02-30",
            "2025-6",
            "２０２５",
            "2025-W5",
            "2025q1",
            "+025",
        ] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }

    #[test]
    fn arithmetic() {
        assert_eq!(p("2025-01").offset(-1), Some(p("2024-12")));
        assert_eq!(p("2025-01X1").offset(-1), Some(p("2024-12X3")));
        assert_eq!(p("2024-02X3").end(), Date::new(2024, 2, 29).unwrap());
        assert_eq!(p("2025Q1").years_back(1), Some(p("2024Q1")));
        assert_eq!(p("2024-02-29").years_back(1), None);
        assert_eq!(p("2020-W53").years_back(1), None);
        assert_eq!(p("2025-W01").start(), Date::new(2024, 12, 30).unwrap());
        assert_eq!(p("2025Q2").parts(PeriodKind::Month), vec![p("2025-04"), p("2025-05"), p("2025-06")]);
        assert_eq!(p("2025").last_part(PeriodKind::Quarter), p("2025Q4"));
        assert_eq!(p("2025").parts(PeriodKind::TenDays).len(), 36);
        assert!((p("2025-10").elapsed() - 10.0 / 12.0).abs() < 1e-15);
    }

    #[test]
    fn every_offset_is_undone() {
        for text in ["2025", "2025H1", "2025Q3", "2025-06", "2025-06X2", "2025-W23", "2025-06-30"] {
            for n in -400..400 {
                assert_eq!(p(text).offset(n).and_then(|q| q.offset(-n)), Some(p(text)), "{text} {n}");
            }
        }
    }
}
