//! An explanation of a unit in scope, or of one of its indicators.

use baton_scheme::plan::Body;
use jiff::Timestamp;

use super::unit_result::leaf_opens;
use super::{Asked, Seen, Site};
use crate::access::{Actor, Denied};
use crate::explain::{Answered, answer_of, find_node};

impl Site {
    /// Explains a unit, or a node of it. Who may see single indicators only can open these.
    pub fn explanation(
        &self,
        actor: &Actor,
        asked: &Asked,
        unit: &str,
        node: Option<&str>,
        now: Timestamp,
    ) -> Result<(Seen, Answered), Denied> {
        let seen = self.seen(actor, asked, now)?;
        let computed = seen.finished.computed();
        if computed.snapshot.roster.row(unit).is_none() || !may_open(&seen, unit, node) {
            return Err(Denied::missing());
        }
        let answered = answer_of(computed, unit, node)?;
        Ok((seen, answered))
    }
}

fn may_open(seen: &Seen, unit: &str, node: Option<&str>) -> bool {
    if seen.opens(unit) {
        return true;
    }
    let plan = seen.finished.computed().plan;
    let leaf = node.and_then(|node| find_node(plan, node).ok());
    leaf.is_some_and(|node| {
        matches!(plan.nodes[node].body, Body::Leaf(_)) && leaf_opens(seen, plan, node, unit)
    })
}
