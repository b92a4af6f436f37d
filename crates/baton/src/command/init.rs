//! `baton init DIR [--pack NAME]`

use std::fs;
use std::path::Path;

use baton_service::messages::list;
use baton_service::model::Message;

use super::{cannot_write, write_file};
use crate::cli::InitArgs;
use crate::failure::Failure;
use crate::messages;
use crate::pack;
use crate::printer::Printer;

/// The files of a skeleton: name and text.
const SKELETON: [(&str, &str); 5] = [
    ("workspace.toml", include_str!("../../skeleton/workspace.toml")),
    ("indicators.toml", include_str!("../../skeleton/indicators.toml")),
    ("units.csv", include_str!("../../skeleton/units.csv")),
    ("schemes/example.toml", include_str!("../../skeleton/example.toml")),
    ("data/example.csv", include_str!("../../skeleton/example.csv")),
];

/// Makes a workspace.
pub(super) fn run(args: &InitArgs, printer: &mut Printer) -> Result<(), Failure> {
    let folder = &args.folder;
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        let message = Message::new(&messages::FOLDER_NOT_EMPTY).with("folder", folder.display().to_string());
        return Err(Failure::Usage(message));
    }
    match &args.pack {
        Some(name) => from_pack(name, folder)?,
        None => skeleton(folder)?,
    }
    let message = Message::new(&messages::CREATED).with("folder", folder.display().to_string());
    printer.note(&message);
    Ok(())
}

fn from_pack(name: &str, folder: &Path) -> Result<(), Failure> {
    if !pack::names().contains(&name) {
        let message =
            Message::new(&messages::NO_PACK).with("pack", name).with("allowed", list(pack::names()));
        return Err(Failure::Usage(message));
    }
    pack::unpack(name, folder).map_err(|error| cannot_write(folder, &error))
}

fn skeleton(folder: &Path) -> Result<(), Failure> {
    for (name, text) in SKELETON {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|error| cannot_write(parent, &error))?;
        }
        write_file(&path, text.as_bytes())?;
    }
    Ok(())
}
