//! A small site for the tests: the county example, taken into a store of its own, with an account for every role.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use baton_server::oidc::Providers;
use baton_server::{App, Config, router::router};
use baton_service::Who;
use baton_service::access::bootstrap::{FirstAccount, FirstGrant, bootstrap};
use baton_service::access::{Actor, Passwords, Role};
use baton_service::site::{PublishRequest, adopt};
use baton_service::store::{AsyncStore, Audience, Place, RunState};
use baton_testkit::postgres::{Cluster, Database};
use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};

pub(crate) use crate::client::{Answer, Client, PASSWORD, Part};

/// The unit of accounts with a scope of their own, and its name.
pub(crate) const OWN: (&str, &str) = ("990121", "示例子县");
/// A unit outside of it, and its name.
pub(crate) const FOREIGN: (&str, &str) = ("990123", "示例寅县");
/// A unit that does not exist.
pub(crate) const NOWHERE: &str = "999999";
/// The indicators of the account `indicator_department`.
pub(crate) const INDICATORS: [&str; 2] = ["rd_expenditure", "hitech_share"];

/// The moment at which every site of the tests begins.
const BEGIN: i64 = 1_750_000_000;
/// So many sites can be there at once, each with a clock of its own.
const CLOCKS: usize = 16;

static MOMENTS: [AtomicI64; CLOCKS] = [const { AtomicI64::new(BEGIN) }; CLOCKS];
static FREE: Mutex<[bool; CLOCKS]> = Mutex::new([true; CLOCKS]);

fn clock<const N: usize>() -> Timestamp {
    Timestamp::from_second(MOMENTS[N].load(Ordering::SeqCst)).unwrap()
}

macro_rules! clocks {
    ($($number:literal)*) => { [$(clock::<$number>),*] };
}

const READ: [fn() -> Timestamp; CLOCKS] = clocks!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15);

/// A clock that moves when a test says so.
struct Clock(usize);

