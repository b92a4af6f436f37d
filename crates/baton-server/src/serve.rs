//! Listening: plain or with TLS of its own, until it is asked to stop; what is under way is finished first.

use std::future::Future;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;

use crate::router::router;
use crate::state::App;

/// Where and how to listen.
#[derive(Clone, Debug)]
pub struct Options {
    /// The address.
    pub listen: SocketAddr,
    /// Certificate and key as PEM files, for TLS of its own.
    pub tls: Option<(PathBuf, PathBuf)>,
}

/// How long requests under way may take once the server is asked to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(20);
/// How often what need not be remembered is forgotten.
const TIDY: Duration = Duration::from_secs(60);

/// A server that listens.
#[derive(Debug)]
pub struct Serving {
    /// The address it got.
    pub address: SocketAddr,
    handle: Handle<SocketAddr>,
    done: tokio::task::JoinHandle<std::io::Result<()>>,
}

impl Serving {
    /// Asks it to stop once requests under way are done.
    pub fn stop(&self) {
        self.handle.graceful_shutdown(Some(LAST_REQUESTS));
    }

    /// Waits until it has stopped.
    ///
    /// # Errors
    /// What the operating system says.
    pub async fn wait(self) -> std::io::Result<()> {
        self.done.await.unwrap_or_else(|error| Err(std::io::Error::other(error)))
    }
}

/// Begins to listen.
///
/// # Errors
/// The address cannot be had, or the certificate cannot be read.
pub async fn serve(app: App, options: Options) -> std::io::Result<Serving> {
    let handle = Handle::new();
    let service = router(&app).into_make_service_with_connect_info::<SocketAddr>();
    let listener = std::net::TcpListener::bind(options.listen)?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let done = match options.tls {
        Some((certificate, key)) => {
            let tls = RustlsConfig::from_pem_file(certificate, key).await?;
            let server = axum_server::from_tcp_rustls(listener, tls)?.handle(handle.clone());
            tokio::spawn(server.serve(service))
        }
        None => tokio::spawn(axum_server::from_tcp(listener)?.handle(handle.clone()).serve(service)),
    };
    crate::jobs::abandon(&app).await?;
    tidy(app);
    Ok(Serving { address, handle, done })
}

fn tidy(app: App) {
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(TIDY).await;
            app.limits.tidy();
        }
    });
}

/// Serves until `stop` comes.
///
/// # Errors
/// As [`serve`].
pub async fn until(serving: Serving, stop: impl Future<Output = ()>) -> std::io::Result<()> {
    stop.await;
    serving.stop();
    serving.wait().await
}
