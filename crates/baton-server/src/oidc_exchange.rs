//! The exchange of a code for who it is: the token of the service is verified by its keys, for us, for this sign-in.

use std::time::{Duration, SystemTime};

use baton_service::model::Message;
use http::StatusCode;
use jiff::Timestamp;
use openidconnect::core::{CoreClient, CoreIdToken, CoreJwsSigningAlgorithm};
use openidconnect::{
    AccessToken, AccessTokenHash, AuthorizationCode, ClientId, ClientSecret, OAuth2TokenResponse as _,
    RedirectUrl, TokenResponse as _,
};

use crate::oidc::{Found, Provider, UnderWay};
use crate::problem::{PROVIDER_REFUSED, Problem};
use crate::state::App;

/// Signatures that are taken: those with a key pair, never none.
const SIGNATURES: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// The service did not vouch.
pub(crate) fn refused(provider: &Provider, detail: &str) -> Problem {
    let message = Message::new(&PROVIDER_REFUSED).with("name", &provider.name).with("detail", detail);
    Problem::new(StatusCode::UNAUTHORIZED, message)
}

/// Exchanges a code; gives the subject the service vouches for.
pub(crate) async fn exchange(
    app: &App,
    provider: &Provider,
    (found, redirect): (&Found, RedirectUrl),
    (code, begun): (String, UnderWay),
    now: Timestamp,
) -> Result<String, Problem> {
    let client = CoreClient::from_provider_metadata(
        found.metadata.clone(),
        ClientId::new(provider.client_id.clone()),
        provider.client_secret.clone().map(ClientSecret::new),
    )
    .set_redirect_uri(redirect);
    let request = client.exchange_code(AuthorizationCode::new(code));
    let request =
        request.map_err(|error| refused(provider, "no token endpoint").logged(error.to_string()))?;
    let answer = request.set_pkce_verifier(begun.verifier).request_async(&found.http).await;
    let answer = answer.map_err(|error| refused(provider, "code").logged(format!("{error:?}")))?;
    let token = answer.id_token().ok_or_else(|| refused(provider, "no id_token"))?;
    let sent = (token, answer.access_token());
    match subject(provider, found, sent, &begun.nonce, now) {
        Ok(subject) => Ok(subject),
        // Its keys may have changed since it was asked for them.
        Err(_) => {
            let found = app.providers.find(provider, now).await?;
            subject(provider, &found, sent, &begun.nonce, now)
                .map_err(|detail| refused(provider, "id_token").logged(detail))
        }
    }
}

/// Verifies a token: signature, issuer, audience, nonce, time; and that the other token belongs to it.
fn subject(
    provider: &Provider,
    found: &Found,
    (token, access): (&CoreIdToken, &AccessToken),
    nonce: &openidconnect::Nonce,
    now: Timestamp,
) -> Result<String, String> {
    let client = CoreClient::from_provider_metadata(
        found.metadata.clone(),
        ClientId::new(provider.client_id.clone()),
        provider.client_secret.clone().map(ClientSecret::new),
    );
    let seconds = Duration::from_secs(u64::try_from(now.as_second()).unwrap_or(0));
    let clock = move || (SystemTime::UNIX_EPOCH + seconds).into();
    let verifier = client.id_token_verifier().set_allowed_algs(SIGNATURES).set_time_fn(clock);
    let claims = token.claims(&verifier, nonce).map_err(|error| format!("{error:?}"))?;
    if let Some(expected) = claims.access_token_hash() {
        let algorithm = token.signing_alg().map_err(|error| error.to_string())?;
        let key = token.signing_key(&verifier).map_err(|error| error.to_string())?;
        let actual =
            AccessTokenHash::from_token(access, algorithm, key).map_err(|error| error.to_string())?;
        if actual != *expected {
            return Err("the access token is another one's".to_owned());
        }
    }
    Ok(claims.subject().as_str().to_owned())
}
