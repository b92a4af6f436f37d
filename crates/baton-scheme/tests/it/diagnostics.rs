//! What a broken scheme is told: every case of `broken.md` rendered, and every message of the crate produced somewhere.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use baton_model::Lang;

use crate::cases::files;
use crate::literate::{self, Case, Outcome};

fn broken() -> Vec<Case> {
    literate::read(include_str!("broken.md"))
}

fn told(cases: &[Case], lang: Lang) -> String {
    let mut text = String::new();
    for case in cases {
        writeln!(text, "── {}\n\n{}", case.title, case.complaints(lang)).unwrap();
    }
    text
}

#[test]
fn every_broken_scheme_is_told_what_is_wrong() {
    let cases = broken();
    assert!(cases.len() >= 60, "only {} broken schemes", cases.len());
    for case in &cases {
        assert!(!case.complaints(Lang::ZhCn).is_empty(), "{}: no complaint", case.title);
    }
    insta::assert_snapshot!(told(&cases, Lang::ZhCn));
}

#[test]
fn the_same_in_english() {
    insta::assert_snapshot!(told(&broken()[..14], Lang::En));
}

/// Produced outside this crate, or by the tests of leaf tables and of rulings; or a label that accompanies another message.
const ELSEWHERE: [&str; 7] = ["R015", "R016", "S009", "S028", "S036", "S037", "S041"];

#[test]
fn every_message_is_produced_by_some_case() {
    let mut produced: BTreeSet<String> = ELSEWHERE.iter().map(|code| (*code).to_owned()).collect();
    let mut add = |case: &Case| {
        if let Outcome::Refused(codes) = case.run() {
            produced.extend(codes);
        }
    };
    broken().iter().for_each(&mut add);
    for (_, text) in files() {
        literate::read(&text).iter().for_each(&mut add);
    }
    let silent: Vec<&str> = baton_scheme::messages::ALL
        .iter()
        .map(|def| def.code)
        .filter(|code| !produced.contains(*code))
        .collect();
    assert!(silent.is_empty(), "no case produces {silent:?}");
}
