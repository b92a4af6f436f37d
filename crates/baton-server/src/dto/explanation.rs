//! Explanations on the wire: the tree that evaluates to the score, down to file and cell.

use serde::Serialize;
use utoipa::ToSchema;

use super::UnitHead;
pub use super::teller::Teller;

/// Where a figure came from.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SourceBody {
    /// `cell`, `person` or `derived`.
    pub kind: &'static str,
    /// In words: file, sheet and cell, or who, or how.
    pub text: String,
    /// The file.
    pub file: Option<String>,
    /// The sheet.
    pub sheet: Option<String>,
    /// The cell.
    pub cell: Option<String>,
    /// How far it had come: `draft`, `submitted`, `accepted` or `locked`.
    pub status: &'static str,
    /// When it was recorded.
    pub recorded_at: String,
    /// By whom.
    pub recorded_by: String,
    /// Which version of the figure it is, 1 for the first.
    pub version: u32,
}

/// A figure that was read.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Input)]
pub struct InputBody {
    /// Code of the indicator.
    pub indicator: String,
    /// Its name.
    pub name: String,
    /// The unit it belongs to, where it is another one.
    pub unit: Option<String>,
    /// The period.
    pub period: String,
    /// `actual`, `plan` or `forecast`.
    pub scenario: &'static str,
    /// The series.
    pub series: Option<String>,
    /// The value.
    pub value: Option<f64>,
    /// Why there is none.
    pub reason: Option<String>,
    /// Unit of measure.
    pub measure: String,
    /// Marks in words.
    pub flags: Vec<&'static str>,
    /// Where it came from.
    pub source: Option<SourceBody>,
}

/// A number the rule compares with.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ReferenceBody {
    /// `worst`, `best`, `mean`, `target` …
    pub id: &'static str,
    /// In words.
    pub name: &'static str,
    /// The number.
    pub value: Option<f64>,
}

/// The values of the unit's group.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct GroupBody {
    /// The best value.
    pub best: f64,
    /// A unit that has it, where its line may be seen.
    pub best_unit: Option<String>,
    /// The middle value.
    pub median: f64,
    /// The worst value.
    pub worst: f64,
    /// A unit that has it, where its line may be seen.
    pub worst_unit: Option<String>,
    /// Units with a value.
    pub n: usize,
}

/// How an indicator was scored.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RuleBody {
    /// The word of the rule in scheme files.
    pub by: &'static str,
    /// In words.
    pub name: &'static str,
    /// The value.
    pub value: Option<f64>,
    /// Unit of measure.
    pub measure: String,
    /// The value as written in the scheme.
    pub written: Option<String>,
    /// The same with its numbers.
    pub value_formula: String,
    /// With how many units of which kind it is compared, in words; none where others have no part in the rule.
    pub compared: Option<String>,
    /// The numbers the rule compares with.
    pub reference: Vec<ReferenceBody>,
    /// The values of the group.
    pub group: Option<GroupBody>,
    /// The figures read.
    pub inputs: Vec<InputBody>,
}

/// A ruling.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RulingBody {
    /// Points; none where the node is left out.
    pub points: Option<f64>,
    /// The document behind it.
    pub basis: String,
    /// Who approved it.
    pub approver: String,
}

/// A node of the tree.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = ExplainedNode)]
pub struct NodeBody {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Is it in the tree in this run?
    pub active: bool,
    /// Full points.
    pub weight: Option<f64>,
    /// Points.
    pub points: Option<f64>,
    /// Points before rounding.
    pub unrounded: Option<f64>,
    /// Decimals of the points.
    pub places: Option<u8>,
    /// Points ÷ full points.
    pub ratio: Option<f64>,
    /// Rank in the group.
    pub rank: Option<u32>,
    /// Points of the total that could still be had.
    pub shortfall: Option<f64>,
    /// Why there are no points.
    pub reason: Option<String>,
    /// Marks in words.
    pub flags: Vec<&'static str>,
    /// The formula with the numbers in it; it evaluates to the unrounded points.
    pub formula: String,
    /// The same, cut to what the eye takes in.
    pub formula_shown: String,
    /// How it was scored, for an indicator.
    pub rule: Option<RuleBody>,
    /// The ruling that holds.
    pub ruling: Option<RulingBody>,
    /// The nodes below.
    #[schema(no_recursion)]
    pub children: Vec<NodeBody>,
}

/// Bonus or deduction.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AdjustmentBody {
    /// Name.
    pub name: String,
    /// The formula with its numbers.
    pub formula: String,
    /// Points counted.
    pub points: f64,
    /// Points before bounds and what was counted earlier.
    pub raw: f64,
    /// The figures read.
    pub inputs: Vec<InputBody>,
}

/// Why a unit is listed but not scored.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ExemptBody {
    /// The class.
    pub class: String,
    /// The condition as written.
    pub written: String,
    /// The condition with what it read.
    pub condition: String,
    /// The figures read.
    pub inputs: Vec<InputBody>,
}

/// An explanation.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Explanation)]
pub struct ExplanationBody {
    /// Id of the scheme.
    pub scheme: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: String,
    /// The period.
    pub period: String,
    /// Figures as known at this moment.
    pub as_of: Option<String>,
    /// Date of the tree of units.
    pub tree_date: Option<String>,
    /// The unit.
    pub unit: UnitHead,
    /// Its group.
    pub group: String,
    /// Total.
    pub total: Option<f64>,
    /// Total before rounding.
    pub total_unrounded: Option<f64>,
    /// Full mark.
    pub full_mark: Option<f64>,
    /// Rank in the group.
    pub rank: Option<u32>,
    /// Units ranked in the group.
    pub of: Option<u32>,
    /// Places gained on the period before.
    pub places: Option<f64>,
    /// Grade.
    pub grade: Option<String>,
    /// Why there is no total.
    pub reason: Option<String>,
    /// Vetoes that fired.
    pub vetoes: Vec<String>,
    /// Sum of bonus and deductions.
    pub adjustment: f64,
    /// Bonus and deductions.
    pub adjustments: Vec<AdjustmentBody>,
    /// The units that share the result.
    pub members: Vec<UnitHead>,
    /// The tree, or the node asked for with what lies below it; none for an exempt unit.
    pub root: Option<NodeBody>,
    /// Why the unit is not scored, where it is not.
    pub exempt: Option<ExemptBody>,
}
