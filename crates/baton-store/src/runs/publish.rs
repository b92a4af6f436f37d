//! The steps of a run: draft → public notice → final, and restatements. A step is added, none is ever taken back.

use std::borrow::Cow;

use baton_model::Message;
use jiff::civil::Date;

use crate::audit::{self, Entry};
use crate::connection::{Backend, Transaction, values};
use crate::digest::Fields;
use crate::error::{Error, Result};
use crate::figures::Stamp;
use crate::messages;
use crate::runs::audience::{self, Audience};
use crate::runs::{RunHead, RunState, save};
use crate::time;

/// Takes a run to its next state; no audience: it stays as it was.
pub(crate) async fn publish(
    backend: &dyn Backend,
    id: &str,
    state: RunState,
    notice_until: Option<Date>,
    audience: Option<Audience>,
    stamp: &Stamp,
) -> Result<RunHead> {
    let mut transaction = backend.write().await?;
    let transaction_ref = &mut *transaction;
    let head = save::head_in(transaction_ref, id).await?;
    judge(&head, state, notice_until)?;
    let number = last_step(transaction_ref, id).await? + 1;
    let until = notice_until.filter(|_| state == RunState::Notice);
    let after = step(transaction_ref, id, number, state, until, stamp).await?;
    let entry = Entry {
        action: "publish",
        subject: format!("run {id}"),
        unit: None,
        before: Some(head.output_digest.clone()),
        after: Some(after),
        detail: format!("{} -> {}", head.state.word(), state.word()),
    };
    audit::record(transaction_ref, stamp, entry).await?;
    if let Some(audience) = audience {
        audience::set(transaction_ref, id, audience, stamp).await?;
    }
    let head = save::head_in(transaction_ref, id).await?;
    transaction.commit().await?;
    Ok(head)
}

fn judge(head: &RunHead, wanted: RunState, notice_until: Option<Date>) -> Result<()> {
    let allowed = matches!(
        (head.state, wanted),
        (RunState::Draft, RunState::Notice)
            | (RunState::Draft | RunState::Notice, RunState::Final | RunState::Restated)
    );
    if !allowed {
        let message = Message::new(&messages::RUN_IS_PUBLISHED)
            .with("run", &head.id)
            .with("state", head.state.term())
            .with("wanted", wanted.term());
        return Err(Error::Refused(message));
    }
    if wanted == RunState::Restated && head.supersedes.is_none() {
        return Err(Error::run(&messages::NOTHING_TO_RESTATE, &head.id));
    }
    if wanted == RunState::Notice && notice_until.is_none() {
        return Err(Error::refused(&messages::NO_NOTICE_DATE));
    }
    Ok(())
}

async fn last_step(transaction: &mut dyn Transaction, id: &str) -> Result<i64> {
    let sql = "select max(number) from run_step where run = $1";
    let rows = transaction.fetch(Cow::Borrowed(sql), values![id]).await?;
    Ok(rows.first().map_or(Ok(None), |row| row.maybe_int(0))?.unwrap_or(0))
}

/// Adds a step and gives its digest. Steps of a run are in the order of time, so that what stood at a moment is one of them.
pub(crate) async fn step(
    transaction: &mut dyn Transaction,
    id: &str,
    number: i64,
    state: RunState,
    notice_until: Option<Date>,
    stamp: &Stamp,
) -> Result<String> {
    let sql = "select max(recorded_at) from run_step where run = $1";
    let rows = transaction.fetch(Cow::Borrowed(sql), values![id]).await?;
    let last = rows.first().map_or(Ok(None), |row| row.maybe_text(0))?.map(str::to_owned);
    let at = last.unwrap_or_default().max(time::to_text(stamp.at)?);
    let notice = notice_until.map(|day| day.to_string());
    let sql = "insert into run_step (run, number, state, notice_until, recorded_at, recorded_by, recorded_from) \
               values ($1, $2, $3, $4, $5, $6, $7)";
    let row = values![
        id,
        number,
        state.word(),
        notice.clone(),
        at.as_str(),
        stamp.by.as_str(),
        stamp.from.as_str()
    ];
    transaction.execute(Cow::Borrowed(sql), row).await?;
    Ok(digest(id, number, [state.word(), &at, &stamp.by, &stamp.from], notice.as_deref()))
}

/// The digest of a step: its state, moment, person and place.
pub(crate) fn digest(id: &str, number: i64, step: [&str; 4], notice_until: Option<&str>) -> String {
    let mut fields = Fields::new();
    fields.text(id).int(number);
    for text in step {
        fields.text(text);
    }
    fields.maybe(notice_until);
    fields.finish()
}
