//! Expressions that are right: what is written → the canonical text → the type.

use baton_scheme::expr::{Env, Expect, print};

use crate::world::{World, measure, read, type_of};

const VALUES: &[(&str, &str, &str)] = &[
    ("to(rd_expenditure,'亿元')/gdp*100", "to(rd_expenditure, '亿元') / gdp * 100", "number"),
    ("`R&D经费` / gdp", "`R&D经费` / gdp", "number"),
    ("2*population^2", "2 * population^2", "number"),
    ("-2^2", "-2^2", "number"),
    ("(-2)^2", "(-2)^2", "number"),
    ("((gdp))", "gdp", "亿元"),
    ("gdp + 1.50", "gdp + 1.5", "亿元"),
    ("亩均税收", "亩均税收", "万元/亩"),
    ("price_index", "price_index", "number"),
    ("secondary_share + tertiary_share", "secondary_share + tertiary_share", "%"),
    ("secondary_share-tertiary_share", "secondary_share - tertiary_share", "百分点"),
    ("secondary_share + share_change", "secondary_share + share_change", "%"),
    ("secondary_share - share_change", "secondary_share - share_change", "%"),
    ("share_change + secondary_share", "share_change + secondary_share", "%"),
    ("share_change - share_change", "share_change - share_change", "百分点"),
    ("secondary_share / tertiary_share", "secondary_share / tertiary_share", "number"),
    ("share_change / secondary_share", "share_change / secondary_share", "number"),
    ("100 - secondary_share", "100 - secondary_share", "number"),
    ("plan(gdp_growth) - 1", "plan(gdp_growth) - 1", "number"),
    ("gdp_growth + 1", "gdp_growth + 1", "%"),
    ("to(birth_rate, '%')", "to(birth_rate, '%')", "%"),
    ("birth_rate - prev_year(birth_rate)", "birth_rate - prev_year(birth_rate)", "千分点"),
    ("yoy(gdp)", "yoy(gdp)", "%"),
    ("yoy(price_index)", "yoy(price_index)", "%"),
    ("cagr(gdp, 3)", "cagr(gdp, 3)", "%"),
    ("diff(gdp_growth)", "diff(gdp_growth)", "百分点"),
    ("yoy_diff(secondary_share)", "yoy_diff(secondary_share)", "百分点"),
    ("yoy_diff(gdp)", "yoy_diff(gdp)", "亿元"),
    ("lag(investment,12)", "lag(investment, 12)", "亿元"),
    ("mean_over(investment, 3)", "mean_over(investment, 3)", "亿元"),
    ("month_of(tax_ytd)", "month_of(tax_ytd)", "亿元"),
    ("yoy(month_of(tax_ytd))", "yoy(month_of(tax_ytd))", "%"),
    ("ytd(investment)", "ytd(investment)", "亿元"),
    ("prev_year(attr.area)", "prev_year(attr.area)", "number"),
    ("prev_year(param.tax_mu)", "prev_year(param.tax_mu)", "number"),
    ("prev_year(attr.class)", "prev_year(attr.class)", "text"),
    ("as_published(gdp)", "as_published(gdp)", "亿元"),
    ("prev_year(as_published(gdp))", "prev_year(as_published(gdp))", "亿元"),
    ("gdp / plan_year(gdp) / elapsed()", "gdp / plan_year(gdp) / elapsed()", "number"),
    ("forecast(gdp)", "forecast(gdp)", "亿元"),
    ("parent(gdp) / parent(population)", "parent(gdp) / parent(population)", "number"),
    ("share(gdp)", "share(gdp)", "%"),
    ("children_sum(population)", "children_sum(population)", "万人"),
    ("2 * mean(prev_year(gdp))", "2 * mean(prev_year(gdp))", "number"),
    ("mean(prev_year(gdp))", "mean(prev_year(gdp))", "亿元"),
    ("stdev(gdp)", "stdev(gdp)", "亿元"),
    ("stdev(gdp_growth)", "stdev(gdp_growth)", "百分点"),
    ("n(gdp) + rank(gdp)", "n(gdp) + rank(gdp)", "number"),
    ("sum_in('month', investment)", "sum_in('month', investment)", "亿元"),
    ("mean_in('quarter', gdp_quarter)", "mean_in('quarter', gdp_quarter)", "亿元"),
    ("max_in('month', investment)", "max_in('month', investment)", "亿元"),
    ("count_in('month', investment > 0)", "count_in('month', investment > 0)", "number"),
    ("streak('year', gdp_growth >= 6)", "streak('year', gdp_growth >= 6)", "number"),
    ("round(gdp)", "round(gdp)", "亿元"),
    ("round(gdp, -2)", "round(gdp, -2)", "亿元"),
    ("least(gdp, 100) + greatest_of(gdp, 2)", "least(gdp, 100) + greatest_of(gdp, 2)", "亿元"),
    ("least_of(secondary_share, tertiary_share)", "least_of(secondary_share, tertiary_share)", "%"),
    ("coalesce(gdp, null, 0)", "coalesce(gdp, null, 0)", "亿元"),
    ("coalesce(null, attr.class)", "coalesce(null, attr.class)", "text"),
    ("nullif(gdp, 0)", "nullif(gdp, 0)", "亿元"),
    ("mod(period.month, 3)", "mod(period.month, 3)", "number"),
    (
        "power(gdp, 0.5) + sqrt(gdp) + ln(gdp) + log10(gdp) + exp(1)",
        "power(gdp, 0.5) + sqrt(gdp) + ln(gdp) + log10(gdp) + exp(1)",
        "number",
    ),
    ("floor(gdp) + ceil(gdp) - abs(gdp)", "floor(gdp) + ceil(gdp) - abs(gdp)", "亿元"),
    ("if(gdp > 100, gdp, null)", "if(gdp > 100, gdp, null)", "亿元"),
    ("case when gdp > 1 then 'A' else 'B' end", "case when gdp > 1 then 'A' else 'B' end", "text"),
    (
        "case attr.class when 'A' then gdp when 'B' then 0 end",
        "case attr.class when 'A' then gdp when 'B' then 0 end",
        "亿元",
    ),
    ("case when gdp > 1 then true end", "case when gdp > 1 then true end", "condition"),
    ("prev_year(result.county.total)", "prev_year(result.county.total)", "number"),
    ("lag(result.county.points.growth.1, 1)", "lag(result.county.points.growth.1, 1)", "number"),
    ("prev_year(result.county.grade)", "prev_year(result.county.grade)", "text"),
    (
        "result.zone.level - prev_year(result.zone.level)",
        "result.zone.level - prev_year(result.zone.level)",
        "number",
    ),
    ("result.zone.ratio.anything", "result.zone.ratio.anything", "number"),
    ("ledger.supervision.on_time_rate", "ledger.supervision.on_time_rate", "%"),
    ("ledger.supervision.votes['一等奖'] * 100", "ledger.supervision.votes['一等奖'] * 100", "number"),
    ("to(land, '公顷')", "to(land, '公顷')", "公顷"),
];

