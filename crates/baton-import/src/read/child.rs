//! The child process that reads `.xls` and `.ods`: calamine loads such files whole, so it does it where memory and time are limited.

use std::ffi::OsString;
use std::io::{self, Cursor, Read as _, Write as _};
use std::process::ExitCode;

use calamine::{Data, Ods, Range, Reader, SheetVisible, Xls};

use super::protocol::Line;

/// The hidden argument under which the `baton` executable is this process.
pub const READ_LEGACY: &str = "__read-legacy";

/// Runs the child: reads a file of the kind in `args` (`xls` or `ods`) from standard input and writes its cells to standard output.
pub fn child_main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let kind = args.into_iter().next();
    let mut bytes = Vec::new();
    let read = io::stdin().lock().read_to_end(&mut bytes);
    let done = read.and_then(|_| match kind.as_deref().and_then(|kind| kind.to_str()) {
        Some("xls") => say_xls(bytes),
        Some("ods") => say_ods(bytes),
        _ => Err(io::ErrorKind::InvalidInput.into()),
    });
    if done.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn say_xls(bytes: Vec<u8>) -> io::Result<()> {
    match Xls::new(Cursor::new(bytes)) {
        Ok(book) => say_book(book, |book, name| {
            let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
            merged.iter().map(|range| [range.start.0, range.start.1, range.end.0, range.end.1]).collect()
        }),
        Err(calamine::XlsError::Password) => refuse("password"),
        Err(_) => refuse("damaged"),
    }
}

fn say_ods(bytes: Vec<u8>) -> io::Result<()> {
    match Ods::new(Cursor::new(bytes)) {
        Ok(book) => say_book(book, |_, _| Vec::new()),
        Err(calamine::OdsError::Password) => refuse("password"),
        Err(_) => refuse("damaged"),
    }
}

fn refuse(reason: &str) -> io::Result<()> {
    let mut out = Out::new();
    out.say(&Line::Refused(reason.to_owned()))?;
    out.flush()
}

fn say_book<R: Reader<Cursor<Vec<u8>>>>(
    mut book: R,
    merged: impl Fn(&R, &str) -> Vec<[u32; 4]>,
) -> io::Result<()> {
    let mut out = Out::new();
    let uncalculated = is_uncalculated(&mut book);
    for sheet in book.sheets_metadata().to_vec() {
        let hidden = sheet.visible != SheetVisible::Visible;
        out.say(&Line::Sheet { name: sheet.name.clone(), hidden })?;
        if hidden {
            continue;
        }
        let Ok(range) = book.worksheet_range(&sheet.name) else { return refuse("damaged") };
        let formulas = book.worksheet_formula(&sheet.name).unwrap_or_default();
        for range in merged(&book, &sheet.name) {
            out.say(&Line::Merged(range))?;
        }
        say_cells(&mut out, &range, &formulas, uncalculated)?;
    }
    out.say(&Line::End)?;
    out.flush()
}

/// Is every result of a formula 0 or empty? Then a program wrote them that does not calculate.
fn is_uncalculated<R: Reader<Cursor<Vec<u8>>>>(book: &mut R) -> bool {
    let mut any = false;
    for name in book.sheet_names() {
        let (Ok(formulas), Ok(range)) = (book.worksheet_formula(&name), book.worksheet_range(&name)) else {
            continue;
        };
        let (top, left) = formulas.start().unwrap_or_default();
        for (row, column, _) in formulas.used_cells().filter(|(.., formula)| !formula.is_empty()) {
            any = true;
            match range.get_value((place(row, top), place(column, left))) {
                None | Some(Data::Empty | Data::Int(0)) => {}
                Some(Data::Float(number)) if *number == 0.0 => {}
                Some(Data::String(text)) if text.is_empty() => {}
                _ => return false,
            }
        }
    }
    any
}

fn place(offset: usize, from: u32) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX).saturating_add(from)
}

fn say_cells(
    out: &mut Out,
    range: &Range<Data>,
    formulas: &Range<String>,
    uncalculated: bool,
) -> io::Result<()> {
    let Some((top, left)) = range.start() else { return Ok(()) };
    for (row, column, value) in range.used_cells() {
        let (row, column) = (place(row, top), place(column, left));
        let formula = formulas.get_value((row, column)).filter(|formula| !formula.is_empty());
        if formula.is_some_and(|formula| reads_another_file(formula)) {
            out.say(&Line::External(row, column))?;
        } else if formula.is_some() && uncalculated {
            out.say(&Line::NoResult(row, column))?;
        } else if let Some(line) = line(row, column, value) {
            out.say(&line)?;
        }
    }
    Ok(())
}

fn line(row: u32, column: u32, value: &Data) -> Option<Line> {
    Some(match value {
        Data::Empty => return None,
        Data::Int(number) => Line::Number(row, column, *number as f64),
        Data::Float(number) => Line::Number(row, column, *number),
        Data::String(text) | Data::DurationIso(text) => Line::Text(row, column, text.clone()),
        Data::DateTimeIso(text) => Line::Date(row, column, text.clone()),
        Data::Bool(truth) => Line::Bool(row, column, *truth),
        Data::Error(error) => Line::Error(row, column, error.to_string()),
        // Only the older workbooks keep dates as numbers here; 1904 is accounted for by calamine.
        Data::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            Line::Date(row, column, format!("{year:04}-{month:02}-{day:02}"))
        }
    })
}

/// `'file:///other.ods'#$Sheet1.A1` in `.ods`, `[other.xls]Sheet1!A1` in `.xls`.
fn reads_another_file(formula: &str) -> bool {
    formula.contains("'file:") || formula.contains(".xls]") || formula.contains(".xlsx]")
}

/// Standard output, written in large pieces.
struct Out {
    buffer: String,
}

impl Out {
    fn new() -> Self {
        Self { buffer: String::with_capacity(1 << 16) }
    }

    fn say(&mut self, line: &Line) -> io::Result<()> {
        line.write(&mut self.buffer);
        if self.buffer.len() > (1 << 16) - 1024 { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        let mut stdout = io::stdout().lock();
        stdout.write_all(self.buffer.as_bytes())?;
        self.buffer.clear();
        stdout.flush()
    }
}
