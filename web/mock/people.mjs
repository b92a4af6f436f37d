// Accounts of the mock, one a role; the password of every account is baton-demo.
import { units, unitOf } from './city.mjs'

export const CAPABILITIES = {
  view_published: '看已发布结果', view_drafts: '看未发布结果', view_figures: '看数据', view_scheme: '看办法', edit_scheme: '改办法', import_figures: '导入数据', lock_figures: '锁定数据', run_scheme: '测算', publish: '发布', rule: '裁定', object: '提异议',
  what_if: '试算', export: '导出', verify: '核验', view_audit: '看审计', manage_accounts: '管账号', view_health: '看运行', manage_jobs: '管作业', manage_grants: '管授权', manage_sessions: '管会话', explain_access: '问权限' }
const data = ['view_published', 'view_figures', 'view_scheme', 'export', 'explain_access']
export const roles = [
  ['assessment_office', '考核办', [...data, 'view_drafts', 'edit_scheme', 'import_figures', 'lock_figures', 'run_scheme', 'publish', 'rule', 'what_if', 'verify']],
  ['indicator_department', '指标责任部门', [...data, 'import_figures']], ['statistics_bureau', '统计局', [...data, 'import_figures', 'lock_figures']],
  ['assessed_unit', '被考核单位', [...data, 'import_figures', 'object']], ['supervision_office', '督查室', data], ['leader', '领导', [...data, 'what_if']],
  ['auditor', '审计', [...data, 'view_drafts', 'verify', 'view_audit']], ['researcher', '研究者', [...data, 'what_if']],
  ['system_admin', '系统管理员', ['manage_accounts', 'view_health', 'manage_jobs', 'explain_access']], ['security_admin', '安全管理员', ['manage_grants', 'manage_sessions', 'explain_access']], ['audit_admin', '审计管理员', ['view_audit', 'verify', 'explain_access']],
].map(([role, name, caps]) => ({ role, name, capabilities: caps.map((id) => ({ id, name: CAPABILITIES[id] })) }))

const person = (account, name, role, unit, more = {}) => ({ account, name, role, unit, state: 'active', totp: false, must_change: false, ...more })
export const people = [
  person('office', '李华', 'assessment_office', '990100'), person('keji', '王敏', 'indicator_department', '990100', { indicators: ['rd_expenditure', 'hitech_share', 'zone_rd'] }), person('stats', '陈立', 'statistics_bureau', '990100'),
  person('linjiang', '周宁', 'assessed_unit', '990121'), person('leader', '高远', 'leader', '990100'), person('audit', '何清', 'auditor', '990100'), person('research', '林序', 'researcher', '990100'), person('supervise', '许明', 'supervision_office', '990100'),
  person('sysadmin', '系统管理员', 'system_admin', null), person('secadmin', '安全管理员', 'security_admin', null), person('auditadmin', '审计管理员', 'audit_admin', null),
  person('fresh', '新用户', 'assessed_unit', '990125', { must_change: true }), person('totp', '双因子', 'leader', '990100', { totp: true }),
]
export const roleOf = (id) => roles.find((r) => r.role === id)
export function sessionOf(p, lang) {
  const role = roleOf(p.role)
  const unit = p.unit ? { code: p.unit, name: unitOf(p.unit).name } : null
  const all = p.unit === '990100'
  return { account: p.account, name: p.name, lang: p.lang ?? lang, must_change_password: p.must_change, csrf: 'csrf-of-the-mock', capabilities: role.capabilities.map((c) => c.id), roles: [{ role: p.role, role_name: role.name, unit, indicators: p.indicators ?? null }],
    scope_badge: !unit ? '不含业务数据' : all ? (p.indicators ? `全市 · ${p.indicators.length} 项指标` : '全部') : `仅显示：${unit.name}及以下`, home_unit: unit && !all ? unit : null, totp: p.totp, idle_until: '2026-03-16T03:00:00Z', ends: '2026-03-16T14:30:00Z' }
}
export const scopeOf = (p) => (p.unit && p.unit !== '990100' ? units.filter((u) => u.code === p.unit || u.parent === p.unit).map((u) => u.code) : null)
