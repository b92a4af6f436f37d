//! A small scanner that leaves only identifiers: comments and texts are blanked, lines stay where they are.

/// The identifiers of a source text with their lines. In Rust a single quote begins a character or a lifetime, elsewhere a text.
pub(super) fn identifiers(source: &str, rust: bool) -> Vec<(usize, String)> {
    let code = without_comments_and_texts(source, rust);
    let mut found = Vec::new();
    for (number, line) in code.lines().enumerate() {
        let mut word = String::new();
        for c in line.chars().chain([' ']) {
            if c.is_alphanumeric() || c == '_' {
                word.push(c);
            } else if !word.is_empty() {
                let whole = std::mem::take(&mut word);
                if !whole.starts_with(|c: char| c.is_ascii_digit()) {
                    found.push((number + 1, whole));
                }
            }
        }
    }
    found
}

/// `growthRatePct`, `GROWTH_RATE_PCT` and `growth_rate_pct` are all `["growth", "rate", "pct"]`.
pub(super) fn parts(identifier: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut previous_lower = false;
    let mut fresh = true;
    for c in identifier.chars() {
        if c == '_' {
            fresh = true;
            continue;
        }
        if fresh || (c.is_uppercase() && previous_lower) {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            part.extend(c.to_lowercase());
        }
        previous_lower = c.is_lowercase() || c.is_numeric();
        fresh = false;
    }
    parts
}

/// Blanks `//`, `/* */`, `"…"`, `r#"…"#`, `` `…` `` and `'c'`. Knows Rust and TypeScript as far as that needs.
fn without_comments_and_texts(source: &str, rust: bool) -> String {
    let out = String::with_capacity(source.len());
    let mut scanner = Scanner { chars: source.chars().collect(), at: 0, out, rust };
    while scanner.at < scanner.chars.len() {
        scanner.step();
    }
    scanner.out
}

struct Scanner {
    chars: Vec<char>,
    at: usize,
    out: String,
    rust: bool,
}

impl Scanner {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn step(&mut self) {
        match (self.peek(0), self.peek(1)) {
            (Some('/'), Some('/')) => self.blank_while(|c| c != '\n'),
            (Some('/'), Some('*')) => self.block_comment(),
            (Some('"'), _) => self.quoted('"'),
            (Some('`'), _) => self.quoted('`'),
            (Some('r'), Some('"' | '#')) if !self.in_word() && self.raw_hashes().is_some() => self.raw_text(),
            (Some('\''), _) if self.is_character() => self.quoted('\''),
            (Some(c), _) => {
                self.out.push(c);
                self.at += 1;
            }
            (None, _) => {}
        }
    }

    fn in_word(&self) -> bool {
        self.out.chars().last().is_some_and(|c| c.is_alphanumeric() && c != 'b' || c == '_')
    }

    /// `'a'` and `'\n'`, not the lifetime `'a`.
    fn is_character(&self) -> bool {
        !self.rust || self.peek(1) == Some('\\') || self.peek(2) == Some('\'')
    }

    fn blank(&mut self) {
        if let Some(c) = self.peek(0) {
            self.out.push(if c == '\n' { '\n' } else { ' ' });
            self.at += 1;
        }
    }

    fn blank_while(&mut self, keep_on: impl Fn(char) -> bool) {
        while self.peek(0).is_some_and(&keep_on) {
            self.blank();
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0;
        while self.at < self.chars.len() {
            match (self.peek(0), self.peek(1)) {
                (Some('/'), Some('*')) => depth += 1,
                (Some('*'), Some('/')) => depth -= 1,
                _ => {
                    self.blank();
                    continue;
                }
            }
            self.blank();
            self.blank();
            if depth == 0 {
                return;
            }
        }
    }

    fn quoted(&mut self, quote: char) {
        self.blank();
        while let Some(c) = self.peek(0) {
            if c == '\\' {
                self.blank();
            } else if c == quote {
                return self.blank();
            }
            self.blank();
        }
    }

    fn raw_hashes(&self) -> Option<usize> {
        let hashes = self.chars[self.at + 1..].iter().take_while(|c| **c == '#').count();
        (self.peek(1 + hashes) == Some('"')).then_some(hashes)
    }

    fn raw_text(&mut self) {
        let hashes = self.raw_hashes().unwrap_or(0);
        for _ in 0..hashes + 2 {
            self.blank();
        }
        while self.at < self.chars.len() {
            let closes = self.peek(0) == Some('"') && (1..=hashes).all(|ahead| self.peek(ahead) == Some('#'));
            self.blank();
            if closes {
                for _ in 0..hashes {
                    self.blank();
                }
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<String> {
        identifiers(source, true).into_iter().map(|(_, word)| word).collect()
    }

    #[test]
    fn comments_and_texts_are_not_code() {
        let cases: &[(&str, &[&str])] = &[
            ("let a = \"kpi\"; // kpi\nb", &["let", "a", "b"]),
            ("/* x /* y */ z */ c", &["c"]),
            ("r#\"kpi \" \"# d br\"kpi\" e", &["d", "b", "e"]),
            ("fn f<'a>(x: &'a str) -> char { 'k' }", &["fn", "f", "a", "x", "a", "str", "char"]),
            ("'\\'' g '\"' h", &["g", "h"]),
            ("\"\\\" kpi\" i 10kpi", &["i"]),
            ("let s = `kpi ${x}`;", &["let", "s"]),
        ];
        for (source, expected) in cases {
            assert_eq!(words(source), *expected, "{source}");
        }
    }

    #[test]
    fn a_single_quote_begins_a_text_outside_rust() {
        let found = identifiers("const a = { kind: 'kpi' }", false);
        assert_eq!(found.iter().map(|(_, word)| word.as_str()).collect::<Vec<_>>(), ["const", "a", "kind"]);
    }

    #[test]
    fn lines_stay() {
        assert_eq!(identifiers("/* \n */\n\"\n\" a", true), [(4, "a".to_owned())]);
    }

    #[test]
    fn identifiers_fall_into_parts() {
        for name in ["growthRatePct", "GrowthRatePct", "growth_rate_pct", "GROWTH_RATE_PCT"] {
            assert_eq!(parts(name), ["growth", "rate", "pct"], "{name}");
        }
        assert_eq!(parts("_x2Y"), ["x2", "y"]);
    }
}
