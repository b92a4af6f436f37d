//! A piece of a formula: its text, which cells must hold numbers for it, and what it does where they do not.
//!
//! A null is the empty text. Arithmetic on it is an error in a spreadsheet, which `IFERROR` turns back into the empty
//! text; an empty cell, which a spreadsheet would read as 0, is asked for by `ISNUMBER` or `COUNT` first.

use std::fmt::Write as _;

/// How tightly the outermost operator binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Add,
    Multiply,
    Atom,
}

/// A piece that gives a number or null.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) text: String,
    level: Level,
    /// Cells that must hold numbers.
    needs: Vec<String>,
    /// May it be an error (x ÷ 0, ln 0)?
    fails: bool,
    /// May it be the empty text?
    blank: bool,
    null: bool,
}

impl Piece {
    fn new(text: String, level: Level) -> Self {
        Self { text, level, needs: Vec::new(), fails: false, blank: false, null: false }
    }

    /// A literal.
    pub(super) fn number(value: f64) -> Self {
        let text = if value < 0.0 { format!("({value})") } else { format!("{value}") };
        Self::new(text, Level::Atom)
    }

    /// A cell that holds a number or is null.
    pub(super) fn cell(address: String) -> Self {
        Self { needs: vec![address.clone()], ..Self::new(address, Level::Atom) }
    }

    /// A text that is always a number.
    pub(super) fn solid(text: String) -> Self {
        Self::new(text, Level::Atom)
    }

    /// A text that looks after its own nulls.
    pub(super) fn opaque(text: String) -> Self {
        Self { blank: true, ..Self::new(text, Level::Atom) }
    }

    /// Null whatever the figures.
    pub(super) fn null() -> Self {
        Self { null: true, ..Self::opaque("\"\"".to_owned()) }
    }

    pub(super) fn is_null(&self) -> bool {
        self.null
    }

    /// The only cell it consists of.
    pub(super) fn as_cell(&self) -> Option<&str> {
        (self.needs.len() == 1 && self.needs[0] == self.text).then_some(self.text.as_str())
    }

    /// May it be null at all?
    pub(super) fn may_be_null(&self) -> bool {
        self.blank || self.fails || !self.needs.is_empty()
    }

    /// A text made of other pieces, null where one of them is.
    pub(super) fn of(text: String, parts: &[&Self]) -> Self {
        if parts.iter().any(|part| part.null) {
            return Self::null();
        }
        let mut piece = Self::new(text, Level::Atom);
        for part in parts {
            piece.fails |= part.fails;
            piece.blank |= part.blank;
            for cell in &part.needs {
                if !piece.needs.contains(cell) {
                    piece.needs.push(cell.clone());
                }
            }
        }
        piece
    }

    /// The same, but it may be an error.
    pub(super) fn failing(self) -> Self {
        Self { fails: true, ..self }
    }

    /// The same, but it may be the empty text.
    pub(super) fn may_blank(self) -> Self {
        Self { blank: true, ..self }
    }

    fn binary(self, sign: &str, level: Level, other: &Self, right: Level) -> Self {
        let text = format!("{}{sign}{}", self.at_least(level), other.at_least(right));
        Self { level, ..Self::of(text, &[&self, other]) }
    }

    /// a + b
    pub(super) fn plus(self, other: &Self) -> Self {
        self.binary("+", Level::Add, other, Level::Add)
    }

    /// a − b
    pub(super) fn minus(self, other: &Self) -> Self {
        self.binary("-", Level::Add, other, Level::Multiply)
    }

    /// a × b
    pub(super) fn times(self, other: &Self) -> Self {
        self.binary("*", Level::Multiply, other, Level::Atom)
    }

    /// a ÷ b
    pub(super) fn over(self, other: &Self) -> Self {
        let safe = other.needs.is_empty() && other.text.parse::<f64>().is_ok_and(|value| value != 0.0);
        let piece = self.binary("/", Level::Multiply, other, Level::Atom);
        Self { fails: piece.fails || !safe, ..piece }
    }

    /// A function of pieces, null where one of them is.
    pub(super) fn call(name: &str, arguments: &[&Self]) -> Self {
        let texts: Vec<String> = arguments.iter().map(|argument| argument.argument()).collect();
        Self::of(format!("{name}({})", texts.join(",")), arguments)
    }

    /// As an operand of an operator that binds so tightly.
    fn at_least(&self, level: Level) -> String {
        if self.level >= level { self.text.clone() } else { format!("({})", self.text) }
    }

    /// As an operand of anything.
    pub(super) fn atom(&self) -> String {
        self.at_least(Level::Atom)
    }

    /// As an argument: the empty text becomes an error, which functions would otherwise skip.
    pub(super) fn argument(&self) -> String {
        if self.blank { format!("{}+0", self.at_least(Level::Add)) } else { self.text.clone() }
    }

    /// The body, or something else where a cell it needs holds no number or it is an error.
    pub(super) fn or_else(&self, body: &str, otherwise: &str) -> String {
        if self.null {
            return otherwise.to_owned();
        }
        let mut text = match &self.needs[..] {
            [] => body.to_owned(),
            [only] => format!("IF(ISNUMBER({only}),{body},{otherwise})"),
            many => format!("IF(COUNT({})={},{body},{otherwise})", many.join(","), many.len()),
        };
        if self.fails || self.blank {
            text = format!("IFERROR({text},{otherwise})");
        }
        text
    }

    /// A text that gives a number or the empty text.
    pub(super) fn close(&self) -> String {
        self.or_else(&self.text, "\"\"")
    }

    /// The same as a piece of its own.
    pub(super) fn closed(&self) -> Self {
        if self.may_be_null() { Self { null: self.null, ..Self::opaque(self.close()) } } else { self.clone() }
    }
}

/// The sum of pieces, null where one is.
pub(super) fn sum(pieces: Vec<Piece>) -> Piece {
    pieces.into_iter().reduce(|sum, next| sum.plus(&next)).unwrap_or_else(|| Piece::number(0.0))
}

/// A text literal.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    let _ = write!(quoted, "\"{}\"", text.replace('"', "\"\""));
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_keep_their_order() {
        let a = || Piece::cell("A1".into());
        let b = Piece::cell("B1".into());
        let text = a().minus(&b.clone().minus(&a())).times(&Piece::number(-2.0));
        assert_eq!(text.text, "(A1-(B1-A1))*(-2)");
        assert_eq!(text.close(), "IF(COUNT(A1,B1)=2,(A1-(B1-A1))*(-2),\"\")");
        assert_eq!(a().over(&b).close(), "IFERROR(IF(COUNT(A1,B1)=2,A1/B1,\"\"),\"\")");
        assert_eq!(a().over(&Piece::number(4.0)).close(), "IF(ISNUMBER(A1),A1/4,\"\")");
    }

    #[test]
    fn null_stays_null() {
        assert_eq!(Piece::null().plus(&Piece::cell("A1".into())).close(), "\"\"");
    }
}
