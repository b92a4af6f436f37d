//! Names of sheets that a spreadsheet accepts: files written by other programs may hold others.

use std::collections::HashSet;

use baton_model::Lang;

use super::words::{DATA, LIST, cut};

/// UTF-16 units in a name of a sheet.
const MOST: usize = 31;

/// The names of sheets in order; none for the sheet of a CSV.
pub(super) fn unique<'n>(names: impl Iterator<Item = Option<&'n str>>, lang: Lang) -> Vec<String> {
    let mut taken = HashSet::new();
    names.map(|name| free(name.unwrap_or(lang.pick(DATA.zh, DATA.en)), &mut taken)).collect()
}

/// The name of the list beside those of the sheets.
pub(super) fn of_list(names: &[String], lang: Lang) -> String {
    let mut taken = names.iter().map(|name| name.to_lowercase()).collect();
    free(lang.pick(LIST.zh, LIST.en), &mut taken)
}

fn free(name: &str, taken: &mut HashSet<String>) -> String {
    let plain = acceptable(name);
    let mut candidate = plain.clone();
    let mut number = 2_u32;
    while !taken.insert(candidate.to_lowercase()) {
        let tail = format!(" ({number})");
        candidate = format!("{}{tail}", shortened(&plain, MOST - tail.len()));
        number += 1;
    }
    candidate
}

fn acceptable(name: &str) -> String {
    let fold = |c: char| if "*?:[]\\/".contains(c) || c.is_control() { '_' } else { c };
    let name: String = cut(name, MOST).chars().map(fold).collect();
    let name = shortened(&name, MOST).trim_matches('\'').to_owned();
    if name.is_empty() { "_".to_owned() } else { name }
}

fn shortened(name: &str, most: usize) -> &str {
    let mut units = 0;
    let end = name.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > most
    });
    end.map_or(name, |(end, _)| &name[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_acceptable_and_unique() {
        let long = "长".repeat(40);
        let names = [Some("a/b"), Some("A_B"), None, Some(""), Some("'x'"), Some(&long), Some(&long)];
        let unique = unique(names.into_iter(), Lang::ZhCn);
        let (full, second) = ("长".repeat(31), format!("{} (2)", "长".repeat(27)));
        assert_eq!(unique, ["a_b", "A_B (2)", "数据", "_", "x", &full, &second]);
        assert_eq!(of_list(&["需修改".to_owned()], Lang::ZhCn), "需修改 (2)");
    }
}
