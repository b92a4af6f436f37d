//! Units of measure (计量单位) with exact scale: 亿元 and 万元 differ by 10,000, 亩 is 1/15 公顷,
//! and % and 百分点 are different things.

use std::fmt;

/// A unit of measure such as `亿元`, `万元/亩`, `%`, `百分点`, `家`.
///
/// Two measures can be converted into each other when their dimensions are equal; they are the same
/// when their scale is equal too.
#[derive(Clone, Debug)]
pub struct Measure {
    text: String,
    dimension: Vec<(String, i8)>,
    scale: Scale,
}

impl PartialEq for Measure {
    fn eq(&self, other: &Self) -> bool {
        self.dimension == other.dimension && self.scale == other.scale
    }
}
impl Eq for Measure {}

/// An exact factor to the base unit of the dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Scale {
    numerator: u128,
    denominator: u128,
}

impl Scale {
    const ONE: Self = Self { numerator: 1, denominator: 1 };

    fn times(self, other: Self) -> Option<Self> {
        Self::reduced(
            self.numerator.checked_mul(other.numerator)?,
            self.denominator.checked_mul(other.denominator)?,
        )
    }

    fn over(self, other: Self) -> Option<Self> {
        self.times(Self { numerator: other.denominator, denominator: other.numerator })
    }

    fn reduced(numerator: u128, denominator: u128) -> Option<Self> {
        let (mut a, mut b) = (numerator, denominator);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        (a != 0).then(|| Self { numerator: numerator / a, denominator: denominator / a })
    }
}

/// A factor that takes a value from one measure to another: `value × multiply ÷ divide`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Factor {
    /// Multiply by this,
    pub multiply: f64,
    /// then divide by this.
    pub divide: f64,
}

impl Factor {
    /// Applies it; exact where both parts are representable.
    pub fn apply(self, value: f64) -> f64 {
        value * self.multiply / self.divide
    }
}

/// Why a text is not a unit of measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoMeasure(pub String);

impl fmt::Display for NoMeasure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}” is no unit of measure", self.0)
    }
}
impl std::error::Error for NoMeasure {}

/// Base names: name, dimension, factor to the dimension's base unit.
const BASES: &[(&str, &str, u128, u128)] = &[
    ("元", "yuan", 1, 1),
    ("人民币元", "yuan", 1, 1),
    ("美元", "usd", 1, 1),
    ("%", "percent", 1, 1),
    ("‰", "percent", 1, 10),
    ("百分点", "point", 1, 1),
    ("个百分点", "point", 1, 1),
    ("千分点", "point", 1, 10),
    ("平方米", "area", 1, 1),
    ("㎡", "area", 1, 1),
    ("m²", "area", 1, 1),
    ("亩", "area", 10_000, 15),
    ("公顷", "area", 10_000, 1),
    ("平方公里", "area", 1_000_000, 1),
    ("平方千米", "area", 1_000_000, 1),
    ("km²", "area", 1_000_000, 1),
    ("米", "length", 1, 1),
    ("公里", "length", 1_000, 1),
    ("千米", "length", 1_000, 1),
    ("毫克", "mass", 1, 1_000_000),
    ("微克", "mass", 1, 1_000_000_000),
    ("µg", "mass", 1, 1_000_000_000),
    ("μg", "mass", 1, 1_000_000_000),
    ("mg", "mass", 1, 1_000_000),
    ("克", "mass", 1, 1_000),
    ("千克", "mass", 1, 1),
    ("公斤", "mass", 1, 1),
    ("吨", "mass", 1_000, 1),
    ("立方米", "volume", 1, 1),
    ("m³", "volume", 1, 1),
    ("千瓦时", "electricity", 1, 1),
    ("度", "electricity", 1, 1),
    ("kWh", "electricity", 1, 1),
    ("千瓦", "power", 1, 1),
    ("兆瓦", "power", 1_000, 1),
    ("千克标准煤", "coal equivalent", 1, 1),
    ("吨标准煤", "coal equivalent", 1_000, 1),
    ("吨标煤", "coal equivalent", 1_000, 1),
    ("秒", "second", 1, 1),
    ("分钟", "second", 60, 1),
    ("小时", "second", 3_600, 1),
    ("工作日", "working day", 1, 1),
    ("个工作日", "working day", 1, 1),
    ("天", "day", 1, 1),
    ("日", "day", 1, 1),
    ("倍", "", 1, 1),
    ("", "", 1, 1),
];

/// Multiples written before a base name.
const PREFIXES: &[(&str, u128)] = &[
    ("万亿", 1_000_000_000_000),
    ("千亿", 100_000_000_000),
    ("百亿", 10_000_000_000),
    ("十亿", 1_000_000_000),
    ("亿", 100_000_000),
    ("千万", 10_000_000),
    ("百万", 1_000_000),
    ("十万", 100_000),
    ("万", 10_000),
    ("千", 1_000),
    ("百", 100),
];

