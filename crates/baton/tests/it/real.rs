//! Real figures with their real defects, from the folder beside the repository. Where it is not there, that is said.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use super::runner::baton;

/// The folder with the figures, or a line that says the test is left out.
fn data(test: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    if folder.join("README.md").is_file() {
        return Some(folder);
    }
    #[expect(clippy::print_stderr, reason = "a test that is left out says so")]
    {
        eprintln!("skipped: {test} needs the figures in ../shared/data");
    }
    None
}

/// The rows of a file whose column has one of these texts, with the header.
fn rows(path: &Path, keep: &dyn Fn(&csv::StringRecord) -> bool) -> Vec<csv::StringRecord> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.records().map(Result::unwrap).filter(|row| keep(row)).collect()
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

const WORKSPACE: &str = "[workspace]\nid = \"real\"\ntitle = \"真实数据\"\n";

fn scheme(id: &str, subjects: &str, leaves: &[(&str, &str)]) -> String {
    let mut text = format!(
        "[scheme]\nid = \"{id}\"\nversion = \"1\"\ntitle = \"{id}\"\nperiod = \"year\"\nfull_mark = 100\nsubjects = \"{subjects}\"\n\
         [missing]\ndefault = \"zero\"\n[rounding]\ntotal = 4\n"
    );
    for (leaf, value) in leaves {
        let weight = 100 / leaves.len();
        text.push_str(&format!(
            "[[indicator]]\nid = \"{leaf}\"\nname = \"{leaf}\"\nvalue = \"{value}\"\nweight = {weight}\ndirection = \"higher\"\nscore = \"minmax\"\n"
        ));
    }
    text
}

fn indicator(code: &str, unit: &str, accumulation: &str) -> String {
    format!(
        "[[indicator]]\ncode = \"{code}\"\nname = \"{code}\"\nunit = \"{unit}\"\naccumulation = \"{accumulation}\"\n"
    )
}

fn ranks(text: &str) -> BTreeMap<String, (u64, f64)> {
    let json: Value = serde_json::from_str(text).unwrap();
    let row = |row: &Value| {
        let rank = row["rank"].as_u64()?;
        Some((row["name"].as_str()?.to_owned(), (rank, row["total"].as_f64()?)))
    };
    json["rows"].as_array().unwrap().iter().filter_map(row).collect()
}

/// Provincial GDP as first compiled and as revised after the fifth economic census: two vintages of one series.
fn vintages(data: &Path) -> TempDir {
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    write(root, "workspace.toml", WORKSPACE);
    write(root, "indicators.toml", &indicator("gdp", "亿元", "flow"));
    write(root, "schemes/size.toml", &scheme("size", "kind = 'province'", &[("gdp", "gdp")]));
    let of = |source: &'static str| {
        let keep = move |row: &csv::StringRecord| {
            &row[2] == "gdp" && &row[7] == source && ["2020", "2021", "2022"].contains(&&row[5])
        };
        rows(&data.join("province_macro_annual.csv"), &keep)
    };
    let table = |rows: &[csv::StringRecord]| {
        let line = |row: &csv::StringRecord| format!("{},gdp,{},{}\n", &row[0], &row[5], &row[6]);
        format!("unit_code,indicator_code,period,value\n{}", rows.iter().map(line).collect::<String>())
    };
    let (first, revised) = (of("NBS-RJM-OLD"), of("NBS-RJ"));
    assert_eq!((first.len(), revised.len()), (93, 93));
    let mut units = "code,name,kind\n".to_owned();
    let names: BTreeMap<&str, &str> = first.iter().map(|row| (&row[0], &row[1])).collect();
    units.extend(names.iter().map(|(code, name)| format!("{code},{name},province\n")));
    write(root, "units.csv", &units);
    write(root, "first.csv", &table(&first));
    write(root, "revised.csv", &table(&revised));
    folder
}

#[test]
fn vintages_of_gdp_are_revisions_and_a_ranking_is_as_it_was_known() {
    let Some(data) = data("vintages of GDP") else { return };
    let folder = vintages(&data);
    let root = folder.path();
    let ran = baton(root, "import first.csv --recorded-at 2023-02-28 --by 统计局");
    assert_eq!(ran.code, 0, "{}", ran.talk);
    let ran = baton(root, "import revised.csv --recorded-at 2024-12-31");
    assert_eq!(ran.code, 1, "a revision without a reason is not taken");
    assert!(ran.talk.contains("W214"), "{}", ran.talk);
    let ran = baton(root, "import revised.csv --recorded-at 2024-12-31 --reason 第五次全国经济普查修订");
    assert_eq!(ran.code, 0, "{}", ran.talk);
    assert!(ran.talk.contains("新增 0，更正 93"), "{}", ran.talk);
    let known = |day: &str| {
        let ran = baton(root, &format!("score size --period 2022 --as-of {day} --format json"));
        assert_eq!(ran.code, 0, "{}", ran.talk);
        ranks(&ran.out)
    };
    let (then, now) = (known("2023-12-31"), known("2025-12-31"));
    let moved: Vec<&String> = then.keys().filter(|name| then[*name].0 != now[*name].0).collect();
    // Reviewed: at the first count Hubei stood before Fujian in 2022, and Anhui before Shanghai.
    assert!(!moved.is_empty(), "the revision moved nobody");
    insta::assert_debug_snapshot!(
        moved.iter().map(|name| (name.as_str(), then[*name].0, now[*name].0)).collect::<Vec<_>>()
    );
    let explained = baton(root, "explain size --period 2022 --unit 410000 --indicator gdp");
    assert!(explained.out.contains("revised.csv") && explained.out.contains("2"), "{}", explained.out);
}

