//! Sessions on the wire.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::UnitHead;

/// An attempt to sign in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// Name of the account.
    pub account: String,
    /// The password.
    pub password: String,
    /// The code of the second factor, where the account has one.
    pub totp: Option<String>,
}

/// A role an account holds.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RoleBody {
    /// Id.
    pub role: &'static str,
    /// In words.
    pub role_name: &'static str,
    /// The unit whose subtree it reaches; none: everything.
    pub unit: Option<UnitHead>,
    /// The indicators it reaches; none: all.
    pub indicators: Option<Vec<String>>,
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SessionBody {
    /// Name of the account.
    pub account: String,
    /// What people call it.
    pub name: String,
    /// `zh-CN` or `en`.
    pub lang: &'static str,
    /// Has the password to be changed before anything else?
    pub must_change_password: bool,
    /// What every write sends in `X-Baton-Csrf`; empty for a token.
    pub csrf: String,
    /// What it may do.
    pub capabilities: Vec<&'static str>,
    /// The roles.
    pub roles: Vec<RoleBody>,
    /// What is shown, in words.
    pub scope_badge: String,
    /// The unit it belongs to.
    pub home_unit: Option<UnitHead>,
    /// Has it a second factor?
    pub totp: bool,
    /// When the session ends where it is not used again; none for a token.
    pub idle_until: Option<String>,
    /// When the session ends in any case; none for a token.
    pub ends: Option<String>,
}

/// A change of password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPassword {
    /// As it was.
    pub old: String,
    /// As it is to be.
    pub new: String,
}

/// A change of language.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLang {
    /// `zh-CN` or `en`.
    pub lang: String,
}

/// The own password, asked for again.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnPassword {
    /// As it is.
    pub password: String,
}

/// Password and code of the second factor, asked for again.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordAndCode {
    /// The password as it is.
    pub password: String,
    /// A code of the authenticator; not needed where the second factor was never confirmed.
    #[serde(default)]
    pub code: String,
}

/// A code of the authenticator.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// Six digits.
    pub code: String,
}

/// A secret to be put into an authenticator, shown once.
#[derive(Serialize, ToSchema)]
pub struct TotpSecret {
    /// To be typed.
    pub secret: String,
    /// The same as an `otpauth://` address, for a QR code.
    pub url: String,
}
