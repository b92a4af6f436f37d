//! What one text in a header or a label says: `2023年地区生产总值（亿元）` says a period, an indicator and a unit of measure.

use std::collections::BTreeSet;

use baton_model::{Catalogue, IndicatorId, Scenario};

use super::resolve::half_width;
use super::words::{Qualifier, Word, looks_like_measure, word};
use crate::options::Mapping;
use crate::units::{Found, UnitNames};
use crate::when::{When, find_when, parse_when};

/// What texts say, of one cell or of all above a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facets {
    /// Text that names a unit.
    pub(crate) unit: Option<String>,
    pub(crate) indicator: Option<IndicatorId>,
    pub(crate) when: Option<When>,
    pub(crate) measure: Option<String>,
    pub(crate) scenario: Option<Scenario>,
    pub(crate) qualifiers: BTreeSet<Qualifier>,
    /// Text that was not understood.
    pub(crate) unknown: Option<String>,
    /// A remark in brackets that says none of these: `（现价）`.
    pub(crate) remark: Option<String>,
}

impl Facets {
    /// Puts what a lower header says over what a higher one said.
    pub(crate) fn overlay(&mut self, lower: Self) {
        if lower.indicator.is_some() && lower.indicator != self.indicator {
            // Another indicator: what qualified the group above does not qualify it.
            self.measure = None;
            self.qualifiers.clear();
        }
        self.unit = lower.unit.or_else(|| self.unit.take());
        self.indicator = lower.indicator.or(self.indicator);
        self.when = lower.when.or(self.when);
        self.measure = lower.measure.or_else(|| self.measure.take());
        self.scenario = lower.scenario.or(self.scenario);
        self.qualifiers.extend(lower.qualifiers);
        self.remark = lower.remark.or_else(|| self.remark.take());
        self.unknown = lower.unknown;
    }
}

/// The vocabulary texts are held against.
#[derive(Clone, Copy)]
pub(crate) struct Vocabulary<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) units: &'a UnitNames,
    /// What names stand for that the catalogue does not have.
    pub(crate) mapping: &'a Mapping,
    /// The year of periods that do not say theirs.
    pub(crate) year: Option<i16>,
}

impl Vocabulary<'_> {
    /// Everything a text says.
    pub(crate) fn facets(&self, text: &str) -> Facets {
        let text = clean(text);
        let mut facets = Facets::default();
        if !text.is_empty() {
            self.analyse(&text, &mut facets, 0);
            if let Some(code) = self.mapping.code(&text) {
                self.said(code, text, &mut facets);
            }
        }
        facets
    }

    /// A header that was said to stand for an indicator, or for nothing.
    fn said(&self, code: &str, text: String, facets: &mut Facets) {
        match self.catalogue.by_code(code) {
            Some(indicator) => {
                facets.indicator = Some(indicator);
                facets.unknown = None;
                facets.qualifiers.clear();
            }
            None if code.is_empty() => *facets = Facets { unknown: Some(text), ..Facets::default() },
            None => {}
        }
    }

    /// What a name was said to stand for.
    fn mapped(&self, name: &str) -> Option<IndicatorId> {
        self.mapping.code(name).and_then(|code| self.catalogue.by_code(code))
    }

    /// What is left of a text when nothing in it is understood any more.
    fn rest(&self, text: &str, facets: &mut Facets) {
        match self.mapped(text) {
            Some(indicator) => facets.indicator = Some(indicator),
            None => facets.unknown = Some(text.to_owned()),
        }
    }

    /// The period of a header or label that is a date.
    pub(crate) fn date(&self, text: &str) -> Option<When> {
        parse_when(text.split('T').next().unwrap_or(text), self.year)
    }

    fn analyse(&self, text: &str, facets: &mut Facets, depth: usize) {
        if self.whole(text, facets) {
            return;
        }
        if depth > 6 {
            self.rest(text, facets);
            return;
        }
        if let Some((rest, inside)) = bracket(text) {
            self.inside(inside, facets);
            if !rest.is_empty() {
                self.analyse(&rest, facets, depth + 1);
            }
        } else if let Some((head, measure)) = measure_behind(text) {
            facets.measure = Some(measure);
            self.analyse(head, facets, depth + 1);
        } else if let Some((when, rest)) = find_when(text, self.year) {
            facets.when = Some(when);
            let rest = rest.trim_matches(['-', ':', ',', '、', '的']);
            if !rest.is_empty() {
                self.analyse(rest, facets, depth + 1);
            }
        } else if let Some((base, qualifier)) = self.qualified(text) {
            facets.indicator = Some(base);
            facets.qualifiers.insert(qualifier);
        } else if let Some((scenario, rest)) = scenario_at_edge(text) {
            facets.scenario = Some(scenario);
            self.analyse(rest, facets, depth + 1);
        } else {
            self.rest(text, facets);
        }
    }

    /// A text that is one thing as a whole.
    fn whole(&self, text: &str, facets: &mut Facets) -> bool {
        if let Some(indicator) = self.indicator(text) {
            facets.indicator = Some(indicator);
        } else if let Some(when) = parse_when(text, self.year) {
            facets.when = Some(when);
        } else if let Some(word) = word(text) {
            match word {
                Word::Qualifier(qualifier) => {
                    facets.qualifiers.insert(qualifier);
                }
                Word::Scenario(scenario) => facets.scenario = Some(scenario),
                Word::Neutral => {}
            }
        } else if looks_like_measure(&half_width(text), true) {
            facets.measure = Some(half_width(text));
        } else if self.is_unit(text) {
            facets.unit = Some(text.to_owned());
        } else {
            return false;
        }
        true
    }

    /// An indicator by its name, with or without a number or `其中：` in front.
    pub(crate) fn indicator(&self, text: &str) -> Option<IndicatorId> {
        self.catalogue.by_any_name(text).or_else(|| {
            let bare = without_lead(text);
            (bare.len() < text.len()).then(|| self.catalogue.by_any_name(bare)).flatten()
        })
    }

    fn is_unit(&self, text: &str) -> bool {
        !matches!(self.units.find(text, None), Found::Nothing)
    }

    /// `地区生产总值增长` → the indicator and what is said of it.
    fn qualified(&self, text: &str) -> Option<(IndicatorId, Qualifier)> {
        text.char_indices().skip(1).find_map(|(place, _)| {
            let base = self.indicator(text[..place].trim_end_matches(['-', ':', '：', '_', '/']))?;
            match word(&text[place..])? {
                Word::Qualifier(qualifier) => Some((base, qualifier)),
                _ => None,
            }
        })
    }

    /// What stands inside brackets.
    fn inside(&self, text: &str, facets: &mut Facets) {
        let text = text.trim();
        let half = half_width(text);
        let measure = ["计量单位:", "单位:"].iter().find_map(|lead| half.strip_prefix(lead)).unwrap_or(&half);
        if looks_like_measure(measure, false) || self.catalogue_measures(measure) {
            facets.measure = Some(measure.to_owned());
        } else if let Some(when) = parse_when(text, self.year) {
            facets.when = Some(when);
        } else if let Some(Word::Scenario(scenario)) = word(text) {
            facets.scenario = Some(scenario);
        } else if let Some(Word::Qualifier(qualifier)) = word(text) {
            facets.qualifiers.insert(qualifier);
        } else if !text.is_empty() {
            facets.remark = Some(text.to_owned());
        }
    }

    /// Is a text the unit of measure of some indicator, however unusual?
    fn catalogue_measures(&self, text: &str) -> bool {
        !text.is_empty() && self.catalogue.iter().any(|(_, indicator)| indicator.measure.text() == text)
    }
}

