//! Places: who stands where, and how ties share.

mod compare;
mod counted;
mod descending;
mod last_place;

pub use compare::rank_by;
pub use descending::{rank_decimals, rank_descending};
pub use last_place::{LastPlace, last_place};

/// How equal results share places.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Ties {
    /// 1-2-2-4: all take the best of their places.
    #[default]
    Competition,
    /// 1-2-2-3: the next place follows.
    Dense,
    /// 1-2-3-4: in the order given.
    Ordinal,
    /// 1-2.5-2.5-4: the mean of their places.
    Average,
    /// 1-3-3-4: all take the worst of their places.
    Worst,
}

/// Walks a sorted order and gives each tied run its place: `give(unit, doubled place)`.
///
/// Doubled, because the mean of two neighbouring places is a half.
#[inline]
fn give_places(
    n: usize,
    ties: Ties,
    equal: impl Fn(usize, usize) -> bool,
    mut give: impl FnMut(usize, usize),
) {
    let (mut start, mut run) = (0, 0);
    while start < n {
        let mut end = start + 1;
        while end < n && equal(start, end) {
            end += 1;
        }
        run += 1;
        for position in start..end {
            give(position, doubled_place(ties, (start, end), run, position));
        }
        start = end;
    }
}

/// Twice the place at a position of the tied run from `start` to before `end`, which is the `run`th from the top.
#[inline]
fn doubled_place(ties: Ties, (start, end): (usize, usize), run: usize, position: usize) -> usize {
    match ties {
        Ties::Competition => 2 * (start + 1),
        Ties::Dense => 2 * run,
        Ties::Ordinal => 2 * (position + 1),
        Ties::Average => start + 1 + end,
        Ties::Worst => 2 * end,
    }
}
