//! Every bad input tried, with the message it got: `docs/bad_inputs.md` is written from here and held to it.

mod figures;
mod files;
mod names;

use std::fmt::Write as _;
use std::path::PathBuf;

use baton_import::{
    FileBytes, ImportError, Limits, Mode, NothingRecorded, Options, Problem, Report, Severity, import_bytes,
    import_file,
};
use baton_model::Lang;

use crate::common::*;
use crate::make::*;

/// A bad input and the code of the message it must get.
struct Case {
    what: &'static str,
    code: &'static str,
    name: &'static str,
    input: Input,
    options: Options,
}

enum Input {
    Bytes(Vec<u8>),
    /// A path opened as it is.
    Path(&'static str),
}

impl Case {
    fn new(what: &'static str, code: &'static str, name: &'static str, bytes: impl Into<Vec<u8>>) -> Self {
        Self { what, code, name, input: Input::Bytes(bytes.into()), options: options() }
    }

    /// A CSV in UTF-8.
    fn csv(what: &'static str, code: &'static str, text: &str) -> Self {
        Self::new(what, code, "数据.csv", text)
    }

    /// One figure in a CSV whose other parts are right.
    fn value(what: &'static str, code: &'static str, indicator: &str, value: &str) -> Self {
        Self::csv(what, code, &format!("地区,指标,期间,数值\n郑州市,{indicator},2022,\"{value}\"\n"))
    }

    /// A workbook of one sheet.
    fn xlsx(
        what: &'static str,
        code: &'static str,
        fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet),
    ) -> Self {
        Self::new(what, code, "数据.xlsx", workbook(fill))
    }

    /// A workbook whose sheet is the XML given.
    fn xml(what: &'static str, code: &'static str, sheet: &str) -> Self {
        Self::new(what, code, "数据.xlsx", by_hand(sheet, &[]))
    }

    fn limits(mut self, change: impl FnOnce(&mut Limits)) -> Self {
        change(&mut self.options.limits);
        self
    }

    fn import(&self, mode: Mode) -> Result<Report, ImportError> {
        let options = Options { mode, ..self.options.clone() };
        match &self.input {
            Input::Bytes(bytes) => {
                let file = FileBytes::new(self.name, bytes.clone(), &options.limits)?;
                import_bytes(&file, &catalogue(), &units(), &options, &NothingRecorded)
            }
            Input::Path(path) => {
                import_file(path.as_ref(), &catalogue(), &units(), &options, &NothingRecorded)
            }
        }
    }
}

fn cases() -> Vec<Case> {
    [files::cases(), names::cases(), figures::cases()].into_iter().flatten().collect()
}

/// The message a case is about, after checking that nothing was taken that should not be.
fn outcome(case: &Case) -> Problem {
    let report = match case.import(Mode::Atomic) {
        Err(error) => return *error.problem,
        Ok(report) => report,
    };
    let found = report.problems.iter().find(|problem| problem.message.code() == case.code);
    let found = found.or_else(|| report.problems.first());
    let problem = found.expect(case.what).clone();
    if problem.severity == Severity::Error {
        assert_eq!(report.observations().count(), 0, "{}: all or nothing", case.what);
        let clean = case.import(Mode::CleanRows).unwrap();
        let bad =
            |cell| clean.problems_of(Severity::Error).any(|problem| problem.place.cells.contains(&cell));
        assert!(clean.accepted().all(|figure| !bad(figure.cell)), "{}: a bad cell was taken", case.what);
    }
    problem
}

/// The table as it stands in the file.
fn table() -> String {
    let mut out = String::from(
        "# 试过的错误输入\n\n\
         每一行是一种错误的文件或数据，以及导入时给出的提示。由 `crates/baton-import/tests/it/bad_inputs.rs` 生成并核对：\n\
         改动提示后用 `BATON_WRITE=1 cargo nextest run -p baton-import bad_inputs` 重写本文件。\n\n\
         级别为“错误”的，整个文件（或只取无错的行时该行）一个数也不导入；级别为“提醒”的，数照样读取，但要请人核对。\n\n\
         | # | 输入 | 编码 | 级别 | 位置 | 提示 | 怎么改 |\n|---|---|---|---|---|---|---|\n",
    );
    let plain = |text: &str| text.replace('|', "\\|").replace('\n', " ");
    let mut others = Vec::new();
    for (number, case) in (1..).zip(cases()) {
        let problem = outcome(&case);
        if problem.message.code() != case.code || problem.severity == Severity::Note {
            others.push(format!("{}: {} expected, got {}", case.what, case.code, problem.message));
            continue;
        }
        let hint = problem.message.hint(Lang::ZhCn);
        let hint = hint.expect(case.what);
        let (text, place) = (problem.message.text(Lang::ZhCn), problem.place.to_string());
        assert!(
            !place.is_empty() && !text.contains('{') && !hint.contains('{'),
            "{}: {text} {hint}",
            case.what
        );
        let severity = problem.severity.term().zh;
        let (text, hint, place) = (plain(&text), plain(&hint), plain(&place));
        writeln!(
            out,
            "| {number} | {} | {} | {severity} | {place} | {text} | {hint} |",
            plain(case.what),
            case.code
        )
        .unwrap();
    }
    assert!(others.is_empty(), "{}", others.join("\n"));
    out
}

#[test]
fn the_table_of_bad_inputs_is_up_to_date() {
    let table = table();
    let rows = table.lines().filter(|line| line.starts_with("| ")).count() - 1;
    assert!(rows >= 60, "only {rows}");
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/bad_inputs.md");
    if std::env::var_os("BATON_WRITE").is_some() {
        std::fs::write(&path, &table).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == table,
        "docs/bad_inputs.md is out of date: run with BATON_WRITE=1 and look at the difference"
    );
}

/// The control: good inputs get no message that asks for anything.
#[test]
fn good_inputs_get_no_message() {
    let tidy = "地区,指标,期间,数值,单位\n郑州市,ＧＤＰ,２０２２年,\"１２，９３４.7\",亿元\n开封市,研发经费,2022,3.2亿,万元\n洛阳市,常住人口,2022,—,万人\n安阳市,城镇化率,2022,53.6%,%\n";
    let gb = encoding_rs::GB18030.encode(tidy).0.into_owned();
    let book = workbook(|sheet| {
        rows(
            sheet,
            &[
                &["各市主要指标（2022年）"],
                &["地区", "地区生产总值（亿元）", "城镇化率"],
                &["郑州市", "12934.7", "79.4"],
                &["开封市", "…", "53.6"],
                &["注：数据来源于统计局"],
            ],
        );
    });
    for (name, bytes, count) in [
        ("好.csv", tidy.as_bytes(), 3),
        ("好.xlsx", tidy.as_bytes(), 3),
        ("好.csv", &gb, 3),
        ("好.xlsx", &book, 3),
        ("好.csv", &book, 3),
        ("好.xls", &book, 3),
    ] {
        let report = import_with(name, bytes, &options()).unwrap();
        let asked: Vec<_> =
            report.problems.iter().filter(|problem| problem.severity != Severity::Note).collect();
        assert!(asked.is_empty(), "{name}: {:?}", problems(&report));
        assert_eq!((report.accepted().count(), report.counts.missing), (count, 1), "{name}");
    }
}
