//! Help in both languages: every command and every option has its sentence here.

use baton_service::model::Lang;
use clap::{Arg, ArgAction, Command, CommandFactory as _};

use super::Cli;

/// What a command says of itself.
struct Page {
    /// Its path, such as `scheme to-table`.
    path: &'static str,
    /// How it is written.
    usage: &'static str,
    /// One sentence: Chinese, English.
    about: [&'static str; 2],
    /// Examples: command, Chinese, English.
    examples: &'static [[&'static str; 3]],
    /// Options: id, Chinese, English.
    options: &'static [[&'static str; 3]],
}

const SCHEME: [&str; 3] =
    ["scheme", "办法的标识；不写用工作区的默认办法", "id of the scheme; the workspace's default if omitted"];
const PERIOD: [&str; 3] = [
    "period",
    "周期：2025、2025H1、2025Q3、2025-06 等；不写用工作区的默认周期",
    "period: 2025, 2025H1, 2025Q3, 2025-06 …; the workspace's default if omitted",
];
const AS_OF: [&str; 3] = [
    "as_of",
    "按这一时刻已有的数据测算：2025-06-30 或 2025-06-30T17:00；不写为现在",
    "figures as known at this moment: 2025-06-30 or 2025-06-30T17:00; now if omitted",
];
const OUT: [&str; 3] = ["out", "写进这个文件", "write to this file"];

const GLOBAL: [[&str; 3]; 7] = [
    ["workspace", "工作区文件夹，默认为当前文件夹", "the workspace folder, by default the current one"],
    [
        "lang",
        "语言：zh-CN 或 en；默认按 LANG，再默认中文",
        "language: zh-CN or en; by default as LANG says, else Chinese",
    ],
    [
        "format",
        "结果格式：table（默认）、csv、json、xlsx",
        "format of results: table (default), csv, json, xlsx",
    ],
    [
        "bom",
        "CSV 以 BOM 开头，便于表格软件识别编码",
        "begin CSV with a byte order mark, for spreadsheet programs",
    ],
    [
        "color",
        "颜色：auto（默认）、always、never；NO_COLOR 也算 never",
        "colour: auto (default), always, never; NO_COLOR means never",
    ],
    ["help", "显示帮助", "show help"],
    ["version", "显示版本", "show the version"],
];

