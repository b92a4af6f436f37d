//! Pages of a ranking: cut from what is kept of a run, the same whoever asked before.

use std::collections::BTreeSet;

use baton_service::access::Role;
use baton_service::store::Audience;
use serde_json::{Value, json};

use crate::common::{Client, FOREIGN, OWN, scoped, site, stores};

fn page(client: &mut Client, query: &str) -> Value {
    client.get(&format!("/api/rankings?period=2024&{query}")).expect(200).json()
}

fn codes(page: &Value) -> Vec<String> {
    let rows = page["rows"].as_array().unwrap();
    rows.iter().map(|row| row["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_draft_opens_for_its_makers_whatever_they_reach() {
    for site in stores() {
        let draft = site.draft("2024");
        let path = format!("/api/runs/{draft}");
        for account in [Role::AssessmentOffice.id().to_owned(), scoped(Role::AssessmentOffice)] {
            let shown = site.client(&account).get(&path).expect(200).json();
            assert_eq!(shown["id"], draft.as_str(), "{account}: {shown}");
        }
        site.client("leader").get(&path).expect(404);
    }
}

#[test]
fn pages_together_are_the_whole_in_every_order() {
    let site = site();
    site.published("2023", Audience::Own);
    site.published("2024", Audience::Own);
    let mut office = site.client("assessment_office");
    let all: BTreeSet<String> = codes(&page(&mut office, "")).into_iter().collect();
    assert!(all.len() > 10);
    for sort in ["rank", "total", "name", "change", "innovation"] {
        let mut both = Vec::new();
        for order in ["asc", "desc"] {
            let query = format!("sort={sort}&order={order}");
            let whole = codes(&page(&mut office, &query));
            assert_eq!(whole.iter().cloned().collect::<BTreeSet<_>>(), all, "{query}");
            let (mut cut, mut cursor) = (Vec::new(), String::new());
            loop {
                let part = page(&mut office, &format!("{query}&limit=5&cursor={cursor}"));
                assert_eq!(part["count"], json!(all.len()), "{query}");
                cut.extend(codes(&part));
                let Some(next) = part["next"].as_str() else { break };
                cursor = next.to_owned();
            }
            assert_eq!(cut, whole, "{query}");
            both.push(whole);
        }
        both[1].reverse();
        assert_eq!(both[0], both[1], "{sort}");
    }
    let totals = page(&mut office, "sort=total");
    let totals: Vec<f64> =
        totals["rows"].as_array().unwrap().iter().map(|row| row["total"].as_f64().unwrap()).collect();
    assert!(totals.is_sorted_by(|a, b| a >= b), "{totals:?}");
    let found = page(&mut office, &format!("q={}", &OWN.0[3..]));
    assert!(
        codes(&found).iter().all(|code| code.contains(&OWN.0[3..])) && found["count"] != json!(all.len())
    );
    assert_eq!(page(&mut office, "sort=nothing"), page(&mut office, "sort=rank"));
    office.get("/api/rankings?period=2024&group=nothing").expect(422);
}

#[test]
fn a_trend_follows_a_unit_that_was_given_another_code() {
    let site = site();
    site.published("2023", Audience::Everyone);
    site.published("2024", Audience::Everyone);
    let mut office = site.client("assessment_office");
    let trend = office.get("/api/rankings/trend?period=2024&unit=990105").expect(200).json();
    assert_eq!(trend["periods"].as_array().unwrap().last(), Some(&json!("2024")));
    let at = trend["periods"].as_array().unwrap().iter().position(|period| period == "2023").unwrap();
    let before = office.get("/api/rankings?period=2023&q=990125").expect(200).json();
    assert_eq!(before["rows"][0]["code"], "990125");
    assert!(before["rows"][0]["total"].is_number());
    assert_eq!(trend["total"][at], before["rows"][0]["total"], "{trend}");
    assert_eq!(trend["rank"][at], before["rows"][0]["rank"], "{trend}");
}

#[test]
fn gaps_are_to_the_neighbours_that_are_shown() {
    let site = site();
    site.published("2024", Audience::Own);
    let mut office = site.client("assessment_office");
    let whole = page(&mut office, "");
    let rows = whole["rows"].as_array().unwrap();
    for (at, pair) in rows.windows(2).enumerate() {
        let same = pair[0]["group"] == pair[1]["group"];
        let gap = pair[0]["gap_below"].as_f64();
        assert_eq!(gap.is_some(), same, "{at}");
        assert_eq!(pair[0]["gap_below"], pair[1]["gap_above"], "{at}");
        let of = |side: usize| pair[side]["total"].as_f64().unwrap();
        assert!(gap.is_none_or(|gap| (gap - (of(0) - of(1))).abs() < 1e-9), "{at}");
    }
    // Who sees one unit sees no gap to units that are not shown, whoever asked before.
    for _ in 0..2 {
        let own = page(&mut site.client(&scoped(Role::Leader)), "");
        assert_eq!((codes(&own), &own["count"]), (vec![OWN.0.to_owned()], &json!(1)));
        assert_eq!(
            (&own["rows"][0]["gap_above"], &own["rows"][0]["gap_below"]),
            (&Value::Null, &Value::Null)
        );
        assert_eq!(own["rows"][0]["total"], rows.iter().find(|row| row["code"] == OWN.0).unwrap()["total"]);
        assert!(codes(&page(&mut office, "")).contains(&FOREIGN.0.to_owned()));
    }
}

#[test]
fn the_first_page_is_kept_and_changes_with_what_is_recorded() {
    let site = site();
    site.published("2023", Audience::Everyone);
    let mut office = site.client("assessment_office");
    let first = office.get("/api/home").expect(200);
    let before = site.statements();
    let again = office.get("/api/home").expect(200);
    assert_eq!((again.text(), site.statements()), (first.text(), before), "no query");
    // An account of another unit, or of none, is told of its own.
    let mut unit = site.client("assessed_unit");
    assert_eq!(unit.get("/api/home").expect(200).json()["standing"][0]["unit"], OWN.0);
    site.published("2024", Audience::Everyone);
    let after = office.get("/api/home").expect(200);
    assert_ne!(after.text(), first.text());
}
