//! Words that stand in sentences as arguments.

use baton_model::message::Term;

macro_rules! terms {
    ($($name:ident = $zh:literal, $en:literal;)*) => {
        $( #[doc = $en] pub(in crate::expr) static $name: Term = Term { zh: $zh, en: $en }; )*
    };
}

terms! {
    TERM_VALUE = "一个值（数、文本、指标或函数）", "a value (a number, a text, an indicator or a function)";
    TERM_NAME = "名称", "a name";
    TERM_CLOSE = "右括号“)”", "a closing “)”";
    TERM_CLOSE_BRACKET = "右方括号“]”", "a closing “]”";
    TERM_OPTION = "用单引号写的选项", "an option in single quotes";
    TERM_LIST = "用括号列出的若干值，如 ('A', 'B')", "a list in parentheses such as ('A', 'B')";
    TERM_NULL = "“null”或“not null”", "“null” or “not null”";
    TERM_AND = "“and”（between 下限 and 上限）", "“and” (between low and high)";
    TERM_BETWEEN_OR_IN = "“between”或“in”", "“between” or “in”";
    TERM_WHEN = "“when”", "“when”";
    TERM_THEN = "“then”", "“then”";
    TERM_END = "“end”（case 须以 end 结束）", "“end” (a case closes with end)";
    TERM_HERE = "此处", "this place";
    TERM_NUMBER = "数值", "a number";
    TERM_TEXT = "文本", "a text";
    TERM_CONDITION = "判断（是或否）", "a condition (true or false)";
    TERM_INDICATOR = "指标", "indicator";
    TERM_WORD = "保留字", "reserved word";
    TERM_FUNCTION = "函数", "function";
    TERM_PREFIX = "前缀", "prefix";
    TERM_ATTRIBUTE = "单位属性", "attribute";
    TERM_PARAMETER = "参数", "parameter";
    TERM_PERIOD_FIELD = "周期字段", "field of the period";
    TERM_NODE = "节点", "node";
    TERM_SCHEME = "考核办法", "scheme";
    TERM_RESULT_FIELD = "结果字段", "field of a result";
    TERM_LEDGER = "台账", "ledger";
    TERM_LEDGER_MEASURE = "台账度量", "measure of this ledger";
    TERM_LEDGER_OPTION = "选项", "option";
    TERM_AFTER_POINTS = "算出各节点得分（第 10 步）", "the points are known (step 10)";
    TERM_AFTER_TOTAL = "算出总分（第 11 步）", "the total is known (step 11)";
    TERM_AFTER_RANK = "排出位次（第 12 步）", "ranks are known (step 12)";
    TERM_AFTER_GRADE = "评定等次（第 13 步）", "grades are known (step 13)";
    TERM_AFTER_LEVEL = "评定星级（第 14 步）", "levels are known (step 14)";
    TERM_YEAR = "年", "year";
    TERM_HALF = "半年", "half";
    TERM_QUARTER = "季", "quarter";
    TERM_MONTH = "月", "month";
    TERM_TEN_DAYS = "旬", "ten days";
    TERM_WEEK = "周", "week";
    TERM_DAY = "日", "day";
    TERM_STOCK = "时点数（stock）", "a stock";
    TERM_FLOW = "当期数（flow）", "a flow";
    TERM_YTD = "累计数（ytd）", "a running total (ytd)";
    TERM_RATE = "比率（rate）", "a rate";
    TERM_USE_ATTR = "attr.属性", "attr.name";
    TERM_USE_PARAM = "param.参数", "param.name";
    TERM_USE_PERIOD = "period.year、half、quarter、month 或 kind", "period.year, half, quarter, month or kind";
    TERM_USE_POINTS = "points.节点", "points.node";
    TERM_USE_RATIO = "ratio.节点", "ratio.node";
    TERM_USE_RANK = "rank.节点", "rank.node";
    TERM_USE_RESULT = "result.考核办法.total（或 ratio、rank、n、grade、level）", "result.scheme.total (or ratio, rank, n, grade, level)";
    TERM_USE_RESULT_NODE = "result.考核办法.points.节点（或 ratio、rank）", "result.scheme.points.node (or ratio, rank)";
    TERM_USE_LEDGER = "ledger.台账.度量", "ledger.id.measure";
}
