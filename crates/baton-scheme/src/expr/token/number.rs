//! Numbers: `12`, `0.5`. What people write instead (`1,000`, `30%`, `1.5亿`, `1e5`, `１２`) is named.

use baton_model::Message;

use super::{Lexer, Sign, TokenKind, Word, foreign, is_name_start, messages, scan};

/// ASCII or full width.
pub(super) fn is_digit(c: char) -> bool {
    narrow(c).is_ascii_digit()
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '．' => '.',
        '，' => ',',
        _ => c,
    }
}

impl Lexer<'_> {
    pub(super) fn number(&mut self) {
        let start = self.at;
        let mut digits = self.digits();
        if !self.groups(start, &mut digits) {
            self.fraction(&mut digits);
            let found = &self.text[start..self.at];
            if !found.is_ascii() {
                let message =
                    Message::new(&messages::WIDE_DIGITS).with("found", found).with("right", &digits);
                self.complain(message, start, self.at);
            }
        }
        self.exponent(start, &digits);
        let value = digits.parse().unwrap_or(f64::INFINITY);
        if !f64::is_finite(value) {
            self.complain(Message::new(&messages::NUMBER_TOO_LARGE), start, self.at);
        }
        self.push(TokenKind::Number(value), start);
        self.after_number(start, &digits);
    }

    fn digits(&mut self) -> String {
        let rest = self.rest();
        let end = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
        self.skip(end);
        rest[..end].chars().map(narrow).collect()
    }

    /// `1,000`: three digits after a comma without a blank. Between parentheses it may be a list; then it is read as one,
    /// unless zeros show that a single number is meant.
    fn groups(&mut self, start: usize, digits: &mut String) -> bool {
        let (first, end) = (digits.clone(), self.at);
        let mut zeros = false;
        while self.at >= self.listed_to && (self.at > end || digits.len() <= 3) {
            let mut chars = self.rest().chars();
            let comma = chars.next().filter(|c| narrow(*c) == ',');
            let group: String = chars.clone().take_while(|c| is_digit(*c)).map(narrow).collect();
            let Some(comma) = comma.filter(|_| group.len() == 3) else { break };
            let width: usize = chars.take(3).map(char::len_utf8).sum();
            self.skip(comma.len_utf8() + width);
            digits.push_str(&group);
            zeros |= group == "000";
        }
        if self.at == end {
            return false;
        }
        let last = self.at;
        self.fraction(digits);
        let found = &self.text[start..self.at];
        let message = Message::new(&messages::THOUSANDS)
            .with("found", found)
            .with("plain", digits.as_str())
            .with("apart", found.replace([',', '，'], ", "));
        self.complain(message, start, self.at);
        if self.open > 0 && !zeros {
            (self.at, self.listed_to) = (end, last);
            *digits = first;
        }
        true
    }

    fn fraction(&mut self, digits: &mut String) {
        let mut chars = self.rest().chars();
        let point = chars.next().filter(|c| narrow(*c) == '.');
        if let (Some(point), Some(true)) = (point, chars.next().map(is_digit)) {
            self.skip(point.len_utf8());
            digits.push('.');
            let more = self.digits();
            digits.push_str(&more);
        }
    }

    /// `1e5`, `1E-3`
    fn exponent(&mut self, start: usize, digits: &str) {
        let rest = self.rest();
        let Some(tail) = rest.strip_prefix(['e', 'E']) else { return };
        let signed = tail.strip_prefix(['+', '-']).unwrap_or(tail);
        let width = signed.bytes().take_while(u8::is_ascii_digit).count();
        if width == 0 || signed[width..].chars().next().is_some_and(is_name_start) {
            return;
        }
        let power = &tail[..tail.len() - signed.len() + width];
        self.skip(1 + power.len());
        let value: f64 = format!("{digits}e{power}").parse().unwrap_or(f64::INFINITY);
        let message =
            Message::new(&messages::EXPONENT).with("found", &self.text[start..self.at]).with("plain", value);
        self.complain(message, start, self.at);
    }

    /// A letter or `%` right after a number.
    fn after_number(&mut self, start: usize, digits: &str) {
        match self.peek() {
            Some(c) if is_name_start(c) => self.word_after_number(start, digits),
            Some('.' | '．') => {}
            _ => self.percent_after_number(start, digits),
        }
    }

    fn word_after_number(&mut self, start: usize, digits: &str) {
        let word_start = self.at;
        let word = self.scan_name();
        let message = |def| Message::new(def).with("number", digits).with("word", &word);
        if let Some(keyword) = Word::exact(&word) {
            self.complain(message(&messages::NUMBER_THEN_WORD), start, self.at);
            self.push(TokenKind::Word(keyword), word_start);
        } else if word.is_ascii() {
            self.complain(message(&messages::NUMBER_THEN_NAME), start, self.at);
            self.tokens.push(super::Token {
                kind: TokenKind::Sign(Sign::Star),
                start: word_start,
                end: word_start,
            });
            self.push(TokenKind::Name(word), word_start);
        } else {
            let scale_only = word.chars().all(|c| "十百千万亿兆".contains(c));
            let unit = if scale_only { format!("{word}元") } else { word.clone() };
            self.complain(message(&messages::NUMBER_THEN_UNIT).with("unit", unit), start, self.at);
        }
    }

    fn percent_after_number(&mut self, start: usize, digits: &str) {
        let rest = self.rest();
        let blanks = rest.len() - rest.trim_start_matches([' ', '\u{3000}']).len();
        let Some(sign) = rest[blanks..].chars().next().filter(|c| foreign::is_percent(*c)) else { return };
        if foreign::begins_operand(&rest[blanks + sign.len_utf8()..]) {
            return;
        }
        self.skip(blanks + sign.len_utf8());
        let message = Message::new(&messages::PERCENT_AFTER_NUMBER)
            .with("number", digits)
            .with("sign", scan::foreign_name(sign));
        self.complain(message, start, self.at);
    }
}
