//! Signing in with an account of another service (OpenID Connect): authorization code with PKCE. What is under way is remembered
//! here for some minutes and bound to the browser by a cookie; who is vouched for must be linked to an account already.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use baton_service::access::{Denied, same_secret};
use baton_service::model::Message;
use http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use openidconnect::core::{CoreAuthenticationFlow, CoreClient, CoreProviderMetadata};
use openidconnect::url::{Host, Url};
use openidconnect::{
    ClientId, ClientSecret, CsrfToken, IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl,
    reqwest,
};
use serde::Deserialize;

use crate::oidc_exchange::exchange;
use crate::problem::{BAD_SETTINGS, NO_ORIGIN, PROVIDER_DOWN, Problem, STALE_SIGN_IN};
use crate::state::App;

/// How long a sign-in may take.
const UNDER_WAY: SignedDuration = SignedDuration::from_mins(10);
/// Most sign-ins under way; then the oldest is given up.
const MOST: usize = 1000;
/// How long what a service says of itself is believed.
const BELIEVED: SignedDuration = SignedDuration::from_hours(1);
/// How long a service may take to answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// A service that vouches for accounts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// Its name in addresses.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Where it describes itself; `https`, or `http` on this machine.
    pub issuer: String,
    /// Who we are there.
    pub client_id: String,
    /// How we show it.
    pub client_secret: Option<String>,
    /// PEM file of the authority behind its certificate, where it is not a public one.
    pub authority: Option<PathBuf>,
}

/// The services set up, what they say of themselves, and the sign-ins under way.
#[derive(Debug, Default)]
pub struct Providers {
    list: Vec<Provider>,
    found: Mutex<BTreeMap<String, Arc<Found>>>,
    under_way: Mutex<BTreeMap<String, UnderWay>>,
}

/// What a service says of itself.
#[derive(Debug)]
pub(crate) struct Found {
    at: Timestamp,
    pub(crate) metadata: CoreProviderMetadata,
    pub(crate) http: reqwest::Client,
}

/// A sign-in under way.
#[derive(Debug)]
pub(crate) struct UnderWay {
    at: Timestamp,
    provider: String,
    pub(crate) nonce: Nonce,
    pub(crate) verifier: PkceCodeVerifier,
    /// Where the browser goes afterwards.
    pub(crate) to: String,
}

/// Where to send the browser, and what it has to bring back.
#[derive(Debug)]
pub(crate) struct Begun {
    pub(crate) address: String,
    pub(crate) state: String,
}

impl Providers {
    /// Services set up. An issuer is reached by `https`, or is on this machine.
    ///
    /// # Errors
    /// What is wrong with one of them.
    pub fn new(list: Vec<Provider>) -> Result<Self, String> {
        for (place, one) in list.iter().enumerate() {
            judge(one)?;
            if list[..place].iter().any(|other| other.id == one.id || other.issuer == one.issuer) {
                return Err(format!("{}: id or issuer stand twice", one.id));
            }
        }
        Ok(Self { list, ..Self::default() })
    }

    /// Reads a settings file: a JSON list of providers.
    ///
    /// # Errors
    /// The file cannot be read or is no such list.
    pub fn read(file: &Path) -> Result<Self, Message> {
        let wrong = |detail: String| {
            Message::new(&BAD_SETTINGS).with("file", file.display().to_string()).with("detail", detail)
        };
        let text = std::fs::read_to_string(file).map_err(|error| wrong(error.to_string()))?;
        let list = serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?;
        Self::new(list).map_err(wrong)
    }

    /// The services.
    pub(crate) fn list(&self) -> &[Provider] {
        &self.list
    }

    /// A service by its id.
    pub(crate) fn get(&self, id: &str) -> Result<&Provider, Problem> {
        self.list.iter().find(|one| one.id == id).ok_or_else(|| Denied::missing().into())
    }

    /// The id of a service by its issuer.
    pub(crate) fn of_issuer(&self, issuer: &str) -> Option<&str> {
        self.list.iter().find(|one| one.issuer == issuer).map(|one| one.id.as_str())
    }