impl Clock {
    fn new() -> Self {
        loop {
            let mut free = FREE.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(number) = free.iter().position(|free| *free) {
                free[number] = false;
                MOMENTS[number].store(BEGIN, Ordering::SeqCst);
                return Self(number);
            }
            drop(free);
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Clock {
    fn drop(&mut self) {
        FREE.lock().unwrap_or_else(PoisonError::into_inner)[self.0] = true;
    }
}

/// A site with what it stands on. What is listed first goes first.
pub(crate) struct TestSite {
    pub(crate) app: App,
    router: Router,
    pub(crate) runtime: Runtime,
    /// Which database: for messages of tests that run on both.
    pub(crate) database: &'static str,
    clock: Clock,
    /// The folder the site was taken in from.
    pub(crate) folder: TempDir,
    _server: Option<Database>,
}

/// A site in a SQLite file.
pub(crate) fn site() -> TestSite {
    site_with(|config| config, Providers::default())
}

/// A site in a SQLite file, set up otherwise.
pub(crate) fn site_with(change: impl FnOnce(Config) -> Config, providers: Providers) -> TestSite {
    let folder = folder();
    let place = Place::file(&folder.path().join("test.sqlite"));
    TestSite::new(folder, &place, ("SQLite", None), change, providers)
}

/// The same site on every database there is: SQLite, and PostgreSQL where it is installed.
pub(crate) fn stores() -> Vec<TestSite> {
    let mut sites = vec![site()];
    if let Some(database) = Cluster::shared().map(Cluster::database) {
        let place = Place::parse(&database.url()).unwrap();
        let server = ("PostgreSQL", Some(database));
        sites.push(TestSite::new(folder(), &place, server, |config| config, Providers::default()));
    }
    sites
}

/// A copy of the county example.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/county-hqd");
    let files = ["workspace.toml", "indicators.toml", "units.csv", "unit_changes.csv"];
    let deeper = ["schemes/county_hqd.toml", "data/counties.csv"];
    for file in files.into_iter().chain(deeper) {
        let to: PathBuf = folder.path().join(file);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(from.join(file), to).unwrap();
    }
    folder
}

impl TestSite {
    fn new(
        folder: TempDir,
        place: &Place,
        (database, server): (&'static str, Option<Database>),
        change: impl FnOnce(Config) -> Config,
        providers: Providers,
    ) -> Self {
        let clock = Clock::new();
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let store = runtime.block_on(AsyncStore::open_place(place)).unwrap();
        let store = Arc::new(store.blocking(runtime.handle().clone()));
        let passwords = Passwords::with_cost(8, 1).unwrap();
        let who = owner(READ[clock.0]());
        let blocking = {
            let (store, passwords, root) = (Arc::clone(&store), passwords.clone(), folder.path().to_owned());
            move || {
                adopt(&store, &root, &Actor::owner(&who), &who).unwrap();
                assert!(bootstrap(&store, &passwords, &accounts(), &who).unwrap());
            }
        };
        runtime.block_on(runtime.spawn_blocking(blocking)).unwrap();
        let config = change(Config {
            clock: READ[clock.0],
            secure: false,
            behind_proxy: false,
            origin: None,
            upload_bytes: 8 << 20,
            patience: Duration::from_secs(60),
            counts_token: None,
            version: "0.0.0-test",
        });
        let app = App::new(baton_service::site::Site::new(store), config, passwords, providers);
        Self { router: router(&app), app, runtime, database, clock, folder, _server: server }
    }

    /// The moment it is.
    pub(crate) fn now(&self) -> Timestamp {
        self.app.now()
    }

    /// Moves the clock on.
    pub(crate) fn wait(&self, duration: SignedDuration) {
        MOMENTS[self.clock.0].fetch_add(duration.as_secs(), Ordering::SeqCst);
    }

    /// Somebody who is not signed in.
    pub(crate) fn anybody(&self) -> Client {
        Client::new(self.router.clone(), self.runtime.handle().clone())
    }

    /// Somebody signed in to one of [`accounts`].
    #[track_caller]
    pub(crate) fn client(&self, account: &str) -> Client {
        let mut client = self.anybody();
        client.sign_in(account);
        client
    }

    /// Runs what blocks, such as a use case, as the server does.
    pub(crate) fn blocking<T: Send + 'static>(&self, work: impl FnOnce(&App) -> T + Send + 'static) -> T {
        let app = self.app.clone();
        self.runtime.block_on(self.runtime.spawn_blocking(move || work(&app))).unwrap()
    }

    /// How many statements the store has run.
    pub(crate) fn statements(&self) -> u64 {
        self.app.site.store().statements()
    }

    /// Runs the example for a year and keeps it as a draft; gives the id of the run.
    pub(crate) fn draft(&self, year: &'static str) -> String {
        self.blocking(move |app| {
            let now = app.now();
            let kept =
                app.site.keep(&Actor::owner(&owner(now)), None, Some(year.parse().unwrap()), None, now);
            app.site.changed();
            kept.unwrap().head.id
        })
    }

    /// Publishes a run of the example for a year; gives its id.
    pub(crate) fn published(&self, year: &'static str, audience: Audience) -> String {
        let run = self.draft(year);
        self.blocking(move |app| {
            let now = app.now();
            let request = PublishRequest {
                run: run.clone(),
                state: RunState::Final,
                until: None,
                audience: Some(audience),
            };
            app.site.publish(&Actor::owner(&owner(now)), &request, now).unwrap();
            app.site.changed();
            run
        })
    }
}

/// The owner of the site's files.
pub(crate) fn owner(at: Timestamp) -> Who {
    Who { at, name: "owner".to_owned(), from: "test".to_owned() }
}

/// Name of the account that has a role in the subtree of [`OWN`] only.
pub(crate) fn scoped(role: Role) -> String {
    format!("{}.own", role.id())
}

/// Accounts of the tests: one for every role, named like it, that reaches everything (the department: [`INDICATORS`] of all units; the
/// assessed unit: [`OWN`]); one more for every role on data that reaches [`OWN`] only, named by [`scoped`]. `nobody` has no role.
fn accounts() -> Vec<FirstAccount> {
    let account = |code: &str, name: &str, grants: Vec<FirstGrant>| FirstAccount {
        code: code.to_owned(),
        name: name.to_owned(),
        home_unit: grants.iter().find_map(|grant| grant.unit.clone()),
        password: PASSWORD.to_owned(),
        must_change: false,
        grants,
    };
    let mut all = vec![account("nobody", "无角色", Vec::new())];
    for role in Role::ALL {
        let mut grant = FirstGrant::everywhere(role);
        match role {
            Role::AssessedUnit => grant.unit = Some(OWN.0.to_owned()),
            Role::IndicatorDepartment => {
                grant.indicators = Some(INDICATORS.iter().map(|code| (*code).to_owned()).collect());
            }
            _ => {}
        }
        all.push(account(role.id(), role.term().zh, vec![grant]));
        if !role.is_administrator() {
            let name = format!("{}（{}）", role.term().zh, OWN.1);
            all.push(account(&scoped(role), &name, vec![FirstGrant::in_unit(role, OWN.0)]));
        }
    }
    all
}
