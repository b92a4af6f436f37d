//! What if: a sandbox that writes nothing but a line in the audit trail.

use axum::Json;
use axum::extract::State;
use baton_service::messages::SANDBOX;
use baton_service::model::{Message, Scenario};
use baton_service::site::{SupposedFigure, Supposition};

use crate::asker::Asker;
use crate::dto::what_if::{
    FigureBody, NamedNode, ReachBody, ReachList, SupposedBody, SupposedRow, SuppositionBody,
};
use crate::extract::{Body, period};
use crate::problem::Problem;
use crate::state::App;

/// What would come out if figures, targets or weights were others.
#[utoipa::path(post, path = "/api/what-if", request_body = SuppositionBody, responses((status = 200, body = SupposedBody)), tag = "what if")]
pub(crate) async fn suppose(
    State(app): State<App>,
    asker: Asker,
    Body(wanted): Body<SuppositionBody>,
) -> Result<Json<SupposedBody>, Problem> {
    let supposition = supposition(wanted)?;
    app.blocking(move |app| {
        let found = app.site.what_if(&asker.actor, &supposition, app.now())?;
        Ok(Json(SupposedBody {
            watermark: Message::new(&SANDBOX).text(asker.lang),
            period: found.period.to_string(),
            dimensions: found.dimensions.into_iter().map(|(id, name)| NamedNode { id, name }).collect(),
            rows: found.units.into_iter().map(SupposedRow::from).collect(),
        }))
    })
    .await
}

/// What a single indicator would have to be for a unit to reach a rank.
#[utoipa::path(post, path = "/api/what-if/reach", request_body = ReachBody, responses((status = 200, body = ReachList)), tag = "what if")]
pub(crate) async fn reach(
    State(app): State<App>,
    asker: Asker,
    Body(wanted): Body<ReachBody>,
) -> Result<Json<ReachList>, Problem> {
    let supposition = supposition(wanted.supposition)?;
    app.blocking(move |app| {
        let found = app.site.reach(&asker.actor, &supposition, (&wanted.unit, wanted.rank), app.now())?;
        Ok(Json(ReachList::of(found, Message::new(&SANDBOX).text(asker.lang))))
    })
    .await
}

fn supposition(body: SuppositionBody) -> Result<Supposition, Problem> {
    let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
    let figure = |figure: FigureBody| -> Result<SupposedFigure, Problem> {
        let scenario = figure.scenario.as_deref().unwrap_or("actual");
        Ok(SupposedFigure {
            scenario: Scenario::parse(scenario)
                .ok_or_else(|| Problem::parameter("scenario", scenario, "actual, plan, forecast"))?,
            period: filled(figure.period).map(|text| period("period", &text)).transpose()?,
            unit: figure.unit,
            indicator: figure.indicator,
            value: figure.value,
        })
    };
    Ok(Supposition {
        scheme: filled(body.scheme),
        period: filled(body.period).map(|text| period("period", &text)).transpose()?,
        figures: body.figures.into_iter().map(figure).collect::<Result<_, _>>()?,
        weights: body.weights.into_iter().map(|weight| (weight.node, weight.weight)).collect(),
    })
}
