//! The scheme file as written: every key optional, every value with its place. [`crate::compile`] says what is missing.

pub(crate) mod decode;
mod outcome;
mod score;

use schemars::JsonSchema;
use toml::de::DeTable;

use crate::broken_toml;
use crate::diagnostic::{Diagnostics, FileId, Sources, Span, Spanned};
use crate::messages;
use decode::encode::Encode;
pub use decode::{ByGroup, Formula, Number, NumberOrWord, OneOrMany, Pairs, Quota, Table, Text, WordOr};
use decode::{Decode, Reader, Value, table};
pub use outcome::{Adjust, Alert, Among, Effect, Exempt, Grade, GroupRule, Joint, Level, List, Veto};
pub use score::{Points, Score};

table! {
    /// `[scheme]`: what the method is called and what it is about.
    pub struct Header as "scheme" {
        /// Identifier, without hyphens.
        id: Text,
        /// Version, such as the year.
        version: Text,
        /// Title (名称).
        title: Text,
        /// Title in English, for the English interface.
        title_en: Text,
        /// The document behind it (依据).
        basis: Text,
        /// Condition that selects the units assessed (考核对象).
        subjects: Formula,
        /// Kind of period: year, half, quarter, month, ten_days, week, day.
        period: Text,
        /// Full mark (总分): a number, a table by group, or "active".
        full_mark: ByGroup<NumberOrWord>,
        /// "points": children sum to the parent; "relative": normalised at every level.
        weights: Text,
        /// Expression whose value is the group (考核分组).
        groups: Formula,
        /// Aggregator of the root: sum, geometric, harmonic, power:p, min, max, best_of:k, mazziotta_pareto, topsis, copeland.
        aggregate: Text,
        /// Least total.
        min: Formula,
        /// Greatest total.
        max: Formula,
        /// File with the leaves as a table.
        leaves: Text,
    }
}

table! {
    /// `[missing]`: what happens where a figure is missing (缺失处理).
    pub struct MissingDefaults as "missing" {
        /// Policy for leaves that say nothing.
        default: WordOr<MissingTable>,
        /// Least share of children that must be present.
        min_available: Number,
    }
}

table! {
    /// A policy for missing figures with parameters.
    pub struct MissingTable as "missing" {
        /// Fixed points.
        points: Formula,
        /// error, zero, floor, mean_points, group_mean, group_median, previous, exclude.
        by: Text,
        /// Set within which `group_mean` and `group_median` are taken.
        within: Formula,
        /// How many periods old `previous` may be.
        max_age: Spanned<u32>,
    }
}

table! {
    /// `[rounding]`: decimal places (修约).
    pub struct Rounding as "rounding" {
        /// half_up or gb8170.
        mode: Text,
        /// Places of leaf points.
        indicator: Spanned<u32>,
        /// Places of the points of dimensions.
        node: Spanned<u32>,
        /// Places of the total.
        total: Spanned<u32>,
        /// "decimals" rounds leaf values first.
        value: Text,
    }
}

table! {
    /// `[ranking]`: order and ties (排名).
    pub struct Ranking as "ranking" {
        /// competition, dense or ordinal.
        ties: Text,
        /// Nodes whose points break ties.
        r#break: Vec<Text>,
        /// Places at which totals are compared; only coarser than the total's.
        precision: Spanned<u32>,
    }
}

table! {
    /// `[adjustments]`: bounds of their sum.
    pub struct Adjustments as "adjustments" {
        /// Least sum.
        min: Formula,
        /// Greatest sum.
        max: Formula,
    }
}

table! {
    /// `[levels]`: how the level may move (晋升、保级、降级).
    pub struct Levels as "levels" {
        /// The level before, such as `prev_year(result.zone.level)`.
        previous: Formula,
        /// Most steps up at once.
        up_at_most: Spanned<u32>,
        /// Most steps down at once.
        down_at_most: Spanned<u32>,
        /// Periods a missed level is kept.
        hold: Spanned<u32>,
    }
}

table! {
    /// `treat`: outliers (异常值处理).
    pub struct Treat as "treat" {
        /// Functions tried in turn: winsorise, log_ct, log, box_cox.
        r#try: Vec<Text>,
        /// The column passes if it is within these.
        unless: Unless,
        /// Most points winsorised.
        max_points: Spanned<u32>,
    }
}

table! {
    /// When a column needs no treatment.
    pub struct Unless as "unless" {
        /// Absolute skewness below this passes.
        skew: Number,
        /// Kurtosis below this passes.
        kurtosis: Number,
    }
}

table! {
    /// `[[dimension]]`: an inner node (一级指标).
    pub struct Dimension as "dimension" {
        /// Identifier.
        id: Text,
        /// Name.
        name: Text,
        /// Name in English, for the English interface.
        name_en: Text,
        /// The node above.
        r#in: Text,
        /// Weight, or a table by group.
        weight: ByGroup<Formula>,
        /// Its own marking scale.
        full: Number,
        /// points or relative.
        weights: Text,
        /// Aggregator.
        aggregate: Text,
        /// Score rule of its ratio.
        score: WordOr<Score>,
        /// Factor on its points (难度系数).
        factor: Formula,
        /// Least share of children that must be present.
        min_available: Number,
    }
}

