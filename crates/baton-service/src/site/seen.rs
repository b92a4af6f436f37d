//! Which run is asked for, and what of it the one who asks may see.

use std::sync::Arc;

use baton_model::{Message, Period};
use baton_store::{Audience, RunHead, Scope};
use jiff::Timestamp;

use super::{Finished, Known, Site};
use crate::access::{Actor, Capability, Denied};
use crate::messages;
use crate::records::owner;
use crate::refused::Refused;

/// Which run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// What was published last; for those who may see drafts, computed now where nothing was.
    #[default]
    Default,
    /// Computed now.
    Live,
    /// A kept run by its id.
    Kept(String),
}

/// What is asked about.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Id of the scheme; the workspace's default if none.
    pub scheme: Option<String>,
    /// The period; the newest that can be shown if none.
    pub period: Option<Period>,
    /// Which run.
    pub choice: Choice,
    /// Figures and publications as known at a moment; now if none.
    pub as_of: Option<Timestamp>,
}

/// A run with what of it may be seen.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The workspace.
    pub known: Arc<Known>,
    /// The run.
    pub finished: Arc<Finished>,
    /// Its head, if it was kept.
    pub head: Option<RunHead>,
    /// To whom it was published.
    pub audience: Option<Audience>,
    rows: Scope,
    figures: Scope,
}

impl Seen {
    /// Is the unit's line of the ranking shown?
    pub fn shows(&self, unit: &str) -> bool {
        self.audience == Some(Audience::Everyone) || self.rows.contains_whole(unit)
    }

    /// May everything behind the unit's line be opened?
    pub fn opens(&self, unit: &str) -> bool {
        self.figures.contains_whole(unit)
    }

    /// May a figure be seen?
    pub fn opens_figure(&self, unit: &str, indicator: &str) -> bool {
        self.figures.contains_figure(unit, indicator)
    }

    /// Are there units whose line is not shown?
    pub fn is_limited(&self) -> bool {
        self.audience != Some(Audience::Everyone) && !self.rows.is_everything()
    }

    /// The scope of rows.
    pub(super) fn rows(&self) -> &Scope {
        &self.rows
    }

    /// The scope of figures.
    pub fn scope(&self) -> &Scope {
        &self.figures
    }

    /// Is it not published?
    pub fn is_draft(&self) -> bool {
        self.head.as_ref().is_none_or(|head| !head.state.is_published())
    }
}

impl Site {
    /// The run asked for. One that may not be seen is answered like one that is not there.
    pub fn seen(&self, actor: &Actor, asked: &Asked, now: Timestamp) -> Result<Seen, Denied> {
        actor.needs(Capability::ViewPublished)?;
        let known = self.known(now)?;
        // Nobody reads what is recorded for a later moment.
        let as_of = asked.as_of.map(|moment| moment.min(now));
        let drafts = actor.may(Capability::ViewDrafts);
        let head = match &asked.choice {
            Choice::Kept(id) => {
                let head = self.store().run_head(&owner(), id);
                Some(head.ok().filter(|head| drafts || head.state.is_published()).ok_or_else(no_run)?)
            }
            Choice::Live if !drafts => return Err(no_run()),
            Choice::Live => None,
            Choice::Default => self.published(&known, asked, as_of.unwrap_or(now))?,
        };
        if head.is_none() && !drafts {
            return Err(no_run());
        }
        let finished = match &head {
            Some(head) => self.replayed(&head.id)?,
            None => {
                let prepared = known.prepared(asked.scheme.as_deref())?;
                let scheme = prepared.plan.id.clone();
                let period = self.period(&known, &scheme, asked.period, now)?;
                known.run(&scheme, period, as_of, now)?
            }
        };
        self.with_scopes(actor, known, finished, head)
    }

    fn with_scopes(
        &self,
        actor: &Actor,
        known: Arc<Known>,
        finished: Arc<Finished>,
        head: Option<RunHead>,
    ) -> Result<Seen, Denied> {
        let day = finished.computed().result.tree_date;
        let published = head.as_ref().is_some_and(|head| head.state.is_published());
        let audience = match &head {
            Some(head) if published => Some(self.store().audience(&head.id)?),
            _ => None,
        };
        let rows = if published { Capability::ViewPublished } else { Capability::ViewDrafts };
        let rows = known.scope(actor, rows, day)?;
        let figures = known.scope(actor, Capability::ViewFigures, day)?;
        Ok(Seen { known, finished, head, audience, rows, figures })
    }

    /// The newest published run of the scheme for the period, or of any period where none is named.
    fn published(&self, known: &Known, asked: &Asked, as_of: Timestamp) -> Result<Option<RunHead>, Denied> {
        let scheme = known.workspace.scheme(asked.scheme.as_deref()).map_err(Refused::Request)?;
        let period = match asked.period {
            Some(period) => Some(period),
            None => self.newest_published(&scheme.id)?,
        };
        match period {
            Some(period) => Ok(self.store().latest_published(&scheme.id, period, as_of)?),
            None => Ok(None),
        }
    }

    fn newest_published(&self, scheme: &str) -> Result<Option<Period>, Denied> {
        let heads = self.store().runs(&baton_store::RunQuery::new(&owner()).scheme(scheme))?;
        Ok(heads.into_iter().filter(|head| head.state.is_published()).map(|head| head.period).max())
    }

    /// The period named, or the workspace's default where the scheme has it, or the newest with figures.
    pub(super) fn period(
        &self,
        known: &Known,
        scheme: &str,
        named: Option<Period>,
        now: Timestamp,
    ) -> Result<Period, Denied> {
        if let Some(period) = named {
            return Ok(period);
        }
        let periods = known.periods(scheme, now)?;
        let default = known.workspace.settings.default_period.filter(|period| periods.contains(period));
        default
            .or_else(|| periods.first().copied())
            .ok_or_else(|| Refused::Request(Message::new(&messages::NO_DEFAULT_PERIOD)).into())
    }
}

/// What is not there and what may not be seen are one.
pub(super) fn no_run() -> Denied {
    Denied::missing()
}
