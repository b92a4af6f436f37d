//! Pages of the commands on kept runs, scheme files and servers.

use super::pages::{AS_OF, BY, DATABASE, LISTEN, OUT, PERIOD, Page, SCHEME};

/// Pages of the commands on kept runs, scheme files and servers.
pub(super) const PAGES: &[Page] = &[
    Page {
        path: "run",
        usage: "baton run keep|list|show|publish|rule|restate …",
        about: ["保存、公示、定稿和更正测算结果", "keep runs, publish them, and restate what was published"],
        examples: &[],
        options: &[],
    },
    Page {
        path: "run keep",
        usage: "baton run keep [SCHEME] [--period PERIOD] [--as-of TIME] [--by NAME]",
        about: [
            "测算并保存为草稿：办法、数据、结果一并冻结",
            "run a scheme and keep it as a draft: scheme, figures and results are frozen",
        ],
        examples: &[[
            "baton run keep county_hqd --period 2025",
            "保存 2025 年的测算",
            "keep the run of 2025",
        ]],
        options: &[SCHEME, PERIOD, AS_OF, BY],
    },
    Page {
        path: "run list",
        usage: "baton run list [SCHEME]",
        about: ["列出保存的测算和各自的状态", "list the runs that are kept and where they stand"],
        examples: &[],
        options: &[["scheme", "只列这个办法的", "only of this scheme"]],
    },
    Page {
        path: "run show",
        usage: "baton run show RUN [--group GROUP] [--unit UNIT [--indicator ID]] [--out FILE]",
        about: [
            "按保存时的样子显示一次测算：排名，或一个单位的得分说明",
            "show a run as it was kept: the ranking, or one unit's score explained",
        ],
        examples: &[
            ["baton run show county_hqd-2025-1", "排名", "the ranking"],
            [
                "baton run show county_hqd-2025-1 --unit 甲县",
                "甲县的得分说明",
                "one county's score explained",
            ],
            [
                "baton run show county_hqd-2025-1 --out result.xlsx",
                "带公式的工作簿",
                "the workbook with live formulas",
            ],
        ],
        options: &[
            ["run", "测算的编号", "id of the run"],
            ["unit", "单位的代码或名称", "code or name of the unit"],
            ["indicator", "只说明这个指标或一级指标", "only this indicator or dimension"],
            ["group", "只显示这个分组", "show this group only"],
            OUT,
        ],
    },
    Page {
        path: "run publish",
        usage: "baton run publish RUN [--notice-until DATE | --final | --restated] [--by NAME]",
        about: [
            "公示到某一天，或定为正式结果；发布后不能改动",
            "put a run on public notice until a day, or make it final; what is published never changes",
        ],
        examples: &[
            ["baton run publish county_hqd-2025-1 --notice-until 2026-03-20", "公示", "on public notice"],
            ["baton run publish county_hqd-2025-1 --final", "定为正式结果", "make it final"],
        ],
        options: &[
            ["run", "测算的编号", "id of the run"],
            ["notice_until", "公示到这一天", "last day of the public notice"],
            ["final", "正式结果", "final"],
            ["restated", "作为更正发布", "as a restatement"],
            BY,
        ],
    },
    Page {
        path: "run rule",
        usage: "baton run rule RUN --unit UNIT --node ID (--points POINTS | --exclude) --basis DOCUMENT --approver NAME",
        about: [
            "对已发布的结果记下一项裁定；更正时生效",
            "record a ruling on a published run; it takes effect when the run is restated",
        ],
        examples: &[[
            "baton run rule county_hqd-2025-1 --unit 甲县 --node rd --points 8.5 --basis 考核办〔2026〕3号 --approver 联席会议",
            "甲县这项得 8.5 分",
            "the county gets 8.5 points there",
        ]],
        options: &[
            ["run", "已发布的测算", "the published run"],
            ["unit", "单位的代码或名称", "code or name of the unit"],
            ["node", "指标或一级指标；total 为总分", "the indicator or dimension; total is the whole"],
            ["points", "改得这些分", "it gets these points"],
            ["exclude", "这项不计", "it is left out"],
            ["basis", "依据的文件", "the document behind it"],
            ["approver", "批准人", "who approved it"],
            BY,
        ],
    },
    Page {
        path: "run restate",
        usage: "baton run restate RUN [--as-of TIME] [--by NAME]",
        about: [
            "按现有数据重新测算已发布的结果，存为更正草稿，并列出每一处变化",
            "run a published scheme again on the figures of now, keep it as the draft of a restatement, and list what changed",
        ],
        examples: &[["baton run restate county_hqd-2025-1", "更正", "a restatement"]],
        options: &[["run", "要更正的测算", "the run to restate"], AS_OF, BY],
    },
    Page {
        path: "scheme",
        usage: "baton scheme to-table|from-table|schema …",
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
        path: "scheme schema",
        usage: "baton scheme schema [--out FILE]",
        about: [
            "输出办法文件格式的 JSON Schema，供编辑器提示和校验",
            "print the JSON Schema of scheme files, for editors",
        ],
        examples: &[["baton scheme schema --out scheme.schema.json", "写成文件", "to a file"]],
        options: &[OUT],
    },
    Page {
        path: "demo",
        usage: "baton demo [--out FILE] | baton demo --dir DIR [--listen ADDR] [--seed-only]",
        about: [
            "演示：用公开数据给31个省级地区打分；或建一个示例市，在浏览器里打开",
            "score 31 provincial-level regions on published figures; or make the demo city and open it in the browser",
        ],
        examples: &[
            ["baton demo", "不需要任何准备", "nothing needs to be prepared"],
            [
                "baton demo --dir city --listen 127.0.0.1:8080",
                "建示例市并提供网页",
                "make the demo city and serve it",
            ],
        ],
        options: &[
            ["out", "工作簿，默认 result.xlsx", "the workbook, by default result.xlsx"],
            [
                "dir",
                "示例市的文件夹；已经有的接着用",
                "the folder of the demo city; one that is there is used as it is",
            ],
            LISTEN,
            DATABASE,
            ["seed_only", "只建示例市，不提供服务", "make the city and stop"],
            ["scale", "规模的倍数，供测速用", "so many times the size, for measuring"],
        ],
    },
    Page {
        path: "serve",
        usage: "baton serve [-w DIR] [--database URL] [--listen ADDR]",
        about: [
            "提供网页和接口：第一次启动时收下工作区的文件和数据，并建三个管理员",
            "serve pages and API; the first start takes in the workspace's files and figures and makes three administrators",
        ],
        examples: &[
            ["baton serve -w my", "数据存在 my/.baton 里", "data are kept in my/.baton"],
            [
                "baton serve -w my --database postgres://baton@db/baton --listen 0.0.0.0:8443 --tls-certificate c.pem --tls-key k.pem",
                "数据存在 PostgreSQL，自带 TLS",
                "data are kept in PostgreSQL, with TLS of its own",
            ],
        ],
        options: &[
            LISTEN,
            DATABASE,
            ["tls_certificate", "证书（PEM）", "certificate (PEM)"],
            ["tls_key", "证书的私钥（PEM）", "its key (PEM)"],
            [
                "behind_proxy",
                "在反向代理之后：相信 X-Forwarded-For，Cookie 只经 TLS 发送",
                "behind a reverse proxy: X-Forwarded-For is believed, cookies go over TLS only",
            ],
            [
                "origin",
                "用户看到的地址，如 https://baton.example.gov.cn",
                "the address people know, such as https://baton.example.gov.cn",
            ],
            [
                "oidc",
                "统一身份认证（OpenID Connect）的设置文件",
                "settings of sign-in elsewhere (OpenID Connect)",
            ],
            ["upload_mb", "上传文件的上限（MB），默认 64", "largest upload in MB, by default 64"],
        ],
    },
    Page {
        path: "backup",
        usage: "baton backup FILE [-w DIR] [--database URL]",
        about: [
            "备份：把全部数据写进一个文件，服务运行时也可以",
            "write everything to one file, also while the server runs",
        ],
        examples: &[["baton backup city.backup -w city", "", ""]],
        options: &[["file", "备份文件", "the backup"], DATABASE],
    },
    Page {
        path: "restore",
        usage: "baton restore FILE [-w DIR] [--database URL]",
        about: ["恢复：把备份读进一个空的数据库", "read a backup into an empty database"],
        examples: &[[
            "baton restore city.backup --database postgres://baton@db/baton",
            "从 SQLite 迁到 PostgreSQL 也用它",
            "also the way from SQLite to PostgreSQL",
        ]],
        options: &[["file", "备份文件", "the backup"], DATABASE],
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
