//! Formats: ink on paper, numbers on the decimal point, one accent.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// Blue-green: what can be entered, and headings.
const ACCENT: Color = Color::RGB(0x0B_53_5C);
/// Behind headers.
const HEAD: Color = Color::RGB(0xE9_EE_EF);
/// Rules between rows.
const RULE: Color = Color::RGB(0xD0_D5_D7);
/// Behind cells that can be entered.
const ENTRY: Color = Color::RGB(0xFF_FB_EB);
/// For what is said beside the numbers.
const QUIET: Color = Color::RGB(0x6B_73_77);
/// A face that stands on Windows and WPS; others substitute their own.
const FONT: &str = "Microsoft YaHei";

/// All formats of the workbook.
pub(crate) struct Styles {
    /// Above a sheet.
    pub(crate) title: Format,
    /// Below the title.
    pub(crate) hint: Format,
    /// Column heading.
    pub(crate) head: Format,
    /// Heading over several columns.
    pub(crate) span: Format,
    /// Text.
    pub(crate) text: Format,
    /// Text that is long and breaks into lines.
    pub(crate) wrapped: Format,
    /// Text in the middle.
    pub(crate) centre: Format,
    /// Text in bold: dimensions.
    pub(crate) strong_text: Format,
    /// The same, breaking into lines.
    pub(crate) strong_wrapped: Format,
    /// Title of a list.
    pub(crate) section: Format,
    /// Text without rules around it.
    pub(crate) plain: Format,
    /// Text of less importance.
    pub(crate) quiet: Format,
}

impl Styles {
    pub(crate) fn new() -> Self {
        let head = base().set_bold().set_background_color(HEAD).set_align(FormatAlign::Center);
        let head = head.set_align(FormatAlign::VerticalCenter).set_text_wrap();
        Self {
            title: Format::new().set_font_name(FONT).set_font_size(14).set_bold().set_font_color(ACCENT),
            hint: Format::new().set_font_name(FONT).set_font_size(9).set_font_color(QUIET),
            span: head.clone(),
            head,
            text: base(),
            wrapped: base().set_text_wrap().set_align(FormatAlign::Top),
            centre: base().set_align(FormatAlign::Center),
            strong_text: base().set_bold(),
            strong_wrapped: base().set_bold().set_text_wrap().set_align(FormatAlign::Top),
            section: Format::new().set_font_name(FONT).set_font_size(11).set_bold().set_font_color(ACCENT),
            plain: Format::new().set_font_name(FONT).set_font_size(10),
            quiet: base().set_font_color(QUIET),
        }
    }

    /// A number with so many decimals.
    pub(crate) fn number(&self, places: usize) -> Format {
        base().set_align(FormatAlign::Right).set_num_format(decimals(places))
    }

    /// The same in bold: totals.
    pub(crate) fn strong(&self, places: usize) -> Format {
        self.number(places).set_bold()
    }

    /// A figure that can be changed.
    pub(crate) fn entry(&self, places: usize) -> Format {
        self.number(places).set_background_color(ENTRY).set_unlocked()
    }

    /// A text that can be changed.
    pub(crate) fn text_entry(&self) -> Format {
        base().set_background_color(ENTRY).set_unlocked()
    }

    /// A whole number in the middle: ranks.
    pub(crate) fn place(&self) -> Format {
        base().set_align(FormatAlign::Center).set_num_format("0")
    }

    /// Places gained or lost.
    pub(crate) fn change(&self) -> Format {
        base().set_align(FormatAlign::Center).set_num_format("\"▲\"0;\"▼\"0;\"—\"")
    }
}

fn base() -> Format {
    Format::new()
        .set_font_name(FONT)
        .set_font_size(10)
        .set_border_bottom(FormatBorder::Thin)
        .set_border_color(RULE)
}

/// A number format with thousands separators.
fn decimals(places: usize) -> String {
    if places == 0 { "#,##0".to_owned() } else { format!("#,##0.{}", "0".repeat(places)) }
}
