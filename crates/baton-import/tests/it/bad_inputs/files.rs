//! Files that cannot be read, or not safely.

use super::*;
use crate::hostile;

pub(super) fn cases() -> Vec<Case> {
    [not_workbooks(), texts(), damaged(), bombs(), legacy()].into_iter().flatten().collect()
}

fn path(what: &'static str, path: &'static str) -> Case {
    Case { what, code: "I001", name: path, input: Input::Path(path), options: options() }
}

const TIDY: &str = "地区,指标,期间,数值\n郑州市,gdp,2022,1\n";

fn not_workbooks() -> Vec<Case> {
    let html = "<html><head><meta charset=\"utf-8\"></head><body><table><tr><td>地区</td></tr></table></body></html>";
    let xml =
        "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"></Workbook>";
    let word = archive(&[("[Content_Types].xml", b"<Types/>".as_slice()), ("word/document.xml", b"<d/>")]);
    vec![
        path("路径是文件夹", "src"),
        path("文件不存在", "没有这个文件.csv"),
        Case::new("空文件", "I003", "空.csv", ""),
        Case::new("只有空格和换行", "I003", "空.csv", " \r\n\t\n"),
        Case::new("只有字节顺序标记", "I101", "空.csv", "\u{FEFF}"),
        Case::new("PDF 改名为 .xlsx", "I004", "年报.xlsx", "%PDF-1.7\n"),
        Case::new("图片改名为 .csv", "I004", "扫描.csv", b"\x89PNG\r\n\x1a\n".as_slice()),
        Case::new("gzip 压缩的 CSV", "I004", "数据.csv.gz", b"\x1f\x8b\x08\x00\x00".as_slice()),
        Case::new("网页改名为 .xls", "I005", "导出.xls", html),
        Case::new("XML 电子表格 2003 改名为 .xls", "I005", "导出.xls", xml),
        Case::new("Word 文档改名为 .xlsx", "I026", "年报.xlsx", word),
        Case::new("里面是 CSV 的压缩包", "I026", "数据.zip", archive(&[("数据.csv", TIDY.as_bytes())])),
        Case::new("有打开密码的工作簿", "I022", "年报.xlsx", hostile::password_protected()),
    ]
}

fn texts() -> Vec<Case> {
    let utf16: Vec<u8> = "地区,指标\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut broken = TIDY.as_bytes().to_vec();
    broken.extend_from_slice(b"\xFF\xFF\xFF,gdp,2022,1\n");
    let long = format!("{TIDY}郑州市,gdp,2021,{}\n", "9".repeat(200_000));
    let wide = format!("{}\n", ",".repeat(5_000));
    vec![
        Case::new("既非 UTF-8 也非 GB18030", "I011", "数据.csv", broken),
        Case::new("UTF-16 没有字节顺序标记", "I012", "数据.csv", utf16),
        Case::csv("引号没有闭合", "I013", "地区,指标,期间,数值\n郑州市,\"gdp,2022,1\n"),
        Case::csv("引号闭合后还有文字", "I014", "地区,指标,期间,数值\n\"郑州\"市,gdp,2022,1\n"),
        Case::csv("五千列的 CSV", "I015", &wide),
        Case::csv("单元格里有二十万个字符", "I017", &long),
        Case::csv("文件超过大小上限", "I002", TIDY).limits(|limits| limits.file_bytes = 10),
        Case::csv("单元格多于上限", "I016", "2022年,\n地区,地区生产总值\n郑州市,1\n开封市,2\n")
            .limits(|limits| limits.cells = 5),
    ]
}

fn damaged() -> Vec<Case> {
    let good = workbook(|sheet| rows(sheet, &[&["2022年"], &["地区", "地区生产总值"], &["郑州市", "1"]]));
    let shared = r#"<row r="1"><c r="A1" t="s"><v>7</v></c></row>"#;
    let open = r#"<worksheet><sheetData><row r="1"><c r="A1"><v>1"#;
    let cell = text_cell("A1", &"长".repeat(50_000));
    vec![
        Case::new("截断的 .xlsx", "I020", "年报.xlsx", good[..good.len() / 2].to_vec()),
        Case::xml("工作表的 XML 中途断开", "I021", open),
        Case::xml("没有 sheetData 的工作表", "I021", "<worksheet></worksheet>"),
        Case::xml("共享字符串编号越界", "I021", &sheet_xml(shared)),
        Case::xml("单元格文字有十五万字节", "I017", &sheet_xml(&format!("<row r=\"1\">{cell}</row>"))),
        Case::new("同名部件出现两次", "I020", "年报.xlsx", hostile::twin_parts()),
        Case::xml("文档类型定义里层层展开的实体", "I021", &hostile::laughs()),
        Case::new("部件名指向上级文件夹", "I026", "年报.xlsx", hostile::path_traversal()),
    ]
}

fn bombs() -> Vec<Case> {
    let sheets = hostile::many_sheets(300);
    vec![
        Case::new("1.4 KB，远处一个单元格 XFD1048576", "I030", "炸弹.xlsx", hostile::far_cell()),
        Case::new("压缩比近千倍的工作表", "I025", "炸弹.xlsx", hostile::repeated_rows()),
        Case::new("第 1048576 行还有数", "I030", "长表.xlsx", hostile::tall(1_000)),
        Case::new("解压后超过上限", "I024", "炸弹.xlsx", hostile::tall(30_000))
            .limits(|limits| limits.unpacked_bytes = 1 << 20),
        Case::new("十万个部件", "I023", "炸弹.xlsx", hostile::many_parts()),
        Case::new("三百张工作表", "I027", "多表.xlsx", sheets),
        Case::new("七万处合并单元格", "I029", "合并.xlsx", hostile::many_merges()),
        Case::new("二十万种单元格格式", "I028", "格式.xlsx", hostile::many_styles()),
        Case::new("谎报四十亿条、一条 16 MB 的共享字符串", "I025", "炸弹.xlsx", hostile::huge_texts()),
        Case::new("嵌套十万层的 XML", "I021", "炸弹.xlsx", hostile::deep_nesting()),
    ]
}

fn legacy() -> Vec<Case> {
    let reader = crate::legacy::reader();
    let with = move |case: Case| Case {
        options: Options { legacy: Some(reader.clone()), ..case.options.clone() },
        ..case
    };
    let xls = crate::legacy::YEARBOOK;
    let row =
        crate::legacy::ods_row(&["郑州市", "1.5", "1", "2", "3"], r#"table:number-rows-repeated="1048575""#);
    vec![
        with(Case::new("损坏的 .xls", "I020", "年鉴.xls", &xls[..3000])),
        Case::new("不能读旧格式的地方给了 .xls", "I043", "年鉴.xls", xls),
        with(Case::new("一行重复一百万次的 .ods", "I042", "重复.ods", crate::legacy::ods(&row)))
            .limits(|limits| limits.child_memory = 256 << 20),
        with(Case::new(
            "不是压缩包的 .ods",
            "I020",
            "坏.ods",
            b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet".as_slice(),
        )),
    ]
}
