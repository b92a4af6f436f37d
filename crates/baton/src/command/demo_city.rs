//! `baton demo --dir DIR`: the demo city with accounts, corrections, runs and published rankings, then its pages.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use baton_demo::{City, DEMO_PASSWORD, DemoAccount, DemoAudience, DemoImport, DemoRun, DemoState, city};
use baton_server::oidc::Providers;
use baton_server::{App, Options};
use baton_service::access::bootstrap::{FirstAccount, FirstGrant, bootstrap};
use baton_service::access::{Actor, Passwords, Role};
use baton_service::intake::{ImportRequest, import_into};
use baton_service::model::{Message, Period};
use baton_service::site::{self, PublishRequest, Site};
use baton_service::store::{Audience, RunState, Store};
use baton_service::{Refused, Who};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};

use super::serve::{address, config, listen, opened};
use super::{cannot_write, now};
use crate::cli::{DemoArgs, Global};
use crate::failure::Failure;
use crate::messages;
use crate::printer::Printer;

/// Makes the city where there is none, and serves it.
pub(super) fn run(
    args: &DemoArgs,
    folder: &Path,
    global: &Global,
    printer: &mut Printer,
) -> Result<(), Failure> {
    let _ = global;
    let place = super::backup::place(args.place.database.as_deref(), folder)?;
    // With a database elsewhere the folder has no store in it, but the city all the same.
    let there = baton_service::records::place(folder).parent().is_some_and(Path::is_dir);
    if !there && folder.read_dir().is_ok_and(|mut entries| entries.next().is_some()) {
        let message = Message::new(&messages::NOT_EMPTY).with("folder", folder.display().to_string());
        return Err(Failure::Usage(message));
    }
    let town = city(args.scale.clamp(1, 100));
    if !there {
        baton_demo::write(folder, &town).map_err(|error| cannot_write(folder, &error))?;
        baton_service::records::make_folder(folder)?;
    }
    let (runtime, store) = opened(&place)?;
    let store = Arc::new(store);
    if store.accounts().map_err(super::backup::refused)?.is_empty() {
        let seeding = Message::new(&messages::SEEDING);
        printer.busy(&seeding, || seed(&store, folder, &town))?;
    }
    sign_ins(&town, printer);
    if args.seed_only {
        return Ok(());
    }
    let app = App::new(Site::new(store), config(), Passwords::new(), Providers::default());
    listen(&runtime, app, Options { listen: address(&args.place.listen)?, tls: None }, printer)
}

fn sign_ins(town: &City, printer: &mut Printer) {
    let Some(first) = town.accounts.first() else { return };
    let message = Message::new(&messages::DEMO_SIGN_IN)
        .with("account", first.account)
        .with("name", first.name)
        .with("password", DEMO_PASSWORD);
    printer.note(&message);
    let others: Vec<String> =
        town.accounts.iter().skip(1).map(|one| format!("{}（{}）", one.account, one.name)).collect();
    printer.note(
        &Message::new(&messages::DEMO_ACCOUNTS)
            .with("accounts", baton_service::messages::list(others.iter().map(String::as_str))),
    );
}