impl Measure {
    /// Reads a unit of measure. `/` divides; every name that is not known is a dimension of its own (`家`, `台`), so
    /// that `家` and `户` are never added up.
    pub fn parse(text: &str) -> Result<Self, NoMeasure> {
        let refuse = || NoMeasure(text.to_owned());
        let trimmed = text.trim();
        if trimmed.chars().count() > 40 || trimmed.chars().any(char::is_control) {
            return Err(refuse());
        }
        let mut dimension: Vec<(String, i8)> = Vec::new();
        let mut scale = Scale::ONE;
        for (position, part) in trimmed.split(['/', '／']).enumerate() {
            if position > 0 && part.trim().is_empty() {
                return Err(refuse());
            }
            let (name, factor) = base(part.trim()).ok_or_else(refuse)?;
            scale =
                if position == 0 { scale.times(factor) } else { scale.over(factor) }.ok_or_else(refuse)?;
            if !name.is_empty() {
                add_power(&mut dimension, name, if position == 0 { 1 } else { -1 });
            }
        }
        dimension.retain(|(_, power)| *power != 0);
        dimension.sort();
        Ok(Self { text: trimmed.to_owned(), dimension, scale })
    }

    /// The plain number.
    pub fn number() -> Self {
        Self { text: String::new(), dimension: Vec::new(), scale: Scale::ONE }
    }

    /// 百分点, the difference of two percentages.
    pub fn percentage_point() -> Self {
        Self { text: "百分点".to_owned(), dimension: vec![("point".to_owned(), 1)], scale: Scale::ONE }
    }

    /// %, a share or a growth rate.
    pub fn percent() -> Self {
        Self { text: "%".to_owned(), dimension: vec![("percent".to_owned(), 1)], scale: Scale::ONE }
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Is it % (or ‰)?
    pub fn is_percent(&self) -> bool {
        self.is_just("percent")
    }

    /// Is it 百分点?
    pub fn is_percentage_point(&self) -> bool {
        self.is_just("point")
    }

    /// Has it no dimension and scale 1?
    pub fn is_number(&self) -> bool {
        self.dimension.is_empty() && self.scale == Scale::ONE
    }

    fn is_just(&self, name: &str) -> bool {
        matches!(&self.dimension[..], [(only, 1)] if only == name)
    }

    /// Do both measure the same kind of thing, whatever the scale?
    pub fn same_dimension(&self, other: &Self) -> bool {
        self.dimension == other.dimension
    }

    /// The factor from this measure to another of the same dimension.
    pub fn factor_to(&self, other: &Self) -> Option<Factor> {
        if !self.same_dimension(other) {
            return None;
        }
        let factor = self.scale.over(other.scale)?;
        Some(Factor { multiply: factor.numerator as f64, divide: factor.denominator as f64 })
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

fn add_power(dimension: &mut Vec<(String, i8)>, name: String, power: i8) {
    match dimension.iter_mut().find(|(known, _)| *known == name) {
        Some((_, sum)) => *sum = sum.saturating_add(power),
        None => dimension.push((name, power)),
    }
}

fn base(name: &str) -> Option<(String, Scale)> {
    if let Some(found) = known(name) {
        return Some(found);
    }
    for (prefix, multiple) in PREFIXES {
        let Some(rest) = name.strip_prefix(prefix) else { continue };
        if rest.is_empty() {
            return Some((String::new(), Scale { numerator: *multiple, denominator: 1 }));
        }
        let (dimension, scale) = known(rest).unwrap_or_else(|| (rest.to_owned(), Scale::ONE));
        return Some((dimension, scale.times(Scale { numerator: *multiple, denominator: 1 })?));
    }
    Some((name.to_owned(), Scale::ONE))
}

fn known(name: &str) -> Option<(String, Scale)> {
    let (_, dimension, numerator, denominator) = BASES.iter().find(|(known, ..)| *known == name)?;
    Some(((*dimension).to_owned(), Scale::reduced(*numerator, *denominator)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn m(text: &str) -> Measure {
        Measure::parse(text).unwrap()
    }

    #[test]
    fn conversions_are_exact() {
        let cases = [
            ("亿元", "万元", 1.5, 15_000.0),
            ("万元", "亿元", 24_097.0, 2.4097),
            ("公顷", "亩", 2.0, 30.0),
            ("亩", "公顷", 45.0, 3.0),
            ("万元/亩", "元/平方米", 1.0, 15.0),
            ("‰", "%", 5.0, 0.5),
            ("万千瓦时", "亿千瓦时", 1.0, 0.0001),
            ("万人", "人", 1.2, 12_000.0),
        ];
        for (from, to, value, expected) in cases {
            assert_eq!(m(from).factor_to(&m(to)).unwrap().apply(value), expected, "{from} → {to}");
        }
    }

    #[test]
    fn percent_is_not_percentage_point() {
        assert!(m("%").factor_to(&m("百分点")).is_none());
        assert!(m("%").factor_to(&m("倍")).is_none());
        assert!(m("家").factor_to(&m("户")).is_none());
        assert!(m("元").factor_to(&m("美元")).is_none());
        assert!(m("个百分点").is_percentage_point() && m("%").is_percent() && m("").is_number());
    }
}
