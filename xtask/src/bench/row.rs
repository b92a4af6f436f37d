//! A line of the results, and the table of them.

use serde_json::{Value, json};

use super::measure::{Entry, Goal};

/// A measurement as it stands in `results.json`.
#[derive(Clone, Debug)]
pub(crate) struct Row(serde_json::Map<String, Value>);

impl Row {
    /// Reads the line a measurement prints.
    pub(crate) fn read(line: &str) -> Result<Self, String> {
        match serde_json::from_str(line) {
            Ok(Value::Object(object)) => Ok(Self(object)),
            _ => Err(format!("not a measurement: {line}")),
        }
    }

    /// A measurement that could not be taken: it does not hold.
    pub(crate) fn missing(name: &str, unit: &str, peer: &str, goal: Goal, why: &str) -> Self {
        let nothing = Entry { name, value: f64::NAN, unit, peer, peer_value: f64::NAN, goal };
        let mut row = Self::read(&nothing.json()).unwrap_or_else(|_| Self(serde_json::Map::new()));
        row.0.insert("holds".to_owned(), json!(false));
        row.with_note(&format!("not measured: {why}"))
    }

    /// With a remark.
    pub(crate) fn with_note(mut self, note: &str) -> Self {
        self.0.insert("note".to_owned(), json!(note));
        self
    }

    /// As it stands in the file.
    pub(crate) fn value(&self) -> Value {
        Value::Object(self.0.clone())
    }

    /// Was it measured and found wanting?
    pub(crate) fn missed(&self) -> Option<String> {
        let measured = self.number("value").is_some();
        (measured && !self.holds()).then(|| {
            format!("{}: {} is not within the goal {}", self.text("name"), self.measured(), self.goal())
        })
    }

    fn holds(&self) -> bool {
        self.0.get("holds").and_then(Value::as_bool).unwrap_or(false)
    }

    fn text(&self, key: &str) -> &str {
        self.0.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    fn number(&self, key: &str) -> Option<f64> {
        self.0.get(key).and_then(Value::as_f64)
    }

    fn with_unit(&self, key: &str) -> String {
        self.number(key).map_or("–".to_owned(), |value| format!("{} {}", short(value), self.text("unit")))
    }

    fn measured(&self) -> String {
        let ratio = self.number("ratio").map_or("–".to_owned(), short);
        format!("{} (ratio {ratio})", self.with_unit("value"))
    }

    fn goal(&self) -> String {
        let goal = self.number("goal").map_or("–".to_owned(), short);
        match self.text("goal_is") {
            "ratio at most" => format!("ratio ≤ {goal}"),
            "value at most" => format!("≤ {goal} {}", self.text("unit")),
            _ => format!("≥ {goal} {}", self.text("unit")),
        }
    }

    fn cells(&self) -> [String; 7] {
        let verdict = match (self.number("value").is_some(), self.holds()) {
            (false, _) => "not measured",
            (true, true) => "yes",
            (true, false) => "NO",
        };
        [
            self.text("name").to_owned(),
            self.with_unit("value"),
            self.text("peer").to_owned(),
            self.with_unit("peer_value"),
            self.number("ratio").map_or("–".to_owned(), short),
            self.goal(),
            verdict.to_owned(),
        ]
    }
}

/// A number with as many digits as are worth reading.
fn short(value: f64) -> String {
    match value.abs() {
        _ if value.fract() == 0.0 => value.to_string(),
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        size if size >= 0.01 => format!("{value:.3}").trim_end_matches('0').trim_end_matches('.').to_owned(),
        _ => value.to_string(),
    }
}

/// The table in Markdown, for people and for `docs/measurements.md`; remarks follow.
pub(crate) fn table(rows: &[Row]) -> String {
    let header = ["what", "Baton", "peer", "peer's", "ratio", "goal", "holds"];
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let mut text = line(&header.map(str::to_owned)) + &line(&header.map(|_| "---".to_owned()));
    for row in rows {
        text.push_str(&line(&row.cells()));
    }
    for row in rows.iter().filter(|row| !row.text("note").is_empty()) {
        text.push_str(&format!("\n- {}: {}", row.text("name"), row.text("note")));
    }
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(goal: Goal) -> Row {
        let entry = Entry { name: "n", value: 0.25, unit: "s", peer: "p", peer_value: 0.5, goal };
        Row::read(&entry.json()).unwrap()
    }

    #[test]
    fn goals_are_judged_on_the_ratio_or_the_value() {
        assert!(entry(Goal::Ratio(0.5)).missed().is_none());
        assert!(entry(Goal::AtMost(0.25)).missed().is_none());
        assert!(entry(Goal::AtLeast(0.25)).missed().is_none());
        assert_eq!(
            entry(Goal::Ratio(0.4)).missed().unwrap(),
            "n: 0.25 s (ratio 0.5) is not within the goal ratio ≤ 0.4"
        );
        assert!(entry(Goal::AtMost(0.2)).missed().is_some() && entry(Goal::AtLeast(0.3)).missed().is_some());
    }

    #[test]
    fn what_was_not_measured_neither_holds_nor_fails() {
        let row = Row::missing("n", "s", "p", Goal::Ratio(1.0), "no network");
        assert!(!row.holds() && row.missed().is_none());
        assert!(table(&[row]).contains("| n | – | p | – | – | ratio ≤ 1 | not measured |"));
        assert!(Row::read("warning").is_err());
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!(
            [0.25, 12.0, 12.34, 1234.5, 0.9999, 0.0021, 3.0].map(short),
            ["0.25", "12", "12.3", "1234", "1", "0.0021", "3"]
        );
    }
}
