//! Words of the scheme language as people say them, and formulas as they read them.

use baton_model::{Flags, Lang};
use baton_scheme::explain::ExplainedRule;

use crate::explain::Explained;
use crate::number::plain;

/// The name of a score rule.
pub fn rule_word(rule: &'static str, lang: Lang) -> &'static str {
    let (zh, en) = match rule {
        "minmax" => ("极差法", "min–max"),
        "efficacy" => ("功效系数法", "efficacy"),
        "target" => ("完成率", "completion of the target"),
        "baseline" => ("基准值法", "baseline"),
        "best_ratio" => ("与最好之比", "ratio to the best"),
        "rank" => ("位次法", "rank"),
        "rank_step" => ("位次递减", "step by rank"),
        "rank_bands" => ("位次分档", "bands of ranks"),
        "bands" => ("分档", "bands"),
        "per_point" => ("增减分", "points a step"),
        "relative" => ("与均值比", "relative to the mean"),
        "zscore" => ("标准分", "standard score"),
        "percentile" => ("百分位", "percentile"),
        "vector" => ("向量归一", "vector"),
        "given" => ("直接计分", "points as given"),
        "formula" => ("公式", "formula"),
        other => (other, other),
    };
    lang.pick(zh, en)
}

/// The name of a number a rule compares with.
pub fn reference_word(name: &'static str, lang: Lang) -> &'static str {
    let (zh, en) = match name {
        "worst" => ("最差值", "worst"),
        "best" => ("最好值", "best"),
        "mean" => ("均值", "mean"),
        "stdev" => ("标准差", "standard deviation"),
        "median" => ("中位数", "median"),
        "n" => ("单位数", "n"),
        "rank" => ("位次", "rank"),
        "target" => ("目标值", "target"),
        "baseline" => ("基准值", "baseline"),
        "reference" => ("参照值", "reference"),
        "line" => ("基准线", "line"),
        "step" => ("级差", "step"),
        other => (other, other),
    };
    lang.pick(zh, en)
}

/// With how many units of which kind a rule compares (参照单位); none where it compares with none.
pub fn compared_with(explained: &Explained, node: usize, rule: &ExplainedRule, lang: Lang) -> Option<String> {
    let set = rule.set?;
    let (_, count) = rule.reference.iter().find(|(name, _)| *name == "n")?;
    let group = &explained.explanation.group;
    Some(match (set, lang) {
        ("group", Lang::ZhCn) if !group.is_empty() => format!("与{group}的 {count} 个单位比较"),
        ("group", Lang::En) if !group.is_empty() => format!("compared with the {count} units of {group}"),
        ("siblings", Lang::ZhCn) => format!("与同一上级的 {count} 个单位比较"),
        ("siblings", Lang::En) => format!("compared with the {count} units of the same parent"),
        ("where", lang) => {
            let condition = explained.compared.get(&node).map(String::as_str).unwrap_or_default();
            match lang {
                Lang::ZhCn => format!("与符合 {condition} 的 {count} 个单位比较"),
                Lang::En => format!("compared with the {count} units where {condition}"),
            }
        }
        (_, Lang::ZhCn) => format!("与全部 {count} 个单位比较"),
        (_, Lang::En) => format!("compared with all {count} units"),
    })
}

/// Marks in words, one after another.
pub fn flag_words(flags: Flags, lang: Lang) -> String {
    flag_list(flags, lang).join(lang.pick("、", ", "))
}

/// Marks in words.
pub fn flag_list(flags: Flags, lang: Lang) -> Vec<&'static str> {
    SHOWN_FLAGS.into_iter().filter(|flag| flags.has(*flag)).map(|flag| flag_word(flag, lang)).collect()
}

fn flag_word(flag: Flags, lang: Lang) -> &'static str {
    let (zh, en) = match flag {
        Flags::CARRIED => ("沿用以前的数", "carried from an earlier period"),
        Flags::SUBSTITUTED => ("替代值", "substituted"),
        Flags::MERGED => ("合并口径", "summed over merged units"),
        Flags::JANUARY_FEBRUARY => ("1–2月合并", "January and February together"),
        Flags::IMPUTED => ("插补", "imputed"),
        Flags::ABSENT_ZERO => ("未登记即为零", "nothing registered, read as 0"),
        Flags::TREATED => ("异常值处理", "outlier treated"),
        Flags::PREVIOUS => ("上期值", "value of the period before"),
        Flags::POLICY_POINTS => ("缺失赋分", "points given for a missing value"),
        Flags::REWEIGHTED => ("权重重分配", "weights scaled up"),
        Flags::FLAT => ("各单位相同", "all units equal"),
        Flags::CLAMPED => ("封顶保底", "at a bound"),
        Flags::RULED => ("裁定", "set by a ruling"),
        Flags::NOT_APPLICABLE => ("不适用", "does not apply"),
        Flags::VETOED => ("否决", "set to zero by a veto"),
        _ => ("草稿数据", "draft figures"),
    };
    lang.pick(zh, en)
}

/// Marks that are shown beside a value.
const SHOWN_FLAGS: [Flags; 16] = [
    Flags::CARRIED,
    Flags::SUBSTITUTED,
    Flags::MERGED,
    Flags::JANUARY_FEBRUARY,
    Flags::IMPUTED,
    Flags::ABSENT_ZERO,
    Flags::TREATED,
    Flags::PREVIOUS,
    Flags::POLICY_POINTS,
    Flags::REWEIGHTED,
    Flags::FLAT,
    Flags::CLAMPED,
    Flags::RULED,
    Flags::NOT_APPLICABLE,
    Flags::VETOED,
    Flags::DRAFT,
];

/// A formula with its numbers cut to what the eye takes in; JSON has them in full.
pub fn readable(formula: &str) -> String {
    let mut out = String::new();
    let mut number = String::new();
    for c in formula.chars().chain(['\0']) {
        let inside = c.is_ascii_digit() || (c == '.' && !number.is_empty());
        if inside {
            number.push(c);
            continue;
        }
        if !number.is_empty() {
            let short = if number.len() > 9 { number.parse().map(plain).ok() } else { None };
            out.push_str(short.as_ref().unwrap_or(&number));
            number.clear();
        }
        if c != '\0' {
            out.push(c);
        }
    }
    out.replace(" * ", " × ").replace(" / ", " ÷ ").replace(" - ", " − ")
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn long_numbers_are_cut_and_signs_set() {
        assert_eq!(readable("10 * (0.6 - 1.234567890123)"), "10 × (0.6 − 1.2346)");
        assert_eq!(readable("11432600 / 10000"), "11432600 ÷ 10000");
    }
}
