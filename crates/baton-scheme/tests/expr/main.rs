//! The front end of the expression language: reading, printing, checking.

mod bad;
mod good;
mod messages;
mod robust;
mod rules;
mod syntax;
mod world;