/// Line breaks and runs of white space inside a text mean nothing.
fn clean(text: &str) -> String {
    let text = text.trim().trim_matches(['*', '＊', '☆', '★']);
    text.chars()
        .filter(|c| !matches!(c, '\n' | '\r' | '\t' | '\u{200B}' | '\u{FEFF}'))
        .collect::<String>()
        .trim()
        .to_owned()
}

/// A name without `一、`, `1.`, `（一）`, `#`, `其中：` in front.
pub(crate) fn without_lead(text: &str) -> &str {
    let mut text = text.trim_start();
    loop {
        let before = text;
        text = text.trim_start_matches(['#', '＃', '·', '•', '—', '-', ' ', '\u{3000}']);
        for lead in ["其中：", "其中:", "其中，", "其中、", "其中"] {
            text = text.strip_prefix(lead).unwrap_or(text);
        }
        let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
        let rest = text.trim_start_matches(['（', '(']);
        let digits = rest.trim_start_matches(number);
        if digits.len() < rest.len() {
            let opened = rest.len() < text.len();
            let closed = if opened {
                digits.strip_prefix(['）', ')'])
            } else {
                digits.strip_prefix(['、', '.', '．'])
            };
            text = closed.unwrap_or(text);
        }
        if text.len() == before.len() {
            return text;
        }
    }
}

/// The last pair of brackets: the text without it, and what is inside.
fn bracket(text: &str) -> Option<(String, &str)> {
    const PAIRS: [(char, char); 4] = [('（', '）'), ('(', ')'), ('【', '】'), ('[', ']')];
    let end = text.rfind(['）', ')', '】', ']'])?;
    let close = text[end..].chars().next()?;
    let start =
        text[..end].rfind(|c| PAIRS.iter().any(|(open, other)| c == *open && same_kind(*other, close)))?;
    let open = text[start..].chars().next()?;
    let rest = format!("{}{}", text[..start].trim_end(), text[end + close.len_utf8()..].trim_start());
    Some((rest, &text[start + open.len_utf8()..end]))
}

/// Full-width and half-width brackets are mixed freely.
fn same_kind(a: char, b: char) -> bool {
    a == b || (matches!(a, '）' | ')') && matches!(b, '）' | ')'))
}

/// `地区生产总值/亿元`, `地区生产总值：亿元`, `增速%`.
fn measure_behind(text: &str) -> Option<(&str, String)> {
    if let Some(head) = text.strip_suffix(['%', '％']) {
        let head = head.trim_end_matches([' ', '/', ':', '：', ',', '，']);
        return (!head.is_empty()).then(|| (head, "%".to_owned()));
    }
    let place = text.rfind(['/', '：', ':', '，', ',', '_', ' '])?;
    let separator = text[place..].chars().next()?;
    let measure = half_width(&text[place + separator.len_utf8()..]);
    let head = text[..place].trim_end();
    (!head.is_empty() && looks_like_measure(&measure, true)).then_some((head, measure))
}

/// `计划投资额`, `GDP目标`: a scenario at either end.
fn scenario_at_edge(text: &str) -> Option<(Scenario, &str)> {
    const WORDS: [(&str, Scenario); 8] = [
        ("年度目标", Scenario::Plan),
        ("目标值", Scenario::Plan),
        ("计划数", Scenario::Plan),
        ("计划", Scenario::Plan),
        ("目标", Scenario::Plan),
        ("预测", Scenario::Forecast),
        ("预计", Scenario::Forecast),
        ("实际", Scenario::Actual),
    ];
    WORDS.iter().find_map(|(word, scenario)| {
        let rest = text.strip_suffix(word).or_else(|| text.strip_prefix(word))?;
        let rest = rest.trim_matches(['-', ':', '：', ' ']);
        (!rest.is_empty()).then_some((*scenario, rest))
    })
}
