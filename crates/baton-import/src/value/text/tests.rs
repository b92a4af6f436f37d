//! What is read, what is missing, what is refused.

use super::*;

fn value(text: &str) -> (f64, String) {
    match read_text(text) {
        Reading::Number(number) => (number.value, number.suffix),
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn numbers_in_their_many_forms() {
    for (text, number, suffix) in [
        ("12.3", 12.3, ""),
        ("１，２３４．５", 1234.5, ""),
        (" 1,234,567 ", 1_234_567.0, ""),
        ("\u{3000}－３．２％", -3.2, "%"),
        ("+6.2 %", 6.2, "%"),
        ("1.5亿", 1.5, "亿"),
        ("1.5 亿元", 1.5, "亿元"),
        ("3.2个百分点", 3.2, "个百分点"),
        ("'0012", 12.0, ""),
        (".5", 0.5, ""),
        ("1.2E+05", 120_000.0, ""),
        ("1.2e-3", 0.0012, ""),
        ("−0.4", -0.4, ""),
        ("(12.3)", -12.3, ""),
        ("（1,200）", -1200.0, ""),
        ("△3.2", -3.2, ""),
        ("▲ 3.2%", -3.2, "%"),
        ("12.3①", 12.3, ""),
        ("12.3 **", 12.3, ""),
        ("6.2%②", 6.2, "%"),
        ("0", 0.0, ""),
        ("-0", 0.0, ""),
        ("123456789012345678901234567890", 123_456_789_012_345_678_901_234_567_890.0, ""),
    ] {
        assert_eq!(value(text), (number, suffix.to_owned()), "{text}");
    }
}

#[test]
fn missing_marks_are_missing_never_zero() {
    for text in [
        "", "  ", "—", "——", "-", "－", "…", "……", "...", "..", "/", "／", "N/A", "#N/A", "无", "\u{3000}",
        "暂无",
    ] {
        assert_eq!(read_text(text), Reading::Missing, "{text}");
        assert!(is_missing(text));
    }
}

#[test]
fn what_could_mean_two_things_is_refused() {
    for (text, fault) in [
        ("1,5", Fault::Separators),
        ("1,23,456", Fault::Separators),
        ("12.", Fault::Separators),
        ("1.234,5", Fault::Separators),
        ("12 13", Fault::SeveralNumbers),
        ("1 234", Fault::SeveralNumbers),
        ("12、13", Fault::SeveralNumbers),
        ("12;13", Fault::SeveralNumbers),
        ("12-15", Fault::NotExact),
        ("12~15", Fault::NotExact),
        ("约12", Fault::NotExact),
        (">5", Fault::NotExact),
        ("12左右", Fault::NotExact),
        ("2023-01-05", Fault::Date),
        ("2023/1/5", Fault::Date),
        ("3月5日", Fault::Date),
        ("2023.1.5", Fault::Date),
        ("#DIV/0!", Fault::ExcelError),
        ("#REF!", Fault::ExcelError),
        ("NaN", Fault::NotFinite),
        ("∞", Fault::NotFinite),
        ("1e999", Fault::NotFinite),
        ("下降3.2", Fault::SignInWords),
        ("▼3.2", Fault::SignInWords),
        ("×××", Fault::Masked),
        ("12××", Fault::Masked),
        ("完成", Fault::NotANumber),
        ("12.3(其中)", Fault::NotANumber),
        ("十二", Fault::NotANumber),
        ("(a)", Fault::NotANumber),
        ("--5", Fault::NotANumber),
    ] {
        assert_eq!(read_text(text), Reading::Refused(fault), "{text}");
    }
}
