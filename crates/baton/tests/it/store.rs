//! What a workspace keeps: imports, runs, publication, restatement, verification.

use std::fs;
use std::path::Path;

use super::runner::{baton, packs, skeleton};

/// Runs a command that must succeed.
fn done(folder: &Path, line: &str) -> String {
    let ran = baton(folder, line);
    assert_eq!(ran.code, 0, "baton {line}\n{}", ran.talk);
    ran.out + &ran.talk
}

fn put(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).unwrap();
}

#[test]
fn looking_makes_no_store_and_importing_takes_data_in_first() {
    let folder = skeleton(&[]);
    done(folder.path(), "score");
    done(folder.path(), "check");
    put(folder.path(), "new.csv", "unit_code,indicator_code,period,value\nc01,gdp,2020,1\n");
    done(folder.path(), "import new.csv --dry-run");
    assert!(!folder.path().join(".baton").exists(), "a dry run writes nothing");
    let said = done(folder.path(), "import new.csv --by 张三");
    assert!(said.contains("data/example.csv"), "{said}");
    assert_eq!(fs::read_to_string(folder.path().join(".baton/.gitignore")).unwrap(), "*\n");
    let again = done(folder.path(), "import new.csv");
    assert!(again.contains("新增 0，更正 0，相同 1"), "{again}");
}

#[test]
fn a_file_that_cannot_be_opened_makes_no_store() {
    let folder = skeleton(&[]);
    let ran = baton(folder.path(), "import nofile.xlsx");
    assert_eq!(ran.code, 1, "{}", ran.talk);
    assert!(ran.talk.contains("没有这个文件") && ran.talk.contains("nofile.xlsx"), "{}", ran.talk);
    assert!(!folder.path().join(".baton").exists());
}

#[test]
fn a_ranking_from_the_store_is_the_ranking_from_the_files() {
    let folder = tempfile::tempdir().unwrap();
    for pack in ["county-hqd", "enterprise-yield", "development-zone", "hdi"] {
        let workspace = folder.path().join(pack);
        done(folder.path(), &format!("init {pack} --pack {pack}"));
        let ranking = |line: &str| baton(&workspace, line).out;
        let before = ranking("score --format csv --as-of 2030-01-01");
        done(&workspace, "run keep --as-of 2030-01-01");
        let after = ranking("score --format csv --as-of 2030-01-01");
        assert_eq!(before, after, "{pack}");
        done(&workspace, "verify");
    }
}

#[test]
fn a_changed_file_of_data_is_taken_in_and_the_past_stays_readable() {
    let folder = skeleton(&[]);
    let path = folder.path().join("data/example.csv");
    put(folder.path(), "nothing.csv", "unit_code,indicator_code,period,value\nc01,gdp,2019,1\n");
    done(folder.path(), "import nothing.csv");
    let before = done(folder.path(), "score --format csv --as-of 2025-06-01");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(",120575,"));
    fs::write(&path, text.replace(",120575,", ",1,")).unwrap();
    let said = done(folder.path(), "score --format csv");
    assert!(said.contains("更正 1"), "{said}");
    assert!(!said.starts_with(&before), "the correction changed nothing");
    let then = done(folder.path(), "score --format csv --as-of 2025-06-01");
    assert_eq!(then, before, "as known before the correction");
}

#[test]
fn a_run_is_kept_published_restated_and_verified() {
    let folder = tempfile::tempdir().unwrap();
    done(folder.path(), "init w --pack provinces-hqd");
    let w = folder.path().join("w");
    let mut said = String::new();
    let mut show = |line: &str| {
        let ran = baton(&w, line);
        let talk = ran.all();
        let at = regex_time(&talk);
        said.push_str(&format!("$ baton {line}\n{at}\n"));
    };
    put(&w, "fix.csv", "unit_code,indicator_code,period,value\n410000,rd_expenditure,2022,11532586\n");
    for line in [
        "run list",
        "verify provinces_hqd-2022-1",
        "run keep --period 2022 --as-of 2026-01-01 --by 李四",
        "run keep --period 2022 --as-of 2026-01-01",
        "run restate provinces_hqd-2022-1",
        "run publish provinces_hqd-2022-1",
        "run publish provinces_hqd-2022-1 --notice-until 2020-03-20",
        "run publish provinces_hqd-2022-1 --notice-until 2099-03-20 --by 李四",
        "run publish provinces_hqd-2022-1 --final --by 王五",
        "import fix.csv --recorded-at 2026-05-01",
        "import fix.csv --recorded-at 2026-05-01 --reason 报送单位来函更正",
        "import fix.csv --recorded-at 2026-05-01 --series 新口径 --dry-run",
        "run rule provinces_hqd-2022-1 --unit 河南省 --node nosuch --points 9 --basis 考核办〔2026〕3号 --approver 联席会议",
        "run rule provinces_hqd-2022-1 --unit 河南省 --node rd --points 99 --basis 考核办〔2026〕3号 --approver 联席会议",
        "run rule provinces_hqd-2022-1 --unit 河南省 --node rd --points 9 --basis … --approver …",
        "run rule provinces_hqd-2022-1 --unit 河南省 --node rd --points 9 --basis 考核办〔2026〕3号 --approver 联席会议",
        "run restate provinces_hqd-2022-1 --as-of 2026-06-01",
        "run publish provinces_hqd-2022-2 --final",
        "run publish provinces_hqd-2022-2 --restated",
        "run show provinces_hqd-2022-2 --unit 河南省 --indicator rd",
        "run list --format csv",
        "verify provinces_hqd-2022-1",
        "verify provinces_hqd-2022-2",
        "verify nosuch",
    ] {
        show(line);
    }
    insta::assert_snapshot!(said);
}

