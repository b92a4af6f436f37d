//! Layouts, units, indicators, periods and units of measure that are not as they should be.

use super::*;

pub(super) fn cases() -> Vec<Case> {
    [layouts(), units_(), indicators(), measures(), periods()].into_iter().flatten().collect()
}

fn tidy(row: &str) -> String {
    format!("地区,指标,期间,数值\n{row}\n")
}

fn layouts() -> Vec<Case> {
    let sheets = workbook(|sheet| {
        sheet.set_name("2022年").unwrap();
        rows(
            sheet,
            &[&["各市2021年主要指标"], &["地区", "地区生产总值"], &["郑州市", "1"], &["开封市", "2"]],
        );
    });
    let mut hidden = rust_xlsxwriter::Workbook::new();
    hidden.add_worksheet().set_name("空").unwrap();
    let sheet = hidden.add_worksheet();
    sheet.set_name("数据").unwrap().set_hidden(true);
    rows(sheet, &[&["2022年"], &["地区", "地区生产总值"], &["郑州市", "1"]]);
    vec![
        Case::csv("只有数字，没有表头", "I101", "1,2,3\n4,5,6\n"),
        Case::csv("只有说明文字", "I101", "关于报送数据的通知\n请于月底前报送\n"),
        Case::csv("有指标没有单位", "I208", "2022年,\n指标,数值\n地区生产总值,1\n常住人口,2\n"),
        Case::csv("全表没有期间", "I236", "地区,地区生产总值\n郑州市,1\n开封市,2\n"),
        Case::csv(
            "年份只出现在年鉴名里",
            "I236",
            "河南统计年鉴2023,\n地区,地区生产总值\n郑州市,1\n开封市,2\n",
        ),
        Case::new("标题的年份与工作表名不同", "I109", "年报.xlsx", sheets),
        Case::csv(
            "上下两层表头的年份不同",
            "I110",
            "地区,2021年,2021年\n,地区生产总值,2022年常住人口\n郑州市,1,2\n开封市,3,4\n",
        ),
        Case::csv(
            "标题写的是目标任务",
            "I107",
            "2022年目标任务分解表,\n地区,地区生产总值\n郑州市,1\n开封市,2\n",
        ),
        Case::new("唯一有数的工作表是隐藏的", "I101", "年报.xlsx", hidden.save_to_buffer().unwrap()),
    ]
}

fn units_() -> Vec<Case> {
    vec![
        Case::csv("没有这个单位", "I201", &tidy("火星,gdp,2022,1")),
        Case::csv("单位名错一个字", "I202", &tidy("平项山市,gdp,2022,1")),
        Case::csv("两个同名的区", "I203", &tidy("朝阳区,gdp,2022,1")),
        Case::csv("简称对得上两个单位", "I203", "2020年,\n地区,地区生产总值\n朝阳,1\n开封市,2\n"),
        Case::csv("单位是空的", "I207", &tidy(",gdp,2022,1")),
        Case::csv(
            "代码与名称不是同一个单位",
            "I205",
            "单位代码,单位名称,指标,期间,数值\n410100,开封市,gdp,2022,1\n",
        ),
        Case::csv(
            "宽表里代码与名称不符",
            "I205",
            "2022年,,\n单位代码,单位名称,地区生产总值\n410100,开封市,1\n410300,洛阳市,2\n",
        ),
        Case::csv("当年已经撤并的单位", "I206", &tidy("偃师市,gdp,2022,1")),
        Case::csv("代码多一位", "I201", &tidy("4101000,gdp,2022,1")),
    ]
}

fn indicators() -> Vec<Case> {
    vec![
        Case::csv("目录里没有的指标", "I211", &tidy("郑州市,卫星发射次数,2022,1")),
        Case::csv("指标名错一个字", "I212", &tidy("郑州市,地区生产总植,2022,1")),
        Case::csv(
            "宽表表头错一个字",
            "I106",
            "2022年,,\n地区,地区生产总植,常住人口\n郑州市,1,2\n开封市,3,4\n",
        ),
        Case::csv("指标是空的", "I213", &tidy("郑州市,,2022,1")),
        Case::csv(
            "指标代码与名称不符",
            "I214",
            "地区,指标代码,指标名称,期间,数值\n郑州市,gdp,常住人口,2022,1\n",
        ),
        Case::csv("由公式算出的指标", "I215", &tidy("郑州市,人均地区生产总值,2022,1")),
    ]
}

fn measures() -> Vec<Case> {
    let head =
        |header: &str, value: &str| format!("2022年,\n地区,{header}\n郑州市,{value}\n开封市,{value}\n");
    vec![
        Case::csv("百分点的指标写成 %", "I221", &head("城镇化率提高（%）", "1.2")),
        Case::csv("% 的指标写成百分点", "I221", &head("城镇化率（百分点）", "53.6")),
        Case::csv("家写成户", "I221", &head("规上工业企业数（户）", "100")),
        Case::csv("亿元的指标写成万人", "I221", &head("地区生产总值（万人）", "5")),
        Case::csv("% 的数后写了亿", "I222", &head("城镇化率", "3亿")),
        Case::csv("% 的数后写了个百分点", "I222", &head("城镇化率", "1.2个百分点")),
        Case::csv(
            "计量单位列写的不是单位",
            "I223",
            "地区,指标,期间,数值,计量单位\n郑州市,gdp,2022,1,亿元/\n",
        ),
    ]
}

fn periods() -> Vec<Case> {
    vec![
        Case::csv("认不出的期间", "I231", &tidy("郑州市,gdp,前年,1")),
        Case::csv("没有的月份", "I231", &tidy("郑州市,budget,2022年13月,1")),
        Case::csv("当期指标填了累计", "I232", &tidy("郑州市,gdp,2022年1-6月,1")),
        Case::csv("累计指标填了单季", "I233", &tidy("郑州市,budget,2022年二季度,1")),
        Case::csv("年度指标填了月份", "I235", &tidy("郑州市,gdp,2022-06,1")),
        Case::csv("期间是空的", "I236", &tidy("郑州市,gdp,,1")),
        Case::csv("数据性质写错", "I241", "地区,指标,期间,数值,情景\n郑州市,gdp,2022,1,大概\n"),
    ]
}
