//! Audit records: looked through, exported, and the end of their chain.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use baton_service::access::audit::{self, AuditSearch};
use baton_service::access::messages;
use baton_service::csv_text;
use baton_service::model::Message;
use http::StatusCode;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};

use super::csv_file;
use crate::asker::Asker;
use crate::dto::audit::{AuditEntry, AuditFilter, AuditHead, AuditPageBody};
use crate::extract::{Params, moment};
use crate::problem::Problem;
use crate::state::App;

/// Records on a page where nothing is said.
const PAGE: usize = 100;
/// Most records in one file: what a spreadsheet opens.
const MOST: usize = 1_000_000;

/// From this moment on; a day means its beginning in China.
fn beginning(text: &str) -> Result<Timestamp, Problem> {
    let end = moment("from", text)?;
    if text.len() == 10 && text.parse::<Date>().is_ok() {
        // The day's last nanosecond less a day, and one nanosecond more.
        return end
            .checked_sub(24.hours())
            .and_then(|end| end.checked_add(1.nanosecond()))
            .map_err(|error| Problem::fault(error.to_string()));
    }
    Ok(end)
}

/// Before this moment; a day means its end, and the moment itself counts.
fn ending(text: &str) -> Result<Timestamp, Problem> {
    let end = moment("to", text)?;
    Ok(end.checked_add(1.nanosecond()).unwrap_or(end))
}

fn search(filter: &AuditFilter) -> Result<AuditSearch, Problem> {
    let filled = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let cursor = |text: String| {
        let message = || Message::new(&messages::CURSOR).with("found", &text);
        text.parse().map_err(|_| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, message()))
    };
    Ok(AuditSearch {
        text: filled(&filter.q),
        action: filled(&filter.action),
        account: filled(&filter.account),
        unit: filled(&filter.unit),
        from: filled(&filter.from).map(|text| beginning(&text)).transpose()?,
        to: filled(&filter.to).map(|text| ending(&text)).transpose()?,
        before: filled(&filter.cursor).map(cursor).transpose()?,
    })
}

/// A page of audit records, the newest first: those on units of the scope, or all.
#[utoipa::path(get, path = "/api/audit", params(AuditFilter), responses((status = 200, body = AuditPageBody)), tag = "administration")]
pub(crate) async fn page(
    State(app): State<App>,
    asker: Asker,
    Params(filter): Params<AuditFilter>,
) -> Result<Json<AuditPageBody>, Problem> {
    let wanted = search(&filter)?;
    app.blocking(move |app| {
        let now = app.now();
        let known = app.site.known(now)?;
        let most = filter.limit.unwrap_or(PAGE);
        let at = (&known.workspace.tree, now);
        let page = audit::search(app.site.store(), &asker.actor, &wanted, most, at)?;
        let names = audit::names(app.site.store(), &asker.actor)?;
        let items =
            page.records.into_iter().map(|record| AuditEntry::of(record, &names, asker.lang)).collect();
        Ok(Json(AuditPageBody { items, next: page.next.map(|number| number.to_string()) }))
    })
    .await
}

/// The same as CSV, all pages of it.
#[utoipa::path(get, path = "/api/audit.csv", params(AuditFilter), responses((status = 200, body = String, content_type = "text/csv")), tag = "administration")]
pub(crate) async fn file(
    State(app): State<App>,
    asker: Asker,
    Params(filter): Params<AuditFilter>,
) -> Result<Response, Problem> {
    let wanted = search(&filter)?;
    app.blocking(move |app| {
        let now = app.now();
        let known = app.site.known(now)?;
        let most = filter.limit.unwrap_or(MOST).clamp(1, MOST);
        let at = (&known.workspace.tree, now);
        let found = audit::all(app.site.store(), &asker.actor, &wanted, most, at)?;
        let names = audit::names(app.site.store(), &asker.actor)?;
        let rows = found.into_iter().map(|record| AuditEntry::of(record, &names, asker.lang).cells());
        Ok(csv_file("audit", csv_text::table(&AuditEntry::head(asker.lang), rows)?))
    })
    .await
}

/// Number and hash of the last record.
#[utoipa::path(get, path = "/api/audit/head", responses((status = 200, body = AuditHead)), tag = "administration")]
pub(crate) async fn end(State(app): State<App>, asker: Asker) -> Result<Json<AuditHead>, Problem> {
    app.blocking(move |app| {
        let (sequence, hash) = audit::head(app.site.store(), &asker.actor)?;
        Ok(Json(AuditHead { sequence, hash }))
    })
    .await
}
