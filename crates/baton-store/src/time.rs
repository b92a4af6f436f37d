//! Moments as text in UTC of one width, so that their order as text is their order in time.

use baton_model::Message;
use jiff::Timestamp;

use crate::error::{Error, Result};
use crate::messages;

/// `2025-06-30T08:00:00.000000000Z`.
pub(crate) fn to_text(moment: Timestamp) -> Result<String> {
    let text = format!("{moment:.9}");
    if text.starts_with('-') {
        let message = Message::new(&messages::MOMENT_OUT_OF_RANGE).with("moment", moment.to_string());
        return Err(Error::Refused(message));
    }
    Ok(text)
}

/// Reads what [`to_text`] wrote.
pub(crate) fn from_text(text: &str) -> Result<Timestamp> {
    text.parse().map_err(|_| Error::Internal(format!("no moment: {text}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_as_text_is_order_in_time() {
        let moments = [0, 1, 999_999_999, 1_000_000_000, 1_750_000_000_123_456_789];
        let moments = moments.map(|n| Timestamp::from_nanosecond(n).unwrap());
        let texts: Vec<String> = moments.iter().map(|moment| to_text(*moment).unwrap()).collect();
        assert!(texts.is_sorted());
        for (moment, text) in moments.iter().zip(&texts) {
            assert_eq!(from_text(text).unwrap(), *moment);
            assert_eq!(text.len(), 30);
        }
        assert!(to_text(Timestamp::MIN).is_err());
    }
}
