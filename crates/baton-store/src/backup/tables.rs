//! The tables of a structure, read from its own migrations: what a backup holds, and in which order.
//!
//! A migration is written plainly: `create table NAME (`, one column or key a comma; `alter table NAME add column …`. A test
//! compares what is read with what the databases have.

use crate::error::{Error, Result};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Int,
    Real,
    Text,
    Bytes,
}

impl Kind {
    const ALL: [(Self, &'static str, u8); 4] = [
        (Self::Int, "bigint", b'i'),
        (Self::Real, "double", b'r'),
        (Self::Text, "text", b't'),
        (Self::Bytes, "bytea", b'b'),
    ];

    fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, name, _)| *name == word).map(|(kind, ..)| kind)
    }

    /// How a backup says it.
    pub(crate) fn tag(self) -> u8 {
        Self::ALL[self as usize].2
    }

    pub(crate) fn by_tag(tag: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|(.., known)| *known == tag).map(|(kind, ..)| kind)
    }
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) columns: Vec<(String, Kind)>,
    /// The columns of its primary key.
    pub(crate) key: Vec<String>,
    /// The column that refers to another row of the same table.
    pub(crate) refers_to_itself: Option<String>,
}

impl Table {
    /// Names of its columns.
    pub(crate) fn names(&self) -> Vec<&str> {
        self.columns.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// Places of the columns of its key.
    pub(crate) fn key_places(&self) -> Vec<usize> {
        let place = |name: &String| self.columns.iter().position(|(column, _)| column == name);
        self.key.iter().filter_map(place).collect()
    }

    fn take(&mut self, part: &str) -> Result<()> {
        let words: Vec<&str> = part.split_whitespace().collect();
        let (first, second) =
            (words.first().copied().unwrap_or_default(), words.get(1).copied().unwrap_or_default());
        match (first, second) {
            ("primary", "key") => {
                let inside =
                    part.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(inside, _)| inside);
                self.key = inside.unwrap_or_default().split(',').map(|name| name.trim().to_owned()).collect();
                return Ok(());
            }
            ("unique" | "check" | "constraint" | "foreign", _) => return Ok(()),
            _ => {}
        }
        let kind =
            Kind::of(second).ok_or_else(|| Error::Internal(format!("{}: no column: {part}", self.name)))?;
        self.columns.push((first.to_owned(), kind));
        if part.contains("primary key") {
            self.key = vec![first.to_owned()];
        }
        let target = words.iter().position(|word| *word == "references").and_then(|at| words.get(at + 1));
        if target.is_some_and(|target| target.split('(').next() == Some(&self.name)) {
            self.refers_to_itself = Some(first.to_owned());
        }
        Ok(())
    }
}

/// The tables scripts make, in the order they are made: a table refers to earlier ones only.
pub(crate) fn tables<'s>(scripts: impl Iterator<Item = &'s str>) -> Result<Vec<Table>> {
    let mut tables: Vec<Table> = Vec::new();
    for script in scripts {
        let code: Vec<&str> = script.lines().filter(|line| !line.trim_start().starts_with("--")).collect();
        for statement in code.join("\n").split(';') {
            let statement = statement.trim();
            let words: Vec<&str> = statement.split_whitespace().collect();
            match words.as_slice() {
                ["create", "table", name, ..] => tables.push(made(name, statement)?),
                ["alter", "table", name, "add", "column", ..] => {
                    let column = statement.split_once("column").map_or("", |(_, column)| column);
                    let table = tables.iter_mut().find(|table| table.name == **name);
                    table.ok_or_else(|| Error::Internal(format!("no table {name}")))?.take(column)?;
                }
                ["drop", "table", name, ..] => tables.retain(|table| table.name != **name),
                _ => {}
            }
        }
    }
    Ok(tables)
}

fn made(name: &str, statement: &str) -> Result<Table> {
    let mut table = Table { name: name.to_owned(), ..Table::default() };
    let body = statement.split_once('(').and_then(|(_, rest)| rest.rsplit_once(')')).map(|(body, _)| body);
    let (mut depth, mut start) = (0_usize, 0);
    let body = body.unwrap_or_default();
    for (at, sign) in body.char_indices() {
        match sign {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                table.take(body[start..at].trim())?;
                start = at + 1;
            }
            _ => {}
        }
    }
    table.take(body[start..].trim())?;
    if table.key.is_empty() { Err(Error::Internal(format!("table {name} has no key"))) } else { Ok(table) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_read_from_plain_statements() {
        let script = "-- create table no (a text);\ncreate table run (\n    id text primary key not null,\n    share double precision,\n    \
                      supersedes text references run (id)\n);\ncreate index i on run (share);\n";
        let later = "create table step (\n    run text not null references run (id),\n    number bigint not null,\n    \
                     primary key (run, number),\n    unique (number, run)\n) without rowid;\nalter table run add column file bytea;\n";
        let found = tables([script, later].into_iter()).unwrap();
        assert_eq!(found[0].names(), ["id", "share", "supersedes", "file"]);
        assert_eq!(found[0].columns[3].1, Kind::Bytes);
        assert_eq!(
            (found[0].refers_to_itself.as_deref(), found[0].key_places()),
            (Some("supersedes"), vec![0])
        );
        assert_eq!((found[1].names(), &found[1].refers_to_itself), (vec!["run", "number"], &None));
        assert_eq!(found[1].key_places(), [0, 1]);
        assert!(tables(["create table t (a numeric primary key)"].into_iter()).is_err());
        assert!(tables(["create table t (a bigint)"].into_iter()).is_err());
    }

    #[test]
    fn kinds_and_their_tags() {
        for (kind, word, tag) in Kind::ALL {
            assert_eq!((Kind::of(word), Kind::by_tag(tag), kind.tag()), (Some(kind), Some(kind), tag));
        }
    }
}
