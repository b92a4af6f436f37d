//! What the scheme crate can say about a file (codes `S…`) and about a run (codes `R…`).

baton_model::messages! {
    /// The TOML itself is broken.
    TOML = "S001" {
        zh: "不是合法的 TOML：{detail}", en: "not valid TOML: {detail}",
        hint_zh: "{way_out}", hint_en: "{way_out}",
    }
    UNKNOWN_KEY = "S002" {
        zh: "[{table}] 没有“{key}”这一项", en: "[{table}] has no key “{key}”",
        hint_zh: "最接近的是“{nearest}”；可用的有：{allowed}", hint_en: "the nearest is “{nearest}”; allowed are: {allowed}",
    }
    WRONG_TYPE = "S003" { zh: "“{key}”应为{expected}，这里是{found}", en: "“{key}” must be {expected}, found {found}" }
    QUOTED_NUMBER = "S042" {
        zh: "“{key}”是数，不加引号", en: "“{key}” is a number and takes no quotes",
        hint_zh: "{found} 写作 {number}", hint_en: "{found} is written {number}",
    }
    WRONG_WORD = "S004" {
        zh: "“{key}”不能是“{found}”", en: "“{key}” cannot be “{found}”",
        hint_zh: "可以写：{allowed}", hint_en: "it may be: {allowed}",
    }
    MISSING_KEY = "S005" { zh: "[{table}] 缺少“{key}”", en: "[{table}] lacks “{key}”" }
    MISSING_TABLE = "S006" { zh: "文件缺少 [{table}]", en: "the file lacks [{table}]" }
    BAD_ID = "S007" {
        zh: "“{id}”不能作标识", en: "“{id}” cannot be an id",
        hint_zh: "标识由字母、数字、下划线和汉字组成，不以数字开头，不含连字符，不用保留字", hint_en: "an id has letters, digits, underscores or Chinese characters, does not begin with a digit, has no hyphen and is no reserved word",
    }
    DUPLICATE_ID = "S008" { zh: "标识“{id}”重复", en: "the id “{id}” is used twice" }
    FIRST_HERE = "S009" { zh: "先在这里出现", en: "first used here" }
    UNKNOWN_PARENT = "S010" {
        zh: "没有一级指标“{id}”", en: "there is no dimension “{id}”",
        hint_zh: "最接近的是“{nearest}”", hint_en: "the nearest is “{nearest}”",
    }
    PARENT_CYCLE = "S011" { zh: "“{id}”归属于自身", en: "“{id}” contains itself" }
    WEIGHTS_SUM = "S012" {
        zh: "“{node}”下各项分值之和为 {sum}，应为 {expected}{group}", en: "the weights under “{node}” sum to {sum}, expected {expected}{group}",
        hint_zh: "相差 {difference}；若按相对权重计，请写 weights = \"relative\"", hint_en: "off by {difference}; for relative weights write weights = \"relative\"",
    }
    NO_CHILDREN = "S013" { zh: "“{node}”下没有指标", en: "“{node}” has no indicators" }
    NO_RULE = "S014" {
        zh: "指标“{node}”没有计分方法", en: "the indicator “{node}” has no score rule",
        hint_zh: "写 score = \"minmax\" 之类", hint_en: "write score = \"minmax\" or the like",
    }
    UNKNOWN_RULE = "S015" {
        zh: "没有计分方法“{found}”", en: "there is no score rule “{found}”",
        hint_zh: "最接近的是“{nearest}”；可用的有：{allowed}", hint_en: "the nearest is “{nearest}”; allowed are: {allowed}",
    }
    PARAMETER_NOT_USED = "S016" {
        zh: "计分方法 {rule} 不用参数“{key}”", en: "the rule {rule} has no parameter “{key}”",
        hint_zh: "可用的有：{allowed}", hint_en: "allowed are: {allowed}",
    }
    PARAMETER_MISSING = "S017" { zh: "计分方法 {rule} 缺少参数“{key}”", en: "the rule {rule} needs the parameter “{key}”" }
    SHARES_SUM = "S018" { zh: "“{node}”各部分份额之和为 {sum}，应为 1", en: "the shares of “{node}” sum to {sum}, expected 1" }
    BOTH_VALUE_AND_PARTS = "S019" { zh: "指标“{node}”不能同时有 value 和 parts", en: "the indicator “{node}” cannot have both value and parts" }
    NOT_RISING = "S020" { zh: "分档界限应由小到大，{found} 不大于 {before}", en: "the edges of bands must rise, but {found} is not above {before}" }
    GROUP_WEIGHT_UNKNOWN = "S021" {
        zh: "权重表中的分组“{group}”不在分组规则里", en: "the group “{group}” of this table is in no group rule",
        hint_zh: "分组有：{allowed}", hint_en: "the groups are: {allowed}",
    }
    GROUP_WEIGHT_MISSING = "S022" { zh: "权重表缺少分组“{group}”", en: "the table lacks the group “{group}”" }
    REFERENCE_LESS = "S023" { zh: "计分方法 {rule} 没有可给的最低得分率，missing = \"floor\" 无法使用", en: "the rule {rule} has no least ratio, so missing = \"floor\" cannot be used", hint_zh: "给该方法写 floor，或换一种缺失处理", hint_en: "give the rule a floor, or choose another policy" }
    BAD_PERIOD = "S024" { zh: "“{found}”不是周期", en: "“{found}” is no period", hint_zh: "写作 2025、2025H1、2025Q3、2025-06、2025-06X2、2025-W23、2025-06-30", hint_en: "write 2025, 2025H1, 2025Q3, 2025-06, 2025-06X2, 2025-W23 or 2025-06-30" }
    BAD_MEASURE = "S025" { zh: "“{found}”不是计量单位", en: "“{found}” is no unit of measure" }
    MEASURE_CLASH = "S026" { zh: "指标“{node}”声明的单位是“{declared}”，表达式得到的是“{found}”", en: "the indicator “{node}” declares “{declared}”, but its expression gives “{found}”", hint_zh: "用 to(…, '{declared}') 换算，或改正单位", hint_en: "convert with to(…, '{declared}'), or correct the unit" }
    FORMULA_CYCLE = "S027" { zh: "派生指标“{code}”的公式绕回自身：{path}", en: "the formula of “{code}” refers back to itself: {path}" }
    NO_DATA_SOURCE = "S028" { zh: "指标“{code}”没有数据来源", en: "the indicator “{code}” has no data source", hint_zh: "导入数据或放进 data/，或在 indicators.toml 写 formula", hint_en: "import figures or put them into data/, or give it a formula in indicators.toml" }
    FULL_MARK_GROUPS = "S029" { zh: "full_mark 缺少分组“{group}”", en: "full_mark lacks the group “{group}”" }
    NOT_CONSTANT = "S030" { zh: "“{key}”只能由常数和参数组成", en: "“{key}” may only be made of constants and parameters" }
    UNREACHABLE_GRADE = "S031" { zh: "等次“{name}”不可能取到：{why}", en: "the grade “{name}” can never be reached: {why}" }
    EMPTY_EXPRESSION = "S032" { zh: "“{key}”是空的", en: "“{key}” is empty" }
    UNKNOWN_GRADE = "S033" { zh: "没有等次“{name}”", en: "there is no grade “{name}”", hint_zh: "等次有：{allowed}", hint_en: "the grades are: {allowed}" }
    UNKNOWN_NODE = "S034" { zh: "没有指标或一级指标“{id}”", en: "there is no indicator or dimension “{id}”", hint_zh: "最接近的是“{nearest}”", hint_en: "the nearest is “{nearest}”" }
    UNKNOWN_UNIT = "S035" { zh: "没有单位“{code}”", en: "there is no unit “{code}”" }
    BAD_LEAF_TABLE = "S036" { zh: "指标表：{problem}", en: "leaf table: {problem}" }
    UNKNOWN_COLUMN = "S041" {
        zh: "指标表没有“{found}”这一列", en: "a leaf table has no column “{found}”",
        hint_zh: "最接近的是“{nearest}”", hint_en: "the nearest is “{nearest}”",
    }
    BAD_SCORE_TEXT = "S037" { zh: "看不懂的计分方法“{found}”", en: "cannot read the score rule “{found}”", hint_zh: "写法如：功效系数(60)、极差、完成率、基准值(24.097)、每±1=±1(0..60)、分档(0:15,100:25)", hint_en: "write it like: 功效系数(60), 极差, 完成率, 基准值(24.097), 每±1=±1(0..60), 分档(0:15,100:25)" }
    NEEDS_GROUPS = "S038" { zh: "“{key}”按分组给出，而办法没有分组", en: "“{key}” is given by group, but the scheme has no groups" }
    BAD_NUMBER = "S039" { zh: "“{key}”应{expected}，这里是 {found}", en: "“{key}” must be {expected}, found {found}" }
    CONSTANT_FAILS = "S040" { zh: "“{key}”算不出数：{why}", en: "“{key}” has no value: {why}" }

    /// A run is refused: a figure is missing and the policy is `error`.
    MISSING_VALUE = "R001" {
        zh: "{unit}的“{node}”没有数据：{reason}（{indicator}，{period}）", en: "{unit} has no value for “{node}”: {reason} ({indicator}, {period})",
        hint_zh: "补报数据，或给该指标写 missing = …", hint_en: "report the figure, or give the indicator missing = …",
    }
    UNKNOWN_CONDITION = "R002" {
        zh: "{unit}的“{rule}”不能判断：{reason}", en: "“{rule}” cannot be decided for {unit}: {reason}",
        hint_zh: "补报数据，或给该规则写 unknown = \"no\" 或 \"yes\"", hint_en: "report the figure, or give the rule unknown = \"no\" or \"yes\"",
    }
    NO_GROUP = "R003" { zh: "{unit}不属于任何分组", en: "{unit} falls into no group", hint_zh: "在最后加一条 when = \"true\" 的分组规则", hint_en: "add a last group rule with when = \"true\"" }
    NO_SUBJECTS = "R004" { zh: "没有考核对象：subjects 条件没有选中任何单位", en: "there are no subjects: the condition selects no unit" }
    NEGATIVE_RATIO = "R005" { zh: "{unit}的“{node}”得分率为负（{value}），不能用{aggregate}合成", en: "the ratio of “{node}” of {unit} is negative ({value}), which {aggregate} cannot take" }
    NULL_ADJUSTMENT = "R006" { zh: "{unit}的加减分“{rule}”没有数值：{reason}", en: "the adjustment “{rule}” of {unit} has no value: {reason}" }
    NO_WEIGHT = "R007" { zh: "“{node}”没有给分组“{group}”的权重", en: "“{node}” has no weight for the group “{group}”" }
    WRONG_PERIOD_KIND = "R008" { zh: "办法按{expected}测算，周期 {found} 不是", en: "the scheme runs by {expected}, but {found} is none" }
    RECIPROCAL_WITHOUT_CAP = "R009" { zh: "{unit}的“{node}”为 {value}，按倒数计分须写 cap", en: "“{node}” of {unit} is {value}: a reciprocal target needs a cap" }
    NULL_PARAMETER = "R010" { zh: "{unit}的“{node}”：参数“{key}”没有数值：{reason}", en: "“{node}” of {unit}: the parameter “{key}” has no value: {reason}" }
    NO_PARAMETER_FOR_PERIOD = "R011" { zh: "参数“{name}”没有 {period} 的数值", en: "the parameter “{name}” has no value for {period}" }
    RATE_FINER = "R012" { zh: "“{indicator}”是比率且比测算周期细，不能直接读取", en: "“{indicator}” is a rate finer than the run's period and cannot be read", hint_zh: "用 mean_in、max_in 说明如何汇总", hint_en: "say how to combine it with mean_in or max_in" }
    NO_QUOTA = "R014" { zh: "等次“{grade}”没有给分组“{group}”的名额", en: "the grade “{grade}” has no quota for the group “{group}”" }
    RULING_WITHOUT_SUBJECT = "R015" { zh: "裁定的单位 {unit} 不在这次测算里", en: "the unit {unit} of a ruling is not in this run" }
    RULING_WITHOUT_NODE = "R016" { zh: "裁定的指标“{node}”不在办法里", en: "the scheme has no “{node}”, which a ruling is about" }
    TOO_LARGE = "R013" { zh: "{unit}的“{node}”数值过大，无法按规定小数位表示", en: "“{node}” of {unit} is too large for its decimals" }
}

