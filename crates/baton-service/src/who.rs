//! Who asks, when and from where: what is written beside everything that is recorded.

use baton_store::Stamp;
use jiff::Timestamp;

/// Who asks (操作人). The moment is an argument: only the binary reads the clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// The moment.
    pub at: Timestamp,
    /// The person or account.
    pub name: String,
    /// From where: a command line, an address.
    pub from: String,
}

impl Who {
    /// The stamp on what is written.
    pub(crate) fn stamp(&self) -> Stamp {
        Stamp::new(self.at, &self.name, &self.from)
    }
}
