//! The child process for tests: what `baton __read-legacy` is.

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1);
    if args.next().is_some_and(|first| first == baton_import::READ_LEGACY) {
        baton_import::child_main(args)
    } else {
        ExitCode::from(2)
    }
}
