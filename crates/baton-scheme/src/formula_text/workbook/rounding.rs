//! The two steps of rounding (SCHEME.md §4): to 12 significant digits, then to places by the mode.

use baton_score::round::Mode;

/// A cell's number rounded to decimal places; the cell must hold a number.
///
/// The first step sweeps away what binary arithmetic left behind, so that the second meets a half exactly where the
/// decimal is one. Half to even looks at the whole multiple of the last place, again taken to 12 digits: its fraction
/// is then exactly 0.5 or it is no tie.
pub fn rounded(cell: &str, places: u8, mode: Mode) -> String {
    let twelve = twelve(cell);
    let body = match mode {
        Mode::HalfUp => format!("ROUND({twelve},{places})"),
        Mode::HalfEven => {
            let scaled = format!("ROUND(ABS({cell})*10^{places},11-{places}-{})", exponent(cell));
            let even = format!("2*INT(({scaled}+0.5)/2)");
            let tie = format!("{scaled}-INT({scaled})=0.5");
            format!("SIGN({cell})*IF({tie},{even},ROUND({scaled},0))/10^{places}")
        }
    };
    format!("IF({cell}=0,0,{body})")
}

/// A cell's number, not 0, to 12 significant digits.
pub(super) fn twelve(cell: &str) -> String {
    format!("ROUND({cell},11-{})", exponent(cell))
}

fn exponent(cell: &str) -> String {
    format!("INT(LOG10(ABS({cell})))")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_steps_are_written() {
        assert_eq!(rounded("A1", 2, Mode::HalfUp), "IF(A1=0,0,ROUND(ROUND(A1,11-INT(LOG10(ABS(A1)))),2))");
    }
}
