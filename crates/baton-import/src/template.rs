//! An empty table to be filled in and imported.

use baton_model::{Catalogue, Indicator, IndicatorId, Lang, Message, Period, Scenario};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatBorder, Note, Workbook, Worksheet, XlsxError,
};

use crate::error::ImportError;
use crate::limits::Limits;
use crate::messages;
use crate::options::{Current, FigureKey};
use crate::problem::Place;
use crate::units::UnitNames;

/// What a template asks for.
#[derive(Clone, Debug)]
pub struct Template<'a> {
    /// The catalogue the indicators are of.
    pub catalogue: &'a Catalogue,
    /// The names of the units.
    pub names: &'a UnitNames,
    /// Units, as indices of `names`, in the order of the rows.
    pub units: Vec<u32>,
    /// Indicators in the order of the columns.
    pub indicators: Vec<IndicatorId>,
    /// Periods in the order of the sheets.
    pub periods: Vec<Period>,
    /// The language of headers.
    pub lang: Lang,
}

/// Columns before those of the indicators: code and name of the unit.
const LABELS: u16 = 2;
/// The row of the header, below the title.
const HEADER: u32 = 1;

/// Writes the workbook (an `.xlsx`) in which figures are entered: a sheet for each period, units down with code and name, indicators
/// across with their unit of measure. Filled in and imported it gives exactly the figures entered: each sheet has the indicators
/// that are recorded by its kind of period (yearly ones on the sheet of a year), derived ones left out, and the units that exist
/// on its last day. Cells take numbers only. What `filled` knows already stands in its cell; [`crate::NothingRecorded`] leaves
/// them empty. The same arguments give the same bytes.
///
/// # Errors
/// [`messages::TEMPLATE_EMPTY`] where no sheet has anything to enter, [`messages::TEMPLATE_TOO_LARGE`] where it could not be imported
/// again, and [`messages::WORKBOOK_NOT_WRITTEN`] where it does not fit into a workbook.
pub fn template(template: &Template<'_>, filled: &dyn Current) -> Result<Vec<u8>, ImportError> {
    let refuse = |message| ImportError::new(message, Place::default());
    let sheets: Vec<Page<'_>> =
        template.periods.iter().filter_map(|period| page(template, *period)).collect();
    if sheets.is_empty() {
        return Err(refuse(Message::new(&messages::TEMPLATE_EMPTY)));
    }
    let limits = Limits::default();
    let columns = u64::from(limits.columns).saturating_sub(u64::from(LABELS));
    let too_large = sheets.iter().any(|page| {
        page.indicators.len() as u64 > columns || page.units.len() as u64 >= u64::from(limits.rows)
    });
    if sheets.len() > limits.sheets || too_large {
        let message = Message::new(&messages::TEMPLATE_TOO_LARGE)
            .with("sheets", limits.sheets)
            .with("rows", limits.rows.to_string())
            .with("columns", limits.columns.to_string());
        return Err(refuse(message));
    }
    write(template, &sheets, filled).map_err(|error| {
        refuse(Message::new(&messages::WORKBOOK_NOT_WRITTEN).with("reason", error.to_string()))
    })
}

/// What stands on one sheet.
struct Page<'a> {
    period: Period,
    indicators: Vec<(IndicatorId, &'a Indicator)>,
    units: Vec<u32>,
}

fn page<'a>(template: &Template<'a>, period: Period) -> Option<Page<'a>> {
    let known = template.indicators.iter().map(|id| (*id, template.catalogue.get(*id)));
    let indicators: Vec<_> = known
        .filter(|(_, indicator)| indicator.frequency == period.kind() && indicator.formula.is_none())
        .collect();
    let in_force = |unit: &u32| template.names.is_in_force(*unit, period.end());
    let units: Vec<u32> = template.units.iter().copied().filter(in_force).collect();
    (!indicators.is_empty() && !units.is_empty()).then_some(Page { period, indicators, units })
}

