//! What is wrong where a text is not TOML, in our own words: the parser's sentences exist in English only.

use baton_model::message::Term;
use baton_model::{Message, MessageDef};

use crate::diagnostic::{Diagnostic, FileId, Span};

baton_model::messages! {
    WIDE_SIGN = "S043" {
        zh: "“{found}”是全角符号", en: "“{found}” is a full-width sign",
    }
    WIDE_SIGN_HINT = "S044" {
        zh: "换成半角的 {expected}", en: "write {expected} instead",
    }
    IN_THE_PARSER_S_WORDS = "S045" {
        zh: "这里读不下去（“{words}”）", en: "it cannot be read on here (“{words}”)",
    }
}

/// What the parser says begins with this; what we say; what to do.
struct Kind {
    begins: &'static [&'static str],
    what: Term,
    way_out: Term,
    /// Is everything behind it taken for a part of it, so that further errors say nothing?
    swallows: bool,
}

macro_rules! kinds { ($($swallows:ident [$($begins:literal),+] $zh:literal, $en:literal => $do_zh:literal, $do_en:literal;)*) => {
    &[$(Kind {
        begins: &[$($begins),+],
        what: Term { zh: $zh, en: $en },
        way_out: Term { zh: $do_zh, en: $do_en },
        swallows: stringify!($swallows).len() == "open".len(),
    }),*]
} }

/// The commonest first; of two that fit the first one counts.
static KINDS: &[Kind] = kinds! {
    other ["duplicate key"] "这一项已经写过", "this key is already there"
        => "删去其中一个；同一个表里每项只写一次", "delete one of them; a table has each key once";
    other ["invalid basic string, expected `\"`", "invalid literal string, expected `'`"]
        "引号没有闭合", "a quote is not closed" => "在这一行末尾补上引号", "close it on the same line";
    open ["invalid multi-line"] "三引号没有闭合", "three quotes are not closed"
        => "在文字后面补上三个引号", "put three quotes behind the text";
    other ["missing escaped value", "too few unicode value digits", "invalid basic string"]
        "引号里的“\\”或控制字符不能这样写", "a backslash or control character cannot stand like this between quotes"
        => "文字改用单引号，或把 \\ 写成 \\\\", "put the text between single quotes, or write \\ as \\\\";
    other ["string values must be quoted"] "等号后面缺少值，或文字没有加引号", "behind = there is no value, or a text without quotes"
        => "文字写在引号里：name = \"创新发展\"；数直接写：weight = 10", "put a text in quotes: name = \"rd\"; write a number as it is: weight = 10";
    other ["invalid boolean"] "只有 true 和 false 不加引号", "only true and false go without quotes"
        => "写 true 或 false；别的文字加引号", "write true or false; put any other text in quotes";
    other ["key with no value", "missing value for key"] "缺少等号", "the = is missing"
        => "写成 名称 = 值", "write key = value";
    other ["invalid unquoted key", "unquoted keys cannot be empty", "invalid key"]
        "等号左边的名称不能这样写", "the name left of = cannot be written like this"
        => "只用字母、数字和下划线；中文名称加引号", "use letters, digits and underscores, or put it in quotes";
    other ["unclosed array table", "unclosed table"] "表头的方括号没有闭合", "the brackets of a table's header are not closed"
        => "写成 [scheme] 或 [[indicator]]", "write [scheme] or [[indicator]]";
    open ["unclosed inline table", "missing key for inline table element"] "花括号没有闭合", "a brace is not closed" => "在这一行末尾补上 }", "close it with }";
    open ["unclosed array"] "方括号没有闭合", "a bracket is not closed" => "在列表后面补上 ]", "close the list with ]";
    other ["missing comma", "extra assignment"] "两项之间缺少逗号", "a comma is missing between two entries"
        => "用半角逗号隔开", "put a comma between them";
    other ["extra comma"] "多了一个逗号", "there is a comma too many" => "删去它", "delete it";
    other ["unexpected key or value", "unexpected content"] "这一行到这里应该结束", "the line should end here"
        => "一行只写一项；后面的话写在 # 之后", "write one entry a line, and remarks behind #";
    other ["unexpected leading zero"] "数不能以 0 开头", "a number does not begin with 0"
        => "去掉开头的 0；编号一类的文字加引号", "leave the 0 out; put a code in quotes";
    other ["`_` may only", "invalid float", "invalid exponent", "invalid mantissa", "invalid fraction", "invalid integer",
     "invalid decimal", "unexpected sign", "redundant numeric sign"] "这个数写得不对", "this is no number"
        => "写成 10 或 0.5，不带千分位和单位；文字加引号", "write 10 or 0.5, without separators and units; put a text in quotes";
    other ["invalid date", "invalid time", "invalid datetime"] "没有这样的日期", "there is no such date"
        => "写作 2025-06-30；周期加引号：\"2025-06\"", "write 2025-06-30; put a period in quotes: \"2025-06\"";
};

/// The way out where we know no better one.
static LOOK: Term = Term {
    zh: "检查这一行的引号、括号和等号",
    en: "look at the quotes, brackets and equals signs of this line",
};

