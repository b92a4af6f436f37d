//! Signing in with an account of another service (OpenID Connect).

/// A service that vouches for accounts.
#[derive(Clone, Debug)]
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
