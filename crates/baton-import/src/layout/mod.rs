//! Where the figures of a sheet are, and what each is about.

pub(crate) mod resolve;
pub(crate) mod role;
pub(crate) mod tidy;
