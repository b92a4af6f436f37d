//! The web client as built into the binary: the files of `web/dist`, nothing else. A binary built without them has no pages.

use std::borrow::Cow;

use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../web/dist"]
#[allow_missing = true]
struct Dist;

/// A file of the client by its path.
pub fn asset(path: &str) -> Option<Cow<'static, [u8]>> {
    Dist::get(path).map(|file| file.data)
}

/// Is there a client at all?
pub fn is_there() -> bool {
    Dist::get("index.html").is_some()
}