/// Moments are not the same twice.
fn regex_time(text: &str) -> String {
    let mut shown = String::new();
    let bytes: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < bytes.len() {
        let window: String = bytes[at..bytes.len().min(at + 16)].iter().collect();
        let time = window.len() == 16
            && window.char_indices().all(|(place, c)| match place {
                4 | 7 => c == '-',
                10 => c == ' ',
                13 => c == ':',
                _ => c.is_ascii_digit(),
            });
        if time {
            shown.push_str("YYYY-MM-DD HH:MM");
            at += 16;
        } else {
            shown.push(bytes[at]);
            at += 1;
        }
    }
    shown
}

#[test]
fn a_kept_run_shows_what_it_was_whatever_came_after() {
    let folder = skeleton(&[]);
    let ranking = done(folder.path(), "score --format csv --as-of 2025-06-01");
    let explained = baton(folder.path(), "explain --unit 甲县 --as-of 2025-06-01").out;
    done(folder.path(), "run keep --as-of 2025-06-01");
    put(folder.path(), "new.csv", "unit_code,indicator_code,period,value\nc01,gdp,2024,999\n");
    done(folder.path(), "import new.csv --reason 更正");
    fs::remove_file(folder.path().join("schemes/example.toml")).unwrap();
    let shown = baton(folder.path(), "run show example-2024-1 --format csv");
    assert_eq!(
        shown.out,
        ranking.lines().filter(|line| line.contains(',')).map(|line| format!("{line}\n")).collect::<String>()
    );
    assert_eq!(baton(folder.path(), "run show example-2024-1 --unit 甲县").out, explained);
    done(folder.path(), "run show example-2024-1 --out kept.xlsx");
}

#[test]
fn an_altered_byte_is_found_and_named() {
    let folder = tempfile::tempdir().unwrap();
    done(folder.path(), "init w --pack hdi");
    let w = folder.path().join("w");
    done(&w, "run keep");
    done(&w, "verify");
    let store = w.join(".baton/store.db");
    let mut bytes = fs::read(&store).unwrap();
    let needle = b"\"total_unrounded\":[0.";
    let at = bytes.windows(needle.len()).position(|window| window == needle).unwrap() + needle.len();
    bytes[at] = if bytes[at] == b'9' { b'8' } else { bytes[at] + 1 };
    fs::write(&store, bytes).unwrap();
    let ran = baton(&w, "verify");
    assert_eq!(ran.code, 1, "{}", ran.talk);
    assert!(ran.talk.contains("hdi-"), "the run is named: {}", ran.talk);
}

#[test]
fn a_faulty_file_comes_back_as_a_workbook_and_clean_rows_can_be_taken() {
    let folder = skeleton(&[]);
    put(
        folder.path(),
        "bad.csv",
        "unit_code,indicator_code,period,value\nc01,gdp,2021,12\nc02,gdp,2021,abc\nc99,gdp,2021,5\n",
    );
    let ran = baton(folder.path(), "import bad.csv");
    assert_eq!(ran.code, 1);
    assert!(folder.path().join("bad.待修改.xlsx").is_file(), "{}", ran.talk);
    let ran = baton(folder.path(), "import bad.csv --clean-rows --errors marked.xlsx");
    assert_eq!(ran.code, 1, "what was left out is a problem: {}", ran.talk);
    assert!(ran.talk.contains("已导入"), "{}", ran.talk);
    assert!(folder.path().join("marked.xlsx").is_file());
    // The marked workbook itself can be mended and imported: its columns of errors are no figures.
    let ran = baton(folder.path(), "import marked.xlsx --dry-run");
    assert!(ran.talk.contains("相同 1"), "{}", ran.talk);
}

