//! A small county: indicators, attributes, parameters, nodes, ledgers; and ways to read an expression in it.

use std::collections::{BTreeMap, BTreeSet};

use baton_model::{Accumulation, Catalogue, Indicator, Lang, Measure, PeriodKind};
use baton_scheme::diagnostic::{Diagnostic, Diagnostics, Sources, render};
use baton_scheme::expr::typed::{Type, Typed};
use baton_scheme::expr::{
    AttributeType, Env, Expect, LedgerMeasure, Ledgers, Origin, ParameterType, Phase, ast, check, parse,
};

pub(crate) struct World {
    pub(crate) catalogue: Catalogue,
    attributes: BTreeMap<String, AttributeType>,
    parameters: BTreeMap<String, ParameterType>,
    nodes: BTreeSet<String>,
    schemes: BTreeSet<String>,
    ledgers: Ledgers,
}

pub(crate) fn measure(text: &str) -> Measure {
    Measure::parse(text).unwrap()
}

fn indicator(
    code: &str,
    name: &str,
    unit: &str,
    accumulation: Accumulation,
    frequency: PeriodKind,
) -> Indicator {
    Indicator { accumulation, frequency, ..Indicator::new(code, name, measure(unit)) }
}

fn catalogue() -> Catalogue {
    use Accumulation::{Flow, Rate, Stock, Ytd};
    use PeriodKind::{Month, Quarter, Year};
    let mut rd = indicator("rd_expenditure", "研发经费", "万元", Flow, Year);
    rd.aliases.push("研发投入".to_owned());
    Catalogue::new(vec![
        indicator("gdp", "地区生产总值", "亿元", Flow, Year),
        rd,
        indicator("gdp_quarter", "地区生产总值（季）", "亿元", Flow, Quarter),
        indicator("gdp_growth", "地区生产总值增速", "%", Rate, Year),
        indicator("secondary_share", "第二产业占比", "%", Rate, Year),
        indicator("tertiary_share", "第三产业占比", "%", Rate, Year),
        indicator("share_change", "占比变化", "百分点", Rate, Year),
        indicator("birth_rate", "出生率", "‰", Rate, Year),
        indicator("tax_ytd", "税收收入（累计）", "亿元", Ytd, Month),
        indicator("investment", "固定资产投资", "亿元", Flow, Month),
        indicator("population", "常住人口", "万人", Stock, Year),
        indicator("land", "用地面积", "亩", Stock, Year),
        indicator("accidents_major", "重特大事故", "起", Flow, Year),
        indicator("price_index", "价格指数", "", Rate, Year),
        indicator("multiple", "倍数", "倍", Rate, Year),
        indicator("R&D经费", "研究与试验发展经费", "亿元", Flow, Year),
        indicator("亩均税收", "亩均税收额", "万元/亩", Rate, Year),
    ])
    .unwrap()
}

fn names(list: &[&str]) -> BTreeSet<String> {
    list.iter().map(|name| (*name).to_owned()).collect()
}

impl World {
    pub(crate) fn new() -> Self {
        let attributes = [
            ("class", AttributeType::Text),
            ("years", AttributeType::Number),
            ("area", AttributeType::Number),
            ("ecological", AttributeType::Bool),
        ];
        let parameters = [("tax_mu", ParameterType::Number), ("class", ParameterType::Text)];
        let rate = LedgerMeasure { measure: Some(Measure::percent()), options: None };
        let votes = LedgerMeasure { measure: None, options: Some(names(&["一等奖", "二等奖"])) };
        let supervision = BTreeMap::from([("on_time_rate".to_owned(), rate), ("votes".to_owned(), votes)]);
        Self {
            catalogue: catalogue(),
            attributes: attributes.map(|(name, ty)| (name.to_owned(), ty)).into(),
            parameters: parameters.map(|(name, ty)| (name.to_owned(), ty)).into(),
            nodes: names(&["innovation", "rd", "growth", "growth.1", "growth.2"]),
            schemes: names(&["county", "zone"]),
            ledgers: BTreeMap::from([("supervision".to_owned(), supervision)]),
        }
    }

    /// The value of a leaf, before anything is known.
    pub(crate) fn env(&self) -> Env<'_> {
        Env {
            attributes: &self.attributes,
            parameters: &self.parameters,
            nodes: &self.nodes,
            schemes: &self.schemes,
            this_scheme: "county",
            ledgers: &self.ledgers,
            ..Env::new(&self.catalogue)
        }
    }

    /// A condition after everything is known.
    pub(crate) fn late(&self) -> Env<'_> {
        Env { phase: Phase::Level, ..self.env() }
    }

    /// A score rule of a leaf in %.
    pub(crate) fn score(&self) -> Env<'_> {
        Env { value: Some(Some(Measure::percent())), ..self.env() }
    }

    /// A number that depends on constants, parameters and attributes only.
    pub(crate) fn constant(&self) -> Env<'_> {
        Env { allow_data: false, allow_group: false, allow_period: false, ..self.env() }
    }

    /// A workspace of which nothing is known yet.
    pub(crate) fn open(&self) -> Env<'_> {
        Env { open_attributes: true, open_schemes: true, open_ledgers: true, ..Env::new(&self.catalogue) }
    }
}

/// Reads a text without checking it.
pub(crate) fn read(text: &str) -> (Option<ast::Expr>, Vec<Diagnostic>, Sources) {
    let mut sources = Sources::default();
    let file = sources.add("表达式", text);
    let mut diagnostics = Diagnostics::default();
    let tree = parse(&Origin::whole_file(file, text), text, &mut diagnostics);
    (tree, diagnostics.into_sorted(), sources)
}

/// Reads and checks a text.
pub(crate) fn checked(
    text: &str,
    env: &Env<'_>,
    expect: Expect,
) -> (Option<Typed>, Vec<Diagnostic>, Sources) {
    let (tree, found, sources) = read(text);
    let mut diagnostics = Diagnostics::default();
    for diagnostic in found {
        diagnostics.push(diagnostic);
    }
    let typed = tree.and_then(|tree| check(&tree, env, expect, &mut diagnostics));
    (typed, diagnostics.into_sorted(), sources)
}

/// The codes of the complaints about a text.
pub(crate) fn codes(text: &str, env: &Env<'_>, expect: Expect) -> Vec<&'static str> {
    let (typed, diagnostics, _) = checked(text, env, expect);
    assert!(typed.is_some() || !diagnostics.is_empty(), "{text}: no tree and no reason");
    diagnostics.iter().map(|diagnostic| diagnostic.message.code()).collect()
}

/// The complaints about a text, drawn.
pub(crate) fn drawn(text: &str, env: &Env<'_>, expect: Expect, lang: Lang) -> String {
    let (_, diagnostics, sources) = checked(text, env, expect);
    diagnostics.iter().map(|diagnostic| render(diagnostic, &sources, lang, false)).collect()
}

/// The type of a text, which must be right.
pub(crate) fn type_of(text: &str, env: &Env<'_>, expect: Expect) -> String {
    let (typed, diagnostics, sources) = checked(text, env, expect);
    let complaints: String =
        diagnostics.iter().map(|diagnostic| render(diagnostic, &sources, Lang::En, false)).collect();
    assert!(complaints.is_empty(), "{text}\n{complaints}");
    match typed.unwrap().ty {
        Type::Number(Some(measure)) => measure.text().to_owned(),
        Type::Number(None) => "number".to_owned(),
        Type::Text => "text".to_owned(),
        Type::Bool => "condition".to_owned(),
    }
}
