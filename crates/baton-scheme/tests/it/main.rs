//! The scheme language by its promises: literate cases (`tests/cases/*.md`), diagnostics, properties of a run.

mod cases;
mod compare;
mod explain;
mod leaves;
mod lint;
mod literate;
mod trial;
