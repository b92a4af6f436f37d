//! What audit records say, in words. The record itself keeps the words it was hashed with; those this program does not know are shown
//! as they are.

use baton_service::access::{Capability, Role};
use baton_service::model::Lang;
use baton_service::store::RunState;

/// What a record is about.
pub(super) fn subject(subject: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return subject.to_owned();
    }
    let words: Vec<&str> = subject.split(' ').collect();
    match words[..] {
        ["account"] => "账号".to_owned(),
        ["account", code] => format!("账号 {code}"),
        ["grant", id] => format!("授权 {id}"),
        ["token", id] => format!("令牌 {id}"),
        ["batch", id] => format!("批次 {id}"),
        ["run", id] => format!("测算 {id}"),
        ["ruling", number, "on", "run", id] => format!("测算 {id} 的裁定 {number}"),
        ["audience", _, "of", "run", id] => format!("测算 {id} 的公开范围"),
        ["objection", id] => format!("异议 {id}"),
        ["attachment", digest, "of", unit] => format!("{unit} 的附件 {digest}"),
        ["file", ref path @ .., "version", number] => format!("文件 {} 第 {number} 版", path.join(" ")),
        ["identities", account] => format!("账号 {account} 的统一身份"),
        ["job", id] => format!("任务 {id}"),
        ["import", id] => format!("待导入文件 {id}"),
        ["saved_view", ref name @ ..] => format!("视图 {}", name.join(" ")),
        ["import_mapping", ref name @ ..] => format!("列对应 {}", name.join(" ")),
        ["sessions"] => "会话".to_owned(),
        ["database"] => "数据库".to_owned(),
        ["audit"] => "审计链".to_owned(),
        _ => subject.to_owned(),
    }
}

/// From where something was done: an address, or the machine itself.
pub(super) fn place(from: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return from.to_owned();
    }
    word(from, &[("command line", "命令行"), ("start", "启动")]).unwrap_or_else(|| from.to_owned())
}

/// What was done, beside the action.
pub(super) fn detail(action: &str, detail: &str, lang: Lang) -> String {
    let known = match action {
        "publish" => steps(detail, lang),
        "grant" | "revoke_grant" => grant(detail, lang),
        "create_token" => token(detail, lang),
        _ if lang == Lang::En => None,
        "set_audience" => word(detail, &[("own", "各看各的"), ("everyone", "全部可见")]),
        "decide_objection" => {
            word(detail, &[("upheld", "成立"), ("rejected", "不成立"), ("withdrawn", "撤回")])
        }
        "object" => object(detail),
        "ruling" => ruling(detail),
        "import" | "withdrawal" => counts(detail),
        "withdraw" => withdrawn(detail),
        "end_job" => word(detail, &[("done", "完成"), ("failed", "失败"), ("abandoned", "中断")]),
        "sign_in_refused" => word(detail, &[("no such account", "没有这个账号")]),
        "sign_in" => {
            word(detail, &[("password", "密码"), ("password+totp", "密码和动态口令"), ("oidc", "统一身份")])
        }
        "lock_account" => detail.strip_prefix("until ").map(|until| format!("锁定至 {until}")),
        "end_session" => detail.strip_prefix("session ").map(|id| format!("会话 {id}")),
        "save_file" => word(detail, &[("first version", "首个版本")]),
        _ => None,
    };
    known.unwrap_or_else(|| detail.to_owned())
}

fn word(detail: &str, words: &[(&str, &str)]) -> Option<String> {
    words.iter().find(|(raw, _)| *raw == detail).map(|(_, zh)| (*zh).to_owned())
}

/// `draft -> notice`
fn steps(detail: &str, lang: Lang) -> Option<String> {
    let (from, to) = detail.split_once(" -> ")?;
    let state = |word: &str| {
        let term = RunState::parse(word)?.term();
        Some(lang.pick(term.zh, term.en))
    };
    Some(format!("{} → {}", state(from)?, state(to)?))
}

