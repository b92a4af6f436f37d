//! The scheme as a plain-language table (计分办法): what is scored, for how much, by which rule, and who answers for it.

use std::collections::BTreeSet;

use baton_model::{Catalogue, Direction, Lang};

use crate::expr::typed::Typed;
use crate::formula_text::words::Words;
use crate::plan::{Body, ByGroup, ComparisonSet, Leaf, Node, Otherwise, Partial, Plan, Rule, Scoring};

/// The table with its headings and what is said below it.
#[derive(Clone, Debug, PartialEq)]
pub struct Method {
    /// Headings.
    pub heads: Vec<String>,
    /// Rows, in the order of the file.
    pub rows: Vec<MethodRow>,
    /// Adjustments, vetoes, grades, rounding, ranking: a sentence each.
    pub notes: Vec<String>,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct MethodRow {
    /// How deep it stands below the total.
    pub depth: usize,
    /// Is it an indicator?
    pub leaf: bool,
    /// Cells in the order of the headings.
    pub cells: Vec<String>,
}

/// Writes the table of a plan.
pub fn method(plan: &Plan, catalogue: &Catalogue, lang: Lang) -> Method {
    let teller = Teller { plan, catalogue, lang };
    let groups = teller.groups();
    let mut heads = vec![lang.pick("编号", "Id").to_owned(), lang.pick("指标", "Indicator").to_owned()];
    if groups.is_empty() {
        heads.push(lang.pick("权重", "Weight").to_owned());
    }
    heads.extend(groups.iter().map(|group| format!("{}·{group}", lang.pick("权重", "Weight"))));
    heads.extend(
        [
            ("计量单位", "Unit"),
            ("方向", "Direction"),
            ("数据与算法", "Data"),
            ("责任部门", "Owner"),
            ("计分规则", "Rule"),
        ]
        .map(|(zh, en)| lang.pick(zh, en).to_owned()),
    );
    let rows = (1..plan.nodes.len()).map(|index| teller.row(index, &groups)).collect();
    Method { heads, rows, notes: teller.notes() }
}

struct Teller<'a> {
    plan: &'a Plan,
    catalogue: &'a Catalogue,
    lang: Lang,
}

