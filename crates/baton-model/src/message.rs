//! Sentences for people: a stable code, typed arguments, and a text with a hint in both languages.
//!
//! A crate declares its messages with [`messages!`](crate::messages), so a message without a translation does not compile.
//! The code is for programs to branch on and never changes; the sentences may.

use std::fmt::{self, Write as _};

/// A language of the interface (界面语言).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Simplified Chinese, the default.
    #[default]
    ZhCn,
    /// English.
    En,
}

impl Lang {
    /// Reads `zh-CN`, `zh_CN.UTF-8`, `en`, `en_US.UTF-8` and the like.
    pub fn parse(tag: &str) -> Option<Self> {
        let tag = tag.to_ascii_lowercase();
        match tag.split(['-', '_', '.']).next() {
            Some("zh") => Some(Self::ZhCn),
            Some("en") => Some(Self::En),
            _ => None,
        }
    }

    /// Picks the text of this language.
    pub fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::ZhCn => zh,
            Self::En => en,
        }
    }
}

/// A word that is itself translated, used as an argument of a message.
#[derive(Debug, PartialEq, Eq)]
pub struct Term {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

/// The declaration of a message.
#[derive(Debug)]
pub struct MessageDef {
    /// Stable code, such as `S101`.
    pub code: &'static str,
    /// Chinese sentence with `{name}` placeholders.
    pub zh: &'static str,
    /// English sentence with the same placeholders.
    pub en: &'static str,
    /// What to do about it, in Chinese; may be empty.
    pub hint_zh: &'static str,
    /// What to do about it, in English; may be empty.
    pub hint_en: &'static str,
}

impl PartialEq for MessageDef {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}
impl Eq for MessageDef {}

/// An argument of a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// Text taken from the user's files or a name.
    Text(String),
    /// A number, printed in its shortest exact form.
    Number(f64),
    /// A translated word.
    Term(&'static Term),
    /// Names or words one after another.
    List(Vec<String>),
    /// A message inside a message.
    Message(Box<Message>),
}

/// Why the system could not do something with a file or an address: in words where the reason is a common one, else as the
/// system has it.
impl From<&std::io::Error> for Arg {
    fn from(error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        static FOLDER: Term = Term { zh: "这是文件夹", en: "it is a folder" };
        static NOT_FOUND: Term = Term { zh: "没有这个文件", en: "there is no such file" };
        static NOT_ALLOWED: Term = Term { zh: "没有权限", en: "it is not allowed" };
        static NOT_A_FOLDER: Term =
            Term { zh: "路径中有一段不是文件夹", en: "a part of the path is no folder" };
        static TAKEN: Term = Term { zh: "端口已被占用", en: "the port is taken" };
        static FULL: Term = Term { zh: "磁盘已满", en: "the disk is full" };
        static READ_ONLY: Term = Term { zh: "磁盘只读", en: "the disk is read-only" };
        match error.kind() {
            ErrorKind::IsADirectory => Self::Term(&FOLDER),
            ErrorKind::NotFound => Self::Term(&NOT_FOUND),
            ErrorKind::PermissionDenied => Self::Term(&NOT_ALLOWED),
            ErrorKind::NotADirectory => Self::Term(&NOT_A_FOLDER),
            ErrorKind::AddrInUse => Self::Term(&TAKEN),
            ErrorKind::StorageFull => Self::Term(&FULL),
            ErrorKind::ReadOnlyFilesystem => Self::Term(&READ_ONLY),
            _ => Self::Text(error.to_string()),
        }
    }
}

impl Arg {
    fn write(&self, lang: Lang, out: &mut String) {
        match self {
            Self::Text(text) => out.push_str(text),
            Self::Number(number) => {
                let _ = write!(out, "{number}");
            }
            Self::Term(term) => out.push_str(lang.pick(term.zh, term.en)),
            Self::List(list) => out.push_str(&list.join(lang.pick("、", ", "))),
            Self::Message(message) => out.push_str(&message.text(lang)),
        }
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}
impl From<f64> for Arg {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}
impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Self::Text(count.to_string())
    }
}
impl From<Vec<String>> for Arg {
    fn from(list: Vec<String>) -> Self {
        Self::List(list)
    }
}
impl From<Vec<&str>> for Arg {
    fn from(list: Vec<&str>) -> Self {
        Self::List(list.into_iter().map(str::to_owned).collect())
    }
}
impl From<&'static Term> for Arg {
    fn from(term: &'static Term) -> Self {
        Self::Term(term)
    }
}
impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Self::Message(Box::new(message))
    }
}

