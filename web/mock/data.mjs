// Indicators, units, schemes, imports, what if and administration of the mock.
import { readFileSync } from 'node:fs'
import { figure, indicatorOf, indicators, months, now, reasonOf, unitOf, units, years } from './city.mjs'
import { leavesOf, schemeOf, schemes } from './schemes.mjs'
import { compute, half, memberOf } from './score.mjs'
import { CAPABILITIES, people, roleOf, roles } from './people.mjs'

const source = readFileSync(new URL('../../packs/county-hqd/schemes/county_hqd.toml', import.meta.url), 'utf8')
const KIND = { county: '县区', zone: '开发区', city: '市', province: '省' }

const usedBy = (code) => schemes.flatMap((s) => leavesOf(s).filter((l) => l.indicator.includes(code)).map((l) => ({ scheme: s.id, node: l.id, name: l.name })))
const strip = ({ base, spread, drift, add, scaled, zones, most, ...rest }) => ({ ...rest, used_by: usedBy(rest.code) })
export const indicatorList = (q) => ({ items: indicators.filter((x) => !q || x.name.includes(q) || x.code.includes(q) || x.aliases.some((a) => a.includes(q))).map(strip) })
export function indicator(code) {
  const def = indicatorOf(code)
  return def && { ...strip(def), periods: def.frequency === 'month' ? [...months].reverse() : [...years].reverse(), latest: def.frequency === 'month' ? '2026-02' : '2025', series: code === 'gdp' ? ['年报', '快报'] : ['年报'] }
}
const places = (code) => units.filter((u) => (indicatorOf(code).zones ? u.kind === 'zone' : u.kind === 'county'))
const before = (period) => { const [y, m] = period.split('-'); return m ? `${Number(y) - 1}-${m}` : String(Number(y) - 1) }
function single(code, unit, period) {
  const [y, m] = period.split('-')
  if (!m || indicatorOf(code).accumulation !== 'flow') return null
  const here = figure(code, unit, period)
  const prior = m === '01' ? 0 : figure(code, unit, `${y}-${String(Number(m) - 1).padStart(2, '0')}`)
  return here === null || prior === null ? null : half(here - prior, 2)
}
export function values(code, q) {
  const def = indicatorOf(code)
  if (!def) return null
  return { period: q.period, measure: def.measure, values: places(code).map((u) => {
    const value = figure(code, u.code, q.period)
    const plan = def.accumulation === 'flow' || code === 'pm25' || code === 'gdp_growth' ? figure(code, u.code, q.period, 'plan') : null
    const was = figure(code, u.code, before(q.period))
    const month = q.period.split('-')[1]
    return { code: u.code, name: u.name, value, reason: reasonOf(code, u.code, q.period), plan, completion: plan && value !== null ? value / plan : null, behind: Boolean(plan && value !== null && value / plan < 0.9802), elapsed: month ? Number(month) / 12 : null, yoy: was && value !== null && def.accumulation === 'flow' ? value / was - 1 : null, single: single(code, u.code, q.period), ytd: month && def.accumulation === 'flow' ? value : null }
  }) }
}
export function series(code, unit) {
  const def = indicatorOf(code)
  if (!def || !unitOf(unit)) return null
  const periods = def.frequency === 'month' ? months : years
  return { measure: def.measure, points: periods.map((p) => ({ period: p, value: figure(code, unit, p), reason: reasonOf(code, unit, p), plan: def.accumulation === 'flow' || code === 'pm25' ? figure(code, unit, p, 'plan') : null, single: single(code, unit, p), revised: p === '2025' && code === 'gdp_growth' })) }
}
const unit = (u) => ({ code: u.code, name: u.name, kind: KIND[u.kind], parent: u.parent, parent_name: u.parent ? unitOf(u.parent).name : null, valid_from: u.code === '990105' ? '2024-01-01' : null, valid_to: null, attributes: u.kind === 'county' ? [{ name: '类别', value: u.group }, { name: '生态功能区', value: u.ecological ? '是' : '否' }] : [] })
export const unitList = (q) => ({ items: units.filter((u) => (!q.q || u.name.includes(q.q) || u.code.includes(q.q)) && (!q.parent || u.parent === q.parent) && (!q.kind || KIND[u.kind] === q.kind)).map(unit), next: null })
export const unitDetail = (code) => { const u = unitOf(code); return u && { ...unit(u), changes: code === '990105' ? [{ date: '2024-01-01', kind: '撤县设区', from: ['990131 滨河县'], to: ['990105 滨河区'] }] : [], children: units.filter((x) => x.parent === code).map(({ code: c, name }) => ({ code: c, name })) } }

