//! The tree as written.

use crate::diagnostic::{Span, Spanned};

/// A node with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it stands.
    pub span: Span,
}

/// A name as written, after NFC and without back-ticks.
pub type Ident = Spanned<String>;

/// What an expression can be.
#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    /// `1.5`
    Number(f64),
    /// `'A'`
    Text(String),
    /// `true`, `false`
    Bool(bool),
    /// `null`
    Null,
    /// `gdp`, `attr.class`, `result.zone.points.rd`: at least one part.
    Path(Vec<Ident>),
    /// `ledger.l.m['option']`
    Option(Vec<Ident>, Spanned<String>),
    /// `-a`
    Negate(Box<Expr>),
    /// `not a`
    Not(Box<Expr>),
    /// `a + b`, `a and b`, `a <= b`
    Binary(BinaryOp, Box<Expr>, Box<Expr>),
    /// `a between b and c`, `a not between b and c`
    Between {
        /// Tested value.
        value: Box<Expr>,
        /// Lower bound, included.
        low: Box<Expr>,
        /// Upper bound, included.
        high: Box<Expr>,
        /// `not between`
        negated: bool,
    },
    /// `a is null`, `a is not null`
    IsNull {
        /// Tested value.
        value: Box<Expr>,
        /// `is not null`
        negated: bool,
    },
    /// `a in ('x', 'y')`, `a not in (…)`: literals only.
    In {
        /// Tested value.
        value: Box<Expr>,
        /// The literals.
        list: Vec<Expr>,
        /// `not in`
        negated: bool,
    },
    /// `case [subject] when a then b … [else c] end`
    Case {
        /// Compared with every `when`, if given.
        subject: Option<Box<Expr>>,
        /// `when` and `then`.
        arms: Vec<(Expr, Expr)>,
        /// `else`
        otherwise: Option<Box<Expr>>,
    },
    /// `f(a, b)`
    Call(Ident, Vec<Expr>),
}

/// Operators between two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BinaryOp {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `^`
    Power,
    /// `=`
    Equal,
    /// `<>` or `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `and`
    And,
    /// `or`
    Or,
}

impl BinaryOp {
    /// As written.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Power => "^",
            Self::Equal => "=",
            Self::NotEqual => "<>",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::And => "and",
            Self::Or => "or",
        }
    }

    /// Is it `=`, `<` …?
    pub fn is_comparison(self) -> bool {
        matches!(
            self,
            Self::Equal
                | Self::NotEqual
                | Self::Less
                | Self::LessOrEqual
                | Self::Greater
                | Self::GreaterOrEqual
        )
    }
}
