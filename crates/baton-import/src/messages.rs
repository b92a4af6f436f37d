//! Every sentence this crate says to people.
//!
//! `I0xx` the file · `I1xx` the layout · `I2xx` names and units of measure · `I3xx` values · `I4xx` figures · `I5xx` tables.

baton_model::messages! {
    CANNOT_READ_FILE = "I001" {
        zh: "无法读取文件“{file}”：{reason}", en: "the file “{file}” cannot be read: {reason}",
        hint_zh: "检查路径和权限，或关闭正在占用它的程序",
        hint_en: "check the path and the permissions, or close the program that holds it",
    }
    FILE_TOO_LARGE = "I002" {
        zh: "文件有 {size}，超过上限 {limit}", en: "the file has {size}, more than the limit of {limit}",
        hint_zh: "拆成几个文件分别导入", hint_en: "split it and import the parts one by one",
    }
    FILE_EMPTY = "I003" {
        zh: "文件是空的", en: "the file is empty",
        hint_zh: "确认保存成功后再导入", hint_en: "make sure that it was saved, then import again",
    }
    UNKNOWN_KIND = "I004" {
        zh: "认不出这是什么文件", en: "this kind of file is not known",
        hint_zh: "可以导入 .xlsx、.xls、.ods 和 .csv；其他格式请先另存为 .xlsx",
        hint_en: ".xlsx, .xls, .ods and .csv can be imported; save anything else as .xlsx first",
    }
    TEXT_IS_GB18030 = "I010" {
        zh: "文件按 GB18030 编码读取", en: "the file was read as GB18030",
        hint_zh: "若有乱码，请另存为 UTF-8 编码的 CSV", hint_en: "if characters look wrong, save it as CSV in UTF-8",
    }
    TEXT_UNREADABLE = "I011" {
        zh: "第 {line} 行起的文字既不是 UTF-8 也不是 GB18030",
        en: "from line {line} on the text is neither UTF-8 nor GB18030",
        hint_zh: "用表格软件打开，另存为“CSV UTF-8”", hint_en: "open it in a spreadsheet and save it as “CSV UTF-8”",
    }
    TEXT_HAS_NUL = "I012" {
        zh: "第 {line} 行有空字节，这不是文本文件", en: "line {line} holds a zero byte: this is not a text file",
        hint_zh: "用表格软件打开，另存为“CSV UTF-8”", hint_en: "open it in a spreadsheet and save it as “CSV UTF-8”",
    }
    QUOTE_NOT_CLOSED = "I013" {
        zh: "单元格 {cell} 的引号没有闭合", en: "the quote opened in cell {cell} is never closed",
        hint_zh: "补上引号；引号本身写成两个：\"\"", hint_en: "close it; a quote inside a text is written twice: \"\"",
    }
    TEXT_AFTER_QUOTE = "I014" {
        zh: "单元格 {cell} 在引号闭合之后还有文字“{found}”",
        en: "cell {cell} has the text “{found}” after its closing quote",
        hint_zh: "把整个单元格放进引号，里面的引号写成两个：\"\"",
        hint_en: "put the whole cell in quotes and write a quote inside it twice: \"\"",
    }
    TOO_MANY_COLUMNS = "I015" {
        zh: "第 {row} 行有 {count} 列以上，上限是 {limit} 列", en: "row {row} has more than {limit} columns ({count})",
        hint_zh: "检查分隔符，或删去右侧无关的列", hint_en: "check the separator, or delete the columns at the right",
    }
    TOO_MANY_CELLS = "I016" {
        zh: "文件有 {count} 个以上的单元格，上限是 {limit}", en: "the file has more than {count} cells; the limit is {limit}",
        hint_zh: "拆成几个文件分别导入", hint_en: "split it and import the parts one by one",
    }
    TEXT_TOO_LONG = "I017" {
        zh: "单元格 {cell} 的文字有 {size}，上限是 {limit}", en: "the text in cell {cell} has {size}; the limit is {limit}",
        hint_zh: "表格单元格不该有这么长的文字，请检查文件是否损坏", hint_en: "no cell should hold that much; the file may be damaged",
    }
    TABLE_WITHOUT_HEADER = "I501" {
        zh: "文件里没有表头", en: "the file has no header row",
        hint_zh: "第一行写列名", hint_en: "write the names of the columns in the first row",
    }
    TABLE_COLUMN_TWICE = "I502" {
        zh: "列名“{name}”出现了两次：{first} 和 {second}", en: "the column “{name}” stands twice: {first} and {second}",
        hint_zh: "改掉其中一个列名", hint_en: "rename one of them",
    }
    TABLE_ROW_TOO_LONG = "I503" {
        zh: "第 {row} 行比表头多出单元格 {cell}“{found}”", en: "row {row} has a cell {cell} “{found}” beyond the header",
        hint_zh: "给这一列加列名，或检查分隔符和引号", hint_en: "name the column, or check separators and quotes",
    }
}
