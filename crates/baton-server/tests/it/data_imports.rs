//! Imports over HTTP: a file waits, its errors and differences are shown, it is committed as a batch, withdrawn, locked, accepted.

use baton_service::import::{FileBytes, Limits, NothingRecorded, Options, UnitNames, import_bytes};
use http::Method;
use serde_json::{Value, json};

use crate::common::{Answer, Client, FOREIGN, OWN, Part, TestSite, site, stores};

const HEAD: &str = "unit_code,indicator_code,period,value\n";

fn upload(client: &mut Client, name: &str, content: &[u8], options: &Value) -> Answer {
    let options = options.to_string();
    let parts = [("file", Part::File(name, content)), ("options", Part::Text(&options))];
    client.form(Method::POST, "/api/imports", &parts)
}

fn preview(client: &mut Client, rows: &str) -> Value {
    upload(client, "报送.csv", format!("{HEAD}{rows}").as_bytes(), &json!({})).expect(201).json()
}

fn commit(client: &mut Client, preview: &Value, reason: &str) -> Answer {
    client.post(
        &format!("/api/imports/{}/commit", preview["id"].as_str().unwrap()),
        &json!({ "reason": reason }),
    )
}

/// The versions of a figure as `value status by`.
fn versions(client: &mut Client, unit: &str, indicator: &str) -> Vec<String> {
    let path = format!("/api/figures/versions?unit={unit}&indicator={indicator}&period=2024");
    let found = client.get(&path).expect(200).json();
    let told = |one: &Value| {
        format!(
            "{} {} {}",
            one["value"],
            one["status"].as_str().unwrap(),
            one["recorded_by"].as_str().unwrap()
        )
    };
    found["items"].as_array().unwrap().iter().map(told).collect()
}

fn value(client: &mut Client, indicator: &str) -> Value {
    let found = client.get(&format!("/api/indicators/{indicator}/values?period=2024")).expect(200).json();
    let values = found["values"].as_array().unwrap();
    values.iter().find(|one| one["code"] == OWN.0).unwrap()["value"].clone()
}

#[test]
fn a_correction_is_shown_reported_accepted_and_then_read() {
    for site in stores() {
        let (mut department, mut bureau) =
            (site.client("indicator_department"), site.client("statistics_bureau"));
        let before = value(&mut bureau, "rd_expenditure");
        let shown = preview(&mut department, "990121,rd_expenditure,2024,99999\n");
        assert_eq!(
            (&shown["counts"]["changed"], &shown["needs_reason"]),
            (&json!(1), &json!(true)),
            "{shown}"
        );
        let change = &shown["changes"][0];
        assert_eq!((&change["before"], &change["after"]), (&before, &json!(99999.0)), "{shown}");
        assert_eq!(change["unit_name"], OWN.1);
        let refused = commit(&mut department, &shown, "").expect(422);
        assert_eq!(refused.json()["errors"][0]["field"], "reason");
        let receipt = commit(&mut department, &shown, "复核更正").expect(201).json();
        assert_eq!(
            (&receipt["changed"], &receipt["submitted"], &receipt["accepted"]),
            (&json!(1), &json!(1), &json!(0))
        );
        commit(&mut department, &shown, "复核更正").expect(404);
        // Reported is not accepted: nothing that is computed reads it yet.
        assert_eq!(value(&mut bureau, "rd_expenditure"), before);
        let batch = receipt["batch"].as_str().unwrap().to_owned();
        let listed = bureau.get("/api/batches").expect(200).json();
        let listed = &listed["items"][0];
        assert_eq!(
            [&listed["id"], &listed["may_lock"], &listed["mine"], &listed["waits"]],
            [&json!(batch), &json!(true), &json!(false), &json!(true)]
        );
        let owed = |of: &mut Client| of.get("/api/home").expect(200).json()["batches"].clone();
        assert_eq!((owed(&mut bureau)[0]["id"].clone(), owed(&mut department)), (json!(batch), json!([])));
        department.post(&format!("/api/batches/{batch}/accept"), &json!({})).expect(403);
        let accepted = bureau.post(&format!("/api/batches/{batch}/accept"), &json!({})).expect(200).json();
        assert_eq!((&accepted["changed"], owed(&mut bureau)), (&json!(1), json!([])));
        assert_eq!(
            bureau.get(&format!("/api/batches/{batch}")).expect(200).json()["batch"]["waits"],
            json!(false)
        );
        assert_eq!(value(&mut bureau, "rd_expenditure"), json!(99999.0));
        let told = versions(&mut department, OWN.0, "rd_expenditure");
        assert_eq!(
            told[told.len() - 2..],
            ["99999.0 submitted indicator_department", "99999.0 accepted statistics_bureau"],
            "{}",
            site.database
        );
        let late = department.post(&format!("/api/batches/{batch}/withdraw"), &json!({ "reason": "报错" }));
        assert_eq!(late.expect(409).code(), "D105");
        site.blocking(|app| app.site.store().verify().map(drop)).unwrap();
    }
}

