//! The indicator catalogue (指标目录): what is measured, in what unit, how it accumulates.

use std::collections::HashMap;
use std::fmt;

use unicode_normalization::UnicodeNormalization;

use crate::measure::Measure;
use crate::period::PeriodKind;

/// Which way is good (指标方向).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// 正向
    Higher,
    /// 逆向
    Lower,
    /// 中性
    None,
}

impl Direction {
    /// Reads `higher`, `lower`, `none`.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "higher" | "正向" => Some(Self::Higher),
            "lower" | "逆向" => Some(Self::Lower),
            "none" | "中性" => Some(Self::None),
            _ => None,
        }
    }
}

/// How a figure adds up over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accumulation {
    /// A level at a date (时点数).
    Stock,
    /// An amount of the period (当期).
    Flow,
    /// A running total from January (累计).
    Ytd,
    /// A rate or an index, never added.
    Rate,
}

impl Accumulation {
    /// Reads `stock`, `flow`, `ytd`, `rate`.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "stock" => Some(Self::Stock),
            "flow" => Some(Self::Flow),
            "ytd" => Some(Self::Ytd),
            "rate" => Some(Self::Rate),
            _ => None,
        }
    }

    /// May figures of merged units be summed?
    pub fn is_additive(self) -> bool {
        self != Self::Rate
    }
}

/// An indicator (指标).
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Identifier used in expressions.
    pub code: String,
    /// Official name.
    pub name: String,
    /// Other names under which it is published.
    pub aliases: Vec<String>,
    /// Unit of measure.
    pub measure: Measure,
    /// Which way is good.
    pub direction: Direction,
    /// How it adds up.
    pub accumulation: Accumulation,
    /// How often it is published.
    pub frequency: PeriodKind,
    /// Decimals as published.
    pub decimals: Option<u8>,
    /// Department that answers for it.
    pub owner: Option<String>,
    /// Definition (口径).
    pub definition: Option<String>,
    /// Read as 0 once the period is closed (未登记即为零).
    pub absent_is_zero: bool,
    /// A current-price amount, whose growth is nominal.
    pub current_price: bool,
    /// Series to read, the first that has a figure; empty means any, the one recorded last.
    pub series: Vec<String>,
    /// Formula of a derived indicator.
    pub formula: Option<String>,
    /// The least value that can be (取值下限), such as 0 for an amount that is never negative.
    pub least: Option<f64>,
    /// The largest value that can be (取值上限), such as 100 for a share in per cent.
    pub most: Option<f64>,
}

impl Indicator {
    /// A yearly flow, higher is better, with nothing else said.
    pub fn new(code: impl Into<String>, name: impl Into<String>, measure: Measure) -> Self {
        Self {
            code: code.into(),
            name: name.into(),
            aliases: Vec::new(),
            measure,
            direction: Direction::Higher,
            accumulation: Accumulation::Flow,
            frequency: PeriodKind::Year,
            decimals: None,
            owner: None,
            definition: None,
            absent_is_zero: false,
            current_price: false,
            series: Vec::new(),
            formula: None,
            least: None,
            most: None,
        }
    }

    /// A number of people, firms, hectares at a date? Money, rates and scores may fall below zero.
    pub fn is_count(&self) -> bool {
        let measure = &self.measure;
        let counted = !measure.is_number() && !measure.is_percent() && !measure.is_percentage_point();
        let other = ["元", "分", "度", "%", "‰"];
        self.accumulation == Accumulation::Stock
            && counted
            && !other.iter().any(|word| measure.text().contains(word))
    }

    /// The least and the largest value that can be: as declared, and 0 for the least of a count.
    pub fn range(&self) -> (Option<f64>, Option<f64>) {
        (self.least.or_else(|| self.is_count().then_some(0.0)), self.most)
    }

    /// Can the indicator have this value? A value that is missing always can.
    pub fn can_be(&self, value: f64) -> bool {
        let (least, most) = self.range();
        !least.is_some_and(|least| value < least) && !most.is_some_and(|most| value > most)
    }

