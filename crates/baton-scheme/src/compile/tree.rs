//! Dimensions and indicators become the tree of nodes.

use std::collections::BTreeMap;

use baton_model::Message;

use super::Compiler;
use crate::diagnostic::Span;
use crate::document::decode::nearest;
use crate::document::{self, ByGroup, Dimension, Formula, Header, Text};
use crate::expr::typed::{Kind, Type, Typed};
use crate::expr::{Expect, Phase, check};
use crate::messages;
use crate::plan::{Body, Inner, Node};

/// Something declared in the file, before it has a place in the tree.
enum Declared<'a> {
    Dimension(&'a Dimension),
    Leaf(&'a document::Leaf),
}

impl Declared<'_> {
    fn parent(&self) -> Option<&Text> {
        match self {
            Self::Dimension(dimension) => dimension.r#in.as_ref(),
            Self::Leaf(leaf) => leaf.r#in.as_ref(),
        }
    }
    fn span(&self) -> Span {
        match self {
            Self::Dimension(dimension) => dimension.span,
            Self::Leaf(leaf) => leaf.span,
        }
    }
}

impl Compiler<'_, '_> {
    /// The nodes, root first, children in file order after their parent.
    pub(super) fn tree(&mut self, header: &Header) -> Vec<Node> {
        let document = self.document;
        let mut declared: Vec<Declared<'_>> =
            document.dimension.iter().flatten().map(Declared::Dimension).collect();
        declared.extend(document.indicator.iter().flatten().map(Declared::Leaf));
        declared.sort_by_key(Declared::span);
        let mut by_parent: BTreeMap<&str, Vec<&Declared<'_>>> = BTreeMap::new();
        let known: Vec<&str> = document
            .dimension
            .iter()
            .flatten()
            .filter_map(|dimension| Some(dimension.id.as_ref()?.value.as_str()))
            .collect();
        for item in &declared {
            match item.parent() {
                None => by_parent.entry("").or_default().push(item),
                Some(parent) if known.contains(&parent.value.as_str()) => {
                    by_parent.entry(&parent.value).or_default().push(item);
                }
                Some(parent) => {
                    let message = Message::new(&messages::UNKNOWN_PARENT)
                        .with("id", &parent.value)
                        .with("nearest", nearest(&parent.value, known.iter().copied()));
                    self.error(message, parent.span);
                }
            }
        }
        self.refuse_detached(&known, &by_parent);
        let relative = self.weights_mode(header.weights.as_ref()).unwrap_or(false);
        let root = Inner {
            aggregate: self.aggregate(header.aggregate.as_ref()),
            relative,
            full: None,
            score: None,
            min_available: self.min_available(None),
        };
        let title = header.title.as_ref().map(|title| title.value.clone()).unwrap_or_default();
        let mut nodes = vec![Node {
            id: "total".to_owned(),
            name: title,
            name_en: header.title_en.as_ref().map(|title| title.value.clone()),
            parent: None,
            children: Vec::new(),
            weight: ByGroup::All(constant(0.0, header.span)),
            factor: None,
            body: Body::Inner(Box::new(root)),
            span: header.span,
        }];
        self.place("", 0, relative, &by_parent, &mut nodes);
        for node in &nodes {
            // Children that were refused have been complained about already.
            let id = if node.parent.is_none() { "" } else { &node.id };
            let declared = by_parent.contains_key(id);
            if matches!(node.body, Body::Inner(_)) && node.children.is_empty() && !declared {
                let message = Message::new(&messages::NO_CHILDREN).with("node", &node.name);
                self.diagnostics.push(crate::diagnostic::Diagnostic::error(message, node.span));
            }
        }
        nodes
    }

