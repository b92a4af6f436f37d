//! What is said about a file that is imported.

use baton_service::model::Scenario;
use baton_service::site::data::{ImportChoices, MappedColumn};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::extract::{moment, period};
use crate::problem::Problem;

/// What is said about a file.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ImportOptions {
    /// The period of a file that does not say.
    pub period: Option<String>,
    /// The unit of a file about one unit that does not say.
    pub unit: Option<String>,
    /// The indicator of a file about one indicator that does not say.
    pub indicator: Option<String>,
    /// `actual`, `plan` or `forecast`, where the file does not say.
    pub scenario: Option<String>,
    /// The series where the file does not say.
    pub series: Option<String>,
    /// When the figures become known; not earlier than now, but for who may lock figures. Until then only those who may record them see
    /// them.
    pub recorded_at: Option<String>,
    /// Why figures are corrected.
    pub reason: Option<String>,
    /// Take the figures without an error, where the file has errors?
    pub clean_rows: Option<bool>,
    /// What columns mean that were not understood, or wrongly. Without it, what is remembered for files with these headers.
    pub mapping: Option<Vec<MappingBody>>,
}

/// What a column was said to mean.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MappingBody {
    /// The sheet; empty for CSV.
    #[serde(default)]
    pub sheet: Option<String>,
    /// The letters of the column.
    pub column: String,
    /// An indicator; null: the column is not read.
    pub meaning: Option<MeaningBody>,
}

/// What a column means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeaningBody {
    /// `unit`, `indicator`, `period`, `value`, `scenario`, `series`, `measure` or `remark`.
    pub kind: String,
    /// The code, where the column is about one unit, indicator or period.
    #[serde(default)]
    pub code: Option<String>,
    /// Its name.
    #[serde(default)]
    pub name: Option<String>,
}

/// A change of what is said.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOptions {
    /// All of what is said from now on.
    pub options: ImportOptions,
}

impl ImportOptions {
    /// As the use case wants it.
    pub fn choices(self) -> Result<ImportChoices, Problem> {
        let filled = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        let scenario = filled(self.scenario);
        let scenario = scenario.map(|text| {
            Scenario::parse(&text)
                .ok_or_else(|| Problem::parameter("scenario", &text, "actual, plan, forecast"))
        });
        let mapping = self.mapping.map(|list| list.into_iter().map(mapped).collect::<Result<_, _>>());
        Ok(ImportChoices {
            period: filled(self.period).map(|text| period("period", text.trim())).transpose()?,
            unit: filled(self.unit),
            indicator: filled(self.indicator),
            scenario: scenario.transpose()?,
            series: filled(self.series),
            recorded_at: filled(self.recorded_at)
                .map(|text| moment("recorded_at", text.trim()))
                .transpose()?,
            reason: filled(self.reason),
            clean_rows: self.clean_rows.unwrap_or_default(),
            mapping: mapping.transpose()?,
        })
    }
}

fn mapped(body: MappingBody) -> Result<MappedColumn, Problem> {
    let indicator = match body.meaning {
        None => None,
        Some(MeaningBody { kind, code: Some(code), .. }) if kind == "indicator" && !code.is_empty() => {
            Some(code)
        }
        Some(MeaningBody { kind, .. }) => {
            return Err(Problem::parameter("mapping", &kind, "indicator, null"));
        }
    };
    Ok(MappedColumn { sheet: body.sheet, column: body.column.to_uppercase(), indicator })
}
