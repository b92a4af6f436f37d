//! Language, colour, streams, exit codes.

use super::runner::{baton, packs, skeleton, with_env};

#[test]
fn wrong_use_is_exit_2_and_says_what_was_meant() {
    let folder = tempfile::tempdir().unwrap();
    let cases = [
        "scroe",
        "score --perid 2022",
        "score --format pdf",
        "score --period",
        "explain",
        "init",
        "check --lang",
        "score a b",
        "score --data in.csv",
    ];
    let mut said = String::new();
    for case in cases {
        for lang in ["zh-CN", "en"] {
            let ran =
                baton(folder.path(), &format!("{case} --lang {lang}").replace("--lang --lang", "--lang"));
            assert_eq!(ran.out, "", "{case}");
            assert_eq!(ran.code, 2, "{case}: {}", ran.talk);
            said.push_str(&format!("$ baton {case}\n{}", ran.talk));
        }
    }
    insta::assert_snapshot!(said);
}

#[test]
fn a_folder_that_is_no_workspace() {
    let folder = tempfile::tempdir().unwrap();
    let ran = baton(folder.path(), "score");
    insta::assert_snapshot!(ran.all());
}

#[test]
fn requests_that_name_what_is_not_there() {
    let folder = skeleton(&[]);
    let mut said = String::new();
    for case in [
        "score county_hqd",
        "score --period 2024Q5",
        "score --as-of yesterday",
        "score --group A",
        "explain --unit 甲市",
        "explain --unit 示例市",
        "explain --unit 甲县 --indicator rdd",
        "check nosuch",
        "init x --pack nosuch",
        "init .",
        "score --format xlsx",
        "explain --unit 甲县 --format csv",
    ] {
        let ran = baton(folder.path(), case);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{case}: {}", ran.talk);
        said.push_str(&format!("$ baton {case}\n{}", ran.talk));
    }
    insta::assert_snapshot!(said);
}

#[test]
fn the_language_is_asked_for_then_taken_from_the_environment_then_chinese() {
    let folder = skeleton(&[]);
    let heading = |line: &str, variables: &[(&str, &str)]| {
        with_env(folder.path(), line, variables)
            .out
            .lines()
            .find(|line| line.contains("100") || line.contains("40"))
            .map(str::to_owned)
            .unwrap_or_default()
    };
    assert!(heading("score", &[]).contains("位次"));
    assert!(heading("score", &[("LANG", "en_US.UTF-8")]).contains("rank"));
    assert!(heading("score --lang zh-CN", &[("LANG", "en_US.UTF-8")]).contains("位次"));
    assert!(heading("score", &[("LANG", "C.UTF-8")]).contains("位次"));
}

#[test]
fn colour_only_where_it_is_wanted() {
    let folder = skeleton(&[]);
    let colored = |line: &str, variables: &[(&str, &str)]| {
        with_env(folder.path(), line, variables).out.contains('\u{1b}')
    };
    assert!(!colored("score", &[]), "stdout is no terminal here");
    assert!(colored("score --color always", &[]));
    assert!(!colored("score --color never", &[]));
    assert!(!colored("score", &[("NO_COLOR", "1")]));
}

#[test]
fn a_closed_pipe_is_a_quiet_end() {
    use std::io::Read as _;
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_baton"))
        .args(["explain", "--unit", "河南省", "--format", "json", "-w"])
        .arg(packs().join("provinces-hqd"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut talk = String::new();
    child.stderr.take().unwrap().read_to_string(&mut talk).unwrap();
    assert_eq!((child.wait().unwrap().code(), talk.as_str()), (Some(0), ""));
}

#[test]
fn completions_name_every_command() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = baton(folder.path(), &format!("completions {shell}"));
        assert_eq!(ran.code, 0);
        for command in ["init", "check", "score", "explain", "demo"] {
            assert!(ran.out.contains(command), "{shell} {command}");
        }
    }
}

#[test]
fn nothing_is_overwritten_by_init() {
    let folder = skeleton(&[]);
    let before = std::fs::read_to_string(folder.path().join("workspace.toml")).unwrap();
    assert_eq!(baton(folder.path(), "init . --pack hdi").code, 2);
    assert_eq!(std::fs::read_to_string(folder.path().join("workspace.toml")).unwrap(), before);
}
