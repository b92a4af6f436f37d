//! Values of running totals against plans of the year, and enterprises, which are seen only inside a scope.

use std::fs;
use std::sync::Arc;

use baton_service::Who;
use baton_service::access::bootstrap::{FirstGrant, bootstrap};
use baton_service::access::{Actor, Denied, Role};
use baton_service::model::{NullReason, Period};
use baton_service::site::data::{ImportChoices, UnitQuery};
use baton_service::site::{Site, adopt};
use baton_service::store::Store;

use crate::access_world::{PASSWORD, at, first, who};

const INDICATORS: &str = r#"
[[indicator]]
code = "budget"
name = "一般公共预算收入"
unit = "亿元"
direction = "higher"
accumulation = "ytd"
frequency = "month"

[[indicator]]
code = "rate"
name = "失业率"
unit = "%"
direction = "lower"
accumulation = "rate"
frequency = "month"
"#;

const UNITS: &str = "code,name,kind,parent,valid_from,valid_to\n0,示例市,city,,,\n1,示例甲县,county,0,,\n2,示例乙县,county,0,,\n\
                     E1,示例甲厂,enterprise,1,,\nE2,示例乙厂,enterprise,2,,\n";

const SCHEME: &str = r#"
[scheme]
id = "s"
title = "示例办法"
period = "year"
subjects = "unit.kind = 'county'"

[[node]]
id = "budget"
name = "一般公共预算收入"
weight = 100
indicator = "budget"
score = { by = "minmax" }
"#;

/// 甲 stands at 30 of 100 by June (10 by May), 乙 at 60 of 100 with a plan of 50 for the month; both had a year before.
const DATA: &str = "unit_code,indicator_code,period,value,scenario\n1,budget,2025-05,10,\n1,budget,2025-06,30,\n1,budget,2024-06,25,\n\
                    1,budget,2025,100,plan\n2,budget,2025-06,60,\n2,budget,2025-06,50,plan\n2,budget,2025,100,plan\n1,rate,2025-06,4.5,\n";

fn site() -> Site {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("workspace.toml", "[workspace]\nid = \"s\"\ntitle = \"示例\"\ndefault_scheme = \"s\"\n");
    write("indicators.toml", INDICATORS);
    write("units.csv", UNITS);
    write("schemes/s.toml", SCHEME);
    write("data/figures.csv", DATA);
    let store = Arc::new(Store::open_in_memory().unwrap());
    let owner = Who { name: "owner".to_owned(), ..who(0) };
    adopt(&store, folder.path(), &Actor::owner(&owner), &owner).unwrap();
    let passwords = baton_service::access::Passwords::with_cost(8, 1).unwrap();
    let accounts = [
        first("office", vec![FirstGrant::everywhere(Role::AssessmentOffice)]),
        first("unit", vec![FirstGrant::in_unit(Role::AssessedUnit, "1")]),
        first("leader", vec![FirstGrant::in_unit(Role::Leader, "1")]),
    ];
    assert!(bootstrap(&store, &passwords, &accounts, &who(1)).unwrap());
    Site::new(store)
}

fn actor(site: &Site, account: &str) -> Actor {
    use baton_service::access::sign_in;
    let passwords = baton_service::access::Passwords::with_cost(8, 1).unwrap();
    let attempt = sign_in::Attempt { account, password: PASSWORD, totp: None, agent: "test" };
    let signed = sign_in::sign_in(site.store(), &passwords, &attempt, &who(2)).unwrap();
    sign_in::resume(site.store(), &signed.token, at(2), "10.0.0.8").unwrap()
}

fn june() -> Period {
    "2025-06".parse().unwrap()
}