// ---- schemes
const RULES = { efficacy: '功效系数(60)', minmax: '极差', target: '完成率，不超过满分' }
export function method(scheme) {
  const rows = []
  for (const d of scheme.tree) {
    const weights = (list) => (scheme.groups.length ? scheme.groups.map((g) => list.reduce((s, l) => s + l.weight(g), 0)).join(' / ') : String(list.reduce((s, l) => s + l.weight(''), 0)))
    rows.push({ level: 1, id: d.id, name: d.name, weight: weights(d.leaves), measure: '', rule: '下级相加', source: '', note: '' })
    for (const l of d.leaves) rows.push({ level: 2, id: l.id, name: l.name, weight: weights([l]), measure: l.measure, rule: RULES[l.rule.by], source: l.owner, note: l.direction === 'lower' ? '逆向指标' : '' })
  }
  return { title: `${scheme.title}计分办法`, rows, notes: [{ title: '分组', lines: scheme.groups.length ? ['重点生态功能区归“生态”组；其余按上年第二产业占比是否达到 45% 分 A、B 两组。', '权重一栏依次为 A / B / 生态。'] : ['不分组。'] }, { title: '修约', lines: ['指标得分保留 4 位小数，总分保留 2 位，四舍五入。'] }, { title: '缺数', lines: ['数据不全的，不予测算，并列出所缺的数。'] }] }
}
const lints = (file, text) => {
  const line = text.split('\n').findIndex((l) => l.includes('id = "rd"')) + 1
  return [{ severity: 'lint', code: 'L204', message: '“研发经费投入强度”与“高新技术产业增加值占比”在历史数据上相关系数 0.93，可能重复计量', hint: '合并其一，或在办法说明里写明理由', file, line: Math.max(1, line), column: 1, end_line: Math.max(1, line), end_column: 10, excerpt: 'id = "rd"' },
    { severity: 'lint', code: 'L211', message: '“生态”组只有 1 个单位，组内比较没有意义', hint: '并入其他组，或改用固定基准', file, line: 37, column: 1, end_line: 37, end_column: 16, excerpt: 'name = "C"' }]
}
export function scheme(id) {
  const s = schemeOf(id)
  if (!s) return null
  const { tree, subjects, graded, levels, ...head } = s
  const file = `schemes/${id}.toml`
  return { head, basis: '示例，无文件依据', author: '考核办 李华', at: '2026-01-08T02:00:00Z', text: source, leaves_text: null, file, method: method(s), diagnostics: lints(file, source),
    versions: [{ version: 3, label: '2025', author: '考核办 李华', at: '2026-01-08T02:00:00Z', note: '研发强度权重由 6 提到 8', digest: 'sm3:71c0aa' }, { version: 2, label: '2024', author: '考核办 李华', at: '2025-01-10T02:00:00Z', note: '生态组取消总量指标', digest: 'sm3:0be91d' }, { version: 1, label: '2023', author: '考核办 李华', at: '2024-01-12T02:00:00Z', note: '初稿', digest: 'sm3:c45f20' }] }
}
export function check({ text }) {
  const diagnostics = lints('schemes/county_hqd.toml', text)
  text.split('\n').forEach((l, n) => { const m = /weight = (-\d+)/.exec(l); if (m) diagnostics.unshift({ severity: 'error', code: 'S118', message: `权重 ${m[1]} 小于 0`, hint: '写 0 或更大的数', file: 'schemes/county_hqd.toml', line: n + 1, column: 1, end_line: n + 1, end_column: l.length + 1, excerpt: l }) })
  if (!text.includes('[scheme]')) diagnostics.unshift({ severity: 'error', code: 'S101', message: '没有 [scheme] 表', hint: '在文件开头写 [scheme]', file: 'schemes/county_hqd.toml', line: 1, column: 1, end_line: 1, end_column: 2, excerpt: '' })
  return { diagnostics, method: method(schemeOf('county_hqd')) }
}
export const completions = () => ({
  keys: [['indicator', 'weight', '权重；可按组写成 { A = 6, B = 6 }'], ['indicator', 'direction', 'higher 正向，lower 逆向'], ['indicator', 'score', '计分方法'], ['scheme', 'full_mark', '满分'], ['rounding', 'total', '总分保留的小数位']].map(([table, key, doc]) => ({ table, key, doc })),
  indicators: indicators.map(({ code, name, measure }) => ({ code, name, measure })), functions: [['plan', 'plan(x)', '计划数'], ['diff', 'diff(x)', '与上期之差'], ['yoy', 'yoy(x)', '同比'], ['to', "to(x, '亿元')", '换算计量单位']].map(([name, signature, doc]) => ({ name, signature, doc })),
  rules: [['efficacy', '功效系数', ['base', 'worst', 'best']], ['minmax', '极差', ['worst', 'best']], ['target', '完成率', ['target', 'cap']]].map(([by, doc, params]) => ({ by, doc, params })) })
