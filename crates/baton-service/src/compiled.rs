//! A scheme's text → its plan, against a workspace or against what a run froze.

use std::collections::{BTreeMap, BTreeSet};

use baton_model::{AttributeValue, Catalogue, UnitTree};
use baton_scheme::compile::{self, compile};
use baton_scheme::diagnostic::{Diagnostics, Sources};
use baton_scheme::document::Document;
use baton_scheme::expr::{AttributeType, Ledgers};
use baton_scheme::plan::Plan;

use crate::workspace::Workspace;

/// What names in a scheme can mean.
#[derive(Clone, Debug)]
pub struct Against {
    /// The indicators.
    pub catalogue: Catalogue,
    /// Attributes of units with their types.
    pub attributes: BTreeMap<String, AttributeType>,
    /// May there be other attributes, because there are no units yet?
    pub open_attributes: bool,
    /// Ids of the schemes whose results can be read.
    pub schemes: BTreeSet<String>,
}

impl Against {
    /// What a workspace knows.
    pub fn of(workspace: &Workspace) -> Self {
        Self {
            catalogue: workspace.catalogue.clone(),
            attributes: attribute_types(&workspace.tree),
            open_attributes: workspace.tree.versions().is_empty(),
            schemes: workspace.schemes.iter().map(|scheme| scheme.id.clone()).collect(),
        }
    }

    /// Compiles a document.
    pub fn compile(
        &self,
        document: &Document,
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> Option<Plan> {
        let against = compile::Workspace {
            catalogue: &self.catalogue,
            attributes: &self.attributes,
            open_attributes: self.open_attributes,
            schemes: &self.schemes,
            ledgers: &Ledgers::new(),
            open_ledgers: false,
        };
        compile(document, &against, sources, diagnostics)
    }
}

/// Attributes of units with their types; one of several types is a text.
fn attribute_types(tree: &UnitTree) -> BTreeMap<String, AttributeType> {
    let mut types: BTreeMap<String, AttributeType> = BTreeMap::new();
    for (name, value) in tree.versions().iter().flat_map(|unit| &unit.attributes) {
        let found = match value {
            AttributeValue::Text(_) => AttributeType::Text,
            AttributeValue::Number(_) => AttributeType::Number,
            AttributeValue::Bool(_) => AttributeType::Bool,
        };
        match types.get_mut(name) {
            Some(known) if *known != found => *known = AttributeType::Text,
            Some(_) => {}
            None => {
                types.insert(name.clone(), found);
            }
        }
    }
    types
}