    /// What a service says of itself, asked at most once an hour.
    pub(crate) async fn found(&self, provider: &Provider, now: Timestamp) -> Result<Arc<Found>, Problem> {
        let held = self.found.lock().unwrap_or_else(PoisonError::into_inner).get(&provider.id).cloned();
        match held.filter(|found| now.duration_since(found.at).abs() < BELIEVED) {
            Some(found) => Ok(found),
            None => self.find(provider, now).await,
        }
    }

    /// Asks a service what it says of itself: its keys may have changed.
    pub(crate) async fn find(&self, provider: &Provider, now: Timestamp) -> Result<Arc<Found>, Problem> {
        let down = |detail: String| {
            let message = Message::new(&PROVIDER_DOWN).with("name", &provider.name);
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, message).logged(detail)
        };
        let http = client(provider).map_err(down)?;
        let issuer = IssuerUrl::new(provider.issuer.clone()).map_err(|error| down(error.to_string()))?;
        let metadata = CoreProviderMetadata::discover_async(issuer, &http).await;
        let metadata = metadata.map_err(|error| down(format!("{error:?}")))?;
        let found = Arc::new(Found { at: now, metadata, http });
        let mut held = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        held.insert(provider.id.clone(), Arc::clone(&found));
        Ok(found)
    }

    fn remember(&self, state: &str, begun: UnderWay) {
        let mut held = self.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        held.retain(|_, one| begun.at.duration_since(one.at).abs() < UNDER_WAY);
        if held.len() >= MOST {
            let oldest = held.iter().min_by_key(|(_, one)| one.at).map(|(state, _)| state.clone());
            oldest.and_then(|state| held.remove(&state));
        }
        held.insert(state.to_owned(), begun);
    }

    /// Takes a sign-in under way: each can be ended once, in the browser that began it.
    pub(crate) fn take(
        &self,
        provider: &Provider,
        (state, cookie): (&str, Option<&str>),
        now: Timestamp,
    ) -> Result<UnderWay, Problem> {
        let stale = || Problem::of(StatusCode::UNAUTHORIZED, &STALE_SIGN_IN);
        if !cookie.is_some_and(|cookie| same_secret(cookie, state)) {
            return Err(stale());
        }
        let taken = self.under_way.lock().unwrap_or_else(PoisonError::into_inner).remove(state);
        let taken = taken.filter(|one| now.duration_since(one.at).abs() < UNDER_WAY);
        taken.filter(|one| one.provider == provider.id).ok_or_else(stale)
    }
}

/// Is an address safe to speak with: by TLS, or on this machine?
fn is_safe(address: &Url) -> bool {
    let here = match address.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => IpAddr::V4(ip).is_loopback(),
        Some(Host::Ipv6(ip)) => IpAddr::V6(ip).is_loopback(),
        None => false,
    };
    address.scheme() == "https" || (address.scheme() == "http" && here)
}

fn judge(provider: &Provider) -> Result<(), String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-".contains(c);
    if provider.id.is_empty() || !provider.id.chars().all(plain) {
        return Err(format!("id {:?}: letters, digits, - and _ only", provider.id));
    }
    let issuer = Url::parse(&provider.issuer).map_err(|error| format!("{}: issuer: {error}", provider.id))?;
    if is_safe(&issuer) {
        return Ok(());
    }
    Err(format!("{}: issuer {}: https is needed, but for this machine", provider.id, provider.issuer))
}

/// What speaks with a service. It follows no redirects: they could lead it anywhere.
fn client(provider: &Provider) -> Result<reqwest::Client, String> {
    let builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).timeout(PATIENCE);
    let mut builder = builder.https_only(provider.issuer.starts_with("https:"));
    if let Some(file) = &provider.authority {
        let pem = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
        let certificate = reqwest::Certificate::from_pem(&pem).map_err(|error| error.to_string())?;
        builder = builder.add_root_certificate(certificate);
    }
    builder.build().map_err(|error| error.to_string())
}

/// The address the service sends the browser back to.
fn redirect(app: &App, provider: &Provider) -> Result<RedirectUrl, Problem> {
    let origin = app.config.origin.as_deref();
    let origin = origin.ok_or_else(|| Problem::of(StatusCode::SERVICE_UNAVAILABLE, &NO_ORIGIN))?;
    let address = format!("{}/api/oidc/{}/callback", origin.trim_end_matches('/'), provider.id);
    RedirectUrl::new(address).map_err(|error| Problem::fault(error.to_string()))
}

