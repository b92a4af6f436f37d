//! Idempotency keys (幂等键): a request sent twice under one key is done once, and answered twice alike. They are the server's own
//! notes, not content, and leave no audit record; what the request does leaves its own.

use std::borrow::Cow;

use jiff::{SignedDuration, Timestamp};

use crate::connection::{Backend, values};
use crate::error::Result;
use crate::time;

/// How long an answer is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(24);
/// After so long a request that got no answer is taken for dead and may be sent again.
const DEAD: SignedDuration = SignedDuration::from_mins(15);

/// What a key says about a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// It is new: do it, then keep the answer.
    New,
    /// It is being worked on.
    Busy,
    /// It was answered so: status and bytes.
    Answered(u16, Vec<u8>),
    /// The key was used for another request.
    Other,
}

/// Claims a key for a request; keys that are too old are forgotten.
pub(crate) async fn claim(
    backend: &dyn Backend,
    (account, key): (&str, &str),
    request_digest: &str,
    now: Timestamp,
) -> Result<Claim> {
    let mut transaction = backend.write().await?;
    let before = |duration: SignedDuration| time::to_text(now.checked_sub(duration).unwrap_or(now));
    let sql = "delete from idempotency_key where recorded_at < $1 or (status is null and recorded_at < $2)";
    transaction.execute(Cow::Borrowed(sql), values![before(KEPT)?, before(DEAD)?]).await?;
    let sql = "select request_digest, status, response from idempotency_key where account = $1 and name = $2";
    let rows = transaction.fetch(Cow::Borrowed(sql), values![account, key]).await?;
    let claim = match rows.first() {
        Some(row) if row.text(0)? != request_digest => Claim::Other,
        Some(row) => match row.maybe_int(1)? {
            None => Claim::Busy,
            Some(status) => Claim::Answered(u16::try_from(status).unwrap_or(500), row.bytes(2)?.to_vec()),
        },
        None => {
            let sql = "insert into idempotency_key (account, name, request_digest, recorded_at) values ($1, $2, $3, $4)";
            let row = values![account, key, request_digest, time::to_text(now)?];
            transaction.execute(Cow::Borrowed(sql), row).await?;
            Claim::New
        }
    };
    transaction.commit().await?;
    Ok(claim)
}

/// Keeps the answer to a claimed request.
pub(crate) async fn answer(
    backend: &dyn Backend,
    (account, key): (&str, &str),
    status: u16,
    response: &[u8],
) -> Result<()> {
    let mut transaction = backend.write().await?;
    let sql = "update idempotency_key set status = $3, response = $4 where account = $1 and name = $2";
    let row = values![account, key, i64::from(status), response.to_vec()];
    transaction.execute(Cow::Borrowed(sql), row).await?;
    transaction.commit().await
}

/// Gives a claimed key back: the request failed in a way that may pass.
pub(crate) async fn release(backend: &dyn Backend, (account, key): (&str, &str)) -> Result<()> {
    let mut transaction = backend.write().await?;
    let sql = "delete from idempotency_key where account = $1 and name = $2 and status is null";
    transaction.execute(Cow::Borrowed(sql), values![account, key]).await?;
    transaction.commit().await
}

crate::store::operations! {
    /// Claims the idempotency key of an account for a request.
    fn claim_key(key: (&str, &str), request_digest: &str, now: Timestamp) -> Claim {
        |backend| claim(backend, key, request_digest, now)
    }

    /// Keeps the answer to the request that claimed a key.
    fn answer_key(key: (&str, &str), status: u16, response: &[u8]) -> () {
        |backend| answer(backend, key, status, response)
    }

    /// Gives a claimed key back: the request failed in a way that may pass.
    fn release_key(key: (&str, &str)) -> () { |backend| release(backend, key) }
}
