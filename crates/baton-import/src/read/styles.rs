//! Styles of a workbook, as far as they say how a number is shown.

use std::collections::HashMap;
use std::sync::Arc;

use baton_model::Message;
use quick_xml::events::Event;

use super::xml::{Xml, attribute};
use crate::messages;
use crate::sheet::{NumberFormat, Shown, Style};

/// Excel itself stops at 65,490.
const MOST_STYLES: usize = 1 << 17;
/// Excel refuses longer format codes.
const MOST_CODE: usize = 255 * 4;

/// How each style of a workbook shows numbers.
pub(crate) fn read_styles(mut xml: Xml<'_, '_>) -> Result<Vec<Style>, Message> {
    let mut custom: HashMap<u32, Style> = HashMap::new();
    let mut styles = Vec::new();
    let mut in_cell_styles = false;
    loop {
        match xml.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "numFmt" => {
                    let id = attribute(&element, "numFmtId").and_then(|id| id.parse().ok());
                    if let (Some(id), Some(code)) = (id, attribute(&element, "formatCode")) {
                        custom.insert(id, by_code(&code));
                    }
                }
                "cellXfs" => in_cell_styles = true,
                "xf" if in_cell_styles => {
                    let id = attribute(&element, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                    styles.push(custom.get(&id).cloned().unwrap_or_else(|| by_id(id)));
                }
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == "cellXfs" => in_cell_styles = false,
            Event::Eof => return Ok(styles),
            _ => {}
        }
        if styles.len() > MOST_STYLES || custom.len() > MOST_STYLES {
            return Err(Message::new(&messages::TOO_MANY_STYLES).with("limit", MOST_STYLES));
        }
    }
}

fn by_id(id: u32) -> Style {
    let format = match u8::try_from(id) {
        Ok(id @ 1..=49) => NumberFormat::BuiltIn(id),
        _ => NumberFormat::General,
    };
    Style { shown: shown_by_id(id), format }
}

fn by_code(code: &str) -> Style {
    let kept = !code.is_empty() && code.len() <= MOST_CODE && code != "General";
    let format = if kept { NumberFormat::Code(Arc::from(code)) } else { NumberFormat::General };
    Style { shown: shown_by_code(code), format }
}

/// Built-in formats (ECMA-376, 18.8.30); those of East Asia, 27–36 and 50–58, are dates.
fn shown_by_id(id: u32) -> Shown {
    match id {
        9 | 10 => Shown::Percent,
        14..=22 | 27..=36 | 45..=47 | 50..=58 => Shown::Date,
        _ => Shown::Plain,
    }
}

/// A custom format, by its first section: letters of dates, or a percent sign, outside quotes and brackets.
fn shown_by_code(code: &str) -> Shown {
    let mut chars = code.chars();
    let mut shown = Shown::Plain;
    while let Some(c) = chars.next() {
        match c {
            '"' => while chars.next().is_some_and(|c| c != '"') {},
            '\\' | '_' | '*' => {
                chars.next();
            }
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                if !inside.is_empty() && inside.chars().all(|c| "hmsHMS".contains(c)) {
                    return Shown::Date;
                }
            }
            ';' => break,
            '%' => shown = Shown::Percent,
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' if !code.contains("General") => {
                return Shown::Date;
            }
            _ => {}
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_apart() {
        for (code, shown) in [
            ("0.0%", Shown::Percent),
            ("0.00_ ;[Red]\\-0.00\\ ", Shown::Plain),
            ("#,##0.00\"%\"", Shown::Plain),
            ("yyyy\"年\"m\"月\"", Shown::Date),
            ("[h]:mm", Shown::Date),
            ("[Red]0.0", Shown::Plain),
            ("0.0\"亿元\"", Shown::Plain),
            ("General", Shown::Plain),
            ("[DBNum1][$-804]General", Shown::Plain),
            ("@", Shown::Plain),
            ("0.00;-0.00%", Shown::Plain),
        ] {
            assert_eq!(shown_by_code(code), shown, "{code}");
        }
    }
}
