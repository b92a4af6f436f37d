//! What the service can say about a workspace (codes `W…`) and about a request (codes `W2…`).

use baton_model::Message;

baton_model::messages! {
    TOML = "W001" {
        zh: "不是合法的 TOML：{detail}", en: "not valid TOML: {detail}",
        hint_zh: "{way_out}", hint_en: "{way_out}",
    }
    UNKNOWN_KEY = "W002" {
        zh: "[{table}] 没有“{key}”这一项", en: "[{table}] has no key “{key}”",
        hint_zh: "最接近的是“{nearest}”；可用的有：{allowed}", hint_en: "the nearest is “{nearest}”; allowed are: {allowed}",
    }
    WRONG_TYPE = "W003" { zh: "“{key}”应为{expected}，这里是{found}", en: "“{key}” must be {expected}, found {found}" }
    QUOTED_NUMBER = "W019" {
        zh: "“{key}”是数，不加引号", en: "“{key}” is a number and takes no quotes",
        hint_zh: "\"{number}\" 写作 {number}", hint_en: "\"{number}\" is written {number}",
    }
    WRONG_WORD = "W004" {
        zh: "“{key}”不能是“{found}”", en: "“{key}” cannot be “{found}”",
        hint_zh: "可以写：{allowed}", hint_en: "it may be: {allowed}",
    }
    MISSING_KEY = "W005" { zh: "[{table}] 缺少“{key}”", en: "[{table}] lacks “{key}”" }
    MISSING_TABLE = "W006" { zh: "文件缺少 [{table}]", en: "the file lacks [{table}]" }
    MISSING_FILE = "W007" {
        zh: "{folder} 里没有 {file}", en: "{folder} has no {file}",
        hint_zh: "用 -w 指定工作区文件夹，或用 baton init 新建一个", hint_en: "name the workspace folder with -w, or make one with baton init",
    }
    UNREADABLE = "W008" { zh: "读不了 {file}：{detail}", en: "cannot read {file}: {detail}" }
    BAD_CODE = "W010" {
        zh: "指标代码“{code}”不能用", en: "“{code}” cannot be an indicator code",
        hint_zh: "代码不能为空，不能含反引号、引号和换行，不能用保留字", hint_en: "a code is not empty, has no back-tick, quote or line break and is no reserved word",
    }
    NAME_CLASH = "W011" {
        zh: "“{name}”同时指 {first} 和 {second}", en: "“{name}” names both {first} and {second}",
        hint_zh: "代码、名称和别名在整个目录里不能重复；大小写和全半角不作区分", hint_en: "codes, names and aliases are unique in the catalogue; case and width do not count",
    }
    BAD_MEASURE = "W012" { zh: "“{found}”不是计量单位", en: "“{found}” is no unit of measure" }
    BAD_PERIOD = "W013" {
        zh: "“{found}”不是周期", en: "“{found}” is no period",
        hint_zh: "写作 2025、2025H1、2025Q3、2025-06、2025-06X2、2025-W23、2025-06-30", hint_en: "write 2025, 2025H1, 2025Q3, 2025-06, 2025-06X2, 2025-W23 or 2025-06-30",
    }
    BAD_NUMBER = "W014" { zh: "“{key}”应{expected}，这里是 {found}", en: "“{key}” must be {expected}, found {found}" }
    FIRST_HERE = "W015" { zh: "先在这里出现", en: "first used here" }
    UNKNOWN_DEFAULT_SCHEME = "W016" { zh: "默认办法“{scheme}”不在 schemes/ 里", en: "the default scheme “{scheme}” is not in schemes/" }
    EMPTY_VALUES = "W020" { zh: "least（{least}）大于 most（{most}），没有数能满足", en: "least ({least}) is above most ({most}): no value can be" }
    CODE_TWICE = "W017" { zh: "代码“{code}”用了两次", en: "the code “{code}” is used twice" }

    LEAF_TABLE = "W018" { zh: "指标表 {file} 读不了：{detail}", en: "the leaf table {file} cannot be read: {detail}" }

    MISSING_COLUMN = "W101" {
        zh: "缺少“{column}”列", en: "the column “{column}” is missing",
        hint_zh: "第一行应为：{expected}", hint_en: "the first line must be: {expected}",
    }
    UNKNOWN_COLUMN = "W102" {
        zh: "没有“{column}”这一列", en: "there is no column “{column}”",
        hint_zh: "最接近的是“{nearest}”；属性列写作 attr.名称", hint_en: "the nearest is “{nearest}”; attribute columns are written attr.name",
    }
    REPEATED_COLUMN = "W103" { zh: "列“{column}”出现两次", en: "the column “{column}” stands twice" }
    BLANK_CELL = "W104" { zh: "“{column}”是空的", en: "“{column}” is blank" }
    BAD_DATE = "W105" { zh: "“{found}”不是日期", en: "“{found}” is no date", hint_zh: "写作 2025-06-30", hint_en: "write 2025-06-30" }
    CELL_COUNT = "W106" {
        zh: "这一行有 {found} 格，表头有 {expected} 格", en: "this line has {found} cells, the header {expected}",
        hint_zh: "文字里的逗号要放在双引号里", hint_en: "put a text that holds a comma between double quotes",
    }
    BROKEN_CSV = "W107" { zh: "CSV 读不下去：{detail}", en: "the CSV cannot be read on: {detail}" }
    OVERLAP = "W108" {
        zh: "单位 {code} 有两个版本同时有效", en: "two versions of unit {code} are valid on the same day",
        hint_zh: "给先前的版本填 valid_to，给后来的版本填 valid_from", hint_en: "give the earlier version a valid_to and the later one a valid_from",
    }
    EMPTY_RANGE = "W109" { zh: "单位 {code} 的截止日早于起始日", en: "unit {code} ends before it begins" }
    UNKNOWN_PARENT = "W110" { zh: "单位 {code} 的上级 {parent} 不在表里", en: "the parent {parent} of unit {code} is not in the table" }
    UNIT_CYCLE = "W111" { zh: "单位 {code} 的上级绕回自身", en: "unit {code} is its own ancestor" }
    CHECK_DIGIT = "W112" {
        zh: "统一社会信用代码 {code} 的校验码不对，应为 {expected}", en: "the check digit of credit code {code} should be {expected}",
        hint_zh: "早期试点代码本来就不合校验，属实可不改", hint_en: "early pilot codes fail it legally; if it is right, leave it",
    }
    BAD_WEIGHT = "W113" { zh: "份额应大于 0、不超过 1，这里是“{found}”", en: "the weight must be above 0 and at most 1, found “{found}”" }
    UNKNOWN_CHANGE = "W114" { zh: "{from} 和 {to} 都不在单位表里，这条变更不起作用", en: "neither {from} nor {to} is a unit: this change has no effect" }
    UNIT_TREE = "W115" { zh: "单位表有误：{detail}", en: "the units are wrong: {detail}" }

    LIST = "W900" { zh: "{first}、{rest}", en: "{first}, {rest}" }
    LIST_END = "W901" { zh: "{last}", en: "{last}" }

    NO_SCHEME = "W201" {
        zh: "没有办法“{scheme}”", en: "there is no scheme “{scheme}”",
        hint_zh: "这个工作区有：{allowed}", hint_en: "this workspace has: {allowed}",
    }
    NO_SCHEME_AT_ALL = "W202" { zh: "schemes/ 里没有办法", en: "there is no scheme in schemes/" }
    NO_DEFAULT_SCHEME = "W203" {
        zh: "没有说明用哪个办法", en: "no scheme was named",
        hint_zh: "这个工作区有：{allowed}", hint_en: "this workspace has: {allowed}",
    }
    NO_DEFAULT_PERIOD = "W204" {
        zh: "没有说明周期", en: "no period was named",
        hint_zh: "说明周期（命令行加 --period），或在 workspace.toml 写 default_period", hint_en: "name one (--period on the command line), or write default_period in workspace.toml",
    }
    NO_UNIT = "W205" {
        zh: "没有单位“{unit}”", en: "there is no unit “{unit}”",
        hint_zh: "最接近的是“{nearest}”", hint_en: "the nearest is “{nearest}”",
    }
    NO_NODE = "W206" {
        zh: "办法里没有指标“{node}”", en: "the scheme has no indicator “{node}”",
        hint_zh: "最接近的是“{nearest}”；可用的有：{allowed}", hint_en: "the nearest is “{nearest}”; allowed are: {allowed}",
    }
    NO_GROUP = "W207" {
        zh: "没有分组“{group}”", en: "there is no group “{group}”",
        hint_zh: "分组有：{allowed}", hint_en: "the groups are: {allowed}",
    }
    NO_GROUPS = "W209" { zh: "这个办法不分组", en: "this scheme has no groups" }
    NO_STORE = "W210" {
        zh: "这个工作区还没有存储", en: "this workspace keeps no store yet",
        hint_zh: "先用 baton import 导入数据，或用 baton run keep 保存一次测算", hint_en: "import figures with baton import, or keep a run with baton run keep",
    }
    CANNOT_MAKE_STORE = "W211" { zh: "建不了 {folder}：{detail}", en: "cannot make {folder}: {detail}" }
    FROZEN_DAMAGED = "W212" { zh: "测算冻结的内容读不了：{detail}", en: "what the run froze cannot be read: {detail}" }
    TAKEN_IN = "W213" {
        zh: "{file} 有新内容，先导入：新增 {new}，相同 {same}，更正 {changed}", en: "{file} is new or changed and was imported first: {new} new, {same} same, {changed} corrected",
    }
    NEEDS_REASON = "W214" {
        zh: "{file} 有 {count} 个数与已记录的不同", en: "{count} figures of {file} differ from what is recorded",
        hint_zh: "更正要写明原因（命令行加 --reason）", hint_en: "a correction needs a reason (--reason on the command line)",
    }
    NOT_PUBLISHED = "W215" {
        zh: "测算 {run} 没有发布过，不用更正", en: "run {run} was never published, so there is nothing to restate",
        hint_zh: "重新保存一次测算（命令行 baton run keep）", hint_en: "keep a new run (baton run keep on the command line)",
    }
    EMPTY_TABLE = "W216" { zh: "{file} 里没有数据行", en: "{file} has no rows" }
    NO_CODE_COLUMN = "W217" {
        zh: "表头里没有单位代码一列：{found}", en: "the header has no column of unit codes: {found}",
        hint_zh: "代码列的名称可以是：{expected}", hint_en: "it may be called: {expected}",
    }
    BAD_CELL = "W218" { zh: "“{column}”应为{expected}，这里是“{found}”", en: "“{column}” must be {expected}, found “{found}”" }
    EXPECTED_NUMBER = "W219" { zh: "数", en: "a number" }
    EXPECTED_BOOLEAN = "W220" { zh: "true 或 false", en: "true or false" }
    AT_LINE = "W221" { zh: "{file} 第 {line} 行：{problem}", en: "{file}, line {line}: {problem}" }
    NO_KIND = "W222" {
        zh: "{file} 没有说明单位的类型，工作区里又不止一种", en: "{file} does not say of which kind its units are, and the workspace has several",
        hint_zh: "加一列 kind", hint_en: "add a column kind",
    }
    RULING_WITHOUT_BASIS = "W223" { zh: "裁定要写明依据的文件和批准人", en: "a ruling names the document behind it and who approved it" }
    RULING_OUT_OF_BOUNDS = "W224" {
        zh: "“{node}”不能得 {points} 分：应在 {least} 和 {most} 之间", en: "“{node}” cannot have {points} points: it gives {least} to {most}",
    }
    NOTICE_IN_THE_PAST = "W225" { zh: "公示截止日 {day} 已过", en: "the notice would have ended on {day}", hint_zh: "写今天以后的日期", hint_en: "name a day after today" }
    NOTICE_RUNS = "W226" {
        zh: "测算 {run} 公示到 {day}，还不能定为正式", en: "the run {run} is on notice until {day} and cannot be final yet",
        hint_zh: "公示期满后再定为正式", hint_en: "make it final when the notice is over",
    }
    IS_A_RESTATEMENT = "W227" {
        zh: "测算 {run} 是对 {earlier} 的更正", en: "the run {run} restates {earlier}",
        hint_zh: "作为更正发布（命令行加 --restated）", hint_en: "publish it as a restatement (--restated on the command line)",
    }
    NO_FIGURES_THEN = "W228" { zh: "{period} 没有数据", en: "there are no figures for {period}", hint_zh: "数据到 {last} 为止", hint_en: "the figures end with {last}" }
    NO_INDICATOR = "W229" {
        zh: "目录里没有指标“{indicator}”", en: "the catalogue has no indicator “{indicator}”",
        hint_zh: "最接近的是“{nearest}”", hint_en: "the nearest is “{nearest}”",
    }
    NEVER_RECORDED = "W230" {
        zh: "{unit}的“{indicator}”（{period}）从未记录过", en: "“{indicator}” of {unit} for {period} was never recorded",
        hint_zh: "检查周期；计划数、预测数加 --scenario，另一口径加 --series", hint_en: "check the period; --scenario asks for plans and forecasts, --series for another series",
    }
    FIGURES_ALTERED = "W231" {
        zh: "与原文件 {file} 不同的数据 {count} 项：", en: "{count} figures differ from the file {file} they came from:",
    }
    FIGURES_IN_DOUBT = "W232" {
        zh: "{batch} 带来的数据 {count} 项都不可信（原文件不在，无法逐项核对）：", en: "all {count} figures of {batch} are in doubt (the file they came from is not there to compare with):",
    }
    FIGURE = "W233" { zh: "{unit} {indicator} {period}", en: "{unit} {indicator} {period}" }
    FIGURE_WAS = "W234" {
        zh: "{unit} {indicator} {period}：原 {original}，现 {found}", en: "{unit} {indicator} {period}: {original} in the file, {found} in the store",
    }
    AND_MORE_FIGURES = "W235" { zh: "还有 {count} 项", en: "and {count} more" }
    NOT_A_SUBJECT = "W208" { zh: "{unit}不是这个办法的考核对象", en: "{unit} is not assessed by this scheme" }
    WILL_BE_SHOWN_OWN = "W902" {
        zh: "各单位能看到本单位的结果，看不到其他单位的", en: "every unit sees its own result and no other",
    }
    WILL_BE_SHOWN_ALL = "W903" {
        zh: "有权查看已发布结果的账号都能看到全部单位的位次、总分和一级指标得分；数据和得分说明仍只对本范围开放", en: "every account that may see published results sees ranks, totals and points by dimension of all units; figures and explanations stay within the scope",
    }
    WILL_TAKE_OBJECTIONS = "W904" {
        zh: "被考核单位可以对本单位的得分提出异议", en: "units may object to points of their own",
    }
    WILL_BE_FINAL = "W905" {
        zh: "结果定稿，以后只能以更正代替", en: "the result is final; from then on only a restatement can take its place",
    }
    WILL_REPLACE = "W906" {
        zh: "{earlier} 由本次结果代替，以后的测算读本次结果", en: "this takes the place of {earlier}; later runs read it",
    }
    WILL_CHANGE = "W907" {
        zh: "{count} 个单位的结果与 {earlier} 不同，见下表", en: "the results of {count} units differ from {earlier}; they are listed below",
    }
    WILL_NOT_FROZEN = "W908" {
        zh: "办法、数据、区划和结果已冻结，发布不改变任何一个数", en: "scheme, figures, units and results are frozen; publishing changes no number",
    }
    WILL_NOT_EARLIER = "W909" {
        zh: "以前发布的其他结果（{count} 个）保持原样", en: "the {count} other published results stay as they are",
    }
    BLOCKED_OBJECTIONS = "W910" {
        zh: "还有 {count} 件异议没有裁定", en: "{count} objections are not decided yet",
        hint_zh: "先在异议页逐件裁定", hint_en: "decide each of them on the page of objections",
    }
    BLOCKED_STATE = "W911" {
        zh: "{run} 已是{state}，不能再转为{to}", en: "{run} is {state} and cannot become {to}",
    }
    STANDS_BESIDE = "W916" {
        zh: "同一办法、同一时期的 {other} 已是{state}，{run} 不能与它并列发布", en: "{other} of the same scheme and period is {state}; {run} cannot stand beside it",
        hint_zh: "要用新结果替代 {other}，对它作更正重算，再发布更正", hint_en: "to put a new result in its place, restate {other} and publish the restatement",
    }
    TOO_MUCH_SUPPOSED = "W912" {
        zh: "一次最多假设 {most} 处", en: "at most {most} things can be supposed at once",
    }
    SUPPOSED_WEIGHT = "W913" {
        zh: "“{node}”的权重不能是 {found}", en: "the weight of “{node}” cannot be {found}",
        hint_zh: "应为 0 到 1000000 之间的数", hint_en: "a number from 0 to 1000000",
    }
    DIFFERENT_SCHEMES = "W915" {
        zh: "两次结果不属于同一办法：{from}、{to}", en: "the two runs are of different schemes: {from}, {to}",
        hint_zh: "请选择同一办法的两次结果", hint_en: "choose two runs of one scheme",
    }
    SANDBOX = "W914" {
        zh: "假设分析，不是结果；不会写入数据，也不能发布", en: "what if: not a result; nothing is recorded, nothing can be published",
    }
}

