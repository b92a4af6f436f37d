//! E001–E099: how the text is written.

use baton_model::messages;

messages! {
    TOO_LONG = "E001" {
        zh: "表达式长 {found} 字节，超过上限 {limit} 字节", en: "the expression has {found} bytes, more than the {limit} allowed",
        hint_zh: "把它拆成几个指标，再引用这些指标", hint_en: "split it into several indicators and refer to them",
    }
    TOO_DEEP = "E002" {
        zh: "表达式层次过深，超过 {limit} 层", en: "the expression is nested more than {limit} levels deep",
        hint_zh: "长的连加分段加括号，或拆成几个指标再引用", hint_en: "put parts of a long sum in parentheses, or split it into several indicators and refer to them",
    }
    EMPTY = "E003" {
        zh: "表达式是空的", en: "the expression is empty",
        hint_zh: "写一个数、一个指标代码或一个算式", hint_en: "write a number, an indicator's code or a formula",
    }
    COMMENT = "E004" {
        zh: "表达式中不能写注释：“{sign}”", en: "there are no comments in an expression: “{sign}”",
        hint_zh: "说明写在方案文件里，另起一行，以“#”开头", hint_en: "put remarks in the scheme file, on a line of their own that begins with “#”",
    }
    DOUBLE_MINUS = "E005" {
        zh: "“{sign}”既不是注释，也不是减号", en: "“{sign}” is neither a comment nor a minus sign",
        hint_zh: "减去负数写作“a - -b”，中间留空格；说明写在方案文件里，以“#”开头",
        hint_en: "to subtract a negative write “a - -b” with a blank between; put remarks in the scheme file after “#”",
    }
    PERCENT_AFTER_NUMBER = "E006" {
        zh: "数后不写“{sign}”", en: "no “{sign}” stands after a number",
        hint_zh: "“{number} {sign}”写作 {number}", hint_en: "“{number} {sign}” is written {number}",
    }
    PERCENT_SIGN = "E007" {
        zh: "“%”不是运算符", en: "“%” is no operator",
        hint_zh: "百分数只写数值，30 % 写作 30；求余数写作 mod(a, b)", hint_en: "a percentage is written as its number, 30 % as 30; a remainder is written mod(a, b)",
    }
    WIDE_SIGN = "E008" {
        zh: "“{found}”是全角或排版符号", en: "“{found}” is a full-width or typographic sign",
        hint_zh: "用半角符号，写作“{right}”", hint_en: "write “{right}”",
    }
    WIDE_DIGITS = "E009" {
        zh: "“{found}”是全角数字", en: "“{found}” is written in full-width digits",
        hint_zh: "用半角数字，写作 {right}", hint_en: "write {right}",
    }
    WIDE_BLANK = "E010" {
        zh: "这里有全角空格（{sign}）", en: "there is an ideographic space ({sign}) here",
        hint_zh: "改为半角空格", hint_en: "use an ordinary blank",
    }
    ODD_BLANK = "E011" {
        zh: "这里有看不见的字符 {sign}，多半是从别处粘贴带来的", en: "there is an invisible character {sign} here, most likely pasted from elsewhere",
        hint_zh: "删去它，需要空格时用半角空格", hint_en: "delete it; where a blank is needed use an ordinary one",
    }
    NUMBER_THEN_UNIT = "E012" {
        zh: "数 {number} 后面紧跟着“{word}”", en: "the number {number} is followed by “{word}”",
        hint_zh: "数按计量单位写：单位是“{unit}”时，“{number}{word}”写作 {number}", hint_en: "“{number}{word}” is written {number} with unit {unit}",
    }
    NUMBER_THEN_NAME = "E013" {
        zh: "数 {number} 后面紧跟着“{word}”", en: "the number {number} is followed by “{word}”",
        hint_zh: "相乘写作 {number} * {word}；计量单位不写在数后，写在 unit 里", hint_en: "to multiply write {number} * {word}; a unit of measure is not written after the number but in unit",
    }
    NUMBER_THEN_WORD = "E014" {
        zh: "数 {number} 与“{word}”之间没有空格", en: "there is no blank between the number {number} and “{word}”",
        hint_zh: "写作“{number} {word}”", hint_en: "write “{number} {word}”",
    }
    EXPONENT = "E015" {
        zh: "数不用科学记数法：“{found}”", en: "numbers are not written with an exponent: “{found}”",
        hint_zh: "写作 {plain}", hint_en: "write {plain}",
    }
    THOUSANDS = "E016" {
        zh: "数里不写千分位逗号：“{found}”", en: "numbers are written without separators: “{found}”",
        hint_zh: "一个数写作 {plain}；若是并列的几个数，逗号后留空格：{apart}", hint_en: "one number is written {plain}; several are written with a blank after each comma: {apart}",
    }
    LEADING_ZERO = "E017" {
        zh: "数不以 0 开头：“{found}”", en: "a number does not begin with 0: “{found}”",
        hint_zh: "数写作 {right}；代码是文本，写作 '{found}'", hint_en: "the number is written {right}; a code is a text, written '{found}'",
    }
    POINT_FIRST = "E018" {
        zh: "小数点前没有数字", en: "there is no digit before the decimal point",
        hint_zh: "写作 {right}", hint_en: "write {right}",
    }
    STRAY_POINT = "E019" {
        zh: "“{found}”不是一个数", en: "“{found}” is not a number",
        hint_zh: "小数点只写一个，后面要有数字", hint_en: "write one decimal point with digits after it",
    }
    NUMBER_TOO_LARGE = "E020" {
        zh: "这个数太大，超出可表示的范围", en: "the number is too large to be represented",
        hint_zh: "换用更大的计量单位", hint_en: "use a larger unit of measure",
    }
    FOREIGN_OPERATOR = "E021" {
        zh: "“{found}”不是这里的写法", en: "“{found}” is not written here",
        hint_zh: "写作“{right}”", hint_en: "write “{right}”",
    }
    DOUBLE_QUOTES = "E022" {
        zh: "文本不用双引号", en: "text is not written in double quotes",
        hint_zh: "用单引号，写作 '{text}'；含特殊字符的指标代码用反引号，写作 `{text}`", hint_en: "text is written '{text}'; the code of an indicator with odd characters takes back-ticks: `{text}`",
    }
    CURLY_QUOTES = "E023" {
        zh: "文本不用全角引号", en: "text is not written in typographic quotes",
        hint_zh: "用半角单引号，写作 '{text}'", hint_en: "write '{text}'",
    }
    UNCLOSED_TEXT = "E024" {
        zh: "文本的引号没有闭合", en: "the quote of this text is not closed",
        hint_zh: "在文本末尾加上 '；文本里的单引号写两遍：''", hint_en: "close it with '; a quote inside a text is written twice: ''",
    }
    UNCLOSED_NAME = "E025" {
        zh: "反引号没有闭合", en: "the back-tick of this name is not closed",
        hint_zh: "名称前后各写一个反引号，如 `R&D经费`", hint_en: "a name takes a back-tick on each side: `R&D经费`",
    }
    EMPTY_NAME = "E026" {
        zh: "反引号之间没有名称", en: "there is no name between the back-ticks",
        hint_zh: "反引号之间写指标代码，如 `R&D经费`", hint_en: "write the code of an indicator between them: `R&D经费`",
    }
    ODD_NAME = "E027" {
        zh: "名称“{name}”里有不允许的字符“{sign}”", en: "the name “{name}” has “{sign}” in it, which is not allowed",
        hint_zh: "名称由文字、数字和下划线组成；含其他字符的名称用反引号括起来", hint_en: "names are made of letters, digits and underscores; a name with anything else takes back-ticks",
    }
    UNKNOWN_SIGN = "E028" {
        zh: "不认识的符号“{sign}”", en: "unknown sign “{sign}”",
        hint_zh: "可用的符号：+ - * / ^ = <> < <= > >= ( ) [ ] , . ' `；含其他字符的名称用反引号括起来",
        hint_en: "the signs are + - * / ^ = <> < <= > >= ( ) [ ] , . ' `; a name with anything else takes back-ticks",
    }
    WORD_CASE = "E029" {
        zh: "关键字用小写：“{found}”", en: "the words of the language are in lower case: “{found}”",
        hint_zh: "写作“{right}”", hint_en: "write “{right}”",
    }
    EXPECTED = "E030" {
        zh: "此处应为{expected}，却是“{found}”", en: "expected {expected}, found “{found}”",
    }
    ENDS_BEFORE = "E031" {
        zh: "表达式到此结束，但还缺{expected}", en: "the expression ends where {expected} is expected",
    }
    AFTER_END = "E032" {
        zh: "表达式在“{found}”之前已经完整，后面不能再写", en: "the expression is complete before “{found}”; nothing may follow",
        hint_zh: "删去多余部分；条件用 and、or 连接", hint_en: "delete the rest; conditions are joined with and, or",
    }
    NO_OPERATOR = "E033" {
        zh: "“{found}”之前缺少运算符", en: "there is no operator before “{found}”",
        hint_zh: "两个值之间要写 + - * / 等运算符，条件之间写 and、or；计量单位不写在表达式里",
        hint_en: "between two values stands + - * / and the like, between conditions and, or; units of measure are not written in expressions",
    }
    UNCLOSED_OPEN = "E034" {
        zh: "左括号“(”没有闭合", en: "this “(” is not closed",
        hint_zh: "补上“)”", hint_en: "add “)”",
    }
    EXTRA_CLOSE = "E035" {
        zh: "多出一个“{found}”", en: "there is one “{found}” too many",
        hint_zh: "删去它，或在前面补上“(”", hint_en: "delete it, or add “(” before",
    }
    STRAY_COMMA = "E036" {
        zh: "逗号只用在函数的参数之间和 in 的列表里", en: "a comma stands only between the arguments of a function and in the list of in",
        hint_zh: "条件用 and、or 连接；数里不写千分位逗号", hint_en: "conditions are joined with and, or; numbers have no separators",
    }
    CHAINED = "E037" {
        zh: "比较不能连写：“{sign}”", en: "comparisons do not chain: “{sign}”",
        hint_zh: "写作“x > 1 and x < 5”或“x between 1 and 5”；要比较两个判断，给它们加括号", hint_en: "write “x > 1 and x < 5” or “x between 1 and 5”; to compare two conditions put them in parentheses",
    }
    NOT_INSIDE = "E038" {
        zh: "运算符右边的“not”要加括号", en: "a “not” at the right of an operator takes parentheses",
        hint_zh: "写作“a = (not b)”", hint_en: "write “a = (not b)”",
    }
    PLUS_SIGN = "E039" {
        zh: "数前不写正号", en: "no plus sign stands before a value",
        hint_zh: "“+3”写作 3", hint_en: "“+3” is written 3",
    }
    EMPTY_LIST = "E040" {
        zh: "in 的列表是空的", en: "the list of in is empty",
        hint_zh: "列出要比较的值，如 in ('A', 'B')", hint_en: "list the values: in ('A', 'B')",
    }
    CALL_OF_PATH = "E041" {
        zh: "“{name}”不是函数，不能带参数", en: "“{name}” is no function and takes no arguments",
        hint_zh: "去掉后面的括号", hint_en: "delete the parentheses after it",
    }
    AMPERSAND = "E042" {
        zh: "“&”不是运算符", en: "“&” is no operator",
        hint_zh: "“并且”写作 and；名称里有“&”的用反引号括起来，如 `R&D经费`", hint_en: "“and” is written and; a name with “&” in it takes back-ticks: `R&D经费`",
    }
}
