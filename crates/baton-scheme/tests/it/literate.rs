//! Reads a literate case: a scheme, a small table and the expected results in one Markdown file.
//!
//! Fenced blocks, by their info string:
//! - `toml scheme`: the scheme file; one without `[scheme]` gets the shortest header, by the period's
//!   kind, full mark "active", unless it begins with a comment;
//! - `toml indicators` (optional): `[[indicator]]` tables with `code`, `unit`, `direction`, `accumulation`, `frequency`,
//!   `absent`, `formula`; a column of the data that is not declared is a yearly amount without a unit;
//! - `csv data`: `code`, optional `name`, `kind`, `parent`, `attr.…` (`attr.class@before`: a year earlier), then one
//!   column an indicator: `gdp` is the run's period, `gdp@2023` another, `gdp@plan` and `gdp@2023@plan` other
//!   scenarios; a blank is not reported, `!单位变更` a null with that reason; `series.gdp@2023` numbers the series
//!   (口径) of a column; `result.zone.total@2023` is a published result, `ledger.l.m` a ledger's measure;
//! - `csv expect`: `code` and any of `total`, `rank`, `overall`, `change`, `n`, `grade`, `level`, `reached`, `group`,
//!   `adjustment`, `adjust.…`, `marks`, `lists`, `alerts`, `vetoes`, `points.…`, `ratio.…`, `rank.…`, `value.…`,
//!   `reason.…`, `flags.…` (of points and value), `unscored`; a number is compared at the decimals it is written with,
//!   `—` is null;
//! - `text errors`: the codes of the complaints, instead of results;
//! - `text period` (optional): the period of the run, 2024 if not given;
//! - `text closed` (optional): the last day whose figures are due; without it all are.
//!
//! A file may hold several cases, each below its own `##` heading.

#[path = "literate/data.rs"]
mod data;
#[path = "literate/found.rs"]
mod found;

use std::collections::BTreeMap;
use std::io::Write as _;

use baton_model::{Lang, Period, Snapshot};
use baton_scheme::compile::{Workspace, compile};
use baton_scheme::diagnostic::{Diagnostic, Diagnostics, Sources, render};
use baton_scheme::expr::Ledgers;
use baton_scheme::plan::Plan;
use baton_scheme::run::{RunOptions, RunResult, run};

/// A case with its blocks.
pub(crate) struct Case {
    pub(crate) title: String,
    blocks: BTreeMap<String, String>,
}

/// What a case led to.
pub(crate) enum Outcome {
    Refused(Vec<String>),
    Done(Box<Done>),
}

/// A case that ran.
pub(crate) struct Done {
    pub(crate) plan: Plan,
    pub(crate) snapshot: Snapshot,
    pub(crate) result: RunResult,
}

/// Cuts a file into cases.
pub(crate) fn read(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            cases.push(Case { title: title.to_owned(), blocks: BTreeMap::new() });
        } else if let Some(info) = line.strip_prefix("```").filter(|info| !info.is_empty()) {
            let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            let case = cases.last_mut().expect("a block stands below a ## heading");
            let clash = case.blocks.insert(info.to_owned(), body.join("\n") + "\n");
            assert!(clash.is_none(), "{}: two blocks `{info}`", case.title);
        }
    }
    cases
}

fn rows(text: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader =
        csv::ReaderBuilder::new().trim(csv::Trim::All).comment(Some(b'#')).from_reader(text.as_bytes());
    let header = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    (header, rows)
}

impl Case {
    fn block(&self, info: &str) -> &str {
        self.blocks.get(info).map_or("", String::as_str)
    }

    fn period(&self) -> Period {
        let text = self.block("text period").trim();
        if text.is_empty() { "2024".parse().unwrap() } else { text.parse().unwrap() }
    }

    /// The scheme file, with the shortest header where the case has none.
    pub(crate) fn scheme(&self) -> String {
        let text = self.block("toml scheme");
        if text.starts_with('#') || text.lines().any(|line| line == "[scheme]") {
            return text.to_owned();
        }
        format!(
            "[scheme]\nid = \"example\"\nperiod = \"{}\"\nfull_mark = \"active\"\n{text}",
            self.period().kind().word()
        )
    }

