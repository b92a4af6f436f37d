//! Formulas as people read them.

use baton_service::number::plain;

/// A formula with its numbers cut to what the eye takes in; JSON has them in full.
pub(crate) fn readable(formula: &str) -> String {
    let mut out = String::new();
    let mut number = String::new();
    for c in formula.chars().chain(['\0']) {
        let inside = c.is_ascii_digit() || (c == '.' && !number.is_empty());
        if inside {
            number.push(c);
            continue;
        }
        if !number.is_empty() {
            let short = if number.len() > 9 { number.parse().map(plain).ok() } else { None };
            out.push_str(short.as_ref().unwrap_or(&number));
            number.clear();
        }
        if c != '\0' {
            out.push(c);
        }
    }
    out.replace(" * ", " × ").replace(" / ", " ÷ ").replace(" - ", " − ")
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn long_numbers_are_cut_and_signs_set() {
        assert_eq!(readable("10 * (0.6 - 1.234567890123)"), "10 × (0.6 − 1.2346)");
        assert_eq!(readable("11432600 / 10000"), "11432600 ÷ 10000");
    }
}
