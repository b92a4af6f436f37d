//! The figures, drawn.

pub(crate) mod core;
pub(crate) mod series;
pub(crate) mod time;

/// Years with figures.
pub(crate) const YEARS: [u16; 3] = [2023, 2024, 2025];
