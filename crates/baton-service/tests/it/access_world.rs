//! A server's accounts in memory, for the tests of permission.

use baton_service::Who;
use baton_service::access::bootstrap::{FirstAccount, FirstGrant, bootstrap};
use baton_service::access::sign_in::{self, Attempt, Signed};
use baton_service::access::{Actor, Denied, Passwords, Role};
use baton_service::model::{Catalogue, Indicator, Unit, UnitTree};
use baton_service::store::Store;
use jiff::Timestamp;

pub(crate) const PASSWORD: &str = "Spring-2025-wind";
pub(crate) const MINUTE: i64 = 60;
pub(crate) const HOUR: i64 = 60 * MINUTE;

pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) passwords: Passwords,
    pub(crate) tree: UnitTree,
    pub(crate) catalogue: Catalogue,
}

pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_750_000_000 + second).unwrap()
}

pub(crate) fn who(second: i64) -> Who {
    Who { at: at(second), name: "-".to_owned(), from: "10.0.0.7".to_owned() }
}

pub(crate) fn first(code: &str, grants: Vec<FirstGrant>) -> FirstAccount {
    FirstAccount {
        code: code.to_owned(),
        name: format!("{code} 先生"),
        home_unit: None,
        password: PASSWORD.to_owned(),
        must_change: false,
        grants,
    }
}

/// A city 0 with counties 1 and 2, and the town 11 in county 1.
pub(crate) fn tree() -> UnitTree {
    let unit = |code: &str, parent: Option<&str>| Unit {
        parent: parent.map(str::to_owned),
        ..Unit::new(code, format!("{code} 单位"), "county")
    };
    let units = vec![unit("0", None), unit("1", Some("0")), unit("2", Some("0")), unit("11", Some("1"))];
    UnitTree::new(units, Vec::new()).unwrap()
}

pub(crate) fn catalogue() -> Catalogue {
    let measure = baton_service::model::Measure::number();
    let one = |code: &str| Indicator::new(code, format!("{code} 指标"), measure.clone());
    Catalogue::new(vec![one("gdp"), one("rd")]).unwrap()
}

impl World {
    /// One account for each role, called like the role: administrators and the city's offices everywhere, the unit in county 1.
    pub(crate) fn new() -> Self {
        let accounts: Vec<FirstAccount> = Role::ALL
            .into_iter()
            .map(|role| {
                let grant = match role {
                    Role::AssessedUnit | Role::IndicatorDepartment => FirstGrant::in_unit(role, "1"),
                    _ => FirstGrant::everywhere(role),
                };
                first(role.id(), vec![grant])
            })
            .collect();
        Self::with(&accounts)
    }

    pub(crate) fn with(accounts: &[FirstAccount]) -> Self {
        let store = Store::open_in_memory().unwrap();
        let passwords = Passwords::with_cost(8, 1).unwrap();
        assert!(bootstrap(&store, &passwords, accounts, &who(-9)).unwrap());
        Self { store, passwords, tree: tree(), catalogue: catalogue() }
    }

    pub(crate) fn try_sign_in(
        &self,
        account: &str,
        password: &str,
        totp: Option<&str>,
        second: i64,
    ) -> Result<Signed, Denied> {
        let attempt = Attempt { account, password, totp, agent: "test" };
        sign_in::sign_in(&self.store, &self.passwords, &attempt, &who(second))
    }

    pub(crate) fn sign_in(&self, account: &str, second: i64) -> Signed {
        self.try_sign_in(account, PASSWORD, None, second).unwrap()
    }

    pub(crate) fn resume(&self, signed: &Signed, second: i64) -> Result<Actor, Denied> {
        sign_in::resume(&self.store, &signed.token, at(second), "10.0.0.8")
    }

    /// Somebody who has just signed in.
    pub(crate) fn actor(&self, account: &str) -> Actor {
        self.resume(&self.sign_in(account, 0), 0).unwrap()
    }
}

/// The code of a refusal.
pub(crate) fn code<T>(result: Result<T, Denied>) -> &'static str {
    match result {
        Ok(_) => "",
        Err(denied) => denied.message().unwrap().code(),
    }
}