/// A message with its arguments, not yet in any language.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// The declaration.
    pub def: &'static MessageDef,
    args: Vec<(&'static str, Arg)>,
}

impl Message {
    /// A message without arguments.
    pub fn new(def: &'static MessageDef) -> Self {
        Self { def, args: Vec::new() }
    }

    /// Adds the argument for the placeholder `{name}`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// The stable code.
    pub fn code(&self) -> &'static str {
        self.def.code
    }

    /// The argument of a placeholder.
    pub fn arg(&self, name: &str) -> Option<&Arg> {
        self.args.iter().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// The sentence.
    pub fn text(&self, lang: Lang) -> String {
        self.fill(lang.pick(self.def.zh, self.def.en), lang)
    }

    /// What to do about it, if the message says.
    pub fn hint(&self, lang: Lang) -> Option<String> {
        let hint = lang.pick(self.def.hint_zh, self.def.hint_en);
        (!hint.is_empty()).then(|| self.fill(hint, lang))
    }

    fn fill(&self, template: &str, lang: Lang) -> String {
        let mut out = String::with_capacity(template.len() + 16);
        let mut rest = template;
        while let Some(open) = rest.find('{') {
            out.push_str(&rest[..open]);
            rest = &rest[open..];
            let Some(close) = rest.find('}') else { break };
            match self.arg(&rest[1..close]) {
                Some(arg) => arg.write(lang, &mut out),
                None => out.push_str(&rest[..=close]),
            }
            rest = &rest[close + 1..];
        }
        out.push_str(rest);
        out
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}] {}", self.code(), self.text(Lang::En))
    }
}

impl std::error::Error for Message {}

/// Declares messages and the list `ALL` of them.
///
/// ```ignore
/// baton_model::messages! {
///     UNKNOWN_NAME = "S101" {
///         zh: "没有名为“{name}”的指标", en: "no indicator is called “{name}”",
///         hint_zh: "最接近的是“{nearest}”", hint_en: "the nearest is “{nearest}”",
///     }
/// }
/// ```
#[macro_export]
macro_rules! messages {
    ($( $(#[$meta:meta])* $name:ident = $code:literal {
        zh: $zh:literal, en: $en:literal $(, hint_zh: $hint_zh:literal, hint_en: $hint_en:literal)? $(,)?
    })*) => {
        $( $(#[$meta])* #[doc = concat!("`", $code, "`: ", $en)]
        pub static $name: $crate::MessageDef = $crate::MessageDef {
            code: $code, zh: $zh, en: $en,
            hint_zh: concat!("" $(, $hint_zh)?), hint_en: concat!("" $(, $hint_en)?),
        }; )*
        /// Every message of this module.
        pub static ALL: &[&$crate::MessageDef] = &[$(&$name),*];
    };
}

/// Checks a catalogue: unique codes, and the same placeholders in both languages. For tests.
pub fn check_catalogue(all: &[&MessageDef]) -> Result<(), String> {
    let mut codes: Vec<_> = all.iter().map(|def| def.code).collect();
    codes.sort_unstable();
    if let Some(pair) = codes.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(format!("code {} is declared twice", pair[0]));
    }
    for def in all {
        if placeholders(def.zh) != placeholders(def.en) {
            return Err(format!("{}: the placeholders of the two sentences differ", def.code));
        }
        if placeholders(def.hint_zh) != placeholders(def.hint_en) {
            return Err(format!("{}: the placeholders of the two hints differ", def.code));
        }
        if def.hint_zh.is_empty() != def.hint_en.is_empty() {
            return Err(format!("{}: only one language has a hint", def.code));
        }
    }
    Ok(())
}

fn placeholders(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = text.split('{').skip(1).filter_map(|part| part.split('}').next()).collect();
    names.sort_unstable();
    names.dedup();
    names
}
