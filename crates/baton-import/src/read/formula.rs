//! What a formula says that matters to its saved result.

/// Does a formula read a cell of another file? Those are written `[1]Sheet1!A1`; `Table[1]` is a column of a table.
pub(super) fn reads_another_file(formula: &str) -> bool {
    let mut depth = 0_usize;
    let mut before = None;
    for (place, c) in formula.char_indices() {
        match c {
            '[' => {
                let inside = formula[place + 1..].split(']').next().unwrap_or_default();
                let numbered = !inside.is_empty() && inside.bytes().all(|byte| byte.is_ascii_digit());
                let of_a_table = before.is_some_and(|c: char| c.is_alphanumeric() || c == '_' || c == '.');
                if depth == 0 && numbered && !of_a_table {
                    return true;
                }
                depth += 1;
            }
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        before = Some(c);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_files_in_formulas() {
        for (formula, external) in [
            ("[1]Sheet1!A1", true),
            ("SUM('[2]一 月'!A1:A3)", true),
            ("A1+B1", false),
            ("Table1[1]", false),
            ("SUM(表1[[1]:[2]])", false),
            ("IF(A1=1,2)", false),
        ] {
            assert_eq!(reads_another_file(formula), external, "{formula}");
        }
    }
}