    /// The values it can have, as people write them: `0～100%`, `≥ 0 亿元`; none where every number can be.
    pub fn range_text(&self) -> Option<String> {
        let values = match self.range() {
            (Some(least), Some(most)) => format!("{least}～{most}"),
            (Some(least), None) => format!("≥ {least}"),
            (None, Some(most)) => format!("≤ {most}"),
            (None, None) => return None,
        };
        let close = self.measure.is_number() || self.measure.is_percent();
        Some(format!("{values}{}{}", if close { "" } else { " " }, self.measure.text()))
    }
}

/// The place of an indicator in its catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IndicatorId(pub u32);

impl IndicatorId {
    /// As an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Two indicators claim one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameClash {
    /// The name, code or alias.
    pub name: String,
    /// Codes of both indicators.
    pub codes: (String, String),
}

impl fmt::Display for NameClash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}” names both {} and {}", self.name, self.codes.0, self.codes.1)
    }
}
impl std::error::Error for NameClash {}

/// All indicators of a workspace, found by code, name or alias.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    indicators: Vec<Indicator>,
    by_code: HashMap<String, IndicatorId>,
    by_name: HashMap<String, IndicatorId>,
}

impl Catalogue {
    /// Builds the index; a code, name or alias used twice is refused.
    pub fn new(indicators: Vec<Indicator>) -> Result<Self, NameClash> {
        let mut catalogue = Self::default();
        for indicator in indicators {
            catalogue.add(indicator)?;
        }
        Ok(catalogue)
    }

    /// Adds one.
    pub fn add(&mut self, indicator: Indicator) -> Result<IndicatorId, NameClash> {
        let id = IndicatorId(u32::try_from(self.indicators.len()).unwrap_or(u32::MAX));
        let own = [&indicator.code, &indicator.name];
        for name in own.into_iter().chain(&indicator.aliases) {
            let previous = self.by_name.insert(fold(name), id);
            if let Some(other) = previous.filter(|other| *other != id) {
                let codes = (self.get(other).code.clone(), indicator.code.clone());
                return Err(NameClash { name: name.clone(), codes });
            }
        }
        self.by_code.insert(indicator.code.nfc().collect(), id);
        self.indicators.push(indicator);
        Ok(id)
    }

    /// The indicator at a place.
    pub fn get(&self, id: IndicatorId) -> &Indicator {
        &self.indicators[id.index()]
    }

    /// By exact code after NFC.
    pub fn by_code(&self, code: &str) -> Option<IndicatorId> {
        self.by_code.get(code).copied().or_else(|| self.by_code.get(&code.nfc().collect::<String>()).copied())
    }

    /// By code, name or alias, ignoring width, case and white space: for column headers.
    pub fn by_any_name(&self, name: &str) -> Option<IndicatorId> {
        self.by_name.get(&fold(name)).copied()
    }

    /// All indicators in file order.
    pub fn iter(&self) -> impl Iterator<Item = (IndicatorId, &Indicator)> {
        (0..).map(IndicatorId).zip(&self.indicators)
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.indicators.len()
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.indicators.is_empty()
    }
}

/// Folds width, case and white space: `Ｒ＆Ｄ 经费` and `r&d经费` meet.
pub fn fold(name: &str) -> String {
    name.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn found_by_any_name() {
        let mut rd = Indicator::new("rd_expenditure", "R&D经费", Measure::parse("亿元").unwrap());
        rd.aliases.push("研发经费".into());
        let mut catalogue = Catalogue::new(vec![rd]).unwrap();
        assert_eq!(catalogue.by_any_name("Ｒ＆Ｄ 经费"), Some(IndicatorId(0)));
        assert_eq!(catalogue.by_any_name("研发经费"), Some(IndicatorId(0)));
        assert_eq!(catalogue.by_code("研发经费"), None);
        let clash = catalogue.add(Indicator::new("rd", "研发经费", Measure::number())).unwrap_err();
        assert_eq!(clash.codes, ("rd_expenditure".into(), "rd".into()));
    }
}
