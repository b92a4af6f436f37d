//! The built binary on small workspaces and on packs.
