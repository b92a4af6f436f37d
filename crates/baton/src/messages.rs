//! What the command line says (codes `C…`).

baton_service::model::messages! {
    UNKNOWN_COMMAND = "C001" {
        zh: "没有命令“{found}”", en: "there is no command “{found}”",
        hint_zh: "最接近的是“{nearest}”；baton --help 列出全部命令", hint_en: "the nearest is “{nearest}”; baton --help lists them all",
    }
    UNKNOWN_OPTION = "C002" {
        zh: "没有选项“{found}”", en: "there is no option “{found}”",
        hint_zh: "最接近的是“{nearest}”；加 --help 看这个命令的用法", hint_en: "the nearest is “{nearest}”; --help shows how the command is used",
    }
    UNKNOWN_OPTION_ONLY = "C019" {
        zh: "没有选项“{found}”", en: "there is no option “{found}”",
        hint_zh: "加 --help 看这个命令的用法", hint_en: "--help shows how the command is used",
    }
    EXTRA_ARGUMENT = "C020" {
        zh: "“{found}”是多余的", en: "“{found}” is one word too many",
        hint_zh: "有空格的名称要放在引号里；加 --help 看这个命令的用法", hint_en: "put a name with blanks in quotes; --help shows how the command is used",
    }
    MISSING_ARGUMENT = "C003" {
        zh: "缺少 {missing}", en: "{missing} is missing",
        hint_zh: "加 --help 看这个命令的用法", hint_en: "--help shows how the command is used",
    }
    BAD_VALUE = "C004" {
        zh: "{option} 不能是“{found}”", en: "{option} cannot be “{found}”",
        hint_zh: "可以写：{allowed}", hint_en: "it may be: {allowed}",
    }
    CONFLICT = "C005" { zh: "{first} 和 {second} 不能同时用", en: "{first} and {second} cannot be used together" }
    WRONG_USE = "C006" {
        zh: "命令写得不对：{detail}", en: "the command is not right: {detail}",
        hint_zh: "加 --help 看用法", hint_en: "--help shows how it is used",
    }
    BAD_PERIOD = "C007" {
        zh: "“{found}”不是周期", en: "“{found}” is no period",
        hint_zh: "写作 2025、2025H1、2025Q3、2025-06、2025-06X2、2025-W23、2025-06-30", hint_en: "write 2025, 2025H1, 2025Q3, 2025-06, 2025-06X2, 2025-W23 or 2025-06-30",
    }
    BAD_MOMENT = "C008" {
        zh: "“{found}”不是时刻", en: "“{found}” is no moment",
        hint_zh: "写作 2025-06-30（当天结束时）或 2025-06-30T17:00，按北京时间", hint_en: "write 2025-06-30 (the end of that day) or 2025-06-30T17:00, in China's time",
    }
    FAULT = "C009" {
        zh: "程序出错，这是我们的问题：{detail}", en: "the program failed, and that is our fault: {detail}",
        hint_zh: "请把这句话和所用的命令告诉我们", hint_en: "please send us this sentence and the command you gave",
    }
    NO_OUTPUT = "C010" { zh: "写不出结果：{detail}", en: "the result cannot be written: {detail}" }
    FOLDER_NOT_EMPTY = "C011" {
        zh: "文件夹 {folder} 里已有东西", en: "the folder {folder} is not empty",
        hint_zh: "换一个新文件夹；已有的文件不会被覆盖", hint_en: "name a new folder; nothing is ever overwritten",
    }
    NO_PACK = "C012" {
        zh: "没有模板包“{pack}”", en: "there is no pack “{pack}”",
        hint_zh: "有：{allowed}", hint_en: "there are: {allowed}",
    }
    CANNOT_WRITE = "C013" { zh: "写不了 {file}：{detail}", en: "cannot write {file}: {detail}" }
    FORMAT_NEEDS_OUT = "C014" {
        zh: "xlsx 要写进文件", en: "xlsx goes into a file",
        hint_zh: "加 --out 文件.xlsx", hint_en: "add --out FILE.xlsx",
    }
    BAD_NUMBER = "C015" {
        zh: "“{found}”不是数", en: "“{found}” is no number",
        hint_zh: "小数点用“.”，不用千分位，如 2.1", hint_en: "write it with a point and without separators, such as 2.1",
    }
    RUN_REFUSED = "C017" { zh: "测算没有进行：{count} 处数据不全或不能判断", en: "the run was refused: {count} cells are missing or undecided" }
    TABLE_REFUSED = "C024" { zh: "这张表没有计分：{count} 处要改", en: "the table was not scored: {count} places to mend" }
    AND_MORE = "C018" { zh: "  还有 {count} 处", en: "  and {count} more" }

    BAD_DAY = "C021" { zh: "“{found}”不是日期", en: "“{found}” is no date", hint_zh: "写作 2026-03-20", hint_en: "write 2026-03-20" }
    NOT_REPLAYED = "C022" {
        zh: "测算 {run} 重放的结果与保存的不同：{count} 处", en: "run {run} came out otherwise than it was kept: {count} values",
        hint_zh: "保存时用的公式语义为 {then}，本程序为 {now}", hint_en: "it was kept under semantics {then} of the formulas; this program has {now}",
    }

    DATA_TO_CSV = "C023" {
        zh: "--data 的结果写成 CSV", en: "--data writes CSV", hint_zh: "写 --out 文件.csv", hint_en: "write --out FILE.csv",
    }

    /// Notes on stderr that are not problems.
    COLUMNS_DROPPED = "C101" {
        zh: "屏幕宽度不够，未显示：{columns}", en: "not shown for lack of width: {columns}",
        hint_zh: "用 --format csv 或 xlsx 看全部", hint_en: "--format csv or xlsx has them all",
    }
    CHECKED_CLEAN = "C102" { zh: "检查完毕：没有问题（{files}）", en: "checked: nothing is wrong ({files})" }
    CHECKED_LINTS = "C103" { zh: "检查完毕：没有错误，{lints} 条提示（{files}）", en: "checked: no errors, {lints} lints ({files})" }
    CHECKED_ERRORS = "C104" { zh: "检查完毕：{errors} 个错误，{lints} 条提示（{files}）", en: "checked: {errors} errors, {lints} lints ({files})" }
    CHECK_CUT_SHORT = "C108" {
        zh: "目录或单位表有错，没有检查办法和数据", en: "the catalogue or the units are wrong: schemes and figures were not checked",
        hint_zh: "先改正以上错误", hint_en: "mend these errors first",
    }
    SYNTHETIC = "C105" { zh: "这个工作区的数据是虚构的，只供演示", en: "the figures of this workspace are invented, for demonstration only" }
    CREATED = "C106" {
        zh: "已建立工作区 {folder}", en: "made the workspace {folder}",
        hint_zh: "接着试：baton -w {folder} check", hint_en: "next, try: baton -w {folder} check",
    }
    IMPORT_COUNTS = "C109" {
        zh: "{file}：新增 {new}，更正 {changed}，相同 {same}，不取 {rejected}，缺数 {missing}", en: "{file}: {new} new, {changed} corrected, {same} same, {rejected} rejected, {missing} missing",
    }
    IMPORT_DRY = "C110" { zh: "只是检查，没有写入", en: "only checked, nothing was written" }
    IMPORT_DONE = "C111" { zh: "已导入，批次 {batch}", en: "imported as batch {batch}" }
    IMPORT_NOTHING = "C112" { zh: "{file} 没有导入", en: "{file} was not imported" }
    IMPORT_NO_CHANGE = "C119" { zh: "没有新的数据", en: "there is nothing new in it" }
    MARKED = "C113" { zh: "错处已标在 {file}", en: "the errors are marked in {file}", hint_zh: "改好后再导入这份表", hint_en: "mend it and import that workbook" }
    KEPT = "C114" {
        zh: "已保存测算 {run}（草稿）", en: "kept the run {run} (a draft)",
        hint_zh: "接着：baton run publish {run} --notice-until 日期", hint_en: "next: baton run publish {run} --notice-until DATE",
    }
    KEPT_RESTATEMENT = "C129" {
        zh: "已保存更正测算 {run}（草稿）", en: "kept the restatement {run} (a draft)",
        hint_zh: "接着：baton run publish {run} --restated", hint_en: "next: baton run publish {run} --restated",
    }
    UNSCORED = "C130" { zh: "不计分 {class}：{count} 个（{names}）", en: "not scored, {class}: {count} ({names})" }
    LOST_FROM_THE_CAP = "C132" {
        zh: "失分按封顶可得分计：可得分为分值乘封顶倍数", en: "points lost are counted from what the cap allows: weight × cap",
    }
    NOBODY_HAS_A_TOTAL = "C147" {
        zh: "{period} 没有一个单位算得出总分", en: "no unit has a total for {period}",
        hint_zh: "有数据的时期：{known}", hint_en: "periods with figures: {known}",
    }
    VETOED = "C131" { zh: "一票否决 {veto}：{names}", en: "veto {veto}: {names}" }
    KEPT_BEFORE = "C115" { zh: "办法和数据都没有变，沿用测算 {run}", en: "neither scheme nor figures have changed: the run {run} stands" }
    PUBLISHED = "C116" { zh: "测算 {run}：{state}", en: "the run {run} is {state}" }
    REPLAYED = "C117" { zh: "测算 {run} 重放无误，逐字节相同", en: "the run {run} came out the same, byte for byte" }
    STORE_WHOLE = "C118" {
        zh: "存储完好：{records} 条审计记录，{batches} 个批次，{runs} 次测算", en: "the store is whole: {records} audit records, {batches} batches, {runs} runs",
    }
    RULED = "C123" {
        zh: "已记下测算 {run} 的第 {number} 项裁定", en: "recorded ruling {number} on the run {run}",
        hint_zh: "接着：baton run restate {run}", hint_en: "next: baton run restate {run}",
    }
    READING = "C124" { zh: "正在读取工作区……", en: "reading the workspace …" }
    IMPORTING = "C125" { zh: "正在导入……", en: "importing …" }
    SCORING = "C126" { zh: "正在测算……", en: "scoring …" }
    WRITING = "C127" { zh: "正在写工作簿……", en: "writing the workbook …" }
    VERIFYING = "C128" { zh: "正在核验……", en: "verifying …" }
    NOTHING_CHANGES = "C120" { zh: "没有任何变化", en: "nothing changes" }
    UNREAD_COLUMNS = "C121" { zh: "没有用到的列（最接近的指标）：{columns}", en: "columns that are not read (nearest indicator): {columns}" }
    SCORED_TABLE = "C122" { zh: "{rows} 行，计分 {scored} 个单位，已写出 {file}", en: "{rows} rows, {scored} units scored, wrote {file}" }
    WROTE = "C107" { zh: "已写出 {file}", en: "wrote {file}" }
    NO_STORE_HERE = "C145" {
        zh: "这个工作区还没有数据库", en: "this workspace has no store yet",
        hint_zh: "用 -w 指定工作区，或用 --database 指定数据库", hint_en: "name the workspace with -w, or the database with --database",
    }
    BACKING_UP = "C133" {
        zh: "正在备份", en: "backing up",
    }
    BACKED_UP = "C134" {
        zh: "已备份到 {file}：{tables} 张表，{bytes} 字节，校验值 {digest}", en: "backed up to {file}: {tables} tables, {bytes} bytes, digest {digest}",
    }
    RESTORING = "C135" {
        zh: "正在恢复", en: "restoring",
    }
    BAD_ADDRESS = "C136" {
        zh: "“{found}”不是可以监听的地址", en: "“{found}” is no address to listen on",
        hint_zh: "写作 127.0.0.1:8080", hint_en: "write 127.0.0.1:8080",
    }
    CANNOT_LISTEN = "C137" {
        zh: "不能监听 {address}：{detail}", en: "cannot listen on {address}: {detail}",
        hint_zh: "换一个端口，或停掉占用它的程序", hint_en: "take another port, or stop the program that has it",
    }
    LISTENING = "C138" {
        zh: "已启动：{url}（Ctrl-C 停止）", en: "serving at {url} (Ctrl-C stops)",
    }
    NO_PAGES = "C139" {
        zh: "编译时没有 Node.js，因此没有网页，只有接口（/api/openapi.json）", en: "built without Node.js: no pages, the API only (/api/openapi.json)",
        hint_zh: "安装 Node.js 20 后重新执行 make demo", hint_en: "install Node.js 20 and run make demo again",
    }
    FIRST_ACCOUNTS = "C140" {
        zh: "已建三个管理员 system_admin、security_admin、audit_admin，首次密码 {password}，登录后须修改；只显示这一次", en: "made the administrators system_admin, security_admin and audit_admin; first password {password}, to be changed at sign-in; shown this once only",
    }
    NOT_EMPTY = "C141" {
        zh: "{folder} 里已有别的文件", en: "{folder} has other files in it",
        hint_zh: "换一个空文件夹", hint_en: "name an empty folder",
    }
    SEEDING = "C142" {
        zh: "正在建示例市", en: "making the demo city",
    }
    DEMO_SIGN_IN = "C143" {
        zh: "登录：{account}（{name}），密码 {password}", en: "sign in as {account} ({name}), password {password}",
    }
    RESTORED_WAYS_IN = "C146" {
        zh: "结束了备份时的 {sessions} 个会话；{tokens} 个访问令牌仍然有效", en: "ended {sessions} sessions of the time of the backup; {tokens} tokens hold",
        hint_zh: "备份之后撤销过的令牌、停用过的账号和收回过的授权又有效了，请再撤销一次", hint_en: "tokens revoked, accounts disabled and grants taken back since then hold again: do it once more",
    }
    DEMO_ACCOUNTS = "C144" {
        zh: "其他账号，密码相同：{accounts}", en: "other accounts, same password: {accounts}",
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn both_languages_say_the_same() {
        baton_service::model::message::check_catalogue(super::ALL).unwrap();
    }
}
