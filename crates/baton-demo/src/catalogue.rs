//! The embedded catalogue, read as far as the generator needs it: name, unit of measure, decimals, owner, section.
//!
//! The file is ours and written one key a line, so a scan of its lines is enough; the product reads it in full.

use std::collections::BTreeMap;

/// `indicators.toml` of the demo city.
pub(crate) const TEXT: &str = include_str!("../city/indicators.toml");

/// What the generator knows of an indicator.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entry {
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    pub(crate) measure: &'static str,
    pub(crate) decimals: usize,
    pub(crate) owner: &'static str,
    /// Is a larger unit's figure the mean of its parts, not their sum?
    pub(crate) is_mean: bool,
    /// The heading it stands under.
    pub(crate) section: String,
}

/// The indicators by code.
pub(crate) fn entries() -> BTreeMap<&'static str, Entry> {
    let mut found = BTreeMap::new();
    let mut section = String::new();
    let mut entry = Entry::default();
    for line in TEXT.lines().chain(["[[indicator]]"]) {
        if line == "[[indicator]]" {
            let done = std::mem::replace(&mut entry, Entry { section: section.clone(), ..Entry::default() });
            if !done.code.is_empty() {
                found.insert(done.code, done);
            }
        } else if let Some(heading) = line.strip_prefix("# ---- ") {
            section = heading.trim_end_matches(" ----").replace('、', "");
        } else if let Some((key, value)) = line.split_once(" = ") {
            let value = value.trim_matches('"');
            match key {
                "code" => entry.code = value,
                "name" => entry.name = value,
                "unit" => {
                    entry.measure = value;
                    entry.is_mean |= matches!(value, "元" | "天");
                }
                "owner" => entry.owner = value,
                "decimals" => entry.decimals = value.parse().unwrap_or(0),
                "accumulation" => entry.is_mean |= value == "rate",
                _ => {}
            }
        }
    }
    found
}
