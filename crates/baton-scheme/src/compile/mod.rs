//! Document → plan: every name resolved, every rule complete, every complaint at its place.

mod constants;
mod formulas;
mod leaf;
mod limits;
mod missing;
mod names;
mod outcome_rules;
mod score;
mod settings;
mod subjects;
mod sums;
mod tree;

use std::collections::{BTreeMap, BTreeSet};

use baton_model::{Catalogue, Message};

use crate::diagnostic::{Diagnostic, Diagnostics, Sources, Span};
use crate::document::decode::nearest;
use crate::document::{Document, Formula, Text};
use crate::expr::{AttributeType, Expect, Ledgers, Phase, check, typed::Typed};
use crate::messages;
use crate::plan::{Bounds, Condition, Plan, Unknown};
pub(crate) use formulas::compile as formulas_of;
use names::Names;

/// What a scheme is compiled against.
#[derive(Clone, Debug)]
pub struct Workspace<'a> {
    /// The indicators.
    pub catalogue: &'a Catalogue,
    /// Attributes of units with their types.
    pub attributes: &'a BTreeMap<String, AttributeType>,
    /// Accept attributes that are not listed, where there are no units to look at.
    pub open_attributes: bool,
    /// Ids of all schemes of the workspace.
    pub schemes: &'a BTreeSet<String>,
    /// Ledgers with their measures.
    pub ledgers: &'a Ledgers,
    /// Accept ledgers that are not listed.
    pub open_ledgers: bool,
}

/// Compiles a document. Complaints go to `diagnostics`; a plan comes back only if none of them is an error.
pub fn compile(
    document: &Document,
    workspace: &Workspace<'_>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Plan> {
    let before = diagnostics.has_errors();
    let formulas = formulas::compile(workspace.catalogue, sources, diagnostics);
    let names = Names::gather(document, workspace, diagnostics);
    let mut compiler = Compiler { document, names, diagnostics };
    let plan = compiler.plan(formulas);
    if before || diagnostics.has_errors() { None } else { plan }
}

/// The work in progress.
struct Compiler<'a, 'd> {
    document: &'a Document,
    names: Names<'a>,
    diagnostics: &'d mut Diagnostics,
}

impl Compiler<'_, '_> {
    fn plan(&mut self, formulas: BTreeMap<baton_model::IndicatorId, Typed>) -> Option<Plan> {
        let document = self.document;
        let Some(header) = &document.scheme else {
            let message = Message::new(&messages::MISSING_TABLE).with("table", "scheme");
            self.error(message, document.span);
            return None;
        };
        let id = self.required(header.id.as_ref(), "id", header.span).map(|text| text.value.clone());
        if let Some(text) = &header.id {
            self.names.check_id(text, self.diagnostics);
        }
        self.refuse_repeated_names();
        let period = self.period_kind(header);
        let grouping = self.grouping(header);
        let nodes = self.tree(header);
        let full_mark = self.full_mark(header);
        let (adjustments, vetoes, grades) = (self.adjustments(), self.vetoes(&nodes), self.grades());
        let (levels, alerts, lists) = (self.levels(), self.alerts(&nodes), self.lists());
        let bounds = document.adjustments.clone().unwrap_or_default();
        let plan = Plan {
            id: id.unwrap_or_default(),
            version: header.version.as_ref().map(|text| text.value.clone()).unwrap_or_default(),
            title: header.title.as_ref().map(|text| text.value.clone()).unwrap_or_default(),
            title_en: header.title_en.as_ref().map(|text| text.value.clone()),
            basis: header.basis.as_ref().map(|text| text.value.clone()),
            period,
            subjects: header.subjects.as_ref().and_then(|when| self.condition(when, None, Phase::Inputs)),
            grouping,
            exempts: self.exempts(),
            joints: self.joints(),
            ranking: self.ranking(&nodes),
            nodes,
            full_mark,
            parameters: self.parameters(),
            formulas,
            rounding: self.rounding(),
            adjustments,
            adjustment_bounds: self.bounds(bounds.min.as_ref(), bounds.max.as_ref(), Phase::Points),
            total_bounds: self.bounds(header.min.as_ref(), header.max.as_ref(), Phase::Points),
            vetoes,
            grades,
            levels,
            level_move: self.level_move(),
            alerts,
            lists,
        };
        // A leaf with an error is not in the tree: its weight would be missed in a sum that is right.
        let leaves = document.indicator.iter().flatten();
        let declared: usize = leaves.map(|leaf| leaf.parts.as_ref().map_or(1, Vec::len)).sum();
        if plan.leaves().count() == declared {
            sums::check(&plan, &self.names, self.diagnostics);
        }
        Some(plan)
    }

    fn error(&mut self, message: Message, span: Span) {
        self.diagnostics.push(Diagnostic::error(message, span));
    }

    fn required<'t, T>(&mut self, value: Option<&'t T>, key: &str, table: Span) -> Option<&'t T> {
        if value.is_none() {
            let name = if table == self.document.span { "" } else { "scheme" };
            self.missing(name, key, table);
        }
        value
    }

    fn missing(&mut self, table: &str, key: &str, span: Span) {
        let message = Message::new(&messages::MISSING_KEY).with("table", table).with("key", key);
        self.error(message, span);
    }

    /// A word out of a list, or a complaint and nothing.
    fn word<T: Copy>(&mut self, key: &str, text: Option<&Text>, words: &[(&str, T)]) -> Option<T> {
        let text = text?;
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == text.value) {
            return Some(*value);
        }
        let allowed: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let message = Message::new(&messages::WRONG_WORD)
            .with("key", key)
            .with("found", &text.value)
            .with("allowed", allowed);
        self.error(message, text.span);
        None
    }

    fn checked(&mut self, formula: &Formula, phase: Phase, expect: Expect) -> Option<Typed> {
        let env = self.names.env(phase);
        check(&formula.ast, &env, expect, self.diagnostics)
    }

    fn number(&mut self, formula: &Formula, phase: Phase) -> Option<Typed> {
        self.checked(formula, phase, Expect::Number(None))
    }

    fn unknown(&mut self, text: Option<&Text>) -> Unknown {
        self.word("unknown", text, &[("no", Unknown::No), ("yes", Unknown::Yes), ("error", Unknown::Error)])
            .unwrap_or_default()
    }

    fn condition(&mut self, when: &Formula, unknown: Option<&Text>, phase: Phase) -> Option<Condition> {
        let unknown = self.unknown(unknown);
        Some(Condition { when: self.checked(when, phase, Expect::Bool)?, unknown })
    }

    /// A condition that must be given.
    fn needed(
        &mut self,
        table: &str,
        when: Option<&Formula>,
        unknown: Option<&Text>,
        phase: Phase,
        span: Span,
    ) -> Option<Condition> {
        if when.is_none() {
            self.missing(table, "when", span);
        }
        self.condition(when?, unknown, phase)
    }

    fn bounds(&mut self, min: Option<&Formula>, max: Option<&Formula>, phase: Phase) -> Bounds {
        Bounds {
            min: min.and_then(|bound| self.number(bound, phase)),
            max: max.and_then(|bound| self.number(bound, phase)),
        }
    }

    /// The node with an id, or a complaint.
    fn node_named(&mut self, text: &Text, nodes: &[crate::plan::Node]) -> Option<usize> {
        let found = nodes.iter().position(|node| node.id == text.value);
        if found.is_none() {
            let message = Message::new(&messages::UNKNOWN_NODE)
                .with("id", &text.value)
                .with("nearest", nearest(&text.value, nodes.iter().map(|node| node.id.as_str())));
            self.error(message, text.span);
        }
        found
    }
}
