//! Capabilities (权能): what a role may do. The table of roles and capabilities stands here and nowhere else.

use baton_model::message::Term;

use super::role::Role;

/// Something that may be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Capability {
    /// See published runs.
    ViewPublished,
    /// See runs that are not published yet.
    ViewDrafts,
    /// See figures, explanations and revisions.
    ViewFigures,
    /// See schemes, catalogue and units.
    ViewScheme,
    /// Save versions of workspace files.
    EditScheme,
    /// Report or import figures.
    ImportFigures,
    /// Lock or withdraw batches of others.
    LockFigures,
    /// Make drafts.
    RunScheme,
    /// Publish and restate.
    Publish,
    /// Record rulings on objections.
    Rule,
    /// Object to a cell.
    Object,
    /// Try figures, targets and weights in a sandbox.
    WhatIf,
    /// Export what may be seen.
    Export,
    /// Verify the audit chain and replay runs.
    Verify,
    /// See audit records.
    ViewAudit,
    /// Create, disable, enable and reset accounts.
    ManageAccounts,
    /// See the health of the system.
    ViewHealth,
    /// See and end jobs of others.
    ManageJobs,
    /// Grant and revoke.
    ManageGrants,
    /// End sessions and revoke tokens of others, lift lockouts.
    ManageSessions,
    /// Ask for others why they can or cannot see something; for oneself everybody may.
    ExplainAccess,
    /// See and export the permission matrix.
    ViewPermissions,
}

/// Id and name of each capability, in the order of [`Capability::ALL`].
const WORDS: [(&str, Term); 22] = [
    ("view_published", Term { zh: "查看已发布结果", en: "see published results" }),
    ("view_drafts", Term { zh: "查看测算草稿", en: "see drafts of runs" }),
    ("view_figures", Term { zh: "查看数据和得分说明", en: "see figures and explanations" }),
    ("view_scheme", Term { zh: "查看办法和指标目录", en: "see schemes and the catalogue" }),
    ("edit_scheme", Term { zh: "修改办法、指标目录和单位", en: "change schemes, catalogue and units" }),
    ("import_figures", Term { zh: "报送和导入数据", en: "report and import figures" }),
    ("lock_figures", Term { zh: "锁定和撤回他人的批次", en: "lock and withdraw batches of others" }),
    ("run_scheme", Term { zh: "测算", en: "run schemes" }),
    ("publish", Term { zh: "发布和更正", en: "publish and restate" }),
    ("rule", Term { zh: "裁定异议", en: "rule on objections" }),
    ("object", Term { zh: "提出异议", en: "object" }),
    ("what_if", Term { zh: "沙盘推演", en: "try what would happen" }),
    ("export", Term { zh: "导出", en: "export" }),
    ("verify", Term { zh: "核验", en: "verify" }),
    ("view_audit", Term { zh: "查看审计记录", en: "see audit records" }),
    ("manage_accounts", Term { zh: "管理账号", en: "manage accounts" }),
    ("view_health", Term { zh: "查看系统状态", en: "see the health of the system" }),
    ("manage_jobs", Term { zh: "管理后台任务", en: "manage jobs" }),
    ("manage_grants", Term { zh: "管理授权", en: "manage grants" }),
    ("manage_sessions", Term { zh: "管理会话、令牌和锁定", en: "manage sessions, tokens and lockouts" }),
    ("explain_access", Term { zh: "查询他人的权限缘由", en: "ask why others can or cannot see something" }),
    ("view_permissions", Term { zh: "查看权限清单", en: "see the permission matrix" }),
];

impl Capability {
    /// All capabilities.
    pub const ALL: [Self; 22] = [
        Self::ViewPublished,
        Self::ViewDrafts,
        Self::ViewFigures,
        Self::ViewScheme,
        Self::EditScheme,
        Self::ImportFigures,
        Self::LockFigures,
        Self::RunScheme,
        Self::Publish,
        Self::Rule,
        Self::Object,
        Self::WhatIf,
        Self::Export,
        Self::Verify,
        Self::ViewAudit,
        Self::ManageAccounts,
        Self::ViewHealth,
        Self::ManageJobs,
        Self::ManageGrants,
        Self::ManageSessions,
        Self::ExplainAccess,
        Self::ViewPermissions,
    ];

    /// The stable id.
    pub fn id(self) -> &'static str {
        WORDS[self as usize].0
    }

    /// Reads an id.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|capability| capability.id() == id)
    }

    /// The name for people.
    pub fn term(self) -> &'static Term {
        &WORDS[self as usize].1
    }

    /// Does a role have it?
    pub fn of(self, role: Role) -> bool {
        use Role::{
            AssessedUnit, AssessmentOffice, AuditAdmin, Auditor, IndicatorDepartment, Leader, Researcher,
            SecurityAdmin, StatisticsBureau, SystemAdmin,
        };
        match self {
            Self::ViewPublished | Self::ViewFigures | Self::ViewScheme | Self::Export => {
                !role.is_administrator()
            }
            Self::ViewDrafts => matches!(role, AssessmentOffice | Auditor),
            Self::ImportFigures => {
                matches!(role, IndicatorDepartment | StatisticsBureau | AssessmentOffice | AssessedUnit)
            }
            Self::LockFigures => matches!(role, AssessmentOffice | StatisticsBureau),
            Self::EditScheme | Self::RunScheme | Self::Publish | Self::Rule => role == AssessmentOffice,
            Self::Object => role == AssessedUnit,
            Self::WhatIf => matches!(role, AssessmentOffice | Leader | Researcher),
            Self::Verify => matches!(role, Auditor | AuditAdmin | AssessmentOffice),
            Self::ViewAudit => matches!(role, Auditor | AuditAdmin),
            Self::ManageAccounts | Self::ViewHealth | Self::ManageJobs => role == SystemAdmin,
            Self::ManageGrants | Self::ManageSessions | Self::ExplainAccess => role == SecurityAdmin,
            Self::ViewPermissions => matches!(role, SecurityAdmin | AuditAdmin),
        }
    }

    /// The roles that have it.
    pub fn roles(self) -> Vec<Role> {
        Role::ALL.into_iter().filter(|role| self.of(*role)).collect()
    }
}
