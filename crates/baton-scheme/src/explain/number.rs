//! Numbers as explanations show them.

use baton_score::round::to_significant;

/// How many digits the numbers of a formula have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Digits {
    /// At most twelve significant ones.
    Brief,
    /// All, where twelve are too few for the formula to give its result again.
    Exact,
}

impl Digits {
    /// A number as the language writes it; negative ones in parentheses.
    pub(super) fn show(self, number: f64) -> String {
        let number = if self == Self::Brief { brief(number) } else { number };
        if number < 0.0 { format!("({number})") } else { number.to_string() }
    }
}

/// A number to show: 3.72 rather than 3.7199999999999998. At most twelve significant digits; whole numbers as they are.
pub fn brief(number: f64) -> f64 {
    const WHOLE: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() <= WHOLE { number } else { to_significant(number) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_binary_left_behind_is_not_shown() {
        assert_eq!(Digits::Brief.show(0.1 + 0.2), "0.3");
        assert_eq!(Digits::Brief.show(-3.719_999_999_999_999_8), "(-3.72)");
        assert_eq!(Digits::Brief.show(1.0 / 3.0), "0.333333333333");
        assert_eq!(Digits::Brief.show(9_007_199_254_740_991.0), "9007199254740991");
        assert_eq!(Digits::Exact.show(0.1 + 0.2), "0.30000000000000004");
    }
}
