//! Expressions that are right: canonical text and type.
#[test]
fn none() {}