/// What happens when: an import, a run.
enum Event<'c> {
    Import(&'c DemoImport),
    Run(&'c DemoRun),
}

fn seed(store: &Arc<Store>, folder: &Path, town: &City) -> Result<(), Refused> {
    let began = at("2024-01-01T09:00:00+08:00");
    let owner = Who { at: began, name: "示例数据".to_owned(), from: "command line".to_owned() };
    let accounts: Vec<FirstAccount> = accounts(&town.accounts);
    bootstrap(store, &Passwords::new(), &accounts, &owner)?;
    site::adopt(store, folder, &Actor::owner(&owner), &owner)?;
    let mut events: Vec<(Timestamp, Event<'_>)> = Vec::new();
    events.extend(town.imports.iter().map(|one| (at(one.recorded_at), Event::Import(one))));
    events.extend(town.runs.iter().map(|one| (at(&one.as_of), Event::Run(one))));
    events.sort_by_key(|(moment, _)| *moment);
    let site = Site::new(Arc::clone(store));
    let mut published: BTreeMap<(String, String), String> = BTreeMap::new();
    for (moment, event) in events {
        match event {
            Event::Import(one) => corrected(store, folder, one, moment)?,
            Event::Run(one) => kept(&site, one, moment, &mut published)?,
        }
        site.changed();
    }
    Ok(())
}

fn corrected(store: &Store, folder: &Path, one: &DemoImport, moment: Timestamp) -> Result<(), Refused> {
    let request = ImportRequest {
        recorded_at: Some(moment),
        reason: Some(one.reason.to_owned()),
        ..ImportRequest::default()
    };
    let who = Who { at: moment, name: one.account.to_owned(), from: "command line".to_owned() };
    let workspace = baton_service::prepare::open(folder)?.workspace;
    let done = import_into(store, &workspace, &[folder.join(&one.path)], &request, &who)?;
    match done.into_iter().find(|done| !done.is_whole()) {
        Some(refused) => Err(Refused::Fault(format!("{}: {:?}", one.path, refused.refused))),
        None => Ok(()),
    }
}

fn kept(
    site: &Site,
    one: &DemoRun,
    moment: Timestamp,
    published: &mut BTreeMap<(String, String), String>,
) -> Result<(), Refused> {
    let office =
        |at: Timestamp| Actor::owner(&Who { at, name: "office".to_owned(), from: "command line".to_owned() });
    let key = (one.scheme.to_owned(), one.period.clone());
    let earlier = published.get(&key).filter(|_| one.restates);
    let run = match earlier {
        Some(earlier) => site.restate(&office(moment), earlier, Some(moment), moment)?.kept.head.id,
        None => {
            let period: Period = one.period.parse().map_err(|_| Refused::Fault(one.period.clone()))?;
            site.keep(&office(moment), Some(one.scheme), Some(period), Some(moment), moment)?.head.id
        }
    };
    let Some(publish) = &one.publish else { return Ok(()) };
    let audience = match one.audience {
        DemoAudience::Own => Audience::Own,
        DemoAudience::Everyone => Audience::Everyone,
    };
    let step = |state, until: Option<Date>, when: Timestamp| {
        let request = PublishRequest { run: run.clone(), state, until, audience: Some(audience) };
        site.publish(&office(when), &request, when).map(drop)
    };
    let when = at(publish.at);
    match publish.state {
        DemoState::Notice { days } => {
            // The demonstration always shows a notice that runs.
            let today = baton_service::snapshot::day_in_china(now());
            step(RunState::Notice, Some(today.saturating_add(days.days())), when)?;
        }
        DemoState::Final if earlier.is_some() => step(RunState::Restated, None, when)?,
        DemoState::Final => {
            let notice = baton_service::snapshot::day_in_china(moment);
            step(RunState::Notice, Some(notice), moment)?;
            step(RunState::Final, None, when)?;
        }
    }
    published.insert(key, run);
    Ok(())
}

fn accounts(list: &[DemoAccount]) -> Vec<FirstAccount> {
    let grant = |one: &DemoAccount| {
        Some(FirstGrant {
            role: Role::parse(one.role)?,
            unit: one.unit.map(str::to_owned),
            indicators: Some(one.indicators.iter().map(|code| (*code).to_owned()).collect())
                .filter(|_| !one.indicators.is_empty()),
        })
    };
    let account = |one: &DemoAccount| FirstAccount {
        code: one.account.to_owned(),
        name: one.name.to_owned(),
        home_unit: one.unit.map(str::to_owned),
        password: DEMO_PASSWORD.to_owned(),
        must_change: false,
        grants: grant(one).into_iter().collect(),
    };
    list.iter().map(account).collect()
}

/// A moment of the city's history.
fn at(text: &str) -> Timestamp {
    text.parse().unwrap_or(Timestamp::UNIX_EPOCH)
}
