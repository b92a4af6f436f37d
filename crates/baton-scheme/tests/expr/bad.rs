//! Expressions that are wrong, as people see it: what is written, and what is said about it.

use std::fmt::Write as _;

use baton_model::Lang;
use baton_scheme::expr::{Env, Expect};

use crate::world::{World, drawn, measure};

/// Every text with its complaints, in one readable file.
pub(crate) fn table(texts: &[&str], env: &Env<'_>, expect: &Expect, lang: Lang) -> String {
    let mut out = String::new();
    for text in texts {
        let complaints = drawn(text, env, expect.clone(), lang);
        assert!(!complaints.is_empty(), "nothing is said about {text}");
        let _ = writeln!(out, "━━ {text}\n{complaints}");
    }
    out
}

/// One snapshot file a topic, in `snapshots/`.
macro_rules! snapshot {
    ($name:literal, $texts:expr, $env:expr, $expect:expr) => {
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!($name, $crate::bad::table($texts, &$env, &$expect, baton_model::Lang::ZhCn));
        });
    };
}

pub(crate) use snapshot;

const NAMES: &[&str] = &[
    "gpd",
    "gdp_grwth + poplation",
    "GDP",
    "ｇｄｐ",
    "Kind = 'county'",
    "地区生产总值",
    "研发投入 / gdp",
    "zzz",
    "tax_mu",
    "years > 3",
    "innovation",
    "attr.class = A",
    "gdp²",
    "abs",
    "yoy + 1",
    "attr",
    "result",
    "attr.clas = 'A'",
    "attr.Class = 'A'",
    "attr.class.a",
    "param.tax",
    "param.zzz",
    "period.day",
    "atr.class",
    "gdp.total",
    "max(gdp, 1)",
    "avg(gdp)",
    "ABS(gdp)",
    "yyo(gdp)",
    "frobnicate(gdp, qqq)",
    "gdp(1)",
    "days_left < 3",
    "workdays_after(1, 2)",
    "count_if(gdp > 1)",
    "x",
    "mean",
    "total",
    "points.rd",
    "rank",
    "grade = 'A'",
    "result.zone",
    "result.zoen.total",
    "result.zone.totl",
    "result.zone.points",
    "result.zone.rank_change",
    "result.zone.total.rd",
    "result.county.total",
    "yoy(result.county.total)",
    "streak('year', result.county.grade = '优秀')",
    "prev_year(result.county.points.rdd)",
    "ledger.supervision",
    "ledger.dispatch.rate",
    "ledger.supervision.on_time",
    "ledger.supervision.votes",
    "ledger.supervision.votes['三等奖']",
    "ledger.supervision.on_time_rate['一等奖']",
    "attr.class['A']",
];

#[test]
fn names() {
    let world = World::new();
    snapshot!("names", NAMES, world.env(), Expect::Any);
}

const LATE: &[&str] = &[
    "points.rdd",
    "Total > 1",
    "prev_year(total)",
    "streak('year', grade = '优秀')",
    "parent(total)",
    "plan(total)",
    "mean > 1",
    "n(total) > best",
];

#[test]
fn results_of_this_run() {
    let world = World::new();
    snapshot!("results", LATE, world.late(), Expect::Any);
}

const TYPES: &[&str] = &[
    "gdp + 'a'",
    "-'a'",
    "gdp * (population > 1)",
    "not gdp",
    "gdp and population > 1",
    "kind or true",
    "kind = 1",
    "code = 330000",
    "gdp = 'A'",
    "attr.ecological = 'yes'",
    "name < 'B'",
    "attr.ecological > false",
    "gdp = null",
    "null <> gdp",
    "null = null",
    "gdp between null and 1",
    "kind between 'a' and 'b'",
    "gdp in (1, null)",
    "gdp in (population, 1)",
    "gdp in (1, 'a')",
    "kind in (1, 2)",
    "case gdp when 1 then 2 when 'a' then 3 end",
    "case gdp when null then 0 else 1 end",
    "case when gdp then 1 end",
    "case when gdp > 1 then 1 else 'A' end",
    "if(gdp, 1, 2)",
    "if(gdp > 1, 1, kind)",
    "coalesce(gdp, 'none')",
    "abs(kind)",
    "count_in('month', investment)",
    "sum_in('month', investment > 1)",
    "streak('year', gdp)",
];

#[test]
fn types() {
    let world = World::new();
    snapshot!("types", TYPES, world.env(), Expect::Any);
}

