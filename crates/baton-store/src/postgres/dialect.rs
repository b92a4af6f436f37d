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
///
/// A statement ends its line; the triggers are those a migration writes: `create trigger NAME before EVENT [of COLUMNS] on TABLE
/// for each statement|row [when (CONDITION)] execute procedure append_only()`.
pub(super) fn without_plpgsql(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    for statement in script.split_inclusive(";\n") {
        let begins = statement.find("create ").unwrap_or_default();
        let (before, code) = statement.split_at(begins);
        if code.starts_with("create function append_only()") {
            out.push_str(before);
            out.push_str(FUNCTION);
        } else if let Some(rule) = rule(code) {
            out.push_str(before);
            out.push_str(&rule);
        } else {
            out.push_str(statement);
        }
    }
    out
}

const FUNCTION: &str = "create function append_only() returns bigint language sql as \
                        $$ select cast('append only ' || cast(current_user as text) as bigint) $$;\n";

/// The rule that refuses what a trigger refuses.
fn rule(trigger: &str) -> Option<String> {
    let (name, rest) = trigger.strip_prefix("create trigger ")?.split_once(" before ")?;
    let (events, rest) = rest.split_once(" on ")?;
    let (table, rest) = rest.split_once(" for each ")?;
    let (condition, _) = rest.split_once("execute procedure append_only()")?;
    let (event, columns) = match events.split_once(" of ") {
        Some((event, columns)) => (event, columns.split(',').map(str::trim).collect()),
        None => (events.split(' ').next()?, Vec::new()),
    };
    let changed = columns.iter().map(|column| format!("new.{column} is distinct from old.{column}"));
    let changed: Vec<String> = changed.collect();
    let condition = match condition.split_once("when ") {
        Some((_, condition)) => format!("where {} ", condition.trim()),
        None if changed.is_empty() => String::new(),
        None => format!("where {} ", changed.join(" or ")),
    };
    Some(format!("create rule {name} as on {event} to {table} {condition}do instead select append_only();\n"))
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
        let cases = [
            (
                "create trigger n before delete or truncate on t for each statement execute procedure append_only();\n",
                "create rule n as on delete to t do instead select append_only();\n",
            ),
            (
                "-- why\ncreate trigger n before update of a, b on t for each statement execute procedure append_only();\n",
                "-- why\ncreate rule n as on update to t where new.a is distinct from old.a or new.b is distinct from old.b \
                 do instead select append_only();\n",
            ),
            (
                "create trigger n before update on t for each row when (old.a <> new.a) execute procedure append_only();\n",
                "create rule n as on update to t where (old.a <> new.a) do instead select append_only();\n",
            ),
            ("create table t (a bigint);\n", "create table t (a bigint);\n"),
        ];
        for (trigger, expected) in cases {
            assert_eq!(without_plpgsql(trigger), expected);
        }
    }
}
