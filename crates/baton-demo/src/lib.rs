//! The demo city (示例市): an invented city as workspace files, made from a fixed seed.
