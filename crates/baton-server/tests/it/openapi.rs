//! The contract: the document made from the handlers is the one the web client's types are made from.

use std::path::Path;

/// Where the client reads it.
const SNAPSHOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../web/src/api/openapi.json");

#[test]
fn the_client_is_built_on_the_document_as_it_is() {
    let now = baton_server::openapi::text();
    if std::env::var_os("BATON_UPDATE").is_some() {
        std::fs::write(SNAPSHOT, &now).unwrap();
    }
    let kept = std::fs::read_to_string(Path::new(SNAPSHOT)).unwrap_or_default();
    assert!(
        kept == now,
        "web/src/api/openapi.json is not what the handlers say; run the test with BATON_UPDATE=1, then `npm run codegen` in web/"
    );
}
