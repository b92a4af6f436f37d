//! `try`: what one value would score, and where the unit would stand.

use baton_model::{Message, Period};
use baton_scheme::expr::ast::BinaryOp;
use baton_scheme::expr::typed::{Kind, Type, Typed, UnitField};
use baton_scheme::plan::{Body, Plan};
use jiff::Timestamp;

use crate::explain::{ExplainRequest, Explained, explain, find_node};
use crate::messages;
use crate::prepare::Prepared;
use crate::refused::Refused;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct TryRequest {
    /// Id or name of a leaf.
    pub leaf: String,
    /// The value to try, in the leaf's unit of measure.
    pub value: f64,
    /// Code or name of the unit; the first subject if none.
    pub unit: Option<String>,
    /// The period; the workspace's default if none.
    pub period: Option<Period>,
    /// Figures recorded later are not seen.
    pub as_of: Timestamp,
}

/// The unit's result as it is and as it would be.
#[derive(Clone, Debug)]
pub struct Tried {
    /// As it is.
    pub now: Explained,
    /// As it would be.
    pub then: Explained,
}

/// Runs the scheme twice: on the figures as they are, and with the value in place of the unit's own.
pub fn attempt(prepared: &mut Prepared, request: &TryRequest) -> Result<Tried, Refused> {
    let node = find_node(&prepared.plan, &request.leaf)?;
    if !matches!(prepared.plan.nodes[node].body, Body::Leaf(_)) {
        let message = Message::new(&messages::NOT_A_LEAF).with("node", &request.leaf);
        return Err(Refused::Request(message));
    }
    let unit = match &request.unit {
        Some(unit) => unit.clone(),
        None => first_subject(prepared, request)?,
    };
    let explain_request = ExplainRequest {
        period: request.period,
        as_of: request.as_of,
        unit,
        node: Some(request.leaf.clone()),
    };
    let now = explain(prepared, &explain_request)?;
    let plan = prepared.plan.clone();
    put(&mut prepared.plan, node, &now.explanation.code, request.value);
    let then = explain(prepared, &explain_request);
    prepared.plan = plan;
    Ok(Tried { now, then: then? })
}

fn first_subject(prepared: &Prepared, request: &TryRequest) -> Result<String, Refused> {
    let period = prepared.period(request.period)?;
    let snapshot = prepared.snapshot(period, request.as_of, false)?;
    let result = prepared.run(&snapshot, period)?;
    let row = result.universe.rows.first().copied().unwrap_or_default();
    Ok(snapshot.roster.code(row).to_owned())
}

/// Makes the leaf read the value for one unit: `case when code = '…' then value else … end`.
fn put(plan: &mut Plan, node: usize, code: &str, value: f64) {
    let Body::Leaf(leaf) = &mut plan.nodes[node].body else { return };
    let span = leaf.value.span;
    let typed = |kind: Kind, ty: Type| Typed { kind, ty, span };
    let own = Kind::Binary(
        BinaryOp::Equal,
        Box::new(typed(Kind::UnitField(UnitField::Code), Type::Text)),
        Box::new(typed(Kind::Text(code.to_owned()), Type::Text)),
    );
    let ty = leaf.value.ty.clone();
    let tried = typed(Kind::Number(value), ty.clone());
    let others = Box::new(leaf.value.clone());
    leaf.value = typed(Kind::Case(vec![(typed(own, Type::Bool), tried)], Some(others)), ty);
}
