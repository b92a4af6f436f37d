//! The catalogue of messages.

use baton_model::message::check_catalogue;
use baton_scheme::expr::messages;

#[test]
fn every_message_is_whole_in_both_languages() {
    check_catalogue(&messages::all()).unwrap();
}

#[test]
fn chinese_sentences_use_chinese_signs() {
    for def in messages::all() {
        for text in [def.zh, def.hint_zh] {
            assert!(!text.contains(", ") || text.contains('('), "{}: {text}", def.code);
            assert!(!text.ends_with(['.', '。']), "{}: {text}", def.code);
        }
    }
}

#[test]
fn codes_begin_with_e() {
    assert!(messages::all().iter().all(|def| def.code.starts_with('E') && def.code.len() == 4));
}