export function diff() {
  const lines = source.split('\n').slice(60, 84)
  return { lines: lines.flatMap((text, n) => (text.startsWith('weight = { A = 8') ? [{ kind: 'removed', old: 61 + n, new: null, text: 'weight = { A = 6, B = 6, C = 6 }' }, { kind: 'added', old: null, new: 61 + n, text }] : [{ kind: 'same', old: 61 + n, new: 61 + n, text }])),
    semantic: [{ path: 'innovation.rd', name: '研发经费投入强度', what: '权重（A、B 组）', before: '6', after: '8' }, { path: 'innovation.patent', name: '每万人有效发明专利', what: '权重（A、B 组）', before: '6', after: '4' }, { path: 'overall.output', name: '地区生产总值增速', what: '计分方法', before: '极差', after: '功效系数(60)' }] }
}

// ---- what if
export function whatIf(body) {
  const started = performance.now()
  const s = schemeOf(body.scheme)
  const a = s && compute(s.id, body.period)
  if (!a) return null
  const change = { figures: Object.fromEntries(body.figures.map((x) => [`${x.unit}|${x.indicator}|${x.scenario ?? 'actual'}`, x.value])), weights: Object.fromEntries(body.weights.map((w) => [w.node, w.weight])) }
  const b = compute(s.id, body.period, change)
  return { watermark: '试算结果，不是考核结果', took_ms: half(performance.now() - started, 1), notes: body.weights.length ? ['权重改动后各组满分不再是 100，总分按改动后的权重相加。'] : [],
    rows: b.rows.map((r) => { const was = memberOf(a, r.unit.code); return { code: r.unit.code, name: r.unit.name, group: r.group, rank_before: was.rank, rank_after: r.rank, total_before: was.total, total_after: r.total, points_before: s.tree.map((d) => half(was.dimensions[d.id].points, 2)), points_after: s.tree.map((d) => half(r.dimensions[d.id].points, 2)) } }) }
}
export function reach(body) {
  const s = schemeOf(body.scheme)
  const row = memberOf(compute(s.id, body.period), body.unit)
  if (!row) return null
  const options = leavesOf(s).filter((l) => l.indicator.length === 1 && row.leaves[l.id].value !== null && row.leaves[l.id].ratio < 0.95).slice(0, 4).map((l, n) => { const x = row.leaves[l.id].value; const needed = half(x * (l.direction === 'lower' ? 0.9 - n / 50 : 1.1 + n / 20), 2); return { node: l.id, name: l.name, value_now: x, value_needed: needed, measure: l.measure, change_shown: `${needed > x ? '提高' : '降低'} ${half(Math.abs(needed - x), 2)} ${l.measure}`, total_after: half(row.total + 3 + n * 0.4, 2), rank_after: body.rank } })
  return { reached: options.length > 0, options, note: '只改一项指标、其他单位不变时所需的最小变化。' }
}