impl Teller<'_> {
    fn pick(&self, zh: &str, en: &str) -> String {
        self.lang.pick(zh, en).to_owned()
    }

    /// Groups that weights differ by.
    fn groups(&self) -> Vec<String> {
        let mut names = BTreeSet::new();
        for node in &self.plan.nodes {
            if let ByGroup::Table(table, _) = &node.weight {
                names.extend(table.keys().cloned());
            }
        }
        names.into_iter().collect()
    }

    fn row(&self, index: usize, groups: &[String]) -> MethodRow {
        let node = &self.plan.nodes[index];
        let mut cells = vec![node.id.clone(), node.name.clone()];
        if groups.is_empty() {
            cells.push(node.weight.of("").map(|weight| self.say(weight)).unwrap_or_default());
        }
        cells.extend(
            groups
                .iter()
                .map(|group| node.weight.of(group).map(|weight| self.say(weight)).unwrap_or_default()),
        );
        let leaf = match &node.body {
            Body::Leaf(leaf) => {
                cells.extend(self.leaf_cells(leaf));
                true
            }
            Body::Inner(inner) => {
                cells.extend([String::new(), String::new(), String::new(), String::new()]);
                let own = inner.score.as_ref().map(|score| {
                    let rule = self.rule(score, Direction::Higher);
                    self.pick("按本级得分率：", "by its own ratio: ") + &rule
                });
                let parts = [Some(self.words().aggregate(inner.aggregate)), own, self.factor(node)];
                cells.push(parts.into_iter().flatten().collect::<Vec<_>>().join(&self.pick("；", "; ")));
                false
            }
        };
        MethodRow { depth: self.depth(index), leaf, cells }
    }

    fn depth(&self, index: usize) -> usize {
        std::iter::successors(self.plan.nodes[index].parent, |parent| self.plan.nodes[*parent].parent).count()
            - 1
    }

    fn leaf_cells(&self, leaf: &Leaf) -> [String; 5] {
        let direction = match leaf.direction {
            Direction::Higher => self.pick("正向", "higher is better"),
            Direction::Lower => self.pick("逆向", "lower is better"),
            Direction::None => self.pick("—", "—"),
        };
        let measure = leaf.measure.as_ref().map(|measure| measure.text().to_owned()).unwrap_or_default();
        let mut parts = vec![self.rule(&leaf.scoring, leaf.direction)];
        parts.extend(match &leaf.set {
            ComparisonSet::Group => None,
            ComparisonSet::All => Some(self.pick("与全部单位比较", "compared with all units")),
            ComparisonSet::Siblings => {
                Some(self.pick("与同一上级的单位比较", "compared with units of the same parent"))
            }
            ComparisonSet::Where(condition) => {
                Some(self.pick("比较范围：", "compared with units where ") + &self.say(condition))
            }
        });
        if let Some(applies) = &leaf.applies {
            let otherwise = match leaf.otherwise {
                Otherwise::Exclude => {
                    self.pick("不适用的权重按比例分给其余指标", "others have its weight spread over the rest")
                }
                Otherwise::Full => self.pick("不适用的得满分", "others get full points"),
                Otherwise::MeanPoints => self.pick("不适用的得平均分", "others get the mean points"),
                Otherwise::Zero => self.pick("不适用的不得分", "others get no points"),
            };
            let when = self.say(&applies.when);
            parts.push(format!(
                "{}{when}{}{otherwise}",
                self.pick("适用：", "applies where "),
                self.pick("，", "; ")
            ));
        }
        parts.extend(self.words().missing(&leaf.missing));
        let rule = parts.join(&self.pick("；", "; "));
        [measure, direction, self.say(&leaf.value), leaf.owner.clone().unwrap_or_default(), rule]
    }

    fn factor(&self, node: &Node) -> Option<String> {
        let factor = self.say(node.factor.as_ref()?);
        Some(format!("{}{factor}", self.pick("得分乘以 ", "points times ")))
    }

    /// The rule in a sentence.
    fn rule(&self, scoring: &Scoring, direction: Direction) -> String {
        let lower = direction == Direction::Lower;
        let bounds = |worst: &Option<Typed>, best: &Option<Typed>| {
            let side = |bound: &Option<Typed>, zh: &str, en: &str| match bound {
                Some(bound) => format!("{} {}", self.pick(zh, en), self.say(bound)),
                None => self.pick(zh, en),
            };
            (side(best, "最优", "the best"), side(worst, "最差", "the worst"))
        };
        let mut text = match &scoring.rule {
            Rule::MinMax { worst, best } => {
                let (best, worst) = bounds(worst, best);
                format!(
                    "{}{best}{}{worst}{}",
                    self.pick("极差法：", "min–max: "),
                    self.pick("得满分，", " gets full points, "),
                    self.pick("得 0 分，其余按比例", " gets 0, others in proportion")
                )
            }
            Rule::Efficacy { base, worst, best, exponential } => {
                let (best, worst) = bounds(worst, best);
                let shape =
                    if *exponential { self.pick("（指数型）", " (exponential)") } else { String::new() };
                format!(
                    "{}{shape}{}{best}{}{worst}{}{}%",
                    self.pick("功效系数法", "efficacy"),
                    self.pick("：", ": "),
                    self.pick("得满分，", " gets full points, "),
                    self.pick("得 ", " gets "),
                    self.say(base)
                )
            }
            Rule::Target { target, reciprocal } => {
                let way = match (lower, reciprocal) {
                    (false, _) => self.pick("实际值 ÷ 目标值", "value ÷ target"),
                    (true, false) => self.pick("2 − 实际值 ÷ 目标值", "2 − value ÷ target"),
                    (true, true) => self.pick("目标值 ÷ 实际值", "target ÷ value"),
                };
                format!(
                    "{}{way}{} {}",
                    self.pick("完成率：", "completion: "),
                    self.pick("，目标值", ", target"),
                    self.say(target)
                )
            }
            Rule::Baseline { baseline } => {
                let base = baseline
                    .as_ref()
                    .map_or_else(|| self.pick("组内均值", "the group's mean"), |base| self.say(base));
                let way = if lower {
                    self.pick("2 − 数值 ÷ 基准值", "2 − value ÷ baseline")
                } else {
                    self.pick("数值 ÷ 基准值", "value ÷ baseline")
                };
                format!(
                    "{}{way}{} {base}",
                    self.pick("基准值法：", "baseline: "),
                    self.pick("，基准值", ", baseline")
                )
            }
            Rule::BestRatio { best } => {
                let best = best
                    .as_ref()
                    .map_or_else(|| self.pick("组内最优", "the group's best"), |best| self.say(best));
                format!("{}{best}", self.pick("与最优值之比，最优值 ", "ratio to the best, "))
            }
            Rule::Rank { first, last, .. } => format!(
                "{}{}{}{}",
                self.pick("按组内位次：第一名得分率 ", "by rank in the group: the first gets the ratio "),
                self.say(first),
                self.pick("，末名 ", ", the last "),
                self.say(last)
            ),
            Rule::RankStep { first, step, .. } => format!(
                "{}{}{}{}",
                self.pick("按组内位次：第一名得分率 ", "by rank in the group: the first gets the ratio "),
                self.say(first),
                self.pick("，每退一名减 ", ", less for each place "),
                self.say(step)
            ),
            Rule::RankBands { rows, otherwise, .. } => {
                let rows: Vec<String> =
                    rows.iter().map(|(rank, points)| format!("≤{rank}：{}", self.say(points))).collect();
                let other = otherwise.as_ref().map_or_else(|| "0".to_owned(), |points| self.say(points));
                format!(
                    "{}{}{} {other}",
                    self.pick("按组内位次给分：", "points by rank in the group: "),
                    rows.join(&self.pick("，", ", ")),
                    self.pick("，其余", ", others")
                )
            }
            Rule::Bands { rows, linear, .. } => {
                let rows: Vec<String> = rows
                    .iter()
                    .map(|(edge, points)| format!("{}→{}", self.say(edge), self.say(points)))
                    .collect();
                let way = if *linear {
                    self.pick("分档（档间按直线）：", "bands, straight between: ")
                } else {
                    self.pick("分档：", "bands: ")
                };
                way + &rows.join(&self.pick("，", ", "))
            }
            Rule::PerPoint { line, step, up, down, partial } => {
                let part = match partial {
                    Partial::ProRata => String::new(),
                    Partial::Drop => self.pick("，不足一档不计", ", parts of a step do not count"),
                    Partial::Count => self.pick("，不足一档按一档计", ", a part counts as a step"),
                };
                format!(
                    "{}{}{}{}{}{}{}{}{part}",
                    self.pick("增减分：达到 ", "per point: full points at "),
                    self.say(line),
                    self.pick(" 得权重分，每优 ", ", for each better "),
                    self.say(step),
                    self.pick(" 加 ", " plus "),
                    self.say(up),
                    self.pick(" 分，每差一档减 ", ", for each worse less "),
                    self.say(down)
                )
            }
            Rule::Relative { reference, k, difference } => {
                let reference = reference
                    .as_ref()
                    .map_or_else(|| self.pick("组内均值", "the group's mean"), |e| self.say(e));
                let way = if *difference {
                    self.pick("之差", "difference from ")
                } else {
                    self.pick("之差与其绝对值之比", "relative difference from ")
                };
                match self.lang {
                    Lang::ZhCn => format!("与{reference}{way}，乘以 {} 加 1", self.say(k)),
                    Lang::En => format!("1 + {} × {way}{reference}", self.say(k)),
                }
            }
            Rule::ZScore { centre, spread, .. } => format!(
                "{}{}{}{}",
                self.pick("标准分：均值处 ", "standard score: at the mean "),
                self.say(centre),
                self.pick("，每个标准差 ", ", each standard deviation "),
                self.say(spread)
            ),
            Rule::Percentile => {
                self.pick("百分位：不如本单位的单位所占比重", "percentile: the share of units that are worse")
            }
            Rule::Vector => self.pick(
                "向量归一：数值除以各单位平方和的平方根",
                "vector: the value over the length of the column",
            ),
            Rule::Given => self.pick("直接计分", "points as given"),
            Rule::Ratio(formula) => self.pick("得分率 = ", "ratio = ") + &self.say(formula),
            Rule::Points(formula) => self.pick("得分 = ", "points = ") + &self.say(formula),
        };
        for (bound, zh, en) in [
            (&scoring.floor, "，得分率不低于 ", ", ratio at least "),
            (&scoring.cap, "，得分率不高于 ", ", ratio at most "),
            (&scoring.min, "，最低分 ", ", at least points "),
            (&scoring.max, "，最高分 ", ", at most points "),
        ] {
            if let Some(bound) = bound {
                text = format!("{text}{}{}", self.pick(zh, en), self.say(bound));
            }
        }
        text
    }

    fn notes(&self) -> Vec<String> {
        let (plan, mut notes) = (self.plan, Vec::new());
        for rule in &plan.adjustments {
            let mut text =
                format!("{}{} = {}", self.pick("加减分·", "Adjustment: "), rule.name, self.say(&rule.points));
            if let Some(when) = &rule.when {
                text = format!("{text}{}{}", self.pick("，条件：", ", where "), self.say(&when.when));
            }
            notes.push(text);
        }
        for veto in &plan.vetoes {
            notes.push(format!(
                "{}{}{}{}",
                self.pick("否决·", "Veto: "),
                veto.name,
                self.pick("：", ": "),
                self.say(&veto.when.when)
            ));
        }
        let places = |places: Option<u8>| places.map_or_else(|| "—".to_owned(), |places| places.to_string());
        let mode = match plan.rounding.mode {
            baton_score::round::Mode::HalfUp => self.pick("四舍五入", "half up"),
            baton_score::round::Mode::HalfEven => {
                self.pick("四舍六入五成双（GB/T 8170）", "half to even (GB/T 8170)")
            }
        };
        notes.push(format!(
            "{}{mode}{}{}{}{}{}{}",
            self.pick("修约：", "Rounding: "),
            self.pick("；小数位：指标 ", "; places: indicators "),
            places(plan.rounding.leaf),
            self.pick("，维度 ", ", dimensions "),
            places(plan.rounding.node),
            self.pick("，总分 ", ", total "),
            places(plan.rounding.total)
        ));
        notes
    }

    fn words(&self) -> Words<'_> {
        Words { plan: self.plan, catalogue: self.catalogue, lang: self.lang }
    }

    /// An expression in words.
    fn say(&self, expr: &Typed) -> String {
        self.words().say(expr)
    }
}
