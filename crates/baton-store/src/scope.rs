//! Who may see what: no figure is read without a scope, and what lies outside it does not exist, also not in counts.

use std::collections::BTreeSet;
use std::sync::Arc;

use baton_model::{Period, Status};

use crate::figures::BatchId;

/// The units and indicators whose data may be read (数据范围). There is no default: what is not granted is denied.
///
/// ```ignore
/// Scope::everything("local command line"); // the owner of the files
/// Scope::units(["410000".to_owned()]);     // one unit, all its figures
/// Scope::patches([Patch { units, indicators: Some(indicators) }]); // some figures of some units, and others of others
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope(Reach);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Reach {
    Everything { reason: String },
    Patches(Arc<[Patch]>),
}

/// Some units with some of their figures, or all: what one grant gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patch {
    /// Codes of units.
    pub units: BTreeSet<String>,
    /// Codes of indicators; all if there is no list.
    pub indicators: Option<BTreeSet<String>>,
}

impl Patch {
    fn has_indicator(&self, indicator: &str) -> bool {
        self.indicators.as_ref().is_none_or(|codes| codes.contains(indicator))
    }
}

impl Scope {
    /// All units, with the reason why that is right here.
    pub fn everything(reason: impl Into<String>) -> Self {
        Self(Reach::Everything { reason: reason.into() })
    }

    /// These units with all their figures, and no others; none at all if the set is empty.
    pub fn units(codes: impl IntoIterator<Item = String>) -> Self {
        Self::patches([Patch { units: codes.into_iter().collect(), indicators: None }])
    }

    /// What these patches give together, and nothing else.
    pub fn patches(patches: impl IntoIterator<Item = Patch>) -> Self {
        Self(Reach::Patches(patches.into_iter().filter(|patch| !patch.units.is_empty()).collect()))
    }

    /// Is anything of the unit inside?
    pub fn contains(&self, unit: &str) -> bool {
        self.any(|patch| patch.units.contains(unit))
    }

    /// Is the figure inside?
    pub fn contains_figure(&self, unit: &str, indicator: &str) -> bool {
        self.any(|patch| patch.units.contains(unit) && patch.has_indicator(indicator))
    }

    /// Are all figures of the unit inside? What is about a unit and names no indicator is seen only then.
    pub fn contains_whole(&self, unit: &str) -> bool {
        self.any(|patch| patch.units.contains(unit) && patch.indicators.is_none())
    }

    fn any(&self, inside: impl Fn(&Patch) -> bool) -> bool {
        match &self.0 {
            Reach::Everything { .. } => true,
            Reach::Patches(patches) => patches.iter().any(inside),
        }
    }

    /// Does it hold everything?
    pub fn is_everything(&self) -> bool {
        matches!(self.0, Reach::Everything { .. })
    }

    /// How many units it names, patch by patch: what keeping it costs.
    pub fn units_named(&self) -> usize {
        match &self.0 {
            Reach::Everything { .. } => 0,
            Reach::Patches(patches) => patches.iter().map(|patch| patch.units.len()).sum(),
        }
    }

    /// Why it holds everything, if it does.
    pub fn reason(&self) -> Option<&str> {
        match &self.0 {
            Reach::Everything { reason } => Some(reason),
            Reach::Patches(_) => None,
        }
    }

    /// The codes of units it is limited to; none if it is not.
    pub(crate) fn limit(&self) -> Option<BTreeSet<&str>> {
        match &self.0 {
            Reach::Everything { .. } => None,
            Reach::Patches(patches) => {
                Some(patches.iter().flat_map(|patch| &patch.units).map(String::as_str).collect())
            }
        }
    }

    /// Which patches hold an indicator, by their place: indicators in the same patches are seen of the same units. None if it is
    /// seen of no unit; an empty list if there are no limits.
    pub(crate) fn patches_with(&self, indicator: &str) -> Option<Vec<usize>> {
        let Reach::Patches(patches) = &self.0 else { return Some(Vec::new()) };
        let places: Vec<usize> =
            (0..patches.len()).filter(|at| patches[*at].has_indicator(indicator)).collect();
        if places.is_empty() { None } else { Some(places) }
    }

    /// Is the unit in one of these patches?
    pub(crate) fn in_patches(&self, places: &[usize], unit: &str) -> bool {
        match &self.0 {
            Reach::Everything { .. } => true,
            Reach::Patches(patches) => places.iter().any(|at| patches[*at].units.contains(unit)),
        }
    }
}

/// Which figures are read. It cannot be made without a [`Scope`].
#[derive(Clone, Debug)]
pub struct Query {
    pub(crate) scope: Scope,
    pub(crate) units: Option<BTreeSet<String>>,
    pub(crate) indicators: Option<BTreeSet<String>>,
    pub(crate) periods: Option<BTreeSet<Period>>,
    pub(crate) least_status: Status,
    pub(crate) touched_after: Option<BatchId>,
}

impl Query {
    /// Every figure of the scope, whatever its status.
    pub fn new(scope: &Scope) -> Self {
        Self {
            scope: scope.clone(),
            units: None,
            indicators: None,
            periods: None,
            least_status: Status::Draft,
            touched_after: None,
        }
    }

    /// Only these units, as far as the scope has them.
    #[must_use]
    pub fn units(mut self, codes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.units = Some(codes.into_iter().map(Into::into).collect());
        self
    }

    /// Only these indicators, as far as the scope has them.
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

    /// Only figures of an indicator, period, scenario and series of which a batch after this one brought any; of those all, the
    /// earlier ones with them.
    #[must_use]
    pub fn touched_after(mut self, batch: BatchId) -> Self {
        self.touched_after = Some(batch);
        self
    }
}
