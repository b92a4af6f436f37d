//! What a database has to offer. The backend is chosen once, when a store is opened; everything above speaks the SQL that
//! SQLite, PostgreSQL and openGauss share: `$n` placeholders, text, bigint, double precision, bytes.

use std::borrow::Cow;
use std::future::Future;
use std::pin::Pin;

use crate::error::{Error, Result};

/// Work under way.
pub(crate) type Job<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// A database.
pub(crate) trait Backend: Send + Sync {
    /// Begins a transaction that will write; there is one at a time.
    fn write(&self) -> Job<'_, Box<dyn Transaction>>;
    /// Begins a transaction that reads one consistent state.
    fn read(&self) -> Job<'_, Box<dyn Transaction>>;
    /// The statements of a migration that only this database understands.
    fn own_statements(&self, migration: i64) -> &'static str;
    /// How people know it: the path of the file.
    fn place(&self) -> &str;
    /// What it is called.
    fn kind(&self) -> &'static str;
    /// A statement that gives its size in bytes.
    fn size(&self) -> &'static str;
    /// How many statements were run, if they are counted.
    fn statements(&self) -> u64 {
        0
    }
    /// Lets go of it.
    fn close(&self) -> Job<'_, ()>;
}

/// A transaction; dropped without commit, nothing of it happened.
pub(crate) trait Transaction: Send {
    /// Runs a statement and says how many rows it touched.
    fn execute<'t>(&'t mut self, sql: Cow<'static, str>, values: Vec<Value>) -> Job<'t, u64>;
    /// Runs a query.
    fn fetch<'t>(&'t mut self, sql: Cow<'static, str>, values: Vec<Value>) -> Job<'t, Rows>;
    /// Runs statements without arguments, separated by semicolons.
    fn script<'t>(&'t mut self, sql: &'static str) -> Job<'t, ()>;
    /// Inserts many rows as fast as the database can; `values` has row after row.
    fn load<'t>(&'t mut self, table: &'t str, columns: &'t [&'t str], values: Vec<Value>) -> Job<'t, ()>;
    /// Names of the tables there are.
    fn tables(&mut self) -> Job<'_, Vec<String>>;
    /// Looks through the whole database for damage.
    fn check(&mut self) -> Job<'_, ()>;
    /// Makes it last.
    fn commit(self: Box<Self>) -> Job<'static, ()>;
}

/// A value going in or coming out.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Null,
    Int(i64),
    Real(f64),
    Text(String),
    Bytes(Vec<u8>),
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}
impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}
impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Real(number)
    }
}

/// The arguments of a statement.
macro_rules! values {
    ($($value:expr),* $(,)?) => { vec![$($crate::connection::Value::from($value)),*] };
}
pub(crate) use values;

/// Rows of a query, value after value.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    pub(crate) width: usize,
    pub(crate) values: Vec<Value>,
}

impl Rows {
    pub(crate) fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        self.values.chunks(self.width.max(1)).map(Row)
    }

    pub(crate) fn first(&self) -> Option<Row<'_>> {
        self.iter().next()
    }

    pub(crate) fn len(&self) -> usize {
        self.values.len() / self.width.max(1)
    }
}

/// A row. A value of another type than the schema says is damage, not a reason to panic.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'r>(&'r [Value]);

impl<'r> Row<'r> {
    /// All its values.
    pub(crate) fn values(self) -> &'r [Value] {
        self.0
    }

    fn odd<T>(self, column: usize) -> Result<T> {
        Err(Error::Internal(format!("column {column} holds {:?}", self.0.get(column))))
    }

    pub(crate) fn int(self, column: usize) -> Result<i64> {
        match self.0.get(column) {
            Some(Value::Int(number)) => Ok(*number),
            _ => self.odd(column),
        }
    }

    pub(crate) fn maybe_int(self, column: usize) -> Result<Option<i64>> {
        match self.0.get(column) {
            Some(Value::Null) => Ok(None),
            _ => self.int(column).map(Some),
        }
    }

    pub(crate) fn real(self, column: usize) -> Result<Option<f64>> {
        match self.0.get(column) {
            Some(Value::Null) => Ok(None),
            Some(Value::Real(number)) => Ok(Some(*number)),
            _ => self.odd(column),
        }
    }

    pub(crate) fn text(self, column: usize) -> Result<&'r str> {
        match self.0.get(column) {
            Some(Value::Text(text)) => Ok(text),
            _ => self.odd(column),
        }
    }

    pub(crate) fn maybe_text(self, column: usize) -> Result<Option<&'r str>> {
        match self.0.get(column) {
            Some(Value::Null) => Ok(None),
            _ => self.text(column).map(Some),
        }
    }

    pub(crate) fn bytes(self, column: usize) -> Result<&'r [u8]> {
        match self.0.get(column) {
            Some(Value::Bytes(bytes)) => Ok(bytes),
            _ => self.odd(column),
        }
    }
}

/// `$1, $2, …` for a list of arguments.
pub(crate) fn placeholders(first: usize, count: usize) -> String {
    let mut text = String::with_capacity(count * 5);
    for number in first..first + count {
        if number > first {
            text.push_str(", ");
        }
        text.push('$');
        text.push_str(&number.to_string());
    }
    text
}

/// How many values stand in one list: lists are padded to this length, so that few statements are prepared.
pub(crate) const LIST: usize = 200;

/// Lists of one length, the last padded with its own last value.
pub(crate) fn lists<T: Clone + Into<Value>>(items: &[T], length: usize) -> impl Iterator<Item = Vec<Value>> {
    items.chunks(length).map(move |chunk| {
        let mut values: Vec<Value> = chunk.iter().cloned().map(Into::into).collect();
        // A single one is common; it keeps a statement of its own.
        if let (true, Some(last)) = (values.len() > 1, values.last().cloned()) {
            values.resize(length, last);
        }
        values
    })
}