    /// Dimensions that contain themselves are never reached from the root.
    fn refuse_detached(&mut self, known: &[&str], by_parent: &BTreeMap<&str, Vec<&Declared<'_>>>) {
        let mut reached: Vec<&str> = Vec::new();
        let mut open = vec![""];
        while let Some(parent) = open.pop() {
            for item in by_parent.get(parent).into_iter().flatten() {
                if let Declared::Dimension(Dimension { id: Some(id), .. }) = item
                    && !reached.contains(&id.value.as_str())
                {
                    reached.push(&id.value);
                    open.push(&id.value);
                }
            }
        }
        for dimension in self.document.dimension.iter().flatten() {
            if let (Some(id), Some(parent)) = (&dimension.id, &dimension.r#in)
                && !reached.contains(&id.value.as_str())
                && known.contains(&parent.value.as_str())
            {
                self.error(Message::new(&messages::PARENT_CYCLE).with("id", &id.value), parent.span);
            }
        }
    }

    fn weights_mode(&mut self, text: Option<&Text>) -> Option<bool> {
        self.word("weights", text, &[("points", false), ("relative", true)])
    }

    fn place(
        &mut self,
        id: &str,
        parent: usize,
        relative: bool,
        by_parent: &BTreeMap<&str, Vec<&Declared<'_>>>,
        nodes: &mut Vec<Node>,
    ) {
        for item in by_parent.get(id).into_iter().flatten() {
            match item {
                Declared::Dimension(dimension) => {
                    let own = self.weights_mode(dimension.weights.as_ref()).unwrap_or(relative);
                    let Some(index) = self.dimension(dimension, parent, own, nodes) else { continue };
                    let id = nodes[index].id.clone();
                    // What lies in an id that stands twice is placed once: the second may lie in the first.
                    let is_first = !id.is_empty() && nodes[1..index].iter().all(|node| node.id != id);
                    if is_first {
                        self.place(&id, index, own, by_parent, nodes);
                    }
                }
                Declared::Leaf(leaf) => self.indicator(leaf, parent, nodes),
            }
        }
    }

    fn dimension(
        &mut self,
        dimension: &Dimension,
        parent: usize,
        relative: bool,
        nodes: &mut Vec<Node>,
    ) -> Option<usize> {
        let Some(id) = &dimension.id else {
            self.missing("dimension", "id", dimension.span);
            return None;
        };
        let weight = self.weight(dimension.weight.as_ref(), "dimension", dimension.span)?;
        let inner = Inner {
            aggregate: self.aggregate(dimension.aggregate.as_ref()),
            relative,
            full: self.full(dimension.full.as_ref()),
            score: match &dimension.score {
                Some(score) => self.scoring(Some(score), None, dimension.span),
                None => None,
            },
            min_available: self.min_available(dimension.min_available.as_ref()),
        };
        let factor = dimension.factor.as_ref().and_then(|factor| self.number(factor, Phase::Inputs));
        let name = dimension.name.as_ref().map_or_else(|| id.value.clone(), |name| name.value.clone());
        Some(push(
            nodes,
            parent,
            Node {
                id: id.value.clone(),
                name,
                name_en: dimension.name_en.as_ref().map(|name| name.value.clone()),
                parent: Some(parent),
                children: Vec::new(),
                weight,
                factor,
                body: Body::Inner(Box::new(inner)),
                span: dimension.span,
            },
        ))
    }

    fn full(&mut self, full: Option<&document::Number>) -> Option<f64> {
        self.positive("full", full);
        full.map(|full| full.value)
    }

    fn min_available(&mut self, own: Option<&document::Number>) -> f64 {
        let default = self.document.missing.as_ref().and_then(|missing| missing.min_available.as_ref());
        let share = own.or(default).cloned();
        self.share("min_available", own);
        share.map_or(0.0, |share| share.value)
    }

    /// A weight: constants and parameters only, perhaps by group.
    fn weight(
        &mut self,
        weight: Option<&ByGroup<Formula>>,
        table: &str,
        span: Span,
    ) -> Option<ByGroup<Typed>> {
        let Some(weight) = weight else {
            self.missing(table, "weight", span);
            return None;
        };
        match weight {
            ByGroup::All(formula) => Some(ByGroup::All(self.constant(formula)?)),
            ByGroup::Table(given, table_span) => {
                self.groups_of_table("weight", weight, *table_span);
                let mut typed = BTreeMap::new();
                for (group, formula) in given {
                    typed.insert(group.clone(), self.constant(formula)?);
                }
                Some(ByGroup::Table(typed, *table_span))
            }
        }
    }

    pub(super) fn constant(&mut self, formula: &Formula) -> Option<Typed> {
        let env = self.names.constants();
        let typed = check(&formula.ast, &env, Expect::Number(None), self.diagnostics)?;
        self.settled("weight", &typed);
        Some(typed)
    }

    fn indicator(&mut self, leaf: &document::Leaf, parent: usize, nodes: &mut Vec<Node>) {
        let Some(id) = &leaf.id else {
            self.missing("indicator", "id", leaf.span);
            return;
        };
        let Some(weight) = self.weight(leaf.weight.as_ref(), "indicator", leaf.span) else { return };
        let factor = leaf.factor.as_ref().and_then(|factor| self.number(factor, Phase::Inputs));
        let name = self.leaf_name(leaf, id);
        let node = |body| Node {
            id: id.value.clone(),
            name: name.clone(),
            name_en: leaf.name_en.as_ref().map(|name| name.value.clone()),
            parent: Some(parent),
            children: Vec::new(),
            weight: weight.clone(),
            factor: factor.clone(),
            body,
            span: leaf.span,
        };
        match &leaf.parts {
            Some(parts) => {
                if let Some(value) = &leaf.value {
                    self.error(Message::new(&messages::BOTH_VALUE_AND_PARTS).with("node", &name), value.span);
                }
                let inner = Inner {
                    aggregate: self.aggregate(leaf.aggregate.as_ref()),
                    relative: self.weights_mode(leaf.weights.as_ref()).unwrap_or(false),
                    full: self.full(leaf.full.as_ref()),
                    score: match &leaf.score {
                        Some(score) => self.scoring(Some(score), None, leaf.span),
                        None => None,
                    },
                    min_available: self.min_available(leaf.min_available.as_ref()),
                };
                let index = push(nodes, parent, node(Body::Inner(Box::new(inner))));
                self.parts(leaf, parts, index, nodes);
            }
            None => {
                if let Some(body) = self.leaf(leaf, &name) {
                    push(nodes, parent, node(Body::Leaf(Box::new(body))));
                }
            }
        }
    }

    fn leaf_name(&self, leaf: &document::Leaf, id: &Text) -> String {
        if let Some(name) = &leaf.name {
            return name.value.clone();
        }
        let named = |formula: &Formula| match &formula.ast.kind {
            crate::expr::ast::ExprKind::Path(path) if path.len() == 1 => {
                let catalogue = self.names.catalogue();
                catalogue.by_code(&path[0].value).map(|id| catalogue.get(id).name.clone())
            }
            _ => None,
        };
        leaf.value.as_ref().and_then(named).unwrap_or_else(|| id.value.clone())
    }

    fn parts(
        &mut self,
        leaf: &document::Leaf,
        parts: &[document::Part],
        index: usize,
        nodes: &mut Vec<Node>,
    ) {
        let sum: f64 = parts.iter().filter_map(|part| part.share.as_ref()).map(|share| share.value).sum();
        if (sum - 1.0).abs() > 1e-9 {
            let message =
                Message::new(&messages::SHARES_SUM).with("node", &nodes[index].name).with("sum", sum);
            self.error(message, leaf.span);
        }
        for (number, part) in (1..).zip(parts) {
            let Some(share) = &part.share else {
                self.missing("parts", "share", part.span);
                continue;
            };
            let whole = document::Leaf {
                value: part.value.clone(),
                unit: part.unit.clone(),
                direction: part.direction.clone().or_else(|| leaf.direction.clone()),
                owner: part.owner.clone().or_else(|| leaf.owner.clone()),
                score: part.score.clone(),
                missing: part.missing.clone().or_else(|| leaf.missing.clone()),
                of: part.of.clone().or_else(|| leaf.of.clone()),
                treat: part.treat.clone().or_else(|| leaf.treat.clone()),
                carry: part.carry.clone().or_else(|| leaf.carry.clone()),
                decimals: part.decimals.clone().or_else(|| leaf.decimals.clone()),
                parts: None,
                span: part.span,
                ..leaf.clone()
            };
            let name = match &part.name {
                Some(name) => name.value.clone(),
                None => format!("{}（{number}）", nodes[index].name),
            };
            let Some(body) = self.leaf(&whole, &name) else { continue };
            let parent = &nodes[index];
            let whole_en = parent.name_en.as_ref().map(|name| format!("{name} ({number})"));
            let own_en = part.name_en.as_ref().map(|name| name.value.clone());
            let node = Node {
                id: format!("{}.{number}", parent.id),
                name,
                name_en: own_en.or(whole_en.filter(|_| part.name.is_none())),
                parent: Some(index),
                children: Vec::new(),
                weight: scaled(&parent.weight, share.value),
                factor: None,
                body: Body::Leaf(Box::new(body)),
                span: part.span,
            };
            push(nodes, index, node);
        }
    }
}

fn push(nodes: &mut Vec<Node>, parent: usize, node: Node) -> usize {
    nodes.push(node);
    let index = nodes.len() - 1;
    nodes[parent].children.push(index);
    index
}

/// A number that stands in a plan without having been written.
pub(super) fn constant(value: f64, span: Span) -> Typed {
    Typed { kind: Kind::Number(value), ty: Type::Number(None), span }
}

fn scaled(weight: &ByGroup<Typed>, share: f64) -> ByGroup<Typed> {
    let one = |typed: &Typed| match typed.kind {
        Kind::Number(value) => constant(value * share, typed.span),
        _ => Typed {
            kind: Kind::Binary(
                crate::expr::ast::BinaryOp::Multiply,
                Box::new(typed.clone()),
                Box::new(constant(share, typed.span)),
            ),
            ty: Type::Number(None),
            span: typed.span,
        },
    };
    match weight {
        ByGroup::All(typed) => ByGroup::All(one(typed)),
        ByGroup::Table(table, span) => {
            ByGroup::Table(table.iter().map(|(group, typed)| (group.clone(), one(typed))).collect(), *span)
        }
    }
}