const CONDITIONS: &[(&str, &str)] = &[
    ("kind = 'county'", "kind = 'county'"),
    ("code in ('330100','330200')", "code in ('330100', '330200')"),
    ("secondary_share >= 45 and not attr.ecological", "secondary_share >= 45 and not attr.ecological"),
    ("attr.years<3", "attr.years < 3"),
    ("attr.ecological = true", "attr.ecological = true"),
    ("attr.class <> param.class", "attr.class <> param.class"),
    ("gdp between 1 and 2 and (population is null)", "gdp between 1 and 2 and population is null"),
    ("not (gdp in (1, -2)) or gdp not in (3)", "not gdp in (1, -2) or gdp not in (3)"),
    ("(gdp > 1) = (population > 1)", "(gdp > 1) = (population > 1)"),
    ("accidents_major > 0", "accidents_major > 0"),
    ("period.kind = 'month' and period.month in (3, 6)", "period.kind = 'month' and period.month in (3, 6)"),
    ("ratio < 0.6 or rank_change <= -3", "ratio < 0.6 or rank_change <= -3"),
    ("total > 90 and rank <= 3 and n > 10", "total > 90 and rank <= 3 and n > 10"),
    (
        "rank.rd <= 3 and points.growth.1 + points.growth.2 > ratio.rd",
        "rank.rd <= 3 and points.growth.1 + points.growth.2 > ratio.rd",
    ),
    ("grade = '优秀' and level >= 2", "grade = '优秀' and level >= 2"),
    ("mean(total) < total", "mean(total) < total"),
    ("(gdp is null) = false", "(gdp is null) = false"),
    ("name is not null", "name is not null"),
];

