//! The catalogue of messages.

use baton_model::message::check_catalogue;
use baton_scheme::expr::messages;

#[test]
fn every_message_is_whole_in_both_languages() {
    check_catalogue(&messages::all()).unwrap();
}

#[test]
fn sentences_end_without_a_full_stop() {
    for def in messages::all() {
        for text in [def.zh, def.en, def.hint_zh, def.hint_en] {
            assert!(!text.ends_with(['。', '；', '，', ';', ',']), "{}: {text}", def.code);
        }
    }
}

#[test]
fn codes_begin_with_e() {
    assert!(messages::all().iter().all(|def| def.code.starts_with('E') && def.code.len() == 4));
}
