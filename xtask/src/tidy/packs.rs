//! Packs: each has what a workspace needs and says in both languages what it is.

use std::collections::{BTreeMap, BTreeSet};

use super::Report;

/// Checks every folder under `packs/`.
pub(super) fn check(files: &BTreeSet<&str>, texts: &BTreeMap<String, String>, report: &mut Report) {
    let packs: BTreeSet<&str> = files
        .iter()
        .filter_map(|file| file.strip_prefix("packs/")?.split_once('/'))
        .map(|(p, _)| p)
        .collect();
    for pack in packs {
        let path = |file: &str| format!("packs/{pack}/{file}");
        for needed in ["workspace.toml", "README.md", "README.zh-CN.md"] {
            if !files.contains(path(needed).as_str()) {
                report.problem(&path(needed), 1, "is missing; every pack has one");
            }
        }
        let file = path("workspace.toml");
        let workspace = texts.get(&file).map_or("", String::as_str);
        let scheme = text_key(workspace, "default_scheme");
        let folder = path("schemes/");
        let has_schemes = files.iter().any(|name| name.starts_with(&folder) && name.ends_with(".toml"));
        match scheme {
            Some((line, id)) if !files.contains(path(&format!("schemes/{id}.toml")).as_str()) => {
                report.problem(
                    &file,
                    line,
                    format!("default_scheme is {id}, but schemes/{id}.toml is missing"),
                );
            }
            None if has_schemes => report.problem(&file, 1, "has schemes but names no default_scheme"),
            _ => {}
        }
        check_synthetic(&path("README.md"), "synthetic", &file, workspace, texts, report);
        check_synthetic(&path("README.zh-CN.md"), "示例数据", &file, workspace, texts, report);
    }
}

/// Invented figures are called so wherever a reader may start.
fn check_synthetic(
    readme: &str,
    word: &str,
    file: &str,
    workspace: &str,
    texts: &BTreeMap<String, String>,
    report: &mut Report,
) {
    let Some(line) = workspace.lines().position(|line| line.replace(' ', "") == "synthetic=true") else {
        return;
    };
    if texts.get(readme).is_some_and(|text| !text.to_lowercase().contains(word)) {
        report.problem(readme, 1, format!("does not say “{word}”, though {file}:{} does", line + 1));
    }
}

fn text_key(document: &str, key: &str) -> Option<(usize, String)> {
    document.lines().enumerate().find_map(|(number, line)| {
        let value = line.strip_prefix(key)?.trim_start().strip_prefix('=')?.trim();
        Some((number + 1, value.trim_matches('"').to_owned()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(files: &[(&str, &str)]) -> Vec<String> {
        let names = files.iter().map(|(name, _)| *name).collect();
        let texts = files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        let mut report = Report::default();
        check(&names, &texts, &mut report);
        report.problems.iter().map(ToString::to_string).collect()
    }

    const READMES: [(&str, &str); 2] =
        [("packs/a/README.md", "Synthetic."), ("packs/a/README.zh-CN.md", "示例数据。")];

    #[test]
    fn a_pack_is_complete() {
        let whole = [
            ("packs/a/workspace.toml", "default_scheme = \"a\"\nsynthetic = true"),
            ("packs/a/schemes/a.toml", ""),
            READMES[0],
            READMES[1],
        ];
        assert_eq!(problems(&whole), [""; 0]);
        assert_eq!(problems(&whole[..3]), ["packs/a/README.zh-CN.md:1: is missing; every pack has one"]);
        assert_eq!(problems(&[whole[0], whole[2], whole[3]]).len(), 1, "the scheme named is there");
    }

    #[test]
    fn a_workspace_without_schemes_is_fine() {
        assert_eq!(problems(&[("packs/a/workspace.toml", "id = \"a\""), READMES[0], READMES[1]]), [""; 0]);
        let unnamed =
            [("packs/a/workspace.toml", ""), ("packs/a/schemes/b.toml", ""), READMES[0], READMES[1]];
        assert_eq!(problems(&unnamed).len(), 1);
    }

    #[test]
    fn invented_figures_are_called_so() {
        let silent =
            [("packs/a/workspace.toml", "synthetic = true"), ("packs/a/README.md", "Figures."), READMES[1]];
        assert_eq!(problems(&silent).len(), 1);
    }
}
