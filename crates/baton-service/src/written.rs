//! Days, periods and moments as people write them: on the command line, in an address, in a form.

use baton_model::Period;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan as _};

/// How a day is written.
pub const DAYS: &str = "2025-06-30";
/// How periods are written.
pub const PERIODS: &str = "2025, 2025H1, 2025Q3, 2025-06, 2025-06X2, 2025-W23, 2025-06-30";
/// How moments are written.
pub const MOMENTS: &str = "2025-06-30, 2025-06-30T12:00:00Z";

/// A day.
pub fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}

/// A period.
pub fn period(text: &str) -> Option<Period> {
    text.parse().ok()
}

/// A moment: RFC 3339; a day means its end, and without an offset it is China's time.
pub fn moment(text: &str) -> Option<Timestamp> {
    let in_china = |time: DateTime| Offset::constant(8).to_timestamp(time).ok();
    let whole_day = || day(text).filter(|_| text.len() == 10);
    let end_of_day =
        |day: Date| in_china(day.at(0, 0, 0, 0).checked_add(1.day()).ok()?.checked_sub(1.nanosecond()).ok()?);
    let local = || text.replace(' ', "T").parse::<DateTime>().ok();
    whole_day().and_then(end_of_day).or_else(|| text.parse().ok()).or_else(|| local().and_then(in_china))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_means_its_end_and_no_offset_means_china() {
        let read = |text: &str| moment(text).map(|moment| moment.to_string());
        assert_eq!(read("2025-06-30").as_deref(), Some("2025-06-30T15:59:59.999999999Z"));
        assert_eq!(read("2025-06-30 12:00").as_deref(), Some("2025-06-30T04:00:00Z"));
        assert_eq!(read("2025-06-30T12:00:00Z").as_deref(), Some("2025-06-30T12:00:00Z"));
        for wrong in ["", "yesterday", "2025-13-01", "2025-06-31"] {
            assert_eq!((read(wrong), day(wrong)), (None, None), "{wrong}");
        }
        assert!(PERIODS.split(", ").all(|text| period(text).is_some()));
        assert!(MOMENTS.split(", ").all(|text| moment(text).is_some()) && day(DAYS).is_some());
    }
}
