//! Imports: a file waits, is looked at, is committed as a batch.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use baton_service::site::data::ImportChoices;
use http::StatusCode;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::rankings::download;
use crate::asker::Asker;
use crate::dto::imports::{CommitBody, ImportOptions, NewOptions, PreviewBody, ReceiptBody, no_file};
use crate::extract::{Body, Form, Params, Parted, period, unreadable};
use crate::problem::Problem;
use crate::state::App;

const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// What an import consists of.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the parts of the form; they are read one by one")]
pub(crate) struct ImportForm {
    /// A workbook (`.xlsx`, `.xls`, `.ods`) or CSV.
    #[schema(format = Binary, content_media_type = "application/octet-stream")]
    file: String,
    /// What is said about it.
    options: Option<ImportOptions>,
}

/// Takes a file in and says what importing it would do.
#[utoipa::path(post, path = "/api/imports", request_body(content = ImportForm, content_type = "multipart/form-data"),
    responses((status = 201, body = PreviewBody)), tag = "data")]
pub(crate) async fn start(
    State(app): State<App>,
    asker: Asker,
    form: Form,
) -> Result<(StatusCode, Json<PreviewBody>), Problem> {
    // Who may not import is told so before the file is read.
    asker.actor.needs(baton_service::access::Capability::ImportFigures)?;
    let (file, choices) = parts(form).await?;
    let (name, content) = file.ok_or_else(no_file)?;
    app.writing(move |app| {
        let preview = app.site.start_import(&asker.actor, (&name, content), &choices, app.now())?;
        Ok((StatusCode::CREATED, Json(PreviewBody::of(&preview, asker.lang))))
    })
    .await
}

type File = (String, Vec<u8>);

async fn parts(mut form: Form) -> Result<(Option<File>, ImportChoices), Problem> {
    let (mut file, mut options) = (None, ImportOptions::default());
    while let Some(part) = form.next().await? {
        match part.name.as_str() {
            "file" => file = Some((part.file.unwrap_or_default(), part.content)),
            "options" => {
                options = serde_json::from_slice(&part.content).map_err(|error| {
                    unreadable(StatusCode::UNPROCESSABLE_ENTITY, format!("options: {error}"))
                })?;
            }
            other => return Err(Problem::parameter("form", other, "file, options")),
        }
    }
    Ok((file, options.choices()?))
}

/// Says again what importing a file that waits would do.
#[utoipa::path(get, path = "/api/imports/{id}", params(("id" = String, Path)), responses((status = 200, body = PreviewBody)), tag = "data")]
pub(crate) async fn read(
    State(app): State<App>,
    asker: Asker,
    Parted(id): Parted<String>,
) -> Result<Json<PreviewBody>, Problem> {
    app.blocking(move |app| {
        let preview = app.site.import_preview(&asker.actor, &id, app.now())?;
        Ok(Json(PreviewBody::of(&preview, asker.lang)))
    })
    .await
}

/// Says something else about a file that waits.
#[utoipa::path(put, path = "/api/imports/{id}", params(("id" = String, Path)), request_body = NewOptions,
    responses((status = 200, body = PreviewBody)), tag = "data")]
pub(crate) async fn change(
    State(app): State<App>,
    asker: Asker,
    Parted(id): Parted<String>,
    Body(body): Body<NewOptions>,
) -> Result<Json<PreviewBody>, Problem> {
    let choices = body.options.choices()?;
    app.writing(move |app| {
        let preview = app.site.change_import(&asker.actor, &id, &choices, app.now())?;
        Ok(Json(PreviewBody::of(&preview, asker.lang)))
    })
    .await
}

/// Throws a file that waits away.
#[utoipa::path(delete, path = "/api/imports/{id}", params(("id" = String, Path)), responses((status = 204)), tag = "data")]
pub(crate) async fn drop(
    State(app): State<App>,
    asker: Asker,
    Parted(id): Parted<String>,
) -> Result<StatusCode, Problem> {
    app.writing(move |app| {
        app.site.drop_import(&asker.actor, &id, app.now())?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// Records what is in a file that waits, as a batch: all of it, or what has no errors where that was chosen.
#[utoipa::path(post, path = "/api/imports/{id}/commit", params(("id" = String, Path)), request_body = CommitBody,
    responses((status = 201, body = ReceiptBody)), tag = "data")]
pub(crate) async fn commit(
    State(app): State<App>,
    asker: Asker,
    Parted(id): Parted<String>,
    Body(body): Body<CommitBody>,
) -> Result<(StatusCode, Json<ReceiptBody>), Problem> {
    app.writing(move |app| {
        let receipt = app.site.commit_import(&asker.actor, &id, body.reason.as_deref(), app.now())?;
        Ok((StatusCode::CREATED, Json(ReceiptBody::of(&receipt, asker.lang))))
    })
    .await
}

/// The file as a workbook that marks what to mend; it can be imported again.
#[utoipa::path(get, path = "/api/imports/{id}/marked.xlsx", params(("id" = String, Path)),
    responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", body = Vec<u8>)), tag = "data")]
pub(crate) async fn marked(
    State(app): State<App>,
    asker: Asker,
    Parted(id): Parted<String>,
) -> Result<Response, Problem> {
    let file = app
        .blocking(move |app| Ok(app.site.marked_import(&asker.actor, &id, asker.lang, app.now())?))
        .await?;
    Ok(download(&file.name, WORKBOOK, file.bytes))
}

/// Of which scheme and period.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct TemplateQuery {
    /// Id of the scheme; the workspace's default if none.
    scheme: Option<String>,
    /// The period; the newest with figures if none.
    period: Option<String>,
}

/// A workbook to fill in and import: the units and indicators that may be reported, with what is recorded of them.
#[utoipa::path(get, path = "/api/template", params(TemplateQuery),
    responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", body = Vec<u8>)), tag = "data")]
pub(crate) async fn template(
    State(app): State<App>,
    asker: Asker,
    Params(query): Params<TemplateQuery>,
) -> Result<Response, Problem> {
    let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
    let wanted = filled(query.period).map(|text| period("period", &text)).transpose()?;
    let scheme = filled(query.scheme);
    let file = app
        .blocking(move |app| {
            Ok(app.site.template(&asker.actor, scheme.as_deref(), wanted, asker.lang, app.now())?)
        })
        .await?;
    Ok(download(&file.name, WORKBOOK, file.bytes))
}
