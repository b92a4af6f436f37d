//! Expressions as they stand in a scheme file.

use baton_model::Message;
use toml::de::DeValue;

use super::{Decode, Reader, Value, number};
use crate::diagnostic::Span;
use crate::expr::ast::Expr;
use crate::expr::parser::{self, Origin};
use crate::messages::{self, term};

/// An expression as text, or a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    /// The expression.
    pub ast: Expr,
    /// As written.
    pub text: String,
    /// Where.
    pub span: Span,
}

impl Formula {
    /// The number, if the expression is just one.
    pub fn as_number(&self) -> Option<f64> {
        use crate::expr::ast::ExprKind;
        match &self.ast.kind {
            ExprKind::Number(number) => Some(*number),
            ExprKind::Negate(inner) => match inner.kind {
                ExprKind::Number(number) => Some(-number),
                _ => None,
            },
            _ => None,
        }
    }

    /// A constant that was not written but follows from a default.
    pub(crate) fn constant(value: f64, span: Span) -> Self {
        use crate::expr::ast::ExprKind;
        let ast = Expr { kind: ExprKind::Number(value), span };
        Self { ast, text: value.to_string(), span }
    }
}

impl Decode for Formula {
    fn decode(key: &str, value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let span = reader.span(value.span());
        if let Some(value) = number(value.get_ref()) {
            return Some(Self::constant(value, span));
        }
        let DeValue::String(text) = value.get_ref() else {
            reader.wrong_type(key, &term::EXPRESSION, value);
            return None;
        };
        if text.trim().is_empty() {
            reader.error(Message::new(&messages::EMPTY_EXPRESSION).with("key", key), span);
            return None;
        }
        let origin =
            Origin { file: reader.file, base: content_start(reader.text, &value.span(), text), whole: span };
        let ast = parser::parse(&origin, text, reader.diagnostics)?;
        Some(Self { ast, text: text.to_string(), span })
    }
}

/// Where the text of a TOML string begins, if it stands in the file exactly as it reads.
fn content_start(file: &str, range: &std::ops::Range<usize>, text: &str) -> Option<u32> {
    let raw = file.get(range.clone())?;
    let quotes = if raw.starts_with("\"\"\"") || raw.starts_with("'''") { 3 } else { 1 };
    let start = range.start + quotes;
    (file.get(start..start + text.len()) == Some(text)).then(|| u32::try_from(start).ok()).flatten()
}
