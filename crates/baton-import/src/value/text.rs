//! One cell's text → number, missing, or refused.

use super::decimal::plain_number;

/// What a text says.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// A number, perhaps with a suffix that scales it.
    Number(Number),
    /// A mark for a figure that does not exist, such as `—`.
    Missing,
    /// Neither.
    Refused(Fault),
}

/// A number as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// The digits, before the suffix scales them.
    pub value: f64,
    /// `亿`, `%`, `万元`: what follows the digits, half-width and without spaces; empty in most cells.
    pub suffix: String,
    /// What was unusual about the way it was written.
    pub oddity: Option<Oddity>,
}

/// A way of writing that is read, and said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Oddity {
    /// A footnote mark was dropped: `12.3①`.
    FootnoteMark,
    /// Brackets or a triangle were read as a minus: `(12.3)`, `△12.3`.
    AccountingMinus,
}

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// Words, or anything else.
    NotANumber,
    /// `#DIV/0!` and the like.
    ExcelError,
    /// `1,5` or `12,34,567`.
    Separators,
    /// `12 13`, `12；13`.
    SeveralNumbers,
    /// `约12`, `>5`, `12-15`.
    NotExact,
    /// `2023-01-05`, `3月`.
    Date,
    /// `∞`, `NaN`, `1e999`.
    NotFinite,
    /// `下降3.2`, `▼3.2`: the sign is said in words.
    SignInWords,
    /// `×××`, `12×`: masked.
    Masked,
}

/// Marks that yearbooks and offices use for a figure that does not exist. They are compared half-width, without spaces, in lower
/// case.
const MISSING: &[&str] = &[
    "-",
    "--",
    "---",
    "----",
    "—",
    "——",
    "———",
    "–",
    "――",
    "―",
    "─",
    "…",
    "……",
    "...",
    "......",
    "..",
    "/",
    "\\",
    "n/a",
    "na",
    "#n/a",
    "null",
    "none",
    "nil",
    "无",
    "无数据",
    "暂无",
    "缺",
    "缺报",
    "缺失",
    "未报",
    "未公布",
    "未统计",
    "不详",
    "不适用",
];

/// Is the text a mark for a missing figure, or blank?
pub fn is_missing(text: &str) -> bool {
    let folded = half_width(text);
    folded.is_empty() || MISSING.contains(&folded.as_str())
}

/// Reads the text of a cell.
pub fn read_text(text: &str) -> Reading {
    if let Some(value) = plain_number(text.as_bytes()) {
        return Reading::Number(Number { value, suffix: String::new(), oddity: None });
    }
    let (text, footnote) = without_footnote(text);
    let folded = half_width(text);
    let folded = folded.strip_prefix('\'').unwrap_or(&folded);
    if folded.is_empty() || MISSING.contains(&folded) {
        return Reading::Missing;
    }
    match number(folded, text) {
        Ok(mut number) => {
            if footnote {
                number.oddity = number.oddity.or(Some(Oddity::FootnoteMark));
            }
            Reading::Number(number)
        }
        Err(fault) => Reading::Refused(fault),
    }
}

/// Half-width signs, lower case, no white space: `１２．３ ％` → `12.3%`.
fn half_width(text: &str) -> String {
    let fold = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{2212}' | '\u{FE63}' => '-',
        '﹪' => '%',
        _ => c,
    };
    let keep = |c: &char| {
        !c.is_whitespace() && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{2060}' | '\u{AD}')
    };
    text.chars().filter(keep).map(fold).map(|c| c.to_ascii_lowercase()).collect()
}

/// Drops the footnote marks behind a digit, a percent sign or a closing bracket.
fn without_footnote(text: &str) -> (&str, bool) {
    let mark = |c: char| matches!(c, '①'..='⑳' | '⑴'..='⒇' | '*' | '＊' | '﹡' | '†' | '‡' | '¹' | '²' | '³' | '⁰'..='⁹' | '^');
    let trimmed = text.trim();
    let kept = trimmed.trim_end_matches(mark).trim_end();
    match kept.chars().next_back() {
        Some(last)
            if kept.len() < trimmed.len()
                && (last.is_numeric() || matches!(last, '%' | '％' | ')' | '）')) =>
        {
            (kept, true)
        }
        _ => (trimmed, false),
    }
}

fn number(folded: &str, original: &str) -> Result<Number, Fault> {
    if folded.starts_with('#') {
        return Err(Fault::ExcelError);
    }
    let (rest, minus, oddity) = sign(folded)?;
    let end = rest.find(|c: char| !matches!(c, '0'..='9' | '.' | ',')).unwrap_or(rest.len());
    let (digits, mut suffix) = rest.split_at(end);
    if !digits.contains(|c: char| c.is_ascii_digit()) {
        return Err(no_digits(rest));
    }
    let mut plain = ungroup(digits)?;
    if let Some(after) = exponent(suffix) {
        plain.push_str(&suffix[..suffix.len() - after.len()]);
        suffix = after;
    }
    check_suffix(suffix)?;
    if has_inner_space(original) {
        return Err(Fault::SeveralNumbers);
    }
    let value: f64 = plain.parse().map_err(|_| Fault::NotANumber)?;
    if !value.is_finite() {
        return Err(Fault::NotFinite);
    }
    let value = if minus && value != 0.0 { -value } else { value };
    Ok(Number { value, suffix: suffix.to_owned(), oddity })
}

