//! Digests (摘要) of contents, written with the name of their algorithm so that another can come: `sha256:9f86…`.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};
use sm3::Sm3;

/// Which hash function the audit chain is made with (杂凑算法).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Algorithm {
    /// SHA-256, FIPS 180-4.
    #[default]
    Sha256,
    /// SM3 (国密), GB/T 32905—2016.
    Sm3,
}

impl Algorithm {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Sha256, Self::Sm3];

    /// The word in the database and before a digest.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sha256 => "sha256",
            Self::Sm3 => "sm3",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.word() == word)
    }

    fn hasher(self) -> Box<dyn Hasher> {
        match self {
            Self::Sha256 => Box::new(Sha256::new()),
            Self::Sm3 => Box::new(Sm3::new()),
        }
    }
}

/// A hash function under construction.
pub(crate) trait Hasher: Send {
    /// Name that stands before the digest.
    fn name(&self) -> &'static str;
    /// Takes more bytes.
    fn update(&mut self, bytes: &[u8]);
    /// The digest.
    fn finish(self: Box<Self>) -> Vec<u8>;
}

macro_rules! hasher {
    ($type:ty, $algorithm:expr) => {
        impl Hasher for $type {
            fn name(&self) -> &'static str {
                $algorithm.word()
            }

            fn update(&mut self, bytes: &[u8]) {
                sha2::Digest::update(self, bytes);
            }

            fn finish(self: Box<Self>) -> Vec<u8> {
                sha2::Digest::finalize(*self).to_vec()
            }
        }
    };
}
hasher!(Sha256, Algorithm::Sha256);
hasher!(Sm3, Algorithm::Sm3);

/// The digest of some bytes, such as a file: what [`ImportedFile`](crate::ImportedFile) and runs are compared by.
pub fn digest(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(71);
    text.push_str("sha256:");
    write_hex(&mut text, &Sha256::digest(bytes));
    text
}

fn write_hex(out: &mut String, bytes: &[u8]) {
    for byte in bytes {
        let _ = write!(out, "{byte:02x}");
    }
}

/// Fields written one after another so that no two lists of fields give the same bytes.
pub(crate) struct Fields {
    hasher: Box<dyn Hasher>,
    buffer: Vec<u8>,
}

impl Fields {
    /// Of the algorithm contents have.
    pub(crate) fn new() -> Self {
        Self::by(Algorithm::Sha256)
    }

    pub(crate) fn by(algorithm: Algorithm) -> Self {
        Self { hasher: algorithm.hasher(), buffer: Vec::with_capacity(1 << 13) }
    }

    fn put(&mut self, tag: u8, bytes: &[u8]) {
        self.buffer.push(tag);
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() > (1 << 12) {
            self.hasher.update(&self.buffer);
            self.buffer.clear();
        }
    }

    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        self.put(b't', &(text.len() as u64).to_be_bytes());
        self.buffer.extend_from_slice(text.as_bytes());
        self
    }

    pub(crate) fn maybe(&mut self, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.text(text),
            None => {
                self.put(b'-', &[]);
                self
            }
        }
    }

    pub(crate) fn int(&mut self, number: i64) -> &mut Self {
        self.put(b'i', &number.to_be_bytes());
        self
    }

    pub(crate) fn maybe_int(&mut self, number: Option<i64>) -> &mut Self {
        match number {
            Some(number) => self.int(number),
            None => {
                self.put(b'-', &[]);
                self
            }
        }
    }

    pub(crate) fn real(&mut self, number: Option<f64>) -> &mut Self {
        match number {
            Some(number) => self.put(b'r', &number.to_bits().to_be_bytes()),
            None => self.put(b'-', &[]),
        }
        self
    }

    /// The digest with the name of its algorithm.
    pub(crate) fn finish(mut self) -> String {
        self.hasher.update(&self.buffer);
        let mut text = format!("{}:", self.hasher.name());
        write_hex(&mut text, &self.hasher.finish());
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_digest() {
        let expected = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(digest(b"abc"), expected);
    }

    #[test]
    fn the_example_of_the_standard_of_sm3() {
        // GB/T 32905—2016, A.1: "abc". Fields put a tag and a length before a text, so the function itself is tried.
        let mut hasher = Algorithm::Sm3.hasher();
        hasher.update(b"abc");
        let mut text = String::new();
        write_hex(&mut text, &hasher.finish());
        assert_eq!(text, "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    }

    #[test]
    fn borders_of_fields_count() {
        let of = |a: &str, b: &str| {
            let mut fields = Fields::new();
            fields.text(a).text(b);
            fields.finish()
        };
        assert_ne!(of("ab", "c"), of("a", "bc"));
        assert_eq!(Algorithm::parse("md5"), None);
    }
}