const UNITS: &[&str] = &[
    "rd_expenditure + gdp",
    "rd_expenditure / gdp",
    "rd_expenditure > gdp",
    "gdp + population",
    "gdp > accidents_major",
    "gdp between population and 5",
    "least(gdp, population)",
    "coalesce(gdp, rd_expenditure)",
    "case when gdp > 1 then gdp else population end",
    "case gdp when population then 1 end",
    "secondary_share > share_change",
    "share_change - secondary_share",
    "secondary_share + birth_rate",
    "birth_rate + share_change",
    "secondary_share = multiple",
    "yoy(gdp_growth)",
    "yoy(share_change)",
    "yoy(secondary_share - tertiary_share)",
    "cagr(gdp_growth, 3)",
    "to(gdp, '家')",
    "to(gdp, '')",
    "to(gdp, 亿元)",
    "to(gdp, 5)",
    "to(gdp / population, '%')",
    "to(gdp / population, '元')",
    "to(multiple, '%')",
    "to(secondary_share, '百分点')",
    "to(5, '百分点')",
    "share(gdp) * 100",
    "(secondary_share + 1) * 100",
    "100 * gdp_growth",
];

#[test]
fn units_of_measure() {
    let world = World::new();
    snapshot!("units", UNITS, world.env(), Expect::Any);
}

const FUNCTIONS: &[&str] = &[
    "abs()",
    "abs(gdp, 1)",
    "coalesce(gdp)",
    "elapsed(1)",
    "lag(gdp)",
    "lag(gdp, 0)",
    "lag(gdp, 1.5)",
    "lag(gdp, -1)",
    "lag(gdp, param.tax_mu)",
    "mean_over(gdp, 2000)",
    "round(gdp, population)",
    "round(gdp, 0.5)",
    "prev_year(5)",
    "yoy(1 + 2)",
    "yoy(gdp + gdp_quarter)",
    "lag(gdp / investment, 1)",
    "month_of(investment)",
    "month_of(gdp_growth)",
    "month_of(attr.area)",
    "ytd(tax_ytd)",
    "ytd(population)",
    "sum_in('months', investment)",
    "sum_in(month, investment)",
    "count_in('month', 1 > 0)",
    "as_published(gdp + 1)",
    "as_published(attr.area)",
    "as_published(prev_year(gdp))",
    "plan(5)",
    "plan(attr.area)",
    "plan(forecast(gdp))",
    "forecast(plan_year(gdp) + 1)",
];

#[test]
fn functions() {
    let world = World::new();
    snapshot!("functions", FUNCTIONS, world.env(), Expect::Any);
}

#[test]
fn where_only_constants_stand() {
    let world = World::new();
    let texts = [
        "gdp",
        "mean(attr.area)",
        "result.zone.total",
        "ledger.supervision.on_time_rate",
        "period.month",
        "elapsed()",
        "x",
    ];
    snapshot!("constants", &texts, world.constant(), Expect::Number(None));
}

#[test]
fn what_is_expected() {
    let world = World::new();
    let env = world.env();
    let in_unit = |unit: &str| Expect::Number(Some(measure(unit)));
    let mut out = table(&["gdp", "kind"], &env, &Expect::Bool, Lang::ZhCn);
    out += &table(&["gdp > 1", "kind"], &env, &Expect::Number(None), Lang::ZhCn);
    out += &table(&["gdp", "gdp > 1"], &env, &Expect::Text, Lang::ZhCn);
    out += &table(&["gdp", "population"], &env, &in_unit("万元"), Lang::ZhCn);
    out += &table(&["secondary_share - tertiary_share"], &env, &in_unit("%"), Lang::ZhCn);
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("expected", out);
    });
}

/// One of each sort in English.
const ENGLISH: &[&str] = &[
    "gdp -- note",
    "gdp > 30%",
    "（gdp） ≥ 1.5亿",
    "gdp > 1,000",
    "gdp == 1",
    "1 < gdp < 5",
    "(gdp + 1",
    "gpd + GDP",
    "地区生产总值",
    "total > 1",
    "result.county.total",
    "code = 330000",
    "gdp = null",
    "rd_expenditure / gdp",
    "secondary_share > share_change",
    "yoy(gdp_growth)",
    "yoy(gdp + gdp_quarter)",
    "lag(gdp, 0)",
    "max(gdp, 1)",
];

#[test]
fn in_english() {
    let world = World::new();
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("english", table(ENGLISH, &world.env(), &Expect::Any, Lang::En));
    });
}
