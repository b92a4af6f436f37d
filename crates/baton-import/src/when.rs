//! Periods as people write them: `2023年1-6月`, `2023年上半年`, `一季度`, `2023.6`, `二〇二三年`.

use baton_model::{Period, PeriodKind};
use jiff::civil::Date;

/// A period as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct When {
    /// The period; for a running total the month or quarter it runs to.
    pub period: Period,
    /// Is it a running total from January (`1-6月`, `前三季度`)?
    pub running: bool,
}

impl From<Period> for When {
    fn from(period: Period) -> Self {
        Self { period, running: false }
    }
}

/// Reads a text that is a period and nothing else. Without a year in the text, `year` is taken.
pub fn parse_when(text: &str, year: Option<i16>) -> Option<When> {
    if let Ok(period) = text.parse::<Period>() {
        return Some(period.into());
    }
    let (chars, _) = fold(text);
    let inner = match &chars[..] {
        ['(', inner @ .., ')'] => inner,
        all => all,
    };
    let (when, end) = when_at(inner, 0, year)?;
    (end == inner.len()).then_some(when)
}

/// Finds the first period with a year of its own inside a longer text, such as a title; gives it and the text without it.
pub fn find_when(text: &str, year: Option<i16>) -> Option<(When, String)> {
    let (chars, written) = fold(text);
    (0..chars.len()).find_map(|start| {
        let digit_before = start > 0 && (chars[start - 1].is_ascii_digit() || chars[start - 1] == '.');
        if digit_before {
            return None;
        }
        let (when, end) = code_at(&chars, start).or_else(|| when_at(&chars, start, year))?;
        let bare_number = chars[start..end].iter().all(char::is_ascii_digit);
        if bare_number
            && (end - start != 4 || chars.get(end).is_some_and(|c| !c.is_whitespace() && *c != ')'))
        {
            return None;
        }
        let rest = written[..start].iter().chain(&written[end..]).collect();
        Some((when, rest))
    })
}

/// A period in its own notation (`2023Q2`, `2023-06X1`) that no further digit follows. White space is gone by now, so letters may.
fn code_at(chars: &[char], start: usize) -> Option<(When, usize)> {
    const LONGEST: usize = "2023-06-30".len();
    let of_code = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
    let run = chars[start..].iter().take(LONGEST).take_while(|c| of_code(c)).count();
    ("2023Q2".len()..=run).rev().find_map(|length| {
        let end = start + length;
        let goes_on = chars.get(end).is_some_and(|c| c.is_ascii_digit() || *c == '-');
        let code: String = chars[start..end].iter().collect();
        // Digits alone may begin `2023-06累计`, which is read below.
        let lettered = code.bytes().any(|byte| byte.is_ascii_alphabetic());
        let period = code.parse::<Period>().ok().filter(|_| lettered && !goes_on)?;
        Some((period.into(), end))
    })
}

/// Half-width characters without white space, Chinese digits as ASCII, one kind of dash; and the same characters as written, because
/// `零` is no digit in the name of an indicator.
fn fold(text: &str) -> (Vec<char>, Vec<char>) {
    let mut chars: Vec<char> = Vec::with_capacity(text.len());
    let mut written = Vec::with_capacity(text.len());
    for original in text.chars() {
        let c = match original {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(original) - 0xFEE0).unwrap_or(original),
            '—' | '–' | '−' | '―' | '至' | '到' | '─' => '-',
            '〇' | '○' | '零' => '0',
            other => other,
        };
        let c = if c == '~' { '-' } else { c };
        if c.is_whitespace() || (c == '-' && chars.last() == Some(&'-')) {
            continue;
        }
        chars.push(c.to_ascii_uppercase());
        written.push(original);
    }
    (chars, written)
}

/// A cursor over folded characters.
struct Cursor<'c> {
    chars: &'c [char],
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn eat(&mut self, word: &str) -> bool {
        let length = word.chars().count();
        let here = self.chars.get(self.at..self.at + length);
        let eaten = here.is_some_and(|here| here.iter().copied().eq(word.chars()));
        self.at += if eaten { length } else { 0 };
        eaten
    }

    fn eat_any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|word| self.eat(word))
    }

    /// A number of at most `most` digits, Arabic, or Chinese up to ninety-nine.
    fn number(&mut self, most: usize) -> Option<i16> {
        let start = self.at;
        while self.at - start < most && self.peek().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at > start {
            return self.chars[start..self.at].iter().collect::<String>().parse().ok();
        }
        self.chinese_number()
    }

    fn chinese_number(&mut self) -> Option<i16> {
        let digit = |c: Option<char>| {
            "一二三四五六七八九".chars().zip(1..).find(|(d, _)| Some(*d) == c).map(|(_, n)| n)
        };
        let tens = digit(self.peek());
        self.at += usize::from(tens.is_some());
        if !self.eat("十") {
            return tens;
        }
        let ones = digit(self.peek());
        self.at += usize::from(ones.is_some());
        Some(tens.unwrap_or(1) * 10 + ones.unwrap_or(0))
    }

    /// A year of four digits, also `二0二三`.
    fn year(&mut self) -> Option<i16> {
        let four = self.chars.get(self.at..self.at + 4)?;
        let digits: Option<String> = four
            .iter()
            .map(|c| match "0一二三四五六七八九".chars().position(|digit| digit == *c) {
                Some(value) => char::from_digit(u32::try_from(value).ok()?, 10),
                None => c.is_ascii_digit().then_some(*c),
            })
            .collect();
        let year = digits?.parse().ok().filter(|year| (1900..=2100).contains(year))?;
        self.at += 4;
        Some(year)
    }
}

