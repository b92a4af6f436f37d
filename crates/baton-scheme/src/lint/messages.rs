//! What lints say (codes `L…`).

baton_model::messages! {
    SAME_MEASURE = "L001" {
        zh: "“{a}”与“{b}”几乎是同一件事：相关系数 {r}（{periods}，{pairs} 组数据）", en: "“{a}” and “{b}” measure almost the same: r = {r} ({periods}, {pairs} pairs)",
        hint_zh: "两项合计占 {share}% 的分值，等于对同一件事计两次分；合并为一项，或换掉其中一项", hint_en: "together they hold {share} % of the marks for one thing; merge them, or replace one",
    }
    LESS_WEIGHT_THAN_SAID = "L002" {
        zh: "“{node}”名义上占 {nominal}%，实际对总分差距的影响只有 {effective}%（{periods}）", en: "“{node}” holds {nominal} % of the marks but only {effective} % of the influence on the total ({periods})",
        hint_zh: "影响按与总分相关系数的平方折算。各单位在这一项上差距太小，或与其他项此消彼长；要么拉开得分差距，要么减少分值", hint_en: "influence is the squared correlation with the total, as a share. The units differ too little here, or against the other indicators; spread the points, or lower the weight",
    }
    MORE_WEIGHT_THAN_SAID = "L003" {
        zh: "“{node}”名义上只占 {nominal}%，实际对总分差距的影响达 {effective}%（{periods}）", en: "“{node}” holds only {nominal} % of the marks but {effective} % of the influence on the total ({periods})",
        hint_zh: "影响按与总分相关系数的平方折算。排名主要由这一项及与它同涨落的项决定；若非本意，改用更平缓的计分方法，或减少分值", hint_en: "influence is the squared correlation with the total, as a share. This indicator and those that move with it decide the ranking; if that is not meant, choose a flatter rule or lower the weight",
    }
    SMALL_GROUP = "L004" {
        zh: "分组“{group}”在 {period} 只有 {n} 个单位，组内最优、最差、均值和名次没有意义", en: "the group “{group}” has only {n} unit(s) in {period}: its best, worst, mean and ranks mean nothing",
        hint_zh: "并入相近的分组，或给这些指标固定的上下限、目标值", hint_en: "merge it with a similar group, or give its indicators fixed bounds or targets",
    }
    SMALL_FIELD = "L005" {
        zh: "{period} 只有 {n} 个考核对象，最优、最差、均值和名次没有意义", en: "there are only {n} units in {period}: best, worst, mean and ranks mean nothing",
        hint_zh: "用固定的上下限或目标值计分", hint_en: "score by fixed bounds or targets",
    }
    FULL_MARKS_OUT_OF_REACH = "L006" {
        zh: "“{node}”的满分 {full} 从未有单位拿到：最高是{unit} {period} 的 {best} 分", en: "nobody has ever had the full {full} points of “{node}”: the best is {best}, {unit} in {period}",
        hint_zh: "实际能拿到的分值比名义分值少；按历史数据调低{bound}，或说明这是有意留出的空间", hint_en: "the marks that can be had are fewer than the weight says; lower the {bound} to what the record shows, or say that the room is meant",
    }
    CLIFF = "L007" {
        zh: "“{node}”在 {edge} 处是一道坎：差一点就少 {loss} 分，相当于平常一个周期变化（{change}）带来分值的 {times} 倍；{near} 个单位次就在坎边", en: "“{node}” has a cliff at {edge}: just missing it costs {loss} points, {times} times what a typical change of a period ({change}) brings; {near} unit-period(s) stood at the edge",
        hint_zh: "在分档之间按直线计分：between = \"linear\"", hint_en: "join the bands by straight lines: between = \"linear\"",
    }
    AT_THRESHOLD = "L008" {
        zh: "“{rule}”的界限 {threshold} 旁 1% 以内有 {count} 个单位：{units}", en: "{count} unit(s) lie within 1 % of the limit {threshold} of “{rule}”: {units}",
        hint_zh: "数据稍有修订，结果就会翻转；公布前先核实这些单位的数据，或给界限留出缓冲", hint_en: "a small revision of a figure turns the outcome; verify these figures before publishing, or give the limit a margin",
    }
    AGAINST_TOTAL = "L009" {
        zh: "“{node}”定为{direction}，得分却与总分反着走：相关系数 {r}（{periods}）", en: "“{node}” is declared {direction}, yet its points run against the total: r = {r} ({periods})",
        hint_zh: "总分高的单位这一项反而低：先核对方向和数据；都无误，就是目标之间有矛盾，应在办法说明中写明", hint_en: "units with a high total are low here: check direction and data first; if both are right, two aims conflict, and the scheme should say so",
    }
    NO_DISCRIMINATION = "L010" {
        zh: "“{node}”分不出高低：{periods} 各单位得分几乎相同（{low}–{high} 分），{weight} 分等于人人照发", en: "“{node}” tells nobody apart: in {periods} all units have almost the same points ({low}–{high}), so its {weight} points go to everyone",
        hint_zh: "提高目标或改用拉开差距的计分方法；若只作底线，改为一票否决或扣分项", hint_en: "raise the target or choose a rule that spreads; if it is a minimum, make it a veto or a deduction",
    }
    TIED_TOTALS = "L011" {
        zh: "总分相同时谁在前没有规定：{period} 有 {count} 个单位并列（如{a}与{b}，{total} 分）", en: "nothing says who comes first at equal totals: {count} units were tied in {period} (such as {a} and {b}, {total})",
        hint_zh: "在 [ranking] 写 break = [\"…\"]，按最看重的指标得分定先后；若允许并列，在办法里写明", hint_en: "give [ranking] break = [\"…\"], the points that matter most; if ties are meant, say so in the scheme",
    }
    UNROUNDED_RANKING = "L012" {
        zh: "总分没有规定小数位，名次会由看不见的末位小数决定", en: "the total is not rounded, so digits nobody sees decide ranks",
        hint_zh: "在 [rounding] 写 total = 2，或在 [ranking] 写 precision = 2", hint_en: "give [rounding] total = 2, or [ranking] precision = 2",
    }
    NOMINAL_GROWTH = "L013" {
        zh: "“{node}”用现价指标“{indicator}”算增速，得到的是名义增速，含价格变动", en: "“{node}” takes the growth of “{indicator}”, which is at current prices: the growth is nominal and contains price changes",
        hint_zh: "改用统计部门公布的可比价增速；以各省地区生产总值实测，名义与实际增速的位次在 30 个省里可差 4–8 位", hint_en: "use the published growth at constant prices; measured on provincial GDP, nominal and real growth differ by 4–8 places of 30",
    }
    COMPLETION_OF_GROWTH = "L014" {
        zh: "“{node}”是增速，却按完成率（实际 ÷ 目标）计分", en: "“{node}” is a growth rate scored by completion (actual ÷ target)",
        hint_zh: "目标接近 0 时一个百分点会被放大，目标为负则无法计分；改用增减分 by = \"per_point\"：line 写目标，每 1 个百分点加减若干分", hint_en: "near a target of 0 one percentage point is blown up, and a negative target has no score; use by = \"per_point\": line at the target, so many points a percentage point",
    }
    OVERLAPPING_GROUPS = "L015" {
        zh: "{period} 有 {count} 个单位同时符合“{a}”和“{b}”（如{unit}），只因“{a}”写在前面才归入“{a}”", en: "{count} unit(s) meet both “{a}” and “{b}” in {period} (such as {unit}); they are in “{a}” only because it stands first",
        hint_zh: "在其中一条加上 and not (…)，使归属不依赖先后", hint_en: "add and not (…) to one of them, so that the group does not depend on the order",
    }
    OTHER_GROUP = "L016" { zh: "这一条也符合", en: "this one holds too" }
    ONE_UNIT_MOVES_OTHERS = "L017" {
        zh: "{unit}一家进出就会打乱别人的名次：{period} 去掉它，{count} 个单位的相对名次改变，{moved}由第 {from} 位变为第 {to} 位", en: "{unit} alone reshuffles the others: without it in {period} {count} unit(s) change order, and {moved} goes from place {from} to {to}",
        hint_zh: "“{node}”的最优或最差值取自样本，由{unit}一家决定；写明 worst 和 best，或用 treat 处理异常值，并在每期固定考核对象名单", hint_en: "the best or worst of “{node}” is taken from the sample and set by {unit} alone; give worst and best, or treat outliers, and fix the list of units for the period",
    }
    REWARDS_SILENCE = "L018" {
        zh: "{nodes}：数据由被考核单位自己报送，缺报却{policy}，瞒报差的数据反而划算", en: "{nodes}: the units report these figures themselves, and missing ones {policy}, so withholding a bad figure pays",
        hint_zh: "改为 missing = \"floor\" 或 \"zero\"；若数据其实由部门提供，在 indicators.toml 或该指标写明 owner", hint_en: "use missing = \"floor\" or \"zero\"; if a department supplies the figures, name it as owner in indicators.toml or of the indicator",
    }
}

/// Words that stand in lints as arguments.
pub mod term {
    use baton_model::message::Term;

    macro_rules! terms { ($($name:ident = $zh:literal, $en:literal;)*) => { $(#[doc = $en] pub static $name: Term = Term { zh: $zh, en: $en };)* } }
    terms! {
        HIGHER = "正向", "higher is better";
        LOWER = "逆向", "lower is better";
        TARGET = "目标值", "target";
        CAP = "上限 cap", "cap";
        BEST = "最优值 best", "best";
        TOP_BAND = "最高一档的界限", "edge of the top band";
        LINE = "满分线 line", "line";
        EXCLUDED = "不计入（权重分给其他项）", "are left out (their weight goes to the others)";
        MEAN = "按平均分给分", "get the mean points";
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn both_languages_say_the_same() {
        baton_model::message::check_catalogue(super::ALL).unwrap();
    }
}