// ---- imports
let preview = null
export function startImport(name, size, options = {}) {
  const bad = !/改|fixed/.test(name)
  preview = { id: 'im-1', file: name, size, sheets: [{ name: '县区', layout: 'wide', header_row: 3, columns: [{ column: 'A', header: '县（市、区）', meaning: { kind: 'unit', code: null, name: '单位' } }, { column: 'B', header: 'R&D经费（万元）', meaning: { kind: 'indicator', code: 'rd_expenditure', name: '研发经费' } }, { column: 'C', header: '高新占比', meaning: { kind: 'indicator', code: 'hitech_share', name: '高新技术产业增加值占规上工业比重' } }, { column: 'D', header: '备注', meaning: options.mapping?.[0]?.meaning ?? null }] }],
    counts: { read: 26, new: 9, same: 12, changed: 3, rejected: bad ? 2 : 0, warnings: 1, errors: bad ? 2 : 0 },
    groups: [...(bad ? [{ code: 'I203', message: '单位名称在目录中找不到', hint: '改用全称，或在目录里加上别名', count: 1, severity: 'error' }, { code: 'I117', message: '不是数', hint: '只写数字；缺数写 —', count: 1, severity: 'error' }] : []), { code: 'I310', message: '比上年变化超过三成', hint: '核对计量单位是万元还是亿元', count: 1, severity: 'warning' }],
    problems: [...(bad ? [{ severity: 'error', code: 'I203', sheet: '县区', cell: 'A9', row: 9, found: '临江', expected: '单位代码或全称', fix: '改为“临江县”', message: '单位“临江”在目录中找不到' }, { severity: 'error', code: 'I117', sheet: '县区', cell: 'B14', row: 14, found: '约5万', expected: '数', fix: '写 50000', message: '“约5万”不是数' }] : []), { severity: 'warning', code: 'I310', sheet: '县区', cell: 'B11', row: 11, found: '91200', expected: '45000 至 85000', fix: '确认无误即可继续', message: '石门县研发经费比上年增长 42.1%' }],
    changes: [['990121', 'rd_expenditure', 48200, 51350], ['990123', 'rd_expenditure', 70110, 70180], ['990126', 'hitech_share', 41.2, 40.7]].map(([u, c, a, b]) => ({ unit: u, unit_name: unitOf(u).name, indicator: c, indicator_name: indicatorOf(c).name, period: '2025', before: a, after: b, measure: indicatorOf(c).measure })),
    needs_reason: true, remembered: true, outside_scope: 0, marked: bad ? '/api/imports/im-1/marked.xlsx' : null, can_commit: !bad || Boolean(options.clean_rows) }
  return preview
}
export const thePreview = () => preview
export const setPreview = (p) => { preview = p }
export const batches = [
  { id: 'b-2026-0311', title: '科技局 2025 年研发经费', at: '2026-03-11T03:20:00Z', by: '科技局 王敏', reason: '年报数', files: [{ name: '科技统计.xlsx', digest: 'sm3:aa18', size: 31244 }], new: 9, changed: 3, state: 'open', mine: true },
  { id: 'b-2026-0211', title: '统计局 2025 年国民经济核算', at: '2026-02-11T08:14:00Z', by: '统计局 陈立', reason: null, files: [{ name: '核算.xlsx', digest: 'sm3:be70', size: 90211 }], new: 54, changed: 0, state: 'locked', mine: false },
  { id: 'b-2026-0120', title: '统计局 快报', at: '2026-01-20T02:05:00Z', by: '统计局 陈立', reason: '以年报数为准', files: [{ name: '快报.xlsx', digest: 'sm3:19cd', size: 44120 }], new: 27, changed: 0, state: 'withdrawn', mine: false },
]

