//! Texts by dictionary, as they are read.

use std::collections::HashMap;

/// Texts by dictionary; words in the order in which they first stand.
#[derive(Default)]
pub(super) struct Words {
    /// By row; `u32::MAX` is none.
    pub(super) codes: Vec<u32>,
    pub(super) words: Vec<String>,
    known: HashMap<String, u32>,
    /// Short texts looked up last, by a sum over their bytes: a column has few words, and looking at one is quicker than
    /// hashing.
    recent: Vec<(Short, u32)>,
}

/// A text of at most eight bytes: how many, and all of them.
type Short = (usize, u64);

/// The bytes of a text as one number: different for different texts of one length. None for longer ones.
#[inline]
fn short(text: &[u8]) -> Option<Short> {
    let bytes = match text {
        [a] => u64::from(*a),
        [a, b] => u64::from(u16::from_le_bytes([*a, *b])),
        [a, b, c] => u64::from(u32::from_le_bytes([*a, *b, *c, 0])),
        _ if text.len() <= 8 => {
            let (first, last) = (text.first_chunk()?, text.last_chunk()?);
            u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))
        }
        _ => return None,
    };
    Some((text.len(), bytes))
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
        let Some(short) = short(text.as_bytes()) else { return self.look_up(text) };
        if self.recent.is_empty() {
            self.recent.resize(RECENT, ((0, 0), u32::MAX));
        }
        // The upper bits of a product depend on all bytes.
        let place = short.1.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - RECENT.trailing_zeros());
        let recent = self.recent[place as usize];
        if recent.0 == short {
            return recent.1;
        }
        let code = self.look_up(text);
        self.recent[place as usize] = (short, code);
        code
    }

    fn look_up(&mut self, text: &str) -> u32 {
        self.known.get(text).copied().unwrap_or_else(|| {
            let code = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
            self.words.push(text.to_owned());
            self.known.insert(text.to_owned(), code);
            code
        })
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
