//! A template filled in and imported gives the figures back.

use std::collections::BTreeMap;

use baton_import::{FigureKey, NothingRecorded, Template, UnitNames, template};
use baton_model::unit::{Unit, UnitTree};
use baton_model::{Catalogue, Indicator, IndicatorId, Lang, Measure, Period, PeriodKind};
use proptest::prelude::*;

use crate::common::*;

fn all<'a>(catalogue: &'a Catalogue, names: &'a UnitNames, periods: &[&str]) -> Template<'a> {
    Template {
        catalogue,
        names,
        units: (0..u32::try_from(names.len()).unwrap()).collect(),
        indicators: catalogue.iter().map(|(id, _)| id).collect(),
        periods: periods.iter().map(|text| text.parse().unwrap()).collect(),
        lang: Lang::ZhCn,
    }
}

type Key = (String, String, String);

/// The figures of an import of the template filled in with these.
fn back(
    template_: &Template<'_>,
    catalogue: &Catalogue,
    names: &UnitNames,
    put: &BTreeMap<Key, f64>,
) -> (Vec<String>, BTreeMap<Key, f64>) {
    let known = |key: FigureKey<'_>| {
        put.get(&(key.unit.to_owned(), key.indicator.to_owned(), key.period.to_string())).copied()
    };
    let bytes = template(template_, &known).unwrap();
    let file = baton_import::FileBytes::new("填报.xlsx", bytes, &baton_import::Limits::default()).unwrap();
    let report = baton_import::import_bytes(&file, catalogue, names, &options(), &NothingRecorded).unwrap();
    let figures = report
        .accepted()
        .map(|f| {
            let key = (
                report.unit_code(f.unit).to_owned(),
                report.indicator_code(f.indicator).to_owned(),
                f.period.to_string(),
            );
            (key, f.value)
        })
        .collect();
    (problems(&report), figures)
}

#[test]
fn units_down_and_indicators_across() {
    let (catalogue, names) = (catalogue(), units());
    let request = all(&catalogue, &names, &["2020", "2022", "2023-06"]);
    let put: BTreeMap<Key, f64> = [
        (("410100", "gdp", "2022"), 12934.7),
        (("410307", "gdp", "2022"), 1.5),
        (("410381", "gdp", "2020"), -0.25),
        (("110105", "urban", "2022"), 100.0),
        (("220104", "urban", "2022"), 98.0),
        (("410000", "budget", "2023-06"), 2300.5),
        (("410500", "index", "2020"), 0.1 + 0.2),
    ]
    .into_iter()
    .map(|((unit, indicator, period), value)| ((unit.into(), indicator.into(), period.into()), value))
    .collect();
    let (problems, figures) = back(&request, &catalogue, &names, &put);
    assert_eq!(problems, [""; 0]);
    assert_eq!(figures, put);
}

#[test]
fn an_empty_template_has_nothing_to_import() {
    let (catalogue, names) = (catalogue(), units());
    let bytes = template(&all(&catalogue, &names, &["2022"]), &NothingRecorded).unwrap();
    assert_eq!(bytes, template(&all(&catalogue, &names, &["2022"]), &NothingRecorded).unwrap());
    let report = import_with("填报.xlsx", &bytes, &options()).unwrap();
    assert_eq!((codes(&report), report.figures.len()), (vec!["I102"], 0));
    let error = template(&all(&catalogue, &names, &["2022Q1"]), &NothingRecorded).unwrap_err();
    assert_eq!(error.message().code(), "I611");
    let many: Vec<String> = (1700..2100).map(|year| year.to_string()).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(
        template(&all(&catalogue, &names, &many), &NothingRecorded).unwrap_err().message().code(),
        "I612"
    );
}

fn kind() -> impl Strategy<Value = PeriodKind> {
    prop::sample::select(PeriodKind::ALL.to_vec())
}

fn measure() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "亿元",
        "万元",
        "%",
        "百分点",
        "家",
        "",
        "万元/亩",
        "吨标准煤/万元",
        "公顷",
        "人",
        "户",
        "微克/立方米",
    ])
}

const STEMS: [&str; 8] = [
    "工业增加值",
    "R&D经费支出",
    "税收占比（规上）",
    "进出口总额",
    "新增“四上”企业",
    "PM2.5浓度",
    "城镇新增就业",
    "固定资产投资（不含农户）",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn what_is_entered_comes_back(
        kind in kind(),
        indicators in prop::collection::vec((prop::sample::select(STEMS.to_vec()), measure()), 1..5),
        unit_count in 1_usize..6,
        day in "20[12][0-9]-0[1-9]-1[0-9]",
        values in prop::collection::vec(prop::option::of(prop_oneof![-1e9..1e9, Just(0.0), (-1000..1000_i32).prop_map(f64::from)]), 30),
    ) {
        let indicators = indicators.into_iter().enumerate().map(|(place, (stem, measure))| Indicator {
            frequency: kind,
            ..Indicator::new(format!("i{place}"), format!("{stem}{}", ["", "甲", "乙", "丙", "丁"][place]), Measure::parse(measure).unwrap())
        });
        let catalogue = Catalogue::new(indicators.collect()).unwrap();
        let units = (0..unit_count).map(|unit| Unit::new(format!("4117{unit:02}"), format!("{}县", ["西平", "上蔡", "平舆", "正阳", "确山", "泌阳"][unit]), "county"));
        let names = UnitNames::new(&UnitTree::new(units.collect(), vec![]).unwrap());
        let period = Period::containing(kind, day.parse().unwrap());
        let request = Template {
            catalogue: &catalogue,
            names: &names,
            units: (0..u32::try_from(unit_count).unwrap()).collect(),
            indicators: (0..u32::try_from(catalogue.len()).unwrap()).map(IndicatorId).collect(),
            periods: vec![period],
            lang: if unit_count % 2 == 0 { Lang::ZhCn } else { Lang::En },
        };
        let mut put = BTreeMap::new();
        let mut values = values.into_iter().cycle();
        for unit in 0..unit_count {
            for (_, indicator) in catalogue.iter() {
                if let Some(Some(value)) = values.next() {
                    put.insert((names.code(u32::try_from(unit).unwrap()).to_owned(), indicator.code.clone(), period.to_string()), value);
                }
            }
        }
        prop_assume!(!put.is_empty());
        let (problems, figures) = back(&request, &catalogue, &names, &put);
        prop_assert_eq!(&figures, &put, "{:?}", problems);
        prop_assert!(problems.iter().all(|problem| problem.starts_with("I326")), "{:?}", problems);
    }
}
