//! Wide layouts, modelled on yearbooks, monthly bulletins and what offices send each other.

use crate::common::*;

#[test]
fn units_down_indicators_across() {
    let report = import_csv(
        "附件1,,,,\n\
         2022年各市主要经济指标,,,,\n\
         ,,,,单位：亿元、万人\n\
         序号,地  区,地区生产总值,年末常住人口,城镇化率（％）\n\
         1,郑 州 市,\"12,934.7\",1282.8,79.40\n\
         2,开封市,2657.1,－,53.6①\n\
         ,合  计,15591.8,,\n\
         3,洛阳市,5675.2,707.9,66.5%\n\
         注：1. 数据为快报数。,,,,\n\
         ①按七普口径。,,,,\n",
    );
    assert_eq!(
        figures(&report),
        [
            "410100 gdp 2022 12934.7 C5",
            "410100 pop 2022 1282.8 D5",
            "410100 urban 2022 79.4 E5",
            "410200 gdp 2022 2657.1 C6",
            "410200 urban 2022 53.6 E6",
            "410300 gdp 2022 5675.2 C8",
            "410300 pop 2022 707.9 D8",
            "410300 urban 2022 66.5 E8",
        ]
    );
    assert_eq!(
        problems(&report),
        ["I321 E6 “53.6①”去掉注号，读作 53.6", "I105 B7 合计一类的行列没有读取：合  计"]
    );
}

#[test]
fn units_down_years_across_with_the_indicator_in_the_title() {
    let report = import_csv(
        "表3-1 各市地区生产总值（2020-2022年）,,,\n单位：万元,,,\n地区,2020年,2021年,2022年\n郑州市,120000000,127000000,129347000\n开封市,23710000,25570000,26571000\n",
    );
    assert_eq!(
        figures(&report),
        [
            "410100 gdp 2020 12000 B4",
            "410100 gdp 2021 12700 C4",
            "410100 gdp 2022 12934.7 D4",
            "410200 gdp 2020 2371 B5",
            "410200 gdp 2021 2557 C5",
            "410200 gdp 2022 2657.1 D5",
        ]
    );
    assert_eq!(problems(&report), [""; 0]);
}

#[test]
fn bare_years_as_numbers() {
    let report = import_csv("地区生产总值,,\n地区,2021,2022\n郑州市,2001,2022\n开封市,1999,2000\n");
    assert_eq!(
        figures(&report),
        [
            "410100 gdp 2021 2001 B3",
            "410100 gdp 2022 2022 C3",
            "410200 gdp 2021 1999 B4",
            "410200 gdp 2022 2000 C4",
        ]
    );
}

#[test]
fn indicators_down_units_across() {
    let report = import_csv(
        "2022年主要指标对比,,,\n指标名称,计量单位,郑州市,开封市\n一、地区生产总值,亿元,12934.7,2657.1\n其中：R&D经费,亿元,34.2,2.1\n二、城镇化率,%,79.4,53.6\n三、奥运奖牌数,枚,1,0\n",
    );
    assert_eq!(
        figures(&report),
        [
            "410100 gdp 2022 12934.7 C3",
            "410200 gdp 2022 2657.1 D3",
            "410100 rd 2022 342000 C4",
            "410200 rd 2022 21000 D4",
            "410100 urban 2022 79.4 C5",
            "410200 urban 2022 53.6 D5",
        ]
    );
    assert_eq!(problems(&report), ["I104 A6 没有用到这些列：三、奥运奖牌数"]);
}

#[test]
fn groups_of_indicators_over_years() {
    // Group headers written once over the first of their columns, not merged.
    let report = import_csv(
        "各市情况,,,,\n地区,地区生产总值（亿元）,,年末常住人口（万人）,\n,2021年,2022年,2021年,2022年\n郑州市,1,2,3,4\n开封市,5,6,7,8\n",
    );
    assert_eq!(
        figures(&report),
        [
            "410100 gdp 2021 1 B4",
            "410100 gdp 2022 2 C4",
            "410100 pop 2021 3 D4",
            "410100 pop 2022 4 E4",
            "410200 gdp 2021 5 B5",
            "410200 gdp 2022 6 C5",
            "410200 pop 2021 7 D5",
            "410200 pop 2022 8 E5",
        ]
    );
}

#[test]
fn monthly_bulletin_of_one_unit() {
    let report = import_csv(
        "河南省2023年1-6月主要经济指标,,,,\n指标,单位,本月,累计,同比增长%\n一般公共预算收入,亿元,400.1,2300.5,5.6\n社会消费品零售总额,亿元,2000,12000,6.6\n固定资产投资增速,%,—,—,2.6\n",
    );
    assert_eq!(
        figures(&report),
        [
            "410000 budget 2023-06 2300.5 D3",
            "410000 retail 2023-06 12000 D4",
            "410000 retail_growth 2023-06 6.6 E4",
            "410000 invest_growth 2023-06 2.6 E5",
        ]
    );
}

#[test]
fn panel_of_units_and_years() {
    let report =
        import_csv("地区,年份,地区生产总值,常住人口\n郑州市,2021,1,2\n郑州市,2022,3,4\n开封市,2021,5,6\n");
    assert_eq!(
        figures(&report),
        [
            "410100 gdp 2021 1 C2",
            "410100 pop 2021 2 D2",
            "410100 gdp 2022 3 C3",
            "410100 pop 2022 4 D3",
            "410200 gdp 2021 5 C4",
            "410200 pop 2021 6 D4",
        ]
    );
}

