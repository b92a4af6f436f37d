//! Vector normalisation, as TOPSIS wants it.

use super::{Direction, Undefined};

/// Every value divided by the length of the column.
///
/// *What it does.* The column becomes a vector of length 1; where lower is better its sign turns.
///
/// *Formula.* ± x ÷ √Σx².
///
/// *Missing values.* Skipped, and NaN in the result. [`Undefined::DivisionByZero`] if every value is 0.
///
/// *Example.*
/// ```
/// use baton_score::rule::{Direction, vector};
/// assert_eq!(vector(&[3.0, 4.0], Direction::Higher), Ok(vec![0.6, 0.8]));
/// ```
/// *Source.* SCHEME.md §4, `vector`; Hwang and Yoon (1981), TOPSIS step 1.
pub fn vector(column: &[f64], direction: Direction) -> Result<Vec<f64>, Undefined> {
    let mut squares = 0.0;
    for &x in column {
        squares += if x.is_nan() { 0.0 } else { x * x };
    }
    if squares == 0.0 {
        return Err(Undefined::DivisionByZero);
    }
    let length = match direction {
        Direction::Higher => squares.sqrt(),
        Direction::Lower => -squares.sqrt(),
    };
    Ok(column.iter().map(|x| x / length).collect())
}