fn when_at(chars: &[char], start: usize, base_year: Option<i16>) -> Option<(When, usize)> {
    let mut cursor = Cursor { chars, at: start };
    let year = cursor.year();
    let Some(year) = year else {
        let when = part(&mut cursor, base_year?)?;
        return Some((when, cursor.at));
    };
    let after_year = cursor.at;
    if let Some(when) = compact(&mut cursor, year) {
        return Some((when, cursor.at));
    }
    cursor.at = after_year;
    let marked = cursor.eat("年度") || cursor.eat("年");
    let separated = !marked && cursor.eat_any(&["-", "/", "."]);
    let before_part = cursor.at;
    if let Some(when) = part_or_bare_month(&mut cursor, year, separated) {
        return Some((when, cursor.at));
    }
    cursor.at = if separated { after_year } else { before_part };
    if marked {
        let _ = cursor.eat_any(&["末", "底", "全年"]);
    }
    Some((Period::year_of(year)?.into(), cursor.at))
}

/// `202306` and `20230630`, behind the year.
fn compact(cursor: &mut Cursor<'_>, year: i16) -> Option<When> {
    let digits = cursor.chars[cursor.at..].iter().take_while(|c| c.is_ascii_digit()).count();
    if digits != 2 && digits != 4 {
        return None;
    }
    let month = cursor.number(2)?;
    if digits == 2 {
        return month_of(year, month);
    }
    let day = cursor.number(2)?;
    Some(Period::containing(PeriodKind::Day, date(year, month, day)?).into())
}

/// `2023.6`, `2023/6/30`: behind a separator a bare number is a month.
fn part_or_bare_month(cursor: &mut Cursor<'_>, year: i16, separated: bool) -> Option<When> {
    let start = cursor.at;
    if let Some(when) = part(cursor, year) {
        return Some(when);
    }
    cursor.at = start;
    if !separated {
        return None;
    }
    let month = cursor.number(2)?;
    if cursor.eat_any(&["-", "/", "."]) {
        let day = cursor.number(2)?;
        return Some(Period::containing(PeriodKind::Day, date(year, month, day)?).into());
    }
    month_of(year, month)
}

/// What can follow a year: half, quarter, months, ten days, week, day.
fn part(cursor: &mut Cursor<'_>, year: i16) -> Option<When> {
    let start = cursor.at;
    for rule in [half, quarter, weeks, months] {
        if let Some(when) = rule(cursor, year) {
            return Some(when);
        }
        cursor.at = start;
    }
    None
}

fn half(cursor: &mut Cursor<'_>, year: i16) -> Option<When> {
    let which = if cursor.eat_any(&["上半年", "H1"]) {
        1
    } else if cursor.eat_any(&["下半年", "H2"]) {
        2
    } else {
        return None;
    };
    format!("{year:04}H{which}").parse::<Period>().ok().map(When::from)
}

fn quarter(cursor: &mut Cursor<'_>, year: i16) -> Option<When> {
    let running = cursor.eat("前");
    let number = if cursor.eat("Q") {
        cursor.number(1)?
    } else {
        let _ = cursor.eat("第");
        let first = cursor.number(1)?;
        let last = if cursor.eat("-") { Some(cursor.number(1)?) } else { None };
        if !cursor.eat_any(&["季度", "季"]) {
            return None;
        }
        return quarter_of(year, last.unwrap_or(first), running || (last.is_some() && first == 1));
    };
    quarter_of(year, number, running)
}

fn quarter_of(year: i16, number: i16, running: bool) -> Option<When> {
    let period = format!("{year:04}Q{number}").parse().ok()?;
    Some(When { period, running: running && number > 1 })
}

fn weeks(cursor: &mut Cursor<'_>, year: i16) -> Option<When> {
    if !cursor.eat_any(&["第", "W"]) {
        return None;
    }
    let number = cursor.number(2)?;
    let _ = cursor.eat("周");
    format!("{year:04}-W{number:02}").parse::<Period>().ok().map(When::from)
}

