//! Rules as offices write them: `功效系数(60)`, `基准值(24.097)`, `分档(0:15，100:25)`, `每±1=±1(0..60)`.

use baton_model::Message;

use super::{Cell, words};
use crate::diagnostic::{Diagnostic, Diagnostics, Spanned};
use crate::document::{Formula, MissingTable, Pairs, Points, Score, Treat, Unless, WordOr};
use crate::expr::{Origin, parse};
use crate::messages;

/// The parameter that stands without its name.
fn main_parameter(rule: &str) -> Option<&'static str> {
    match rule {
        "efficacy" => Some("base"),
        "target" => Some("target"),
        "baseline" => Some("baseline"),
        "best_ratio" => Some("best"),
        "rank_step" => Some("step"),
        "per_point" => Some("line"),
        "formula" => Some("ratio"),
        "relative" => Some("k"),
        _ => None,
    }
}

fn refuse(cell: &Cell, diagnostics: &mut Diagnostics) {
    let message = Message::new(&messages::BAD_SCORE_TEXT).with("found", &cell.value);
    diagnostics.push(Diagnostic::error(message, cell.span));
}

/// Half-width brackets, commas and colons.
fn narrow(text: &str) -> String {
    let narrow = |c| match c {
        '（' => '(',
        '）' => ')',
        '，' | '、' => ',',
        '：' => ':',
        '＝' => '=',
        '；' => ';',
        other => other,
    };
    text.trim().chars().map(narrow).collect()
}

fn formula(text: &str, cell: &Cell, diagnostics: &mut Diagnostics) -> Option<Formula> {
    let text = text.trim();
    let ast = parse(&Origin::new(cell.span, None), text, diagnostics)?;
    Some(Formula { ast, text: text.to_owned(), span: cell.span })
}

