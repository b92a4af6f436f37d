//! Audit records on the wire.

use std::collections::BTreeMap;

use baton_service::model::Lang;
use baton_service::store::AuditRecord;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::audit_words;

/// Which records.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AuditFilter {
    /// A text in subject, detail or address.
    pub q: Option<String>,
    /// An action.
    pub action: Option<String>,
    /// An account.
    pub account: Option<String>,
    /// Code of a unit.
    pub unit: Option<String>,
    /// From this day or moment on.
    pub from: Option<String>,
    /// Until this moment, or the end of this day.
    pub to: Option<String>,
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// Records on a page: 100 if not said, at most 500.
    pub limit: Option<usize>,
}

/// An audit record.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AuditEntry {
    /// Its number.
    pub sequence: i64,
    /// When.
    pub at: String,
    /// Who, by account.
    pub by: String,
    /// What that person is called; null where there is no such account.
    pub by_name: Option<String>,
    /// From where.
    pub from: String,
    /// The same in words.
    pub from_name: String,
    /// What was done.
    pub action: String,
    /// The same in words.
    pub action_name: String,
    /// To what.
    pub subject: String,
    /// The same in words.
    pub subject_name: String,
    /// Code of the unit it is about.
    pub unit: Option<String>,
    /// Digest of what was there before.
    pub before: Option<String>,
    /// Digest of what is there now.
    pub after: Option<String>,
    /// What was done, as the chain has it.
    pub detail: String,
    /// The same in words.
    pub detail_text: String,
    /// Its hash, over everything above and the record before.
    pub hash: String,
}

/// A page of audit records.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AuditPageBody {
    /// The newest first.
    pub items: Vec<AuditEntry>,
    /// Where the next page begins; none if this is the last.
    pub next: Option<String>,
}

/// The end of the audit chain, to be noted elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AuditHead {
    /// Number of the last record.
    pub sequence: i64,
    /// Its hash.
    pub hash: String,
}

/// What can be done, with its words.
const ACTIONS: [(&str, &str, &str); 42] = [
    ("import", "导入数据", "import figures"),
    ("withdrawal", "撤回数据", "withdraw figures"),
    ("withdraw", "撤回批次", "withdraw a batch"),
    ("lock", "锁定批次", "lock a batch"),
    ("save_run", "保存测算", "keep a run"),
    ("publish", "发布", "publish"),
    ("set_audience", "设定公开范围", "set the audience"),
    ("ruling", "裁定", "rule"),
    ("object", "提出异议", "object"),
    ("decide_objection", "处理异议", "decide an objection"),
    ("attach", "上传附件", "attach a file"),
    ("save_file", "保存文件", "save a file"),
    ("remove_file", "删除文件", "remove a file"),
    ("upload", "上传待导入文件", "upload a file to import"),
    ("drop_upload", "丢弃待导入文件", "drop an uploaded file"),
    ("create_account", "新建账号", "create an account"),
    ("change_account", "修改账号", "change an account"),
    ("enable_account", "启用账号", "enable an account"),
    ("disable_account", "停用账号", "disable an account"),
    ("reset_password", "重置密码", "reset a password"),
    ("change_password", "修改密码", "change the password"),
    ("unlock_account", "解除锁定", "unlock an account"),
    ("lock_account", "锁定账号", "lock an account"),
    ("start_totp", "开始设置动态口令", "begin a second factor"),
    ("confirm_totp", "启用动态口令", "confirm a second factor"),
    ("remove_totp", "取消动态口令", "remove a second factor"),
    ("sign_in", "登录", "sign in"),
    ("sign_in_refused", "登录被拒", "sign-in refused"),
    ("end_session", "结束会话", "end a session"),
    ("forget_sessions", "清除过期会话", "forget sessions long over"),
    ("restore", "恢复备份", "restore a backup"),
    ("create_token", "新建令牌", "create a token"),
    ("revoke_token", "撤销令牌", "revoke a token"),
    ("grant", "授权", "grant"),
    ("revoke_grant", "撤销授权", "revoke a grant"),
    ("link_identity", "关联统一身份", "link an identity"),
    ("unlink_identity", "取消关联统一身份", "unlink an identity"),
    ("queue_job", "提交任务", "queue a job"),
    ("end_job", "任务结束", "end a job"),
    ("remember", "保存视图或映射", "remember a view or mapping"),
    ("forget", "删除视图或映射", "forget a view or mapping"),
    ("algorithm", "更换审计链算法", "change the chain's algorithm"),
];

/// An action in words; one this program does not know stays as it is.
pub fn action_name(action: &str, lang: Lang) -> &str {
    ACTIONS.iter().find(|(id, _, _)| *id == action).map_or(action, |(_, zh, en)| lang.pick(zh, en))
}

impl AuditEntry {
    /// From a record, with the names of people by account.
    pub fn of(record: AuditRecord, names: &BTreeMap<String, String>, lang: Lang) -> Self {
        Self {
            sequence: record.sequence,
            at: record.stamp.at.to_string(),
            by_name: names.get(&record.stamp.by).cloned(),
            by: record.stamp.by,
            from_name: audit_words::place(&record.stamp.from, lang),
            from: record.stamp.from,
            action_name: action_name(&record.action, lang).to_owned(),
            subject_name: audit_words::subject(&record.subject, lang),
            detail_text: audit_words::detail(&record.action, &record.detail, lang),
            action: record.action,
            subject: record.subject,
            unit: record.unit,
            before: record.before,
            after: record.after,
            detail: record.detail,
            hash: record.hash,
        }
    }

    /// Heads of the columns of [`AuditEntry::cells`].
    pub fn head(lang: Lang) -> Vec<&'static str> {
        [
            ("序号", "number"),
            ("时间", "time"),
            ("账号", "account"),
            ("姓名", "name"),
            ("来源", "from"),
            ("动作", "action"),
            ("动作名称", "action in words"),
            ("对象", "subject"),
            ("单位", "unit"),
            ("之前摘要", "digest before"),
            ("之后摘要", "digest after"),
            ("说明", "detail"),
            ("链哈希", "hash"),
        ]
        .into_iter()
        .map(|(zh, en)| lang.pick(zh, en))
        .collect()
    }

    /// As a row of a table.
    pub fn cells(self) -> Vec<String> {
        vec![
            self.sequence.to_string(),
            self.at,
            self.by,
            self.by_name.unwrap_or_default(),
            self.from,
            self.action,
            self.action_name,
            self.subject,
            self.unit.unwrap_or_default(),
            self.before.unwrap_or_default(),
            self.after.unwrap_or_default(),
            self.detail,
            self.hash,
        ]
    }
}
