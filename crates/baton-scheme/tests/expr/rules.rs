//! The sentences of the contract (SCHEME.md §2), each with a test.

use baton_scheme::diagnostic::Severity;
use baton_scheme::expr::typed::{GroupFunction, Kind, Outcome, TimeFunction, Type, Typed};
use baton_scheme::expr::{Env, Expect, Phase, indicators_read, is_reserved, walk};

use crate::world::{World, checked, codes, read};

fn kind(text: &str, env: &Env<'_>) -> Kind {
    let (typed, diagnostics, _) = checked(text, env, Expect::Any);
    assert!(diagnostics.is_empty(), "{text}: {diagnostics:?}");
    typed.unwrap().kind
}

#[test]
fn a_negated_test_is_wrapped_in_not() {
    let world = World::new();
    for text in ["gdp not between 1 and 2", "gdp is not null", "gdp not in (1)"] {
        assert!(matches!(kind(text, &world.env()), Kind::Not(_)), "{text}");
    }
}

#[test]
fn if_and_case_with_a_subject_become_plain_cases() {
    let world = World::new();
    let plain = kind("case when attr.class = 'A' then 1 else 2 end", &world.env());
    let without_places = |kind: &Kind| {
        format!("{kind:?}")
            .split("span:")
            .map(|part| part.split_once('}').map_or(part, |(_, rest)| rest).to_owned())
            .collect::<String>()
    };
    for text in ["case attr.class when 'A' then 1 else 2 end", "if(attr.class = 'A', 1, 2)"] {
        assert_eq!(without_places(&kind(text, &world.env())), without_places(&plain), "{text}");
    }
}

#[test]
fn a_statistic_alone_is_that_of_the_leafs_own_value() {
    let world = World::new();
    for (text, function) in [
        ("best", GroupFunction::Best),
        ("worst", GroupFunction::Worst),
        ("mean", GroupFunction::Mean),
        ("median", GroupFunction::Median),
        ("stdev", GroupFunction::Stdev),
        ("n", GroupFunction::Count),
        ("rank", GroupFunction::Rank),
    ] {
        let Kind::Group(found, of) = kind(text, &world.score()) else { panic!("{text}") };
        assert_eq!((found, of.kind), (function, Kind::Value), "{text}");
        assert_eq!(kind(text, &world.score()), kind(text, &world.score()));
        assert!(matches!(kind(&format!("{text}(x)"), &world.score()), Kind::Group(..)));
    }
    let late = Env { phase: Phase::Rank, ..world.score() };
    assert!(matches!(kind("rank", &late), Kind::Group(..)), "in a score table the leaf's own rank wins");
}

#[test]
fn results_exist_only_after_their_step() {
    let world = World::new();
    let phases = [Phase::Inputs, Phase::Points, Phase::Total, Phase::Rank, Phase::Grade, Phase::Level];
    for (text, first) in [
        ("points.rd", Phase::Points),
        ("ratio.rd", Phase::Points),
        ("total", Phase::Total),
        ("ratio", Phase::Total),
        ("rank.rd", Phase::Rank),
        ("rank", Phase::Rank),
        ("n", Phase::Rank),
        ("rank_change", Phase::Rank),
        ("grade", Phase::Grade),
        ("level", Phase::Level),
    ] {
        for phase in phases {
            let env = Env { phase, ..world.env() };
            let found = codes(text, &env, Expect::Any);
            let expected: &[&str] = if phase >= first { &[] } else { &["E111"] };
            assert_eq!(found, expected, "{text} in {phase:?}");
        }
    }
    assert_eq!(kind("ratio", &world.late()), Kind::Outcome(Outcome::TotalRatio));
    assert_eq!(kind("points.growth.1", &world.late()), Kind::Outcome(Outcome::Points("growth.1".into())));
    assert_eq!(kind("points.`growth.1`", &world.late()), Kind::Outcome(Outcome::Points("growth.1".into())));
}

#[test]
fn a_scheme_reads_its_own_results_of_earlier_periods_only() {
    let world = World::new();
    for text in [
        "prev_year(result.county.total)",
        "lag(result.county.total, 1)",
        "mean_over(prev_year(result.county.total), 3)",
        "prev_year(mean_over(result.county.total, 3))",
        "streak('year', prev_year(result.county.grade) = '优秀')",
        "yoy(result.zone.total)",
    ] {
        assert!(codes(text, &world.env(), Expect::Any).is_empty(), "{text}");
    }
    for text in [
        "result.county.total",
        "yoy(result.county.total)",
        "diff(result.county.total)",
        "mean_over(result.county.total, 3)",
        "sum_in('month', result.county.total)",
        "streak('year', result.county.total > 90)",
        "prev_year(result.zone.total) + result.county.total",
    ] {
        assert_eq!(codes(text, &world.env(), Expect::Any), ["E119"], "{text}");
    }
}

#[test]
fn counts_are_kept() {
    let world = World::new();
    for (text, function) in [
        ("lag(gdp, 2)", TimeFunction::Lag(2)),
        ("cagr(gdp, 3)", TimeFunction::Cagr(3)),
        ("mean_over(gdp, 4)", TimeFunction::MeanOver(4)),
        ("prev_year(gdp)", TimeFunction::PrevYear),
    ] {
        let Kind::Time(found, _) = kind(text, &world.env()) else { panic!("{text}") };
        assert_eq!(found, function);
    }
}

