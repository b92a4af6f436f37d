//! What is in scope where an expression stands.

use std::collections::{BTreeMap, BTreeSet};

use baton_model::{Catalogue, Measure};

/// The type of an attribute (属性) of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttributeType {
    /// A text.
    Text,
    /// A number.
    Number,
    /// Yes or no.
    Bool,
}

/// The type of a parameter of the scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterType {
    /// A number, which takes the unit of measure it is used with.
    Number,
    /// A text.
    Text,
}

/// A measure of a ledger, as far as expressions need to know it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LedgerMeasure {
    /// Its unit of measure, if it declares one.
    pub measure: Option<Measure>,
    /// The options of `by = "field"`; none for a measure with a single value.
    pub options: Option<BTreeSet<String>>,
}

/// Ledgers with their measures, by id.
pub type Ledgers = BTreeMap<String, BTreeMap<String, LedgerMeasure>>;

/// Which results of this run exist where the expression is evaluated (SCHEME.md §4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// None yet.
    #[default]
    Inputs,
    /// `points.x`, `ratio.x`
    Points,
    /// also `total`, `ratio`
    Total,
    /// also `rank.x`, `rank`, `n`, `rank_change`
    Rank,
    /// also `grade`
    Grade,
    /// also `level`
    Level,
}

/// What an expression must give.
#[derive(Clone, Debug, PartialEq)]
pub enum Expect {
    /// Anything.
    Any,
    /// A number, in this unit of measure if one is declared.
    Number(Option<Measure>),
    /// A text.
    Text,
    /// A condition.
    Bool,
}

/// What is in scope. [`Env::new`] has nothing but the catalogue; the rest is set field by field.
#[derive(Clone, Debug)]
pub struct Env<'a> {
    /// The indicators.
    pub catalogue: &'a Catalogue,
    /// The attributes of units.
    pub attributes: &'a BTreeMap<String, AttributeType>,
    /// Are other attributes accepted too, with the type they are used with? For a workspace without units.
    pub open_attributes: bool,
    /// The scheme's parameters.
    pub parameters: &'a BTreeMap<String, ParameterType>,
    /// Is the leaf's own value `x` in scope, and in which unit of measure?
    pub value: Option<Option<Measure>>,
    /// Ids of the scheme's nodes; those of `parts` are `growth.1`, `growth.2`.
    pub nodes: &'a BTreeSet<String>,
    /// Which results of this run exist.
    pub phase: Phase,
    /// Ids of the schemes whose published results can be read.
    pub schemes: &'a BTreeSet<String>,
    /// Are other schemes accepted too?
    pub open_schemes: bool,
    /// Id of the scheme the expression belongs to; it reads its own results of earlier periods only.
    pub this_scheme: &'a str,
    /// The ledgers.
    pub ledgers: &'a Ledgers,
    /// Are other ledgers and measures accepted too?
    pub open_ledgers: bool,
    /// May indicators, published results and ledgers be read? Otherwise constants, parameters and attributes only.
    pub allow_data: bool,
    /// May statistics of the comparison set be read (`mean`, `best(e)` …)?
    pub allow_group: bool,
    /// May the run's period be read (`period.month` …)?
    pub allow_period: bool,
}

static NO_ATTRIBUTES: BTreeMap<String, AttributeType> = BTreeMap::new();
static NO_PARAMETERS: BTreeMap<String, ParameterType> = BTreeMap::new();
static NO_NAMES: BTreeSet<String> = BTreeSet::new();
static NO_LEDGERS: Ledgers = BTreeMap::new();

impl<'a> Env<'a> {
    /// Indicators, statistics and the period; no attributes, parameters, results or ledgers.
    pub fn new(catalogue: &'a Catalogue) -> Self {
        Self {
            catalogue,
            attributes: &NO_ATTRIBUTES,
            open_attributes: false,
            parameters: &NO_PARAMETERS,
            value: None,
            nodes: &NO_NAMES,
            phase: Phase::Inputs,
            schemes: &NO_NAMES,
            open_schemes: false,
            this_scheme: "",
            ledgers: &NO_LEDGERS,
            open_ledgers: false,
            allow_data: true,
            allow_group: true,
            allow_period: true,
        }
    }
}
