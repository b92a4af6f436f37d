//! Wrong use, said in the language of the rest.

use baton_service::messages::list;
use baton_service::model::{Lang, Message};
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::messages;

/// The language: `--lang`, then `LANG`, then Chinese. Read before the command line is parsed, because help needs it.
pub(crate) fn language(args: &[std::ffi::OsString], environment: Option<&str>) -> Lang {
    let mut wanted = None;
    let mut args = args.iter().map(|arg| arg.to_string_lossy());
    while let Some(arg) = args.next() {
        if arg == "--" {
            break;
        }
        if arg == "--lang" {
            wanted = args.next().and_then(|tag| Lang::parse(&tag));
        } else if let Some(tag) = arg.strip_prefix("--lang=") {
            wanted = Lang::parse(tag);
        }
    }
    wanted.or_else(|| Lang::parse(environment?)).unwrap_or_default()
}

/// The message for what clap found.
pub(crate) fn explain(error: &clap::Error) -> Message {
    let text = |kind: ContextKind| error.get(kind).map(words).unwrap_or_default();
    match error.kind() {
        ErrorKind::InvalidSubcommand => Message::new(&messages::UNKNOWN_COMMAND)
            .with("found", text(ContextKind::InvalidSubcommand))
            .with("nearest", several(error, ContextKind::SuggestedSubcommand)),
        ErrorKind::UnknownArgument if !text(ContextKind::InvalidArg).starts_with('-') => {
            Message::new(&messages::EXTRA_ARGUMENT).with("found", text(ContextKind::InvalidArg))
        }
        ErrorKind::UnknownArgument if text(ContextKind::SuggestedArg).is_empty() => {
            Message::new(&messages::UNKNOWN_OPTION_ONLY).with("found", text(ContextKind::InvalidArg))
        }
        ErrorKind::UnknownArgument => Message::new(&messages::UNKNOWN_OPTION)
            .with("found", text(ContextKind::InvalidArg))
            .with("nearest", several(error, ContextKind::SuggestedArg)),
        ErrorKind::MissingRequiredArgument => {
            Message::new(&messages::MISSING_ARGUMENT).with("missing", text(ContextKind::InvalidArg))
        }
        ErrorKind::MissingSubcommand => Message::new(&messages::MISSING_ARGUMENT).with("missing", "COMMAND"),
        ErrorKind::InvalidValue if text(ContextKind::InvalidValue).is_empty() => {
            Message::new(&messages::MISSING_ARGUMENT).with("missing", text(ContextKind::InvalidArg))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => Message::new(&messages::BAD_VALUE)
            .with("option", text(ContextKind::InvalidArg))
            .with("found", text(ContextKind::InvalidValue))
            .with("allowed", several(error, ContextKind::ValidValue)),
        ErrorKind::ArgumentConflict => Message::new(&messages::CONFLICT)
            .with("first", text(ContextKind::InvalidArg))
            .with("second", text(ContextKind::PriorArg)),
        kind => Message::new(&messages::WRONG_USE).with("detail", kind.to_string()),
    }
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(" "),
        other => other.to_string(),
    }
}

fn several(error: &clap::Error, kind: ContextKind) -> Message {
    match error.get(kind) {
        Some(ContextValue::Strings(texts)) => list(texts.iter().map(String::as_str)),
        Some(other) => list([words(other).as_str()]),
        None => list([]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_is_chosen_before_parsing() {
        let args = |text: &str| text.split(' ').map(Into::into).collect::<Vec<_>>();
        assert_eq!(language(&args("baton score --lang en"), Some("zh_CN.UTF-8")), Lang::En);
        assert_eq!(language(&args("baton --lang=zh-CN score"), Some("en_US.UTF-8")), Lang::ZhCn);
        assert_eq!(language(&args("baton score"), Some("en_US.UTF-8")), Lang::En);
        assert_eq!(language(&args("baton score"), Some("C.UTF-8")), Lang::ZhCn);
        assert_eq!(language(&args("baton score"), None), Lang::ZhCn);
    }
}