#[test]
fn a_renamed_and_a_merged_county_are_whole_in_a_series() {
    let Some(data) = data("a renamed and a merged county") else { return };
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    write(root, "workspace.toml", WORKSPACE);
    write(root, "indicators.toml", &indicator("pop", "人", "stock"));
    // Shanghai's Zhabei went into Jing'an in 2015; Tianjin's Ji County became Jizhou District in 2016, under another code.
    let keep = |row: &csv::StringRecord| {
        let codes = ["310106", "310108", "120225", "120119"];
        &row[2] == "pop" && codes.contains(&&row[0])
    };
    let figures = rows(&data.join("county_census_2010_2020.csv"), &keep);
    let pop = |code: &str, year: &str| {
        figures
            .iter()
            .find(|row| &row[0] == code && &row[5] == year)
            .map(|row| row[6].parse::<f64>().unwrap())
    };
    assert!(pop("310108", "2020").is_none() && pop("120225", "2020").is_none());
    let changes = rows(&data.join("admin_changes.csv"), &|row| {
        matches!((&row[0], &row[3], &row[5]), ("2015", "310108", "310106") | ("2016", "120225", "120119"))
    });
    assert_eq!(changes.len(), 2, "{changes:?}");
    let table: String =
        figures.iter().map(|row| format!("{},pop,{},{}\n", &row[0], &row[5], &row[6])).collect();
    write(root, "data/census.csv", &format!("unit_code,indicator_code,period,value\n{table}"));
    write(
        root,
        "units.csv",
        "code,name,kind,valid_from,valid_to\n310106,静安区,county,,\n310108,闸北区,county,,2015-10-31\n\
         120225,蓟县,county,,2016-06-30\n120119,蓟州区,county,2016-07-01,\n",
    );
    write(
        root,
        "unit_changes.csv",
        "date,kind,from,to,weight\n2015-11-01,merge,310108,310106,1\n2016-07-01,rename,120225,120119,1\n",
    );
    let leaves = [("people", "pop"), ("before", "lag(pop, 10)")];
    write(root, "schemes/growth.toml", &scheme("growth", "kind = 'county'", &leaves));
    let ran = baton(root, "check");
    assert_eq!(ran.code, 0, "{}", ran.talk);
    let value = |unit: &str| {
        let ran = baton(
            root,
            &format!("explain growth --period 2020 --unit {unit} --indicator before --format json"),
        );
        assert_eq!(ran.code, 0, "{}", ran.talk);
        ran.out
    };
    let number = |text: &str| serde_json::from_str::<Value>(text).unwrap()["tree"]["rule"]["value"].as_f64();
    let (merged, renamed) = (value("310106"), value("120119"));
    assert_eq!(number(&merged), Some(pop("310106", "2010").unwrap() + pop("310108", "2010").unwrap()));
    assert_eq!(number(&renamed), pop("120225", "2010"));
    // The control: without the changes the merged district has only its own people, and the renamed one none.
    fs::remove_file(root.join("unit_changes.csv")).unwrap();
    assert_eq!(number(&value("310106")), pop("310106", "2010"));
    assert_eq!(number(&value("120119")), None);
}

#[test]
fn counties_of_the_yearbook_are_scored() {
    let Some(data) = data("2,086 counties") else { return };
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    counties(&data, root);
    let ran = baton(root, "score county --period 2023 --format json");
    assert_eq!(ran.code, 0, "{}", ran.talk);
    let ranked = ranks(&ran.out);
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["rows"].as_array().unwrap().len(), 2086);
    assert!(ranked.len() > 2000, "{}", ranked.len());
}

/// A workspace of the counties with a scheme of five indicators.
fn counties(data: &Path, root: &Path) {
    write(root, "workspace.toml", WORKSPACE);
    let five = ["gdp", "fiscal_revenue", "household_deposit", "middle_students", "health_beds"];
    let figures = rows(&data.join("county_yearbook_2023.csv"), &|_| true);
    let known: BTreeMap<&str, &str> = figures.iter().map(|row| (&row[2], &row[4])).collect();
    let catalogue: String = five.iter().map(|code| indicator(code, known[code], "stock")).collect();
    write(root, "indicators.toml", &catalogue);
    let units: BTreeMap<&str, &str> = figures.iter().map(|row| (&row[0], &row[1])).collect();
    let lines: String = units.iter().map(|(code, name)| format!("{code},{name},county\n")).collect();
    write(root, "units.csv", &format!("code,name,kind\n{lines}"));
    let lines: String = figures
        .iter()
        .filter(|row| five.contains(&&row[2]))
        .map(|row| format!("{},{},{},{}\n", &row[0], &row[2], &row[5], &row[6]))
        .collect();
    write(root, "data/yearbook.csv", &format!("unit_code,indicator_code,period,value\n{lines}"));
    let leaves: Vec<(&str, &str)> = five.iter().map(|code| (*code, *code)).collect();
    write(root, "schemes/county.toml", &scheme("county", "kind = 'county'", &leaves));
}
