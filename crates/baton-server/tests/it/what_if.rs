//! The sandbox, search, and results that may not stand side by side.

use baton_service::store::Audience;
use serde_json::json;

use crate::common::{Client, OWN, site, stores};

/// Units with their ranks as the newest period has them: code and rank.
fn ranks(answer: &serde_json::Value) -> Vec<(String, u64)> {
    let rows = answer["rows"].as_array().unwrap().iter();
    rows.map(|row| (row["code"].as_str().unwrap().to_owned(), row["rank_after"].as_u64().unwrap())).collect()
}

#[test]
fn what_a_place_takes_is_asked_only_where_it_is_not_reached() {
    let site = site();
    site.published("2024", Audience::Own);
    let mut leader = site.client("leader");
    let now = leader.post("/api/what-if", &json!({ "period": "2024" })).expect(200).json();
    let ranks = ranks(&now);
    let reach = |client: &mut Client, unit: &str, rank: u64| {
        let body = json!({ "supposition": { "period": "2024" }, "unit": unit, "rank": rank });
        client.post("/api/what-if/reach", &body).expect(200).json()
    };
    let mut tried = 0;
    for (unit, rank) in &ranks {
        let reached = reach(&mut leader, unit, *rank);
        assert_eq!((&reached["rank_now"], &reached["options"]), (&json!(rank), &json!([])), "{unit}");
        if *rank == 1 {
            continue;
        }
        for option in reach(&mut leader, unit, rank - 1)["options"].as_array().unwrap() {
            // What is proposed does it, as it is proposed.
            let figure =
                json!({ "unit": unit, "indicator": option["indicator"], "value": option["value_needed"] });
            let supposed = json!({ "period": "2024", "figures": [figure] });
            let answer = leader.post("/api/what-if", &supposed).expect(200).json();
            let row =
                answer["rows"].as_array().unwrap().iter().find(|row| row["code"] == unit.as_str()).unwrap();
            assert!(row["rank_after"].as_u64().unwrap() < *rank, "{unit} {option}: {row}");
            assert_eq!(row["rank_after"], option["rank_after"], "{unit} {option}");
            tried += 1;
        }
    }
    assert!(tried > 0, "some unit can rise by one indicator alone");
}

#[test]
fn the_sandbox_keeps_within_the_values_an_indicator_can_have() {
    let site = site();
    site.published("2024", Audience::Own);
    let mut leader = site.client("leader");
    let mut suppose = |indicator: &str, value: f64, status: u16| {
        let figure = json!({ "unit": OWN.0, "indicator": indicator, "value": value });
        leader.post("/api/what-if", &json!({ "period": "2024", "figures": [figure] })).expect(status).json()
    };
    let refused = suppose("satisfaction", 152.0, 422);
    assert_eq!(refused["errors"][0]["field"], "figures[0].value");
    assert!(refused["errors"][0]["detail"].as_str().unwrap().contains("0～100%"), "{refused}");
    suppose("satisfaction", 100.0, 200);
    suppose("gdp", -1.0, 422);
    suppose("gdp_growth", -1.0, 200);
}

#[test]
fn an_exact_code_or_name_is_found_first() {
    let site = site();
    let mut leader = site.client("leader");
    let mut first = |text: &str| {
        let found = leader.get(&format!("/api/search?q={text}")).expect(200).json();
        found["items"][0]["code"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(first(OWN.0), OWN.0);
    assert_eq!(first("rd_expenditure"), "rd_expenditure");
    assert_eq!(first("county_hqd"), "county_hqd");
}

#[test]
fn a_second_result_does_not_stand_beside_a_published_one() {
    for site in stores() {
        let first = site.published("2024", Audience::Own);
        let mut office = site.client("assessment_office");
        // Another moment would give the same run; a corrected figure gives another.
        let row = json!({ "unit": OWN.0, "indicator": "patents", "period": "2024", "value": 9.5 });
        office.put("/api/figures", &json!({ "rows": [row], "reason": "核实" })).expect(200);
        let second = site.draft("2024");
        assert_ne!(first, second, "{}", site.database);
        let plan = office.get(&format!("/api/runs/{second}/plan?to=notice&notice_until=2099-01-01"));
        let blocked = plan.expect(200).json()["blocked"].to_string();
        assert!(blocked.contains(&first), "{}: {blocked}", site.database);
        let step = json!({ "state": "notice", "notice_until": "2099-01-01" });
        let refused = office.post(&format!("/api/runs/{second}/publish"), &step).expect(422);
        assert_eq!(refused.code(), "W916", "{}", site.database);
    }
}
