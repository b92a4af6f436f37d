//! E101–E199 names, E201–E299 types, E301–E399 units of measure, E401–E499 functions, E901 labels.

use baton_model::messages;

messages! {
    UNKNOWN = "E101" {
        zh: "没有{kind}“{name}”", en: "there is no {kind} “{name}”",
        hint_zh: "检查拼写，或先登记它", hint_en: "check the spelling, or declare it first",
    }
    UNKNOWN_NEAR = "E102" {
        zh: "没有{kind}“{name}”", en: "there is no {kind} “{name}”",
        hint_zh: "是否应为“{near}”？", hint_en: "is “{near}” meant?",
    }
    ALMOST = "E103" {
        zh: "“{name}”与{kind}“{near}”只差大小写或全半角", en: "“{name}” differs from the {kind} “{near}” only in case or width",
        hint_zh: "名称须逐字相同，写作“{near}”", hint_en: "names are compared exactly: write “{near}”",
    }
    NAME_NOT_CODE = "E104" {
        zh: "“{name}”是指标的名称，表达式里要写代码", en: "“{name}” is the name of an indicator; expressions use its code",
        hint_zh: "写作“{code}”", hint_en: "write “{code}”",
    }
    FUNCTION_ALONE = "E105" {
        zh: "“{name}”是函数，缺少括号和参数", en: "“{name}” is a function and lacks its parentheses",
        hint_zh: "写作 {usage}", hint_en: "write {usage}",
    }
    PREFIX_ALONE = "E106" {
        zh: "“{name}”后面要写点和名称", en: "“{name}” takes a dot and a name after it",
        hint_zh: "写作 {usage}", hint_en: "write {usage}",
    }
    WRONG_PATH = "E107" {
        zh: "这个名称的层数不对", en: "this name has too many or too few parts",
        hint_zh: "写作 {usage}；名称里本来有点的，用反引号括起来", hint_en: "write {usage}; a name with a dot in it takes back-ticks",
    }
    TEXT_UNQUOTED = "E108" {
        zh: "没有指标“{name}”，这里需要文本", en: "there is no indicator “{name}”; a text is needed here",
        hint_zh: "文本写在单引号里：'{name}'", hint_en: "a text stands in single quotes: '{name}'",
    }
    SUPERSCRIPT = "E109" {
        zh: "没有指标“{name}”", en: "there is no indicator “{name}”",
        hint_zh: "乘方写作 {right}", hint_en: "a power is written {right}",
    }
    LEDGER_ONLY = "E110" {
        zh: "“{name}”只能用在台账文件里", en: "“{name}” exists in ledger files only",
        hint_zh: "在台账里定义一个度量，这里写 ledger.台账.度量", hint_en: "declare a measure in the ledger and write ledger.id.measure here",
    }
    TOO_EARLY = "E111" {
        zh: "这里还没有“{name}”：{when}之后才有", en: "“{name}” does not exist yet: it does once {when}",
        hint_zh: "测算按固定顺序进行，后面的结果不能影响前面的计算；上一期的结果写作 prev_year(result.考核办法.…)",
        hint_en: "a run goes in a fixed order and nothing later changes anything earlier; an earlier period's results are prev_year(result.scheme.…)",
    }
    NO_VALUE = "E112" {
        zh: "“x”只在指标的计分规则里使用，表示该指标自身的值", en: "“x” is the indicator's own value and exists in its score rule only",
        hint_zh: "写出指标代码", hint_en: "write the code of an indicator",
    }
    STATISTIC_OF_NOTHING = "E113" {
        zh: "“{name}”单独使用时是指标自身值的统计量，只在计分规则里有", en: "“{name}” alone is the statistic of the indicator's own value, which exists in its score rule only",
        hint_zh: "写明对什么统计：{name}(指标代码)", hint_en: "say of what: {name}(code)",
    }
    NO_GROUP = "E114" {
        zh: "这里不能用“{name}”：还没有可比较的一组单位", en: "“{name}” cannot be used here: there is no set of units to compare yet",
        hint_zh: "组内统计量用在指标的值和计分规则里", hint_en: "statistics of the group belong in values and score rules",
    }
    NO_DATA = "E115" {
        zh: "这里不能用“{name}”：只能用常数、参数（param.）和单位属性（attr.）", en: "“{name}” cannot be used here: only constants, parameters (param.) and attributes (attr.) can",
        hint_zh: "把它写进指标的 value，或改用参数", hint_en: "put it into the value of an indicator, or use a parameter",
    }
    NO_PERIOD = "E116" {
        zh: "这里不能用周期（period、elapsed）", en: "the period (period, elapsed) cannot be used here",
        hint_zh: "周期用在 periods、value 和条件里", hint_en: "it belongs in periods, values and conditions",
    }
    OUTCOME_IN_TIME = "E117" {
        zh: "“{name}”是本次测算的结果，只有这一期，不能放进“{function}”", en: "“{name}” is a result of this run and has no other period, so it cannot stand inside “{function}”",
        hint_zh: "读以前各期已发布的结果：{earlier}", hint_en: "read the published results of earlier periods: {earlier}",
    }
    OUTCOME_IN_TREE = "E118" {
        zh: "“{name}”是本次测算的结果，上下级单位不在其中，不能放进“{function}”", en: "“{name}” is a result of this run, which does not have the units above and below, so it cannot stand inside “{function}”",
        hint_zh: "读考核上下级单位的办法已发布的结果：{function}(result.考核办法.…)", hint_en: "read the published results of the scheme that assesses them: {function}(result.scheme.…)",
    }
    SELF_NOW = "E119" {
        zh: "“{name}”读的是本办法自己的结果，只能读以前各期", en: "“{name}” reads this scheme's own results, which it may only for earlier periods",
        hint_zh: "写作 prev_year({name}) 或 lag({name}, 1)", hint_en: "write prev_year({name}) or lag({name}, 1)",
    }
    NO_INDICATOR = "E123" {
        zh: "没有指标“{name}”", en: "there is no indicator “{name}”",
        hint_zh: "检查拼写，或先在指标目录里登记；文本写在单引号里：'{name}'", hint_en: "check the spelling, or add it to the catalogue; a text stands in single quotes: '{name}'",
    }
    NOT_AMONG = "E124" {
        zh: "没有{kind}“{name}”", en: "there is no {kind} “{name}”",
        hint_zh: "可用：{allowed}", hint_en: "there are: {allowed}",
    }
    OPTION_OF_OTHER = "E120" {
        zh: "“{name}”后面不能写方括号，只有台账度量分选项", en: "“{name}” takes no brackets; only measures of ledgers have options",
        hint_zh: "写作 ledger.台账.度量['选项']", hint_en: "write ledger.id.measure['option']",
    }
    NO_OPTIONS = "E121" {
        zh: "“{name}”不分选项", en: "“{name}” has no options",
        hint_zh: "去掉方括号", hint_en: "delete the brackets",
    }
    OPTION_MISSING = "E122" {
        zh: "“{name}”按选项分列，要写明是哪一项", en: "“{name}” has one value per option; say which",
        hint_zh: "写作 {name}['{option}']", hint_en: "write {name}['{option}']",
    }
    NUMBER_NOT_TEXT = "E201" {
        zh: "{what}需要数值，却是文本 {text}", en: "{what} takes a number, not the text {text}",
        hint_zh: "文本不能计算；数不加引号", hint_en: "a text cannot be reckoned with; a number is written without quotes",
    }
    NUMBER_NOT_CONDITION = "E202" {
        zh: "{what}需要数值，却是判断：{text}", en: "{what} takes a number, not a condition: {text}",
        hint_zh: "把判断变成数：if({text}, 1, 0)", hint_en: "make a number of it: if({text}, 1, 0)",
    }
    CONDITION_NOT_NUMBER = "E203" {
        zh: "{what}需要判断（是或否），却是数值：{text}", en: "{what} takes a condition (true or false), not a number: {text}",
        hint_zh: "写出比较，如 {text} > 0", hint_en: "write a comparison such as {text} > 0",
    }
    CONDITION_NOT_TEXT = "E204" {
        zh: "{what}需要判断（是或否），却是文本：{text}", en: "{what} takes a condition (true or false), not a text: {text}",
        hint_zh: "写出比较，如 attr.class = 'A'", hint_en: "write a comparison such as attr.class = 'A'",
    }
    TEXT_NOT_OTHER = "E205" {
        zh: "{what}需要文本，却是{found}：{text}", en: "{what} takes a text, not {found}: {text}",
        hint_zh: "文本写在单引号里，如 'A'", hint_en: "a text stands in single quotes, such as 'A'",
    }
    DIFFERENT_TYPES = "E206" {
        zh: "{what}前后的类型要相同：前面是{left}，这里是{right} {text}", en: "{what} takes values of one type: the first is {left}, this is {right}: {text}",
    }
    NUMBER_FOR_TEXT = "E207" {
        zh: "{what}前后的类型要相同：前面是{left}，这里是{right} {text}", en: "{what} takes values of one type: the first is {left}, this is {right}: {text}",
        hint_zh: "代码是文本，写作 '{text}'", hint_en: "a code is a text: '{text}'",
    }
    NO_ORDER = "E208" {
        zh: "“{sign}”只能比较数值，这里是{found}", en: "“{sign}” compares numbers; this is {found}",
        hint_zh: "文本和判断只用 =、<> 和 in", hint_en: "texts and conditions take =, <> and in only",
    }
    NULL_COMPARED = "E209" {
        zh: "空值不能用“{sign}”比较：结果既不是真，也不是假", en: "null cannot be compared with “{sign}”: the answer would be neither true nor false",
        hint_zh: "写作 {right}", hint_en: "write {right}",
    }
    LIST_LITERALS = "E210" {
        zh: "in 的列表只能写数和文本，却有 {found}", en: "the list of in takes numbers and texts as written, not {found}",
        hint_zh: "与算出的值比较时用 = 和 or", hint_en: "compare with computed values by = and or",
    }
    SCALES_DIFFER = "E301" {
        zh: "单位量级不同：“{left}”与“{right}”", en: "the units differ in scale: “{left}” and “{right}”",
        hint_zh: "先换算成同一单位：{form}", hint_en: "convert first: {form}",
    }
    UNITS_DIFFER = "E302" {
        zh: "单位不同，不能相加减或比较：“{left}”与“{right}”", en: "the units do not go together: “{left}” and “{right}”",
        hint_zh: "检查指标是否写错；不同单位的量只能相乘除", hint_en: "check that the right indicator is meant; amounts in different units can only be multiplied or divided",
    }
    PERCENT_AND_POINT = "E303" {
        zh: "“{left}”与“{right}”不能比较：百分点是百分数之差，不是百分数", en: "“{left}” and “{right}” cannot be compared: 百分点 is a difference of percentages, not a percentage",
        hint_zh: "百分数与百分数比较；变化用 diff（比上期）、yoy_diff（比上年同期）求得，单位是百分点", hint_en: "compare percentages with percentages; changes come from diff (against the period before) and yoy_diff (against the year before), in 百分点",
    }
    POINT_MINUS_PERCENT = "E304" {
        zh: "“{left}”不能减去“{right}”：百分点是百分数之差", en: "“{right}” cannot be taken from “{left}”: 百分点 is a difference of percentages",
        hint_zh: "百分数减百分点得百分数，顺序是否写反？变化用 diff、yoy_diff", hint_en: "% minus 百分点 gives %: is the order reversed? changes come from diff, yoy_diff",
    }
    GROWTH_OF_RATE = "E305" {
        zh: "“{function}”不能用于“{unit}”：百分数的增长率没有意义", en: "“{function}” does not apply to “{unit}”: the growth rate of a percentage means nothing",
        hint_zh: "用相差的百分点：yoy_diff({text}) 比上年同期，diff({text}) 比上期", hint_en: "take the difference in 百分点: yoy_diff({text}) against the year before, diff({text}) against the period before",
    }
    TO_UNKNOWN = "E306" {
        zh: "不知道原来的单位，不能换算成“{unit}”", en: "the unit to convert from is not known, so it cannot become “{unit}”",
        hint_zh: "乘除的结果不带单位：先换算各项再乘除，或直接乘以倍数", hint_en: "products and quotients carry no unit: convert their parts first, or multiply by the factor",
    }
    TO_PERCENT = "E307" {
        zh: "没有单位的数不能换算成“{unit}”", en: "a plain number cannot be converted to “{unit}”",
        hint_zh: "把比值变成百分数，乘以 100：a / b * 100", hint_en: "to make a percentage of a ratio multiply by 100: a / b * 100",
    }
    TO_OTHER = "E308" {
        zh: "“{from}”不能换算成“{unit}”：不是同一种量", en: "“{from}” cannot be converted to “{unit}”: they measure different things",
        hint_zh: "检查单位的写法", hint_en: "check how the unit is written",
    }
    TO_PERCENT_POINT = "E309" {
        zh: "“{from}”不能换算成“{unit}”：百分数与百分点是两回事", en: "“{from}” cannot be converted to “{unit}”: % and 百分点 are different things",
        hint_zh: "百分数相减才得百分点，用 a - b、diff、yoy_diff", hint_en: "百分点 comes from subtracting percentages: a - b, diff, yoy_diff",
    }
    TO_WITHOUT_UNIT = "E310" {
        zh: "to 的第二个参数是计量单位，写在单引号里，却是 {found}", en: "the second argument of to is a unit of measure in single quotes, not {found}",
        hint_zh: "写作 to(x, '亿元')", hint_en: "write to(x, '亿元')",
    }
    NO_UNIT = "E311" {
        zh: "“{text}”不是计量单位", en: "“{text}” is no unit of measure",
        hint_zh: "如 亿元、万元/亩、%、百分点、家", hint_en: "such as 亿元, 万元/亩, %, 百分点, 家",
    }
    RESULT_SCALE = "E312" {
        zh: "结果的单位是“{found}”，声明的是“{declared}”", en: "the result is in “{found}”, but “{declared}” is declared",
        hint_zh: "写作 to({text}, '{declared}')，或改 unit", hint_en: "write to({text}, '{declared}'), or change unit",
    }
    RESULT_DIMENSION = "E313" {
        zh: "结果的单位是“{found}”，声明的是“{declared}”，不是同一种量", en: "the result is in “{found}”, but “{declared}” is declared, which measures something else",
        hint_zh: "检查表达式，或改 unit", hint_en: "check the expression, or change unit",
    }
    RESULT_PERCENT_POINT = "E314" {
        zh: "结果的单位是“{found}”，声明的是“{declared}”：百分数与百分点是两回事", en: "the result is in “{found}”, but “{declared}” is declared: % and 百分点 are different things",
        hint_zh: "百分数相减得百分点；检查表达式，或改 unit", hint_en: "subtracting percentages gives 百分点; check the expression, or change unit",
    }
    PERCENT_AGAIN = "E315" {
        zh: "单位已是“{unit}”，再乘以 100 会放大 100 倍", en: "this is in “{unit}” already; times 100 makes it a hundred times too large",
        hint_zh: "去掉“* 100”；share、yoy、cagr 的结果都是百分数", hint_en: "delete “* 100”; share, yoy and cagr give percentages",
    }
    ARITY = "E401" {
        zh: "“{name}”的参数个数不对，这里有 {found} 个", en: "“{name}” does not take {found} arguments",
        hint_zh: "写作 {usage}", hint_en: "write {usage}",
    }
    COUNT = "E402" {
        zh: "{usage} 的 n 是 1 到 {limit} 的整数，直接写出，却是 {found}", en: "the n of {usage} is a whole number from 1 to {limit}, written as such, not {found}",
        hint_zh: "n 按指标的频率计期：月度指标的 12 是一年", hint_en: "n counts periods of the indicator's frequency: 12 of a monthly one are a year",
    }
    ROUND_PLACES = "E403" {
        zh: "round 的小数位数是 -12 到 12 的整数，直接写出，却是 {found}", en: "the decimals of round are a whole number from -12 to 12, written as such, not {found}",
        hint_zh: "如 round(x, 2)；round(x, -2) 取到百位", hint_en: "such as round(x, 2); round(x, -2) rounds to hundreds",
    }
    NOTHING_VARIES = "E404" {
        zh: "“{function}”里没有随时间变化的量", en: "nothing inside “{function}” changes with time",
        hint_zh: "写指标代码、attr.、param.、result. 或 ledger.", hint_en: "write an indicator's code, attr., param., result. or ledger.",
    }
    FREQUENCIES = "E405" {
        zh: "“{function}”里的指标频率不同：“{first}”是{first_kind}度，“{other}”是{other_kind}度，往前推的一期长短不一", en: "the indicators inside “{function}” differ in frequency: “{first}” comes by the {first_kind}, “{other}” by the {other_kind}, so a step back has no one length",
        hint_zh: "对每个指标分别用 {function}，再计算", hint_en: "apply {function} to each indicator, then compute",
    }
    MONTH_OF_OTHER = "E406" {
        zh: "month_of 从累计数求当月数，“{name}”是{kind}", en: "month_of takes the single month of a running total; “{name}” is {kind}",
        hint_zh: "累计数在指标目录里写 accumulation = \"ytd\"", hint_en: "a running total has accumulation = \"ytd\" in the catalogue",
    }
    YTD_OF_OTHER = "E407" {
        zh: "ytd 由当期数求累计数，“{name}”是{kind}", en: "ytd adds up the amounts of periods; “{name}” is {kind}",
        hint_zh: "当期数在指标目录里写 accumulation = \"flow\"；累计数直接引用", hint_en: "an amount of a period has accumulation = \"flow\" in the catalogue; a running total is used as it is",
    }
    NO_INDICATOR_IN = "E408" {
        zh: "“{function}”里没有指标", en: "there is no indicator inside “{function}”",
        hint_zh: "写指标代码：{function}(指标代码)", hint_en: "write the code of an indicator: {function}(code)",
    }
    PERIOD_KIND = "E409" {
        zh: "{usage} 的第一个参数是周期种类，却是 {found}", en: "the first argument of {usage} is a kind of period, not {found}",
        hint_zh: "可用 'year' 'half' 'quarter' 'month' 'ten_days' 'week' 'day'", hint_en: "the kinds are 'year' 'half' 'quarter' 'month' 'ten_days' 'week' 'day'",
    }
    AS_PUBLISHED_OTHER = "E410" {
        zh: "as_published 只接受一个指标代码，却是 {found}", en: "as_published takes the code of one indicator, not {found}",
        hint_zh: "先读已发布的数，再计算：as_published(a) / as_published(b)", hint_en: "read the published figures first, then compute: as_published(a) / as_published(b)",
    }
    NOTHING_PLANNED = "E411" {
        zh: "“{function}”里没有指标：只有指标才有计划数和预测数", en: "there is no indicator inside “{function}”: only indicators have plans and forecasts",
        hint_zh: "写作 {function}(指标代码)", hint_en: "write {function}(code)",
    }
    SCENARIO_TWICE = "E412" {
        zh: "“{inner}”不能放在“{outer}”里：一个数只属于一种情景", en: "“{inner}” cannot stand inside “{outer}”: a figure belongs to one scenario",
        hint_zh: "只保留一个", hint_en: "keep one of them",
    }
    CASE_TOO_LARGE = "E413" {
        zh: "case 与 when 逐一比较的式子太长", en: "what case compares with every when is too long",
        hint_zh: "把它定义成一个指标，再引用这个指标", hint_en: "declare it as an indicator and refer to that",
    }
    UNIT_HERE = "E901" {
        zh: "单位：{unit}", en: "in {unit}",
    }
}
