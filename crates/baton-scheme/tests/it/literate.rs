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

use std::collections::BTreeMap;
use std::io::Write as _;

use baton_model::snapshot::{FactColumn, PublishedResult, Roster};
use baton_model::{
    Accumulation, AttributeValue, Catalogue, Direction, Flags, Indicator, Lang, Measure, NullReason, Period,
    PeriodKind, Scenario, Snapshot, Unit,
};
use baton_scheme::compile::{Workspace, compile};
use baton_scheme::diagnostic::{Diagnostic, Diagnostics, Sources, render};
use baton_scheme::expr::{AttributeType, Ledgers};
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
        let attributes = attribute_types(&snapshot);
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
        match run(&plan, &snapshot, &RunOptions { period: self.period() }) {
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

    fn catalogue(&self, header: &[String]) -> Catalogue {
        let mut catalogue = Catalogue::default();
        let declared: toml::Table = self.block("toml indicators").parse().unwrap();
        for table in declared.get("indicator").and_then(toml::Value::as_array).into_iter().flatten() {
            let text = |key: &str| table.get(key).and_then(toml::Value::as_str);
            let code = text("code").expect("an indicator has a code");
            let measure = Measure::parse(text("unit").unwrap_or("")).unwrap();
            let mut indicator = Indicator::new(code, text("name").unwrap_or(code), measure);
            indicator.direction =
                text("direction").map_or(Direction::Higher, |word| Direction::parse(word).unwrap());
            indicator.accumulation =
                text("accumulation").map_or(Accumulation::Flow, |word| Accumulation::parse(word).unwrap());
            indicator.frequency =
                text("frequency").map_or(PeriodKind::Year, |word| PeriodKind::parse(word).unwrap());
            indicator.absent_is_zero = table.get("absent").is_some();
            indicator.formula = text("formula").map(str::to_owned);
            catalogue.add(indicator).unwrap();
        }
        for column in header.iter().filter(|name| is_indicator(name)) {
            let code = column.split('@').next().unwrap();
            if catalogue.by_code(code).is_none() {
                catalogue.add(Indicator::new(code, code, Measure::number())).unwrap();
            }
        }
        catalogue
    }

    fn snapshot(&self, catalogue: Catalogue, header: &[String], data: &[Vec<String>]) -> Snapshot {
        let mut order: Vec<&Vec<String>> = data.iter().collect();
        let code_at = header.iter().position(|name| name == "code").expect("a column code");
        order.sort_by(|a, b| a[code_at].cmp(&b[code_at]));
        let units: Vec<Unit> = order.iter().map(|row| unit(header, row)).collect();
        let earlier: Vec<Unit> = order.iter().map(|row| unit(&before(header), row)).collect();
        let roster = Roster::new(&units, &earlier.iter().map(Some).collect::<Vec<_>>());
        let mut snapshot = Snapshot::new(catalogue, roster, self.period().end());
        let closed = self.block("text closed").trim();
        snapshot.closed_until = (!closed.is_empty()).then(|| closed.parse().unwrap());
        for (at, name) in header.iter().enumerate() {
            let cells = order.iter().map(|row| row[at].as_str());
            if let Some(result) = name.strip_prefix("result.") {
                put_result(&mut snapshot, result, cells);
            } else if let Some(measure) = name.strip_prefix("ledger.") {
                let values = cells.map(|cell| cell.parse().unwrap_or(f64::NAN)).collect();
                snapshot.ledgers.insert((measure.to_owned(), self.period()), values);
            } else if is_indicator(name) {
                let (code, period, scenario) = self.column(name);
                let id = snapshot.catalogue.by_code(code).unwrap();
                let cells: Vec<&str> = cells.collect();
                let values = cells.iter().map(|cell| value(cell)).collect();
                let why = if cells.iter().any(|cell| cell.starts_with('!')) {
                    cells.iter().map(|cell| why(cell)).collect()
                } else {
                    Vec::new()
                };
                let of_series = header.iter().position(|other| *other == format!("series.{name}"));
                let series = of_series.map_or_else(Vec::new, |at| {
                    order.iter().map(|row| row[at].parse().unwrap_or(0)).collect()
                });
                snapshot.put(
                    id,
                    scenario,
                    period,
                    FactColumn { values, why, series, ..FactColumn::default() },
                );
            }
        }
        snapshot
    }

    fn column<'a>(&self, name: &'a str) -> (&'a str, Period, Scenario) {
        let mut parts = name.split('@');
        let code = parts.next().unwrap();
        let (mut period, mut scenario) = (self.period(), Scenario::Actual);
        for part in parts {
            match Scenario::parse(part) {
                Some(found) => scenario = found,
                None => period = part.parse().unwrap_or_else(|_| panic!("{name}: {part} is no period")),
            }
        }
        (code, period, scenario)
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

    pub(crate) fn compare_results(&self, done: &Done, expected: &str) -> Vec<String> {
        let (header, wanted) = rows(expected);
        assert!(!wanted.is_empty(), "{}: nothing is expected", self.title);
        let mut differences = Vec::new();
        for row in &wanted {
            let code = &row[0];
            let unit = done.snapshot.roster.row(code).unwrap_or_else(|| panic!("no unit {code}"));
            for (name, cell) in header.iter().zip(row).skip(1) {
                let found = self.found(done, unit, name, cell);
                if found != *cell {
                    differences.push(format!("{code} {name}: found {found}, expected {cell}"));
                }
            }
        }
        differences
    }

    fn found(&self, done: &Done, unit: u32, name: &str, wanted: &str) -> String {
        let result = &done.result;
        if name == "unscored" {
            return result
                .unscored
                .iter()
                .find(|other| other.row == unit)
                .map_or(String::new(), |u| u.class.clone());
        }
        let Some(subject) = result.subject_of(unit) else { return "—".to_owned() };
        let null = || "—".to_owned();
        let number = |value: Option<f64>| value.map_or_else(null, |value| printed(value, wanted));
        let node = |id: &str| {
            let index = done.plan.node(id).unwrap_or_else(|| panic!("{}: no node {id}", self.title));
            &result.nodes[index]
        };
        match name.split_once('.') {
            None => match name {
                "total" => number(result.total.get(subject)),
                "rank" => number(result.rank.get(subject)),
                "overall" => number(result.rank_overall.get(subject)),
                "level" => number(result.level.get(subject)),
                "reached" => number(result.level_reached.get(subject)),
                "n" => number(result.count.get(subject)),
                "change" => number(result.rank_change.get(subject)),
                "vetoes" => {
                    let own = result.vetoes.iter().filter(|fired| fired.subject as usize == subject);
                    own.map(|fired| done.plan.vetoes[fired.veto].name.as_str()).collect::<Vec<_>>().join(" ")
                }
                "adjustment" => number(result.adjustment.get(subject)),
                "grade" => result.grade.get(subject).map_or_else(null, str::to_owned),
                "group" => result.groups[result.group_of[subject] as usize].clone(),
                "marks" => {
                    let own = result.marks.iter().filter(|(row, _)| *row as usize == subject);
                    own.map(|(_, mark)| mark.as_str()).collect::<Vec<_>>().join(" ")
                }
                "lists" => {
                    let own = result.lists.iter().filter(|list| list.subjects.contains(&(subject as u32)));
                    own.map(|list| list.name.as_str()).collect::<Vec<_>>().join(" ")
                }
                "alerts" => {
                    let own = result.alerts.iter().filter(|alert| alert.subject as usize == subject);
                    own.map(|alert| done.plan.nodes[alert.node].id.as_str()).collect::<Vec<_>>().join(" ")
                }
                other => panic!("{}: cannot expect `{other}`", self.title),
            },
            Some(("points", id)) => number(node(id).points.get(subject)),
            Some(("ratio", id)) => number(node(id).ratio_of(subject)),
            Some(("value", id)) => number(node(id).value.get(subject)),
            Some(("reason", id)) => {
                node(id).points.reason(subject).map_or_else(null, |why| why.term().zh.to_owned())
            }
            Some(("flags", id)) => {
                let value = &node(id).value;
                let of_value = if value.is_empty() { Flags::NONE } else { value.flags_of(subject) };
                flags(node(id).points.flags_of(subject).with(of_value))
            }
            Some(("adjust", id)) => {
                let rule = done.plan.adjustments.iter().position(|rule| rule.id == id).unwrap();
                number(result.adjustments[rule].points.get(subject))
            }
            Some(("rank", id)) => number(node(id).rank_in(&result.group_of).get(subject)),
            Some(_) => panic!("{}: cannot expect `{name}`", self.title),
        }
    }
}

