//! Every sentence about accounts and permission (codes `A…`).
//!
//! `A0xx` signing in and what may be done · `A1xx` accounts, passwords, grants, tokens · `A2xx` files, objections, attachments, jobs.

baton_model::messages! {
    SIGN_IN_REFUSED = "A001" {
        zh: "账号或密码不正确，或账号已锁定", en: "the account or the password is wrong, or the account is locked",
        hint_zh: "连续输错 5 次锁定 15 分钟；忘记密码请找系统管理员重置",
        hint_en: "five failures in a row lock it for 15 minutes; a system administrator resets a forgotten password",
    }
    CODE_NEEDED = "A002" {
        zh: "还要输入动态口令", en: "the code of the second factor is needed, too",
        hint_zh: "打开验证器应用，输入当前的 6 位数字", hint_en: "open the authenticator and enter its present six digits",
    }
    SESSION_OVER = "A003" {
        zh: "没有登录，或登录已过期", en: "nobody is signed in, or no longer",
        hint_zh: "重新登录", hint_en: "sign in again",
    }
    TOKEN_INVALID = "A004" {
        zh: "访问令牌无效、已过期或已撤销", en: "the token is wrong, expired or revoked",
        hint_zh: "在“管理 · 令牌”里新建一个", hint_en: "make a new one under Administration, Tokens",
    }
    NOT_ALLOWED = "A005" {
        zh: "没有“{what}”的权限", en: "this account may not do this: {what}",
        hint_zh: "“我为什么看不到”会说明缺什么、找谁", hint_en: "“Why can I not see this” says what is missing and whom to ask",
    }
    NO_SUCH_IDENTITY = "A006" {
        zh: "这个统一身份还没有对应的账号", en: "no account is linked to this identity",
        hint_zh: "请系统管理员关联账号", hint_en: "ask a system administrator to link one",
    }
    NOT_BY_TOKEN = "A007" {
        zh: "用访问令牌不能做这件事", en: "this cannot be done with a token",
        hint_zh: "登录后再做", hint_en: "sign in and do it there",
    }
    CHANGE_PASSWORD_FIRST = "A008" {
        zh: "要先修改密码", en: "the password has to be changed first",
        hint_zh: "初始密码只能用来登录和修改密码", hint_en: "a first password serves only to sign in and change it",
    }

    NO_ACCOUNT = "A101" { zh: "没有账号“{account}”", en: "there is no account “{account}”" }
    ACCOUNT_EXISTS = "A102" { zh: "账号“{account}”已经存在", en: "the account “{account}” exists already", hint_zh: "换一个登录名", hint_en: "choose another name" }
    BAD_ACCOUNT_CODE = "A103" {
        zh: "登录名“{account}”不能用", en: "“{account}” cannot be the name of an account",
        hint_zh: "1 到 64 个字，可用汉字、字母、数字和 . _ - @", hint_en: "1 to 64 letters, digits or . _ - @",
    }
    TEXT_LENGTH = "A104" { zh: "要有 1 到 {most} 个字", en: "it must have 1 to {most} characters" }
    OWN_ACCOUNT = "A105" {
        zh: "不能对自己的账号做这件事", en: "nobody can do this to the own account",
        hint_zh: "请另一位管理员处理", hint_en: "ask another administrator",
    }
    UNKNOWN_LANG = "A106" { zh: "没有语言“{found}”", en: "there is no language “{found}”", hint_zh: "可以写 zh-CN 或 en", hint_en: "write zh-CN or en" }
    NOT_LOCKED = "A107" { zh: "账号“{account}”没有锁定", en: "the account “{account}” is not locked" }
    PASSWORD_SHORT = "A110" { zh: "密码至少 {least} 位", en: "a password has at least {least} characters" }
    PASSWORD_LONG = "A111" { zh: "密码最多 {most} 个字节", en: "a password has at most {most} bytes" }
    PASSWORD_KINDS = "A112" {
        zh: "密码要含大写字母、小写字母、数字、其他字符中的三种", en: "a password has three of: capitals, small letters, digits, others",
    }
    PASSWORD_NAME = "A113" { zh: "密码不能含登录名", en: "a password does not hold the name of the account" }
    PASSWORD_COMMON = "A114" { zh: "这个密码太常见", en: "this password is too common" }
    PASSWORD_USED = "A115" { zh: "不能与最近 5 次用过的密码相同", en: "it is among the last five passwords" }
    PASSWORD_WRONG = "A116" { zh: "现在的密码不对", en: "the present password is wrong" }
    CHANGED_MEANWHILE = "A117" { zh: "账号刚被别人改动过", en: "somebody else has just changed the account", hint_zh: "刷新后再试", hint_en: "look again and try once more" }
    TOTP_WRONG = "A118" {
        zh: "动态口令不对", en: "the code of the second factor is wrong",
        hint_zh: "检查手机时间，等下一个验证码", hint_en: "check the clock of the phone and wait for the next code",
    }
    TOTP_NOT_STARTED = "A119" { zh: "没有等待确认的验证器", en: "no second factor waits for its confirmation", hint_zh: "先取得密钥", hint_en: "ask for a secret first" }
    TOTP_HELD = "A135" { zh: "账号已有验证器", en: "the account has a second factor already", hint_zh: "先移除现有的验证器", hint_en: "remove it first" }
    UNKNOWN_ROLE = "A120" { zh: "没有角色“{role}”", en: "there is no role “{role}”", hint_zh: "角色有：{allowed}", hint_en: "the roles are: {allowed}" }
    ROLES_APART = "A121" {
        zh: "“{role}”不能与已有的“{held}”由同一账号担任", en: "one account cannot be {role} and {held} at the same time",
        hint_zh: "三个管理员互相分开，也不兼看数据的角色；另设账号",
        hint_en: "the three administrators are kept apart from each other and from roles on data; make another account",
    }
    ADMIN_WITHOUT_UNIT = "A122" { zh: "管理员角色不分单位和指标", en: "an administrator's role has no unit and no indicators" }
    NO_SUCH_UNIT = "A123" { zh: "没有单位“{unit}”", en: "there is no unit “{unit}”" }
    NO_SUCH_INDICATOR = "A124" { zh: "没有指标“{indicator}”", en: "there is no indicator “{indicator}”" }
    NO_INDICATORS = "A125" { zh: "没有写明哪些指标", en: "no indicator is named", hint_zh: "全部指标就不要填", hint_en: "leave the list out for all indicators" }
    NO_GRANT = "A126" { zh: "没有授权 {grant}", en: "there is no grant {grant}" }
    NO_SESSION = "A127" { zh: "没有会话 {session}", en: "there is no session {session}" }
    NO_TOKEN = "A128" { zh: "没有令牌 {token}", en: "there is no token {token}" }
    TOKEN_END = "A129" { zh: "令牌的有效期应在今后 366 天之内", en: "a token ends within the next 366 days" }
    TOKEN_WIDER = "A130" { zh: "令牌不能有账号没有的权限：{what}", en: "a token cannot do more than its account: {what}" }
    UNKNOWN_CAPABILITY = "A131" { zh: "没有权限“{found}”", en: "there is no capability “{found}”" }
    TOKEN_EMPTY = "A132" { zh: "令牌要写明至少一项权限", en: "a token names at least one capability" }
    IDENTITY_TAKEN = "A133" { zh: "这个统一身份已关联账号", en: "this identity is linked to an account already" }
    NO_IDENTITY = "A134" { zh: "账号没有关联这个统一身份", en: "the account has no link to this identity" }
    WHY_NO_ROLE = "A140" { zh: "没有“{what}”的角色；有这项权限的角色：{roles}", en: "no role that may do this ({what}); roles that may: {roles}" }
    WHY_UNIT = "A141" { zh: "授权的范围不含单位“{unit}”", en: "no grant reaches the unit “{unit}”" }
    WHY_ALL_UNITS = "A142" { zh: "这项内容涉及全部单位，授权只到部分单位", en: "this concerns all units, and the grants reach some only" }
    WHY_INDICATOR = "A143" { zh: "授权的指标不含“{indicator}”", en: "no grant reaches the indicator “{indicator}”" }
    WHY_TOKEN = "A144" { zh: "账号有这项权限，但所用的令牌没有", en: "the account may do this, the token it comes with may not" }
    WHY_REPORTS = "A145" { zh: "报送数据的账号不能沙盘推演", en: "an account that reports data has no sandbox" }
    WHY_DISABLED = "A146" { zh: "账号已停用", en: "the account is disabled" }
    WHY_ALLOWED = "A147" { zh: "角色“{role}”有“{what}”的权限，范围：{where}", en: "the role {role} may do this ({what}), reaching {where}" }

    BAD_PATH = "A201" {
        zh: "“{path}”不是工作区的文件", en: "“{path}” is no file of a workspace",
        hint_zh: "可以是 workspace.toml、indicators.toml、units.csv、unit_changes.csv、schemes/名称.toml、README.md",
        hint_en: "it may be workspace.toml, indicators.toml, units.csv, unit_changes.csv, schemes/NAME.toml, README.md",
    }
    FILE_TOO_LARGE = "A202" { zh: "文件超过 {most} 字节", en: "the file has more than {most} bytes" }
    NO_FILE = "A203" { zh: "没有文件“{path}”或它的第 {version} 版", en: "there is no file “{path}”, or no version {version} of it" }
    FILE_CONFLICT = "A204" {
        zh: "{by} 已在 {at} 保存了 {path} 的第 {version} 版", en: "{by} has saved version {version} of {path} meanwhile, at {at}",
        hint_zh: "看过差别再保存", hint_en: "look at the difference and save again",
    }
    FILE_TWICE = "A205" { zh: "{path} 写了两次", en: "{path} is named twice" }
    NO_FILES_NAMED = "A206" { zh: "没有要保存的文件", en: "no file is to be saved" }

    NO_RUN = "A210" { zh: "没有测算“{run}”", en: "there is no run “{run}”" }
    NO_CELL = "A211" { zh: "测算“{run}”里没有单位“{unit}”的“{node}”", en: "the run “{run}” has no “{node}” of the unit “{unit}”" }
    NO_OBJECTION = "A212" { zh: "没有异议 {objection}", en: "there is no objection {objection}" }
    OBJECTION_OPEN = "A213" { zh: "对这一项已有待处理的异议 {objection}", en: "objection {objection} on this cell is still open", hint_zh: "等它处理完，或先撤回", hint_en: "wait for its decision, or withdraw it" }
    OBJECTION_DECIDED = "A214" { zh: "异议 {objection} 已经处理", en: "objection {objection} is decided already" }
    RUN_SUPERSEDED = "A215" { zh: "测算“{run}”已由“{later}”更正", en: "the run “{run}” was restated by “{later}”", hint_zh: "对更正后的结果提出", hint_en: "object to the restated result" }
    RULING_ELSEWHERE = "A216" { zh: "裁定应针对异议所指的单位和指标", en: "the ruling must be on the unit and the node of the objection" }
    ATTACHMENT_TOO_LARGE = "A220" { zh: "附件超过 {most} MB", en: "the attachment has more than {most} MB" }
    ATTACHMENT_EMPTY = "A221" { zh: "附件是空的", en: "the attachment is empty" }
    NO_ATTACHMENT = "A222" { zh: "没有这个附件", en: "there is no such attachment" }
    NO_JOB = "A230" { zh: "没有任务 {job}", en: "there is no job {job}" }
    NO_DRAFT = "A231" { zh: "没有待提交的导入 {draft}", en: "there is no import {draft} waiting to be committed" }
    KEY_REUSED = "A232" {
        zh: "幂等键“{key}”已用于另一个请求", en: "the idempotency key “{key}” was used for another request",
        hint_zh: "新的请求用新的键", hint_en: "a new request needs a new key",
    }
    KEY_BUSY = "A233" { zh: "同一请求正在处理", en: "the same request is being worked on", hint_zh: "稍后再试", hint_en: "try again in a moment" }
    MEMORY_KIND = "A234" { zh: "没有“{kind}”这种记忆", en: "nothing called “{kind}” is remembered" }
    BAD_PAGE = "A238" { zh: "“{page}”不是页面名", en: "“{page}” is no name of a page", hint_zh: "用字母、数字、- 和 _", hint_en: "use letters, digits, - and _" }
    NO_VIEW = "A239" { zh: "没有保存的视图“{name}”", en: "there is no saved view “{name}”" }
    CURSOR = "A235" { zh: "游标“{found}”不对", en: "“{found}” is no cursor" }
    NOT_THERE = "A236" {
        zh: "没有这项内容，或不在您的数据范围内", en: "there is no such thing, or it lies outside of what you may see",
        hint_zh: "“我能看到什么”一页说明您的范围；需要更多时请找安全管理员", hint_en: "the page “what may I see” shows your scope; the security administrator can widen it",
    }
    NOT_ALL_OF_IT = "A240" {
        zh: "“{what}”涉及全部单位和指标，您的授权只到其中一部分", en: "this concerns all units and indicators ({what}), and your grants reach some of them only",
        hint_zh: "还缺的授权：角色“{role}”，不限单位和指标；请找安全管理员（{ask}）", hint_en: "the grant that is missing: the role “{role}”, for all units and indicators; ask a security administrator ({ask})",
    }
    HIDDEN_PART = "A241" {
        zh: "核验没有通过，原因涉及您数据范围以外的内容", en: "the check failed for a reason that lies outside of what you may see",
        hint_zh: "请数据范围不受限的审计人员再核验一次", hint_en: "have it verified by an auditor whose scope has no limits",
    }
    NOT_ALL_UNITS = "A237" {
        zh: "带公式的工作簿含全部单位的数据，超出您的数据范围", en: "the workbook with formulas holds the figures of all units, more than you may see",
        hint_zh: "可以导出 CSV，其中只有显示给您的行", hint_en: "export CSV, which has the rows shown to you",
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn both_languages_say_the_same() {
        baton_model::message::check_catalogue(super::ALL).unwrap();
    }
}
