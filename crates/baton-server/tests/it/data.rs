//! Entry by hand, the catalogue, values, units, boundaries over HTTP.

use serde_json::{Value, json};

use crate::common::{FOREIGN, OWN, site, stores};

fn row(value: impl Into<Value>) -> Value {
    json!({ "unit": OWN.0, "indicator": "rd_expenditure", "period": "2024", "value": value.into() })
}

#[test]
fn rows_are_recorded_once_and_again_change_nothing() {
    for site in stores() {
        let mut office = site.client("assessment_office");
        let rows = json!({ "rows": [row(1234.5), { "unit": OWN.1, "indicator": "研发经费", "period": "2019", "value": 7 }], "reason": "录入" });
        let first = office.put("/api/figures", &rows).expect(200).json();
        assert_eq!(
            (&first["new"], &first["changed"], &first["accepted"]),
            (&json!(1), &json!(1), &json!(2)),
            "{first}"
        );
        let again = office.put("/api/figures", &rows).expect(200).json();
        assert_eq!((&again["batch"], &again["same"]), (&Value::Null, &json!(2)), "{}", site.database);
        let back = office
            .put("/api/figures", &json!({ "rows": [row(Value::Null)], "reason": "误录" }))
            .expect(200)
            .json();
        assert_eq!(back["changed"], 1);
        let listed = office.get("/api/batches").expect(200).json();
        let told = |at: usize| (listed["items"][at]["title"].clone(), listed["items"][at]["reason"].clone());
        let title = format!("录入：{} · 研发经费 · 2024", OWN.1);
        assert_eq!(told(0), (json!(title), json!("误录")));
        assert_eq!(told(1), (json!("录入 2 项"), json!("录入")));
        let path = format!("/api/figures/versions?unit={}&indicator=rd_expenditure&period=2024", OWN.0);
        let told = office.get(&path).expect(200).json();
        let last = told["items"].as_array().unwrap().last().unwrap();
        assert_eq!(
            (&last["value"], &last["reason"], &last["source"]["kind"]),
            (&Value::Null, &json!("误录"), &json!("person"))
        );
        site.blocking(|app| app.site.store().verify().map(drop)).unwrap();
    }
}

#[test]
fn errors_of_rows_name_row_and_field_and_nothing_is_recorded() {
    let site = site();
    let mut unit = site.client("assessed_unit");
    let with = |changes: Value| {
        let mut row = row(1.0);
        row.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        row
    };
    let rows = json!([
        with(json!({ "unit": "nowhere" })),
        with(json!({ "indicator": "nothing" })),
        with(json!({ "period": "soon" })),
        with(json!({ "unit": FOREIGN.0 })),
        with(json!({ "period": "2019" })),
        row(2.0),
    ]);
    let refused = unit.put("/api/figures", &json!({ "rows": rows })).expect(422).json();
    let errors = refused["errors"].as_array().unwrap();
    let fields: Vec<&str> = errors.iter().map(|error| error["field"].as_str().unwrap()).collect();
    let expected = ["rows[0].unit", "rows[1].indicator", "rows[2].period", "rows[3].value", "rows[5].reason"];
    assert_eq!(fields, expected, "{refused}");
    assert_eq!(errors[3]["code"], "I111");
    let path = format!("/api/figures/versions?unit={}&indicator=rd_expenditure&period=2019", OWN.0);
    assert_eq!(unit.get(&path).expect(200).json()["items"], json!([]));
    unit.put("/api/figures", &json!({ "rows": [{ "unit": "1" }] })).expect(422);
    unit.put("/api/figures", &json!({ "rows": [], "more": 1 })).expect(422);
}

#[test]
fn the_catalogue_says_where_an_indicator_is_used() {
    let site = site();
    let mut leader = site.client("leader.own");
    let found = leader.get("/api/indicators?q=R%26D").expect(200).json();
    let found = &found["items"][0];
    assert_eq!(
        (&found["code"], &found["measure"], &found["accumulation"]),
        (&json!("rd_expenditure"), &json!("万元"), &json!("flow"))
    );
    assert!(
        found["used_by"].as_array().unwrap().iter().any(|used| used["scheme"] == "county_hqd"),
        "{found}"
    );
    let one = leader.get("/api/indicators/rd_expenditure").expect(200).json();
    assert_eq!((&one["latest"], &one["series"]), (&one["periods"][0], &json!([""])), "{one}");
    leader.get("/api/indicators/nothing").expect(404);
}