/// Full-width signs, and what TOML has for them.
const WIDE: [(char, char); 12] = [
    ('“', '"'),
    ('”', '"'),
    ('‘', '\''),
    ('’', '\''),
    ('＂', '"'),
    ('＝', '='),
    ('，', ','),
    ('［', '['),
    ('］', ']'),
    ('【', '['),
    ('】', ']'),
    ('｛', '{'),
];

/// The complaints about a text that is not TOML. `def` has the arguments `detail` and `way_out`. What a bracket that is not closed
/// makes of the lines behind it is left out.
pub fn complaints(
    def: &'static MessageDef,
    file: FileId,
    text: &str,
    errors: &[toml::de::Error],
) -> Vec<Diagnostic> {
    let mut complaints = Vec::new();
    for error in errors {
        let kind = kind_of(error);
        let mut place = error.span().unwrap_or(0..0);
        if kind.is_some_and(|kind| kind.begins.contains(&"unclosed inline table"))
            && let Some(brace) = text.get(..place.start).and_then(|before| before.rfind('{'))
        {
            place = brace..brace + 1;
        }
        let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let span = Span { file, start: at(place.start), end: at(place.end) };
        complaints.push(Diagnostic::error(sentence(def, text, error), span));
        if kind.is_some_and(|kind| kind.swallows) {
            break;
        }
    }
    complaints
}

fn kind_of(error: &toml::de::Error) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.begins.iter().any(|begin| error.message().starts_with(begin)))
}

fn sentence(def: &'static MessageDef, text: &str, error: &toml::de::Error) -> Message {
    let message = Message::new(def);
    if let Some((wide, narrow)) = wide_sign(text, error.span()) {
        let what = Message::new(&WIDE_SIGN).with("found", wide.to_string());
        let way_out = Message::new(&WIDE_SIGN_HINT).with("expected", narrow.to_string());
        return message.with("detail", what).with("way_out", way_out);
    }
    match kind_of(error) {
        Some(kind) => message.with("detail", &kind.what).with("way_out", &kind.way_out),
        None => {
            let words = Message::new(&IN_THE_PARSER_S_WORDS).with("words", error.message());
            message.with("detail", words).with("way_out", &LOOK)
        }
    }
}

/// The first full-width sign in the piece that cannot be read, or just behind it.
fn wide_sign(text: &str, span: Option<std::ops::Range<usize>>) -> Option<(char, char)> {
    let span = span?;
    let piece = text.get(span.start..)?.lines().next()?;
    let end = (span.end - span.start).min(piece.len());
    let near = piece.char_indices().take_while(|(at, _)| *at <= end).map(|(_, c)| c);
    near.into_iter().find_map(|c| WIDE.into_iter().find(|(wide, _)| *wide == c))
}

#[cfg(test)]
mod tests {
    use baton_model::Lang;
    use toml::de::DeTable;

    use crate::diagnostic::FileId;
    use crate::messages::TOML;

    fn said(text: &str) -> Vec<String> {
        let (_, errors) = DeTable::parse_recoverable(text);
        let complaints = super::complaints(&TOML, FileId(0), text, &errors);
        complaints.iter().map(|complaint| complaint.message.text(Lang::ZhCn)).collect()
    }

    #[test]
    fn both_languages_say_the_same() {
        baton_model::message::check_catalogue(super::ALL).unwrap();
    }

    #[test]
    fn what_follows_from_a_brace_that_is_not_closed_is_left_out() {
        let text = "score = { by = \"minmax\"\n\n[[indicator]]\nid = \"b\"\nweight = 2\n";
        let (_, errors) = DeTable::parse_recoverable(text);
        let complaints = super::complaints(&TOML, FileId(0), text, &errors);
        assert!(errors.len() > 1 && complaints.len() == 1, "{errors:?}");
        assert!(complaints[0].message.text(Lang::ZhCn).contains("花括号没有闭合"));
        assert_eq!(complaints[0].span.unwrap().start, 8, "at the brace");
    }

    #[test]
    fn the_common_mistakes_have_sentences_of_ours() {
        for (text, expected) in [
            ("a = 1\na = 2", "这一项已经写过"),
            ("a = \"x", "引号没有闭合"),
            ("a = 'x", "引号没有闭合"),
            ("a = \"\"\"x", "三引号没有闭合"),
            ("a = \"\\q\"", "控制字符"),
            ("a = 张三", "文字没有加引号"),
            ("a = ", "缺少值"),
            ("a = tru", "只有 true 和 false"),
            ("a 5", "缺少等号"),
            ("创新 = 3", "左边的名称"),
            ("[scheme", "表头的方括号没有闭合"),
            ("[[indicator]", "表头的方括号没有闭合"),
            ("a = { b = 1", "花括号没有闭合"),
            ("a = [1, 2", "方括号没有闭合"),
            ("a = 01", "不能以 0 开头"),
            ("a = 1.2.3", "这个数写得不对"),
            ("a = 2024-13-01", "没有这样的日期"),
            ("a = “x”", "““”是全角符号"),
            ("a ＝ 1", "“＝”是全角符号"),
            ("a = 1，", "“，”是全角符号"),
        ] {
            let said = said(text);
            assert!(said.iter().any(|sentence| sentence.contains(expected)), "{text}: {said:?}");
            assert!(said.iter().all(|sentence| !sentence.contains("expected")), "{text}: {said:?}");
        }
    }
}
