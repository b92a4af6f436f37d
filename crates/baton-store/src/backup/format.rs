//! The file of a backup: the same bytes for the same contents, whichever database they came from.
//!
//! ```text
//! baton backup 1⏎
//! H structure digest-of-its-statements
//! T name, columns: name and kind …   R value … R value …   E rows, SHA-256 from T on       (table after table)
//! Z tables, SHA-256 of everything before
//! ```
//! Numbers are LEB128 (whole numbers of either sign zigzag), texts and bytes have their length before them.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::backup::tables::{Kind, Table};
use crate::connection::Value;

const MAGIC: &[u8] = b"baton backup 1\n";

/// Writes a backup.
pub(crate) struct Writer {
    out: BufWriter<File>,
    whole: Sha256,
    table: Sha256,
    rows: u64,
    tables: u64,
    pub(crate) bytes: u64,
    line: Vec<u8>,
}

impl Writer {
    pub(crate) fn new(file: File, structure: u64, digest: &str) -> io::Result<Self> {
        let out = BufWriter::with_capacity(1 << 18, file);
        let (whole, table, line) = (Sha256::new(), Sha256::new(), Vec::with_capacity(1 << 12));
        let mut writer = Self { out, whole, table, rows: 0, tables: 0, bytes: 0, line };
        writer.line.extend_from_slice(MAGIC);
        writer.line.push(b'H');
        number(&mut writer.line, structure);
        text(&mut writer.line, digest.as_bytes());
        writer.write()?;
        Ok(writer)
    }

    fn write(&mut self) -> io::Result<()> {
        self.out.write_all(&self.line)?;
        self.whole.update(&self.line);
        self.table.update(&self.line);
        self.bytes += self.line.len() as u64;
        self.line.clear();
        Ok(())
    }

    pub(crate) fn begin(&mut self, table: &Table) -> io::Result<()> {
        self.table = Sha256::new();
        self.rows = 0;
        self.line.push(b'T');
        text(&mut self.line, table.name.as_bytes());
        number(&mut self.line, table.columns.len() as u64);
        for (name, kind) in &table.columns {
            text(&mut self.line, name.as_bytes());
            self.line.push(kind.tag());
        }
        self.write()
    }

    pub(crate) fn row(&mut self, row: &[Value]) -> io::Result<()> {
        self.line.push(b'R');
        for value in row {
            match value {
                Value::Null => self.line.push(b'-'),
                Value::Int(whole) => {
                    self.line.push(b'i');
                    number(&mut self.line, ((whole << 1) ^ (whole >> 63)).cast_unsigned());
                }
                Value::Real(real) => {
                    self.line.push(b'r');
                    self.line.extend_from_slice(&real.to_bits().to_be_bytes());
                }
                Value::Text(content) => {
                    self.line.push(b't');
                    text(&mut self.line, content.as_bytes());
                }
                Value::Bytes(content) => {
                    self.line.push(b'b');
                    text(&mut self.line, content);
                }
            }
        }
        self.rows += 1;
        self.write()
    }

    /// Ends a table and says how many rows it has.
    pub(crate) fn end(&mut self) -> io::Result<u64> {
        self.line.push(b'E');
        number(&mut self.line, self.rows);
        let digest = std::mem::take(&mut self.table).finalize();
        self.line.extend_from_slice(&digest);
        self.tables += 1;
        self.write()?;
        Ok(self.rows)
    }

    /// Ends the file, makes it last, and gives its digest.
    pub(crate) fn finish(mut self) -> io::Result<(u64, String)> {
        let digest = std::mem::take(&mut self.whole).finalize();
        self.line.push(b'Z');
        number(&mut self.line, self.tables);
        self.line.extend_from_slice(&digest);
        self.write()?;
        self.out.flush()?;
        self.out.get_ref().sync_all()?;
        Ok((self.bytes, hex(&digest)))
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold("sha256:".to_owned(), |text, byte| text + &format!("{byte:02x}"))
}

fn number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn text(out: &mut Vec<u8>, text: &[u8]) {
    number(out, text.len() as u64);
    out.extend_from_slice(text);
}

/// What comes next in a backup.
pub(crate) enum Next {
    Table(Table),
    Row(Vec<Value>),
    EndOfTable(u64),
    End { digest: String },
}

/// Why a backup cannot be read.
pub(crate) enum Unreadable {
    /// The system says why.
    Io(io::Error),
    /// It is none.
    NotOne,
    /// Something in it is not as it was written.
    Damaged,
}

impl From<io::Error> for Unreadable {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::UnexpectedEof { Self::Damaged } else { Self::Io(error) }
    }
}

type Read_<T> = Result<T, Unreadable>;

/// Reads a backup and checks every digest on the way.
pub(crate) struct Reader {
    file: BufReader<File>,
    whole: Sha256,
    table: Sha256,
    columns: usize,
    rows: u64,
    tables: u64,
    pub(crate) bytes: u64,
    /// Number of the structure it has.
    pub(crate) structure: u64,
    /// Digest of the statements that made the structure.
    pub(crate) digest: String,
}

