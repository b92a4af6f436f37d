//! One cell whose subject is known → a figure, a missing figure, or a problem.

use baton_model::{Catalogue, CellAddress, Indicator, IndicatorId, Measure, Message, MessageDef};

use crate::draft::{Draft, Subject};
use crate::messages;
use crate::problem::{Severity, clip};
use crate::sheet::CellValue;
use crate::value::{Conversion, Fault, Number, Oddity, Reading, name_of, read_text, suffix_conversion};

/// Into what the cells of a column (or row) are read.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub(crate) indicator: IndicatorId,
    /// The indicator's unit of measure.
    measure: Measure,
    /// The unit of measure the cells are written in.
    written: Measure,
    conversion: Conversion,
    percent: bool,
}

impl Target {
    /// Cells in a unit of measure said in the file, or in the indicator's own.
    pub(crate) fn new(
        catalogue: &Catalogue,
        indicator: IndicatorId,
        written: Option<Measure>,
    ) -> Result<Self, Message> {
        let known = catalogue.get(indicator);
        let measure = known.measure.clone();
        let written = written.unwrap_or_else(|| measure.clone());
        let clash = |message: Message| message.with("indicator", &known.name);
        let conversion = Conversion::between(&written, &measure).map_err(clash)?;
        let percent = measure.is_percent();
        Ok(Self { indicator, measure, written, conversion, percent })
    }
}

/// Why an indicator cannot have a value that lies outside what the catalogue says it can have.
pub fn impossible(indicator: &Indicator, value: f64) -> Message {
    let counts = indicator.is_count() && indicator.least.is_none() && value < 0.0;
    let def = if counts { &messages::NEGATIVE_COUNT } else { &messages::NOT_POSSIBLE };
    Message::new(def)
        .with("found", value)
        .with("indicator", &indicator.name)
        .with("possible", indicator.range_text().unwrap_or_default())
}

/// What a cell turned out to be.
enum Taken {
    Value(f64, Option<Oddity>),
    Missing,
    Refused(Message),
}

impl Draft<'_> {
    /// Takes a cell.
    pub(crate) fn take(
        &mut self,
        subject: Subject,
        cell: CellAddress,
        value: CellValue<'_>,
        target: &Target,
    ) {
        let taken = read_cell(value, target);
        if target.percent {
            let figure = if let Taken::Value(number, _) = &taken { Some(*number) } else { None };
            self.percent_cell(target.indicator, cell, value, figure);
        }
        let indicator = self.catalogue.get(target.indicator);
        match taken {
            Taken::Value(number, _) if !indicator.can_be(number) => {
                let possible = indicator.range_text();
                self.reject(impossible(indicator, number), cell, &value.text(), possible.as_deref());
            }
            Taken::Value(number, None) => self.figure(subject, cell, number),
            Taken::Value(number, Some(oddity)) => {
                self.figure(subject, cell, number);
                self.say_oddity(oddity, cell, &value.text(), number);
            }
            Taken::Missing => self.missing(subject, cell, &value.text()),
            Taken::Refused(message) => {
                let message = message.with("indicator", &self.catalogue.get(target.indicator).name);
                self.reject(message, cell, &value.text(), Some(name_of(&target.written)));
            }
        }
    }

    fn say_oddity(&mut self, oddity: Oddity, cell: CellAddress, text: &str, number: f64) {
        let (severity, def): (_, &MessageDef) = match oddity {
            Oddity::FootnoteMark => (Severity::Note, &messages::FOOTNOTE_MARK_DROPPED),
            Oddity::AccountingMinus => (Severity::Warning, &messages::ACCOUNTING_MINUS),
        };
        let message = Message::new(def).with("found", clip(text)).with("value", number);
        self.problem(severity, message, vec![cell], Some(text));
    }
}

fn read_cell(value: CellValue<'_>, target: &Target) -> Taken {
    match value {
        CellValue::Blank | CellValue::Error("#N/A") => Taken::Missing,
        CellValue::Number { value, percent: false } if value.is_finite() => {
            Taken::Value(target.conversion.apply(value), None)
        }
        CellValue::Number { value, percent: true } if value.is_finite() => shown_in_percent(value, target),
        CellValue::Text(text) => read_text_cell(text, target),
        CellValue::Number { .. } => refused(&messages::NUMBER_NOT_FINITE, "∞"),
        CellValue::Bool(truth) => refused(&messages::NOT_A_NUMBER, if truth { "TRUE" } else { "FALSE" }),
        CellValue::Date(text) => refused(&messages::DATE_NOT_NUMBER, text),
        CellValue::Error(text) => refused(&messages::EXCEL_ERROR, text),
        CellValue::NoResult => Taken::Refused(Message::new(&messages::FORMULA_NOT_CALCULATED)),
        CellValue::External => Taken::Refused(Message::new(&messages::FORMULA_EXTERNAL)),
    }
}

fn refused(def: &'static MessageDef, text: &str) -> Taken {
    Taken::Refused(Message::new(def).with("found", clip(text)))
}

/// A cell that holds 0.062 and shows 6.2%.
fn shown_in_percent(value: f64, target: &Target) -> Taken {
    if target.written.is_number() {
        return Taken::Value(target.conversion.apply(value), None);
    }
    match suffix_conversion("%", &target.written, &target.measure) {
        Ok(conversion) => Taken::Value(conversion.apply(crate::value::shift_decimal(value, 2)), None),
        Err(_) => {
            let message = Message::new(&messages::PERCENT_FORMAT_CLASH)
                .with("shown", crate::value::shift_decimal(value, 2))
                .with("expected", name_of(&target.measure));
            Taken::Refused(message)
        }
    }
}

fn read_text_cell(text: &str, target: &Target) -> Taken {
    match read_text(text) {
        Reading::Missing => Taken::Missing,
        Reading::Refused(fault) => refused(fault_message(fault), text),
        Reading::Number(Number { value, suffix, oddity }) => {
            let conversion = if suffix.is_empty() {
                Ok(target.conversion)
            } else {
                suffix_conversion(&suffix, &target.written, &target.measure)
            };
            match conversion.map(|conversion| conversion.apply(value)) {
                Ok(number) if number.is_finite() => Taken::Value(number, oddity),
                Ok(_) => refused(&messages::NUMBER_NOT_FINITE, text),
                Err(message) => Taken::Refused(message),
            }
        }
    }
}

fn fault_message(fault: Fault) -> &'static MessageDef {
    match fault {
        Fault::NotANumber => &messages::NOT_A_NUMBER,
        Fault::ExcelError => &messages::EXCEL_ERROR,
        Fault::Separators => &messages::SEPARATORS_UNCLEAR,
        Fault::SeveralNumbers => &messages::SEVERAL_NUMBERS,
        Fault::NotExact => &messages::NOT_EXACT,
        Fault::Date => &messages::DATE_NOT_NUMBER,
        Fault::NotFinite => &messages::NUMBER_NOT_FINITE,
        Fault::SignInWords => &messages::SIGN_IN_WORDS,
        Fault::Masked => &messages::MASKED,
    }
}
