//! For tests only: the demo city, databases, a running server.
