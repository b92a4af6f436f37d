//! Shares of a number of units, as whole numbers.
//!
//! A share is a decimal: 0.29 × 100 is 29, although 0.29 × 100.0 is 28.999999999999996.
//!
//! **Source.** SCHEME.md §4 "Grades".

use crate::round::{Mode, Significant};

/// How a share of n becomes a whole number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum QuotaRounding {
    /// Half up.
    #[default]
    Nearest,
    /// Down.
    Floor,
    /// Up.
    Ceil,
}

/// Decimal places in which shares are added.
const PLACES: u32 = 15;
/// 10^PLACES.
const ONE: i128 = 10_i128.pow(PLACES);

/// A share of n as a whole number.
///
/// *What it does.* Multiplies in decimal, then rounds.
///
/// *Formula.* share·n, to a whole number.
///
/// *Missing values.* A share that is NaN or not above 0 gives 0.
///
/// *Example.*
/// ```
/// use baton_score::quota::{QuotaRounding, quota};
/// assert_eq!(quota(0.29, 100, QuotaRounding::Floor), 29);
/// assert_eq!(quota(0.3, 15, QuotaRounding::Nearest), 5); // 4.5
/// ```
/// *Source.* SCHEME.md §4 "Grades".
#[must_use]
pub fn quota(share: f64, n: usize, rounding: QuotaRounding) -> usize {
    places_of(scaled(share), n, rounding)
}

/// What a running bound (`upto`) leaves to take.
///
/// *What it does.* Grades better than or equal to this one hold at most `upto` of n; `given` are taken.
///
/// *Formula.* max(0, quota(upto, n) − given).
///
/// *Missing values.* As [`quota`].
///
/// *Example.*
/// ```
/// use baton_score::quota::{QuotaRounding, quota_up_to};
/// assert_eq!(quota_up_to(0.6, 10, 4, QuotaRounding::Nearest), 2);
/// assert_eq!(quota_up_to(0.6, 10, 7, QuotaRounding::Nearest), 0);
/// ```
/// *Source.* SCHEME.md §4: `upto = 0.6` gives a running bound.
#[must_use]
pub fn quota_up_to(upto: f64, n: usize, given: usize, rounding: QuotaRounding) -> usize {
    quota(upto, n, rounding).saturating_sub(given)
}

/// Places for each of several shares, so that they add up.
///
/// *What it does.* Rounds the running sum of the shares and takes off what earlier shares got, so three
/// shares of a third of 10 get 3, 4 and 3, not 3, 3 and 3.
///
/// *Formula.* qᵢ = round(n·Σ_{j≤i} sⱼ) − Σ_{j<i} qⱼ.
///
/// *Missing values.* A share that is NaN or not above 0 gives 0.
///
/// *Example.*
/// ```
/// use baton_score::quota::{QuotaRounding, quotas};
/// let third = 1.0 / 3.0;
/// assert_eq!(quotas(&[third, third, third], 10, QuotaRounding::Nearest), [3, 4, 3]);
/// assert_eq!(quotas(&[0.15, 0.15, 0.7], 10, QuotaRounding::Nearest), [2, 1, 7]);
/// ```
/// *Source.* SCHEME.md §4: shares add up place by place.
#[must_use]
pub fn quotas(shares: &[f64], n: usize, rounding: QuotaRounding) -> Vec<usize> {
    let (mut running, mut given) = (0_i128, 0_usize);
    let mut places = Vec::with_capacity(shares.len());
    for &share in shares {
        running = running.saturating_add(scaled(share));
        let place = places_of(running, n, rounding).saturating_sub(given);
        given += place;
        places.push(place);
    }
    places
}

/// The share in units of 10^−PLACES; 0 if it is no positive number, n-fold at most a million.
fn scaled(share: f64) -> i128 {
    let most = ONE * 1_000_000;
    match Significant::of(share) {
        Some(digits) if share > 0.0 => digits.scaled(PLACES as i32, Mode::HalfUp).unwrap_or(most).min(most),
        _ => 0,
    }
}

/// share·n to a whole number.
fn places_of(share: i128, n: usize, rounding: QuotaRounding) -> usize {
    let Ok(n) = i128::try_from(n) else { return 0 };
    let product = share.saturating_mul(n);
    let (whole, rest) = (product / ONE, product % ONE);
    let up = match rounding {
        QuotaRounding::Nearest => 2 * rest >= ONE,
        QuotaRounding::Floor => false,
        QuotaRounding::Ceil => rest > 0,
    };
    usize::try_from(whole + i128::from(up)).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use QuotaRounding::{Ceil, Floor, Nearest};

    #[test]
    fn every_hundredth_of_a_hundred_is_itself() {
        for percent in 0..=100_u8 {
            let share = f64::from(percent) / 100.0;
            for rounding in [Nearest, Floor, Ceil] {
                assert_eq!(quota(share, 100, rounding), usize::from(percent));
            }
        }
    }

    #[test]
    fn rounding_differs_only_between_whole_numbers() {
        assert_eq!([Nearest, Floor, Ceil].map(|r| quota(0.3, 11, r)), [3, 3, 4]);
        assert_eq!([Nearest, Floor, Ceil].map(|r| quota(0.5, 5, r)), [3, 2, 3]);
    }

    #[test]
    fn odd_shares() {
        assert_eq!(quota(f64::NAN, 10, Ceil), 0);
        assert_eq!(quota(-0.1, 10, Ceil), 0);
        assert_eq!(quota(0.0, 10, Ceil), 0);
        assert_eq!(quota(1.5, 10, Nearest), 15);
    }

    #[test]
    fn shares_that_sum_to_one_give_every_place() {
        for n in 0..200 {
            for shares in [&[0.3, 0.6, 0.1][..], &[0.15, 0.35, 0.45, 0.05], &[0.1; 10]] {
                assert_eq!(quotas(shares, n, Nearest).iter().sum::<usize>(), n);
            }
        }
    }
}
