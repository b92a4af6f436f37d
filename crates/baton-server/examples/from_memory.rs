//! The peer of the server's measurements: one handler that answers every question with the bytes of a file, from memory.
//!
//! `from_memory FILE` prints the address it listens on.

use std::error::Error;
use std::io::Write as _;

use axum::Router;
use axum::body::Bytes;
use axum::routing::any;
use http::header;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args_os().nth(1).ok_or("usage: from_memory FILE")?;
    let bytes = Bytes::from(std::fs::read(file)?);
    let answer = any(move || async move { ([(header::CONTENT_TYPE, "application/json")], bytes) });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    writeln!(std::io::stdout(), "http://{}", listener.local_addr()?)?;
    Ok(axum::serve(listener, Router::new().fallback(answer)).await?)
}
