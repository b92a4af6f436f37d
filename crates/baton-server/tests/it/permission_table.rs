//! Every route, how it is asked, and who may: what [`crate::permission`] goes through. A new route needs a line.

use baton_service::access::Capability;

/// Who may ask.
#[derive(Clone, Copy)]
pub(crate) enum Who {
    /// Anybody, signed in or not.
    Anybody,
    /// Whoever is signed in.
    SignedIn,
    /// Whoever has one of these.
    May(&'static [Capability]),
}

/// What is sent along.
#[derive(Clone, Copy)]
pub(crate) enum Sent {
    Nothing,
    Json(&'static str),
    Form(&'static [(&'static str, &'static str)]),
}

/// A way to ask a route.
pub(crate) struct Line {
    /// `get /api/…` as the OpenAPI document has it.
    pub(crate) route: &'static str,
    pub(crate) who: Who,
    /// The address with everything filled in. `{unit}` stands for a unit, `{run}` for the published run: with `{unit}` in it, here
    /// or in what is sent, the line is asked for an own unit, for a foreign one and for one that does not exist.
    pub(crate) asked: &'static str,
    pub(crate) sent: Sent,
    /// What it may answer to who may: on the own unit, where there is one.
    pub(crate) answers: &'static [u16],
    /// Does it show rows of a ranking, which an audience of everyone opens?
    pub(crate) rows: bool,
    /// Does it show the text of a method, which may name units? Everybody with a role on data may read it.
    pub(crate) method: bool,
    /// Does it show the tree of units, which is no secret?
    pub(crate) tree: bool,
    /// Does it concern all units of a run, so that who reaches some of them is refused?
    pub(crate) whole: bool,
    /// Does the session end with it?
    pub(crate) ends: bool,
}

impl Line {
    const fn new(route: &'static str, who: Who, asked: &'static str, answers: &'static [u16]) -> Self {
        Self {
            route,
            who,
            asked,
            sent: Sent::Nothing,
            answers,
            rows: false,
            method: false,
            tree: false,
            whole: false,
            ends: false,
        }
    }

    const fn sends(self, sent: Sent) -> Self {
        Self { sent, ..self }
    }

    const fn shows_rows(self) -> Self {
        Self { rows: true, ..self }
    }

    const fn shows_method(self) -> Self {
        Self { method: true, ..self }
    }

    const fn shows_tree(self) -> Self {
        Self { tree: true, ..self }
    }

    const fn of_all_units(self) -> Self {
        Self { whole: true, ..self }
    }

    const fn ends_session(self) -> Self {
        Self { ends: true, ..self }
    }
}

use Capability::{
    EditScheme, Export, ImportFigures, LockFigures, ManageAccounts, ManageGrants, ManageJobs, ManageSessions,
    Object, Publish, Rule, RunScheme, Verify, ViewAudit, ViewDrafts, ViewFigures, ViewHealth,
    ViewPermissions, ViewPublished, ViewScheme, WhatIf,
};
use Sent::{Form, Json};
use Who::{Anybody, May, SignedIn};

const ACCOUNTS: Who = May(&[ManageAccounts]);
const GRANTS: Who = May(&[ManageGrants]);
const SESSIONS: Who = May(&[ManageSessions]);
const SCHEMES: Who = May(&[ViewScheme]);
const PUBLISHES: Who = May(&[Publish]);
const IMPORT: Who = May(&[ImportFigures]);
const BATCHES: Who = May(&[ImportFigures, ViewDrafts]);
const FIGURES: Who = May(&[ViewFigures]);
const SCHEME: Who = May(&[ViewScheme]);
const UNITS: Who = May(&[ViewScheme, ManageAccounts, ManageGrants]);
const SHOWN: Who = May(&[ViewPublished]);

/// All routes.
pub(crate) const TABLE: &[Line] = &[
    // Session
    Line::new("post /api/session", Anybody, "/api/session", &[401])
        .sends(Json(r#"{"account":"nowhere","password":"wrong"}"#)),
    Line::new("get /api/session", Anybody, "/api/session", &[200, 204]),
    Line::new("delete /api/session", SignedIn, "/api/session", &[204]).ends_session(),
    Line::new("post /api/session/password", SignedIn, "/api/session/password", &[422])
        .sends(Json(r#"{"old":"wrong","new":"wrong"}"#)),
    Line::new("put /api/session/lang", SignedIn, "/api/session/lang", &[204])
        .sends(Json(r#"{"lang":"zh-CN"}"#)),
    Line::new("post /api/session/totp", SignedIn, "/api/session/totp", &[422])
        .sends(Json(r#"{"password":"wrong"}"#)),
    Line::new("put /api/session/totp", SignedIn, "/api/session/totp", &[409])
        .sends(Json(r#"{"code":"000000"}"#)),
    Line::new("delete /api/session/totp", SignedIn, "/api/session/totp", &[422])
        .sends(Json(r#"{"password":"wrong","code":""}"#)),
    Line::new("get /api/oidc", Anybody, "/api/oidc", &[200]),
    Line::new("get /api/oidc/{id}/start", Anybody, "/api/oidc/none/start", &[404]),
    Line::new("get /api/oidc/{id}/callback", Anybody, "/api/oidc/none/callback?code=a&state=b", &[404]),
    Line::new("get /api/sessions", SignedIn, "/api/sessions", &[200]),
    Line::new("get /api/sessions", SESSIONS, "/api/sessions?account=nowhere", &[200]),
    Line::new("delete /api/sessions/{id}", SignedIn, "/api/sessions/0000000000000000", &[404]),
    Line::new("get /api/tokens", SignedIn, "/api/tokens", &[200]),
    Line::new("get /api/tokens", SESSIONS, "/api/tokens?account=nowhere", &[200]),
    Line::new("post /api/tokens", SignedIn, "/api/tokens", &[422])
        .sends(Json(r#"{"name":"a","capabilities":[],"expires":"2025-12-31"}"#)),
    Line::new("delete /api/tokens/{id}", SignedIn, "/api/tokens/0000000000000000", &[404]),
    Line::new("get /api/access/why", SignedIn, "/api/access/why?capability=view_figures&unit={unit}", &[200]),
    Line::new(
        "get /api/access/why",
        May(&[Capability::ExplainAccess]),
        "/api/access/why?capability=view_figures&account=nowhere",
        &[404],
    ),
    Line::new("get /api/access/matrix", May(&[ViewPermissions]), "/api/access/matrix", &[200]),
    Line::new("get /api/access/matrix.csv", May(&[ViewPermissions]), "/api/access/matrix.csv", &[200]),
    // Workspace and results
    Line::new("get /api/workspace", SignedIn, "/api/workspace", &[200]),
    Line::new("get /api/home", SignedIn, "/api/home", &[200]).shows_rows(),
    Line::new("get /api/search", May(&[ViewScheme]), "/api/search?q={unit}", &[200]),
    Line::new("get /api/rankings", SHOWN, "/api/rankings", &[200]).shows_rows(),
    Line::new("get /api/rankings", SHOWN, "/api/rankings?period=2024&run={run}", &[200]).shows_rows(),
    Line::new("get /api/rankings", SHOWN, "/api/rankings?q={unit}", &[200]).shows_rows(),
    Line::new("get /api/rankings/compare", SHOWN, "/api/rankings/compare?from=2023&to=2024", &[200])
        .shows_rows(),
    Line::new(
        "get /api/rankings/compare",
        SHOWN,
        "/api/rankings/compare?from=2023&to=2024&unit={unit}",
        &[200, 404],
    )
    .shows_rows(),
    Line::new("get /api/rankings/trend", SHOWN, "/api/rankings/trend?unit={unit}", &[200, 404]).shows_rows(),
    Line::new("get /api/exports/ranking", May(&[Export]), "/api/exports/ranking?format=csv", &[200])
        .shows_rows(),
    Line::new("get /api/exports/ranking", May(&[Export]), "/api/exports/ranking?format=csv&q={unit}", &[200])
        .shows_rows(),
    Line::new("get /api/results/{scheme}/{unit}", SHOWN, "/api/results/county_hqd/{unit}", &[200, 404]),
    Line::new(
        "get /api/results/{scheme}/{unit}",
        SHOWN,
        "/api/results/county_hqd/{unit}?run={run}",
        &[200, 404],
    ),
    Line::new(
        "get /api/explanations/{scheme}/{unit}",
        SHOWN,
        "/api/explanations/county_hqd/{unit}",
        &[200, 404],
    ),
    // Runs and objections
    Line::new("get /api/runs", SHOWN, "/api/runs", &[200]),
    Line::new("get /api/runs/{id}", SHOWN, "/api/runs/{run}", &[200]),
    Line::new("post /api/runs", May(&[RunScheme]), "/api/runs", &[404, 422])
        .sends(Json(r#"{"scheme":"nowhere"}"#)),
    Line::new("get /api/runs/{id}/plan", PUBLISHES, "/api/runs/{run}/plan?to=final", &[200]).of_all_units(),
    Line::new("post /api/runs/{id}/publish", PUBLISHES, "/api/runs/{run}/publish", &[409, 422])
        .sends(Json(r#"{"state":"notice"}"#))
        .of_all_units(),
    Line::new("post /api/runs/{id}/publish", PUBLISHES, "/api/runs/nowhere/publish", &[404])
        .sends(Json(r#"{"state":"final"}"#)),
    Line::new("post /api/runs/{id}/restate", PUBLISHES, "/api/runs/nowhere/restate", &[404])
        .sends(Json("{}")),
    Line::new("post /api/runs/{id}/verify", May(&[Verify]), "/api/runs/{run}/verify", &[200]),
    Line::new("post /api/verify", May(&[Verify]), "/api/verify", &[200]),
    Line::new("get /api/objections", May(&[ViewFigures]), "/api/objections", &[200]),
    Line::new("post /api/runs/{id}/objections", May(&[Object]), "/api/runs/{run}/objections", &[404])
        .sends(Form(&[("unit", "{unit}"), ("node", "nothing"), ("reason", "a")])),
    Line::new("post /api/objections/{id}/decision", May(&[Rule]), "/api/objections/0/decision", &[404])
        .sends(Json(r#"{"uphold":false,"reason":"a"}"#)),
    Line::new("delete /api/objections/{id}", May(&[Object]), "/api/objections/0", &[404]),
    Line::new(
        "get /api/objections/{id}/attachment",
        May(&[ViewFigures]),
        "/api/objections/0/attachment",
        &[404],
    ),
    // Schemes and what if
    Line::new("get /api/schemes/{id}", SCHEMES, "/api/schemes/county_hqd", &[200]).shows_method(),
    Line::new("post /api/schemes/check", SCHEMES, "/api/schemes/check", &[200])
        .sends(Json(r#"{"id":"county_hqd","text":"[scheme]"}"#)),
    Line::new("put /api/schemes/{id}", May(&[EditScheme]), "/api/schemes/county_hqd", &[409, 422])
        .sends(Json(r#"{"text":"[scheme]","note":"a","expected":7}"#))
        .of_all_units(),
    Line::new("post /api/schemes/{id}/trial", May(&[ViewDrafts]), "/api/schemes/county_hqd/trial", &[422])
        .sends(Json(r#"{"text":"[scheme]"}"#)),
    Line::new("get /api/schemes/{id}/diff", SCHEMES, "/api/schemes/county_hqd/diff?from=0&to=1", &[200])
        .shows_method(),
    Line::new("post /api/what-if", May(&[WhatIf]), "/api/what-if", &[200])
        .sends(Json(r#"{"figures":[{"unit":"{unit}","indicator":"gdp_growth","value":5}]}"#))
        .shows_rows(),
    Line::new("post /api/what-if/reach", May(&[WhatIf]), "/api/what-if/reach", &[200])
        .sends(Json(r#"{"unit":"{unit}","rank":1}"#)),
    // Data
    Line::new("post /api/imports", IMPORT, "/api/imports", &[201])
        .sends(Form(&[("file", "a"), ("options", "{}")])),
    Line::new("get /api/imports/{id}", IMPORT, "/api/imports/0000000000000000", &[404]),
    Line::new("put /api/imports/{id}", IMPORT, "/api/imports/0000000000000000", &[404])
        .sends(Json(r#"{"options":{}}"#)),
    Line::new("delete /api/imports/{id}", IMPORT, "/api/imports/0000000000000000", &[404]),
    Line::new("post /api/imports/{id}/commit", IMPORT, "/api/imports/0000000000000000/commit", &[404])
        .sends(Json("{}")),
    Line::new(
        "get /api/imports/{id}/marked.xlsx",
        IMPORT,
        "/api/imports/0000000000000000/marked.xlsx",
        &[404],
    ),
    Line::new("get /api/template", IMPORT, "/api/template?period=2024", &[200]),
    Line::new("get /api/batches", BATCHES, "/api/batches", &[200]),
    Line::new("get /api/batches/{id}", BATCHES, "/api/batches/1000000", &[404]),
    Line::new("get /api/batches/{id}", BATCHES, "/api/batches/1", &[200, 404]),
    Line::new("post /api/batches/{id}/withdraw", BATCHES, "/api/batches/1000000/withdraw", &[404])
        .sends(Json(r#"{"reason":"a"}"#)),
    Line::new("post /api/batches/{id}/lock", May(&[LockFigures]), "/api/batches/1000000/lock", &[404]),
    Line::new("post /api/batches/{id}/accept", May(&[LockFigures]), "/api/batches/1000000/accept", &[404]),
    Line::new("put /api/figures", IMPORT, "/api/figures", &[422]).sends(Json(r#"{"rows":[]}"#)),
    Line::new(
        "get /api/figures/versions",
        FIGURES,
        "/api/figures/versions?unit={unit}&indicator=rd_expenditure&period=2024",
        &[200],
    ),
    Line::new("get /api/indicators", SCHEME, "/api/indicators", &[200]),
    Line::new("get /api/indicators/{code}", SCHEME, "/api/indicators/rd_expenditure", &[200]),
    Line::new(
        "get /api/indicators/{code}/values",
        FIGURES,
        "/api/indicators/rd_expenditure/values?period=2024",
        &[200],
    ),
    Line::new(
        "get /api/indicators/{code}/series",
        FIGURES,
        "/api/indicators/rd_expenditure/series?unit={unit}",
        &[200],
    ),
    Line::new("get /api/units", UNITS, "/api/units", &[200]).shows_tree(),
    Line::new("get /api/units/{code}", SCHEME, "/api/units/990121", &[200]).shows_tree(),
    Line::new("get /api/boundaries", SCHEME, "/api/boundaries", &[204]),
    Line::new("put /api/boundaries", May(&[EditScheme]), "/api/boundaries", &[422])
        .sends(Json(r#"{"title":"a","approval":"","geojson":{}}"#))
        .of_all_units(),
    // Administration
    Line::new(
        "get /api/accounts",
        May(&[ManageAccounts, ManageGrants, ManageSessions, ViewPermissions]),
        "/api/accounts",
        &[200],
    ),
    Line::new("post /api/accounts", ACCOUNTS, "/api/accounts", &[422])
        .sends(Json(r#"{"account":"a b","name":"a","unit":"{unit}"}"#)),
    Line::new("patch /api/accounts/{code}", ACCOUNTS, "/api/accounts/nowhere", &[404])
        .sends(Json(r#"{"unit":"{unit}"}"#)),
    Line::new("post /api/accounts/{code}/reset", ACCOUNTS, "/api/accounts/nowhere/reset", &[404]),
    Line::new("post /api/accounts/{code}/unlock", SESSIONS, "/api/accounts/nowhere/unlock", &[404]),
    Line::new("delete /api/accounts/{code}/totp", SESSIONS, "/api/accounts/nowhere/totp", &[404]),
    Line::new("get /api/accounts/{code}/identities", ACCOUNTS, "/api/accounts/nowhere/identities", &[404]),
    Line::new("post /api/accounts/{code}/identities", ACCOUNTS, "/api/accounts/nowhere/identities", &[404])
        .sends(Json(r#"{"provider":"none","subject":"a"}"#)),
    Line::new(
        "delete /api/accounts/{code}/identities",
        ACCOUNTS,
        "/api/accounts/nowhere/identities?provider=none&subject=a",
        &[404],
    ),
    Line::new("get /api/grants", May(&[ManageGrants, ViewPermissions]), "/api/grants", &[200]),
    Line::new("post /api/grants", GRANTS, "/api/grants", &[422])
        .sends(Json(r#"{"account":"nowhere","role":"leader","unit":"{unit}"}"#)),
    Line::new("delete /api/grants/{id}", GRANTS, "/api/grants/0", &[404]),
    Line::new("get /api/roles", SignedIn, "/api/roles", &[200]),
    Line::new("get /api/audit", May(&[ViewAudit]), "/api/audit", &[200]),
    Line::new("get /api/audit", May(&[ViewAudit]), "/api/audit?unit={unit}", &[200]),
    Line::new("get /api/audit.csv", May(&[ViewAudit]), "/api/audit.csv?unit={unit}", &[200]),
    Line::new("get /api/audit/head", May(&[ViewAudit]), "/api/audit/head", &[200]),
    Line::new("get /api/jobs", SignedIn, "/api/jobs", &[200]),
    Line::new("get /api/jobs/{id}", SignedIn, "/api/jobs/0000000000000000", &[404]),
    Line::new("get /api/jobs/{id}/events", SignedIn, "/api/jobs/0000000000000000/events", &[404]),
    Line::new("get /api/health", May(&[ManageJobs, ViewHealth]), "/api/health", &[200]),
    Line::new("get /api/views", SignedIn, "/api/views?page=ranking", &[200]),
    Line::new("put /api/views", SignedIn, "/api/views", &[204])
        .sends(Json(r#"{"page":"ranking","name":"a","query":"unit={unit}"}"#)),
    Line::new("delete /api/views/{name}", SignedIn, "/api/views/nothing?page=ranking", &[404]),
];
