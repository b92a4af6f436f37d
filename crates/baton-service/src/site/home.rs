//! The first page: where do we stand, what moved, what must be explained, which notices run.

use baton_store::{Batch, Objection, ObjectionQuery, RunHead, RunState};
use jiff::Timestamp;

use super::{Asked, RankingRequest, Site};
use crate::access::{Actor, Capability, Denied};
use crate::score::Change;
use crate::snapshot::day_in_china;

/// Where a unit stands in a scheme.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Id of the scheme.
    pub scheme: String,
    /// Its title.
    pub title: String,
    /// The period.
    pub period: String,
    /// Code of the unit.
    pub unit: String,
    /// Its name.
    pub name: String,
    /// Rank in the group.
    pub rank: Option<u32>,
    /// Units of the group shown.
    pub of: usize,
    /// Total.
    pub total: Option<f64>,
    /// How the rank moved.
    pub change: Change,
}

/// A rank that moved by two places or more.
#[derive(Clone, Debug)]
pub struct Moved {
    /// Where the unit stands now.
    pub standing: Standing,
    /// Places gained.
    pub places: i64,
    /// May the explanation be opened?
    pub open: bool,
}

/// The first page.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// The own unit by scheme, or the first three of the scheme the workspace begins with.
    pub standings: Vec<Standing>,
    /// Ranks that moved most.
    pub moved: Vec<Moved>,
    /// Notices that run, with the title of the scheme.
    pub notices: Vec<(RunHead, String)>,
    /// Objections that wait for a decision, for who decides them; the own ones for who filed them.
    pub objections: Vec<Objection>,
    /// Batches that wait to be accepted, for who accepts them.
    pub batches: Vec<Batch>,
}

/// Lines of each list.
const LINES: usize = 8;
/// Of them for one scheme.
const EACH: usize = 3;
/// Places a rank moves before it is worth a line.
const WORTH: i64 = 2;

impl Site {
    /// The first page of an account.
    pub fn home(&self, actor: &Actor, now: Timestamp) -> Result<Home, Denied> {
        let mut home = Home::default();
        if !actor.may(Capability::ViewPublished) {
            return Ok(home);
        }
        let summary = self.summary(actor, now)?;
        for scheme in summary.schemes.iter().filter(|scheme| !scheme.periods.is_empty()) {
            let asked = Asked { scheme: Some(scheme.id.clone()), ..Asked::default() };
            let request = RankingRequest { asked, limit: usize::MAX, ..RankingRequest::default() };
            // What cannot be run is said on its own page.
            let Ok(page) = self.ranking(actor, &request, now) else { continue };
            let standing = |shown: &super::ShownRow| Standing {
                scheme: scheme.id.clone(),
                title: scheme.title.clone(),
                period: page.ranking.period.to_string(),
                unit: shown.row.code.clone(),
                name: shown.row.name.clone(),
                rank: shown.row.rank,
                of: page.group_counts.get(shown.row.group).copied().unwrap_or_default(),
                total: shown.row.total,
                change: shown.row.change,
            };
            let own = page.rows.iter().find(|shown| Some(shown.row.code.as_str()) == actor.home_unit());
            match own {
                Some(own) => home.standings.push(standing(own)),
                None if summary.default_scheme.as_deref() == Some(&scheme.id) => {
                    home.standings.extend(page.rows.iter().take(3).map(standing));
                }
                None => {}
            }
            let moved = page.rows.iter().filter_map(|shown| match shown.row.change {
                Change::Places(places) if places.abs() >= WORTH => {
                    Some(Moved { standing: standing(shown), places, open: shown.open })
                }
                _ => None,
            });
            let mut moved: Vec<Moved> = moved.collect();
            moved.sort_by_key(|moved| (!moved.open, -moved.places.abs()));
            // A hundred enterprises move farther than nine counties can: every scheme has its few lines.
            home.moved.extend(moved.into_iter().take(EACH));
        }
        let first = summary.default_scheme.as_deref();
        home.moved.sort_by_key(|moved| Some(moved.standing.scheme.as_str()) != first);
        home.moved.truncate(LINES);
        self.add_notices(actor, &mut home, now)?;
        home.batches = self.waiting_batches(actor, LINES, now)?;
        Ok(home)
    }

    fn add_notices(&self, actor: &Actor, home: &mut Home, now: Timestamp) -> Result<(), Denied> {
        let known = self.known(now)?;
        let today = day_in_china(now);
        for entry in self.runs(actor, None, None)? {
            let runs_on = entry.head.notice_until.is_some_and(|until| until >= today);
            if entry.head.state == RunState::Notice && runs_on {
                let title =
                    known.prepared(Some(&entry.head.scheme)).map(|prepared| prepared.plan.title.clone());
                home.notices.push((entry.head, title.unwrap_or_default()));
            }
        }
        let decides = actor.may(Capability::Rule);
        if decides || actor.may(Capability::Object) {
            let capability = if decides { Capability::Rule } else { Capability::Object };
            let scope = known.scope(actor, capability, today)?;
            home.objections = self.store().objections(&ObjectionQuery::new(&scope).open(true))?;
        }
        Ok(())
    }
}