table! {
    /// `[[indicator]]`: a leaf (指标).
    pub struct Leaf as "indicator" {
        /// Identifier.
        id: Text,
        /// Name.
        name: Text,
        /// Name in English, for the English interface.
        name_en: Text,
        /// The dimension above.
        r#in: Text,
        /// Weight (分值), or a table by group.
        weight: ByGroup<Formula>,
        /// Expression of the value.
        value: Formula,
        /// Unit of measure of the value.
        unit: Text,
        /// higher, lower, none.
        direction: Text,
        /// Department that answers for it.
        owner: Text,
        /// Score rule.
        score: WordOr<Score>,
        /// Several values with shares, instead of value and score.
        parts: Vec<Part>,
        /// Kinds of period, periods, or an expression over `period`.
        periods: OneOrMany<Text>,
        /// Condition on the unit.
        applies: Formula,
        /// What a unit gets it does not apply to: exclude, full, mean_points, zero.
        otherwise: Text,
        /// Policy for missing figures.
        missing: WordOr<MissingTable>,
        /// Set within which `group_mean` and `group_median` are taken.
        within: Formula,
        /// How many periods old `previous` may be.
        max_age: Spanned<u32>,
        /// Comparison set: all, siblings, or a condition over units.
        of: Formula,
        /// Factor on its points.
        factor: Formula,
        /// Outlier treatment.
        treat: Treat,
        /// "latest" takes the last published value.
        carry: Text,
        /// What applies where a condition is unknown: no or yes.
        unknown: Text,
        /// Decimals of the value.
        decimals: Spanned<u32>,
        /// Own marking scale, with parts.
        full: Number,
        /// points or relative, with parts.
        weights: Text,
        /// Aggregator, with parts.
        aggregate: Text,
        /// Least share of parts that must be present.
        min_available: Number,
        /// A remark for readers (说明).
        note: Text,
    }
}

table! {
    /// One of the `parts` of an indicator.
    pub struct Part as "parts" {
        /// Name.
        name: Text,
        /// Name in English, for the English interface.
        name_en: Text,
        /// Expression of the value.
        value: Formula,
        /// Share of the indicator's weight.
        share: Number,
        /// Unit of measure.
        unit: Text,
        /// higher, lower, none.
        direction: Text,
        /// Score rule.
        score: WordOr<Score>,
        /// Policy for missing figures.
        missing: WordOr<MissingTable>,
        /// Comparison set.
        of: Formula,
        /// Outlier treatment.
        treat: Treat,
        /// "latest" takes the last published value.
        carry: Text,
        /// Decimals of the value.
        decimals: Spanned<u32>,
        /// Department that answers for it.
        owner: Text,
    }
}

/// A parameter: one value, or one a year (or period).
#[derive(Clone, Debug, PartialEq, JsonSchema)]
#[schemars(untagged)]
pub enum Parameter {
    /// The same in every period.
    Number(Number),
    /// A text.
    Text(Text),
    /// By period, such as `{ "2024" = 26.01, "2025" = 24.097 }`.
    ByPeriod(Table<Number>),
}

impl Encode for Parameter {
    fn encode(&self) -> String {
        match self {
            Self::Number(number) => number.encode(),
            Self::Text(text) => text.encode(),
            Self::ByPeriod(table) => table.encode(),
        }
    }
}

impl Decode for Parameter {
    fn decode(key: &str, value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match value.get_ref() {
            toml::de::DeValue::Table(_) => Table::decode(key, value, reader).map(Self::ByPeriod),
            toml::de::DeValue::String(_) if !decode::is_quoted_number(value) => {
                Text::decode(key, value, reader).map(Self::Text)
            }
            _ => Number::decode(key, value, reader).map(Self::Number),
        }
    }
}

table! {
    /// A scheme file (考核办法).
    pub struct Document as "" {
        /// What the method is.
        scheme: Header,
        /// Numbers that change yearly without a new version.
        params: Table<Parameter>,
        /// Missing figures.
        missing: MissingDefaults,
        /// Decimal places.
        rounding: Rounding,
        /// Order and ties.
        ranking: Ranking,
        /// Bounds of the adjustments.
        adjustments: Adjustments,
        /// How levels may move.
        levels: Levels,
        /// Outlier treatment of all leaves.
        treat: Treat,
        /// Inner nodes.
        dimension: Vec<Dimension>,
        /// Leaves.
        indicator: Vec<Leaf>,
        /// Rules that give the group.
        group_rule: Vec<GroupRule>,
        /// Units not scored.
        exempt: Vec<Exempt>,
        /// Units scored as one.
        joint: Vec<Joint>,
        /// Bonus and deduction.
        adjust: Vec<Adjust>,
        /// Vetoes.
        veto: Vec<Veto>,
        /// Grades.
        grade: Vec<Grade>,
        /// Levels.
        level: Vec<Level>,
        /// Alerts.
        alert: Vec<Alert>,
        /// Published lists.
        list: Vec<List>,
    }
}

/// Reads a scheme file. What cannot be read is complained about and left out; the rest is returned.
pub fn read(file: FileId, sources: &Sources, diagnostics: &mut Diagnostics) -> Document {
    let text = sources.text(file);
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader { file, text, diagnostics };
    let complaints = broken_toml::complaints(&messages::TOML, file, text, &errors);
    complaints.into_iter().for_each(|complaint| reader.diagnostics.push(complaint));
    let whole = toml::Spanned::new(0..text.len(), toml::de::DeValue::Table(root.into_inner()));
    Document::decode("", &whole, &mut reader).unwrap_or_default()
}

/// The JSON Schema of a scheme file, for editors.
pub fn json_schema() -> schemars::Schema {
    schemars::generate::SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Document>()
}
