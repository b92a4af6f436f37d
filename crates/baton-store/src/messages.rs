//! Every sentence this crate says to people.
//!
//! `D0xx` the database · `D1xx` figures and batches · `D2xx` runs and rulings · `D3xx` the audit chain · `D9xx` backups.

baton_model::messages! {
    NOT_A_STORE = "D001" {
        zh: "“{path}”不是指挥棒的数据库，或文件开头已损坏", en: "“{path}” is no store of Baton, or its beginning is damaged",
        hint_zh: "检查路径；若文件曾被改动，从备份恢复", hint_en: "check the path; if the file was touched, restore it from a backup",
    }
    NEWER_SCHEMA = "D002" {
        zh: "数据库由更新的版本写成（结构 {found}，本程序只认识到 {known}）",
        en: "the store was written by a newer version (structure {found}; this program knows up to {known})",
        hint_zh: "换用新版本的 baton；旧版本不会改动它", hint_en: "use the newer baton; this one leaves the store untouched",
    }
    DAMAGED = "D003" {
        zh: "数据库“{path}”已损坏", en: "the store “{path}” is damaged",
        hint_zh: "不要继续写入，从备份恢复；工作区的 data/ 可以重新导入",
        hint_en: "stop writing and restore it from a backup; what stands in data/ can be imported again",
    }
    BUSY = "D004" {
        zh: "数据库正被另一个程序占用", en: "another program is using the store",
        hint_zh: "等它结束后再试", hint_en: "try again when it has finished",
    }
    CANNOT_OPEN = "D005" {
        zh: "打不开数据库“{path}”", en: "the store “{path}” cannot be opened",
        hint_zh: "检查文件夹是否存在、是否有读写权限", hint_en: "check that the folder exists and may be read and written",
    }
    READ_ONLY = "D006" {
        zh: "数据库“{path}”不可写", en: "the store “{path}” cannot be written",
        hint_zh: "检查文件和文件夹的写权限", hint_en: "check the permissions of the file and its folder",
    }
    DISK_FULL = "D007" {
        zh: "磁盘已满，什么都没有写入", en: "the disk is full; nothing was written",
        hint_zh: "腾出空间后重试", hint_en: "free some space and try again",
    }
    SCHEMA_ALTERED = "D008" {
        zh: "数据库结构 {number} 与本程序所知的不同", en: "structure {number} of the store is not the one this program knows",
        hint_zh: "它可能由未发布的版本建成；重建或从备份恢复", hint_en: "an unreleased version may have made it; build it anew or restore it from a backup",
    }
    APPEND_ONLY = "D009" {
        zh: "已记录的内容不能修改或删除", en: "what is recorded can be neither changed nor removed",
        hint_zh: "更正要作为新版本写入", hint_en: "record a correction as a new version",
    }
    DISK_FAULT = "D010" {
        zh: "读写数据库“{path}”时磁盘出错", en: "the disk failed while reading or writing the store “{path}”",
        hint_zh: "检查磁盘；确认无误后重试", hint_en: "check the disk, then try again",
    }
    UNKNOWN_PLACE = "D011" {
        zh: "数据库地址无法识别", en: "the address of the store is not understood",
        hint_zh: "写 sqlite:路径，或 postgres://用户:密码@主机:端口/数据库", hint_en: "write sqlite:PATH or postgres://USER:PASSWORD@HOST:PORT/DATABASE",
    }
    UNREACHABLE = "D012" {
        zh: "连不上数据库“{path}”", en: "the database “{path}” cannot be reached",
        hint_zh: "检查地址、端口和数据库服务是否在运行；sslmode 要与服务器一致",
        hint_en: "check the address, the port, that the server is running, and that sslmode fits it",
    }
    NOT_LET_IN = "D013" {
        zh: "数据库“{path}”不接受这个用户或密码", en: "the database “{path}” does not accept this user or password",
        hint_zh: "检查用户名和密码；密码也可放在环境变量 PGPASSWORD 中", hint_en: "check the user and the password; PGPASSWORD may hold it",
    }
    NO_DATABASE = "D014" {
        zh: "服务器上没有数据库“{path}”", en: "the server has no database “{path}”",
        hint_zh: "由管理员建立：create database … encoding 'UTF8'", hint_en: "have an administrator make it: create database … encoding 'UTF8'",
    }
    NOT_UTF8 = "D015" {
        zh: "数据库“{path}”的编码是 {found}，应为 UTF8", en: "the encoding of the database “{path}” is {found}; it must be UTF8",
        hint_zh: "建一个 UTF8 编码的数据库：create database … encoding 'UTF8' template template0",
        hint_en: "make one that is: create database … encoding 'UTF8' template template0",
    }
    ZERO_IN_TEXT = "D016" {
        zh: "文字“{text}”中有编码为 0 的字符，不能记录", en: "the text “{text}” holds a character of code 0 and cannot be recorded",
        hint_zh: "去掉 ␀ 处的字符；文件可能已损坏", hint_en: "remove it where ␀ stands; the file may be damaged",
    }
    INTERNAL = "D099" {
        zh: "数据库内部出错，什么都没有写入", en: "the store failed inside; nothing was written",
        hint_zh: "详情在日志里，请报告", hint_en: "the log has the details; please report it",
    }

    NOT_A_NUMBER = "D101" {
        zh: "{unit} 的 {indicator}（{period}）不是有限的数", en: "{indicator} of {unit} for {period} is no finite number",
        hint_zh: "没有数据就留空", hint_en: "leave it blank if there is no figure",
    }
    REASON_MISSING = "D102" {
        zh: "{unit} 的 {indicator}（{period}）已有数据，更正须说明理由",
        en: "{indicator} of {unit} for {period} is already recorded; a correction needs a reason",
        hint_zh: "给这一批写上更正理由", hint_en: "give the batch a reason for its corrections",
    }
    BLANK_CODE = "D103" { zh: "有数据没有写明单位或指标", en: "a figure names no unit or no indicator" }
    UNKNOWN_BATCH = "D104" {
        zh: "没有批次 {batch}", en: "there is no batch {batch}",
        hint_zh: "批次号在导入回执上", hint_en: "the receipt of the import has its number",
    }
    BATCH_LOCKED = "D105" {
        zh: "批次 {batch} 已锁定，不能撤回", en: "batch {batch} is locked and cannot be withdrawn",
        hint_zh: "逐项更正，并写明理由", hint_en: "correct the figures one by one, with a reason",
    }
    BATCH_WITHDRAWN = "D106" { zh: "批次 {batch} 已经撤回", en: "batch {batch} is already withdrawn" }
    NOT_AN_IMPORT = "D107" {
        zh: "批次 {batch} 本身是一次撤回，不能再撤回", en: "batch {batch} is itself a withdrawal and cannot be withdrawn",
        hint_zh: "把原来的文件重新导入", hint_en: "import the original file again",
    }
    IS_AN_ACCEPTANCE = "D109" {
        zh: "批次 {batch} 是一次核定，不能撤回", en: "batch {batch} is an acceptance and cannot be withdrawn",
        hint_zh: "逐项更正，并写明理由", hint_en: "correct the figures one by one, with a reason",
    }
    NOTHING_TO_ACCEPT = "D110" {
        zh: "批次 {batch} 不是报送的数据，不能核定", en: "batch {batch} holds no reported figures to be accepted",
    }
    MOMENT_OUT_OF_RANGE = "D108" { zh: "记录时间 {moment} 不在公元纪年之内", en: "the recording time {moment} lies before year 0" }

    UNKNOWN_RUN = "D201" {
        zh: "没有测算“{run}”", en: "there is no run “{run}”",
        hint_zh: "baton run list 列出全部测算", hint_en: "baton run list lists them all",
    }
    RUN_EXISTS = "D202" {
        zh: "测算“{run}”已经存在", en: "the run “{run}” exists already",
        hint_zh: "测算一经保存不再改动；重新测算请用新的编号", hint_en: "a saved run never changes; save a new one under a new id",
    }
    RUN_IS_PUBLISHED = "D203" {
        zh: "测算“{run}”已是“{state}”，不能再变为“{wanted}”", en: "the run “{run}” is {state} and cannot become {wanted}",
        hint_zh: "要改已发布的结果，请作更正：新的测算注明它所更正的测算",
        hint_en: "to change published results, restate: a new run that names the one it supersedes",
    }
    NOTHING_TO_RESTATE = "D204" {
        zh: "测算“{run}”没有注明它更正哪一次已发布的测算", en: "the run “{run}” does not name a published run it supersedes",
        hint_zh: "保存时写明 supersedes", hint_en: "name it in supersedes when saving",
    }
    NO_NOTICE_DATE = "D205" { zh: "公示没有截止日", en: "a public notice needs a last day" }
    RULING_INCOMPLETE = "D206" {
        zh: "裁定缺少依据、批准人、单位或指标", en: "a ruling needs a basis, an approver, a unit and a node",
        hint_zh: "补齐后再记录", hint_en: "complete it and record it again",
    }
    RULING_POINTS = "D207" { zh: "裁定的分数不是有限的数", en: "the points of a ruling are no finite number" }
    SCOPE_TOO_NARROW = "D208" {
        zh: "这项内容包含权限之外的单位，不能整体读取", en: "this holds units outside what you may see and cannot be read as a whole",
        hint_zh: "请有全部权限的人读取", hint_en: "ask someone who may see all units",
    }

    AUDIT_RECORD_ALTERED = "D301" {
        zh: "审计记录 {sequence} 被改动过", en: "audit record {sequence} was altered",
        hint_zh: "保留现场，与备份比对", hint_en: "leave everything as it is and compare with a backup",
    }
    AUDIT_CHAIN_CUT = "D302" {
        zh: "审计记录 {sequence} 之前缺少记录或次序不对", en: "before audit record {sequence} something is missing or out of order",
        hint_zh: "保留现场，与备份比对", hint_en: "leave everything as it is and compare with a backup",
    }
    CONTENT_ALTERED = "D303" {
        zh: "审计记录 {sequence} 所记的“{subject}”被改动过", en: "“{subject}”, recorded by audit record {sequence}, was altered",
        hint_zh: "保留现场，与备份比对", hint_en: "leave everything as it is and compare with a backup",
    }
    NOT_AUDITED = "D304" {
        zh: "有 {count} 项“{what}”没有审计记录", en: "{count} of “{what}” have no audit record",
        hint_zh: "有人绕过本程序写入；保留现场，与备份比对", hint_en: "someone wrote past this program; leave everything as it is and compare with a backup",
    }

    BACKUP_EXISTS = "D901" {
        zh: "文件“{path}”已经存在", en: "the file “{path}” exists already",
        hint_zh: "换一个文件名；备份从不覆盖已有的文件", hint_en: "choose another name; a backup overwrites nothing",
    }
    BACKUP_NOT_THERE = "D902" {
        zh: "找不到备份文件“{path}”或它所在的文件夹", en: "the backup “{path}” or its folder is not there",
        hint_zh: "检查路径", hint_en: "check the path",
    }
    BACKUP_UNUSABLE = "D903" {
        zh: "备份文件“{path}”无法读写", en: "the backup “{path}” cannot be read or written",
        hint_zh: "检查文件夹的权限和磁盘", hint_en: "check the permissions of the folder and the disk",
    }
    NOT_A_BACKUP = "D904" {
        zh: "“{path}”不是指挥棒的备份", en: "“{path}” is no backup of Baton",
        hint_zh: "备份由 baton backup 写成", hint_en: "a backup is written by baton backup",
    }
    BACKUP_DAMAGED = "D905" {
        zh: "备份“{path}”已损坏（{part} 部分）；数据库没有改动", en: "the backup “{path}” is damaged, in its part “{part}”; no database was touched",
        hint_zh: "换用另一份备份", hint_en: "use another backup",
    }
    BACKUP_NEWER = "D906" {
        zh: "备份“{path}”由更新的版本写成（结构 {found}，本程序只认识到 {known}）",
        en: "the backup “{path}” was written by a newer version (structure {found}; this program knows up to {known})",
        hint_zh: "换用新版本的 baton，或用升级前的备份", hint_en: "use the newer baton, or a backup made before the upgrade",
    }
    BACKUP_OF_OTHER = "D907" {
        zh: "备份“{path}”的数据库结构与本程序所知的不同", en: "the structure in the backup “{path}” is not the one this program knows",
        hint_zh: "它可能由未发布的版本写成；用那个版本恢复", hint_en: "an unreleased version may have written it; restore it with that version",
    }
    RESTORE_NOT_EMPTY = "D908" {
        zh: "数据库“{path}”不是空的，不能恢复到其中", en: "the database “{path}” is not empty and cannot be restored into",
        hint_zh: "恢复到新的文件或新建的数据库", hint_en: "restore into a new file or a new database",
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn both_languages_say_the_same() {
        baton_model::message::check_catalogue(super::ALL).unwrap();
    }
}
