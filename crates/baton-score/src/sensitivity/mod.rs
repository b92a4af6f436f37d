//! Robustness: how much a ranking owes to the choices behind it.
//!
//! Nothing here is random. The caller draws uniform numbers in 0 … 1 (and keeps the seed); these functions lay out the
//! runs, turn draws into choices, and read the results.
//!
//! **Source.** OECD/JRC Handbook (2008), step 7; Saltelli et al., *Global Sensitivity Analysis: The Primer* (2008); COINr
//! `get_sensitivity`.

mod choice;
mod noisy_weights;
mod rank_range;
mod sobol;

pub use choice::{between, choice};
pub use noisy_weights::noisy_weights;
pub use rank_range::{RankRange, mean_rank_shift, rank_range};
pub use sobol::{Sobol, sobol_design, sobol_indices};
