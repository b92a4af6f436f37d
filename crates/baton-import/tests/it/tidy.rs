//! Tidy CSV.

use baton_import::{FigureKey, FileBytes, Limits, Mode, Verdict, import_bytes};
use baton_model::{Origin, Period};

use crate::common::*;

#[test]
fn codes_in_english() {
    let report = import_csv(
        "unit_code,indicator_code,period,value,series,source\n410000,gdp,2022,61345.05,,统计年鉴\n410100,pop,2022,1282.8,,\n",
    );
    assert_eq!(figures(&report), ["410000 gdp 2022 61345.05 D2", "410100 pop 2022 1282.8 D3"]);
    assert_eq!(problems(&report), [""; 0]);
    let first = report.observations().next().unwrap();
    assert_eq!(first.origin.to_string(), "数据.csv · D2");
    assert!(matches!(first.origin, Origin::Cell { sheet: None, .. }));
    assert_eq!((first.recorded_by.as_str(), first.value), ("张三", Some(61345.05)));
}

#[test]
fn names_in_chinese_with_measures() {
    let report = import_csv(
        "地区,指标,年份,数值,单位,备注\n\
         河南省,ＧＤＰ,２０２２年,\"613,450,500\",万元,\n\
         郑 州 市,研发经费,2022,3.2亿,万元,\n\
         洛阳,城镇化率,2022年末,65.88%,%,\n\
         开封市,年末常住人口,2022,—,万人,\n\
         ,,,,,\n",
    );
    assert_eq!(
        figures(&report),
        ["410000 gdp 2022 61345.05 D2", "410100 rd 2022 32000 D3", "410300 urban 2022 65.88 D4"]
    );
    assert_eq!(problems(&report), ["I204 A4 “洛阳”按“洛阳市（410300）”读取"]);
    assert_eq!((report.counts.new, report.counts.missing, report.missing[0].mark.as_str()), (3, 1, "—"));
}

#[test]
fn year_and_month_in_columns_of_their_own() {
    let report = import_csv("单位名称,指标名称,年份,月份,指标值\n河南省,一般公共预算收入,2023,6,2300.5\n");
    assert_eq!(figures(&report), ["410000 budget 2023-06 2300.5 E2"]);
}

#[test]
fn all_or_nothing_and_clean_rows() {
    let text = "unit,indicator_code,period,value\n410000,gdp,2022,1\n410100,gdp,2022,约2\n火星,gdp,2022,3\n";
    let report = import_csv(text);
    assert!(!report.is_acceptable());
    assert_eq!((report.observations().count(), report.counts.new, report.counts.rejected), (0, 1, 2));
    assert_eq!(codes(&report), ["I305", "I201"]);
    let mut options = options();
    options.mode = Mode::CleanRows;
    let report = import_with("a.csv", text.as_bytes(), &options).unwrap();
    assert_eq!(figures(&report), ["410000 gdp 2022 1 D2"]);
}

#[test]
fn compared_with_what_is_recorded() {
    let text = "unit,indicator_code,period,value\n410000,gdp,2021,1\n410000,gdp,2022,2\n410000,gdp,2023,3\n";
    let file = FileBytes::new("a.csv", text.as_bytes().to_vec(), &Limits::default()).unwrap();
    let current = |key: FigureKey<'_>| {
        let year: Period = "2021".parse().unwrap();
        (key.unit == "410000" && key.period.year() < 2023).then_some(if key.period == year {
            1.0
        } else {
            9.0
        })
    };
    let report = import_bytes(&file, &catalogue(), &units(), &options(), &current).unwrap();
    let verdicts: Vec<_> = report.figures.iter().map(|figure| (figure.verdict, figure.recorded())).collect();
    assert_eq!(verdicts, [(Verdict::Same, Some(1.0)), (Verdict::Changed, Some(9.0)), (Verdict::New, None)]);
    assert_eq!(report.observations().count(), 2);
}

#[test]
fn twice_in_the_file() {
    let text = "unit,indicator_code,period,value\n410000,gdp,2022,1\n410000,GDP,2022年,1\n410100,gdp,2022,2\n郑州市,gdp,2022,3\n";
    let report = import_csv(text);
    assert_eq!(
        problems(&report),
        [
            "I402 D3,D2 “河南省”“地区生产总值”2022 出现了两次，数值相同：D2、D3",
            "I401 D5,D4 “郑州市”“地区生产总值”2022 有两个数：D4 是 2，D5 是 3",
        ]
    );
    assert_eq!((report.counts.new, report.counts.repeated, report.counts.rejected), (1, 1, 2));
}

#[test]
fn series_keep_definitions_apart() {
    let text =
        "unit,indicator_code,period,value,source\n410000,gdp,2022,1,普查前\n410000,gdp,2022,2,普查后\n";
    assert_eq!(codes(&import_csv(text)), ["I401"]);
    let mut options = options();
    options.source_is_series = true;
    let report = import_with("a.csv", text.as_bytes(), &options).unwrap();
    let series: Vec<_> = report.observations().map(|observation| observation.series).collect();
    assert_eq!(series, ["普查前", "普查后"]);
}

#[test]
fn units_change_with_time() {
    let text = "unit,indicator_code,period,value\n偃师,gdp,2020,1\n偃师,gdp,2022,2\n偃师市,gdp,2022,3\n朝阳区,gdp,2022,4\n";
    let report = import_csv(text);
    assert_eq!(codes(&report), ["I204", "I206", "I203"]);
    let read: Vec<_> = report.figures.iter().map(|figure| report.unit_code(figure.unit)).collect();
    assert_eq!(read, ["410381", "410307", "410381"]);
}
