//! The store from outside: what it promises, tried against a file, a model in memory, and the kill signal.

mod as_of;
mod audit;
mod common;
mod concurrency;
mod damage;
mod kill;
mod migration;
mod runs;
mod scope;
mod speed;
mod undo;
