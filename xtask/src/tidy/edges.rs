//! Crate edges: arrows point one way, exactly those of ARCHITECTURE.md.

use super::Report;

/// Each crate with the crates it may know.
const EDGES: &[(&str, &[&str])] = &[
    ("baton-model", &[]),
    ("baton-score", &[]),
    ("baton-scheme", &["baton-model", "baton-score"]),
    ("baton-import", &["baton-model"]),
    ("baton-ledger", &["baton-model", "baton-scheme"]),
    ("baton-store", &["baton-model"]),
    ("baton-report", &["baton-model", "baton-scheme"]),
    (
        "baton-service",
        &[
            "baton-model",
            "baton-score",
            "baton-scheme",
            "baton-import",
            "baton-ledger",
            "baton-store",
            "baton-report",
        ],
    ),
    ("baton-demo", &["baton-model"]),
    ("baton-web-assets", &[]),
    ("baton-server", &["baton-service", "baton-web-assets"]),
    ("baton", &["baton-server", "baton-service", "baton-demo"]),
];

/// Known to tests only, by any crate.
const TESTKIT: &str = "baton-testkit";

/// Checks one `crates/*/Cargo.toml`.
pub(super) fn check(file: &str, manifest: &str, report: &mut Report) {
    let folder = file.split('/').nth(1).unwrap_or_default();
    if folder == TESTKIT {
        return;
    }
    let Some((_, allowed)) = EDGES.iter().find(|(name, _)| *name == folder) else {
        report.problem(
            file,
            1,
            format!("{folder} is not in ARCHITECTURE.md's list of crates (xtask/src/tidy/edges.rs)"),
        );
        return;
    };
    let below = below(folder);
    let mut section = String::new();
    for (number, line) in manifest.lines().enumerate() {
        let line = line.trim();
        let number = number + 1;
        if let Some(header) = line.strip_prefix('[') {
            section = header.trim_end_matches(']').to_owned();
            // [dependencies.baton-model]
            if let Some((table, name)) = section.rsplit_once('.').filter(|(table, _)| is_dependencies(table))
            {
                let (table, name) = (table.to_owned(), name.to_owned());
                judge(file, number, folder, &table, &name, allowed, &below, report);
            }
        } else if let Some(name) = line.strip_prefix("name = ") {
            if section == "package" && name.trim_matches('"') != folder {
                report.problem(
                    file,
                    number,
                    format!("the folder is {folder}, so the crate is named {folder}"),
                );
            }
        } else if is_dependencies(&section) {
            let name = line.split(['=', '.', ' ']).next().unwrap_or_default();
            judge(file, number, folder, &section, name, allowed, &below, report);
        }
    }
}

fn is_dependencies(section: &str) -> bool {
    section.ends_with("dependencies")
}

#[expect(clippy::too_many_arguments, reason = "one line of a manifest with all that is needed to judge it")]
fn judge(
    file: &str,
    line: usize,
    crate_name: &str,
    section: &str,
    dependency: &str,
    allowed: &[&str],
    below: &[&str],
    report: &mut Report,
) {
    let is_ours = dependency == TESTKIT || EDGES.iter().any(|(name, _)| *name == dependency);
    let is_dev = section.ends_with("dev-dependencies");
    let fine = if is_dev {
        dependency == TESTKIT || below.contains(&dependency)
    } else {
        allowed.contains(&dependency)
    };
    if is_ours && !fine {
        let may = if allowed.is_empty() { "no other crate of ours".to_owned() } else { allowed.join(", ") };
        report.problem(
            file,
            line,
            format!("{crate_name} may not know {dependency}; it may know {may} (ARCHITECTURE.md)"),
        );
    }
}

/// Everything below a crate; tests may know all of it.
fn below(name: &str) -> Vec<&'static str> {
    let mut found: Vec<&'static str> = Vec::new();
    let mut next: Vec<&str> = vec![name];
    while let Some(at) = next.pop() {
        let direct = EDGES.iter().find(|(known, _)| *known == at).map_or(&[][..], |(_, direct)| direct);
        for crate_name in direct {
            if !found.contains(crate_name) {
                found.push(crate_name);
                next.push(crate_name);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(folder: &str, manifest: &str) -> Vec<String> {
        let mut report = Report::default();
        check(&format!("crates/{folder}/Cargo.toml"), manifest, &mut report);
        report.problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn arrows_point_down() {
        let fine = "[package]\nname = \"baton-import\"\n[dependencies]\nbaton-model.workspace = true\ncsv.workspace = true\n";
        assert_eq!(problems("baton-import", fine), [""; 0]);
        let up = "[dependencies]\ncsv = \"1\"\nbaton-scheme = { workspace = true }\n";
        assert_eq!(
            problems("baton-import", up),
            ["crates/baton-import/Cargo.toml:3: baton-import may not know baton-scheme; \
              it may know baton-model (ARCHITECTURE.md)"]
        );
        assert_eq!(problems("baton-score", "[dependencies.baton-model]\nworkspace = true\n").len(), 1);
        assert_eq!(
            problems("baton-score", "[target.'cfg(unix)'.dependencies]\nbaton-model = \"1\"\n").len(),
            1
        );
    }

    #[test]
    fn tests_may_know_all_below_and_the_testkit() {
        let manifest = "[dev-dependencies]\nbaton-testkit.workspace = true\nbaton-score.workspace = true\n";
        assert_eq!(problems("baton-report", manifest), [""; 0]);
        assert_eq!(problems("baton-model", manifest).len(), 1);
        assert_eq!(problems("baton-report", "[dependencies]\nbaton-testkit.workspace = true\n").len(), 1);
    }

    #[test]
    fn every_crate_is_in_the_list_under_its_folder_name() {
        assert_eq!(problems("baton-common", "").len(), 1);
        assert_eq!(problems("baton-model", "[package]\nname = \"baton_model\"\n").len(), 1);
    }
}
