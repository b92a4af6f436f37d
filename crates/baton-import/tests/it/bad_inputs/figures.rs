//! Values that are no figures, and figures that contradict each other.

use super::*;

pub(super) fn cases() -> Vec<Case> {
    [values(), cells(), figures()].into_iter().flatten().collect()
}

fn values() -> Vec<Case> {
    vec![
        Case::value("文字当数", "I301", "gdp", "增长较快"),
        Case::value("全角数字里混了字母", "I304", "gdp", "１２x４"),
        Case::value("像公式的文字", "I301", "gdp", "=1+1"),
        Case::value("CSV 里的错误值", "I302", "gdp", "#REF!"),
        Case::value("逗号和点分不清千分位与小数", "I303", "gdp", "1.234,56"),
        Case::value("千分位位数不对", "I303", "gdp", "12,34"),
        Case::value("一格两个数", "I304", "gdp", "12 34"),
        Case::value("约数", "I305", "gdp", "约1200"),
        Case::value("大于号", "I305", "gdp", ">100"),
        Case::value("区间", "I305", "gdp", "100-200"),
        Case::value("CSV 里的日期", "I306", "gdp", "2022-06-30"),
        Case::value("大得离谱的数", "I307", "gdp", "1e400"),
        Case::value("文字写的正负", "I308", "gdp", "下降3.2"),
        Case::value("箭头写的正负", "I308", "gdp", "↓3.2"),
        Case::value("遮盖的数", "I309", "gdp", "***"),
        Case::value("时点数量是负数", "I312", "pop", "-3"),
        Case::value("会计记法的负数", "I322", "gdp", "(3.2)"),
        Case::value("三角表示的负数", "I322", "gdp", "△3.2"),
    ]
}

/// A sheet with one cell to be filled.
fn one(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> impl FnOnce(&mut rust_xlsxwriter::Worksheet) {
    |sheet| {
        rows(sheet, &[&["2022年"], &["地区", "城镇化率", "城镇化率提高", "地区生产总值"], &["郑州市"]]);
        fill(sheet);
    }
}

fn formula(cell: &str) -> String {
    let heads = [text_cell("A1", "地区"), text_cell("B1", "2022年地区生产总值")].concat();
    sheet_xml(&format!("<row r=\"1\">{heads}</row><row r=\"2\">{}{cell}</row>", text_cell("A2", "郑州市")))
}

fn cells() -> Vec<Case> {
    let mut zeros = rust_xlsxwriter::Workbook::new();
    one(|sheet| {
        sheet.write_formula(2, 3, "=1+1").unwrap();
    })(zeros.add_worksheet());
    vec![
        Case::xlsx(
            "日期格式的单元格",
            "I306",
            one(|sheet| {
                sheet.write_with_format(2, 3, 45_292.0, &format("yyyy-mm-dd")).unwrap();
            }),
        ),
        Case::xlsx(
            "逻辑值",
            "I301",
            one(|sheet| {
                sheet.write(2, 3, true).unwrap();
            }),
        ),
        Case::xlsx(
            "百分点的指标用了百分比格式",
            "I325",
            one(|sheet| {
                sheet.write_with_format(2, 2, 0.012, &format("0.0%")).unwrap();
            }),
        ),
        Case::xlsx(
            "亿元的指标用了百分比格式",
            "I325",
            one(|sheet| {
                sheet.write_with_format(2, 3, 0.5, &format("0.0%")).unwrap();
            }),
        ),
        Case::xlsx(
            "同列有的是百分比格式有的不是",
            "I324",
            one(|sheet| {
                sheet.write_with_format(2, 1, 0.794, &format("0.0%")).unwrap();
                sheet.write(3, 0, "开封市").unwrap();
                sheet.write(3, 1, 53.6).unwrap();
            }),
        ),
        Case::csv(
            "整列百分数填成了小数",
            "I326",
            "2022年,\n地区,城镇化率\n郑州市,0.794\n开封市,0.536\n洛阳市,0.6588\n",
        ),
        Case::xml("公式结果是 #DIV/0!", "I302", &formula(r#"<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>"#)),
        Case::xml("公式结果是 #REF!", "I302", &formula(r#"<c r="B2" t="e"><f>#REF!</f><v>#REF!</v></c>"#)),
        Case::xml("公式没有保存结果", "I310", &formula(r#"<c r="B2"><f>1+1</f></c>"#)),
        Case::new("不会计算的程序存的 0", "I310", "导出.xlsx", zeros.save_to_buffer().unwrap()),
        Case::xml("公式引用别的文件", "I311", &formula(r#"<c r="B2"><f>[1]Sheet1!$A$1</f><v>5</v></c>"#)),
    ]
}

fn figures() -> Vec<Case> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, value) in [("一", "1"), ("二", "2")] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        rows(sheet, &[&["2022年"], &["地区", "地区生产总值"], &["郑州市", value]]);
    }
    vec![
        Case::csv(
            "同一个数写了两个值",
            "I401",
            "地区,指标,期间,数值\n郑州市,gdp,2022,1\n郑州市,GDP,2022年,2\n",
        ),
        Case::new("两张表里的数不一样", "I401", "年报.xlsx", book.save_to_buffer().unwrap()),
    ]
}
