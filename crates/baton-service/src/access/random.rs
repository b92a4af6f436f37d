//! Tokens nobody can guess, and what is derived from them.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use baton_store::digest;

use super::denied::Denied;

/// So many random bytes.
pub(crate) fn bytes<const N: usize>() -> Result<[u8; N], Denied> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| Denied::fault(format!("no randomness: {error}")))?;
    Ok(bytes)
}

/// A secret of 32 random bytes, base64url, with its digest and a short name that opens nothing.
pub(crate) struct Secret {
    pub(crate) text: String,
    pub(crate) digest: String,
    pub(crate) id: String,
}

/// A new secret; `prefix` stands before it so that scanners know it when it leaks.
pub(crate) fn secret(prefix: &str) -> Result<Secret, Denied> {
    let text = format!("{prefix}{}", URL_SAFE_NO_PAD.encode(bytes::<32>()?));
    let digest = digest(text.as_bytes());
    Ok(Secret { id: short_name()?, text, digest })
}

/// A short name in lists: 8 random bytes.
pub(crate) fn short_name() -> Result<String, Denied> {
    Ok(bytes::<8>()?.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The token a page sends back with every change, so that no other site can (CSRF): derived from the session's token, of which the
/// browser keeps the one where scripts cannot read it.
pub fn csrf_of(session_token: &str) -> String {
    digest(format!("csrf\0{session_token}").as_bytes()).split_off("sha256:".len())
}

/// Are two secrets the same? Compared by their digests, so that the time taken tells nothing of how much of them agrees.
pub fn same_secret(a: &str, b: &str) -> bool {
    digest(a.as_bytes()) == digest(b.as_bytes())
}

/// A first password to be handed over and typed once: 14 random characters that are not taken for one another, and three kinds.
pub fn first_password() -> Result<String, Denied> {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let random = bytes::<14>()?;
    let text: String = random.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    Ok(format!("{}-{}A", &text[..7], &text[7..]))
}
