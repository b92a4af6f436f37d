//! Finding units, indicators, schemes and their nodes by name or code (搜索).

use jiff::Timestamp;

use super::Site;
use crate::access::{Actor, Capability, Denied};
use crate::snapshot::day_in_china;

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// `unit`, `indicator`, `scheme` or `node`.
    pub kind: &'static str,
    /// Its code or id.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it belongs to: the scheme of a node, the department of an indicator, the kind of a unit.
    pub detail: String,
}

impl Site {
    /// At most so many hits: what has the text as its code or name first, then what begins with it, then what holds it, each in the
    /// order of codes. Units outside the scope are not found.
    pub fn search(&self, actor: &Actor, text: &str, most: usize, now: Timestamp) -> Result<Vec<Hit>, Denied> {
        actor.needs(Capability::ViewScheme)?;
        let known = self.known(now)?;
        let wanted = text.trim().to_lowercase();
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let day = day_in_china(now);
        let scope = known.scope(actor, Capability::ViewFigures, day)?;
        let mut hits = Vec::new();
        let mut add = |kind, code: &str, name: &str, detail: &str| {
            if name.to_lowercase().contains(&wanted) || code.to_lowercase().contains(&wanted) {
                let (code, name) = (code.to_owned(), name.to_owned());
                hits.push(Hit { kind, code, name, detail: detail.to_owned() });
            }
        };
        for file in &known.workspace.schemes {
            let Ok(prepared) = known.prepared(Some(&file.id)) else { continue };
            add("scheme", &file.id, &prepared.plan.title, "");
            for node in prepared.plan.nodes.iter().skip(1) {
                add("node", &format!("{}/{}", file.id, node.id), &node.name, &prepared.plan.title);
            }
        }
        for unit in known.workspace.tree.all_on(day) {
            if scope.contains(&unit.code) {
                add("unit", &unit.code, &unit.name, &unit.kind);
            }
        }
        for (_, indicator) in known.workspace.catalogue.iter() {
            add(
                "indicator",
                &indicator.code,
                &indicator.name,
                indicator.owner.as_deref().unwrap_or_default(),
            );
        }
        hits.sort_by_key(|hit| (nearness(hit, &wanted), hit.kind));
        hits.truncate(most);
        Ok(hits)
    }
}

/// 0 where code or name is the text, 1 where one begins with it, 2 where it stands within.
fn nearness(hit: &Hit, wanted: &str) -> u8 {
    // A node is found by its own id, not by the scheme before it.
    let code = hit.code.rsplit('/').next().unwrap_or_default().to_lowercase();
    let name = hit.name.to_lowercase();
    if code == wanted || name == wanted {
        0
    } else if code.starts_with(wanted) || name.starts_with(wanted) {
        1
    } else {
        2
    }
}