const PAGES: [Page; 15] = [
    Page {
        path: "",
        usage: "baton [-w DIR] COMMAND …",
        about: [
            "Baton 指挥棒：把考核办法变成人人可以核对的排名。",
            "Baton 指挥棒: turns an assessment method into a ranking everyone can check.",
        ],
        examples: &[
            [
                "baton demo",
                "用公开数据给31个省级地区打分",
                "score 31 provincial-level regions on published figures",
            ],
            ["baton init my --pack provinces-hqd", "从模板包新建工作区", "make a workspace from a pack"],
            ["baton -w my score --period 2022", "测算并显示排名", "score and show the ranking"],
        ],
        options: &[],
    },
    Page {
        path: "init",
        usage: "baton init DIR [--pack NAME]",
        about: [
            "新建工作区：从模板包，或一个带注释的空架子",
            "make a workspace: from a pack, or a skeleton with comments",
        ],
        examples: &[
            ["baton init my --pack provinces-hqd", "从模板包", "from a pack"],
            ["baton init my", "空架子", "a skeleton"],
        ],
        options: &[["folder", "新文件夹", "the new folder"], ["pack", "模板包的名称", "name of the pack"]],
    },
    Page {
        path: "check",
        usage: "baton check [SCHEME]",
        about: [
            "检查工作区的文件和办法，指出每一处问题",
            "check the files and schemes of a workspace and point at every problem",
        ],
        examples: &[
            ["baton check", "检查全部", "check everything"],
            ["baton check county_hqd", "只检查一个办法", "check one scheme"],
        ],
        options: &[["scheme", "只检查这个办法", "only this scheme"]],
    },
    Page {
        path: "try",
        usage: "baton try INDICATOR VALUE [--unit UNIT] [--scheme SCHEME] [--period PERIOD]",
        about: [
            "试算：某个指标是这个数时得多少分，一步一步写出来",
            "what one value would score, step by step",
        ],
        examples: &[
            ["baton try rd 2.1", "rd 为 2.1 时得几分", "what rd = 2.1 scores"],
            [
                "baton try rd 2.1 --unit 河南省",
                "用河南省的分组和权重",
                "with the group and weights of one unit",
            ],
        ],
        options: &[
            ["indicator", "办法中的指标标识", "id of an indicator of the scheme"],
            ["value", "试算的数", "the value to try"],
            [
                "unit",
                "按这个单位的分组和参数；不写取第一个考核对象",
                "with this unit's group and parameters; the first subject if omitted",
            ],
            ["scheme", "办法的标识", "id of the scheme"],
            PERIOD,
            AS_OF,
        ],
    },
    Page {
        path: "import",
        usage: "baton import FILE… [--dry-run] [--recorded-at TIME] [--by NAME]",
        about: [
            "导入数据：xlsx、xls、ods、csv；错处写回原表",
            "import figures from xlsx, xls, ods or csv; errors come back in the same workbook",
        ],
        examples: &[[
            "baton import 2025上半年.xlsx --dry-run",
            "先看看会导入什么",
            "see what would be imported",
        ]],
        options: &[
            ["files", "要导入的文件", "the files"],
            ["dry_run", "只检查，不写入", "only check, write nothing"],
            [
                "recorded_at",
                "记录时刻，用于补录历次修订",
                "when the figures were recorded, for importing earlier vintages",
            ],
            ["by", "记录人", "who records them"],
        ],
    },
    Page {
        path: "score",
        usage: "baton score [SCHEME] [--period PERIOD] [--as-of TIME] [--group GROUP] [--out FILE]",
        about: [
            "按办法测算，显示位次、升降、得分和主要失分",
            "score with a scheme: rank, change, points and where most were lost",
        ],
        examples: &[
            ["baton score provinces_hqd --period 2022", "2022年的排名", "the ranking of 2022"],
            ["baton score --period 2022 --format csv --out 2022.csv", "写成 CSV", "write CSV"],
            [
                "baton score enterprise_yield --period 2024 --data in.csv --out out.csv",
                "直接给一张表打分",
                "score a table straight through",
            ],
        ],
        options: &[
            SCHEME,
            PERIOD,
            AS_OF,
            ["group", "只显示这个分组", "show this group only"],
            [
                "data",
                "直接给这张表打分，不用工作区的数据；同时要写 --out",
                "score this table instead of the workspace's figures; needs --out",
            ],
            OUT,
        ],
    },
    Page {
        path: "explain",
        usage: "baton explain [SCHEME] --unit UNIT [--period PERIOD] [--indicator ID] [--as-of TIME]",
        about: [
            "说明一个单位的得分：规则、代入数字的公式、比较对象、修约、来源单元格",
            "explain a unit's score: rule, formula with numbers, reference set, rounding, source cells",
        ],
        examples: &[
            ["baton explain provinces_hqd --period 2022 --unit 河南省", "全部指标", "all indicators"],
            ["baton explain --period 2022 --unit 河南省 --indicator rd", "一个指标", "one indicator"],
        ],
        options: &[
            SCHEME,
            PERIOD,
            AS_OF,
            ["unit", "单位的代码或名称", "code or name of the unit"],
            ["indicator", "只说明这个指标或一级指标", "only this indicator or dimension"],
        ],
    },
    Page {
        path: "compare",
        usage: "baton compare SCHEME FROM TO [--unit UNIT] [--as-of TIME]",
        about: [
            "比较两个周期：得分和位次的变化，分解到自身数据、他人数据、目标、办法、更正、区划",
            "compare two periods: changes split into own data, peers, targets, scheme, corrections, tree",
        ],
        examples: &[[
            "baton compare provinces_hqd 2021 2022",
            "两年之间的变化",
            "what changed between two years",
        ]],
        options: &[
            ["scheme", "办法的标识", "id of the scheme"],
            ["from", "前一周期", "the earlier period"],
            ["to", "后一周期", "the later period"],
            ["unit", "只看这个单位，分解到指标", "this unit only, by indicator"],
            AS_OF,
        ],
    },
    Page {
        path: "export",
        usage: "baton export [SCHEME] --out FILE.xlsx [--period PERIOD] [--as-of TIME]",
        about: [
            "导出工作簿：公式是活的，被考核单位可以自己重算",
            "export a workbook with live formulas that an assessed unit can recompute",
        ],
        examples: &[[
            "baton export provinces_hqd --period 2022 --out result.xlsx",
            "导出 2022 年",
            "export 2022",
        ]],
        options: &[SCHEME, PERIOD, AS_OF, OUT],
    },
    Page {
        path: "verify",
        usage: "baton verify RUN",
        about: ["重放一次已发布的测算，核对每一个字节", "replay a published run and compare every byte"],
        examples: &[],
        options: &[["run", "测算的编号", "id of the run"]],
    },
    Page {
        path: "scheme",
        usage: "baton scheme to-table|from-table …",
        about: ["办法与指标表互相转换", "turn a scheme's indicators into a table and back"],
        examples: &[],
        options: &[],
    },
    Page {
        path: "scheme to-table",
        usage: "baton scheme to-table [SCHEME] [--out FILE]",
        about: ["把办法的指标写成表，一行一个指标", "write a scheme's indicators as a table, one a row"],
        examples: &[["baton scheme to-table county_hqd --out indicators.csv", "写成 CSV", "as CSV"]],
        options: &[SCHEME, OUT],
    },
    Page {
        path: "scheme from-table",
        usage: "baton scheme from-table FILE [--out FILE]",
        about: ["把指标表写成办法的 TOML", "turn a table of indicators into TOML"],
        examples: &[["baton scheme from-table indicators.csv", "显示 TOML", "show the TOML"]],
        options: &[["table", "指标表，csv 或 xlsx", "the table, csv or xlsx"], OUT],
    },
    Page {
        path: "demo",
        usage: "baton demo [--out FILE]",
        about: [
            "演示：用公开数据给31个省级地区打分，并写出工作簿",
            "score 31 provincial-level regions on published figures and write a workbook",
        ],
        examples: &[["baton demo", "不需要任何准备", "nothing needs to be prepared"]],
        options: &[["out", "工作簿，默认 result.xlsx", "the workbook, by default result.xlsx"]],
    },
    Page {
        path: "completions",
        usage: "baton completions bash|zsh|fish|powershell|elvish",
        about: ["输出命令补全脚本", "print a completion script for a shell"],
        examples: &[["baton completions bash > /etc/bash_completion.d/baton", "bash", "bash"]],
        options: &[[
            "shell",
            "bash、zsh、fish、powershell 或 elvish",
            "bash, zsh, fish, powershell or elvish",
        ]],
    },
];