/// Why a figure of `data/` is corrected: in the store, so in one language.
pub(crate) const DATA_CHANGED: &str = "data/ 中的文件已改动";

/// A list of words, joined as the language does it.
pub fn list<'a>(words: impl IntoIterator<Item = &'a str>) -> Message {
    let mut words: Vec<&str> = words.into_iter().collect();
    let last = words.pop().unwrap_or("—");
    let end = Message::new(&LIST_END).with("last", last);
    words
        .into_iter()
        .rev()
        .fold(end, |rest, first| Message::new(&LIST).with("first", first).with("rest", rest))
}

/// Words that stand in messages as arguments.
pub mod term {
    use baton_model::message::Term;

    macro_rules! terms { ($($name:ident = $zh:literal, $en:literal;)*) => { $(#[doc = $en] pub static $name: Term = Term { zh: $zh, en: $en };)* } }
    terms! {
        NUMBER = "数", "a number";
        TEXT = "文字", "a text";
        BOOLEAN = "布尔值 true 或 false", "true or false";
        TABLE = "表", "a table";
        TABLES = "[[…]] 的列表", "a list of [[…]] tables";
        LIST = "列表", "a list";
        TEXTS = "文字的列表", "a list of texts";
        DATE = "日期", "a date";
        PLACES = "为 0 到 9 之间的整数", "a whole number from 0 to 9";
        ZERO = "为 0", "0";
        FINITE = "为有限的数", "a finite number";
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn both_languages_say_the_same() {
        baton_model::message::check_catalogue(super::ALL).unwrap();
    }
}
