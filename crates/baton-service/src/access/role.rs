//! Roles (角色): what a grant is a grant of.

use baton_model::message::Term;

use super::capability::Capability;

/// A role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// 考核办
    AssessmentOffice,
    /// 指标责任部门
    IndicatorDepartment,
    /// 统计局
    StatisticsBureau,
    /// 被考核单位
    AssessedUnit,
    /// 督查室
    SupervisionOffice,
    /// 项目和企业服务
    ServiceOffice,
    /// 领导
    Leader,
    /// 审计
    Auditor,
    /// 研究者
    Researcher,
    /// 系统管理员: accounts, jobs, health; no data, no grants.
    SystemAdmin,
    /// 安全管理员: grants, sessions, tokens, lockouts; no data.
    SecurityAdmin,
    /// 审计管理员: audit records; no data.
    AuditAdmin,
}

/// Id and name of each role, in the order of [`Role::ALL`].
const WORDS: [(&str, Term); 12] = [
    ("assessment_office", Term { zh: "考核办", en: "assessment office" }),
    ("indicator_department", Term { zh: "指标责任部门", en: "indicator department" }),
    ("statistics_bureau", Term { zh: "统计局", en: "statistics bureau" }),
    ("assessed_unit", Term { zh: "被考核单位", en: "assessed unit" }),
    ("supervision_office", Term { zh: "督查室", en: "supervision office" }),
    ("service_office", Term { zh: "项目和企业服务", en: "project and enterprise services" }),
    ("leader", Term { zh: "领导", en: "leader" }),
    ("auditor", Term { zh: "审计", en: "auditor" }),
    ("researcher", Term { zh: "研究者", en: "researcher" }),
    ("system_admin", Term { zh: "系统管理员", en: "system administrator" }),
    ("security_admin", Term { zh: "安全管理员", en: "security administrator" }),
    ("audit_admin", Term { zh: "审计管理员", en: "audit administrator" }),
];

impl Role {
    /// All roles.
    pub const ALL: [Self; 12] = [
        Self::AssessmentOffice,
        Self::IndicatorDepartment,
        Self::StatisticsBureau,
        Self::AssessedUnit,
        Self::SupervisionOffice,
        Self::ServiceOffice,
        Self::Leader,
        Self::Auditor,
        Self::Researcher,
        Self::SystemAdmin,
        Self::SecurityAdmin,
        Self::AuditAdmin,
    ];

    /// The stable id.
    pub fn id(self) -> &'static str {
        WORDS[self as usize].0
    }

    /// Reads an id.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.id() == id)
    }

    /// The name for people.
    pub fn term(self) -> &'static Term {
        &WORDS[self as usize].1
    }

    /// Is it one of the three administrators, who see no data?
    pub fn is_administrator(self) -> bool {
        matches!(self, Self::SystemAdmin | Self::SecurityAdmin | Self::AuditAdmin)
    }

    /// Does it report data that is scored? Who does has no sandbox to try figures in.
    pub fn reports_data(self) -> bool {
        matches!(self, Self::IndicatorDepartment | Self::StatisticsBureau | Self::AssessedUnit)
    }

    /// May one account hold both? The three administrators are kept apart from each other and from data.
    pub fn goes_with(self, other: Self) -> bool {
        self == other || !(self.is_administrator() || other.is_administrator())
    }

    /// What it may do.
    pub fn capabilities(self) -> Vec<Capability> {
        Capability::ALL.into_iter().filter(|capability| capability.of(self)).collect()
    }
}
