//! Has the crate built anew when the client was.

fn main() {
    println!("cargo::rerun-if-changed=../../web/dist");
}
