//! Values on their way to PostgreSQL and back.

use std::borrow::Cow;
use std::io::Write as _;

use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::postgres::types::Oid;
use sqlx::postgres::{PgArgumentBuffer, PgArguments, PgRow, PgTypeInfo};
use sqlx::query::Query;
use sqlx::{AssertSqlSafe, Encode, Postgres, Row as _, Type, TypeInfo as _, ValueRef as _};

use crate::connection::{Rows, Value, placeholders};
use crate::error::{Error, Result};

/// A statement with its arguments.
pub(super) fn bound(sql: Cow<'static, str>, values: Vec<Value>) -> Query<'static, Postgres, PgArguments> {
    values.into_iter().fold(sqlx::query(AssertSqlSafe(sql)), |query, value| match value {
        Value::Null => query.bind(Nothing),
        Value::Int(number) => query.bind(number),
        Value::Real(number) => query.bind(number),
        Value::Text(text) => query.bind(text),
        Value::Bytes(bytes) => query.bind(bytes),
    })
}

/// A null without a type: the server takes the type of the place where it stands.
struct Nothing;

impl Type<Postgres> for Nothing {
    fn type_info() -> PgTypeInfo {
        PgTypeInfo::with_oid(Oid(0))
    }
}

impl Encode<'_, Postgres> for Nothing {
    fn encode_by_ref(&self, _: &mut PgArgumentBuffer) -> std::result::Result<IsNull, BoxDynError> {
        Ok(IsNull::Yes)
    }
}

/// All rows of a result.
pub(super) fn decode(found: &[PgRow]) -> Result<Rows> {
    let width = found.first().map_or(0, sqlx::Row::len);
    let mut values = Vec::with_capacity(width * found.len());
    for row in found {
        for column in 0..width {
            values.push(value(row, column).map_err(|error| Error::Internal(error.to_string()))?);
        }
    }
    Ok(Rows { width, values })
}

fn value(row: &PgRow, column: usize) -> std::result::Result<Value, BoxDynError> {
    let raw = row.try_get_raw(column)?;
    if raw.is_null() {
        return Ok(Value::Null);
    }
    let kind = raw.type_info();
    Ok(match kind.name() {
        "INT8" => Value::Int(row.try_get(column)?),
        "INT4" => Value::Int(row.try_get::<i32, _>(column)?.into()),
        "INT2" => Value::Int(row.try_get::<i16, _>(column)?.into()),
        "BOOL" => Value::Int(row.try_get::<bool, _>(column)?.into()),
        "FLOAT8" => Value::Real(row.try_get(column)?),
        "BYTEA" => Value::Bytes(row.try_get(column)?),
        "NUMERIC" => numeric(raw.as_bytes()?)?,
        "TEXT" | "VARCHAR" | "CHAR" | "NAME" | "UNKNOWN" => Value::Text(row.try_get_unchecked(column)?),
        other => return Err(format!("column {column} is of type {other}").into()),
    })
}

/// A `numeric`, which is what `sum` makes of whole numbers and `avg` of any: a whole number if it has no decimals, else a number.
///
/// As sent: how many groups of four digits, the weight of the first (a power of 10,000), sign, decimals, groups.
fn numeric(bytes: &[u8]) -> std::result::Result<Value, BoxDynError> {
    let half = |at: usize| -> std::result::Result<i16, BoxDynError> {
        let pair = bytes.get(at * 2..at * 2 + 2).ok_or("a numeric that is cut short")?;
        Ok(i16::from_be_bytes([pair[0], pair[1]]))
    };
    let (groups, weight, sign, decimals) = (half(0)?, half(1)?, half(2)?, half(3)?);
    let minus = match sign {
        0 => "",
        0x4000 => "-",
        _ => return Err("a numeric that is no number".into()),
    };
    let group = |power: i16| match weight.checked_sub(power) {
        Some(at) if (0..groups).contains(&at) => half(4 + usize::try_from(at).unwrap_or_default()),
        _ => Ok(0),
    };
    let mut text = String::from(minus);
    for power in (0..=weight.max(0)).rev() {
        text.push_str(&format!("{:04}", group(power)?));
    }
    if decimals == 0 {
        return Ok(Value::Int(text.parse()?));
    }
    text.push('.');
    for power in 1..=(decimals + 3) / 4 {
        text.push_str(&format!("{:04}", group(-power)?));
    }
    Ok(Value::Real(text.parse()?))
}

/// An insert of so many rows.
pub(super) fn insert(table: &str, columns: &[&str], rows: usize) -> String {
    let row = |at: usize| format!("({})", placeholders(at * columns.len() + 1, columns.len()));
    let rows: Vec<String> = (0..rows).map(row).collect();
    format!("insert into {table} ({}) values {}", columns.join(", "), rows.join(", "))
}

/// A line of COPY in its text format (<https://www.postgresql.org/docs/current/sql-copy.html>).
pub(super) fn line(out: &mut Vec<u8>, row: &[Value]) {
    for (column, value) in row.iter().enumerate() {
        if column > 0 {
            out.push(b'\t');
        }
        // Writing into memory does not fail.
        let _ = match value {
            Value::Null => out.write_all(b"\\N"),
            Value::Int(number) => write!(out, "{number}"),
            Value::Real(number) => write!(out, "{number:e}"),
            Value::Text(text) => {
                escaped(out, text);
                Ok(())
            }
            Value::Bytes(bytes) => {
                out.extend_from_slice(b"\\\\x");
                bytes.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
            }
        };
    }
    out.push(b'\n');
}

fn escaped(out: &mut Vec<u8>, text: &str) {
    for byte in text.bytes() {
        match byte {
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            _ => out.push(byte),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_and_other_numerics() {
        let of =
            |halves: &[i16]| numeric(&halves.iter().flat_map(|half| half.to_be_bytes()).collect::<Vec<u8>>());
        assert_eq!(of(&[0, 0, 0, 0]).unwrap(), Value::Int(0));
        assert_eq!(of(&[1, 0, 0, 0, 7]).unwrap(), Value::Int(7));
        assert_eq!(of(&[1, 1, 0x4000, 0, 12]).unwrap(), Value::Int(-120_000));
        assert_eq!(of(&[2, 1, 0, 0, 1, 23]).unwrap(), Value::Int(10_023));
        assert_eq!(of(&[2, 0, 0, 2, 1, 2500]).unwrap(), Value::Real(1.25));
        assert_eq!(of(&[1, -2, 0, 8, 25]).unwrap(), Value::Real(0.000_000_25));
        assert!(of(&[0, 0, -16_384, 0]).is_err());
        assert!(of(&[3, 0, 0, 0]).is_err());
    }

    #[test]
    fn a_line_of_copy() {
        let mut out = Vec::new();
        let row = [
            Value::Null,
            Value::Int(-7),
            Value::Real(0.1),
            Value::Real(1e300),
            Value::Text("a\tb\\N\n甲\r".to_owned()),
            Value::Bytes(vec![0, 255]),
            Value::Text(String::new()),
        ];
        line(&mut out, &row);
        assert_eq!(out, "\\N\t-7\t1e-1\t1e300\ta\\tb\\\\N\\n甲\\r\t\\\\x00ff\t\n".as_bytes());
    }
}
