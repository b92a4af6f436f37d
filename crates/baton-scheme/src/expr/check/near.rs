//! A name nobody knows, and the nearest one that is known.

use baton_model::catalogue::fold;
use baton_model::message::Term;
use baton_model::{Message, MessageDef};

use super::{Checker, messages};
use crate::diagnostic::Span;

/// How a name relates to the known ones.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Near {
    /// Differs from this one only in case or width.
    Same(String),
    /// This one is the nearest.
    Close(String),
    /// None is near.
    Far,
}

/// A longer name is nobody's slip, and costs much to compare.
const LONGEST: usize = 200;

/// Below this likeness a name is not offered.
const LIKE: f64 = 0.6;

/// The nearest of the known names; the first in their order where two are as near.
pub(super) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Near {
    let folded = fold(name);
    let mut best: Option<(f64, &str)> = None;
    for candidate in known {
        let other = fold(candidate);
        if other == folded {
            return Near::Same(candidate.to_owned());
        }
        if folded.len() > LONGEST || other.len() > LONGEST {
            continue;
        }
        let likeness = strsim::normalized_damerau_levenshtein(&folded, &other).max(part(&folded, &other));
        if likeness >= LIKE && best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, candidate));
        }
    }
    best.map_or(Near::Far, |(_, candidate)| Near::Close(candidate.to_owned()))
}

/// A name that begins another is taken for it.
fn part(name: &str, known: &str) -> f64 {
    let begins = known.starts_with(name) || name.starts_with(known);
    let common = name.chars().count().min(known.chars().count());
    if begins && common >= 3 { LIKE } else { 0.0 }
}

impl Checker<'_, '_> {
    /// Complains about a name that is not in a short list, and shows the list.
    pub(super) fn not_among<'a>(
        &mut self,
        kind: &'static Term,
        name: &str,
        allowed: impl Iterator<Item = &'a str> + Clone,
        span: Span,
    ) {
        if let same @ Near::Same(_) = nearest(name, allowed.clone()) {
            return self.unknown(kind, name, same, span);
        }
        let message = Message::new(&messages::NOT_AMONG)
            .with("kind", kind)
            .with("name", name)
            .with("allowed", allowed.collect::<Vec<_>>().join(" "));
        self.complain(message, span);
    }

    /// Complains about a name of a kind of things.
    pub(super) fn unknown(&mut self, kind: &'static Term, name: &str, near: Near, span: Span) {
        let (def, near): (&'static MessageDef, String) = match near {
            Near::Same(known) => (&messages::ALMOST, known),
            Near::Close(known) => (&messages::UNKNOWN_NEAR, known),
            Near::Far => (&messages::UNKNOWN, String::new()),
        };
        let message = Message::new(def).with("kind", kind).with("name", name).with("near", near);
        self.complain(message, span);
    }
}
