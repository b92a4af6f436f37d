//! Who may see what: no figure is read without a scope, and what lies outside it does not exist, also not in counts.

use std::collections::BTreeSet;

use baton_model::{Period, Status};

/// The units whose data may be read (数据范围). There is no default: what is not granted is denied.
///
/// ```ignore
/// Scope::everything("local command line"); // the owner of the files
/// Scope::units(["410000".to_owned()]);     // one unit
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope(Reach);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Reach {
    Everything { reason: String },
    Units(BTreeSet<String>),
}

impl Scope {
    /// All units, with the reason why that is right here.
    pub fn everything(reason: impl Into<String>) -> Self {
        Self(Reach::Everything { reason: reason.into() })
    }

    /// These units and no others; none at all if the set is empty.
    pub fn units(codes: impl IntoIterator<Item = String>) -> Self {
        Self(Reach::Units(codes.into_iter().collect()))
    }

    /// Is the unit inside?
    pub fn contains(&self, unit: &str) -> bool {
        match &self.0 {
            Reach::Everything { .. } => true,
            Reach::Units(codes) => codes.contains(unit),
        }
    }

    /// Does it hold all units?
    pub fn is_everything(&self) -> bool {
        matches!(self.0, Reach::Everything { .. })
    }

    /// Why it holds all units, if it does.
    pub fn reason(&self) -> Option<&str> {
        match &self.0 {
            Reach::Everything { reason } => Some(reason),
            Reach::Units(_) => None,
        }
    }

    /// The codes it is limited to; none if it is not.
    pub(crate) fn limit(&self) -> Option<Vec<&str>> {
        match &self.0 {
            Reach::Everything { .. } => None,
            Reach::Units(codes) => Some(codes.iter().map(String::as_str).collect()),
        }
    }
}

/// Which figures are read. It cannot be made without a [`Scope`].
#[derive(Clone, Debug)]
pub struct Query {
    pub(crate) scope: Scope,
    pub(crate) indicators: Option<BTreeSet<String>>,
    pub(crate) periods: Option<BTreeSet<Period>>,
    pub(crate) least_status: Status,
}

impl Query {
    /// Every figure of the scope, whatever its status.
    pub fn new(scope: &Scope) -> Self {
        Self { scope: scope.clone(), indicators: None, periods: None, least_status: Status::Draft }
    }

    /// Only these indicators.
    #[must_use]
    pub fn indicators(mut self, codes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.indicators = Some(codes.into_iter().map(Into::into).collect());
        self
    }

    /// Only these periods.
    #[must_use]
    pub fn periods(mut self, periods: impl IntoIterator<Item = Period>) -> Self {
        self.periods = Some(periods.into_iter().collect());
        self
    }

    /// Versions that have come less far are not seen: a draft correction does not hide the accepted figure.
    #[must_use]
    pub fn least_status(mut self, status: Status) -> Self {
        self.least_status = status;
        self
    }
}
