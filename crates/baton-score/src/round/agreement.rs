//! The fast path and the digit path agree: random bits, near ties, exact ties, millions of them.
#![expect(
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    reason = "test numbers need no last digit"
)]

use super::{Decimal, Mode, ceil, float::round_exact, floor, round_f64, to_significant};

/// A fixed sequence (SplitMix64).
struct Sequence(u64);

impl Sequence {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> i64 {
        i64::try_from(self.next() % n).expect("small")
    }
}

fn agree(x: f64, places: i32) {
    for mode in [Mode::HalfUp, Mode::HalfEven] {
        let (fast, exact) = (round_f64(x, places, mode), round_exact(x, places, mode));
        assert_eq!(fast.to_bits(), exact.to_bits(), "{x:e} to {places} places: {fast} and {exact}");
        if let Ok(places) = u8::try_from(places) {
            let (fast, exact) = (Decimal::round(x, places, mode), Decimal::round_exact(x, places, mode));
            assert_eq!(
                fast.map(|d| (d.scaled(), d.places())),
                exact.map(|d| (d.scaled(), d.places())),
                "{x:e}"
            );
            if let Some(decimal) = fast {
                assert_eq!(
                    decimal.to_f64().to_bits(),
                    round_f64(x, i32::from(places), mode).to_bits(),
                    "{x:e}"
                );
            }
        }
    }
}

/// The floor and the ceiling are those of the 12 digits.
fn agree_whole(x: f64) {
    let digits = to_significant(x);
    assert_eq!(floor(x), digits.floor(), "{x:e}");
    assert_eq!(ceil(x), digits.ceil(), "{x:e}");
}

/// The neighbours of a number, a few steps either way.
fn around(x: f64, steps: i64) -> impl Iterator<Item = f64> {
    (-steps..=steps).map(move |step| f64::from_bits(x.to_bits().wrapping_add_signed(step)))
}

#[test]
fn on_any_bits() {
    let mut sequence = Sequence(1);
    for _ in 0..300_000 {
        let x = f64::from_bits(sequence.next());
        if x.is_finite() {
            agree_whole(x);
            agree(x, i32::try_from(sequence.below(29)).expect("small") - 5);
        }
    }
}

#[test]
fn on_everyday_numbers() {
    let mut sequence = Sequence(2);
    for _ in 0..500_000 {
        let digits = sequence.below(1_000_000_000_000);
        let scale = 10_f64.powi(i32::try_from(sequence.below(12)).expect("small"));
        let sign = if sequence.below(2) == 0 { 1.0 } else { -1.0 };
        agree(sign * digits as f64 / scale, i32::try_from(sequence.below(9)).expect("small") - 2);
    }
}

#[test]
fn on_quotients() {
    let mut sequence = Sequence(3);
    for _ in 0..300_000 {
        let (a, b) = (sequence.below(100_000) as f64, 1.0 + sequence.below(10_000) as f64);
        agree(a / b * 100.0, 2);
        agree_whole(a / b);
        agree_whole(a / 100.0 * 100.0);
        agree_whole(-a / 7.0 * 0.7);
        agree(60.0 + 40.0 * (a / b), 4);
    }
}

#[test]
fn on_ties_and_their_neighbours() {
    let mut sequence = Sequence(4);
    for _ in 0..60_000 {
        let places = i32::try_from(sequence.below(8)).expect("small") - 1;
        let half = (2 * sequence.below(5_000_000) + 1) as f64 / 2.0;
        let tie = if places < 0 { half * 10.0 } else { half / 10_f64.powi(places) };
        for x in around(tie, 2) {
            agree(x, places);
            agree(-x, places);
        }
    }
}

#[test]
fn at_the_edge_of_twelve_digits() {
    let mut sequence = Sequence(5);
    for _ in 0..60_000 {
        // 2.4999999999995 and its like: half a unit of the twelfth digit below a tie.
        let whole = sequence.below(100_000) as f64 + 0.5;
        let digits =
            11 - i32::try_from(whole.to_string().split('.').next().expect("digits").len()).expect("small");
        let edge = whole - 0.5 * 10_f64.powi(-digits - 1);
        for x in around(edge, 3) {
            agree(x, 0);
            // The same distance from a whole number.
            agree_whole(x + 0.5);
            agree_whole(-x - 0.5);
        }
    }
}
