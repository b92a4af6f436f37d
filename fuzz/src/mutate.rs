//! Inputs made up from seeds: a small engine for machines without libFuzzer. It does not follow the program's branches; it
//! cuts, doubles, mixes and swaps what the seeds consist of.

use std::collections::BTreeSet;

/// The longest input made.
const LONGEST: usize = 64 << 10;
/// Put in anywhere: what programs stumble over.
const STUMBLING_BLOCKS: [&str; 24] = [
    "",
    "0",
    "-1",
    "1e308",
    "1e-320",
    "NaN",
    "inf",
    "9223372036854775808",
    "18446744073709551615",
    "0.1",
    "\0",
    "\u{FEFF}",
    "\u{202E}",
    "\u{3000}",
    "（",
    "\"",
    "'",
    "\\",
    "[[",
    "]]",
    "{",
    "}",
    "<",
    "&#0;",
];

/// Numbers that look random and are the same for the same seed.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Any seed will do.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number below a bound; zero if the bound is.
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or(0).checked_rem(bound).unwrap_or(0)
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }
}

/// Seeds, and the words they consist of.
#[derive(Clone, Debug)]
pub struct Pool {
    seeds: Vec<Vec<u8>>,
    words: Vec<Vec<u8>>,
}

impl Pool {
    /// Takes the seeds apart.
    pub fn new(seeds: Vec<Vec<u8>>) -> Self {
        let blocks = STUMBLING_BLOCKS.iter().map(|block| block.as_bytes().to_vec());
        let words: BTreeSet<Vec<u8>> = seeds.iter().flat_map(|seed| words(seed)).chain(blocks).collect();
        Self { seeds, words: words.into_iter().collect() }
    }

    /// A seed with a few changes.
    pub fn input(&self, dice: &mut Dice) -> Vec<u8> {
        let mut input = dice.of(&self.seeds).cloned().unwrap_or_default();
        for _ in 0..=dice.below(6) {
            self.change(&mut input, dice);
        }
        input.truncate(LONGEST);
        input
    }

    fn change(&self, input: &mut Vec<u8>, dice: &mut Dice) {
        let at = dice.below(input.len() + 1);
        let end = (at + 1 + dice.below(40)).min(input.len());
        let piece = input.get(at..end).unwrap_or_default().to_vec();
        let word = dice.of(&self.words).cloned().unwrap_or_default();
        let changed = match dice.below(8) {
            0 => vec![piece.first().map_or(b'x', |byte| byte ^ (1 << dice.below(8)))],
            1 => Vec::new(),
            2 => piece.repeat(2),
            3 => piece.repeat(1 + dice.below(200)),
            4 => self.part_of_another(dice),
            _ => return swap_word(input, at, &word, dice),
        };
        input.splice(at.min(end)..end, changed);
    }

    fn part_of_another(&self, dice: &mut Dice) -> Vec<u8> {
        let other = dice.of(&self.seeds).map_or(&[][..], Vec::as_slice);
        let start = dice.below(other.len());
        let end = (start + dice.below(300)).min(other.len());
        other.get(start..end).unwrap_or_default().to_vec()
    }
}

/// Puts a word in place of the one around a byte, or, one time in three, in front of it.
fn swap_word(input: &mut Vec<u8>, at: usize, word: &[u8], dice: &mut Dice) {
    let inside = |byte: &u8| is_inside(*byte);
    let start = at - input.iter().take(at).rev().take_while(|byte| inside(byte)).count();
    let length = input.iter().skip(at).take_while(|byte| inside(byte)).count();
    let end = if dice.below(3) == 0 { start } else { at + length };
    input.splice(start..end, word.iter().copied());
}

fn words(seed: &[u8]) -> Vec<Vec<u8>> {
    seed.split(|byte| !is_inside(*byte)).filter(|word| !word.is_empty()).map(<[u8]>::to_vec).collect()
}

/// Letters, figures and all of Chinese.
fn is_inside(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.' || byte >= 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inputs_are_changed_seeds_and_the_same_for_the_same_dice() {
        let pool = Pool::new(vec![b"value = 'gdp / tax'".to_vec(), b"weight = 10".to_vec()]);
        let made = |seed| {
            let mut dice = Dice::new(seed);
            (0..500).map(|_| pool.input(&mut dice)).collect::<Vec<_>>()
        };
        assert_eq!(made(1), made(1));
        assert_ne!(made(1), made(2));
        let different: BTreeSet<Vec<u8>> = made(1).into_iter().collect();
        assert!(different.len() > 300, "{}", different.len());
    }

    #[test]
    fn no_seeds_are_seeds_too() {
        let pool = Pool::new(Vec::new());
        let mut dice = Dice::new(3);
        for _ in 0..500 {
            assert!(pool.input(&mut dice).len() <= LONGEST);
        }
    }
}
