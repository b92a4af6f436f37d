//! What is said of a file itself (`I0xx`): that it cannot be read, is too large, is something else.

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
    MARKUP = "I005" {
        zh: "文件是网页或 XML，只是用了表格文件的名字", en: "the file is a web page or XML under the name of a workbook",
        hint_zh: "用表格软件打开，另存为 .xlsx，再导入", hint_en: "open it in a spreadsheet, save it as .xlsx, and import that",
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
        zh: "第 {row} 行的列数超过上限 {limit}", en: "row {row} has more than {limit} columns",
        hint_zh: "检查分隔符，或删去右侧无关的列", hint_en: "check the separator, or delete the columns at the right",
    }
    TOO_MANY_CELLS = "I016" {
        zh: "文件有 {limit} 个以上的单元格，超过上限", en: "the file has more than {limit} cells, the limit",
        hint_zh: "拆成几个文件分别导入", hint_en: "split it and import the parts one by one",
    }
    TEXT_TOO_LONG = "I017" {
        zh: "单元格 {cell} 的文字有 {size}，上限是 {limit}", en: "the text in cell {cell} has {size}; the limit is {limit}",
        hint_zh: "表格单元格不该有这么长的文字，请检查文件是否损坏", hint_en: "no cell should hold that much; the file may be damaged",
    }
    ARCHIVE_DAMAGED = "I020" {
        zh: "工作簿文件已损坏", en: "the workbook is damaged",
        hint_zh: "用表格软件打开并另存为 .xlsx，再导入", hint_en: "open it in a spreadsheet, save it as .xlsx, and import that",
    }
    PART_DAMAGED = "I021" {
        zh: "工作簿里的“{part}”已损坏", en: "the part “{part}” of the workbook is damaged",
        hint_zh: "用表格软件打开并另存为 .xlsx，再导入", hint_en: "open it in a spreadsheet, save it as .xlsx, and import that",
    }
    PASSWORD_PROTECTED = "I022" {
        zh: "文件有打开密码", en: "the file is protected by a password",
        hint_zh: "去掉密码后再导入", hint_en: "take the password off and import again",
    }
    TOO_MANY_PARTS = "I023" {
        zh: "工作簿里有 {limit} 个以上的部件", en: "the workbook has more than {limit} parts",
        hint_zh: "只保留数据表，另存为新文件", hint_en: "keep only the sheets with figures and save them as a new file",
    }
    UNPACKS_TOO_LARGE = "I024" {
        zh: "工作簿解压后超过 {limit}", en: "the workbook unpacks to more than {limit}",
        hint_zh: "删去无关的工作表和格式，或拆成几个文件", hint_en: "delete sheets and formats that are not needed, or split it",
    }
    UNPACKS_SUSPICIOUSLY = "I025" {
        zh: "“{part}”只有 {packed}，解压后却大了 {limit} 倍以上", en: "“{part}” has {packed} but unpacks to more than {limit} times that",
        hint_zh: "正常的工作簿不会这样；用表格软件打开，删去空白的行和列再另存", hint_en: "no ordinary workbook does that; open it in a spreadsheet, delete empty rows and columns, and save it anew",
    }
    NO_WORKBOOK = "I026" {
        zh: "这个压缩文件不是 .xlsx 工作簿", en: "this archive is not an .xlsx workbook",
        hint_zh: "解压后导入里面的表格文件", hint_en: "unpack it and import the tables inside",
    }
    TOO_MANY_SHEETS = "I027" {
        zh: "工作簿有 {limit} 张以上的工作表", en: "the workbook has more than {limit} sheets",
        hint_zh: "只保留数据表，另存为新文件", hint_en: "keep only the sheets with figures and save them as a new file",
    }
    TOO_MANY_STYLES = "I028" {
        zh: "工作簿有 {limit} 种以上的单元格格式", en: "the workbook has more than {limit} cell formats",
        hint_zh: "把数值复制到一个新文件", hint_en: "copy the values into a new file",
    }
    TOO_MANY_MERGES = "I029" {
        zh: "工作表有 {limit} 处以上的合并单元格", en: "the sheet has more than {limit} merged ranges",
        hint_zh: "取消合并后再导入", hint_en: "unmerge the cells and import again",
    }
    CELL_TOO_FAR = "I030" {
        zh: "单元格 {cell} 超出了可以导入的范围（{rows} 行、{columns} 列）",
        en: "cell {cell} lies outside what can be imported ({rows} rows, {columns} columns)",
        hint_zh: "删去数据区以外的行和列，再保存", hint_en: "delete the rows and columns beyond the figures and save",
    }
    SHEET_HIDDEN = "I031" {
        zh: "隐藏的工作表“{sheet}”没有读取", en: "the hidden sheet “{sheet}” was not read",
        hint_zh: "要导入它，先取消隐藏", hint_en: "unhide it to import it",
    }
    LEGACY_NOT_STARTED = "I040" {
        zh: "读取 .xls 和 .ods 的进程没有启动：{reason}", en: "the process that reads .xls and .ods did not start: {reason}",
        hint_zh: "用表格软件另存为 .xlsx，再导入", hint_en: "save it as .xlsx in a spreadsheet and import that",
    }
    LEGACY_TOO_SLOW = "I041" {
        zh: "{seconds} 秒内没有读完这个文件", en: "the file was not read within {seconds} seconds",
        hint_zh: "用表格软件另存为 .xlsx，再导入", hint_en: "save it as .xlsx in a spreadsheet and import that",
    }
    LEGACY_TOO_LARGE = "I042" {
        zh: "读取这个文件需要的内存超过 {limit}", en: "reading the file takes more than {limit} of memory",
        hint_zh: "删去数据区以外的行和列，另存为 .xlsx，再导入", hint_en: "delete the rows and columns beyond the figures, save it as .xlsx and import that",
    }
    LEGACY_NOT_HERE = "I043" {
        zh: "这里不能读取 .xls 和 .ods", en: ".xls and .ods cannot be read here",
        hint_zh: "用表格软件另存为 .xlsx，再导入", hint_en: "save it as .xlsx in a spreadsheet and import that",
    }
}