/// A number at the decimals the expectation is written with.
fn printed(value: f64, wanted: &str) -> String {
    let places = wanted.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    match baton_score::round::Decimal::round(value, places as u8, baton_score::round::Mode::HalfUp) {
        Some(decimal) => decimal.to_string(),
        None => value.to_string(),
    }
}

fn is_indicator(name: &str) -> bool {
    let others = ["attr.", "result.", "series.", "ledger."];
    !matches!(name, "code" | "name" | "kind" | "parent")
        && !others.iter().any(|other| name.starts_with(other))
}

fn value(cell: &str) -> f64 {
    if cell.is_empty() || cell.starts_with('!') { f64::NAN } else { cell.parse().unwrap() }
}

/// The code of the reason written after `!`.
fn why(cell: &str) -> u8 {
    let Some(word) = cell.strip_prefix('!') else { return 0 };
    let found = NullReason::ALL.into_iter().find(|reason| reason.term().zh == word);
    found.unwrap_or_else(|| panic!("no reason {word}")).code()
}

/// The header as a year earlier: `attr.class@before` stands for `attr.class`.
fn before(header: &[String]) -> Vec<String> {
    let renamed = |name: &String| match name.strip_suffix("@before") {
        Some(name) => name.to_owned(),
        None if header.contains(&format!("{name}@before")) => String::new(),
        None => name.clone(),
    };
    header.iter().map(renamed).collect()
}