fn write(template: &Template<'_>, pages: &[Page<'_>], filled: &dyn Current) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_author("Baton 指挥棒").set_creation_datetime(&date));
    let formats = Formats::new();
    for page in pages {
        let sheet = book.add_worksheet();
        sheet.set_name(page.period.to_string())?;
        write_header(sheet, page, template.lang, &formats)?;
        write_rows(sheet, page, template, filled, &formats)?;
        validate(sheet, page, template.lang)?;
    }
    book.save_to_buffer()
}

struct Formats {
    title: Format,
    header: Format,
    label: Format,
    entry: Format,
}

impl Formats {
    fn new() -> Self {
        let thin = Format::new().set_border(FormatBorder::Thin);
        Self {
            title: Format::new().set_bold().set_font_size(14),
            header: thin
                .clone()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_background_color(0xDDEBF7_u32),
            // Codes are texts, whatever they look like.
            label: thin.clone().set_num_format("@").set_background_color(0xF2F2F2_u32),
            entry: thin,
        }
    }
}

fn write_header(
    sheet: &mut Worksheet,
    page: &Page<'_>,
    lang: Lang,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let title = format!("{} {}", page.period, lang.pick("数据填报表", "figures to enter"));
    sheet.write_string_with_format(0, 0, title, &formats.title)?;
    let labels = [lang.pick("单位代码", "unit_code"), lang.pick("单位名称", "unit_name")];
    for (column, (text, width)) in (0..).zip(labels.into_iter().zip([12.0, 24.0])) {
        sheet.write_string_with_format(HEADER, column, text, &formats.header)?;
        sheet.set_column_width(column, width)?;
    }
    for (column, (_, indicator)) in (LABELS..).zip(&page.indicators) {
        let measure = indicator.measure.text();
        let text = if measure.is_empty() {
            indicator.name.clone()
        } else {
            format!("{}（{measure}）", indicator.name)
        };
        sheet.write_string_with_format(HEADER, column, text, &formats.header)?;
        sheet.set_column_width(column, 16)?;
        if let Some(definition) = indicator.definition.as_deref().filter(|text| !text.is_empty()) {
            let text: String = definition.chars().take(1_000).collect();
            sheet.insert_note(HEADER, column, &Note::new(text).add_author_prefix(false).set_width(320))?;
        }
    }
    sheet.set_row_height(HEADER, 48)?;
    sheet.set_freeze_panes(HEADER + 1, LABELS)?;
    Ok(())
}

fn write_rows(
    sheet: &mut Worksheet,
    page: &Page<'_>,
    template: &Template<'_>,
    filled: &dyn Current,
    formats: &Formats,
) -> Result<(), XlsxError> {
    for (row, unit) in (HEADER + 1..).zip(&page.units) {
        let code = template.names.code(*unit);
        sheet.write_string_with_format(row, 0, code, &formats.label)?;
        sheet.write_string_with_format(row, 1, template.names.name(*unit), &formats.label)?;
        for (column, (_, indicator)) in (LABELS..).zip(&page.indicators) {
            let key = FigureKey {
                unit: code,
                indicator: &indicator.code,
                period: page.period,
                scenario: Scenario::Actual,
                series: "",
            };
            match filled.value(key).filter(|value| value.is_finite()) {
                Some(value) => sheet.write_number_with_format(row, column, value, &formats.entry)?,
                None => sheet.write_blank(row, column, &formats.entry)?,
            };
        }
    }
    Ok(())
}

/// The cells for figures take numbers only.
fn validate(sheet: &mut Worksheet, page: &Page<'_>, lang: Lang) -> Result<(), XlsxError> {
    const LARGEST: f64 = 1e15;
    let number = DataValidation::new()
        .allow_decimal_number(DataValidationRule::Between(-LARGEST, LARGEST))
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_error_title(lang.pick("只能填数", "Numbers only"))?
        .set_error_message(lang.pick(
            "填数字，不带单位和逗号；没有数就留空。",
            "Enter digits without unit of measure; leave the cell empty where there is none.",
        ))?;
    let rows = u32::try_from(page.units.len()).unwrap_or(u32::MAX);
    let columns = u16::try_from(page.indicators.len()).unwrap_or(u16::MAX);
    sheet.add_data_validation(HEADER + 1, LABELS, HEADER + rows, LABELS + columns - 1, &number)?;
    Ok(())
}