impl Reader {
    pub(crate) fn open(path: &Path) -> Read_<Self> {
        let file = BufReader::with_capacity(1 << 18, File::open(path)?);
        let (whole, table) = (Sha256::new(), Sha256::new());
        let mut reader = Self {
            file,
            whole,
            table,
            columns: 0,
            rows: 0,
            tables: 0,
            bytes: 0,
            structure: 0,
            digest: String::new(),
        };
        match reader.take(MAGIC.len()) {
            Ok(magic) if magic == MAGIC => {}
            Ok(_) | Err(Unreadable::Damaged) => return Err(Unreadable::NotOne),
            Err(other) => return Err(other),
        }
        if reader.byte()? != b'H' {
            return Err(Unreadable::Damaged);
        }
        reader.structure = reader.number()?;
        reader.digest = reader.text()?;
        Ok(reader)
    }

    /// So many bytes, without believing a length that is longer than the file.
    fn take(&mut self, length: usize) -> Read_<Vec<u8>> {
        let mut bytes = Vec::with_capacity(length.min(1 << 16));
        if (&mut self.file).take(length as u64).read_to_end(&mut bytes)? < length {
            return Err(Unreadable::Damaged);
        }
        self.feed(&bytes);
        Ok(bytes)
    }

    fn fixed<const N: usize>(&mut self) -> Read_<[u8; N]> {
        let mut bytes = [0; N];
        self.file.read_exact(&mut bytes)?;
        self.feed(&bytes);
        Ok(bytes)
    }

    fn feed(&mut self, bytes: &[u8]) {
        self.whole.update(bytes);
        self.table.update(bytes);
        self.bytes += bytes.len() as u64;
    }

    fn byte(&mut self) -> Read_<u8> {
        self.fixed::<1>().map(|[byte]| byte)
    }

    fn number(&mut self) -> Read_<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(Unreadable::Damaged)
    }

    fn content(&mut self) -> Read_<Vec<u8>> {
        let length = usize::try_from(self.number()?).map_err(|_| Unreadable::Damaged)?;
        self.take(length)
    }

    fn text(&mut self) -> Read_<String> {
        String::from_utf8(self.content()?).map_err(|_| Unreadable::Damaged)
    }

    fn value(&mut self) -> Read_<Value> {
        Ok(match self.byte()? {
            b'-' => Value::Null,
            b'i' => {
                let number = self.number()?;
                Value::Int((number >> 1).cast_signed() ^ -((number & 1).cast_signed()))
            }
            b'r' => Value::Real(f64::from_bits(u64::from_be_bytes(self.fixed()?))),
            b't' => Value::Text(self.text()?),
            b'b' => Value::Bytes(self.content()?),
            _ => return Err(Unreadable::Damaged),
        })
    }

    fn table(&mut self) -> Read_<Table> {
        let mut table = Table { name: self.text()?, ..Table::default() };
        for _ in 0..self.number()? {
            let name = self.text()?;
            let kind = Kind::by_tag(self.byte()?).ok_or(Unreadable::Damaged)?;
            table.columns.push((name, kind));
        }
        (self.columns, self.rows) = (table.columns.len(), 0);
        Ok(table)
    }

    /// A digest follows that must be this one.
    fn must_be(&mut self, expected: &[u8]) -> Read_<()> {
        if self.fixed::<32>()? == expected { Ok(()) } else { Err(Unreadable::Damaged) }
    }

    pub(crate) fn next(&mut self) -> Read_<Next> {
        let mut tag = [0];
        self.file.read_exact(&mut tag)?;
        match tag[0] {
            b'T' if self.columns == 0 => {
                self.table = Sha256::new();
                self.feed(&tag);
                Ok(Next::Table(self.table()?))
            }
            b'R' if self.columns > 0 => {
                self.feed(&tag);
                self.rows += 1;
                (0..self.columns).map(|_| self.value()).collect::<Read_<_>>().map(Next::Row)
            }
            b'E' if self.columns > 0 => {
                let expected = std::mem::take(&mut self.table).finalize();
                self.feed(&tag);
                let same = self.number()? == self.rows;
                self.must_be(&expected)?;
                (self.columns, self.tables) = (0, self.tables + 1);
                if same { Ok(Next::EndOfTable(self.rows)) } else { Err(Unreadable::Damaged) }
            }
            b'Z' if self.columns == 0 => {
                let expected = self.whole.clone().finalize();
                self.feed(&tag);
                let same = self.number()? == self.tables;
                self.must_be(&expected)?;
                let more = self.file.read(&mut [0])? > 0;
                if same && !more {
                    Ok(Next::End { digest: hex(&expected) })
                } else {
                    Err(Unreadable::Damaged)
                }
            }
            _ => Err(Unreadable::Damaged),
        }
    }
}
