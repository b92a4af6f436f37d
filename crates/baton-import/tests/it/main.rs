//! Files in, reports out.

mod common;
mod tidy;
