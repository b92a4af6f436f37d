//! An explanation (得分说明) as a tree on the terminal.

use baton_service::explain::{Exempted, Explained, find};
use baton_service::model::{Lang, Scenario};
use baton_service::number::{fixed, plain, short};
use baton_service::scheme::explain::{ExplainedNode, ExplainedRule, Input};
use baton_service::scheme::run::{Ruling, RulingEffect};
use baton_service::words::{compared_with, flag_words, readable, reference_word, rule_word};

use super::text::{left, right, width, wrap};
use crate::printer::{Printer, Style};

/// Columns of the numbers right of the names.
const POINTS: usize = 19;

/// Lines of the whole tree, or of the node asked for.
pub(crate) fn lines(explained: &Explained, printer: &Printer) -> Vec<String> {
    let drawer = Drawer { explained, lang: printer.lang, width: printer.width, printer };
    let root = &explained.explanation.root;
    let shown = explained.node.and_then(|node| find(root, node)).unwrap_or(root);
    let mut lines = drawer.head();
    lines.push(String::new());
    drawer.node(shown, "", "", &mut lines);
    if explained.node.is_none_or(|node| node == 0) {
        drawer.tail(&mut lines);
    }
    lines
}

/// Why a unit is listed but not scored: the rule, its condition as written and with what it read, and the sources.
pub(crate) fn exempt(exempted: &Exempted, printer: &Printer) -> Vec<String> {
    let (found, lang) = (&exempted.exemption, printer.lang);
    let title = format!("{} {} · {} {}", found.name, found.code, exempted.title, exempted.period);
    let pick = |zh, en| lang.pick(zh, en);
    let class = format!("{}{}", pick("不计分：", "not scored: "), found.class);
    let counted = match (found.in_n, found.in_statistics) {
        (true, true) => pick("计入名额基数和统计量", "counts in quotas and statistics"),
        (true, false) => pick("计入名额基数", "counts in quotas"),
        (false, true) => pick("计入统计量", "counts in statistics"),
        (false, false) => pick("不计入名额基数和统计量", "counts neither in quotas nor in statistics"),
    };
    let mut lines = vec![printer.paint(Style::Strong, &title), format!("{class} · {counted}"), String::new()];
    let label = |text: &str| printer.paint(Style::Faint, &left(text, if lang == Lang::ZhCn { 6 } else { 9 }));
    lines.push(format!("{}{}", label(pick("规则", "rule")), exempted.written));
    lines.push(format!("{}{}", label(pick("代入", "read")), found.condition));
    for input in &found.inputs {
        let value = input.value.map_or_else(|| "—".to_owned(), plain);
        let origin = input.source.as_ref().map(|source| format!(" ← {}", source.origin)).unwrap_or_default();
        lines.push(format!(
            "{}{} {} {value}{origin}",
            label(pick("来源", "source")),
            input.name,
            input.period
        ));
    }
    lines
}

struct Drawer<'a> {
    explained: &'a Explained,
    lang: Lang,
    width: usize,
    printer: &'a Printer,
}

