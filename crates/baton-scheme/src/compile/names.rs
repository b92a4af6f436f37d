//! All names of a scheme, gathered before any expression is checked.

use std::collections::{BTreeMap, BTreeSet};

use baton_model::Message;

use super::Workspace;
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::document::{ByGroup, Document, Parameter, Text};
use crate::expr::{Env, ParameterType, Phase, is_reserved};
use crate::messages;

/// The names in scope.
pub(super) struct Names<'a> {
    workspace: &'a Workspace<'a>,
    parameters: BTreeMap<String, ParameterType>,
    nodes: BTreeSet<String>,
    scheme: String,
    /// Names of groups: those of the rules, or those the weight tables use.
    pub(super) groups: Vec<String>,
    /// Are the names of groups known from rules?
    pub(super) groups_from_rules: bool,
    /// Does the scheme group units at all?
    pub(super) grouped: bool,
}

impl<'a> Names<'a> {
    pub(super) fn gather(
        document: &Document,
        workspace: &'a Workspace<'a>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let parameters = document
            .params
            .iter()
            .flatten()
            .map(|(name, parameter)| {
                let kind = match parameter.value {
                    Parameter::Text(_) => ParameterType::Text,
                    Parameter::Number(_) | Parameter::ByPeriod(_) => ParameterType::Number,
                };
                (name.clone(), kind)
            })
            .collect();
        let header = document.scheme.as_ref();
        let scheme =
            header.and_then(|header| header.id.as_ref()).map(|id| id.value.clone()).unwrap_or_default();
        let rules = document.group_rule.as_deref().unwrap_or_default();
        let by_rule: Vec<String> =
            rules.iter().filter_map(|rule| Some(rule.name.as_ref()?.value.clone())).collect();
        let mut seen = BTreeSet::new();
        let by_rule: Vec<String> = by_rule.into_iter().filter(|name| seen.insert(name.clone())).collect();
        let grouped = !by_rule.is_empty() || header.is_some_and(|header| header.groups.is_some());
        let groups = if by_rule.is_empty() { groups_in_tables(document) } else { by_rule.clone() };
        let mut names = Self {
            workspace,
            parameters,
            nodes: BTreeSet::new(),
            scheme,
            groups,
            groups_from_rules: !by_rule.is_empty(),
            grouped,
        };
        names.gather_nodes(document, diagnostics);
        names
    }

    fn gather_nodes(&mut self, document: &Document, diagnostics: &mut Diagnostics) {
        let mut first: BTreeMap<String, Span> = BTreeMap::new();
        let dimensions = document.dimension.iter().flatten().filter_map(|dimension| dimension.id.as_ref());
        let leaves = document.indicator.iter().flatten();
        let ids = dimensions.chain(leaves.clone().filter_map(|leaf| leaf.id.as_ref()));
        for id in ids {
            self.check_id(id, diagnostics);
            if let Some(earlier) = first.get(&id.value) {
                let message = Message::new(&messages::DUPLICATE_ID).with("id", &id.value);
                let diagnostic = Diagnostic::error(message, id.span);
                diagnostics.push(diagnostic.label(*earlier, Message::new(&messages::FIRST_HERE)));
            }
            first.entry(id.value.clone()).or_insert(id.span);
            self.nodes.insert(id.value.clone());
        }
        for leaf in leaves {
            let parts = leaf.parts.as_ref().map_or(0, Vec::len);
            if let Some(id) = &leaf.id {
                self.nodes.extend((1..=parts).map(|number| format!("{}.{number}", id.value)));
            }
        }
    }

    /// Complains about an id that cannot stand in an expression.
    pub(super) fn check_id(&self, id: &Text, diagnostics: &mut Diagnostics) {
        let mut letters = id.value.chars();
        let starts = letters.next().is_some_and(|first| first.is_alphabetic() || first == '_');
        let goes_on = letters.all(|letter| letter.is_alphanumeric() || letter == '_');
        if !starts || !goes_on || is_reserved(&id.value) {
            let message = Message::new(&messages::BAD_ID).with("id", &id.value);
            diagnostics.push(Diagnostic::error(message, id.span));
        }
    }

    /// What is in scope in a phase.
    pub(super) fn env(&self, phase: Phase) -> Env<'_> {
        Env {
            attributes: self.workspace.attributes,
            open_attributes: self.workspace.open_attributes,
            parameters: &self.parameters,
            nodes: &self.nodes,
            phase,
            schemes: self.workspace.schemes,
            this_scheme: &self.scheme,
            ledgers: self.workspace.ledgers,
            open_ledgers: self.workspace.open_ledgers,
            ..Env::new(self.workspace.catalogue)
        }
    }

    /// Constants and parameters only.
    pub(super) fn constants(&self) -> Env<'_> {
        static NO_ATTRIBUTES: BTreeMap<String, crate::expr::AttributeType> = BTreeMap::new();
        Env {
            allow_data: false,
            allow_group: false,
            attributes: &NO_ATTRIBUTES,
            open_attributes: false,
            ..self.env(Phase::Inputs)
        }
    }

    pub(super) fn catalogue(&self) -> &baton_model::Catalogue {
        self.workspace.catalogue
    }
}

/// Group names used as keys of tables, in order of first appearance.
fn groups_in_tables(document: &Document) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut add = |table: Option<&dyn Keys>| {
        for name in table.map(Keys::keys).unwrap_or_default() {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    };
    if let Some(header) = &document.scheme {
        add(header.full_mark.as_ref().map(|table| table as &dyn Keys));
    }
    for dimension in document.dimension.iter().flatten() {
        add(dimension.weight.as_ref().map(|table| table as &dyn Keys));
    }
    for leaf in document.indicator.iter().flatten() {
        add(leaf.weight.as_ref().map(|table| table as &dyn Keys));
    }
    names
}

trait Keys {
    fn keys(&self) -> Vec<String>;
}

impl<T> Keys for ByGroup<T> {
    fn keys(&self) -> Vec<String> {
        match self {
            Self::All(_) => Vec::new(),
            Self::Table(table, _) => table.keys().cloned().collect(),
        }
    }
}