/// Marks in words.
fn flags(flags: Flags) -> String {
    let words = [
        (Flags::CARRIED, "沿用"),
        (Flags::SUBSTITUTED, "替代"),
        (Flags::MERGED, "合并"),
        (Flags::JANUARY_FEBRUARY, "1–2月"),
        (Flags::IMPUTED, "插补"),
        (Flags::ABSENT_ZERO, "未登记"),
        (Flags::TREATED, "异常值"),
        (Flags::PREVIOUS, "上期"),
        (Flags::POLICY_POINTS, "缺失赋分"),
        (Flags::REWEIGHTED, "权重重分配"),
        (Flags::FLAT, "无区分"),
        (Flags::CLAMPED, "封顶保底"),
        (Flags::NOT_APPLICABLE, "不适用"),
        (Flags::VETOED, "否决"),
        (Flags::DRAFT, "草稿"),
    ];
    words.iter().filter(|(flag, _)| flags.has(*flag)).map(|(_, word)| *word).collect::<Vec<_>>().join(" ")
}

fn unit(header: &[String], row: &[String]) -> Unit {
    let cell = |name: &str| header.iter().position(|other| other == name).map_or("", |at| row[at].as_str());
    let or = |text: &str, default: &str| if text.is_empty() { default.to_owned() } else { text.to_owned() };
    let code = cell("code");
    let mut unit = Unit::new(code, or(cell("name"), code), or(cell("kind"), "county"));
    unit.parent = Some(cell("parent").to_owned()).filter(|parent| !parent.is_empty());
    for (name, value) in header.iter().zip(row) {
        let attribute = name.strip_prefix("attr.").filter(|name| !name.ends_with("@before"));
        if let Some(attribute) = attribute.filter(|_| !value.is_empty()) {
            let value = match value.as_str() {
                "true" => AttributeValue::Bool(true),
                "false" => AttributeValue::Bool(false),
                text => text
                    .parse()
                    .map_or_else(|_| AttributeValue::Text(text.to_owned()), AttributeValue::Number),
            };
            unit.attributes.insert(attribute.to_owned(), value);
        }
    }
    unit
}

/// `result.zone.total@2023`: what an earlier published run found.
fn put_result<'a>(snapshot: &mut Snapshot, name: &str, cells: impl Iterator<Item = &'a str>) {
    let (path, period) = name.split_once('@').expect("result.scheme.what@period");
    let (scheme, what) = path.split_once('.').expect("result.scheme.what@period");
    let key = (scheme.to_owned(), period.parse().unwrap());
    let result: &mut PublishedResult = snapshot.results.entry(key).or_default();
    let texts: Vec<&str> = cells.collect();
    let numbers = || texts.iter().map(|cell| cell.parse().unwrap_or(f64::NAN)).collect::<Vec<f64>>();
    let nodes = texts.len();
    match what.split_once('.') {
        None => match what {
            "total" => result.total = numbers(),
            "ratio" => result.ratio = numbers(),
            "rank" => result.rank = numbers(),
            "n" => result.n = numbers(),
            "level" => result.level = numbers(),
            "level_reached" => result.level_reached = numbers(),
            "group" => result.groups = texts.iter().map(|text| Some((*text).to_owned())).collect(),
            "grade" => result.grade = texts.iter().map(|text| Some((*text).to_owned())).collect(),
            other => panic!("no result {other}"),
        },
        Some(("adjustment", id)) => {
            result.adjustments.insert(id.to_owned(), numbers());
        }
        Some((part, id)) => {
            let columns = result
                .nodes
                .entry(id.to_owned())
                .or_insert_with(|| [vec![f64::NAN; nodes], vec![f64::NAN; nodes], vec![f64::NAN; nodes]]);
            let at = ["points", "ratio", "rank"]
                .iter()
                .position(|name| *name == part)
                .expect("points, ratio or rank");
            columns[at] = numbers();
        }
    }
}

fn attribute_types(snapshot: &Snapshot) -> BTreeMap<String, AttributeType> {
    use baton_model::snapshot::AttributeColumn;
    let kind = |name: &str| match snapshot.roster.attribute(name, false) {
        Some(AttributeColumn::Number(_)) => AttributeType::Number,
        Some(AttributeColumn::Bool(_)) => AttributeType::Bool,
        _ => AttributeType::Text,
    };
    snapshot.roster.attribute_names().map(|name| (name.to_owned(), kind(name))).collect()
}
