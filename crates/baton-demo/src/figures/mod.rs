//! The figures, drawn.

pub(crate) mod core;
pub(crate) mod enterprises;
pub(crate) mod projects;
pub(crate) mod series;
pub(crate) mod services;
pub(crate) mod time;
pub(crate) mod towns;
pub(crate) mod visits;
pub(crate) mod zones;

/// Years with figures.
pub(crate) const YEARS: [u16; 3] = [2023, 2024, 2025];
