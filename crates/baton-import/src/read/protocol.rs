//! What the child process that reads old formats says, line by line.
//!
//! `S name` and `H name` begin a visible and a hidden sheet, `M row column row column` is a merged range, `N T D E` with row,
//! column and value are cells (number, text, date, error), `B row column 0|1` is a yes or no, `X row column` a formula that reads
//! another file, `F row column` one that was never calculated, `! reason` a refusal, and `.` the end. Fields are parted by tabs.

use std::fmt::Write as _;

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Line {
    Sheet { name: String, hidden: bool },
    Merged([u32; 4]),
    Number(u32, u32, f64),
    Text(u32, u32, String),
    Date(u32, u32, String),
    Error(u32, u32, String),
    Bool(u32, u32, bool),
    External(u32, u32),
    NoResult(u32, u32),
    Refused(String),
    End,
}

impl Line {
    /// Adds the line to `out`.
    pub(crate) fn write(&self, out: &mut String) {
        // Writing to a String cannot fail.
        let _ = match self {
            Self::Sheet { name, hidden } => {
                writeln!(out, "{}\t{}", if *hidden { 'H' } else { 'S' }, escape(name))
            }
            Self::Merged([a, b, c, d]) => writeln!(out, "M\t{a}\t{b}\t{c}\t{d}"),
            Self::Number(row, column, value) => writeln!(out, "N\t{row}\t{column}\t{value:e}"),
            Self::Text(row, column, text) => writeln!(out, "T\t{row}\t{column}\t{}", escape(text)),
            Self::Date(row, column, text) => writeln!(out, "D\t{row}\t{column}\t{}", escape(text)),
            Self::Error(row, column, text) => writeln!(out, "E\t{row}\t{column}\t{}", escape(text)),
            Self::Bool(row, column, truth) => writeln!(out, "B\t{row}\t{column}\t{}", u8::from(*truth)),
            Self::External(row, column) => writeln!(out, "X\t{row}\t{column}"),
            Self::NoResult(row, column) => writeln!(out, "F\t{row}\t{column}"),
            Self::Refused(reason) => writeln!(out, "!\t{}", escape(reason)),
            Self::End => writeln!(out, "."),
        };
    }

    /// Reads a line; none for anything the child does not say.
    pub(crate) fn parse(line: &str) -> Option<Self> {
        let mut fields = line.split('\t');
        let kind = fields.next()?;
        let mut number = || fields.next()?.parse::<u32>().ok();
        let parsed = match kind {
            "." => Self::End,
            "M" => Self::Merged([number()?, number()?, number()?, number()?]),
            "X" => Self::External(number()?, number()?),
            "F" => Self::NoResult(number()?, number()?),
            "S" | "H" => Self::Sheet { name: unescape(fields.next()?)?, hidden: kind == "H" },
            "!" => Self::Refused(unescape(fields.next()?)?),
            "N" | "T" | "D" | "E" | "B" => {
                let (row, column) = (number()?, number()?);
                let value = fields.next()?;
                match kind {
                    "N" => Self::Number(row, column, value.parse().ok()?),
                    "B" => Self::Bool(row, column, value == "1"),
                    "T" => Self::Text(row, column, unescape(value)?),
                    "D" => Self::Date(row, column, unescape(value)?),
                    _ => Self::Error(row, column, unescape(value)?),
                }
            }
            _ => return None,
        };
        fields.next().is_none().then_some(parsed)
    }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c => out.push(c),
        }
    }
    out
}

fn unescape(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        out.push(match c {
            '\\' => match chars.next()? {
                '\\' => '\\',
                't' => '\t',
                'n' => '\n',
                'r' => '\r',
                _ => return None,
            },
            c => c,
        });
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_read_back() {
        let lines = [
            Line::Sheet { name: "表\t1".into(), hidden: true },
            Line::Merged([0, 1, 2, 3]),
            Line::Number(1, 2, -0.1),
            Line::Number(1, 2, 1e300),
            Line::Text(3, 4, "a\\\tb\r\nc".into()),
            Line::Date(0, 0, "2023-06-01".into()),
            Line::Error(0, 0, "#N/A".into()),
            Line::Bool(5, 6, true),
            Line::External(7, 8),
            Line::NoResult(9, 9),
            Line::Refused("damaged".into()),
            Line::End,
        ];
        for line in lines {
            let mut text = String::new();
            line.write(&mut text);
            assert_eq!(Line::parse(text.strip_suffix('\n').unwrap()), Some(line));
        }
        for text in ["", "Z", "N\t1\t2", "N\t1\t2\tx", "T\t1\t2\ta\tb", "S", "T\t0\t0\t\\q", "M\t1\t2\t3"] {
            assert_eq!(Line::parse(text), None, "{text}");
        }
    }
}