#[test]
fn plan_and_actual_beside_each_other() {
    let report =
        import_csv("2023年度,,,\n地区,地区生产总值,,\n,年度目标,实际,位次\n郑州市,13500,13617.8,1\n");
    let read: Vec<_> = report.figures.iter().map(|figure| (figure.scenario.word(), figure.value)).collect();
    assert_eq!(read, [("plan", 13500.0), ("actual", 13617.8)]);
    assert_eq!(codes(&report), ["I104"]);
}

#[test]
fn wrong_measures_and_unknown_units() {
    let report = import_csv(
        "地区,规上工业企业数（户）,城镇化率提高（%）,地区生产总值（现价，亿元）\n郑州市,100,1.2,5\n火星市,1,2,3\n",
    );
    let mut options = options();
    options.period = Some("2022".parse().unwrap());
    assert_eq!(codes(&report), ["I236", "I236", "I236"]);
    let report = import_with(
        "a.csv",
        "地区,规上工业企业数（户）,城镇化率提高（%）,地区生产总值（亿元）\n郑州市,100,1.2,5\n火星市,1,2,3\n"
            .as_bytes(),
        &options,
    )
    .unwrap();
    assert_eq!(
        problems(&report),
        [
            "I221 B1 “规上工业企业数”的计量单位是家，文件里写的是户，不能换算",
            "I221 C1 “城镇化率提高”的计量单位是百分点，文件里写的是%，不能换算",
            "I201 A3 没有名为“火星市”的单位",
        ]
    );
    assert_eq!(report.counts.rejected, 5);
}

#[test]
fn two_tables_on_one_sheet() {
    let report = import_csv(
        "2022年,,\n地区,地区生产总值,常住人口\n郑州市,1,2\n开封市,3,4\n,,\n续表1,,\n地区,城镇化率,R&D经费\n郑州市,5,6\n开封市,7,8\n",
    );
    assert_eq!(
        figures(&report),
        [
            "410100 gdp 2022 1 B3",
            "410100 pop 2022 2 C3",
            "410200 gdp 2022 3 B4",
            "410200 pop 2022 4 C4",
            "410100 urban 2022 5 B8",
            "410100 rd 2022 6 C8",
            "410200 urban 2022 7 B9",
            "410200 rd 2022 8 C9",
        ]
    );
}

#[test]
fn halves_of_a_long_list_side_by_side() {
    let report =
        import_csv("2022年,,,\n地区,地区生产总值,地区,地区生产总值\n郑州市,1,洛阳市,3\n开封市,2,安阳市,4\n");
    assert_eq!(
        figures(&report),
        ["410100 gdp 2022 1 B3", "410300 gdp 2022 3 D3", "410200 gdp 2022 2 B4", "410500 gdp 2022 4 D4"]
    );
}

#[test]
fn percentages_that_look_like_fractions() {
    let fractions = import_csv("2022年,\n地区,城镇化率\n郑州市,0.794\n开封市,0.536\n洛阳市,0.6588\n");
    assert_eq!(
        problems(&fractions),
        ["I326 B3,B4,B5 “城镇化率”以 % 计，这里的 3 个数却都在 ±1 以内（最大 0.794），像是填了小数"]
    );
    assert_eq!(fractions.counts.new, 3);
    for text in [
        "2022年,\n地区,城镇化率\n郑州市,0.794\n开封市,0.536\n洛阳市,65.88\n",
        "2022年,\n地区,城镇化率\n郑州市,0.794%\n开封市,0.536%\n洛阳市,0.6588%\n",
        "2022年,\n地区,城镇化率\n郑州市,0\n开封市,0\n洛阳市,0.5\n",
    ] {
        assert_eq!(codes(&import_csv(text)), [""; 0], "{text}");
    }
}

#[test]
fn header_rows_that_cannot_both_be_true() {
    let report = import_csv("地区,2021年,2021年\n,地区生产总值,2022年常住人口\n郑州市,1,2\n开封市,3,4\n");
    assert_eq!(problems(&report), ["I110 C2 上下两层表头不一致：上面是“2021年”，下面是“2022年常住人口”"]);
    assert_eq!(figures(&report).len(), 0);
    assert_eq!(report.figures.iter().map(|figure| figure.value).collect::<Vec<_>>(), [1.0, 3.0]);
    let monthly = import_csv(
        "地区,2023年,2023年\n,2023年5月社会消费品零售总额,2023年6月社会消费品零售总额\n郑州市,1,2\n开封市,3,4\n",
    );
    assert_eq!(codes(&monthly), [""; 0]);
}

#[test]
fn counts_are_never_negative() {
    let report = import_csv("2022年,\n地区,常住人口,城镇化率\n郑州市,-3,-1\n");
    assert_eq!(problems(&report), ["I312 B3 “年末常住人口”是时点数量，不会是负数 -3"]);
}

#[test]
fn values_an_indicator_cannot_have_are_refused_at_their_cell() {
    let report =
        import_csv("2022年,\n地区,自来水普及率,城镇化率\n郑州市,152,152\n开封市,100,0\n洛阳市,-0.1,1\n");
    assert_eq!(
        problems(&report),
        ["I313 B3 “自来水普及率”应为 0～100%，不会是 152", "I313 B5 “自来水普及率”应为 0～100%，不会是 -0.1"]
    );
    assert_eq!(figures(&report), [""; 0], "a file with an error is taken as a whole or not at all");
    let clean = import_csv("2022年,\n地区,自来水普及率\n郑州市,99.8\n开封市,100\n");
    assert_eq!(figures(&clean), ["410100 tap_water 2022 99.8 B3", "410200 tap_water 2022 100 B4"]);
}