/// `account role unit codes`, where `*` stands for all.
fn grant(detail: &str, lang: Lang) -> Option<String> {
    let mut words = detail.splitn(4, ' ');
    let (account, role, unit, codes) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let role = Role::parse(role)?.term();
    let unit = match unit {
        "*" => lang.pick("全部单位", "all units").to_owned(),
        unit => lang.pick(&format!("{unit} 及下级"), &format!("{unit} and below")).to_owned(),
    };
    let codes = match codes {
        "*" => lang.pick("全部指标", "all indicators").to_owned(),
        codes => codes.split(' ').collect::<Vec<_>>().join(lang.pick("、", ", ")),
    };
    let parts = [account, lang.pick(role.zh, role.en), &unit, &codes];
    Some(parts.join(lang.pick("，", ", ")))
}

/// `account: capabilities`
fn token(detail: &str, lang: Lang) -> Option<String> {
    let (account, capabilities) = detail.split_once(": ")?;
    let name = |id: &str| {
        let term = Capability::parse(id)?.term();
        Some(lang.pick(term.zh, term.en))
    };
    let names: Option<Vec<&str>> = capabilities.split_whitespace().map(name).collect();
    Some(format!("{account}{}{}", lang.pick("：", ": "), names?.join(lang.pick("、", ", "))))
}

/// `run ID node`
fn object(detail: &str) -> Option<String> {
    let (run, node) = detail.strip_prefix("run ")?.split_once(' ')?;
    Some(format!("测算 {run}，考核项 {node}"))
}

/// `node effect: basis`
fn ruling(detail: &str) -> Option<String> {
    let (what, basis) = detail.split_once(": ")?;
    let (node, effect) = what.rsplit_once(' ')?;
    let effect = word(effect, &[("points", "改为给定得分"), ("exclusion", "不计此项")])?;
    Some(format!("{node} {effect}：{basis}"))
}

/// `new 1, changed 2, same 3: title`
fn counts(detail: &str) -> Option<String> {
    let (counts, title) = detail.split_once(": ")?;
    let mut parts = counts.split(", ");
    let mut count = |word: &str| parts.next()?.strip_prefix(word);
    let (new, changed, same) = (count("new ")?, count("changed ")?, count("same ")?);
    Some(format!("新增 {new}，更正 {changed}，相同 {same}：{title}"))
}

/// `by batch 3: reason`
fn withdrawn(detail: &str) -> Option<String> {
    let (batch, reason) = detail.strip_prefix("by batch ")?.split_once(": ")?;
    Some(format!("由批次 {batch} 撤回：{reason}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_said_in_words_and_unknown_ones_as_they_are() {
        let zh = |action: &str, text: &str| detail(action, text, Lang::ZhCn);
        assert_eq!(zh("publish", "draft -> notice"), "草稿 → 公示");
        assert_eq!(zh("publish", "draft -> archived"), "draft -> archived");
        assert_eq!(
            zh("grant", "linjiang assessed_unit 990121 *"),
            "linjiang，被考核单位，990121 及下级，全部指标"
        );
        assert_eq!(zh("grant", "a leader * gdp tax"), "a，领导，全部单位，gdp、tax");
        assert_eq!(
            zh("import", "new 1, changed 2, same 0: 表: 一.xlsx"),
            "新增 1，更正 2，相同 0：表: 一.xlsx"
        );
        assert_eq!(zh("ruling", "rd points: 第 3 号文件"), "rd 改为给定得分：第 3 号文件");
        assert_eq!(zh("decide_objection", "upheld"), "成立");
        assert_eq!(detail("publish", "notice -> final", Lang::En), "on public notice → final");
        assert_eq!(subject("ruling 1 on run a-2025-1", Lang::ZhCn), "测算 a-2025-1 的裁定 1");
        assert_eq!(subject("file schemes/a b.toml version 2", Lang::ZhCn), "文件 schemes/a b.toml 第 2 版");
        assert_eq!(subject("something else", Lang::ZhCn), "something else");
    }
}
