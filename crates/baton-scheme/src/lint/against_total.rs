//! Polarity against correlation with the total (方向与总分相悖).
//!
//! *What it does.* Correlates the points of each leaf with the sum of all leaves' points (before bonus and deduction) over
//! units and periods, within period and group. A clearly negative one, below −2/√n for n units, is reported. Direction
//! has entered the points already, so this holds for higher and lower alike.
//!
//! *Why.* Either the direction or the data is wrong, or the scheme asks for two things that exclude each other; units
//! then gain by failing in one of them.
//!
//! *Example.* Unemployment declared `higher`; or growth, which runs against the level of the same thing.
//!
//! *References.* OECD/JRC Handbook (2008), step 7; COINr, flagging negative correlations within groups.

use baton_model::{Direction, Message};

use super::messages::{self, term};
use super::past::{Past, correlate, nominal_share, shown, span_of_periods};
use crate::diagnostic::Diagnostic;
use crate::plan::Plan;

/// With fewer units a sign says nothing.
const FEWEST_UNITS: usize = 8;

pub(super) fn lint(plan: &Plan, past: &[Past<'_>]) -> Vec<Diagnostic> {
    plan.leaves()
        .filter_map(|(index, node, leaf)| {
            let direction = match leaf.direction {
                Direction::Higher => &term::HIGHER,
                Direction::Lower => &term::LOWER,
                Direction::None => return None,
            };
            let found = correlate(past, &|past| past.points(index), &|past| past.points(0))?;
            let clearly = found.r < -2.0 / (found.units as f64).sqrt() && found.units >= FEWEST_UNITS;
            if !clearly || nominal_share(plan, past, index) <= 0.0 {
                return None;
            }
            let message = Message::new(&messages::AGAINST_TOTAL)
                .with("node", &node.name)
                .with("direction", direction)
                .with("r", shown(found.r, 2))
                .with("periods", span_of_periods(past));
            Some(Diagnostic::lint(message, node.span))
        })
        .collect()
}
