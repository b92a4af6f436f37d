//! `try`: what one value would score, step by step (试算).

use baton_model::Period;
use baton_scheme::trial::{Fault, Trial, try_value};
use jiff::Timestamp;

use crate::explain::{find_node, unit_row};
use crate::prepare::Prepared;
use crate::refused::Refused;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct TryRequest {
    /// Id or name of a leaf.
    pub leaf: String,
    /// The value to try, in the leaf's unit of measure.
    pub value: f64,
    /// Code or name of the unit in whose place the value stands; none holds it against the sets as they are.
    pub unit: Option<String>,
    /// The period; the workspace's default if none.
    pub period: Option<Period>,
    /// Figures recorded later are not seen.
    pub as_of: Timestamp,
}

/// Tries a value.
pub fn attempt(prepared: &Prepared, request: &TryRequest) -> Result<Trial, Refused> {
    let period = prepared.period(request.period)?;
    let node = find_node(&prepared.plan, &request.leaf)?;
    let snapshot = prepared.snapshot(period, request.as_of, false)?;
    let unit = request.unit.as_deref().map(|unit| unit_row(prepared, &snapshot, unit)).transpose()?;
    let id = &prepared.plan.nodes[node].id;
    try_value(&prepared.plan, &snapshot, period, id, request.value, unit).map_err(|fault| match fault {
        Fault::Asked(message) => Refused::Request(message),
        Fault::Run(refusal) => {
            Refused::Run(refusal.problems.into_iter().map(|problem| problem.message).collect())
        }
    })
}