#[test]
fn a_running_total_is_held_against_the_plan_of_its_month_or_of_its_year() {
    let site = site();
    let office = actor(&site, "office");
    let found = site.indicator_values(&office, "budget", (Some(june()), None), None, at(9)).unwrap();
    let [first, second] = &found.values[..] else { panic!("{found:?}") };
    assert_eq!((first.value, first.single, first.ytd), (Some(30.0), Some(20.0), Some(30.0)));
    assert_eq!(
        (first.plan, first.completion, first.elapsed),
        (Some(100.0), Some(0.3), Some(june().elapsed()))
    );
    assert_eq!(first.behind, Some(true));
    assert!((first.yoy.unwrap() - 0.2).abs() < 1e-12, "{first:?}");
    assert_eq!((second.plan, second.completion, second.elapsed), (Some(50.0), Some(1.2), None));
    assert_eq!((second.behind, second.yoy, second.single), (Some(false), None, None));
    // Growth of a rate makes no sense, and less is better: neither growth nor delay is said.
    let rates = site.indicator_values(&office, "rate", (Some(june()), None), None, at(9)).unwrap();
    assert_eq!((rates.values[0].value, rates.values[0].yoy, rates.values[0].behind), (Some(4.5), None, None));
    assert_eq!((rates.values[1].value, rates.values[1].reason), (None, Some(NullReason::NotDue)));
}

#[test]
fn a_series_has_no_gaps_and_says_what_was_revised() {
    let site = site();
    let office = actor(&site, "office");
    let csv = b"unit_code,indicator_code,period,value\n1,budget,2025-05,11\n".to_vec();
    let choices = ImportChoices { reason: Some("复核".to_owned()), ..ImportChoices::default() };
    let preview = site.start_import(&office, ("a.csv", csv), &choices, at(10)).unwrap();
    site.commit_import(&office, &preview.id, None, at(11)).unwrap();
    site.changed();
    let found = site.indicator_series(&office, ("budget", "1"), None, at(12)).unwrap();
    assert_eq!(found.points.len(), 13);
    let last = found.points.last().unwrap();
    assert_eq!((last.value, last.single, last.revised), (Some(30.0), Some(19.0), false));
    let may = &found.points[11];
    assert_eq!((may.value, may.revised), (Some(11.0), true));
    assert!(found.points[5].value.is_none() && found.points[5].reason.is_some());
    // As of the moment before, it was another value.
    let before = site.indicator_series(&office, ("budget", "1"), Some(at(5)), at(12)).unwrap();
    assert_eq!((before.points[11].value, before.points[11].revised), (Some(10.0), false));
}

#[test]
fn enterprises_outside_the_scope_do_not_exist() {
    let site = site();
    let (leader, unit) = (actor(&site, "leader"), actor(&site, "unit"));
    let codes = |actor: &Actor| -> Vec<String> {
        let query = UnitQuery { most: 100, ..UnitQuery::default() };
        let page = site.units(actor, &query, at(9)).unwrap();
        page.items.into_iter().map(|one| one.unit.code).collect()
    };
    assert_eq!(codes(&leader), ["0", "1", "2", "E1"]);
    assert_eq!(codes(&actor(&site, "office")), ["0", "1", "2", "E1", "E2"]);
    for code in ["E2", "E3"] {
        assert!(matches!(site.unit(&leader, code, None, at(9)), Err(Denied::Missing(_))), "{code}");
    }
    let (_, _, children) = site.unit(&leader, "2", None, at(9)).unwrap();
    assert_eq!(children, []);
    // A file that names one is told the same as for a name nobody bears.
    let csv =
        |name: &str| format!("unit_code,indicator_code,period,value\n{name},budget,2025-06,1\n").into_bytes();
    let told = |name: &str| {
        let preview =
            site.start_import(&unit, ("a.csv", csv(name)), &ImportChoices::default(), at(9)).unwrap();
        let problem = &preview.report.problems[0];
        (problem.message.code(), problem.message.text(baton_service::model::Lang::ZhCn).replace(name, "*"))
    };
    assert_eq!(told("E2"), told("E3"));
    assert_eq!(told("示例乙厂").0, told("示例丙厂").0);
    // Nor is it suggested as what was meant.
    assert!(!told("示例乙厂公司").1.contains("“示例乙厂”"));
    assert_eq!(told("2").0, "I111");
}
