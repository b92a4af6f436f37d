//! Document → plan: every name resolved, every rule complete, every complaint at its place.

mod formulas;
mod limits;
mod names;
mod outcome_rules;
mod score;
mod sums;
mod tree;

use std::collections::{BTreeMap, BTreeSet};

use baton_model::{Catalogue, Message, Period, PeriodKind};
use baton_score::round::Mode;

use crate::diagnostic::{Diagnostic, Diagnostics, Sources, Span, Spanned};
use crate::document::decode::nearest;
use crate::document::{self, ByGroup, Document, Formula, Header, NumberOrWord, Text};
use crate::expr::{AttributeType, Expect, Ledgers, Phase, check, typed::Typed};
use crate::messages;
use crate::plan::{
    Aggregate, Bounds, Condition, Exempt, FullMark, Grouping, Joint, LevelMove, Parameter, Plan, RankTies,
    Ranking, Rounding, Unknown,
};
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
        sums::check(&plan, &self.names, self.diagnostics);
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

    fn places(&mut self, key: &str, places: Option<&Spanned<u32>>) -> Option<u8> {
        let places = places?;
        match u8::try_from(places.value) {
            Ok(value) if value <= 9 => Some(value),
            _ => {
                let message = Message::new(&messages::BAD_NUMBER)
                    .with("key", key)
                    .with("expected", &messages::term::PLACES)
                    .with("found", f64::from(places.value));
                self.error(message, places.span);
                None
            }
        }
    }

    fn period_kind(&mut self, header: &Header) -> PeriodKind {
        let words: Vec<(&str, PeriodKind)> =
            PeriodKind::ALL.iter().map(|kind| (kind.word(), *kind)).collect();
        if header.period.is_none() {
            self.missing("scheme", "period", header.span);
        }
        self.word("period", header.period.as_ref(), &words).unwrap_or(PeriodKind::Year)
    }

    fn grouping(&mut self, header: &Header) -> Grouping {
        if let Some(groups) = &header.groups {
            return match self.checked(groups, Phase::Inputs, Expect::Text) {
                Some(expression) => Grouping::Expression(expression),
                None => Grouping::None,
            };
        }
        let Some(rules) = &self.document.group_rule else { return Grouping::None };
        let mut list = Vec::new();
        for rule in rules {
            if rule.name.is_none() {
                self.missing("group_rule", "name", rule.span);
            }
            let condition = self.needed(
                "group_rule",
                rule.when.as_ref(),
                rule.unknown.as_ref(),
                Phase::Inputs,
                rule.span,
            );
            if let (Some(name), Some(condition)) = (&rule.name, condition) {
                list.push((name.value.clone(), condition));
            }
        }
        Grouping::Rules(list)
    }

    fn exempts(&mut self) -> Vec<Exempt> {
        let mut list = Vec::new();
        for exempt in self.document.exempt.as_deref().unwrap_or_default() {
            let when = self.needed(
                "exempt",
                exempt.when.as_ref(),
                exempt.unknown.as_ref(),
                Phase::Inputs,
                exempt.span,
            );
            if exempt.name.is_none() {
                self.missing("exempt", "name", exempt.span);
            }
            if let (Some(when), Some(name)) = (when, &exempt.name) {
                list.push(Exempt {
                    name: name.value.clone(),
                    when,
                    in_statistics: exempt.in_statistics.as_ref().is_some_and(|value| value.value),
                    in_n: exempt.in_n.as_ref().is_some_and(|value| value.value),
                });
            }
        }
        list
    }

    fn joints(&mut self) -> Vec<Joint> {
        let mut list = Vec::new();
        for joint in self.document.joint.as_deref().unwrap_or_default() {
            match &joint.units {
                Some(units) => list.push(Joint {
                    units: units.iter().map(|unit| unit.value.clone()).collect(),
                    name: joint.name.as_ref().map(|name| name.value.clone()),
                }),
                None => self.missing("joint", "units", joint.span),
            }
        }
        list
    }

    fn full_mark(&mut self, header: &Header) -> FullMark {
        let Some(mark) = &header.full_mark else { return FullMark::Fixed(ByGroup::All(100.0)) };
        if let ByGroup::All(NumberOrWord::Word(word)) = mark {
            self.word("full_mark", Some(word), &[("active", ())]);
            return FullMark::Active;
        }
        let number = |mark: &NumberOrWord| match mark {
            NumberOrWord::Number(number) => Some(number.value),
            NumberOrWord::Word(_) => None,
        };
        self.full_marks_positive(mark);
        match mark {
            ByGroup::All(mark) => FullMark::Fixed(ByGroup::All(number(mark).unwrap_or(100.0))),
            ByGroup::Table(table, span) => {
                self.groups_of_table("full_mark", mark, *span);
                let table =
                    table.iter().filter_map(|(name, mark)| Some((name.clone(), number(mark)?))).collect();
                FullMark::Fixed(ByGroup::Table(table, *span))
            }
        }
    }

    fn parameters(&mut self) -> BTreeMap<String, Parameter> {
        let mut plan = BTreeMap::new();
        for (name, parameter) in self.document.params.iter().flatten() {
            let value = match &parameter.value {
                document::Parameter::Number(number) => Parameter::Number(number.value),
                document::Parameter::Text(text) => Parameter::Text(text.value.clone()),
                document::Parameter::ByPeriod(table) => {
                    let mut values = Vec::new();
                    for (period, number) in table {
                        match period.parse::<Period>() {
                            Ok(period) => values.push((period, number.value.value)),
                            Err(_) => {
                                let message = Message::new(&messages::BAD_PERIOD).with("found", period);
                                self.error(message, number.span);
                            }
                        }
                    }
                    Parameter::ByPeriod(values)
                }
            };
            plan.insert(name.clone(), value);
        }
        plan
    }

    fn rounding(&mut self) -> Rounding {
        let given = self.document.rounding.clone().unwrap_or_default();
        let modes = [("half_up", Mode::HalfUp), ("gb8170", Mode::HalfEven)];
        self.word("value", given.value.as_ref(), &[("decimals", ()), ("off", ())]);
        Rounding {
            mode: self.word("mode", given.mode.as_ref(), &modes).unwrap_or(Mode::HalfUp),
            leaf: self.places("indicator", given.indicator.as_ref()),
            node: self.places("node", given.node.as_ref()),
            total: self.places("total", given.total.as_ref()),
        }
    }

    fn ranking(&mut self, nodes: &[crate::plan::Node]) -> Ranking {
        let given = self.document.ranking.clone().unwrap_or_default();
        let ties = [
            ("competition", RankTies::Competition),
            ("dense", RankTies::Dense),
            ("ordinal", RankTies::Ordinal),
        ];
        let mut breaks = Vec::new();
        for text in given.r#break.iter().flatten() {
            breaks.extend(self.node_named(text, nodes));
        }
        let total = self.document.rounding.as_ref().and_then(|rounding| rounding.total.as_ref());
        if let (Some(precision), Some(total)) = (&given.precision, total)
            && precision.value > total.value
        {
            let message = Message::new(&messages::BAD_NUMBER)
                .with("key", "precision")
                .with("expected", &messages::term::COARSER)
                .with("found", f64::from(precision.value));
            self.error(message, precision.span);
        }
        Ranking {
            ties: self.word("ties", given.ties.as_ref(), &ties).unwrap_or(RankTies::Competition),
            breaks,
            precision: self.places("precision", given.precision.as_ref()),
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

    fn level_move(&mut self) -> LevelMove {
        let given = self.document.levels.clone().unwrap_or_default();
        LevelMove {
            previous: given.previous.as_ref().and_then(|previous| self.number(previous, Phase::Grade)),
            up_at_most: given.up_at_most.map(|value| value.value),
            down_at_most: given.down_at_most.map(|value| value.value),
            hold: given.hold.map_or(0, |value| value.value),
        }
    }

    fn aggregate(&mut self, text: Option<&Text>) -> Aggregate {
        let Some(text) = text else { return Aggregate::Sum };
        let argument = text.value.split_once(':');
        match argument {
            Some(("power", p)) if p.trim().parse::<f64>().is_ok_and(|p| p.is_finite() && p != 0.0) => {
                Aggregate::Power(p.trim().parse().unwrap_or(1.0))
            }
            Some(("best_of", k)) if k.trim().parse::<usize>().is_ok_and(|k| k > 0) => {
                Aggregate::BestOf(k.trim().parse().unwrap_or(1))
            }
            _ => self
                .word(
                    "aggregate",
                    Some(text),
                    &[
                        ("sum", Aggregate::Sum),
                        ("geometric", Aggregate::Geometric),
                        ("harmonic", Aggregate::Harmonic),
                        ("power:2", Aggregate::Power(2.0)),
                        ("min", Aggregate::Min),
                        ("max", Aggregate::Max),
                        ("best_of:3", Aggregate::BestOf(3)),
                        ("mazziotta_pareto", Aggregate::MazziottaPareto),
                        ("topsis", Aggregate::Topsis),
                        ("copeland", Aggregate::Copeland),
                    ],
                )
                .unwrap_or(Aggregate::Sum),
        }
    }
}
