//! Numbered pieces that are made side by side and taken in by their numbers.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Pieces on their way to where they are taken in.
pub(super) struct InOrder<T, S> {
    waiting: Mutex<BTreeMap<usize, T>>,
    sink: Mutex<Sink<S>>,
}

struct Sink<S> {
    /// The number of the next piece.
    next: usize,
    sink: S,
}

impl<T, S> InOrder<T, S> {
    /// No pieces yet; the first has the number 0.
    pub(super) fn new(sink: S) -> Self {
        Self { waiting: Mutex::default(), sink: Mutex::new(Sink { next: 0, sink }) }
    }

    /// Brings a piece, and takes in all that are due unless somebody is at it: nobody waits for a piece that is not there.
    pub(super) fn add(&self, number: usize, piece: T, take: &mut impl FnMut(&mut S, T)) {
        lock(&self.waiting).insert(number, piece);
        if let Ok(mut sink) = self.sink.try_lock() {
            self.take_due(&mut sink, take);
        }
    }

    /// What the pieces made, once all have been brought.
    pub(super) fn finish(self, take: &mut impl FnMut(&mut S, T)) -> S {
        self.take_due(&mut lock(&self.sink), take);
        self.sink.into_inner().unwrap_or_else(PoisonError::into_inner).sink
    }

    fn take_due(&self, sink: &mut Sink<S>, take: &mut impl FnMut(&mut S, T)) {
        loop {
            let Some(piece) = lock(&self.waiting).remove(&sink.next) else { return };
            take(&mut sink.sink, piece);
            sink.next += 1;
        }
    }
}

/// A lock; a thread that panics with it takes everything down anyway.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_taken_in_by_their_numbers() {
        let pieces = InOrder::new(Vec::new());
        let mut take = |all: &mut Vec<usize>, piece| all.push(piece);
        for number in [2, 0, 1, 4] {
            pieces.add(number, number * 10, &mut take);
        }
        assert_eq!(lock(&pieces.sink).sink, [0, 10, 20]);
        pieces.add(3, 30, &mut take);
        assert_eq!(pieces.finish(&mut take), [0, 10, 20, 30, 40]);
    }
}
