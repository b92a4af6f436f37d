//! The harness itself: every account signs in, on every database.

use baton_service::access::Role;
use baton_service::store::Audience;

use crate::common::{OWN, scoped, site, stores};

#[test]
fn every_role_signs_in_on_every_database() {
    for site in stores() {
        for role in Role::ALL {
            let session = site.client(role.id()).get("/api/session").expect(200).json();
            assert_eq!(session["roles"][0]["role"], role.id(), "{}", site.database);
            if !role.is_administrator() {
                let badge = site.client(&scoped(role)).get("/api/session").expect(200).json();
                assert_eq!(badge["scope_badge"], format!("仅显示：{}及以下", OWN.1));
            }
        }
        site.anybody().get("/api/session").expect(204);
    }
}

#[test]
fn a_published_run_is_shown() {
    let site = site();
    let run = site.published("2024", Audience::Own);
    let shown = site.client("leader").get("/api/rankings?period=2024").expect(200).json();
    assert_eq!(shown["run"]["id"], run.as_str());
}