/// Cuts at a separator outside brackets and quotes.
fn split(text: &str, separator: char) -> Vec<&str> {
    let (mut depth, mut quoted, mut start, mut parts) = (0_i32, false, 0, Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '\'' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            _ if c == separator && depth == 0 && !quoted => {
                parts.push(text[start..at].trim());
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(text[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// `name(arguments)`, or just `name`.
fn call(text: &str) -> Option<(&str, &str)> {
    match text.split_once('(') {
        None => Some((text.trim(), "")),
        Some((name, rest)) => Some((name.trim(), rest.trim_end().strip_suffix(')')?)),
    }
}

/// Reads a score rule.
pub(super) fn read(cell: &Cell, diagnostics: &mut Diagnostics) -> Option<WordOr<Score>> {
    let text = narrow(&cell.value);
    if text.contains('每') {
        let score = steps(&text, cell, diagnostics);
        if score.is_none() {
            refuse(cell, diagnostics);
        }
        return score.map(WordOr::Table);
    }
    let Some((name, arguments)) = call(&text) else {
        refuse(cell, diagnostics);
        return None;
    };
    let Some(rule) = words::to_english(name, words::RULES) else {
        refuse(cell, diagnostics);
        return None;
    };
    let by = Spanned { value: rule.to_owned(), span: cell.span };
    if arguments.trim().is_empty() {
        return Some(WordOr::Word(by));
    }
    let mut score = Score { by: Some(by), span: cell.span, ..Score::default() };
    for argument in split(arguments, ',') {
        if !argue(&mut score, rule, argument, cell, diagnostics) {
            refuse(cell, diagnostics);
            return None;
        }
    }
    Some(WordOr::Table(score))
}

/// One argument: `key=value`, `edge:points`, or the rule's main parameter.
fn argue(score: &mut Score, rule: &str, argument: &str, cell: &Cell, diagnostics: &mut Diagnostics) -> bool {
    if let [edge, points] = split(argument, ':')[..] {
        let (Some(edge), Some(points)) =
            (formula(edge, cell, diagnostics), formula(points, cell, diagnostics))
        else {
            return false;
        };
        let pairs = match score.points.take() {
            Some(Points::Pairs(pairs)) => pairs,
            _ => Pairs { rows: Vec::new(), span: cell.span },
        };
        let mut pairs = pairs;
        pairs.rows.push((edge, points));
        score.points = Some(Points::Pairs(pairs));
        return true;
    }
    let named = argument.split_once('=').filter(|(key, _)| {
        let key = key.trim();
        !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '_')
    });
    let (key, value) = match named {
        Some((key, value)) => (key.trim(), value.trim()),
        None => match main_parameter(rule) {
            Some(key) => (key, argument),
            None => return false,
        },
    };
    set(score, key, value, cell, diagnostics)
}

fn set(score: &mut Score, key: &str, value: &str, cell: &Cell, diagnostics: &mut Diagnostics) -> bool {
    let word = Spanned { value: value.to_owned(), span: cell.span };
    if let Some((_, slot)) = score.words_mut().into_iter().find(|(name, _)| *name == key) {
        *slot = Some(word);
        return true;
    }
    let Some(value) = formula(value, cell, diagnostics) else { return false };
    if key == "points" {
        score.points = Some(Points::Formula(value));
        return true;
    }
    match score.formulas_mut().into_iter().find(|(name, _)| *name == key) {
        Some((_, slot)) => {
            *slot = Some(value);
            true
        }
        None => false,
    }
}

/// `[line]每±1=±0.5(0..60)` or `[line]每+1=+0.2,每-1=-0.1(0..60)`.
fn steps(text: &str, cell: &Cell, diagnostics: &mut Diagnostics) -> Option<Score> {
    let (line, rest) = text.split_once('每')?;
    let by = Spanned { value: "per_point".to_owned(), span: cell.span };
    let mut score = Score { by: Some(by), span: cell.span, ..Score::default() };
    if !line.trim().is_empty() {
        score.line = Some(formula(line, cell, diagnostics)?);
    }
    let (rest, bounds) = match rest.split_once('(') {
        Some((rest, bounds)) => (rest, Some(bounds.trim_end().strip_suffix(')')?)),
        None => (rest, None),
    };
    for part in rest.split(",每") {
        let (size, worth) = part.trim().split_once('=')?;
        let (sign, size) = signed(size)?;
        let (_, worth) = signed(worth)?;
        let worth = formula(worth, cell, diagnostics)?;
        score.step = Some(formula(size, cell, diagnostics)?);
        match sign {
            '±' => score.points = Some(Points::Formula(worth)),
            '+' => score.up = Some(worth),
            _ => score.down = Some(worth),
        }
    }
    if let Some(bounds) = bounds {
        let (min, max) = bounds.split_once("..")?;
        score.min = if min.trim().is_empty() { None } else { Some(formula(min, cell, diagnostics)?) };
        score.max = if max.trim().is_empty() { None } else { Some(formula(max, cell, diagnostics)?) };
    }
    Some(score)
}

fn signed(text: &str) -> Option<(char, &str)> {
    let text = text.trim();
    let sign = text.chars().next().filter(|c| matches!(c, '±' | '+' | '-'))?;
    Some((sign, text[sign.len_utf8()..].trim()))
}

/// Puts the number of the column 目标值 where the rule wants it and does not have it.
pub(super) fn with_target(score: WordOr<Score>, target: Formula) -> WordOr<Score> {
    let mut table = match score {
        WordOr::Word(by) => Score { span: by.span, by: Some(by), ..Score::default() },
        WordOr::Table(table) => table,
    };
    let rule = table.by.as_ref().map_or("", |by| by.value.as_str());
    let slot = match rule {
        "baseline" => &mut table.baseline,
        "per_point" => &mut table.line,
        "relative" => &mut table.r#ref,
        "best_ratio" => &mut table.best,
        _ => &mut table.target,
    };
    if slot.is_none() {
        *slot = Some(target);
    }
    WordOr::Table(table)
}

/// Writes a score rule so that [`read`] gives it back.
pub(super) fn write(score: &WordOr<Score>) -> String {
    let table = match score {
        WordOr::Word(by) => return words::to_chinese(&by.value, words::RULES).to_owned(),
        WordOr::Table(table) => table,
    };
    let rule = table.by.as_ref().map_or(String::new(), |by| by.value.clone());
    let main = main_parameter(&rule);
    let mut arguments: Vec<String> = Vec::new();
    for (key, slot) in table.formulas() {
        let Some(formula) = slot else { continue };
        if Some(key) == main {
            arguments.insert(0, formula.text.clone());
        } else {
            arguments.push(format!("{key}={}", formula.text));
        }
    }
    match &table.points {
        Some(Points::Formula(formula)) => arguments.push(format!("points={}", formula.text)),
        Some(Points::Pairs(pairs)) => {
            let rows = pairs.rows.iter().map(|(edge, points)| format!("{}:{}", edge.text, points.text));
            arguments.extend(rows);
        }
        None => {}
    }
    let texts = table.words().into_iter();
    arguments.extend(texts.filter_map(|(key, text)| Some(format!("{key}={}", text.as_ref()?.value))));
    let name = words::to_chinese(&rule, words::RULES);
    if arguments.is_empty() { format!("{name}()") } else { format!("{name}({})", arguments.join(", ")) }
}

/// Reads a policy for missing figures: `零分`, `points=3`, `组均值(within=attr.x)`, `上期值(max_age=2)`.
pub(super) fn read_missing(cell: &Cell, diagnostics: &mut Diagnostics) -> Option<WordOr<MissingTable>> {
    let text = narrow(&cell.value);
    if let Some(points) = text.strip_prefix("points=") {
        let points = formula(points, cell, diagnostics)?;
        return Some(WordOr::Table(MissingTable {
            points: Some(points),
            span: cell.span,
            ..MissingTable::default()
        }));
    }
    let (name, arguments) = call(&text)?;
    let word = words::to_english(name, words::MISSING).unwrap_or(name);
    let by = Spanned { value: word.to_owned(), span: cell.span };
    if arguments.is_empty() {
        return Some(WordOr::Word(by));
    }
    let mut table = MissingTable { by: Some(by), span: cell.span, ..MissingTable::default() };
    for argument in split(arguments, ',') {
        match argument.split_once('=') {
            Some(("within", value)) => table.within = Some(formula(value, cell, diagnostics)?),
            Some(("max_age", value)) => {
                table.max_age = value.trim().parse().ok().map(|value| Spanned { value, span: cell.span });
            }
            _ => {
                refuse(cell, diagnostics);
                return None;
            }
        }
    }
    Some(WordOr::Table(table))
}

/// Writes a policy so that [`read_missing`] gives it back.
pub(super) fn write_missing(missing: &WordOr<MissingTable>) -> String {
    let table = match missing {
        WordOr::Word(by) => return words::to_chinese(&by.value, words::MISSING).to_owned(),
        WordOr::Table(table) => table,
    };
    if let Some(points) = &table.points {
        return format!("points={}", points.text);
    }
    let name = table.by.as_ref().map_or("", |by| words::to_chinese(&by.value, words::MISSING));
    let within = table.within.as_ref().map(|within| format!("within={}", within.text));
    let max_age = table.max_age.as_ref().map(|age| format!("max_age={}", age.value));
    let arguments: Vec<String> = within.into_iter().chain(max_age).collect();
    if arguments.is_empty() { name.to_owned() } else { format!("{name}({})", arguments.join(", ")) }
}

/// Reads outlier treatment: `winsorise, log_ct; skew=2; kurtosis=3.5; max_points=5`.
pub(super) fn read_treat(cell: &Cell, diagnostics: &mut Diagnostics) -> Option<Treat> {
    let text = narrow(&cell.value);
    let mut parts = text.split(';');
    let item = |word: &str| Spanned { value: word.trim().to_owned(), span: cell.span };
    let functions = split(parts.next().unwrap_or(""), ',').into_iter().map(item).collect();
    let mut treat = Treat { r#try: Some(functions), span: cell.span, ..Treat::default() };
    let mut unless = Unless { span: cell.span, ..Unless::default() };
    for part in parts {
        let read = part.split_once('=').and_then(|(key, value)| {
            let number: f64 = value.trim().parse().ok()?;
            let spanned = Spanned { value: number, span: cell.span };
            match key.trim() {
                "skew" => unless.skew = Some(spanned),
                "kurtosis" => unless.kurtosis = Some(spanned),
                "max_points" => treat.max_points = Some(Spanned { value: number as u32, span: cell.span }),
                _ => return None,
            }
            Some(())
        });
        if read.is_none() {
            refuse(cell, diagnostics);
            return None;
        }
    }
    if unless.skew.is_some() || unless.kurtosis.is_some() {
        treat.unless = Some(unless);
    }
    Some(treat)
}

/// Writes outlier treatment so that [`read_treat`] gives it back.
pub(super) fn write_treat(treat: &Treat) -> String {
    let functions: Vec<&str> = treat.r#try.iter().flatten().map(|text| text.value.as_str()).collect();
    let mut text = functions.join(", ");
    let unless = treat.unless.clone().unwrap_or_default();
    let numbers = [
        ("skew", unless.skew.map(|number| number.value)),
        ("kurtosis", unless.kurtosis.map(|number| number.value)),
        ("max_points", treat.max_points.as_ref().map(|number| f64::from(number.value))),
    ];
    for (key, number) in numbers {
        if let Some(number) = number {
            text.push_str(&format!("; {key}={number}"));
        }
    }
    text
}
