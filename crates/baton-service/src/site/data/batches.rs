//! Batches as people see them: their own, and those they may lock; withdrawn until they are locked.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use baton_model::Message;
use baton_store::{Batch, BatchId, BatchPlace, FileDigest, Receipt, Recorded, Scope};
use jiff::Timestamp;

use super::messages;
use crate::access::{Actor, Capability, Denied};
use crate::site::{Known, Site};
use crate::snapshot::day_in_china;

/// A batch in a list.
#[derive(Clone, Debug)]
pub struct BatchEntry {
    /// The batch.
    pub batch: Batch,
    /// The files it came from.
    pub files: Vec<FileDigest>,
    /// Does what it reported wait for somebody to accept it?
    pub waits: bool,
    /// Was it brought by who asks?
    pub mine: bool,
    /// May who asks withdraw it?
    pub may_withdraw: bool,
    /// May who asks lock and accept it?
    pub may_lock: bool,
}

/// Batches, the latest first.
#[derive(Clone, Debug)]
pub struct BatchPage {
    /// The batches.
    pub items: Vec<BatchEntry>,
    /// The number to go on from.
    pub next: Option<i64>,
}

/// A batch with a page of the figures it brought.
#[derive(Clone, Debug)]
pub struct BatchFigures {
    /// The workspace, for names.
    pub known: Arc<Known>,
    /// The batch.
    pub entry: BatchEntry,
    /// The figures.
    pub figures: Vec<Recorded>,
    /// The place to go on from.
    pub next: Option<BatchPlace>,
}

impl Site {
    /// The batches somebody brought or may look after, the latest first, from a number on.
    pub fn batches(
        &self,
        actor: &Actor,
        (before, most): (Option<i64>, usize),
        now: Timestamp,
    ) -> Result<BatchPage, Denied> {
        let keeper = self.keeper(actor, now)?;
        let reported = self.store().reported_batches()?;
        let mut items = Vec::new();
        let mut next = None;
        for batch in self.store().batches()? {
            let number = batch.receipt.batch.0;
            if !is_import(&batch) || before.is_some_and(|before| number >= before) {
                continue;
            }
            if batch.stamp.by != actor.account() && !self.keeps(&keeper.seen, batch.receipt.batch)? {
                continue;
            }
            if items.len() == most {
                next = items.last().map(|last: &BatchEntry| last.batch.receipt.batch.0);
                break;
            }
            items.push(self.entry(actor, &keeper, &reported, batch)?);
        }
        self.add_files(&mut items)?;
        Ok(BatchPage { items, next })
    }

    /// Batches that wait for who asks to accept them, the latest first, so many at most.
    pub fn waiting_batches(&self, actor: &Actor, most: usize, now: Timestamp) -> Result<Vec<Batch>, Denied> {
        if !actor.may(Capability::LockFigures) {
            return Ok(Vec::new());
        }
        let reported = self.store().reported_batches()?;
        let locks = self.known(now)?.scope(actor, Capability::LockFigures, day_in_china(now))?;
        let mut waiting = Vec::new();
        for batch in self.store().batches()?.into_iter().filter(|batch| waits(batch, &reported)) {
            if waiting.len() == most {
                break;
            }
            if self.keeps(&locks, batch.receipt.batch)? {
                waiting.push(batch);
            }
        }
        Ok(waiting)
    }

    /// A batch in a list, without its files.
    fn entry(
        &self,
        actor: &Actor,
        keeper: &Keeper,
        reported: &BTreeSet<BatchId>,
        batch: Batch,
    ) -> Result<BatchEntry, Denied> {
        let mine = batch.stamp.by == actor.account();
        let may_lock = self.keeps(&keeper.locks, batch.receipt.batch)?;
        let open = !batch.locked && !batch.withdrawn;
        let may_withdraw = open && (may_lock || (mine && actor.may(Capability::ImportFigures)));
        let waits = waits(&batch, reported);
        Ok(BatchEntry { files: Vec::new(), waits, mine, may_withdraw, may_lock, batch })
    }

    fn add_files(&self, items: &mut [BatchEntry]) -> Result<(), Denied> {
        let ids: Vec<BatchId> = items.iter().map(|item| item.batch.receipt.batch).collect();
        let mut files: BTreeMap<BatchId, Vec<FileDigest>> = BTreeMap::new();
        for (batch, file) in self.store().files_of_batches(&ids)? {
            files.entry(batch).or_default().push(file);
        }
        for item in items {
            item.files = files.remove(&item.batch.receipt.batch).unwrap_or_default();
        }
        Ok(())
    }

    /// A batch with so many of its figures after a place: an own one, or one whose figures all may be seen. Figures outside the
    /// scope are not there, nor are those that become known later, but for who may record them.
    pub fn batch_figures(
        &self,
        actor: &Actor,
        id: &str,
        (after, most): (Option<BatchPlace>, usize),
        now: Timestamp,
    ) -> Result<BatchFigures, Denied> {
        let keeper = self.keeper(actor, now)?;
        let (batch, kept) = self.batch(id, &keeper.seen)?;
        let batch = batch.filter(|batch| kept || batch.stamp.by == actor.account());
        let batch = batch.ok_or_else(|| no_batch(id))?;
        let known = self.known(now)?;
        let scope = known.scope(actor, Capability::ViewFigures, day_in_china(now))?;
        let early = match actor.may(Capability::ImportFigures) {
            true => known.scope(actor, Capability::ImportFigures, day_in_china(now))?,
            false => Scope::units([]),
        };
        let number = batch.receipt.batch;
        let (mut figures, next) = self.store().batch_figures(&scope, number, after, most)?;
        figures.retain(|one| {
            let figure = &one.observation;
            figure.recorded_at <= now || early.contains_figure(&figure.unit, &figure.indicator)
        });
        let mut entry = [self.entry(actor, &keeper, &self.store().reported_batches()?, batch)?];
        self.add_files(&mut entry)?;
        let [entry] = entry;
        Ok(BatchFigures { known, entry, figures, next })
    }

