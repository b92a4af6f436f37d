//! Every sentence this crate says to people; those about the file itself are in [`crate::file_messages`].
//!
//! `I1xx` the layout · `I2xx` names and units of measure · `I3xx` values · `I4xx` figures · `I5xx` tables
//! · `I6xx` the workbook given back to be mended.

pub use crate::file_messages::*;

baton_model::messages! {
    NOTHING_FILLED_IN = "I102" {
        zh: "“{file}”里一个数也没有填，没有导入", en: "nothing was filled in in “{file}”, and nothing was imported",
    }
    NO_FIGURES = "I101" {
        zh: "文件里没有找到数据：认不出单位、指标和期间的行列",
        en: "no figures were found: no rows or columns of units, indicators and periods were recognised",
        hint_zh: "每个数都要能对上单位、指标和期间；可先下载填报模板", hint_en: "every figure needs a unit, an indicator and a period; an entry template can be made",
    }
    OUTSIDE_SCOPE = "I111" {
        zh: "不在您的报送范围内", en: "not within what you may report",
        hint_zh: "删去这些数，或只导入没有错误的数；需要报送时请安全管理员授权",
        hint_en: "remove these figures, or import the others only; if you ought to report them, ask the security administrator",
    }
    COLUMNS_NOT_USED = "I104" {
        zh: "没有用到这些列：{columns}", en: "these columns were not used: {columns}",
    }
    TOTALS_NOT_USED = "I105" {
        zh: "合计一类的行列没有读取：{rows}", en: "rows or columns of totals were not read: {rows}",
    }
    HEADER_UNKNOWN_NEAR = "I106" {
        zh: "指标目录里没有“{name}”，最接近的是“{nearest}”，{count} 个数没有读取",
        en: "the catalogue has no “{name}”; the nearest is “{nearest}”; {count} figures were not read",
        hint_zh: "若就是它，请改成“{nearest}”，或在目录里加为别名", hint_en: "if that is meant, write “{nearest}”, or add an alias to it",
    }
    TITLE_SPEAKS_OF_PLANS = "I107" {
        zh: "标题像是计划或目标，这些数按实际数读取", en: "the title speaks of plans; the figures were read as actual",
        hint_zh: "若是计划数，请在表里写明“计划”，或在导入时指定", hint_en: "if they are plans, say so in the table or on import",
    }
    PERIOD_FROM_FILE_NAME = "I108" {
        zh: "表里没有写期间，按文件名取 {period}", en: "the table says no period; {period} was taken from the name of the file",
        hint_zh: "若不对，请在导入时指定期间", hint_en: "if that is wrong, give the period on import",
    }
    PERIODS_DISAGREE = "I109" {
        zh: "标题写的是 {title}，工作表名写的是 {sheet}，按 {title} 读取",
        en: "the title says {title}, the name of the sheet {sheet}; {title} was taken",
        hint_zh: "改正其中一个", hint_en: "mend one of them",
    }
    HEADERS_DISAGREE = "I110" {
        zh: "上下两层表头不一致：上面是“{upper}”，下面是“{lower}”", en: "two header rows disagree: “{upper}” above, “{lower}” below",
        hint_zh: "改正其中一个；同一列只能有一个期间，计划和实际也只能写一个",
        hint_en: "mend one of them: a column has one period, and is either plan or actual",
    }
    UNIT_MISSING = "I208" {
        zh: "表里没有写是哪个单位", en: "the table does not say which unit it is about",
        hint_zh: "在标题或工作表名里写明，或在导入时指定", hint_en: "say so in the title or the name of the sheet, or on import",
    }
    UNIT_UNKNOWN = "I201" {
        zh: "没有名为“{name}”的单位", en: "no unit is called “{name}”",
        hint_zh: "核对名称或改写代码；新单位先加入单位表", hint_en: "check the name or write the code; a new unit is added to the units first",
    }
    UNIT_UNKNOWN_NEAR = "I202" {
        zh: "没有名为“{name}”的单位，最接近的是“{nearest}”", en: "no unit is called “{name}”; the nearest is “{nearest}”",
        hint_zh: "若就是它，请改成“{nearest}”", hint_en: "if that is meant, write “{nearest}”",
    }
    UNIT_AMBIGUOUS = "I203" {
        zh: "“{name}”有 {count} 个：{candidates}", en: "“{name}” names {count} units: {candidates}",
        hint_zh: "改写代码，或在前面加上级名称，如“{example}”", hint_en: "write the code, or put the name of the unit above in front, as in “{example}”",
    }
    UNIT_LOOSE = "I204" {
        zh: "“{name}”按“{unit}”读取", en: "“{name}” was read as “{unit}”",
        hint_zh: "若不是它，请写全称或代码", hint_en: "if that is wrong, write the full name or the code",
    }
    UNIT_CODE_AND_NAME_DIFFER = "I205" {
        zh: "代码 {code} 是“{unit}”，旁边写的是“{name}”", en: "code {code} is “{unit}”, but “{name}” stands beside it",
        hint_zh: "按代码读取；若名称才对，请改代码", hint_en: "the code was taken; if the name is right, mend the code",
    }
    UNIT_NOT_IN_FORCE = "I206" {
        zh: "“{unit}”在 {period} 末不存在", en: "“{unit}” does not exist at the end of {period}",
        hint_zh: "核对区划变更；更名、撤并后的单位要用当时的代码", hint_en: "check the changes of units; use the code that was in force then",
    }
    UNIT_BLANK = "I207" {
        zh: "没有写单位", en: "the unit is blank",
        hint_zh: "填写单位名称或代码", hint_en: "write the name or the code of the unit",
    }
    INDICATOR_UNKNOWN = "I211" {
        zh: "指标目录里没有“{name}”", en: "the catalogue has no indicator “{name}”",
        hint_zh: "核对名称；同一指标的其他叫法可在目录里加为别名", hint_en: "check the name; another name of an indicator can be added to it as an alias",
    }
    INDICATOR_UNKNOWN_NEAR = "I212" {
        zh: "指标目录里没有“{name}”，最接近的是“{nearest}”", en: "the catalogue has no indicator “{name}”; the nearest is “{nearest}”",
        hint_zh: "若就是它，请改成“{nearest}”，或在目录里加为别名", hint_en: "if that is meant, write “{nearest}”, or add an alias to it",
    }
    INDICATOR_BLANK = "I213" {
        zh: "没有写指标", en: "the indicator is blank",
        hint_zh: "填写指标名称或代码", hint_en: "write the name or the code of the indicator",
    }
    INDICATOR_CODE_AND_NAME_DIFFER = "I214" {
        zh: "代码 {code} 是“{indicator}”，旁边写的是“{name}”", en: "code {code} is “{indicator}”, but “{name}” stands beside it",
        hint_zh: "按代码读取；若名称才对，请改代码", hint_en: "the code was taken; if the name is right, mend the code",
    }
    INDICATOR_DERIVED = "I215" {
        zh: "“{name}”由公式算出，不能导入", en: "“{name}” is computed by a formula and cannot be imported",
        hint_zh: "删去这些行，或从目录里去掉公式", hint_en: "delete these rows, or take the formula out of the catalogue",
    }
    MEASURE_CLASH = "I221" {
        zh: "“{indicator}”的计量单位是{expected}，文件里写的是{found}，不能换算",
        en: "“{indicator}” is measured in {expected}; the file says {found}, which cannot be converted",
        hint_zh: "改正计量单位；%与百分点、家与户是不同的单位", hint_en: "mend the unit of measure; % and 百分点, 家 and 户 are different things",
    }
    SUFFIX_CLASH = "I222" {
        zh: "“{indicator}”的计量单位是{expected}，数后不能写“{suffix}”",
        en: "“{indicator}” is measured in {expected}: a number in it cannot end in “{suffix}”",
        hint_zh: "只写数字，计量单位写在表头", hint_en: "write the digits only, and the unit of measure in the header",
    }
    MEASURE_UNREADABLE = "I223" {
        zh: "“{found}”不是计量单位", en: "“{found}” is no unit of measure",
        hint_zh: "写成亿元、万人、%、家等", hint_en: "write 亿元, 万人, %, 家 and the like",
    }
    PERIOD_UNREADABLE = "I231" {
        zh: "“{found}”不是期间", en: "“{found}” is no period",
        hint_zh: "写成 2025、2025H1、2025Q3、2025-06，或 2025年6月、2025年1-6月", hint_en: "write 2025, 2025H1, 2025Q3, 2025-06, or 2025年6月, 2025年1-6月",
    }
    PERIOD_IS_RUNNING = "I232" {
        zh: "{period} 是累计数，“{indicator}”按{kind}记当期数，不能记入",
        en: "{period} is a running total; “{indicator}” is recorded for each {kind} by itself",
        hint_zh: "改填当期数，或把目录里的累计方式改为 ytd", hint_en: "enter the figure of the period itself, or make the indicator `ytd` in the catalogue",
    }
    PERIOD_NOT_RUNNING = "I233" {
        zh: "“{indicator}”按{kind}记累计数，{period} 不从一月开始，不能记入",
        en: "“{indicator}” is a running total by {kind}; {period} does not begin in January",
        hint_zh: "改填 1 月起的累计数", hint_en: "enter the running total from January",
    }
    PERIOD_READ_AS = "I234" {
        zh: "“{indicator}”的 {period} 记为 {as}", en: "{period} of “{indicator}” was recorded as {as}",
        hint_zh: "它按{kind}记期末数或累计数", hint_en: "it is recorded by {kind}, at the end or as a running total",
    }
    PERIOD_OTHER_KIND = "I235" {
        zh: "“{indicator}”按{kind}公布，{period} 的数只存不用", en: "“{indicator}” is published by {kind}; a figure of {period} is kept but not read",
        hint_zh: "核对期间，或改目录里的频率", hint_en: "check the period, or the frequency in the catalogue",
    }
    PERIOD_MISSING = "I236" {
        zh: "没有写期间", en: "the period is blank",
        hint_zh: "在表里或标题里写明期间，或在导入时指定", hint_en: "write it in the table or the title, or give it on import",
    }
    SCENARIO_UNKNOWN = "I241" {
        zh: "“{found}”不是实际、计划或预测", en: "“{found}” is neither actual, plan nor forecast",
        hint_zh: "写实际、计划或预测", hint_en: "write actual, plan or forecast",
    }
    NOT_A_NUMBER = "I301" {
        zh: "“{found}”不是数", en: "“{found}” is no number",
        hint_zh: "填数字；没有数就写“—”或留空", hint_en: "enter a number; write “—” or leave the cell empty where there is none",
    }
    EXCEL_ERROR = "I302" {
        zh: "公式结果是错误值 {found}", en: "the formula gives the error {found}",
        hint_zh: "改正公式，或改填数值", hint_en: "mend the formula, or enter the value",
    }
    SEPARATORS_UNCLEAR = "I303" {
        zh: "“{found}”里的逗号或点看不出是千分位还是小数点", en: "the commas or points in “{found}” could be thousands or decimals",
        hint_zh: "千分位三位一逗（1,234.5），小数点用“.”", hint_en: "write 1,234.5: a comma every three digits, a point for decimals",
    }
    SEVERAL_NUMBERS = "I304" {
        zh: "“{found}”里像有不止一个数", en: "“{found}” looks like more than one number",
        hint_zh: "一个单元格只填一个数，数字之间不加空格", hint_en: "one number in a cell, no spaces between digits",
    }
    NOT_EXACT = "I305" {
        zh: "“{found}”不是一个确切的数", en: "“{found}” is not an exact number",
        hint_zh: "填确切的数；说明写在备注里", hint_en: "enter the exact number; explain in a note",
    }
    DATE_NOT_NUMBER = "I306" {
        zh: "“{found}”是日期，这里要填数", en: "“{found}” is a date; a number belongs here",
        hint_zh: "把单元格格式改成数值，再重新填写", hint_en: "format the cell as a number and enter the value again",
    }
    NUMBER_NOT_FINITE = "I307" {
        zh: "“{found}”超出可用的范围", en: "“{found}” is out of range",
        hint_zh: "核对数值和计量单位", hint_en: "check the value and the unit of measure",
    }
    SIGN_IN_WORDS = "I308" {
        zh: "“{found}”用文字或箭头表示正负", en: "“{found}” says its sign in words or arrows",
        hint_zh: "下降 3.2 写成 -3.2", hint_en: "a fall of 3.2 is written -3.2",
    }
    MASKED = "I309" {
        zh: "“{found}”是遮盖的数", en: "“{found}” is masked",
        hint_zh: "填实际的数，没有就写“—”", hint_en: "enter the figure, or “—” where there is none",
    }
    FORMULA_NOT_CALCULATED = "I310" {
        zh: "公式没有保存计算结果", en: "the formula was saved without its result",
        hint_zh: "用表格软件打开，重新计算后保存", hint_en: "open the file in a spreadsheet, let it calculate, and save",
    }
    FORMULA_EXTERNAL = "I311" {
        zh: "公式引用了别的文件，数值可能已过时", en: "the formula reads another file; its value may be out of date",
        hint_zh: "复制后“选择性粘贴—数值”", hint_en: "copy and paste it as a value",
    }
    NEGATIVE_COUNT = "I312" {
        zh: "“{indicator}”是时点数量，不会是负数 {found}", en: "“{indicator}” counts things at a date and cannot be {found}",
        hint_zh: "核对正负号；增减量请另列指标", hint_en: "check the sign; a change is another indicator",
    }
    NOT_POSSIBLE = "I313" {
        zh: "“{indicator}”应为 {possible}，不会是 {found}", en: "“{indicator}” is {possible} and cannot be {found}",
        hint_zh: "核对数值和计量单位；取值范围在指标目录里（least、most）", hint_en: "check the value and its unit of measure; what it can be stands in the catalogue (`least`, `most`)",
    }
    FOOTNOTE_MARK_DROPPED = "I321" {
        zh: "“{found}”去掉注号，读作 {value}", en: "“{found}” without its footnote mark was read as {value}",
    }
    ACCOUNTING_MINUS = "I322" {
        zh: "“{found}”按负数读作 {value}", en: "“{found}” was read as the negative {value}",
        hint_zh: "若不是负数，请去掉括号或三角；负数最好写成 {value}", hint_en: "if it is not negative, take the sign off; a negative is best written {value}",
    }
    PERCENT_FORMAT_READ = "I323" {
        zh: "“{indicator}”有 {count} 个单元格是百分比格式，存的 {value} 读作 {shown}（%）",
        en: "{count} cells of “{indicator}” are shown in percent; {value} was read as {shown} (%)",
    }
    PERCENT_FORMAT_MIXED = "I324" {
        zh: "“{indicator}”有的单元格是百分比格式（{formatted}），有的不是（{plain}）",
        en: "some cells of “{indicator}” are shown in percent ({formatted}), others are not ({plain})",
        hint_zh: "核对没有百分比格式的数：6.2% 应填 6.2", hint_en: "check those without the format: 6.2 % is entered as 6.2",
    }
    PERCENT_FORMAT_CLASH = "I325" {
        zh: "单元格显示为 {shown}%，“{indicator}”的计量单位却是{expected}",
        en: "the cell shows {shown}%, but “{indicator}” is measured in {expected}",
        hint_zh: "把单元格格式改成数值，再填以{expected}计的数", hint_en: "format the cell as a number and enter it in {expected}",
    }
    SERIES_TAKEN = "I327" {
        zh: "“{indicator}”没有写口径，按已记录的“{series}”", en: "“{indicator}” names no series: taken as “{series}”, in which it is recorded",
    }
    SERIES_UNCLEAR = "I328" {
        zh: "“{indicator}”没有写口径，已记录的有：{series}", en: "“{indicator}” names no series, and it is recorded in {series}",
        hint_zh: "加一列“口径”（命令行也可写 --series）", hint_en: "add a column “series” (or --series on the command line)",
    }
    SERIES_NEW = "I329" {
        zh: "“{indicator}”的口径“{series}”从没有记录过，已记录的有：{recorded}", en: "“{indicator}” was never recorded in the series “{series}”, but in {recorded}",
        hint_zh: "核对口径；不同口径的数分开保存，不算更正", hint_en: "check it: figures of different series are kept apart and do not correct each other",
    }
    OTHER_SCALE = "I330" {
        zh: "{unit}的“{indicator}”为 {value}，而 {period} 记录的是 {recorded}{measure}，相差很大", en: "“{indicator}” of {unit} is {value}, while {recorded}{measure} is recorded for {period}: far apart",
        hint_zh: "核对计量单位（万元与亿元、% 与小数）", hint_en: "check the unit of measure (万元 or 亿元, percent or fraction)",
    }
    PERCENT_AS_FRACTION = "I326" {
        zh: "“{indicator}”以 % 计，这里的 {count} 个数却都在 ±1 以内（最大 {largest}），像是填了小数",
        en: "“{indicator}” is measured in %, but all {count} figures here lie within ±1 (the largest is {largest}): fractions, it seems",
        hint_zh: "若 {largest} 指的是 {shown}%，请填 {shown}；若确是 {largest}%，不必改",
        hint_en: "if {largest} means {shown}%, enter {shown}; if {largest}% is meant, leave it",
    }
    FIGURE_CONTRADICTED = "I401" {
        zh: "“{unit}”“{indicator}”{period} 有两个数：{first} 是 {first_value}，{second} 是 {second_value}",
        en: "“{indicator}” of “{unit}” for {period} stands twice: {first_value} in {first}, {second_value} in {second}",
        hint_zh: "留下正确的一个；口径不同的要写“口径”列", hint_en: "keep the right one; figures of different definition need a “series” column",
    }
    FIGURE_REPEATED = "I402" {
        zh: "“{unit}”“{indicator}”{period} 出现了两次，数值相同：{first}、{second}",
        en: "“{indicator}” of “{unit}” for {period} stands twice with the same value: {first}, {second}",
    }
    TABLE_WITHOUT_HEADER = "I501" {
        zh: "文件里没有表头", en: "the file has no header row",
        hint_zh: "第一行写列名", hint_en: "write the names of the columns in the first row",
    }
    TABLE_COLUMN_TWICE = "I502" {
        zh: "列名“{name}”出现了两次：{first} 和 {second}", en: "the column “{name}” stands twice: {first} and {second}",
        hint_zh: "改掉其中一个列名", hint_en: "rename one of them",
    }
    TABLE_OF_OTHER_KIND = "I504" {
        zh: "这里只能用 .csv 或 .xlsx", en: "only .csv and .xlsx can be used here",
        hint_zh: "用表格软件另存为其中之一", hint_en: "save it as one of these in a spreadsheet",
    }
    TABLE_ROW_TOO_LONG = "I503" {
        zh: "第 {row} 行比表头多出单元格 {cell}“{found}”", en: "row {row} has a cell {cell} “{found}” beyond the header",
        hint_zh: "给这一列加列名，或检查分隔符和引号", hint_en: "name the column, or check separators and quotes",
    }
    MEND_COUNTS = "I601" {
        zh: "{file}：错误 {errors} 处，提醒 {warnings} 处，说明 {notes} 处", en: "{file}: {errors} errors, {warnings} warnings, {notes} notes",
        hint_zh: "有问题的单元格已标色并加批注，各行右侧也写明了要改什么；改好后直接导入本文件",
        hint_en: "bad cells are coloured and have a note, and each row says at its right what to mend; mend this file and import it",
    }
    MEND_NOTHING_TAKEN = "I602" {
        zh: "文件里有错误，一个数也没有导入", en: "the file has errors: nothing was imported",
    }
    MEND_ROWS_LEFT = "I603" {
        zh: "有错误的行没有导入，共 {rejected} 个数", en: "rows with errors were not imported: {rejected} figures",
    }
    MEND_NOTHING_REFUSED = "I604" {
        zh: "没有错误，以下各条请核对", en: "there are no errors; please look at what follows",
    }
    MEND_TOO_LARGE = "I605" {
        zh: "文件有 {limit} 个以上的单元格，这里只列出要改的地方", en: "the file has more than {limit} cells: only what to mend is listed here",
        hint_zh: "请在原文件里修改，或拆成几个文件分别导入", hint_en: "mend the file itself, or split it and import the parts one by one",
    }
    MEND_MORE_PROBLEMS = "I606" {
        zh: "另有 {count} 处没有列出", en: "{count} more are not listed",
        hint_zh: "改好这些后再导入一次", hint_en: "mend these and import again",
    }
    MEND_MORE_GROUPS = "I607" {
        zh: "只列出前 {limit} 类问题", en: "only the first {limit} kinds of problems are listed",
        hint_zh: "改好这些后再导入一次", hint_en: "mend these and import again",
    }
    MEND_MORE_NOTES = "I608" {
        zh: "批注只加到前 {limit} 个单元格，另有 {count} 个只标了颜色", en: "only the first {limit} cells have a note; {count} more are only coloured",
        hint_zh: "各行右侧写明了要改什么", hint_en: "each row says at its right what to mend",
    }
    WORKBOOK_NOT_WRITTEN = "I609" {
        zh: "工作簿没有写成：{reason}", en: "the workbook was not written: {reason}",
        hint_zh: "请按问题列表在原文件里修改", hint_en: "mend the file itself by the list of problems",
    }
    TEMPLATE_EMPTY = "I611" {
        zh: "没有可填报的内容：所选期间没有对应频率的指标，或没有存在的单位",
        en: "there is nothing to enter: no indicator is published by these kinds of periods, or no unit exists then",
        hint_zh: "核对指标的频率、单位和期间；由公式算出的指标不用填报", hint_en: "check frequencies, units and periods; derived indicators are not entered",
    }
    TEMPLATE_TOO_LARGE = "I612" {
        zh: "填报表太大：最多 {sheets} 个期间、{rows} 行、{columns} 列",
        en: "the template is too large: at most {sheets} periods, {rows} rows and {columns} columns",
        hint_zh: "分几次生成", hint_en: "make several",
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_message_is_whole() {
        let all: Vec<_> = super::ALL.iter().chain(crate::file_messages::ALL).copied().collect();
        baton_model::message::check_catalogue(&all).unwrap();
    }
}
