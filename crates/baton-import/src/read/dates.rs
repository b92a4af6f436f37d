//! Serial numbers of spreadsheets → dates.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

/// A serial number as ISO 8601: a date, or a date and time. Day 60 of the 1900 system is a 29 February that never was.
pub(crate) fn iso_date(serial: f64, since_1904: bool) -> Option<String> {
    const MOST: f64 = 2_958_466.0;
    if !(0.0..MOST).contains(&serial) {
        return None;
    }
    let days = serial.trunc();
    let seconds = ((serial - days) * 86_400.0).round();
    let epoch = if since_1904 {
        Date::constant(1904, 1, 1)
    } else if days < 60.0 {
        Date::constant(1899, 12, 31)
    } else {
        Date::constant(1899, 12, 30)
    };
    let date = epoch.checked_add((days as i64).days()).ok()?;
    if seconds == 0.0 {
        return Some(date.to_string());
    }
    let time: DateTime = date.at(0, 0, 0, 0).checked_add((seconds as i64).seconds()).ok()?;
    Some(time.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serial_numbers_are_dates() {
        for (serial, expected) in [
            (1.0, "1900-01-01"),
            (59.0, "1900-02-28"),
            (61.0, "1900-03-01"),
            (45_078.0, "2023-06-01"),
            (45_078.5, "2023-06-01T12:00:00"),
        ] {
            assert_eq!(iso_date(serial, false).as_deref(), Some(expected));
        }
        assert_eq!(iso_date(43_616.0, true).as_deref(), Some("2023-06-01"));
        for serial in [-1.0, f64::NAN, 1e300] {
            assert_eq!(iso_date(serial, false), None);
        }
    }
}
