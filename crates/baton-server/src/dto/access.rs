//! Sessions, tokens, the reasons of permission and its matrix on the wire.

use baton_service::access::matrix::MatrixRow;
use baton_service::access::{Capability, Role};
use baton_service::model::Lang;
use baton_service::snapshot::day_in_china;
use baton_service::store::{ApiToken, Session};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::UnitHead;
use super::account::GrantBody;

/// A session that goes on.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct OpenSession {
    /// Its short name; nobody can come in with it.
    pub id: String,
    /// The account.
    pub account: String,
    /// When it began.
    pub started: String,
    /// When it was last used, to the minute.
    pub last_seen: String,
    /// From where it began.
    pub from: String,
    /// The program that asked, as it called itself.
    pub agent: String,
    /// Is it the one this request came with?
    pub current: bool,
}

/// Sessions.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Sessions {
    /// The one used last first.
    pub items: Vec<OpenSession>,
    /// Always null: there is one page.
    pub next: Option<String>,
}

/// A token.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct TokenBody {
    /// Its short name; nobody can come in with it.
    pub id: String,
    /// The account.
    pub account: String,
    /// What it is for.
    pub name: String,
    /// What it may do at most.
    pub capabilities: Vec<String>,
    /// When it was made.
    pub created: String,
    /// The last day it serves.
    pub expires: String,
    /// When it was last used, to the minute.
    pub last_used: Option<String>,
    /// Was it revoked?
    pub revoked: bool,
}

/// Tokens.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Tokens {
    /// By account and time.
    pub items: Vec<TokenBody>,
    /// Always null: there is one page.
    pub next: Option<String>,
}

/// A token to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTokenBody {
    /// What it is for.
    pub name: String,
    /// What it may do at most.
    pub capabilities: Vec<String>,
    /// The last day it serves: at most 366 days from now.
    pub expires: String,
}

/// A token that was made.
#[derive(Serialize, ToSchema)]
pub struct MadeToken {
    /// What is listed of it.
    #[serde(flatten)]
    pub listed: TokenBody,
    /// The token itself, shown once.
    pub token: String,
}

/// What is asked about permission.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct WhyQuery {
    /// What somebody wants to do.
    pub capability: String,
    /// With which unit.
    pub unit: Option<String>,
    /// With which indicator.
    pub indicator: Option<String>,
    /// Who; the own account if none.
    pub account: Option<String>,
}

/// Whom to ask.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Helper {
    /// What people call the account.
    pub name: String,
    /// Its role in words.
    pub role_name: &'static str,
}

/// Why something is, or is not, allowed.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct WhyBody {
    /// Is it?
    pub allowed: bool,
    /// The reason in words.
    pub because: String,
    /// The grants that allow it.
    pub grants: Vec<GrantBody>,
    /// Whom to ask for it.
    pub ask: Vec<Helper>,
}

/// What one grant allows one account.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MatrixLine {
    /// The account.
    pub account: String,
    /// What people call it.
    pub name: String,
    /// Id of the role.
    pub role: &'static str,
    /// The role in words.
    pub role_name: &'static str,
    /// Code of the unit whose subtree it reaches; none: everything.
    pub unit: Option<String>,
    /// Its name.
    pub unit_name: Option<String>,
    /// The indicators it reaches; none: all.
    pub indicators: Option<Vec<String>>,
    /// For each capability, in their order: is it allowed?
    pub allowed: Vec<bool>,
}

/// The permission matrix.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MatrixBody {
    /// Ids of the capabilities: the columns.
    pub capabilities: Vec<&'static str>,
    /// A row for each grant.
    pub rows: Vec<MatrixLine>,
}

impl OpenSession {
    /// From a session; `current` is the name of the one the request came with.
    pub fn of(session: Session, current: Option<&str>) -> Self {
        Self {
            current: current == Some(session.id.as_str()),
            id: session.id,
            account: session.account,
            started: session.started_at.to_string(),
            last_seen: session.seen_at.to_string(),
            from: session.started_from,
            agent: session.agent,
        }
    }
}

impl TokenBody {
    /// From a token.
    pub fn of(token: ApiToken) -> Self {
        Self {
            id: token.id,
            account: token.account,
            name: token.name,
            capabilities: token.capabilities,
            created: token.created.at.to_string(),
            expires: day_in_china(token.expires_at).to_string(),
            last_used: token.used_at.map(|moment| moment.to_string()),
            revoked: token.revoked.is_some(),
        }
    }
}

impl Helper {
    /// A security administrator.
    pub fn security(name: String, lang: Lang) -> Self {
        let term = Role::SecurityAdmin.term();
        Self { name, role_name: lang.pick(term.zh, term.en) }
    }
}

impl MatrixBody {
    /// From the rows of the matrix, which stand together by grant; `head` puts a unit into words.
    pub fn of(rows: Vec<MatrixRow>, head: impl Fn(&str) -> UnitHead, lang: Lang) -> Self {
        let mut lines: Vec<MatrixLine> = Vec::new();
        let mut last = None;
        for row in rows {
            if last != Some(row.grant) {
                last = Some(row.grant);
                lines.push(MatrixLine {
                    unit_name: row.unit.as_deref().map(|code| head(code).name),
                    account: row.account,
                    name: row.name,
                    role: row.role.id(),
                    role_name: lang.pick(row.role.term().zh, row.role.term().en),
                    unit: row.unit,
                    indicators: row.indicators,
                    allowed: vec![false; Capability::ALL.len()],
                });
            }
            let place = Capability::ALL.into_iter().position(|capability| capability == row.capability);
            if let (Some(line), Some(place)) = (lines.last_mut(), place) {
                line.allowed[place] = true;
            }
        }
        Self { capabilities: Capability::ALL.into_iter().map(Capability::id).collect(), rows: lines }
    }

    /// As a table: its head and rows.
    pub fn table(self, lang: Lang) -> (Vec<&'static str>, Vec<Vec<String>>) {
        let columns = [
            ("账号", "account"),
            ("姓名", "name"),
            ("角色", "role"),
            ("单位代码", "unit"),
            ("单位", "unit name"),
            ("指标", "indicators"),
        ];
        let capability = |capability: Capability| lang.pick(capability.term().zh, capability.term().en);
        let mut head: Vec<&str> = columns.iter().map(|(zh, en)| lang.pick(zh, en)).collect();
        head.extend(Capability::ALL.into_iter().map(capability));
        let all = || lang.pick("全部", "all").to_owned();
        let row = |line: MatrixLine| {
            let mut cells = vec![
                line.account,
                line.name,
                line.role_name.to_owned(),
                line.unit.unwrap_or_default(),
                line.unit_name.unwrap_or_else(all),
                line.indicators.map_or_else(all, |codes| codes.join(" ")),
            ];
            let word = |allowed: bool| if allowed { lang.pick("是", "yes") } else { "" };
            cells.extend(line.allowed.into_iter().map(|allowed| word(allowed).to_owned()));
            cells
        };
        (head, self.rows.into_iter().map(row).collect())
    }
}
