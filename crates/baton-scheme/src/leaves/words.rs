//! The words of a leaf table in both languages: Chinese, then that of scheme files.

/// `direction`
pub(super) const DIRECTIONS: &[(&str, &str)] = &[("正向", "higher"), ("逆向", "lower"), ("中性", "none")];
/// `otherwise`
pub(super) const OTHERWISE: &[(&str, &str)] =
    &[("剔除", "exclude"), ("满分", "full"), ("平均得分", "mean_points"), ("零分", "zero")];
/// `of`
pub(super) const SETS: &[(&str, &str)] = &[("全部", "all"), ("同级", "siblings"), ("同组", "group")];
/// `carry`
pub(super) const CARRY: &[(&str, &str)] = &[("沿用最近", "latest")];
/// `unknown`
pub(super) const UNKNOWN: &[(&str, &str)] = &[("否", "no"), ("是", "yes")];
/// `missing`
pub(super) const MISSING: &[(&str, &str)] = &[
    ("不得缺失", "error"),
    ("零分", "zero"),
    ("最低分", "floor"),
    ("平均得分", "mean_points"),
    ("组均值", "group_mean"),
    ("组中位数", "group_median"),
    ("上期值", "previous"),
    ("剔除", "exclude"),
];
/// Score rules.
pub(super) const RULES: &[(&str, &str)] = &[
    ("极差", "minmax"),
    ("功效系数", "efficacy"),
    ("完成率", "target"),
    ("基准值", "baseline"),
    ("与最优比", "best_ratio"),
    ("位次", "rank"),
    ("位次递减", "rank_step"),
    ("位次分档", "rank_bands"),
    ("分档", "bands"),
    ("增减分", "per_point"),
    ("与均值比", "relative"),
    ("标准分", "zscore"),
    ("百分位", "percentile"),
    ("向量", "vector"),
    ("直接计分", "given"),
    ("公式", "formula"),
];

/// The word of scheme files for a Chinese one; others stay.
pub(super) fn to_english(word: &str, table: &[(&str, &'static str)]) -> Option<&'static str> {
    table.iter().find(|(zh, en)| *zh == word || *en == word).map(|(_, en)| *en)
}

/// The Chinese word; others stay.
pub(super) fn to_chinese<'a>(word: &'a str, table: &[(&'static str, &str)]) -> &'a str {
    table.iter().find(|(_, en)| *en == word).map_or(word, |(zh, _)| zh)
}
