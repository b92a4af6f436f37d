//! The web client as built into the binary: the files of `web/dist`, nothing else.
