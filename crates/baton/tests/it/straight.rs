//! A table scored straight through.

use std::fs;

use super::runner::{baton, packs};

const HEADER: &str = "code,name,attr.scale,attr.division,attr.years,attr.champion,revenue,tax,value_added,land,staff,energy,electricity,\
                      emission,rd_expense,national_honours,provincial_honours,safety_events,environment_events";

/// The pack's own enterprises as one table, in another order.
fn table() -> String {
    let pack = packs().join("enterprise-yield");
    let mut units = csv::Reader::from_path(pack.join("units.csv")).unwrap();
    let mut figures = csv::Reader::from_path(pack.join("data/enterprises.csv")).unwrap();
    let figures: Vec<csv::StringRecord> = figures.records().map(Result::unwrap).collect();
    let mut lines: Vec<String> = Vec::new();
    for unit in units.records().map(Result::unwrap) {
        let mut line =
            format!("{},{},{},{},{},{}", &unit[0], &unit[1], &unit[6], &unit[7], &unit[8], &unit[9]);
        for code in HEADER.split(',').skip(6) {
            let figure = figures.iter().find(|row| row[0] == unit[0] && &row[1] == code && &row[2] == "2022");
            line.push_str(&format!(",{}", figure.map_or("", |row| &row[3])));
        }
        lines.push(line);
    }
    lines.reverse();
    format!("{HEADER}\n{}\n", lines.join("\n"))
}

#[test]
fn a_table_gives_what_the_workspace_gives() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("in.csv"), table()).unwrap();
    let pack = packs().join("enterprise-yield");
    let line = format!("-w {} score --period 2022 --data in.csv --out out.csv", pack.display());
    let ran = baton(folder.path(), &line);
    assert_eq!(ran.code, 0, "{}", ran.talk);
    let out = fs::read_to_string(folder.path().join("out.csv")).unwrap();
    let ranking = baton(&pack, "score --period 2022 --format csv").out;
    let mut ranking = csv::Reader::from_reader(ranking.as_bytes());
    let header = ranking.headers().unwrap().clone();
    let at = |name: &str| header.iter().position(|column| column == name).unwrap();
    let columns = [at("code"), at("unit"), at("group"), at("total"), at("rank"), at("grade")];
    let mut compared = 0;
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines[0], "code,name,group,total,rank,grade,note");
    for row in ranking.records().map(Result::unwrap) {
        let expected: Vec<&str> = columns.iter().map(|column| &row[*column]).collect();
        let own = lines.iter().find(|line| line.split(',').next() == Some(expected[0])).unwrap();
        let own: Vec<&str> = own.split(',').take(6).collect();
        assert_eq!(own, expected);
        compared += 1;
    }
    assert!(compared > 50, "{compared}");
    // Rows come out in the order they came in.
    let codes = |text: &str| -> Vec<String> {
        text.lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect()
    };
    assert_eq!(codes(&out), codes(&table()));
}

#[test]
fn what_is_wrong_with_a_table_is_said_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let pack = packs().join("enterprise-yield");
    let mut said = String::new();
    for (name, text) in [
        ("empty", String::new()),
        ("header alone", format!("{HEADER}\n")),
        ("no code", "tax,land\n1,1\n".to_owned()),
        ("a word for a number", table().replacen(",规下,", ",规下,x", 1)),
        ("a code twice", format!("{}Q0001,甲,规上,34,24,false,1,1,1,1,1,1,1,1,1,0,0,0,0\n", table())),
        ("a column twice", "code,tax,税收\nA,1,2\n".to_owned()),
        ("a unit of measure that does not fit", "code,评价税收（亩）\nA,1\n".to_owned()),
        ("too many cells", format!("{}A,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20\n", table())),
        ("a quote that does not end", "code,tax\n\"A,1\n".to_owned()),
        ("a blank code", "code,attr.scale,tax\n,规上,1\n".to_owned()),
    ] {
        fs::write(folder.path().join("in.csv"), text).unwrap();
        let line = format!("-w {} score --period 2022 --data in.csv --out out.csv", pack.display());
        let ran = baton(folder.path(), &line);
        assert_eq!(ran.code, 1, "{name}: {}", ran.talk);
        assert!(!folder.path().join("out.csv").exists(), "{name}");
        said.push_str(&format!("# {name}\n{}", ran.talk));
    }
    insta::assert_snapshot!(said);
}

#[test]
fn units_of_measure_in_headers_and_odd_ways_of_writing_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let pack = packs().join("enterprise-yield");
    let out = |text: &str| {
        fs::write(folder.path().join("in.csv"), text).unwrap();
        let line = format!("-w {} score --period 2022 --data in.csv --out out.csv", pack.display());
        let ran = baton(folder.path(), &line);
        assert_eq!(ran.code, 0, "{}", ran.talk);
        fs::read_to_string(folder.path().join("out.csv")).unwrap()
    };
    let plain = table();
    let scaled = plain.replace(",tax,", ",税收（元）,").replace("code,name", "单位代码,name");
    let mut lines = scaled.lines();
    let mut text = format!("{}\n", lines.next().unwrap());
    for line in lines {
        let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
        cells[7] = cells[7].parse::<f64>().map_or(cells[7].clone(), |tax| format!("{:.2}", tax * 1e4));
        cells[6] = cells[6]
            .chars()
            .map(|c| if c.is_ascii_digit() { char::from_u32(u32::from(c) + 0xFEE0).unwrap() } else { c })
            .collect();
        text.push_str(&(cells.join(",") + "\n"));
    }
    assert_eq!(out(&text), out(&plain));
}
