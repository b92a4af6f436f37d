//! What a run found, as the expectation writes it.

use baton_model::Flags;

use super::{Case, Done, rows};

impl Case {
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
                .map_or(String::new(), |u| done.plan.exempts[u.exempt].name.clone());
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
