//! For tests only: the demo city, databases, a running server.

pub use baton_demo as demo;
pub use baton_service as service;
pub use tempfile;
