//! Limits on how fast one address may ask: generous for reading, tight for signing in.

use std::net::IpAddr;
use std::num::NonZeroU32;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota};

/// Requests a second for everything. A wall of screens behind one address stays far below.
const ALL: u32 = 2000;
const ALL_BURST: u32 = 6000;
/// Attempts a minute to sign in: passwords are not tried by the thousand.
const SIGN_IN: u32 = 60;
const SIGN_IN_PATH: &str = "/api/session";
const ELSEWHERE: &str = "/api/oidc/";

/// What every address has left.
#[derive(Debug)]
pub(crate) struct Limits {
    all: DefaultKeyedRateLimiter<IpAddr>,
    sign_in: DefaultKeyedRateLimiter<IpAddr>,
}

fn some(count: u32) -> NonZeroU32 {
    NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN)
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            all: DefaultKeyedRateLimiter::keyed(Quota::per_second(some(ALL)).allow_burst(some(ALL_BURST))),
            sign_in: DefaultKeyedRateLimiter::keyed(Quota::per_minute(some(SIGN_IN))),
        }
    }
}

impl Limits {
    /// Takes one request of an address; says after how many seconds the next is taken where this one is too many.
    pub(crate) fn refuses(&self, address: IpAddr, sign_in: bool) -> Option<u64> {
        let limiter = if sign_in { &self.sign_in } else { &self.all };
        let refused = limiter.check_key(&address).err()?;
        Some(refused.wait_time_from(DefaultClock::default().now()).as_secs().max(1))
    }

    /// Forgets addresses that have everything left.
    pub(crate) fn tidy(&self) {
        self.all.retain_recent();
        self.sign_in.retain_recent();
    }
}

/// Is it an attempt to sign in, here or by another service?
pub(crate) fn is_sign_in(method: &http::Method, path: &str) -> bool {
    (*method == http::Method::POST && path == SIGN_IN_PATH) || path.starts_with(ELSEWHERE)
}
