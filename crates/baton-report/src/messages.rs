//! What can go wrong when a document is written.

baton_model::messages! {
    /// The sheet has not enough columns.
    TOO_MANY_COLUMNS = "X001" {
        zh: "工作表“{sheet}”要 {columns} 列，Excel 最多 {most} 列",
        en: "the sheet {sheet} needs {columns} columns; Excel has {most}",
        hint_zh: "改为导出 CSV（命令行 --format csv）", hint_en: "export CSV instead (--format csv on the command line)",
    }
    /// The sheet has not enough rows.
    TOO_MANY_ROWS = "X002" {
        zh: "工作表“{sheet}”要 {rows} 行，工作簿最多 {most} 行",
        en: "the sheet {sheet} needs {rows} rows; a workbook takes {most}",
        hint_zh: "改为导出 CSV，或只导出一组（命令行 --format csv、--group）",
        hint_en: "export CSV instead, or one group (--format csv, --group on the command line)",
    }
    /// A formula is longer than Excel takes.
    FORMULA_TOO_LONG = "X003" {
        zh: "“{name}”的公式有 {length} 个字符，Excel 最多 {most} 个",
        en: "the formula of {name} has {length} characters; Excel takes {most}",
        hint_zh: "把它拆成几个派生指标", hint_en: "break it into derived indicators",
    }
    /// Excel's limits, told by the writer.
    NOT_WRITTEN = "X004" {
        zh: "工作簿没有写成：{reason}", en: "the workbook could not be written: {reason}",
    }
}
