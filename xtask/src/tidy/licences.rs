//! Licences of everything we link, and crates linked in two versions.

use std::collections::{BTreeMap, BTreeSet};

use super::Report;

/// Checks the output of `cargo metadata` against the list in `deny.toml`.
pub(super) fn check(deny: &str, metadata: &str, report: &mut Report) {
    let allowed = match allowed(deny) {
        Ok(allowed) => allowed,
        Err(message) => return report.problem("deny.toml", 1, message),
    };
    let packages = match packages(metadata) {
        Ok(packages) => packages,
        Err(message) => return report.problem("Cargo.lock", 1, message),
    };
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in &packages {
        versions.entry(&package.name).or_default().insert(&package.version);
        let name = format!("{} {}", package.name, package.version);
        match &package.licence {
            None => report.problem("Cargo.lock", 1, format!("{name} names no licence")),
            Some(licence) => match accepts(licence, &allowed) {
                Ok(true) => {}
                Ok(false) => report.problem(
                    "Cargo.lock",
                    1,
                    format!("{name} is under {licence}, which deny.toml does not allow"),
                ),
                Err(why) => report.problem(
                    "Cargo.lock",
                    1,
                    format!("{name}: licence “{licence}” is not understood: {why}"),
                ),
            },
        }
    }
    for (name, versions) in versions.iter().filter(|(_, versions)| versions.len() > 1) {
        let list: Vec<&str> = versions.iter().copied().collect();
        report.note("Cargo.lock", 1, format!("{name} is linked {} times: {}", list.len(), list.join(", ")));
    }
}

struct Package {
    name: String,
    version: String,
    licence: Option<String>,
}

/// Packages from a registry; ours are under the licence of the repository.
fn packages(metadata: &str) -> Result<Vec<Package>, String> {
    let value: serde_json::Value =
        serde_json::from_str(metadata).map_err(|error| format!("cargo metadata is not JSON: {error}"))?;
    let list = value
        .get("packages")
        .and_then(serde_json::Value::as_array)
        .ok_or("cargo metadata lists no packages")?;
    let text = |package: &serde_json::Value, key: &str| package.get(key)?.as_str().map(str::to_owned);
    Ok(list
        .iter()
        .filter(|package| text(package, "source").is_some())
        .map(|package| Package {
            name: text(package, "name").unwrap_or_default(),
            version: text(package, "version").unwrap_or_default(),
            licence: text(package, "license"),
        })
        .collect())
}

fn allowed(deny: &str) -> Result<BTreeSet<String>, String> {
    let table: toml::Table = deny.parse().map_err(|error| format!("is not TOML: {error}"))?;
    let list = table.get("licenses").and_then(|section| section.get("allow")).and_then(toml::Value::as_array);
    let list = list.ok_or("has no [licenses] allow")?;
    Ok(list.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect())
}

/// Reads an SPDX expression: `OR` (or the old `/`) needs one side, `AND` both.
fn accepts(licence: &str, allowed: &BTreeSet<String>) -> Result<bool, String> {
    let spaced = licence.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut reader = Reader { words: &words, at: 0, allowed };
    let answer = reader.either()?;
    if reader.at < words.len() { Err(format!("“{}” is left over", words[reader.at])) } else { Ok(answer) }
}

struct Reader<'a> {
    words: &'a [&'a str],
    at: usize,
    allowed: &'a BTreeSet<String>,
}

impl Reader<'_> {
    fn take(&mut self, word: &str) -> bool {
        let found = self.words.get(self.at) == Some(&word);
        self.at += usize::from(found);
        found
    }

    fn either(&mut self) -> Result<bool, String> {
        let mut answer = self.both()?;
        while self.take("OR") {
            answer |= self.both()?;
        }
        Ok(answer)
    }

    fn both(&mut self) -> Result<bool, String> {
        let mut answer = self.one()?;
        while self.take("AND") {
            answer &= self.one()?;
        }
        Ok(answer)
    }

    fn one(&mut self) -> Result<bool, String> {
        if self.take("(") {
            let answer = self.either()?;
            return if self.take(")") { Ok(answer) } else { Err("a bracket stays open".to_owned()) };
        }
        let name = *self.words.get(self.at).ok_or("it ends too early")?;
        self.at += 1;
        if !self.take("WITH") {
            return Ok(self.allowed.contains(name));
        }
        let exception = *self.words.get(self.at).ok_or("it ends too early")?;
        self.at += 1;
        Ok(self.allowed.contains(&format!("{name} WITH {exception}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DENY: &str = "[licenses]\nallow = [\"MIT\", \"Apache-2.0\", \"Apache-2.0 WITH LLVM-exception\"]";

    #[test]
    fn expressions() {
        let allowed = allowed(DENY).unwrap();
        let cases = [
            ("MIT", true),
            ("GPL-3.0", false),
            ("MIT OR GPL-3.0", true),
            ("GPL-3.0/MIT", true),
            ("MIT AND GPL-3.0", false),
            ("GPL-3.0 OR MIT AND Apache-2.0", true),
            ("(GPL-3.0 OR MIT) AND Apache-2.0", true),
            ("(MIT OR Apache-2.0) AND Unicode-3.0", false),
            ("Apache-2.0 WITH LLVM-exception", true),
            ("GPL-2.0 WITH LLVM-exception", false),
        ];
        for (licence, expected) in cases {
            assert_eq!(accepts(licence, &allowed), Ok(expected), "{licence}");
        }
        for broken in ["", "MIT OR", "(MIT", "MIT MIT"] {
            assert!(accepts(broken, &allowed).is_err(), "{broken}");
        }
    }

    #[test]
    fn packages_are_judged_and_duplicates_noted() {
        let metadata = r#"{"packages": [
            {"name": "baton", "version": "0.1.0", "source": null, "license": null},
            {"name": "a", "version": "1.0.0", "source": "registry", "license": "MIT"},
            {"name": "a", "version": "2.0.0", "source": "registry", "license": "MIT"},
            {"name": "b", "version": "1.0.0", "source": "registry", "license": "GPL-3.0"},
            {"name": "c", "version": "1.0.0", "source": "registry", "license": null}
        ]}"#;
        let mut report = Report::default();
        check(DENY, metadata, &mut report);
        let said: Vec<String> = report.problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "Cargo.lock:1: b 1.0.0 is under GPL-3.0, which deny.toml does not allow",
                "Cargo.lock:1: c 1.0.0 names no licence"
            ]
        );
        assert_eq!(report.notes.len(), 1);
    }
}
