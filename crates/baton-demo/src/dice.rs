//! The seeded generator: the same key gives the same numbers on every machine.
//!
//! Splitmix64 (Steele, Lea & Flood 2014) seeded by FNV-1a of a key, so that every series has a stream of its own and adding one
//! does not move the others. Only `+ - * /` on f64, no platform functions.

/// A stream of numbers.
#[derive(Clone, Debug)]
pub(crate) struct Dice {
    state: u64,
}

/// The city's seed.
const SEED: u64 = 0x2025_0115_ca51_ed05;

impl Dice {
    /// The stream of a key.
    pub(crate) fn of(key: &[&str]) -> Self {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ SEED;
        for part in key {
            for byte in part.bytes().chain([0x1f]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
            }
        }
        Self { state: hash }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// In [0, 1).
    pub(crate) fn unit(&mut self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
        let bits = (self.next() >> 11) as f64;
        bits / 9_007_199_254_740_992.0
    }

    /// In [low, high).
    pub(crate) fn uniform(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// Bell-shaped with mean 0 and standard deviation 1, within ±6 (Irwin–Hall: twelve uniforms less six).
    pub(crate) fn bell(&mut self) -> f64 {
        let mut sum = 0.0;
        for _ in 0..12 {
            sum += self.unit();
        }
        sum - 6.0
    }

    /// A whole number from low to high, both included.
    pub(crate) fn whole(&mut self, low: u32, high: u32) -> u32 {
        let span = u64::from(high.saturating_sub(low)) + 1;
        low + u32::try_from(self.next() % span).unwrap_or(0)
    }

    /// True with a probability.
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// A place in a list.
    pub(crate) fn index(&mut self, length: usize) -> usize {
        let length = u64::try_from(length).unwrap_or(1).max(1);
        usize::try_from(self.next() % length).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn the_same_key_gives_the_same_numbers_and_another_key_others() {
        let draw = |key: &[&str]| {
            let mut dice = Dice::of(key);
            [dice.unit(), dice.unit(), dice.bell()]
        };
        assert_eq!(draw(&["a", "b"]), draw(&["a", "b"]));
        assert_ne!(draw(&["a", "b"]), draw(&["ab", ""]));
    }

    #[test]
    fn numbers_keep_their_bounds() {
        let mut dice = Dice::of(&["bounds"]);
        let mut sum = 0.0;
        for _ in 0..10_000 {
            let drawn = dice.uniform(2.0, 3.0);
            assert!((2.0..3.0).contains(&drawn));
            assert!((4..=7).contains(&dice.whole(4, 7)));
            sum += dice.bell();
        }
        assert!((sum / 10_000.0).abs() < 0.05, "{sum}");
    }
}