/// A client of a service, as long as it is used.
macro_rules! client_of {
    ($app:expr, $provider:expr, $found:expr) => {
        CoreClient::from_provider_metadata(
            $found.metadata.clone(),
            ClientId::new($provider.client_id.clone()),
            $provider.client_secret.clone().map(ClientSecret::new),
        )
        .set_redirect_uri(redirect($app, $provider)?)
    };
}

/// Begins a sign-in.
pub(crate) async fn begin(app: &App, id: &str, to: &str) -> Result<Begun, Problem> {
    let (provider, now) = (app.providers.get(id)?, app.now());
    redirect(app, provider)?;
    let found = app.providers.found(provider, now).await?;
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let (address, state, nonce) = client_of!(app, provider, found)
        .authorize_url(CoreAuthenticationFlow::AuthorizationCode, CsrfToken::new_random, Nonce::new_random)
        .set_pkce_challenge(challenge)
        .url();
    if !is_safe(&address) {
        return Err(Problem::fault(format!("{id}: its sign-in page is not reached by https")));
    }
    let state = state.into_secret();
    let provider = provider.id.clone();
    app.providers.remember(&state, UnderWay { at: now, provider, nonce, verifier, to: to.to_owned() });
    Ok(Begun { address: address.into(), state })
}

/// Ends a sign-in with the code the browser brought: who it is there.
pub(crate) async fn end(
    app: &App,
    provider: &Provider,
    (code, begun): (String, UnderWay),
) -> Result<String, Problem> {
    let now = app.now();
    let found = app.providers.found(provider, now).await?;
    exchange(app, provider, (&found, redirect(app, provider)?), (code, begun), now).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn provider(id: &str, issuer: &str) -> Provider {
        Provider {
            id: id.to_owned(),
            name: "统一身份".to_owned(),
            issuer: issuer.to_owned(),
            client_id: "baton".to_owned(),
            client_secret: None,
            authority: None,
        }
    }

    #[test]
    fn issuers_are_reached_safely() {
        let good =
            ["https://id.example.cn", "http://127.0.0.1:4000", "http://localhost:4000/a", "http://[::1]:1"];
        for issuer in good {
            assert!(Providers::new(vec![provider("a", issuer)]).is_ok(), "{issuer}");
        }
        for issuer in ["http://id.example.cn", "http://10.0.0.1", "ftp://127.0.0.1", "file:///a", "id", ""] {
            assert!(Providers::new(vec![provider("a", issuer)]).is_err(), "{issuer}");
        }
        for id in ["", "a/b", "甲", "a b"] {
            assert!(Providers::new(vec![provider(id, "https://id.example.cn")]).is_err(), "{id}");
        }
        let twice = vec![provider("a", "https://a.example.cn"), provider("a", "https://b.example.cn")];
        assert!(Providers::new(twice).is_err());
    }

    #[test]
    fn a_sign_in_is_ended_once_where_it_began_and_in_time() {
        let providers = Providers::new(vec![provider("a", "https://a.example.cn")]).unwrap();
        let other = provider("b", "https://b.example.cn");
        let at = |second| Timestamp::from_second(second).unwrap();
        let begin = |state: &str, second| {
            let (_, verifier) = PkceCodeChallenge::new_random_sha256();
            let provider = "a".to_owned();
            let begun = UnderWay {
                at: at(second),
                provider,
                nonce: Nonce::new_random(),
                verifier,
                to: "/".to_owned(),
            };
            providers.remember(state, begun);
        };
        let take = |provider: &Provider, state: &str, cookie, second| {
            providers.take(provider, (state, cookie), at(second)).is_ok()
        };
        let own = &providers.list()[0];
        begin("s", 0);
        assert!(!take(own, "s", None, 1), "no cookie");
        assert!(!take(own, "s", Some("t"), 1), "another browser's cookie");
        assert!(take(own, "s", Some("s"), 1));
        assert!(!take(own, "s", Some("s"), 1), "a second time");
        begin("s", 0);
        assert!(!take(own, "s", Some("s"), 601), "too late");
        begin("s", 0);
        assert!(!take(&other, "s", Some("s"), 1), "another service");
    }
}
