//! `baton serve`: pages and API on a workspace, until it is asked to stop.

use std::net::{SocketAddr, ToSocketAddrs as _};
use std::time::Duration;

use baton_server::oidc::Providers;
use baton_server::serve::until;
use baton_server::{App, Config, Options, serve};
use baton_service::access::{self, Actor, Passwords};
use baton_service::model::Message;
use baton_service::site::{self, Site};
use baton_service::store::{AsyncStore, Place, Store};
use std::sync::Arc;
use tokio::runtime::{Builder, Runtime};

use super::backup::{place, refused};
use super::{now, who};
use crate::cli::{Global, ServeArgs};
use crate::failure::Failure;
use crate::messages;
use crate::printer::Printer;

/// How long a request may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// Serves a workspace.
pub(super) fn run(args: &ServeArgs, global: &Global, printer: &mut Printer) -> Result<(), Failure> {
    let place = place(args.place.database.as_deref(), &global.workspace)?;
    if args.place.database.is_none() {
        baton_service::records::make_folder(&global.workspace)?;
    }
    let (runtime, store) = opened(&place)?;
    first_start(&store, global, printer)?;
    let providers = match &args.oidc {
        Some(file) => Providers::read(file).map_err(Failure::Files)?,
        None => Providers::default(),
    };
    let config = Config {
        secure: args.tls_key.is_some() || args.behind_proxy,
        behind_proxy: args.behind_proxy,
        origin: args.origin.clone(),
        upload_bytes: args.upload_mb.clamp(1, 1024) << 20,
        ..config()
    };
    let tls = args.tls_certificate.clone().zip(args.tls_key.clone());
    let options = Options { listen: address(&args.place.listen)?, tls };
    listen(
        &runtime,
        App::new(Site::new(Arc::new(store)), config, Passwords::new(), providers),
        options,
        printer,
    )
}

/// A store for a server, with the threads it works on.
pub(super) fn opened(place: &Place) -> Result<(Runtime, Store), Failure> {
    let runtime = Builder::new_multi_thread().enable_all().build()?;
    let store = runtime.block_on(AsyncStore::open_place(place)).map_err(refused)?;
    let store = store.blocking(runtime.handle().clone());
    Ok((runtime, store))
}

/// How a server is set up where nothing is said.
pub(super) fn config() -> Config {
    Config {
        clock: now,
        secure: false,
        behind_proxy: false,
        origin: None,
        upload_bytes: 64 << 20,
        patience: PATIENCE,
        counts_token: std::env::var("BATON_METRICS_TOKEN").ok().filter(|token| !token.is_empty()),
        version: env!("CARGO_PKG_VERSION"),
    }
}

/// The address as the user wrote it.
pub(super) fn address(text: &str) -> Result<SocketAddr, Failure> {
    let found = text.to_socket_addrs().ok().and_then(|mut found| found.next());
    found.ok_or_else(|| Failure::Usage(Message::new(&messages::BAD_ADDRESS).with("found", text)))
}

/// The first start takes the folder in and makes the three administrators.
fn first_start(store: &Store, global: &Global, printer: &mut Printer) -> Result<(), Failure> {
    let who = who(None);
    if store.file_paths().map_err(refused)?.is_empty() {
        let reading = Message::new(&messages::READING);
        let adopted =
            printer.busy(&reading, || site::adopt(store, &global.workspace, &Actor::owner(&who), &who));
        for note in adopted.map_err(baton_service::Refused::from)? {
            printer.note(&note);
        }
    }
    let password = access::first_password().map_err(baton_service::Refused::from)?;
    let first = access::bootstrap::administrators(&password);
    let made = access::bootstrap::bootstrap(store, &Passwords::new(), &first, &who);
    if made.map_err(baton_service::Refused::from)? {
        printer.note(&Message::new(&messages::FIRST_ACCOUNTS).with("password", password));
    }
    Ok(())
}

/// Listens until Ctrl-C or a termination signal.
pub(super) fn listen(
    runtime: &Runtime,
    app: App,
    options: Options,
    printer: &mut Printer,
) -> Result<(), Failure> {
    let secure = options.tls.is_some();
    let asked = options.listen;
    let serving = runtime.block_on(serve(app, options)).map_err(|error| {
        let message = Message::new(&messages::CANNOT_LISTEN).with("address", asked.to_string());
        Failure::Files(message.with("detail", &error))
    })?;
    let url = format!("{}://{}/", if secure { "https" } else { "http" }, serving.address);
    printer.note(&Message::new(&messages::LISTENING).with("url", url));
    if !baton_server::has_pages() {
        printer.note(&Message::new(&messages::NO_PAGES));
    }
    printer.flush()?;
    runtime.block_on(until(serving, stopped()))?;
    Ok(())
}

/// Waits for Ctrl-C or a termination signal.
async fn stopped() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! { _ = interrupted => {}, _ = terminated.recv() => {} }
            return;
        }
    }
    let _ = interrupted.await;
}