#[test]
fn conversion_is_exact() {
    let world = World::new();
    let Kind::Convert(_, factor) = kind("to(rd_expenditure, '亿元')", &world.env()) else { panic!() };
    assert_eq!(factor.apply(15_000.0), 1.5);
}

#[test]
fn indicators_come_in_reading_order_each_once() {
    let world = World::new();
    let text = "population * gdp + gdp + as_published(investment) + prev_year(secondary_share) * population";
    let (typed, ..) = checked(text, &world.env(), Expect::Any);
    let typed: Typed = typed.unwrap();
    let read: Vec<&str> =
        indicators_read(&typed).into_iter().map(|id| world.catalogue.get(id).code.as_str()).collect();
    assert_eq!(read, ["population", "gdp", "investment", "secondary_share"]);
    let mut count = 0;
    walk(&typed, &mut |_| count += 1);
    assert_eq!(count, 12);
}

#[test]
fn every_mistake_is_reported_at_once() {
    let world = World::new();
    let found = codes("gpd + 1.5亿 > 30% && nosuch = ‘A’", &world.env(), Expect::Any);
    assert_eq!(found, ["E102", "E012", "E006", "E021", "E108", "E023"]);
}

#[test]
fn a_reserved_word_in_another_case_is_named() {
    let world = World::new();
    for text in ["X", "TOTAL", "Grade", "ＭＥＡＮ"] {
        assert_eq!(codes(text, &world.late(), Expect::Any), ["E103"], "{text}");
    }
}

#[test]
fn every_function_of_the_contract_exists_and_its_name_is_taken() {
    let world = World::new();
    let listed = "if coalesce nullif abs ln log10 exp sqrt power mod round floor ceil least greatest least_of \
                  greatest_of to lag prev_year yoy diff yoy_diff cagr mean_over month_of ytd as_published sum_in \
                  mean_in max_in count_in streak plan plan_year forecast parent share children_sum best worst mean \
                  median stdev n rank";
    for name in listed.split_whitespace() {
        assert!(is_reserved(name), "{name}");
        assert_eq!(codes(&format!("{name}()"), &world.env(), Expect::Any), ["E401"], "{name}");
    }
    assert!(is_reserved("elapsed"));
    assert!(codes("elapsed()", &world.env(), Expect::Any).is_empty());
}

#[test]
fn what_other_languages_have_does_not_exist_here() {
    let world = World::new();
    for text in [
        "max(gdp, 1)",
        "gdp like 'a'",
        "cast(gdp as text)",
        "gdp || 'a'",
        "exists(gdp)",
        "gdp is true",
        "[1, 2]",
        "{gdp}",
        "gdp ? 1 : 2",
        "distinct gdp",
        "gdp.0",
        "$gdp",
        "'a' 'b'",
        "gdp =~ 'a'",
        "~gdp",
        "gdp << 1",
        "0x1F",
        "1_000",
        "date '2025-01-01'",
        "interval 1 day",
        "select gdp",
        "gdp; gdp",
    ] {
        assert!(!codes(text, &world.env(), Expect::Any).is_empty(), "{text}");
    }
}

#[test]
fn ids_contain_no_hyphen() {
    let world = World::new();
    assert_eq!(codes("gdp-growth", &world.env(), Expect::Any), ["E102"], "a hyphen is a minus sign");
}

#[test]
fn a_lint_does_not_stand_in_the_way() {
    let world = World::new();
    let (typed, diagnostics, _) = checked("share(gdp) * 100", &world.env(), Expect::Any);
    assert!(typed.is_some());
    assert_eq!(diagnostics[0].severity, Severity::Lint);
}

#[test]
fn a_tree_comes_with_forms_that_have_one_meaning_and_not_with_broken_text() {
    for text in
        ["gdp > 30%", "（gdp）", "gdp == 1", "1,000", "(gdp + 1", "NOT true", "gdp -- 现价", "1 < gdp < 2"]
    {
        let (tree, diagnostics, _) = read(text);
        assert!(tree.is_some() && !diagnostics.is_empty(), "{text}");
    }
    for text in ["gdp +", "gdp gdp", "abs(", "case", "gdp in ()", "``", "least(gdp, , 1)", "gdp)", "attr."] {
        let (tree, diagnostics, _) = read(text);
        assert!(tree.is_none() && !diagnostics.is_empty(), "{text}");
    }
}

#[test]
fn nulls_take_the_type_of_what_stands_beside_them() {
    let world = World::new();
    let Kind::Case(arms, Some(otherwise)) = kind("if(gdp > 1, null, 'A')", &world.env()) else { panic!() };
    assert_eq!((&arms[0].1.ty, &otherwise.ty), (&Type::Text, &Type::Text));
}

#[test]
fn a_subject_is_read_once() {
    let world = World::new();
    let found = codes("case gpd when 1 then 2 when 2 then 3 end", &world.env(), Expect::Any);
    assert_eq!(found, ["E102"]);
}
