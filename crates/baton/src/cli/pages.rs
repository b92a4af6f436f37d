//! Every command and every option has its sentence here or in [`super::pages_kept`], in both languages.

/// What a command says of itself.
pub(super) struct Page {
    /// Its path, such as `scheme to-table`.
    pub(super) path: &'static str,
    /// How it is written.
    pub(super) usage: &'static str,
    /// One sentence: Chinese, English.
    pub(super) about: [&'static str; 2],
    /// Examples: command, Chinese, English.
    pub(super) examples: &'static [[&'static str; 3]],
    /// Options: id, Chinese, English.
    pub(super) options: &'static [[&'static str; 3]],
}

pub(super) const SCHEME: [&str; 3] =
    ["scheme", "办法的标识；不写用工作区的默认办法", "id of the scheme; the workspace's default if omitted"];
pub(super) const PERIOD: [&str; 3] = [
    "period",
    "周期：2025、2025H1、2025Q3、2025-06 等；不写用工作区的默认周期",
    "period: 2025, 2025H1, 2025Q3, 2025-06 …; the workspace's default if omitted",
];
pub(super) const AS_OF: [&str; 3] = [
    "as_of",
    "按这一时刻已有的数据测算：2025-06-30 或 2025-06-30T17:00；不写为现在",
    "figures as known at this moment: 2025-06-30 or 2025-06-30T17:00; now if omitted",
];
pub(super) const BY: [&str; 3] =
    ["by", "经办人，默认为系统用户名", "who does it, by default the name of the system's user"];
pub(super) const LISTEN: [&str; 3] =
    ["listen", "监听的地址，默认 127.0.0.1:8080", "the address to listen on, by default 127.0.0.1:8080"];
pub(super) const DATABASE: [&str; 3] = [
    "database",
    "数据库：sqlite:文件 或 postgres://…；默认为工作区的 .baton/store.db；也可用环境变量 BATON_DATABASE",
    "the database: sqlite:FILE or postgres://…; by default the workspace's .baton/store.db; or BATON_DATABASE in the environment",
];
pub(super) const OUT: [&str; 3] = ["out", "写进这个文件", "write to this file"];

pub(super) const GLOBAL: [[&str; 3]; 7] = [
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

/// Pages of the commands on schemes and figures.
pub(super) const PAGES: &[Page] = &[
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
        usage: "baton import FILE… [--dry-run] [--clean-rows] [--reason TEXT] [--recorded-at TIME]",
        about: [
            "导入数据：xlsx、xls、ods、csv；有错的表连同错处另存一份，改好再导",
            "import figures from xlsx, xls, ods or csv; a faulty file comes back as a workbook that marks what to mend",
        ],
        examples: &[
            ["baton import 2025上半年.xlsx --dry-run", "先看看会导入什么", "see what would be imported"],
            [
                "baton import gdp.csv --recorded-at 2021-01-20 --reason 初步核算",
                "补录当时公布的数",
                "record a vintage as it was known then",
            ],
        ],
        options: &[
            ["files", "要导入的文件", "the files"],
            ["dry_run", "只检查，不写入", "only check, write nothing"],
            [
                "clean_rows",
                "文件有错时，没有错的行照样导入；默认整份不导入",
                "take the rows without an error; by default a faulty file is not taken at all",
            ],
            [
                "recorded_at",
                "记录时刻，用于补录历次修订",
                "when the figures were recorded, for importing earlier vintages",
            ],
            ["by", "记录人，默认为系统用户名", "who records them, by default the name of the system's user"],
            ["reason", "更正已有数据的原因", "why recorded figures are corrected"],
            ["period", "文件没有写明周期时的周期", "the period, where the file does not say"],
            ["unit", "文件没有写明单位时的单位", "the unit, where the file does not say"],
            ["indicator", "文件没有写明指标时的指标", "the indicator, where the file does not say"],
            [
                "scenario",
                "文件没有写明时：actual（默认）、plan、forecast",
                "where the file does not say: actual (default), plan, forecast",
            ],
            ["series", "口径", "the series"],
            ["errors", "标出错处的表存为这个文件", "write the workbook that marks the errors to this file"],
        ],
    },
    Page {
        path: "template",
        usage: "baton template [SCHEME] --out FILE.xlsx [--period PERIOD]",
        about: [
            "生成填报表：办法用到的指标、考核对象、计量单位都已列好，填好即可导入",
            "write a form to fill in: the scheme's indicators and units with their measures, ready to be imported",
        ],
        examples: &[[
            "baton template county_hqd --period 2025 --out 填报表.xlsx",
            "2025年的填报表",
            "the form for 2025",
        ]],
        options: &[SCHEME, PERIOD, OUT],
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
        usage: "baton verify [RUN]",
        about: [
            "用冻结的数据重放测算，逐字节核对；不写编号则核对整个存储",
            "replay a run from its frozen inputs and compare every byte; without a run, verify the whole store",
        ],
        examples: &[
            ["baton verify county_hqd-2025-1", "重放一次测算", "replay one run"],
            [
                "baton verify",
                "核对审计链、数据和每一次测算",
                "verify the audit chain, the figures and every run",
            ],
        ],
        options: &[["run", "测算的编号", "id of the run"]],
    },
    Page {
        path: "history",
        usage: "baton history --unit UNIT --indicator INDICATOR --period PERIOD [--scenario SCENARIO] [--series SERIES] [--as-of TIME] [--out FILE]",
        about: [
            "一个数的来龙去脉：每一版的取值、状态、原因、经办人、记录时间、文件和单元格、批次",
            "one figure through time: value, status, reason, by whom, when, file and cell, batch of every version",
        ],
        examples: &[
            [
                "baton history --unit 河南省 --indicator rd_expenditure --period 2022",
                "这个数历次记录和更正",
                "how it was recorded and corrected",
            ],
            [
                "baton history --unit 河南省 --indicator gdp --period 2022 --as-of 2023-06-30",
                "到那一天为止",
                "up to that day",
            ],
            [
                "baton history --unit 河南省 --indicator gdp --period 2022 --out gdp.xlsx",
                "写成工作簿",
                "as a workbook",
            ],
        ],
        options: &[
            ["unit", "单位的代码或名称", "code or name of the unit"],
            ["indicator", "指标的代码、名称或别名", "code, name or alias of the indicator"],
            ["period", "周期：2025、2025Q3、2025-06 等", "period: 2025, 2025Q3, 2025-06 …"],
            ["scenario", "actual（默认）、plan、forecast", "actual (default), plan, forecast"],
            ["series", "只看这个口径", "this series only"],
            ["as_of", "只看这一时刻以前记录的", "only what was recorded by this moment"],
            OUT,
        ],
    },
];
