//! The five stories of docs/demo_city.md, found through the product.

use baton_testkit::service::Prepared;
use baton_testkit::service::check::check;
use baton_testkit::service::compare::{CompareRequest, compare};
use baton_testkit::service::explain::{Answered, ExplainRequest, answer};
use baton_testkit::service::model::Lang;
use baton_testkit::service::score::Change;

use super::place::{change, city, late, period, prepared, ranking, row};

/// 1. A county whose rank falls on R&D.
#[test]
fn linjiang_falls_on_research() {
    let folder = city();
    let prepared_now = prepared(folder.path(), "county_hqd");
    let now = ranking(&prepared_now, "2025");
    let linjiang = row(&now, "临江县");
    assert_eq!((linjiang.rank, linjiang.change), (Some(2), Change::Places(-1)));
    assert_eq!(linjiang.lost[0].id, "rd");
    let request = CompareRequest {
        from: period("2024"),
        to: period("2025"),
        unit: Some("临江县".into()),
        as_of: late(),
    };
    let compared = compare(&prepared_now, &request).unwrap();
    let drop = |id: &str| {
        let leaf = compared.leaves.iter().find(|leaf| leaf.id == id).unwrap();
        leaf.points[1].unwrap() - leaf.points[0].unwrap()
    };
    let worst = compared.leaves.iter().min_by(|a, b| {
        let moved = |leaf: &baton_testkit::service::compare::LeafChange| {
            leaf.points[1].unwrap_or_default() - leaf.points[0].unwrap_or_default()
        };
        moved(a).total_cmp(&moved(b))
    });
    assert_eq!(worst.unwrap().id, "rd");
    assert!(drop("rd") < -4.0, "{}", drop("rd"));
    // With last year's spending it would still lead.
    change(folder.path(), "临江县", "研发经费", "2025", Some("57852"));
    assert_eq!(row(&ranking(&prepared(folder.path(), "county_hqd"), "2025"), "临江县").rank, Some(1));
}

/// 2. A county that rises only because a peer fell.
#[test]
fn woxi_rises_because_guangzhu_falls() {
    let folder = city();
    let prepared_now = prepared(folder.path(), "county_hqd");
    let (then, now) = (ranking(&prepared_now, "2024"), ranking(&prepared_now, "2025"));
    let woxi = row(&now, "沃溪县");
    assert_eq!((woxi.rank, woxi.change), (Some(2), Change::Places(1)));
    assert!(woxi.total < row(&then, "沃溪县").total, "{:?}", woxi.total);
    let peer = row(&now, "广渚县");
    assert_eq!(peer.change, Change::Places(-1));
    assert!(peer.adjustment < Some(-5.0));
    let fell = |unit: &str| row(&then, unit).total.unwrap() - row(&now, unit).total.unwrap();
    assert!(fell("广渚县") > fell("沃溪县"));
    change(folder.path(), "广渚县", "重特大事件事故", "2025", Some("0"));
    assert_eq!(row(&ranking(&prepared(folder.path(), "county_hqd"), "2025"), "沃溪县").rank, Some(3));
}

/// 4. A zone one rule short of a star.
#[test]
fn xuanhe_is_one_rule_short_of_three_stars() {
    const ZONE: &str = "宣河先进制造业开发区";
    let folder = city();
    let level = |prepared: &Prepared| {
        let ranking = ranking(prepared, "2025");
        ranking.levels[row(&ranking, ZONE).level.unwrap()].clone()
    };
    let now = prepared(folder.path(), "development_zone");
    assert_eq!(level(&now), "二星");
    let request = ExplainRequest {
        period: Some(period("2025")),
        as_of: late(),
        unit: ZONE.into(),
        node: Some("tax_mu".into()),
    };
    let Answered::Scored(explained) = answer(&now, &request).unwrap() else {
        panic!("the zone is scored");
    };
    let productivity =
        explained.explanation.root.children.iter().find(|node| node.id == "productivity").unwrap();
    let tax = productivity.children.iter().find(|node| node.id == "tax_mu").unwrap();
    // Three stars ask for 200 亿元 of revenue, which it has, and for nine tenths of the zones' tax by mu.
    let ratio = tax.ratio.unwrap();
    assert!((0.86..0.9).contains(&ratio), "{ratio}");
    change(folder.path(), ZONE, "开发区税收收入", "2025", Some("8.10"));
    assert_eq!(level(&prepared(folder.path(), "development_zone")), "三星");
}

/// 5. A figure bunched above its threshold.
#[test]
fn revenue_is_bunched_above_the_line_of_large_enterprises() {
    let folder = city();
    let prepared = prepared(folder.path(), "enterprise_yield");
    let between = |year: &str, low: f64, high: f64| {
        let figures = prepared.observations.iter();
        let figures =
            figures.filter(|figure| figure.indicator == "firm_revenue" && figure.period == period(year));
        figures.filter(|figure| figure.value.is_some_and(|value| (low..high).contains(&value))).count()
    };
    let (below, above) = (between("2025", 1900.0, 2000.0), between("2025", 2000.0, 2100.0));
    assert!(above >= 20 && below <= 2, "{below} below, {above} above");
    assert!(between("2023", 2000.0, 2020.0) <= 2, "{}", between("2023", 2000.0, 2020.0));
    // What `check` says about the scheme.
    let checked = check(folder.path(), Some("enterprise_yield"), late()).unwrap();
    let said: Vec<String> = checked.diagnostics.iter().map(|found| found.message.text(Lang::ZhCn)).collect();
    assert!(said.iter().any(|text| text.contains("2000") && text.contains("未达规上标准")), "{said:#?}");
}
