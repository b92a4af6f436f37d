//! 100,000 numbers that lie exactly on a half, rounded by the formula and by hand.

use std::fs;

use baton_scheme::formula_text::workbook::rounded;
use baton_score::round::Mode;
use rust_xlsxwriter::{Formula, Workbook};

use crate::{book, office};

/// Rows for each number of places, 0 to 4.
const ROWS: u32 = 20_000;

/// A tie: (whole + ½) ÷ 10^places, negative every seventh.
fn tie(places: u8, row: u32) -> (i64, i64) {
    let whole = i64::from(row) * 7_919 % 10_000_000 + i64::from(places);
    (whole, if row % 7 == 3 { -1 } else { 1 })
}

/// Digits of a scaled whole number as the number a person would type.
fn typed(scaled: i64, places: u8) -> f64 {
    format!("{scaled}e-{places}").parse().unwrap()
}

#[test]
fn the_formula_rounds_ties_as_a_hand_calculation_does() {
    let Some(program) = office::find() else { return };
    let folder = office::folder("ties");
    let mut workbook = Workbook::new();
    for places in 0..5_u8 {
        let sheet = workbook.add_worksheet();
        sheet.set_name(format!("P{places}")).unwrap();
        for row in 0..ROWS {
            let (whole, sign) = tie(places, row);
            let scaled = sign * (whole * 10 + 5);
            if row % 2 == 0 {
                sheet.write_number(row, 0, typed(scaled, places + 1)).unwrap();
            } else {
                // A total is a sum of points, which binary arithmetic does not hit exactly.
                let parts = [scaled / 3, scaled / 4, scaled - scaled / 3 - scaled / 4];
                for (at, part) in (3..).zip(parts) {
                    sheet.write_number(row, at, typed(part, places + 1)).unwrap();
                }
                let text = format!("=D{0}+E{0}+F{0}", row + 1);
                sheet.write_formula(row, 0, Formula::new(text)).unwrap();
            }
            let cell = format!("A{}", row + 1);
            for (at, mode) in [(1, Mode::HalfUp), (2, Mode::HalfEven)] {
                let text = format!("={}", rounded(&cell, places, mode));
                sheet.write_formula(row, at, Formula::new(text).set_result("-1")).unwrap();
            }
        }
    }
    fs::write(folder.join("ties.xlsx"), workbook.save_to_buffer().unwrap()).unwrap();
    let done = office::recalculate(&program, &folder, "xlsx");
    let book = book::open(&done.join("ties.xlsx"));
    let (mut checked, mut wrong) = (0, Vec::new());
    for places in 0..5_u8 {
        for row in 0..ROWS {
            let (whole, sign) = tie(places, row);
            let even = whole + whole % 2;
            for (column, by_hand) in [(1, whole + 1), (2, even)] {
                let at = (format!("P{places}"), row, column);
                let expected = typed(sign * by_hand, places);
                checked += 1;
                if book::number(&book, &at) != Ok(Some(expected)) {
                    wrong.push(format!("{at:?}: {:?}, by hand {expected}", book.values.get(&at)));
                }
            }
        }
    }
    eprintln!("{checked} roundings of 100000 ties, {} wrong", wrong.len());
    assert!(wrong.is_empty(), "{} of {checked}:\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
}