#[test]
fn what_a_withdrawal_brings_back_waits_as_the_batch_it_came_with() {
    for site in stores() {
        let (mut department, mut bureau) =
            (site.client("indicator_department"), site.client("statistics_bureau"));
        let mut report = |figure: &str| {
            let shown = preview(&mut department, &format!("990121,rd_expenditure,2024,{figure}\n"));
            let receipt = commit(&mut department, &shown, "复核更正").expect(201).json();
            receipt["batch"].as_str().unwrap().to_owned()
        };
        let (first, second) = (report("99998"), report("99999"));
        let mut owed = || -> Vec<String> {
            let home = bureau.get("/api/home").expect(200).json();
            let batches = home["batches"].as_array().unwrap();
            batches.iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(owed(), [second.clone(), first.clone()], "{}", site.database);
        let withdraw = format!("/api/batches/{second}/withdraw");
        department.post(&withdraw, &json!({ "reason": "报错" })).expect(200);
        assert_eq!(owed(), [first], "{}", site.database);
    }
}

#[test]
fn a_batch_is_withdrawn_by_who_brought_it_or_may_lock_it_and_not_by_others() {
    let site = site();
    let (mut unit, mut other) = (site.client("assessed_unit"), site.client("indicator_department"));
    let before = versions(&mut unit, OWN.0, "rd_expenditure").len();
    let shown = preview(&mut unit, "990121,rd_expenditure,2024,88888\n");
    let receipt = commit(&mut unit, &shown, "更正").expect(201).json();
    let path = format!("/api/batches/{}/withdraw", receipt["batch"].as_str().unwrap());
    let missing = other.post("/api/batches/1000000/withdraw", &json!({ "reason": "x" })).expect(404);
    let hidden = other.post(&path, &json!({ "reason": "x" })).expect(404);
    assert_eq!(missing.code(), hidden.code());
    assert_eq!(
        unit.post(&path, &json!({ "reason": " " })).expect(422).json()["errors"][0]["field"],
        "reason"
    );
    assert_eq!(unit.post(&path, &json!({ "reason": "传错文件" })).expect(200).json()["changed"], 1);
    assert_eq!(unit.post(&path, &json!({ "reason": "传错文件" })).expect(409).code(), "D106");
    assert_eq!(versions(&mut unit, OWN.0, "rd_expenditure").len(), before + 2);
    let listed = unit.get("/api/batches").expect(200).json();
    assert_eq!(
        (&listed["items"][0]["state"], &listed["items"].as_array().unwrap().len()),
        (&json!("withdrawn"), &1)
    );
    assert_eq!(other.get("/api/batches").expect(200).json()["items"], json!([]));
}

#[test]
fn figures_outside_the_scope_are_refused_with_their_number_and_nothing_of_others() {
    let site = site();
    let mut unit = site.client("assessed_unit");
    let rows = "990121,rd_expenditure,2024,77777\n990123,rd_expenditure,2024,66666\n990123,gdp,2024,5\n";
    let shown = preview(&mut unit, rows);
    assert_eq!((&shown["outside_scope"], &shown["can_commit"]), (&json!(2), &json!(false)), "{shown}");
    assert_eq!((&shown["groups"][0]["code"], &shown["groups"][0]["count"]), (&json!("I111"), &json!(2)));
    assert_eq!(shown["changes"].as_array().unwrap().len(), 1);
    assert_eq!(commit(&mut unit, &shown, "更正").expect(422).json()["errors"][0]["field"], "file");
    let path = format!("/api/imports/{}", shown["id"].as_str().unwrap());
    let shown = unit.put(&path, &json!({ "options": { "clean_rows": true } })).expect(200).json();
    assert_eq!((&shown["outside_scope"], &shown["can_commit"]), (&json!(2), &json!(true)));
    assert_eq!(commit(&mut unit, &shown, "更正").expect(201).json()["changed"], 1);
    let told = versions(&mut site.client("assessment_office"), FOREIGN.0, "rd_expenditure");
    assert!(told.iter().all(|version| !version.contains("66666")), "{told:?}");
}

#[test]
fn an_import_is_seen_by_the_account_that_began_it_only() {
    let site = site();
    let (mut own, mut office) = (site.client("assessed_unit"), site.client("assessment_office"));
    let shown = preview(&mut own, "990121,rd_expenditure,2024,1\n");
    let path = format!("/api/imports/{}", shown["id"].as_str().unwrap());
    own.get(&path).expect(200);
    for answer in [
        office.get(&path),
        office.put(&path, &json!({ "options": {} })),
        office.get(&format!("{path}/marked.xlsx")),
        office.delete(&path),
        commit(&mut office, &shown, "x"),
    ] {
        answer.expect(404);
    }
    own.delete(&path).expect(204);
    own.get(&path).expect(404);
}

#[test]
fn a_file_with_errors_comes_back_marked_and_opens_again() {
    let site = site();
    let mut office = site.client("assessment_office");
    let rows = "990121,rd_expenditure,2024,12x\n990121,hitech_share,2024,50\n9901xx,rd_expenditure,2024,3\n";
    let shown = preview(&mut office, rows);
    assert_eq!((&shown["counts"]["errors"], &shown["can_commit"]), (&json!(2), &json!(false)), "{shown}");
    let first = &shown["problems"][0];
    assert_eq!(
        (&first["cell"], &first["row"], &first["found"]),
        (&json!("D2"), &json!(2), &json!("12x")),
        "{first}"
    );
    let columns: Vec<_> = shown["sheets"][0]["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|column| &column["meaning"]["kind"])
        .collect();
    assert_eq!(columns, ["unit", "indicator", "period", "value"]);
    let marked = office.get(shown["marked"].as_str().unwrap()).expect(200);
    assert!(marked.header("content-disposition").contains(".xlsx"));
    let bytes = marked.body.to_vec();
    let report = site.blocking(move |app| {
        let known = app.site.known(app.now()).unwrap();
        let file = FileBytes::new("marked.xlsx", bytes, &Limits::default()).unwrap();
        let names = UnitNames::new(&known.workspace.tree);
        let options = Options::new(app.now(), "test");
        import_bytes(&file, &known.workspace.catalogue, &names, &options, &NothingRecorded).unwrap()
    });
    assert_eq!((report.counts.errors, report.counts.new), (2, 1));
}

#[test]
fn what_unknown_headers_mean_is_remembered_for_the_next_file() {
    let site = site();
    let mut office = site.client("assessment_office");
    let file =
        |year: u16| format!("{year}年各县情况,,\n单位,地区生产总值,{year}年科研投入（万元）\n示例子县,1,2\n");
    let content = file(2019);
    let shown = upload(&mut office, "a.csv", content.as_bytes(), &json!({})).expect(201).json();
    let column = &shown["sheets"][0]["columns"][2];
    assert_eq!(
        (&column["column"], &column["meaning"], &shown["counts"]["new"]),
        (&json!("C"), &Value::Null, &json!(1)),
        "{shown}"
    );
    let path = format!("/api/imports/{}", shown["id"].as_str().unwrap());
    let mapping = |code: &str| json!({ "options": { "mapping": [{ "sheet": "", "column": "C", "meaning": { "kind": "indicator", "code": code } }] } });
    assert_eq!(office.put(&path, &mapping("nothing")).expect(422).json()["errors"][0]["field"], "mapping");
    let shown = office.put(&path, &mapping("rd_expenditure")).expect(200).json();
    assert_eq!((&shown["counts"]["new"], &shown["remembered"]), (&json!(2), &json!(false)), "{shown}");
    commit(&mut office, &shown, "").expect(201);
    let next = upload(&mut office, "b.csv", file(2020).as_bytes(), &json!({})).expect(201).json();
    assert_eq!((&next["counts"]["new"], &next["remembered"]), (&json!(2), &json!(true)), "{next}");
}

#[test]
fn embargoed_figures_are_seen_by_who_may_record_them_until_their_moment() {
    let site = site();
    let mut office = site.client("assessment_office");
    let content = format!("{HEAD}990121,rd_expenditure,2024,55555\n");
    let past = upload(&mut office, "a.csv", content.as_bytes(), &json!({ "recorded_at": "2025-06-20" }));
    let shown = past.expect(201).json();
    commit(&mut office, &shown, "更正").expect(201);
    let seen = |site: &TestSite, account: &str| {
        versions(&mut site.client(account), OWN.0, "rd_expenditure")
            .iter()
            .any(|one| one.starts_with("55555"))
    };
    assert_eq!((seen(&site, "assessment_office"), seen(&site, "leader")), (true, false));
    site.wait(jiff::SignedDuration::from_hours(24 * 6));
    assert!(seen(&site, "leader"));
    let mut unit = site.client("assessed_unit");
    let early = upload(&mut unit, "a.csv", content.as_bytes(), &json!({ "recorded_at": "2024-01-01" }));
    assert_eq!(early.expect(422).json()["errors"][0]["field"], "recorded_at");
}

#[test]
fn what_was_answered_before_an_embargo_ends_is_not_answered_after_it() {
    let site = site();
    let mut office = site.client("assessment_office");
    let content = format!("{HEAD}990121,rd_expenditure,2024,55555\n");
    // The sites of the tests begin at 15:06:40 UTC; the figure is known two minutes later, on the same day.
    let moment = (site.now() + jiff::SignedDuration::from_secs(120)).to_string();
    let shown = upload(&mut office, "a.csv", content.as_bytes(), &json!({ "recorded_at": moment }));
    commit(&mut office, &shown.expect(201).json(), "更正").expect(201);
    let told = |office: &mut Client| {
        let addresses = [
            "/api/rankings?run=live&period=2024",
            "/api/results/county_hqd/990121?run=live&period=2024",
            "/api/indicators/rd_expenditure/values?period=2024",
        ];
        addresses.map(|address| office.get(address).expect(200).text().to_owned())
    };
    let before = told(&mut office);
    site.wait(jiff::SignedDuration::from_secs(119));
    assert_eq!(told(&mut office), before, "a second before");
    site.wait(jiff::SignedDuration::from_secs(1));
    let after = told(&mut office);
    for (before, after) in before.iter().zip(&after) {
        assert_ne!(before, after, "nothing was written, and the figure is known");
    }
    assert!(after[2].contains("55555"));
    site.wait(jiff::SignedDuration::from_secs(60));
    let later = told(&mut office);
    assert_eq!(later[0], after[0], "and the answer is kept again");
}

/// A workbook of a few kilobytes whose sheet would unpack to many megabytes.
fn bomb() -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for name in ["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"] {
        zip.start_file(name, options).unwrap();
        for _ in 0..64 {
            zip.write_all(&vec![b' '; 1 << 20]).unwrap();
        }
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn hostile_and_mistaken_uploads_are_refused_by_name() {
    let site = site();
    let mut office = site.client("assessment_office");
    let refused = |client: &mut Client, name: &str, content: &[u8]| {
        let answer = upload(client, name, content, &json!({})).expect(422);
        let wrong = answer.json()["errors"][0].clone();
        assert_eq!(wrong["place"]["file"], name, "{wrong}");
        wrong["code"].as_str().unwrap().to_owned()
    };
    let codes = [
        refused(&mut office, "empty.csv", b""),
        refused(&mut office, "blank.csv", b" \n"),
        refused(&mut office, "page.xls", b"<html><table><tr><td>1</td></tr></table></html>"),
        refused(&mut office, "picture.xlsx", b"\x89PNG\r\n\x1a\n"),
        refused(&mut office, "broken.xlsx", b"PK\x03\x04 not a workbook"),
        refused(&mut office, "bomb.xlsx", &bomb()),
    ];
    assert_eq!(codes[0], codes[1]);
    assert!(codes.iter().all(|code| code.starts_with('I')), "{codes:?}");
    let bad_options = [("file", Part::File("a.csv", b"1")), ("options", Part::Text("{\"what\":1}"))];
    office.form(Method::POST, "/api/imports", &bad_options).expect(422);
    office.form(Method::POST, "/api/imports", &[("options", Part::Text("{}"))]).expect(422);
    office.form(Method::POST, "/api/imports", &[("other", Part::Text("1"))]).expect(422);
    assert_eq!(office.post("/api/imports", &json!({})).expect(415).code(), "H113");
    let mut declared = site.client("assessment_office").with("content-length", "209715200");
    assert_eq!(upload(&mut declared, "large.csv", b"1", &json!({})).expect(413).code(), "H108");
    let large = vec![b'1'; 9 << 20];
    assert_eq!(upload(&mut office, "large.csv", &large, &json!({})).expect(413).code(), "H108");
    upload(&mut site.client("leader"), "a.csv", b"1", &json!({})).expect(403);
}

#[test]
fn a_template_is_filled_in_and_imported() {
    let site = site();
    let mut unit = site.client("assessed_unit");
    let template = unit.get("/api/template?period=2024").expect(200);
    assert!(template.header("content-disposition").contains("county_hqd-2024.xlsx"));
    let shown = upload(&mut unit, "填报表.xlsx", &template.body, &json!({})).expect(201).json();
    assert_eq!((&shown["counts"]["errors"], &shown["outside_scope"]), (&json!(0), &json!(0)), "{shown}");
    assert!(shown["counts"]["same"].as_u64().unwrap() > 5, "{shown}");
    assert_eq!((&shown["counts"]["new"], &shown["counts"]["changed"]), (&json!(0), &json!(0)), "{shown}");
}