    /// Withdraws a batch: an own one, or one that may be locked, while it is not.
    pub fn withdraw_batch(
        &self,
        actor: &Actor,
        id: &str,
        reason: &str,
        now: Timestamp,
    ) -> Result<Receipt, Denied> {
        let keeper = self.keeper(actor, now)?;
        let (batch, kept) = self.batch(id, &keeper.locks)?;
        let own = |batch: &Batch| batch.stamp.by == actor.account() && actor.may(Capability::ImportFigures);
        let batch = batch.filter(|batch| kept || own(batch)).ok_or_else(|| no_batch(id))?;
        let reason = reason.trim();
        if reason.is_empty() || reason.chars().count() > 1000 {
            return Err(Denied::invalid("reason", Message::new(&messages::WITHDRAWAL_REASON)));
        }
        self.store().withdraw(batch.receipt.batch, &actor.who(now).stamp(), reason).map_err(in_another_state)
    }

    /// Locks a batch: it can no longer be withdrawn.
    pub fn lock_batch(&self, actor: &Actor, id: &str, now: Timestamp) -> Result<(), Denied> {
        let batch = self.locked_by(actor, id, now)?;
        self.store().lock(batch.receipt.batch, &actor.who(now).stamp()).map_err(in_another_state)
    }

    /// Accepts what a batch reported, and locks it: from now on runs read it.
    pub fn accept_batch(&self, actor: &Actor, id: &str, now: Timestamp) -> Result<Receipt, Denied> {
        let batch = self.locked_by(actor, id, now)?;
        self.store().accept(batch.receipt.batch, &actor.who(now).stamp()).map_err(in_another_state)
    }

    /// A batch that may be locked; one that may not does not exist.
    fn locked_by(&self, actor: &Actor, id: &str, now: Timestamp) -> Result<Batch, Denied> {
        actor.needs(Capability::LockFigures)?;
        let keeper = self.keeper(actor, now)?;
        let (batch, kept) = self.batch(id, &keeper.locks)?;
        batch.filter(|_| kept).ok_or_else(|| no_batch(id))
    }

    /// A batch, and whether all of it lies inside a scope: asked in the same way where there is none.
    fn batch(&self, id: &str, scope: &Scope) -> Result<(Option<Batch>, bool), Denied> {
        let number = BatchId(id.parse().unwrap_or(-1));
        let found = self.store().batches()?.into_iter().find(|batch| batch.receipt.batch == number);
        let found = found.filter(is_import);
        let kept = self.keeps(scope, number)?;
        Ok((found, kept))
    }

    /// Whose batches may be looked at, and whose looked after.
    fn keeper(&self, actor: &Actor, now: Timestamp) -> Result<Keeper, Denied> {
        let known = self.known(now)?;
        let of = |capability: Capability| match actor.may(capability) {
            true => known.scope(actor, capability, day_in_china(now)),
            false => Ok(Scope::units([])),
        };
        let locks = of(Capability::LockFigures)?;
        if !actor.may(Capability::ImportFigures) && !actor.may(Capability::ViewDrafts) {
            return Err(Denied::lacks(Capability::ImportFigures));
        }
        // Who sees what is not published yet sees how figures came, too.
        let seen =
            if actor.may(Capability::ViewDrafts) { of(Capability::ViewFigures)? } else { locks.clone() };
        Ok(Keeper { seen, locks })
    }

    /// Does all of a batch lie inside a scope?
    fn keeps(&self, scope: &Scope, batch: BatchId) -> Result<bool, Denied> {
        if scope.is_everything() {
            return Ok(true);
        }
        if *scope == Scope::units([]) {
            return Ok(false);
        }
        let (inside, outside) = self.store().batch_within(scope, batch)?;
        Ok(inside > 0 && outside == 0)
    }
}

/// Did somebody bring it? Withdrawals and acceptances are batches of the store's own.
fn is_import(batch: &Batch) -> bool {
    batch.withdraws.is_none() && !batch.acceptance
}

/// Does what a batch reported wait for somebody to accept it?
fn waits(batch: &Batch, reported: &BTreeSet<BatchId>) -> bool {
    is_import(batch) && reported.contains(&batch.receipt.batch) && !batch.accepted && !batch.withdrawn
}

struct Keeper {
    seen: Scope,
    locks: Scope,
}

fn no_batch(id: &str) -> Denied {
    Denied::Missing(Message::new(&messages::NO_BATCH).with("batch", id))
}

/// What the store refuses about a batch that is there is a matter of its state.
fn in_another_state(error: baton_store::Error) -> Denied {
    match error {
        baton_store::Error::Refused(message) => Denied::Conflict(message),
        other => other.into(),
    }
}
