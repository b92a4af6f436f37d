//! Signing in with an account of another service (OpenID Connect).

use std::path::Path;

use baton_service::model::Message;
use serde::Deserialize;

use crate::problem::BAD_SETTINGS;

/// A service that vouches for accounts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// Its name in addresses.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Where it describes itself.
    pub issuer: String,
    /// Who we are there.
    pub client_id: String,
    /// How we show it.
    pub client_secret: Option<String>,
}

/// The services set up.
#[derive(Debug, Default)]
pub struct Providers(pub Vec<Provider>);

impl Providers {
    /// Reads a settings file: a JSON list of providers.
    ///
    /// # Errors
    /// The file cannot be read or is no such list.
    pub fn read(file: &Path) -> Result<Self, Message> {
        let wrong = |detail: String| {
            Message::new(&BAD_SETTINGS).with("file", file.display().to_string()).with("detail", detail)
        };
        let text = std::fs::read_to_string(file).map_err(|error| wrong(error.to_string()))?;
        serde_json::from_str(&text).map(Self).map_err(|error| wrong(error.to_string()))
    }
}
