//! Use cases, once for command line and HTTP alike: load a workspace, take a snapshot of its figures, run a scheme,
//! explain a score. Nothing here prints, knows HTTP or reads the clock.

pub mod messages;
pub mod nearest;
pub mod observations;
pub mod snapshot;
pub mod workspace;