const SCORES: &[(&str, &str)] = &[
    ("mean", "%"),
    ("x - mean", "百分点"),
    ("(x - mean) / stdev", "number"),
    ("least(best, 60)", "%"),
    ("worst + median", "%"),
    ("n + rank", "number"),
    ("plan(gdp_growth)", "%"),
    ("plan_year(x)", "%"),
    ("prev_year(x)", "%"),
    ("2 * mean(prev_year(x))", "number"),
    ("mean(gdp)", "亿元"),
];

fn canonical(text: &str) -> String {
    let (tree, diagnostics, _) = read(text);
    assert!(diagnostics.is_empty(), "{text}: {diagnostics:?}");
    print(&tree.unwrap())
}

#[test]
fn values() {
    let world = World::new();
    for (text, printed, ty) in VALUES {
        assert_eq!(canonical(text), *printed);
        assert_eq!(canonical(printed), *printed);
        assert_eq!(type_of(text, &world.env(), Expect::Any), *ty, "{text}");
    }
}

#[test]
fn conditions() {
    let world = World::new();
    for (text, printed) in CONDITIONS {
        assert_eq!(canonical(text), *printed);
        assert_eq!(type_of(text, &world.late(), Expect::Bool), "condition");
    }
}

#[test]
fn in_a_score_rule() {
    let world = World::new();
    for (text, ty) in SCORES {
        assert_eq!(type_of(text, &world.score(), Expect::Number(None)), *ty, "{text}");
    }
    let nothing_declared = Expect::Number(Some(measure("")));
    assert_eq!(type_of("mean(gdp)", &world.score(), nothing_declared), "亿元");
    let plain = Env { value: Some(None), ..world.env() };
    assert_eq!(type_of("x - 1 + mean", &plain, Expect::Any), "number");
}

#[test]
fn constants_parameters_and_attributes() {
    let world = World::new();
    for text in ["60", "param.tax_mu * 2", "attr.area + 1", "if(attr.class = 'A', 60, 70)", "-1", "1 / 3"] {
        assert_eq!(type_of(text, &world.constant(), Expect::Number(None)), "number", "{text}");
    }
}

#[test]
fn in_an_open_workspace_names_take_the_type_they_are_used_with() {
    let world = World::new();
    for (text, ty) in [
        ("attr.class = 'A'", "condition"),
        ("'A' = attr.class", "condition"),
        ("attr.years < 3", "condition"),
        ("not attr.ecological", "condition"),
        ("attr.class in ('A', 'B')", "condition"),
        ("case attr.class when 'A' then 1 else 2 end", "number"),
        ("coalesce(attr.class, 'A')", "text"),
        ("if(attr.flag, attr.a, 'x')", "text"),
        ("prev_year(attr.class) = 'A'", "condition"),
        ("coalesce(attr.class, attr.other) = 'A'", "condition"),
        ("attr.area * 2", "number"),
        ("result.other.total + ledger.l.m + ledger.l.m['a']", "number"),
    ] {
        assert_eq!(type_of(text, &world.open(), Expect::Any), ty, "{text}");
    }
    assert_eq!(type_of("attr.flag", &world.open(), Expect::Bool), "condition");
    assert_eq!(type_of("attr.flag", &world.open(), Expect::Text), "text");
    assert_eq!(type_of("null", &world.open(), Expect::Text), "text");
}
