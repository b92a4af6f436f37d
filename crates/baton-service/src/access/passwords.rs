//! Passwords (密码): hashed with Argon2id, judged by the rules, changed by their owner.
//!
//! *Cost*: 19 MiB, two passes, one lane: the least OWASP's Password Storage Cheat Sheet recommends.
//! *Rules*: at least 10 characters, three of four kinds, without the account's name, not a common one, not among the last five.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use baton_model::Message;
use baton_store::{PasswordChange, Store};
use jiff::Timestamp;

use super::actor::{Actor, Via};
use super::denied::Denied;
use super::{messages, random};

/// Fewest characters.
const LEAST: usize = 10;
/// Most bytes: hashing a novel would cost more than signing in is worth.
const MOST: usize = 256;
/// Common beginnings and wholes, in small letters.
const COMMON: &[&str] = &[
    "password",
    "passw0rd",
    "p@ssw0rd",
    "p@ssword",
    "admin",
    "administrator",
    "qwerty",
    "qwertyuiop",
    "1qaz2wsx",
    "1qaz@wsx",
    "zaq12wsx",
    "abc123",
    "abcd1234",
    "abc@123",
    "a123456",
    "aa123456",
    "123456",
    "1234567890",
    "111111",
    "000000",
    "888888",
    "666666",
    "woaini",
    "iloveyou",
    "letmein",
    "welcome",
    "changeme",
    "huawei@123",
    "admin@123",
    "root@123",
    "test@123",
    "gov@123",
    "zhengfu",
];

/// How passwords are hashed.
#[derive(Clone, Debug)]
pub struct Passwords {
    params: Params,
}

impl Passwords {
    /// With the cost for real use.
    pub fn new() -> Self {
        // 19 MiB, 2 passes, 1 lane, which are the defaults of the crate.
        Self { params: Params::DEFAULT }
    }

    /// With another cost, for tests that sign in a thousand times: KiB of memory and passes.
    pub fn with_cost(memory_kib: u32, passes: u32) -> Result<Self, Denied> {
        let params = Params::new(memory_kib, passes, 1, None);
        params.map(|params| Self { params }).map_err(|error| Denied::fault(error.to_string()))
    }

    fn argon2(&self) -> Argon2<'static> {
        Argon2::new(Algorithm::Argon2id, Version::V0x13, self.params.clone())
    }

    /// Hashes a password with a salt of its own (PHC string).
    pub fn hash(&self, password: &str) -> Result<String, Denied> {
        let salt = random::bytes::<16>()?;
        let hash: Result<PasswordHash, _> = self.argon2().hash_password_with_salt(password.as_bytes(), &salt);
        hash.map(|hash| hash.to_string()).map_err(|error| Denied::fault(error.to_string()))
    }

    /// Is it the password of the hash?
    pub fn matches(&self, password: &str, hash: &str) -> bool {
        PasswordHash::new(hash)
            .is_ok_and(|hash| self.argon2().verify_password(password.as_bytes(), &hash).is_ok())
    }

    /// Does the work of [`Passwords::matches`] where there is no hash, so that an account that does not exist takes as long.
    pub(crate) fn pretend(&self, password: &str) {
        let hash: Result<PasswordHash, _> =
            self.argon2().hash_password_with_salt(password.as_bytes(), &[0; 16]);
        drop(hash);
    }
}

impl Default for Passwords {
    fn default() -> Self {
        Self::new()
    }
}

/// Refuses a password that breaks a rule.
pub(crate) fn judge(password: &str, account: &str) -> Result<(), Denied> {
    let refuse = |message: Message| Err(Denied::invalid("password", message));
    if password.chars().count() < LEAST {
        return refuse(Message::new(&messages::PASSWORD_SHORT).with("least", LEAST));
    }
    if password.len() > MOST {
        return refuse(Message::new(&messages::PASSWORD_LONG).with("most", MOST));
    }
    let is = |kind: fn(char) -> bool| usize::from(password.chars().any(kind));
    let kinds = is(char::is_uppercase)
        + is(char::is_lowercase)
        + is(char::is_numeric)
        + is(|c| !c.is_uppercase() && !c.is_lowercase() && !c.is_numeric());
    if kinds < 3 {
        return refuse(Message::new(&messages::PASSWORD_KINDS));
    }
    let small = password.to_lowercase();
    if account.chars().count() >= 3 && small.contains(&account.to_lowercase()) {
        return refuse(Message::new(&messages::PASSWORD_NAME));
    }
    // A common word with a few characters around it is as easy to guess.
    let common = |word: &&str| small.contains(*word) && small.chars().count() < word.chars().count() + 6;
    if COMMON.iter().any(common) {
        return refuse(Message::new(&messages::PASSWORD_COMMON));
    }
    Ok(())
}

/// Changes the own password. Every other session of the account ends.
pub fn change_password(
    store: &Store,
    passwords: &Passwords,
    actor: &Actor,
    (present, new): (&str, &str),
    at: Timestamp,
) -> Result<(), Denied> {
    let Via::Session(session) = actor.via() else {
        return Err(Denied::Forbidden(Message::new(&messages::NOT_BY_TOKEN)));
    };
    let Some(found) = store.credentials(actor.account())? else {
        return Err(Denied::SignIn(Message::new(&messages::SESSION_OVER)));
    };
    if !passwords.matches(present, &found.password) {
        return Err(Denied::invalid("present", Message::new(&messages::PASSWORD_WRONG)));
    }
    judge(new, actor.account())?;
    if store.password_history(actor.account())?.iter().any(|hash| passwords.matches(new, hash)) {
        return Err(Denied::invalid("password", Message::new(&messages::PASSWORD_USED)));
    }
    let hash = passwords.hash(new)?;
    let change = PasswordChange {
        account: actor.account(),
        password: &hash,
        was: Some(&found.password),
        must_change: false,
        keep: Some(session),
    };
    if store.set_password(change, &actor.who(at).stamp())? {
        Ok(())
    } else {
        Err(Denied::Conflict(Message::new(&messages::CHANGED_MEANWHILE)))
    }
}
