//! Names in the language of the reader, and words of scheme files.

use super::{ComparisonSet, Plan};

impl Plan {
    /// Puts English names in the place of the scheme's own, where it has them; what it stands for keeps the other name. For what
    /// people look at only: runs are kept with the names of the scheme.
    pub fn name_in_english(&mut self) {
        let swap = |name: &mut String, other: &mut Option<String>| {
            if let Some(other) = other {
                std::mem::swap(name, other);
            }
        };
        swap(&mut self.title, &mut self.title_en);
        for node in &mut self.nodes {
            swap(&mut node.name, &mut node.name_en);
        }
    }
}

impl ComparisonSet {
    /// The word of scheme files; `where` for a condition.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::All => "all",
            Self::Siblings => "siblings",
            Self::Where(_) => "where",
        }
    }
}
