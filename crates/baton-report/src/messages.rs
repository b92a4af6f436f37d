//! What can go wrong when a document is written.

baton_model::messages! {
    /// The sheet has not enough columns.
    TOO_MANY_COLUMNS = "X001" {
        zh: "工作表“{sheet}”要 {columns} 列，Excel 最多 {most} 列",
        en: "the sheet {sheet} needs {columns} columns; Excel has {most}",
        hint_zh: "用 --format csv 导出结果", hint_en: "export the results with --format csv",
    }
    /// The sheet has not enough rows.
    TOO_MANY_ROWS = "X002" {
        zh: "工作表“{sheet}”要 {rows} 行，工作簿最多 {most} 行",
        en: "the sheet {sheet} needs {rows} rows; a workbook takes {most}",
        hint_zh: "用 --format csv 导出结果，或用 --group 只导出一组",
        hint_en: "export the results with --format csv, or one group with --group",
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
