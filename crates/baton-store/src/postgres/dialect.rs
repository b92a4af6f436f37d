//! What the statements of a migration become on PostgreSQL.

/// Text is compared and ordered by its bytes, as SQLite does, whatever the locale of the server: every column of the type `text`
/// is given the collation `"C"`.
pub(super) fn by_bytes(script: &str) -> String {
    let mut out = String::with_capacity(script.len() * 2);
    for line in script.split_inclusive('\n') {
        if line.trim_start().starts_with("--") {
            out.push_str(line);
            continue;
        }
        let mut rest = line;
        while let Some(at) = rest.find(" text") {
            let (before, after) = rest.split_at(at + " text".len());
            out.push_str(before);
            let ends = after.starts_with([',', ' ', ')', ';', '\n', '\r']) || after.is_empty();
            if ends && !before.ends_with(" as text") {
                out.push_str(" collate \"C\"");
            }
            rest = after;
        }
        out.push_str(rest);
    }
    out
}

/// Does a script make functions in plpgsql?
pub(super) fn needs_plpgsql(script: &str) -> bool {
    script.contains("append_only()")
}

/// The same with rules in place of triggers. A rule refuses by a cast that fails and says why; it does not see `truncate`.
pub(super) fn without_plpgsql(script: &str) -> String {
    const FUNCTION: &str = "create function append_only() returns bigint language sql as \
                            $$ select cast('append only ' || cast(current_user as text) as bigint) $$;\n";
    let mut out = String::with_capacity(script.len());
    for line in script.split_inclusive('\n') {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["create", "function", "append_only()", ..] => out.push_str(FUNCTION),
            [
                "create",
                "trigger",
                name,
                "before",
                event,
                ..,
                "on",
                table,
                "for",
                "each",
                "statement",
                "execute",
                "procedure",
                _,
            ] => {
                out.push_str(&format!(
                    "create rule {name} as on {event} to {table} do instead select append_only();\n"
                ));
            }
            _ => out.push_str(line),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_of_text_and_nothing_else() {
        let script = "-- a text, here\ncreate table t (\n    text_id bigint,\n    a text not null,\n    scheme_text text,\n    b text\n);\n";
        let expected = "-- a text, here\ncreate table t (\n    text_id bigint,\n    a text collate \"C\" not null,\n    \
                        scheme_text text collate \"C\",\n    b text collate \"C\"\n);\n";
        assert_eq!(by_bytes(script), expected);
        assert_eq!(by_bytes("select cast(a as text), b"), "select cast(a as text), b");
    }

    #[test]
    fn rules_stand_for_triggers() {
        let script = "create trigger t_is_never_removed before delete or truncate on t for each statement execute procedure append_only();\n";
        let expected = "create rule t_is_never_removed as on delete to t do instead select append_only();\n";
        assert_eq!(without_plpgsql(script), expected);
    }
}
