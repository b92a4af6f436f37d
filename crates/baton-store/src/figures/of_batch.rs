//! The figures a batch brought, a page at a time.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::connection::{Backend, values};
use crate::error::Result;
use crate::figures::names::{self, Names, Slot};
use crate::figures::read::{recorded, stored};
use crate::figures::recording::Recordings;
use crate::figures::{BatchId, Recorded};
use crate::scope::Scope;

/// A place among the figures of a batch: after the slot, the unit and the version.
pub type BatchPlace = [i64; 3];

/// Where a batch begins.
const BEGIN: BatchPlace = [-1, -1, -1];

/// So many figures of a batch after a place, in the order they are stored, as far as a scope has them; and the place the next page
/// follows on. A scope with limits is cut out of all that is left, so that what is hidden takes as many statements as what is not
/// there.
pub(crate) async fn figures_of(
    backend: &dyn Backend,
    scope: &Scope,
    batch: BatchId,
    (after, most): (Option<BatchPlace>, usize),
) -> Result<(Vec<Recorded>, Option<BatchPlace>)> {
    let mut transaction = backend.read().await?;
    let [slot, unit, version] = after.unwrap_or(BEGIN);
    let limit =
        if scope.is_everything() { format!("limit {}", most.saturating_add(1)) } else { String::new() };
    let sql = format!(
        "select o.slot, o.unit, o.version, o.value, o.recording, o.cell_row, o.cell_column from batch_slot b \
         join observation o on o.slot = b.slot join recording r on r.id = o.recording \
         where b.batch = $1 and r.batch = $1 and (o.slot > $2 or (o.slot = $2 and (o.unit > $3 or (o.unit = $3 and o.version > $4)))) \
         order by o.slot, o.unit, o.version {limit}"
    );
    let rows = transaction.fetch(Cow::Owned(sql), values![batch.0, slot, unit, version]).await?;
    let found = stored(&rows)?;
    let slots: HashMap<i64, Slot> = names::slots(&mut *transaction, None)
        .await?
        .into_iter()
        .map(|(slot, number)| (number, slot))
        .collect();
    let mut names = Names { slots, ..Names::default() };
    let units: Vec<i64> = found.iter().map(|version| version.unit).collect();
    names.learn_units(&mut *transaction, &units).await?;
    let mut recordings = Recordings::default();
    recordings.learn(&mut *transaction, found.iter().map(|version| version.recording)).await?;
    let (mut page, mut next) = (Vec::new(), None);
    let mut last = None;
    for version in &found {
        let (unit, slot) = (names.unit(version.unit)?, names.slot(version.slot)?);
        if !scope.contains_figure(unit, &slot.indicator) {
            continue;
        }
        if page.len() == most {
            next = last;
            break;
        }
        last = Some([version.slot, version.unit, version.version]);
        let before = version.version.checked_sub(1).filter(|before| *before > 0);
        page.push(recorded(version, before, (&names, slot), &recordings)?);
    }
    Ok((page, next))
}