    /// Compiles the case: the plan if there is one, the complaints, the texts they point into, the snapshot.
    pub(crate) fn compiled(&self) -> (Option<Plan>, Vec<Diagnostic>, Sources, Snapshot) {
        let data = self.blocks.get("csv data").map_or("code,attr.class,v,w\n1,A,1,2\n", String::as_str);
        let (header, data) = rows(data);
        let catalogue = self.catalogue(&header);
        let snapshot = self.snapshot(catalogue, &header, &data);
        let mut sources = Sources::default();
        let file = sources.add("scheme.toml", self.scheme());
        let mut diagnostics = Diagnostics::default();
        let document = baton_scheme::document::read(file, &sources, &mut diagnostics);
        let attributes = data::attribute_types(&snapshot);
        let schemes = snapshot.results.keys().map(|(scheme, _)| scheme.clone()).collect();
        let workspace = Workspace {
            catalogue: &snapshot.catalogue,
            attributes: &attributes,
            open_attributes: false,
            schemes: &schemes,
            ledgers: &Ledgers::new(),
            open_ledgers: true,
        };
        let plan = compile(&document, &workspace, &mut sources, &mut diagnostics);
        (plan, diagnostics.into_sorted(), sources, snapshot)
    }

    /// What the case complains about, rendered.
    pub(crate) fn complaints(&self, lang: Lang) -> String {
        let (_, errors, sources, _) = self.compiled();
        errors.iter().map(|error| render(error, &sources, lang, false)).collect()
    }

    /// Compiles and runs the case.
    pub(crate) fn run(&self) -> Outcome {
        let (plan, errors, sources, snapshot) = self.compiled();
        let Some(plan) = plan else {
            if self.block("text errors").is_empty() {
                for error in &errors {
                    let _ = writeln!(std::io::stderr(), "{}", render(error, &sources, Lang::ZhCn, false));
                }
            }
            return Outcome::Refused(errors.iter().map(|error| error.message.code().to_owned()).collect());
        };
        match run(&plan, &snapshot, &RunOptions::new(self.period())) {
            Ok(result) => Outcome::Done(Box::new(Done { plan, snapshot, result })),
            Err(refusal) => {
                if self.block("text errors").is_empty() {
                    for problem in &refusal.problems {
                        let _ = writeln!(std::io::stderr(), "{}", problem.message.text(Lang::ZhCn));
                    }
                }
                Outcome::Refused(
                    refusal.problems.iter().map(|problem| problem.message.code().to_owned()).collect(),
                )
            }
        }
    }

    /// Compares results with the expectation; gives every difference.
    pub(crate) fn compare(&self, outcome: &Outcome) -> Vec<String> {
        let expected = self.block("text errors");
        match outcome {
            Outcome::Refused(codes) => {
                let mut wanted: Vec<&str> = expected.split_whitespace().collect();
                let mut found: Vec<&str> = codes.iter().map(String::as_str).collect();
                wanted.sort_unstable();
                found.sort_unstable();
                if wanted == found {
                    Vec::new()
                } else {
                    vec![format!("refused with {found:?}, expected {wanted:?}")]
                }
            }
            Outcome::Done(_) if !expected.is_empty() => vec![format!("ran, expected {expected}")],
            Outcome::Done(done) => self.compare_results(done, self.block("csv expect")),
        }
    }

    /// The expectation with one number changed, which must be found: the control of the comparison.
    pub(crate) fn poisoned(&self) -> Option<String> {
        let text = self.blocks.get("csv expect")?;
        let (first, rest) = text.split_once('\n')?;
        let (code, cells) = rest.split_once(',')?;
        let line = cells.find('\n').unwrap_or(cells.len());
        let Some(digit) = cells[..line].find(|c: char| c.is_ascii_digit()) else {
            return Some(format!("{first}\n{code},不是{cells}"));
        };
        let changed = if cells.as_bytes()[digit] == b'9' { "1" } else { "9" };
        Some(format!("{first}\n{code},{}{changed}{}", &cells[..digit], &cells[digit + 1..]))
    }
}
