//! What the front end of the expression language says. Codes are stable: a sentence may be improved, a code is never
//! used again for something else.

use baton_model::MessageDef;

mod meaning;
mod syntax;
mod terms;

pub use meaning::*;
pub use syntax::*;
pub(super) use terms::*;

/// Every message of the expression language, by kind.
pub static ALL: [&[&MessageDef]; 2] = [syntax::ALL, meaning::ALL];

/// Every message of the expression language.
pub fn all() -> Vec<&'static MessageDef> {
    ALL.concat()
}
