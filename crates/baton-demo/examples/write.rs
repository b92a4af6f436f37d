//! Writes the demo city into a folder: `cargo run -p baton-demo --example write -- DIR [SCALE]`.

use std::io;
use std::path::PathBuf;

fn main() -> io::Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let folder = arguments.next().map_or_else(|| PathBuf::from("demo-city"), PathBuf::from);
    let scale = arguments.next().and_then(|text| text.to_string_lossy().parse().ok()).unwrap_or(1);
    baton_demo::write(&folder, &baton_demo::city(scale))
}
