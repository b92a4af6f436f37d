//! Why something is (not) allowed, and who may do what: the permission matrix.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use baton_service::access::why::{Answer, Question, why};
use baton_service::access::{Actor, Capability, grants, matrix, messages};
use baton_service::csv_text;
use baton_service::model::{Lang, Message};
use baton_service::site::Known;
use baton_service::snapshot::day_in_china;

use super::csv_file;
use super::session::head;
use crate::asker::Asker;
use crate::dto::access::{Helper, MatrixBody, WhyBody, WhyQuery};
use crate::dto::account::GrantBody;
use crate::extract::Params;
use crate::problem::Problem;
use crate::state::App;

/// Why something is, or is not, allowed: for oneself, and for others for who may ask that.
#[utoipa::path(get, path = "/api/access/why", params(WhyQuery), responses((status = 200, body = WhyBody)), tag = "access")]
pub(crate) async fn reason(
    State(app): State<App>,
    asker: Asker,
    Params(query): Params<WhyQuery>,
) -> Result<Json<WhyBody>, Problem> {
    let expected = || Capability::ALL.map(Capability::id).join(", ");
    let capability = Capability::parse(&query.capability)
        .ok_or_else(|| Problem::parameter("capability", &query.capability, &expected()))?;
    app.blocking(move |app| {
        let now = app.now();
        let known = app.site.known(now)?;
        let filled = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let (unit, indicator, account) =
            (filled(&query.unit), filled(&query.indicator), filled(&query.account));
        let question = Question {
            account: account.as_deref(),
            capability,
            unit: unit.as_deref(),
            indicator: indicator.as_deref(),
        };
        let on = (&known.workspace.tree, day_in_china(now));
        let answer = why(app.site.store(), &asker.actor, &question, on)?;
        let about = account.as_deref().unwrap_or(asker.actor.account());
        said(app, &asker.actor, (about, capability), answer, (&known, asker.lang)).map(Json)
    })
    .await
}

fn said(
    app: &App,
    actor: &Actor,
    (about, capability): (&str, Capability),
    answer: Answer,
    (known, lang): (&Known, Lang),
) -> Result<WhyBody, Problem> {
    let because = match &answer.grant {
        Some(grant) => {
            let everywhere = || lang.pick("全部", "everything").to_owned();
            let place = grant.unit.as_deref().map_or_else(everywhere, |code| head(known, code).name);
            let message = Message::new(&messages::WHY_ALLOWED).with("role", grant.role.term());
            message.with("what", capability.term()).with("where", place).text(lang)
        }
        None => {
            let reasons: Vec<String> = answer.missing.iter().map(|message| message.text(lang)).collect();
            reasons.join(lang.pick("；", "; "))
        }
    };
    let mut granted = match &answer.grant {
        Some(_) => grants::list(app.site.store(), actor, Some(about), false)?,
        None => Vec::new(),
    };
    granted.retain(|one| answer.grant.as_ref().is_some_and(|grant| grant.id == one.id));
    Ok(WhyBody {
        allowed: answer.allowed,
        because,
        grants: granted
            .into_iter()
            .map(|grant| GrantBody::of(grant, |code| head(known, code), lang))
            .collect(),
        ask: answer.ask.into_iter().map(|name| Helper::security(name, lang)).collect(),
    })
}

fn whole(app: &App, asker: &Asker) -> Result<MatrixBody, Problem> {
    let rows = matrix::matrix(app.site.store(), &asker.actor)?;
    let known = app.site.known(app.now())?;
    Ok(MatrixBody::of(rows, |code| head(&known, code), asker.lang))
}

/// Who may do what: a row for each grant.
#[utoipa::path(get, path = "/api/access/matrix", responses((status = 200, body = MatrixBody)), tag = "access")]
pub(crate) async fn table(State(app): State<App>, asker: Asker) -> Result<Json<MatrixBody>, Problem> {
    app.blocking(move |app| whole(app, &asker).map(Json)).await
}

/// The same as CSV.
#[utoipa::path(get, path = "/api/access/matrix.csv", responses((status = 200, body = String, content_type = "text/csv")), tag = "access")]
pub(crate) async fn table_file(State(app): State<App>, asker: Asker) -> Result<Response, Problem> {
    app.blocking(move |app| {
        let (head, rows) = whole(app, &asker)?.table(asker.lang);
        Ok(csv_file("permissions", csv_text::table(&head, rows)?))
    })
    .await
}