// ---- administration
export const accounts = () => ({ items: people.map((p) => ({ account: p.account, name: p.name, unit: p.unit ? { code: p.unit, name: unitOf(p.unit).name } : null, state: p.state, must_change: p.must_change, locked_until: p.account === 'keji' ? '2026-03-16T02:40:00Z' : null, totp: p.totp, last_seen: p.must_change ? null : '2026-03-16T01:12:00Z', roles: [roleOf(p.role).name] })) })
export const grants = people.map((p, n) => ({ id: `g-${n + 1}`, account: p.account, role: p.role, role_name: roleOf(p.role).name, unit: p.unit ? { code: p.unit, name: unitOf(p.unit).name } : null, indicators: p.indicators ?? null, granted_at: '2025-12-01T02:00:00Z', granted_by: '安全管理员', revoked_at: null }))
export const matrix = () => ({ capabilities: Object.keys(CAPABILITIES), rows: people.map((p) => ({ account: p.account, name: p.name, role: p.role, role_name: roleOf(p.role).name, unit: p.unit, unit_name: p.unit ? unitOf(p.unit).name : null, indicators: p.indicators ?? null, allowed: Object.keys(CAPABILITIES).map((c) => roleOf(p.role).capabilities.some((x) => x.id === c)) })) })
const acts = [['sign_in', '登录', '会话'], ['import', '导入数据', 'b-2026-0311'], ['publish', '发布', 'county_hqd-2025-1'], ['object', '提出异议', 'o-1'], ['grant', '授权', 'g-4'], ['export', '导出', 'county_hqd 2025'], ['sign_in_failed', '登录失败', '会话']]
export function audit(q) {
  const all = Array.from({ length: 140 }, (_, n) => { const [action, action_name, subject] = acts[n % acts.length]; const p = people[(n * 5) % 8]; return { sequence: 1240 - n, at: new Date(Date.parse(now) - n * 1.7e6).toISOString().slice(0, 19) + 'Z', by: p.name, from: `10.12.3.${20 + (n % 40)}`, action, action_name, subject, unit: p.unit, before: action === 'publish' ? 'draft' : null, after: action === 'publish' ? 'notice' : null, detail: action === 'import' ? '新增 9，更正 3' : null, hash: `sm3:${((n + 7) * 2654435761 >>> 0).toString(16).padStart(8, '0')}` } })
  const found = all.filter((e) => (!q.q || `${e.by}${e.subject}${e.action_name}`.includes(q.q)) && (!q.action || e.action === q.action) && (!q.account || people.find((p) => p.account === q.account)?.name === e.by))
  const skip = Number(q.cursor ?? 0)
  return { items: found.slice(skip, skip + 50), next: skip + 50 < found.length ? String(skip + 50) : null }
}
export const jobs = [{ id: 'j-12', kind: 'verify', kind_name: '核验全部测算', state: 'running', done: 41, of: 120, message: '正在重放 county_hqd-2024-2', by: '何清', started: '2026-03-16T02:21:00Z', ended: null, result: null }, { id: 'j-11', kind: 'backup', kind_name: '备份', state: 'done', done: 1, of: 1, message: '', by: '系统', started: '2026-03-15T18:00:00Z', ended: '2026-03-15T18:00:41Z', result: '218 MB' }, { id: 'j-10', kind: 'import', kind_name: '导入', state: 'failed', done: 0, of: 1, message: '文件已加密，打不开', by: '王敏', started: '2026-03-14T06:00:00Z', ended: '2026-03-14T06:00:02Z', result: null }]
export const health = () => ({ version: '0.2.0', semantics: 3, database: { kind: 'SQLite', place: 'city/.baton/store.sqlite', structure: 14, size: 218403840 }, figures: 84210, runs: 61, audit: { sequence: 1240, hash: 'sm3:9e3779b9' }, started: '2026-03-14T00:00:00Z', uptime_s: 181800, memory_bytes: 142606336, requests: 90211, cache: { entries: 84, hits: 71022, misses: 1204 } })
export { roles }