#[test]
fn values_are_those_of_the_scope_with_growth_and_reasons() {
    let site = site();
    let all =
        site.client("leader").get("/api/indicators/rd_expenditure/values?period=2024").expect(200).json();
    let own =
        site.client("leader.own").get("/api/indicators/rd_expenditure/values?period=2024").expect(200).json();
    let values = all["values"].as_array().unwrap();
    assert!(values.len() > 5, "{all}");
    assert_eq!(own["values"].as_array().unwrap().len(), 1);
    assert_eq!(own["values"][0], *values.iter().find(|one| one["code"] == OWN.0).unwrap());
    let before =
        site.client("leader").get("/api/indicators/rd_expenditure/values?period=2023").expect(200).json();
    let before =
        before["values"].as_array().unwrap().iter().find(|one| one["code"] == OWN.0).unwrap()["value"]
            .clone();
    let (now, before) = (own["values"][0]["value"].as_f64().unwrap(), before.as_f64().unwrap());
    let yoy = own["values"][0]["yoy"].as_f64().unwrap();
    assert!((yoy - (now / before - 1.0)).abs() < 1e-9, "{yoy}");
    let none = site
        .client("leader")
        .get("/api/indicators/rd_expenditure/values?period=2031&kind=county")
        .expect(200)
        .json();
    assert!(
        none["values"]
            .as_array()
            .unwrap()
            .iter()
            .all(|one| one["value"].is_null() && !one["reason"].is_null()),
        "{none}"
    );
    // A department sees the figures of its indicators only, and of others none.
    let mut department = site.client("indicator_department");
    let other = department.get("/api/indicators/gdp/values?period=2024&kind=county").expect(200).json();
    assert_eq!(other["values"], json!([]));
    let series =
        department.get(&format!("/api/indicators/rd_expenditure/series?unit={}", OWN.0)).expect(200).json();
    assert!(series["points"].as_array().unwrap().len() >= 3, "{series}");
    department.get(&format!("/api/indicators/gdp/series?unit={}", OWN.0)).expect(404);
}

