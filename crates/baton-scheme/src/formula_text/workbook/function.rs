//! Functions of values.

use super::builder::{Builder, View};
use super::piece::Piece;
use super::rounding::{rounded, twelve};
use crate::expr::typed::{Function, Kind, Typed};

/// Stands for "no value" among candidates for the smallest or largest.
const FAR: &str = "9E+307";

impl Builder<'_> {
    /// A function of values.
    pub(super) fn function(&mut self, view: &View, function: Function, arguments: &[Typed]) -> Piece {
        let pieces: Vec<Piece> = arguments.iter().map(|argument| self.expression(view, argument)).collect();
        let all: Vec<&Piece> = pieces.iter().collect();
        let Some(first) = pieces.first() else { return Piece::null() };
        match function {
            Function::Coalesce => coalesce(&pieces),
            Function::NullIf => {
                let Some(second) = pieces.get(1) else { return Piece::null() };
                let (a, b) = (first.close(), second.close());
                Piece::opaque(format!("IF({a}={b},\"\",{a})"))
            }
            Function::Abs => Piece::call("ABS", &all),
            Function::Ln => Piece::call("LN", &all).failing(),
            Function::Log10 => Piece::call("LOG10", &all).failing(),
            Function::Exp => Piece::call("EXP", &all).failing(),
            Function::Sqrt => Piece::call("SQRT", &all).failing(),
            Function::Power => Piece::call("POWER", &all).failing(),
            Function::Mod => {
                let Some(second) = pieces.get(1) else { return Piece::null() };
                let (a, b) = (first.atom(), second.atom());
                Piece::of(format!("({a}-{b}*TRUNC({a}/{b}))"), &all).failing()
            }
            Function::Round => self.round(first, arguments.get(1)),
            Function::Floor => whole(first, &|x| format!("INT({x})")),
            Function::Ceil => whole(first, &|x| format!("(-INT(-{x}))")),
            Function::Least => Piece::call("MIN", &all),
            Function::Greatest => Piece::call("MAX", &all),
            Function::LeastOf => of_present("MIN", &pieces),
            Function::GreatestOf => of_present("MAX", &pieces),
        }
    }

    fn round(&self, piece: &Piece, places: Option<&Typed>) -> Piece {
        let places = match places.map(|places| &places.kind) {
            None => 0,
            Some(Kind::Number(places)) if (0.0..=15.0).contains(places) => *places as u8,
            Some(_) => return Piece::null(),
        };
        let x = piece.atom();
        Piece::of(format!("({})", rounded(&x, places, self.context.plan.rounding.mode)), &[piece])
    }
}

/// Floor and ceiling look at 12 digits.
fn whole(piece: &Piece, function: &dyn Fn(&str) -> String) -> Piece {
    let x = piece.atom();
    Piece::of(format!("IF({x}=0,0,{})", function(&twelve(&x))), &[piece])
}

fn coalesce(pieces: &[Piece]) -> Piece {
    let mut text: Option<String> = None;
    let mut sure = false;
    for piece in pieces.iter().rev().filter(|piece| !piece.is_null()) {
        let next = match (&text, piece.as_cell()) {
            (None, _) => piece.close(),
            (Some(rest), Some(cell)) => format!("IF(ISNUMBER({cell}),{cell},{rest})"),
            (Some(rest), None) => format!("IFERROR({}+0,{rest})", piece.closed().atom()),
        };
        sure |= !piece.may_be_null();
        text = Some(next);
    }
    match text {
        Some(text) if sure => Piece::solid(text),
        Some(text) => Piece::opaque(text),
        None => Piece::null(),
    }
}

/// The smallest or largest of those that are not null.
fn of_present(name: &str, pieces: &[Piece]) -> Piece {
    let cells: Vec<&str> = pieces.iter().filter_map(Piece::as_cell).collect();
    if cells.len() == pieces.len() {
        let list = cells.join(",");
        return Piece::opaque(format!("IF(COUNT({list})=0,\"\",{name}({list}))"));
    }
    let far = if name == "MIN" { FAR.to_owned() } else { format!("-{FAR}") };
    let list: Vec<String> = pieces
        .iter()
        .filter(|piece| !piece.is_null())
        .map(|piece| {
            if piece.may_be_null() {
                format!("IFERROR({}+0,{far})", piece.closed().atom())
            } else {
                piece.argument()
            }
        })
        .collect();
    let found = format!("{name}({})", list.join(","));
    Piece::opaque(format!("IF(ABS({found})<{FAR},{found},\"\")"))
}
