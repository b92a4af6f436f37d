//! Words that must not stand in identifiers: `en_avoid` of the glossary, and pinyin.

use super::{Report, code};

/// The forbidden words, each in its parts.
pub(super) struct Forbidden {
    words: Vec<(Vec<String>, String)>,
}

impl Forbidden {
    /// Reads `docs/glossary.toml`, which is itself checked: no word twice, none both said and avoided.
    pub(super) fn read(glossary: &str) -> Result<Self, String> {
        let table: toml::Table = glossary.parse().map_err(|error| format!("is not TOML: {error}"))?;
        let mut words = Vec::new();
        for word in texts(table.get("pinyin")) {
            words.push((code::parts(&word), "is pinyin; the glossary has the English word".to_owned()));
        }
        let terms = table.get("term").and_then(toml::Value::as_array).ok_or("has no [[term]]")?;
        let mut ids: Vec<String> = Vec::new();
        for term in terms {
            let text = |key: &str| term.get(key).and_then(toml::Value::as_str).unwrap_or_default().to_owned();
            let (id, zh) = (text("id"), text("zh"));
            if id.is_empty() || zh.is_empty() || text("definition_zh").is_empty() {
                return Err(format!("term “{id}{zh}”: id, zh and definition_zh are needed"));
            }
            if ids.contains(&id) {
                return Err(format!("term “{id}” stands twice"));
            }
            for avoided in texts(term.get("en_avoid")) {
                words
                    .push((code::parts(&avoided), format!("is called {id} here ({zh}, docs/glossary.toml)")));
            }
            ids.push(id);
        }
        let clash = ids.iter().find(|id| words.iter().any(|(parts, _)| *parts == code::parts(id)));
        match clash {
            Some(id) => Err(format!("“{id}” is both a term and a word to avoid")),
            None => Ok(Self { words }),
        }
    }

    /// Checks the identifiers of one source file.
    pub(super) fn check(&self, file: &str, source: &str, report: &mut Report) {
        let lines: Vec<&str> = source.lines().collect();
        for (line, identifier) in code::identifiers(source, file.ends_with(".rs")) {
            if lines.get(line - 1).is_some_and(|text| brings_in(text)) {
                continue;
            }
            let parts = code::parts(&identifier);
            let hit =
                self.words.iter().find(|(word, _)| parts.windows(word.len()).any(|run| same(run, word)));
            if let Some((word, why)) = hit {
                report.problem(file, line, format!("`{identifier}`: “{}” {why}", word.join("_")));
            }
        }
    }
}

/// Does the line bring in names of somebody else's crate? These are not ours to choose.
fn brings_in(line: &str) -> bool {
    let ours = ["crate", "super", "self", "baton"];
    line.trim_start().strip_prefix("use ").is_some_and(|path| !ours.iter().any(|own| path.starts_with(own)))
}

/// Equal, the last part in singular or plural.
fn same(run: &[String], word: &[String]) -> bool {
    let (Some((last, rest)), Some((word_last, word_rest))) = (run.split_last(), word.split_last()) else {
        return false;
    };
    rest == word_rest && (last == word_last || last.strip_suffix('s') == Some(word_last))
}

fn texts(value: Option<&toml::Value>) -> Vec<String> {
    let list = value.and_then(toml::Value::as_array).map_or(&[][..], Vec::as_slice);
    list.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLOSSARY: &str = r#"
pinyin = ["zhibiao"]
[[term]]
id = "indicator"
zh = "指标"
en_avoid = ["metric", "key_figure"]
definition_zh = "所考核的量。"
"#;

    fn problems(source: &str) -> Vec<String> {
        let mut report = Report::default();
        Forbidden::read(GLOSSARY).unwrap().check("crates/a.rs", source, &mut report);
        report.problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn avoided_words_are_found_in_any_case_and_number() {
        assert_eq!(
            problems("\nlet baseMetrics = 1;"),
            ["crates/a.rs:2: `baseMetrics`: “metric” is called indicator here (指标, docs/glossary.toml)"]
        );
        assert_eq!(problems("struct KeyFigureList;").len(), 1);
        assert_eq!(problems("fn zhibiao_code() {}").len(), 1);
    }

    #[test]
    fn other_words_are_not() {
        assert_eq!(problems("fn symmetric(key: Figure) { metrical() } // metric\n\"metric\""), [""; 0]);
    }

    #[test]
    fn the_glossary_is_checked_too() {
        let read = |text: &str| Forbidden::read(text).err().unwrap_or_default();
        assert!(read("pinyin = [").starts_with("is not TOML"));
        assert_eq!(read("pinyin = []"), "has no [[term]]");
        assert!(read(&GLOSSARY.replace("\"metric\"", "\"indicator\"")).contains("both a term and"));
        assert!(
            read(&format!("{GLOSSARY}\n[[term]]\nid = \"indicator\"\nzh = \"量\"\ndefinition_zh = \"量。\""))
                .contains("stands twice")
        );
        assert!(read("[[term]]\nid = \"x\"").contains("are needed"));
    }
}