#[test]
fn units_are_those_of_a_day_with_their_changes() {
    let site = site();
    let mut leader = site.client("leader.own");
    let codes = |list: &Value| -> Vec<String> {
        list["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|unit| unit["code"].as_str().unwrap().to_owned())
            .collect()
    };
    let then = codes(&leader.get("/api/units?on=2023-06-30&kind=county").expect(200).json());
    let now = codes(&leader.get("/api/units?kind=county").expect(200).json());
    assert!(then.contains(&"990125".to_owned()) && !then.contains(&"990105".to_owned()), "{then:?}");
    assert!(now.contains(&"990105".to_owned()) && !now.contains(&"990125".to_owned()), "{now:?}");
    let first = leader.get("/api/units?kind=county&limit=2").expect(200).json();
    let kinds = first["kinds"].as_array().unwrap();
    assert!(kinds.contains(&json!({ "kind": "county", "count": now.len() })), "{kinds:?}");
    assert!(kinds.is_sorted_by_key(|kind| kind["count"].as_u64()), "{kinds:?}");
    // Enterprises of others are not counted either.
    let whole = site.client("assessment_office").get("/api/units?limit=1").expect(200).json();
    let enterprises = |kinds: &Value| {
        let own = kinds.as_array().unwrap().iter().find(|kind| kind["kind"] == "enterprise");
        own.map_or(0, |kind| kind["count"].as_u64().unwrap())
    };
    assert!(enterprises(&first["kinds"]) <= enterprises(&whole["kinds"]));
    let next = first["next"].as_str().unwrap();
    let second = leader.get(&format!("/api/units?kind=county&limit=1000&cursor={next}")).expect(200).json();
    assert_eq!([codes(&first), codes(&second)].concat(), now);
    assert_eq!(second["next"], Value::Null);
    let renamed = leader.get("/api/units/990105").expect(200).json();
    let change = json!([{ "date": "2024-01-01", "kind": "rename", "from": ["990125"], "to": ["990105"] }]);
    assert_eq!((&renamed["changes"], &renamed["parent_name"]), (&change, &json!("示例市")));
    let gone = leader.get("/api/units/990125").expect(200).json();
    assert_eq!((&gone["valid_to"], &gone["changes"]), (&json!("2023-12-31"), &change));
    leader.get("/api/units/990125?on=2024-06-30").expect(404);
    leader.get("/api/units/nowhere").expect(404);
    assert_eq!(leader.get("/api/units?kind=star").expect(422).json()["errors"][0]["field"], "kind");
    leader.get("/api/units?on=soon").expect(422);
    let city = leader.get("/api/units/990100").expect(200).json();
    assert!(city["children"].as_array().unwrap().len() > 5, "{city}");
}

fn map(approval: &str, code: &str) -> Value {
    let ring = json!([[113.0, 34.0], [114.0, 34.0], [114.0, 35.0], [113.0, 34.0]]);
    let feature = json!({ "type": "Feature", "properties": { "code": code }, "geometry": { "type": "Polygon", "coordinates": [ring] } });
    json!({ "title": "示例市行政区划", "approval": approval, "geojson": { "type": "FeatureCollection", "features": [feature] } })
}

#[test]
fn boundaries_are_kept_only_with_their_approval_number() {
    let site = site();
    let (mut office, mut leader) = (site.client("assessment_office"), site.client("leader.own"));
    leader.get("/api/boundaries").expect(204);
    for (approval, field) in [("", "approval"), ("无", "approval")] {
        let refused = office.put("/api/boundaries", &map(approval, OWN.0)).expect(422).json();
        assert_eq!(refused["errors"][0]["field"], field, "{refused}");
    }
    let mut broken = map("GS(2024)0650号", OWN.0);
    broken["geojson"]["features"][0]["geometry"]["coordinates"] = json!([[[1130.0, 34.0]]]);
    assert_eq!(office.put("/api/boundaries", &broken).expect(422).json()["errors"][0]["field"], "geojson");
    leader.put("/api/boundaries", &map("GS(2024)0650号", OWN.0)).expect(403);
    let kept = map("GS(2024)0650号", OWN.0);
    office.put("/api/boundaries", &kept).expect(204);
    assert_eq!(leader.get("/api/boundaries").expect(200).json(), kept);
    office.put("/api/boundaries", &map("GS(2025)0001号", OWN.0)).expect(204);
    assert_eq!(leader.get("/api/boundaries").expect(200).json()["approval"], "GS(2025)0001号");
}

/// All figures of a batch, page by page: unit, indicator and value.
fn figures_of(client: &mut crate::common::Client, batch: &str) -> (Value, Vec<(String, String, Value)>) {
    let (mut found, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = client.get(&format!("/api/batches/{batch}?limit=7&cursor={cursor}")).expect(200).json();
        let figures = page["figures"].as_array().unwrap();
        assert!(figures.len() <= 7, "{page}");
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        found.extend(
            figures
                .iter()
                .map(|one| (text(&one["unit"]["code"]), text(&one["indicator"]), one["value"].clone())),
        );
        match page["next"].as_str() {
            Some(next) => cursor = next.to_owned(),
            None => return (page["batch"].clone(), found),
        }
    }
}

#[test]
fn a_batch_shows_its_figures_page_by_page_within_the_scope() {
    for site in stores() {
        let (mut office, mut unit) = (site.client("assessment_office"), site.client("assessed_unit"));
        let (batch, all) = figures_of(&mut office, "1");
        assert_eq!(batch["new"], json!(all.len()), "{}", site.database);
        let distinct: std::collections::BTreeSet<String> = all.iter().map(|one| format!("{one:?}")).collect();
        assert!(all.len() > 800 && distinct.len() > 700, "{}", distinct.len());
        // What others brought is there for who sees all of it, and otherwise like a batch that is not.
        let plain = |answer: crate::common::Answer| {
            let mut body = answer.json();
            body["request_id"].take();
            (answer.status, body.to_string())
        };
        let hidden = plain(unit.get("/api/batches/1"));
        assert_eq!(hidden.0, 404);
        assert_eq!(hidden.1.replace("“1”", ""), plain(unit.get("/api/batches/77")).1.replace("“77”", ""));
        let rows = json!({ "rows": [row(1234.5)], "reason": "更正" });
        let own = unit.put("/api/figures", &rows).expect(200).json();
        let own = own["batch"].as_str().unwrap();
        let (batch, figures) = figures_of(&mut unit, own);
        assert_eq!((&batch["changed"], &batch["mine"]), (&json!(1), &json!(true)));
        assert_eq!(figures, [(OWN.0.to_owned(), "rd_expenditure".to_owned(), json!(1234.5))]);
        let one = unit.get(&format!("/api/batches/{own}")).expect(200).json();
        let one = &one["figures"][0];
        assert_eq!(
            (&one["unit"]["name"], &one["measure"], &one["version"]),
            (&json!(OWN.1), &json!("万元"), &json!(2))
        );
        assert_eq!((&one["status"], &one["reason"]), (&json!("submitted"), &json!("更正")));
        for cursor in ["1", "a.b.c", "1.2.3.4"] {
            office.get(&format!("/api/batches/1?cursor={cursor}")).expect(422);
        }
        site.client("leader").get("/api/batches/1").expect(403);
        // The account belongs to the unit no longer: what it brought for it is not there any more.
        let mut security = site.client("security_admin");
        let grant = security.get("/api/grants?account=assessed_unit").expect(200).json();
        security.delete(&format!("/api/grants/{}", grant["items"][0]["id"].as_str().unwrap())).expect(204);
        let elsewhere = json!({ "account": "assessed_unit", "role": "assessed_unit", "unit": FOREIGN.0 });
        security.post("/api/grants", &elsewhere).expect(201);
        assert_eq!(figures_of(&mut unit, own).1, []);
    }
}