/// Exit codes, shown under every help page.
const EXIT: [&str; 2] = [
    "退出码：0 完成；1 您的文件有问题；2 用法不对；3 程序的错。结果在标准输出，说明在标准错误。",
    "Exit codes: 0 done; 1 problems in your files; 2 wrong use; 3 a fault of ours. Results go to stdout, talk to stderr.",
];

/// The command with its help in a language.
pub(crate) fn command(lang: Lang) -> Command {
    let command = Cli::command()
        .subcommand_help_heading(lang.pick("命令", "Commands"))
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .arg(Arg::new("help").short('h').long("help").action(ArgAction::Help).global(true))
        .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version));
    localise(command, "", lang)
}

fn localise(command: Command, path: &str, lang: Lang) -> Command {
    let Some(page) = PAGES.iter().find(|page| page.path == path) else { return command };
    let template = lang.pick(
        "{about}\n\n用法：{usage}\n\n{all-args}{after-help}",
        "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}",
    );
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut command = command
        .about(pick(lang, page.about))
        .override_usage(page.usage)
        .help_template(template)
        .after_help(examples(page, lang))
        .mut_args(|arg| option(arg, page, lang));
    if !names.is_empty() {
        command = command
            .subcommand_help_heading(lang.pick("命令", "Commands"))
            .subcommand_required(true)
            .disable_help_subcommand(true);
    }
    for name in names {
        let below = if path.is_empty() { name.clone() } else { format!("{path} {name}") };
        command = command.mut_subcommand(name, |sub| localise(sub, &below, lang));
    }
    command
}

fn pick(lang: Lang, texts: [&'static str; 2]) -> &'static str {
    lang.pick(texts[0], texts[1])
}

fn option(arg: Arg, page: &Page, lang: Lang) -> Arg {
    let id = arg.get_id().as_str();
    let own = page.options.iter().find(|[name, ..]| *name == id);
    let general = GLOBAL.iter().find(|[name, ..]| *name == id);
    let (heading, text) = match (own, general) {
        (Some([_, zh, en]), _) if arg.is_positional() => (lang.pick("参数", "Arguments"), lang.pick(zh, en)),
        (Some([_, zh, en]), _) => (lang.pick("选项", "Options"), lang.pick(zh, en)),
        (None, Some([_, zh, en])) => (lang.pick("通用选项", "General options"), lang.pick(zh, en)),
        (None, None) => return arg,
    };
    let arg = arg.help(text).help_heading(heading);
    if arg.get_action().takes_values() {
        arg.hide_default_value(true).hide_possible_values(true)
    } else {
        arg
    }
}

fn examples(page: &Page, lang: Lang) -> String {
    let mut text = String::new();
    if !page.examples.is_empty() {
        text.push_str(lang.pick("例：\n", "Examples:\n"));
        for [command, zh, en] in page.examples {
            text.push_str(&format!("  {command}\n      {}\n", lang.pick(zh, en)));
        }
        text.push('\n');
    }
    text.push_str(pick(lang, EXIT));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn undocumented(command: &Command, path: &str, found: &mut Vec<String>) {
        if command.get_about().is_none() {
            found.push(path.to_owned());
        }
        found.extend(
            command
                .get_arguments()
                .filter(|arg| arg.get_help().is_none())
                .map(|arg| format!("{path} {}", arg.get_id())),
        );
        for sub in command.get_subcommands() {
            undocumented(sub, &format!("{path} {}", sub.get_name()), found);
        }
    }

    #[test]
    fn everything_has_a_sentence() {
        for lang in [Lang::ZhCn, Lang::En] {
            let mut found = Vec::new();
            undocumented(&command(lang), "baton", &mut found);
            assert_eq!(found, Vec::<String>::new());
            command(lang).debug_assert();
        }
    }
}