/// Words that stand in messages as arguments.
pub mod term {
    use baton_model::message::Term;

    macro_rules! terms { ($($name:ident = $zh:literal, $en:literal;)*) => { $(#[doc = $en] pub static $name: Term = Term { zh: $zh, en: $en };)* } }
    terms! {
        NUMBER = "数", "a number";
        WHOLE_NUMBER = "整数", "a whole number";
        TEXT = "文字", "a text";
        BOOLEAN = "true 或 false", "true or false";
        TABLE = "表", "a table";
        LIST = "列表", "a list";
        DATE = "日期", "a date";
        EXPRESSION = "表达式或数", "an expression or a number";
        PAIRS = "成对数的列表，如 [[0, 15], [100, 25]]", "a list of pairs such as [[0, 15], [100, 25]]";
        POSITIVE = "大于 0", "above 0";
        NOT_NEGATIVE = "不小于 0", "at least 0";
        SHARE = "在 0 与 1 之间", "between 0 and 1";
        TAKEN_BEFORE = "前面的等次已取走全部单位", "an earlier grade takes all units that remain";
        TWO_WEIGHTS = "同时写了“权重”和分组权重", "both a weight and weights by group are given";
        TAKEN_FROM_THERE = "前面的等次已取走达到此分的全部单位", "an earlier grade takes all units with as many points";
        QUOTA = "整数，或 0 到 1 之间的小数", "a whole number, or a share between 0 and 1";
        COARSER = "不多于总分的小数位数", "no more than the places of the total";
        PLACES = "0 到 9 之间的整数", "a whole number from 0 to 9";
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn both_languages_say_the_same() {
        baton_model::message::check_catalogue(super::ALL).unwrap();
    }
}
