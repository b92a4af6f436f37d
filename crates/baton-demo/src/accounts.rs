//! The people who sign in: one for each role, all invented.

/// The password of every account of the demo city. It is printed when the city is seeded and serves for nothing else.
pub const DEMO_PASSWORD: &str = "Example-City-2026";

/// An account of the demo city.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DemoAccount {
    /// What is typed to sign in.
    pub account: &'static str,
    /// Invented name and office.
    pub name: &'static str,
    /// Role by its id; an administrator's role has no unit.
    pub role: &'static str,
    /// Root of the units the grant covers; none for administrators.
    pub unit: Option<&'static str>,
    /// Indicators the grant is limited to, by code; empty: all.
    pub indicators: &'static [&'static str],
}

const TECHNOLOGY: &[&str] = &[
    "rd_expenditure",
    "rd_intensity",
    "hitech_share",
    "hitech_firms",
    "tech_smes",
    "tech_contracts",
    "zone_rd",
    "firm_rd_expense",
];

const fn account(
    account: &'static str,
    name: &'static str,
    role: &'static str,
    unit: &'static str,
) -> DemoAccount {
    DemoAccount { account, name, role, unit: Some(unit), indicators: &[] }
}

const fn administrator(account: &'static str, name: &'static str, role: &'static str) -> DemoAccount {
    DemoAccount { account, name, role, unit: None, indicators: &[] }
}

/// The accounts. The statistics bureau's covers all indicators of the city; that of the science department only its own.
pub(crate) const ACCOUNTS: &[DemoAccount] = &[
    account("office", "周衡（市考核办）", "assessment_office", "990100"),
    DemoAccount {
        account: "science",
        name: "陆研（市科技局）",
        role: "indicator_department",
        unit: Some("990100"),
        indicators: TECHNOLOGY,
    },
    account("statistics", "沈籍（市统计局）", "statistics_bureau", "990100"),
    account("linjiang", "江予（临江县）", "assessed_unit", "990121"),
    account("woxi", "溪宁（沃溪县）", "assessed_unit", "990126"),
    account("supervision", "严督（市委市政府督查室）", "supervision_office", "990100"),
    account("services", "何助（市项目和企业服务中心）", "service_office", "990100"),
    account("leader", "方总（市领导）", "leader", "990100"),
    account("auditor", "审言（市审计局）", "auditor", "990100"),
    account("researcher", "顾析（市发展研究中心）", "researcher", "990100"),
    administrator("system", "系统管理员", "system_admin"),
    administrator("security", "安全管理员", "security_admin"),
    administrator("audit", "审计管理员", "audit_admin"),
];