impl Drawer<'_> {
    fn pick<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        self.lang.pick(zh, en)
    }

    fn head(&self) -> Vec<String> {
        let explained = self.explained;
        let found = &explained.explanation;
        let title = format!("{} {} · {} {}", found.name, found.code, explained.title, explained.period);
        let mut facts = Vec::new();
        match found.total {
            Some(total) => facts.push(format!(
                "{} {} / {}",
                self.pick("总分", "total"),
                plain(total),
                short(found.full_mark, 2)
            )),
            None => facts.push(self.reason(found.reason)),
        }
        if let (Some(rank), Some(count)) = (found.rank, found.count) {
            facts.push(match self.lang {
                Lang::ZhCn => format!("第 {rank} 位，共 {count} 个单位"),
                Lang::En => format!("rank {rank} of {count}"),
            });
        }
        facts.extend(self.rank_change());
        if !found.group.is_empty() {
            facts.push(format!("{} {}", self.pick("组", "group"), found.group));
        }
        if let Some(grade) = &found.grade {
            facts.push(format!("{} {grade}", self.pick("等次", "grade")));
        }
        facts.push(format!("{} {}", self.pick("区划日期", "units as of"), explained.tree_date));
        let mut lines = vec![self.printer.paint(Style::Strong, &title), facts.join(" · ")];
        if !found.members.is_empty() {
            let names: Vec<&str> = found.members.iter().map(|member| member.name.as_str()).collect();
            let joint = found.joint.as_deref().map(|name| format!("（{name}）")).unwrap_or_default();
            let names = names.join(self.pick("、", ", "));
            lines.push(format!(
                "{}{joint}{}{names}",
                self.pick("合并计分", "scored as one"),
                self.pick("：", ": ")
            ));
        }
        lines
    }

    /// Places gained, and what that is against.
    fn rank_change(&self) -> Option<String> {
        let change = self.explained.explanation.rank_change.as_ref()?;
        let places = match change.places? {
            0.0 => self.pick("位次不变", "same rank").to_owned(),
            gained if gained > 0.0 => format!("▲{gained}"),
            lost => format!("▼{}", -lost),
        };
        let draft = if change.draft { self.pick("，未发布", ", not published") } else { "" };
        Some(match self.lang {
            Lang::ZhCn => format!("{places}（比 {}{draft}）", change.against),
            Lang::En => format!("{places} (on {}{draft})", change.against),
        })
    }

    fn ruling(&self, ruling: &Ruling) -> String {
        let effect = match ruling.effect {
            RulingEffect::Points(points) => format!("{} {}", self.pick("得分", "points"), plain(points)),
            RulingEffect::Exclusion => self.pick("不计", "left out").to_owned(),
        };
        match self.lang {
            Lang::ZhCn => format!("{effect}，依据 {}，{}批准", ruling.basis, ruling.approver),
            Lang::En => format!("{effect}, by {}, approved by {}", ruling.basis, ruling.approver),
        }
    }

    fn reason(&self, reason: Option<baton_service::model::NullReason>) -> String {
        reason.map_or_else(
            || "—".to_owned(),
            |reason| {
                let term = reason.term();
                self.pick(term.zh, term.en).to_owned()
            },
        )
    }

    /// A node with its details and what is below it. `lead` stands before its own line, `below` before all others.
    fn node(&self, node: &ExplainedNode, lead: &str, below: &str, lines: &mut Vec<String>) {
        lines.push(self.own_line(node, lead));
        let indent = format!("{below}{}", if node.children.is_empty() { "   " } else { "│  " });
        for (label, text) in self.details(node) {
            self.detail(&indent, label, &text, lines);
        }
        let active: Vec<&ExplainedNode> = node.children.iter().collect();
        for (number, child) in active.iter().enumerate() {
            let last = number + 1 == active.len();
            let lead = format!("{below}{}", if last { "└─ " } else { "├─ " });
            let next = format!("{below}{}", if last { "   " } else { "│  " });
            self.node(child, &lead, &next, lines);
        }
    }

    fn own_line(&self, node: &ExplainedNode, lead: &str) -> String {
        let name = if node.index == 0 {
            self.pick("合计", "sum").to_owned()
        } else {
            format!("{} {}", node.name, self.printer.paint(Style::Faint, &node.id))
        };
        let visible = if node.index == 0 { name.clone() } else { format!("{} {}", node.name, node.id) };
        let points = node.points.map_or_else(|| self.reason(node.reason), |points| self.points(node, points));
        let points =
            if node.active { points } else { self.pick("本期不考核", "not in this period").to_owned() };
        let space = self.width.saturating_sub(width(lead) + POINTS + 22);
        let filled = left("", space.saturating_sub(width(&visible)));
        let mut line = format!("{lead}{name}{filled} {}", right(&points, POINTS));
        line.push_str(&right(&self.rank(node), 10));
        line.push_str(&right(&self.shortfall(node), 11));
        line.trim_end().to_owned()
    }

    fn points(&self, node: &ExplainedNode, points: f64) -> String {
        let places = node.places.map_or_else(|| plain(points), |places| fixed(points, places));
        format!("{places} / {}", left(&short(node.weight, 2), 4))
    }

    fn rank(&self, node: &ExplainedNode) -> String {
        match (node.rank, self.lang) {
            (Some(rank), Lang::ZhCn) => format!("第{rank}位"),
            (Some(rank), Lang::En) => format!("rank {rank}"),
            (None, _) => String::new(),
        }
    }

    fn shortfall(&self, node: &ExplainedNode) -> String {
        match node.shortfall.filter(|lost| *lost > 0.0 && node.active) {
            Some(lost) => format!("{}{}", self.pick("失 ", "lost "), fixed(lost, 2)),
            None => String::new(),
        }
    }

    /// Label and text of each line under a node.
    fn details(&self, node: &ExplainedNode) -> Vec<(&'static str, String)> {
        let label = |zh, en| match self.lang {
            Lang::ZhCn => zh,
            Lang::En => en,
        };
        let mut details = Vec::new();
        if let Some(rule) = &node.rule {
            details.push((label("取值", "value"), self.value(node, rule)));
            if node.ruling.is_none() {
                details.push((label("计分", "score"), self.scored(node, rule)));
            }
            details.push((label("可得", "at most"), self.attainable(node)));
            details.push((label("比较", "against"), self.compared(node, rule)));
            for input in &rule.inputs {
                details.push((label("来源", "source"), self.source(input)));
            }
        } else if node.active && !node.children.is_empty() && node.points.is_some() {
            details.push((label("合成", "from"), readable(&node.formula)));
        }
        if let (Some(places), Some(unrounded), Some(points)) = (node.places, node.unrounded, node.points)
            && unrounded.to_string() != points.to_string()
        {
            details.push((label("修约", "rounded"), format!("{unrounded} → {}", fixed(points, places))));
        }
        if let Some(ruling) = &node.ruling {
            details.push((label("裁定", "ruling"), self.ruling(ruling)));
        }
        let flags = flag_words(node.flags, self.lang);
        if !flags.is_empty() {
            details.push((label("标记", "marks"), flags));
        }
        details.retain(|(_, text)| !text.is_empty());
        details
    }

    fn value(&self, node: &ExplainedNode, rule: &ExplainedRule) -> String {
        let Some(value) = rule.value else { return self.reason(node.reason) };
        let unit = rule.measure.as_ref().map(|measure| format!(" {measure}")).unwrap_or_default();
        let written = self.explained.written.get(&node.index).map_or("", String::as_str);
        let numbers = readable(&rule.value_formula);
        let computed = if numbers == plain(value) { String::new() } else { format!(" = {numbers}") };
        format!("{}{unit} = {written}{computed}", plain(value))
    }

    fn scored(&self, node: &ExplainedNode, rule: &ExplainedRule) -> String {
        let result = node.unrounded.map(|points| format!(" = {}", plain(points))).unwrap_or_default();
        let formula = readable(&node.formula);
        let word = rule_word(rule.rule, self.lang);
        if node.formula.parse::<f64>().is_ok() {
            return format!("{word}{}{formula}", self.pick("：", ": "));
        }
        format!("{word}{}{formula}{result}", self.pick("：", ": "))
    }

    /// What the cap allows, where that is not the weight: points lost are counted from there.
    fn attainable(&self, node: &ExplainedNode) -> String {
        if !node.active || (node.attainable - node.weight).abs() <= 1e-9 * node.weight.abs() {
            return String::new();
        }
        let (most, weight) = (plain(node.attainable), plain(node.weight));
        match self.lang {
            Lang::ZhCn => format!("封顶可得 {most}（分值 {weight}），失分按 {most} 计"),
            Lang::En => format!("{most} by its cap (weight {weight}); points lost are counted from {most}"),
        }
    }

    fn compared(&self, node: &ExplainedNode, rule: &ExplainedRule) -> String {
        let mut parts: Vec<String> =
            compared_with(self.explained, node.index, rule, self.lang).into_iter().collect();
        let numbers = rule.reference.iter().filter(|(name, _)| *name != "n");
        let numbers: Vec<String> = numbers
            .map(|(name, number)| format!("{} {}", reference_word(name, self.lang), plain(*number)))
            .collect();
        parts.extend(numbers);
        if let Some(group) = self.explained.group.get(&node.index) {
            let whose = |word: &str, (value, unit): &(f64, String)| match self.lang {
                Lang::ZhCn => format!("{word} {}（{unit}）", plain(*value)),
                Lang::En => format!("{word} {} ({unit})", plain(*value)),
            };
            parts.push(whose(self.pick("组内最好", "best of the group"), &group.best));
            parts.push(format!("{} {}", self.pick("中位", "median"), plain(group.median)));
            parts.push(whose(self.pick("最差", "worst"), &group.worst));
        }
        parts.join(" · ")
    }

    fn source(&self, input: &Input) -> String {
        let value = input.value.map_or_else(|| self.reason(input.reason), plain);
        let unit = if input.measure.is_empty() { String::new() } else { format!(" {}", input.measure) };
        let whose = input.unit.as_ref().map(|unit| format!("{unit} ")).unwrap_or_default();
        let scenario = match input.scenario {
            Scenario::Actual => "",
            Scenario::Plan => self.pick("（计划）", " (plan)"),
            Scenario::Forecast => self.pick("（预测）", " (forecast)"),
        };
        let origin = input.source.as_ref().map(|source| format!(" ← {}", source.origin)).unwrap_or_default();
        let series = input.series.as_ref().map(|name| format!(" · {name}")).unwrap_or_default();
        let flags = flag_words(input.flags, self.lang);
        let flags = if flags.is_empty() { flags } else { format!(" [{flags}]") };
        format!("{whose}{} {}{scenario} {value}{unit}{origin}{series}{flags}", input.name, input.period)
    }

    fn detail(&self, indent: &str, label: &str, text: &str, lines: &mut Vec<String>) {
        let space = if self.lang == Lang::ZhCn { 6 } else { 9 };
        let columns = self.width.saturating_sub(width(indent) + space + 2).max(20);
        for (number, piece) in wrap(text, columns).into_iter().enumerate() {
            let label = left(if number == 0 { label } else { "" }, space);
            let label = self.printer.paint(Style::Faint, &label);
            lines.push(format!("{indent}  {label}{piece}"));
        }
    }

    fn tail(&self, lines: &mut Vec<String>) {
        let found = &self.explained.explanation;
        for adjustment in &found.adjustments {
            lines.push(format!(
                "{} {} {}",
                self.pick("加减分", "bonus"),
                adjustment.name,
                plain(adjustment.points)
            ));
            let formula = format!("= {}", readable(&adjustment.formula));
            self.detail("", self.pick("计分", "score"), &formula, lines);
            for input in &adjustment.inputs {
                self.detail("", self.pick("来源", "source"), &self.source(input), lines);
            }
        }
        if let (Some(total), Some(unrounded)) = (found.total, found.total_unrounded) {
            let adjustment = match found.adjustment {
                0.0 => String::new(),
                less if less < 0.0 => format!(" − {}", plain(-less)),
                more => format!(" + {}", plain(more)),
            };
            let sum = found.root.points.map(plain).unwrap_or_default();
            let total = match (unrounded.to_string() == total.to_string(), adjustment.is_empty()) {
                (true, true) => String::new(),
                (true, false) => format!(" = {}", plain(total)),
                _ => format!(" {} {unrounded} → {}", self.pick("修约", "rounded"), plain(total)),
            };
            lines.push(String::new());
            lines.push(format!("{} = {sum}{adjustment}{total}", self.pick("总分", "total")));
        }
        for veto in &found.vetoes {
            lines.push(format!("{} {veto}", self.pick("一票否决", "veto")));
        }
    }
}
