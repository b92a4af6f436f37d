//! Help in both languages.

use super::runner::baton;

fn help(lang: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut pages = String::new();
    for command in ["", "score ", "explain ", "scheme to-table "] {
        let ran = baton(folder.path(), &format!("{command}--help --lang {lang}"));
        assert_eq!((ran.code, ran.talk.as_str()), (0, ""), "{command}");
        pages.push_str(&format!("$ baton {command}--help\n{}\n", ran.out));
    }
    pages
}

#[test]
fn in_chinese() {
    insta::assert_snapshot!(help("zh-CN"));
}

#[test]
fn in_english() {
    insta::assert_snapshot!(help("en"));
}

#[test]
fn the_version_is_the_workspace_s() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(baton(folder.path(), "--version").out, format!("baton {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn without_a_command_help_is_shown_as_wrong_use() {
    let folder = tempfile::tempdir().unwrap();
    let ran = baton(folder.path(), "");
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
}
