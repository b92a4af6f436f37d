//! Texts by dictionary, as they are read.

use std::collections::HashMap;

/// Texts by dictionary; words in the order in which they first stand.
#[derive(Default)]
pub(super) struct Words {
    /// By row; `u32::MAX` is none.
    pub(super) codes: Vec<u32>,
    pub(super) words: Vec<String>,
    known: HashMap<String, u32>,
    /// Codes looked up last, by a sum over the text: a column has few words, and looking at one is quicker than hashing.
    recent: Vec<u32>,
}

/// Places for codes looked up last.
const RECENT: usize = 256;

impl Words {
    pub(super) fn push(&mut self, text: &str) {
        let code = self.code(text);
        self.codes.push(code);
    }

    fn code(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return u32::MAX;
        }
        if self.recent.is_empty() {
            self.recent.resize(RECENT, u32::MAX);
        }
        let sum = text.bytes().take(16).fold(0_usize, |sum, byte| sum.wrapping_mul(31) ^ usize::from(byte));
        let recent = &mut self.recent[sum % RECENT];
        if self.words.get(*recent as usize).is_some_and(|word| word == text) {
            return *recent;
        }
        let code = self.known.get(text).copied().unwrap_or_else(|| {
            let code = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
            self.words.push(text.to_owned());
            self.known.insert(text.to_owned(), code);
            code
        });
        *recent = code;
        code
    }

    /// Takes everything out and keeps the room for more.
    pub(super) fn clear(&mut self) {
        self.codes.clear();
        self.words.clear();
        self.known.clear();
        self.recent.clear();
    }

    pub(super) fn append(&mut self, other: &Self) {
        let codes: Vec<u32> = other.words.iter().map(|word| self.code(word)).collect();
        self.codes
            .extend(other.codes.iter().map(|code| codes.get(*code as usize).copied().unwrap_or(u32::MAX)));
    }
}
