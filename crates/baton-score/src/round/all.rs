//! Rounding of many numbers.

use super::float::{DIGITS_ERROR, FAST_LIMIT, with_sign};
use super::{Mode, POW10_F64, round_f64};

/// So many numbers are rounded in one go: if one of them is near a half, all go the longer way.
const FEW: usize = 32;
/// Next to this number, 2⁵², there are whole ones only: adding it to less rounds.
const WHOLE: f64 = 4_503_599_627_370_496.0;

/// Rounds every number as [`round_f64`] does; several times as quick.
///
/// *What it does.* Decides without the digits, and without a branch a number, wherever that is safe.
///
/// *Formula.* That of [`round_f64`].
///
/// *Missing values.* NaN stays NaN, an infinity stays itself.
///
/// *Example.*
/// ```
/// use baton_score::round::{Mode, round_all};
/// let mut points = [1.005, 69.2349, -0.001];
/// round_all(&mut points, 2, Mode::HalfUp);
/// assert_eq!(points, [1.01, 69.23, 0.0]);
/// ```
/// *Source.* SCHEME.md §4 "Rounding"; GB/T 8170-2008, 3.2.
pub fn round_all(values: &mut [f64], places: i32, mode: Mode) {
    let power = usize::try_from(places).ok().and_then(|places| POW10_F64.get(places));
    for few in values.chunks_mut(FEW) {
        if !power.is_some_and(|power| round_few(few, *power)) {
            few.iter_mut().for_each(|x| *x = round_f64(*x, places, mode));
        }
    }
}

/// Rounds numbers to places by the power of ten, if none is so near a half that only its digits can tell.
fn round_few(values: &mut [f64], power: f64) -> bool {
    let mut rounded = [0.0; FEW];
    let mut clear = true;
    for (rounded, x) in rounded.iter_mut().zip(values.iter()) {
        let scaled = x.abs() * power;
        let near = (scaled + WHOLE) - WHOLE;
        let below = if near > scaled { near - 1.0 } else { near };
        let from_half = scaled - below - 0.5;
        clear &= x.is_nan() | ((from_half.abs() > scaled * DIGITS_ERROR) & (scaled < FAST_LIMIT));
        *rounded = with_sign(*x, (if from_half > 0.0 { below + 1.0 } else { below }) / power);
    }
    if clear {
        values.copy_from_slice(&rounded[..values.len()]);
    }
    clear
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_are_rounded_as_each_is() {
        let mut state = 5_u64;
        let mut values: Vec<f64> = (0..4_000)
            .map(|i| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let size = [1.0, 100.0, 1e-7, 1e9][(state >> 62) as usize];
                let x = ((state >> 11) as f64 / 9e15 - 0.5) * size;
                // Whole runs without a half, and some with one.
                if i % 97 == 0 { (x * 8.0).round() / 8.0 } else { x }
            })
            .collect();
        values.extend([
            f64::NAN,
            f64::INFINITY,
            -f64::INFINITY,
            -0.0,
            1.005,
            2.5,
            1e300,
            5e-324,
            99_999_999_999.5,
        ]);
        values.resize(4_100, f64::NAN);
        for (places, mode) in [
            (0, Mode::HalfUp),
            (2, Mode::HalfUp),
            (4, Mode::HalfEven),
            (-2, Mode::HalfEven),
            (40, Mode::HalfUp),
        ] {
            let mut rounded = values.clone();
            round_all(&mut rounded, places, mode);
            for (x, rounded) in values.iter().zip(rounded) {
                let alone = round_f64(*x, places, mode);
                assert!(
                    alone.to_bits() == rounded.to_bits() || alone.is_nan() && rounded.is_nan(),
                    "{x} {places}"
                );
            }
        }
    }
}