/// The sign, written in one of its forms, and what is left.
fn sign(folded: &str) -> Result<(&str, bool, Option<Oddity>), Fault> {
    if let Some(inner) = folded.strip_prefix('(') {
        return match inner.split_once(')') {
            Some((inside, "" | "%")) if inside.starts_with(|c: char| c.is_ascii_digit()) => {
                // A percent sign outside the brackets belongs to the number inside.
                let rest = if folded.ends_with('%') && !inside.contains('%') {
                    return Err(Fault::NotANumber);
                } else {
                    inside
                };
                Ok((rest, true, Some(Oddity::AccountingMinus)))
            }
            _ => Err(Fault::NotANumber),
        };
    }
    if let Some(rest) = folded.strip_prefix(['△', '▲', '∆', 'δ']) {
        return Ok((rest, true, Some(Oddity::AccountingMinus)));
    }
    if folded.starts_with(['▼', '▽', '↑', '↓', '±']) {
        return Err(Fault::SignInWords);
    }
    match folded.strip_prefix(['-', '–', '—', '－']) {
        Some(rest) => Ok((rest, true, None)),
        None => Ok((folded.strip_prefix('+').unwrap_or(folded), false, None)),
    }
}

/// Takes out thousands separators that stand where they should.
fn ungroup(digits: &str) -> Result<String, Fault> {
    let (whole, decimals) = match digits.split_once('.') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (digits, None),
    };
    if let Some(decimals) = decimals {
        if decimals.contains('.') {
            return Err(Fault::Date);
        }
        if decimals.contains(',') || decimals.is_empty() {
            return Err(Fault::Separators);
        }
    }
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    let grouped = whole.contains(',');
    if grouped && (first.is_empty() || first.len() > 3 || groups.any(|group| group.len() != 3)) {
        return Err(Fault::Separators);
    }
    let mut plain = if whole.is_empty() { "0".to_owned() } else { whole.replace(',', "") };
    if let Some(decimals) = decimals {
        plain.push('.');
        plain.push_str(decimals);
    }
    Ok(plain)
}

/// What follows an exponent `e5`, `e+05`, `e-3`, when there is one.
fn exponent(suffix: &str) -> Option<&str> {
    let rest = suffix.strip_prefix('e')?;
    let rest = rest.strip_prefix(['+', '-']).unwrap_or(rest);
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    (end > 0).then(|| &rest[end..])
}

/// Why a text without digits at its start is no number.
fn no_digits(text: &str) -> Fault {
    let any = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let digits = text.contains(|c: char| c.is_ascii_digit());
    if matches!(text, "nan" | "inf" | "infinity" | "∞") {
        Fault::NotFinite
    } else if text.chars().all(|c| matches!(c, '×' | 'x' | '*' | '□' | '?' | '■')) {
        Fault::Masked
    } else if digits && any(&["下降", "减少", "增长", "增加", "上升", "提高", "负", "正"]) {
        Fault::SignInWords
    } else if digits
        && (any(&["约", "近", "超", "不足", "不低于", "不少于"])
            || text.starts_with(['<', '>', '≤', '≥', '~', '～']))
    {
        Fault::NotExact
    } else {
        Fault::NotANumber
    }
}

/// Refuses what may not follow digits; a unit of measure may, and is checked against the indicator's later.
fn check_suffix(suffix: &str) -> Result<(), Fault> {
    if suffix.is_empty() || suffix == "%" {
        return Ok(());
    }
    if suffix.starts_with(['-', '/', '年', '月', ':']) || (suffix.starts_with('日') && suffix.len() > 3) {
        let dated = suffix.chars().filter(|c| matches!(c, '-' | '/' | '年' | '月' | ':')).count();
        return Err(if dated > 1 || suffix.starts_with(['年', '月', '/', ':']) {
            Fault::Date
        } else {
            Fault::NotExact
        });
    }
    if suffix.starts_with(['~', '～', '–', '—', '±', '+'])
        || suffix.contains("左右")
        || suffix.contains("以上")
        || suffix.contains("以下")
    {
        return Err(Fault::NotExact);
    }
    if suffix.chars().all(|c| matches!(c, '×' | 'x' | '*' | '□' | '?' | '■')) {
        return Err(Fault::Masked);
    }
    if suffix.contains(|c: char| c.is_ascii_digit()) {
        return Err(Fault::SeveralNumbers);
    }
    if suffix.contains(['、', ';', ':', '(', ')', '=', '#', '"', '\'', '!', '?', '。', '·'])
        || suffix.chars().count() > 12
    {
        return Err(Fault::NotANumber);
    }
    Ok(())
}

/// Does white space part two digits? Then nobody can say whether it is one number.
fn has_inner_space(text: &str) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let mut chars = text.chars().peekable();
    let mut before = None;
    while let Some(c) = chars.next() {
        if c.is_whitespace() {
            while chars.peek().is_some_and(|c| c.is_whitespace()) {
                chars.next();
            }
            if digit(before) && digit(chars.peek().copied()) {
                return true;
            }
        }
        before = Some(c);
    }
    false
}

#[cfg(test)]
mod tests;
