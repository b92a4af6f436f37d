//! From what PostgreSQL reports to what people are told.

use baton_model::{Message, MessageDef};

use crate::error::Error;
use crate::messages;

/// From PostgreSQL's codes (<https://www.postgresql.org/docs/current/errcodes-appendix.html>) to ours.
pub(super) fn translate(error: &sqlx::Error, place: &str) -> Error {
    let at = |def: &'static MessageDef| Error::Database(Message::new(def).with("path", place));
    let database = match error {
        sqlx::Error::Database(database) => database,
        sqlx::Error::PoolTimedOut => return Error::Database(Message::new(&messages::BUSY)),
        sqlx::Error::Io(_) | sqlx::Error::Tls(_) => return at(&messages::UNREACHABLE),
        _ => return Error::Internal(error.to_string()),
    };
    // Where there is no plpgsql, a cast that fails says it.
    let refused = database.message().contains("append only");
    match database.code().as_deref().unwrap_or_default() {
        "BA001" => Error::Database(Message::new(&messages::APPEND_ONLY)),
        "22P02" if refused => Error::Database(Message::new(&messages::APPEND_ONLY)),
        "55P03" | "57014" | "53300" | "40001" | "40P01" => Error::Database(Message::new(&messages::BUSY)),
        "57P01" | "57P02" | "57P03" => at(&messages::UNREACHABLE),
        "3D000" => at(&messages::NO_DATABASE),
        "42501" | "25006" => at(&messages::READ_ONLY),
        "53100" => at(&messages::DISK_FULL),
        "58030" => at(&messages::DISK_FAULT),
        "XX001" | "XX002" => at(&messages::DAMAGED),
        code if code.starts_with("08") => at(&messages::UNREACHABLE),
        code if code.starts_with("28") => at(&messages::NOT_LET_IN),
        _ => Error::Internal(error.to_string()),
    }
}