#[test]
fn a_figure_without_a_series_belongs_to_the_one_that_is_recorded() {
    let folder = tempfile::tempdir().unwrap();
    done(folder.path(), "init w --pack provinces-hqd");
    let w = folder.path().join("w");
    put(&w, "same.csv", "unit_code,indicator_code,period,value\n410000,gdp,2022,58807.4\n");
    let said = done(&w, "import same.csv --dry-run");
    assert!(said.contains("相同 1") && said.contains("I327"), "{said}");
    put(&w, "other.csv", "unit_code,indicator_code,period,value\n410000,gdp,2022,588074000\n");
    let ran = baton(&w, "import other.csv");
    assert!(ran.code == 1 && ran.talk.contains("W214") && ran.talk.contains("I330"), "{}", ran.talk);
    assert!(ran.talk.contains("58807.4 → 588074000"), "{}", ran.talk);
    put(&w, "rd.csv", "unit_code,indicator_code,period,value\n410000,rd_expenditure,2022,11432586\n");
    done(&w, "import rd.csv --series 另一口径");
    let ran = baton(&w, "import rd.csv");
    assert!(ran.code == 1 && ran.talk.contains("I328"), "two series are recorded: {}", ran.talk);
    let form = done(&w, "template --period 2022 --out form.xlsx");
    assert!(form.contains("form.xlsx"));
    let said = done(&w, "import form.xlsx --dry-run --series NBS-RJ");
    assert!(said.contains("更正 0"), "{said}");
}

#[test]
fn a_form_is_filled_in_and_imported() {
    let folder = skeleton(&[]);
    done(folder.path(), "template --period 2024 --out form.xlsx");
    let ran = baton(folder.path(), "import form.xlsx --dry-run");
    assert_eq!(ran.code, 0, "{}", ran.talk);
}

#[test]
fn a_form_nobody_filled_in_is_said_in_one_line() {
    let folder = skeleton(&[]);
    done(folder.path(), "template --period 2030 --out form.xlsx");
    let ran = baton(folder.path(), "import form.xlsx --dry-run");
    assert_eq!((ran.code, ran.talk.as_str()), (1, "错误[I102]: “form.xlsx”里一个数也没有填，没有导入\n"));
    let ran = baton(folder.path(), "import form.xlsx --dry-run --lang en");
    assert_eq!(ran.talk, "error[I102]: nothing was filled in in “form.xlsx”, and nothing was imported\n");
    assert!(!folder.path().join("form.待修改.xlsx").exists(), "there is nothing to mark");
    put(folder.path(), "head.csv", "unit_code,indicator_code,period,value\n");
    let ran = baton(folder.path(), "import head.csv --dry-run");
    assert!(ran.code == 1 && ran.talk.contains("I102"), "{}", ran.talk);
}

#[test]
fn old_workbooks_are_read_by_a_child_of_the_program() {
    let folder = skeleton(&[]);
    put(folder.path(), "old.xls", "\u{0}not a workbook");
    fs::write(folder.path().join("old.xls"), b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1broken").unwrap();
    let ran = baton(folder.path(), "import old.xls --dry-run");
    assert_eq!(ran.code, 1, "{}", ran.talk);
    assert!(!ran.talk.contains("panicked"), "{}", ran.talk);
}

#[test]
fn packs_keep_no_store() {
    for pack in fs::read_dir(packs()).unwrap() {
        let path = pack.unwrap().path();
        assert!(!path.join(".baton").exists(), "{}", path.display());
    }
}

#[test]
fn a_check_looks_at_what_is_recorded() {
    let folder = skeleton(&[]);
    let path = folder.path().join("data/example.csv");
    let text = fs::read_to_string(&path).unwrap();
    let (energy, others): (Vec<&str>, Vec<&str>) =
        text.lines().partition(|line| line.contains("energy_intensity_drop"));
    fs::write(&path, others.join("\n")).unwrap();
    let before = baton(folder.path(), "check");
    assert!(before.code == 1 && before.talk.contains("S028"), "{}", before.talk);
    put(folder.path(), "energy.csv", &format!("{}\n{}\n", others[0], energy.join("\n")));
    done(folder.path(), "import energy.csv");
    done(folder.path(), "check");
    done(folder.path(), "score");
}
