//! Periods and how a year's amount falls on its months.

use crate::dice::Dice;

/// How an amount falls on the months of a year.
pub(crate) type Season = [f64; 12];

/// Building: slow in winter.
pub(crate) const BUILDING: Season = [4.5, 4.5, 8.0, 8.2, 9.2, 10.6, 9.0, 9.0, 10.2, 9.0, 9.0, 8.8];
/// Budget revenue: the quarters' first months are strong.
pub(crate) const BUDGET: Season = [10.6, 7.2, 8.8, 8.9, 8.1, 9.6, 8.4, 6.9, 8.2, 8.3, 7.0, 8.0];
/// Trade and sales: the Spring Festival, October, the year's end.
pub(crate) const SALES: Season = [8.9, 8.4, 7.7, 7.6, 8.0, 8.3, 7.9, 8.0, 8.5, 9.0, 8.6, 9.1];
/// Electricity: summer and winter.
pub(crate) const POWER: Season = [8.3, 6.6, 7.8, 7.6, 7.9, 8.7, 9.8, 9.9, 8.5, 7.6, 8.1, 9.2];
/// Everything else.
pub(crate) const EVEN: Season = [7.4, 6.6, 8.4, 8.2, 8.4, 9.4, 8.2, 8.2, 9.0, 8.2, 8.4, 9.6];
/// GDP by quarter, in percent.
pub(crate) const QUARTERS: [f64; 4] = [21.6, 24.6, 26.0, 27.8];

/// `2024-03`
pub(crate) fn month(year: u16, month: usize) -> String {
    format!("{year}-{month:02}")
}

/// `2024Q1`
pub(crate) fn quarter(year: u16, quarter: usize) -> String {
    format!("{year}Q{quarter}")
}

/// Running totals at the ends of the months, the last one the year's total.
pub(crate) fn running(total: f64, season: &Season, noise: f64, dice: &mut Dice) -> [f64; 12] {
    let mut parts = [0.0; 12];
    let mut sum = 0.0;
    for (part, share) in parts.iter_mut().zip(season) {
        *part = share * (1.0 + dice.uniform(-noise, noise));
        sum += *part;
    }
    let mut so_far = 0.0;
    parts.map(|part| {
        so_far += part;
        total * so_far / sum
    })
}