fn months(cursor: &mut Cursor<'_>, year: i16) -> Option<When> {
    let first = cursor.number(2)?;
    let _ = cursor.eat("月") && cursor.eat("份");
    if cursor.eat("-") {
        let last = cursor.number(2)?;
        if first != 1 || last < 2 || !cursor.eat("月") {
            return None;
        }
        let _ = cursor.eat("份");
        return Some(When { running: true, ..month_of(year, last)? });
    }
    if cursor.chars.get(cursor.at.checked_sub(1)?).is_none_or(|c| *c != '月' && *c != '份') {
        return None;
    }
    for (third, words) in [(1, ["上旬"]), (11, ["中旬"]), (21, ["下旬"])] {
        if cursor.eat_any(&words) {
            return Some(Period::containing(PeriodKind::TenDays, date(year, first, third)?).into());
        }
    }
    let before_day = cursor.at;
    if let Some(day) = cursor.number(2)
        && cursor.eat_any(&["日", "号"])
    {
        return Some(Period::containing(PeriodKind::Day, date(year, first, day)?).into());
    }
    cursor.at = before_day;
    let _ = cursor.eat_any(&["末", "底"]);
    month_of(year, first)
}

fn month_of(year: i16, month: i16) -> Option<When> {
    Some(Period::containing(PeriodKind::Month, date(year, month, 1)?).into())
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_in_chinese() {
        for (text, period, running) in [
            ("2023", "2023", false),
            ("２０２３年", "2023", false),
            ("2023年度", "2023", false),
            ("二〇二三年", "2023", false),
            ("2023年末", "2023", false),
            ("（2023年）", "2023", false),
            ("2023年1-6月", "2023-06", true),
            ("2023年1—2月", "2023-02", true),
            ("2023年1至11月份", "2023-11", true),
            ("2023年一月", "2023-01", false),
            ("2023年十二月", "2023-12", false),
            ("2023年6月", "2023-06", false),
            ("2023年06月份", "2023-06", false),
            ("2023年6月末", "2023-06", false),
            ("2023.6", "2023-06", false),
            ("2023/06", "2023-06", false),
            ("202306", "2023-06", false),
            ("20230630", "2023-06-30", false),
            ("2023-6-30", "2023-06-30", false),
            ("2023年6月30日", "2023-06-30", false),
            ("2023年上半年", "2023H1", false),
            ("2023年下半年", "2023H2", false),
            ("2023年一季度", "2023Q1", false),
            ("2023年第2季度", "2023Q2", false),
            ("2023年前三季度", "2023Q3", true),
            ("2023年1-3季度", "2023Q3", true),
            ("2023年Q4", "2023Q4", false),
            ("2023年6月中旬", "2023-06X2", false),
            ("2023年第23周", "2023-W23", false),
            ("一季度", "2024Q1", false),
            ("6月", "2024-06", false),
            ("1-6月", "2024-06", true),
            ("上半年", "2024H1", false),
        ] {
            let expected = When { period: period.parse().unwrap(), running };
            assert_eq!(parse_when(text, Some(2024)), Some(expected), "{text}");
        }
        for text in [
            "",
            "年",
            "13月",
            "2023年13月",
            "3-6月",
            "GDP",
            "2023年计划",
            "20231",
            "6",
            "12.5",
            "1-6",
            "2023年2月30日",
            "999",
        ] {
            assert_eq!(parse_when(text, Some(2024)), None, "{text}");
        }
        assert_eq!(parse_when("6月", None), None);
    }

    #[test]
    fn periods_inside_titles() {
        let found = |text: &str| {
            find_when(text, None).map(|(when, rest)| (when.period.to_string(), when.running, rest))
        };
        assert_eq!(found("2023年1-6月全市主要指标"), Some(("2023-06".into(), true, "全市主要指标".into())));
        assert_eq!(found("全市（2023年）"), Some(("2023".into(), false, "全市（）".into())));
        assert_eq!(found("表3 各县2022年末人口"), Some(("2022".into(), false, "表3各县人口".into())));
        assert_eq!(found("规模以上工业（2000万元）"), None);
        assert_eq!(found("65岁及以上"), None);
        // What is no period stays as written: `零` and `到` are digits and dashes only inside one.
        let retail = Some(("2023-05".into(), false, "社会消费品零售总额".into()));
        assert_eq!(found("2023年5月社会消费品零售总额"), retail);
        assert_eq!(found("２０２３年实际到位资金"), Some(("2023".into(), false, "实际到位资金".into())));
        assert_eq!(found("2023-06X2 figures to enter").map(|found| found.0), Some("2023-06X2".into()));
        assert_eq!(found("2023Q4主要指标").map(|found| found.0), Some("2023Q4".into()));
    }
}
