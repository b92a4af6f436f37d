// Which address answers what in the mock.
import { now, today, units } from './city.mjs'
import { schemes, schemeOf, leavesOf } from './schemes.mjs'
import { compute, previousOf, memberOf } from './score.mjs'
import * as results from './results.mjs'
import * as runs from './runs.mjs'
import * as data from './data.mjs'
import { people, roleOf, scopeOf, sessionOf } from './people.mjs'
import { indicators } from './city.mjs'

export class Refused extends Error { constructor(status, code, detail, hint = null, errors = undefined) { super(detail); Object.assign(this, { status, code, detail, hint, errors }) } }
const signedIn = new Map()
const lost = () => new Refused(404, 'E404', '没有这项内容，或者不在您的范围内', '核对地址；需要时请联系考核办')
const some = (x) => { if (x === null || x === undefined) throw lost(); return x }
const need = (c, capability) => { if (!roleOf(c.person.role).capabilities.some((x) => x.id === capability)) throw new Refused(403, 'A301', '您的账号没有这项权限', '请联系安全管理员') }

const routes = []
const on = (method, path, act, open = false) => routes.push({ method, parts: path.split('/').slice(1), act, open })

on('POST', '/session', (c) => {
  const p = people.find((x) => x.account === c.body.account)
  if (!p || c.body.password !== 'baton-demo') throw new Refused(401, 'A001', '账号或密码不对，或者账号已锁定', '连续输错五次锁定 15 分钟')
  if (p.totp && c.body.totp !== '123456') throw new Refused(401, 'A002', c.body.totp ? '动态口令不对' : '请输入动态口令')
  const id = `s${signedIn.size + 1}-${Math.random().toString(36).slice(2)}`
  signedIn.set(id, p)
  c.cookie = `baton=${id}; Path=/; HttpOnly; SameSite=Strict`
  return sessionOf(p, c.lang)
}, true)
on('GET', '/oidc', () => [{ id: 'city', name: '市统一身份认证' }], true)
// Nobody signed in is an answer, not an error: 204.
on('GET', '/session', (c) => { const p = signedIn.get(c.sessionId); return p ? sessionOf(p, c.lang) : undefined }, true)
on('DELETE', '/session', (c) => { signedIn.delete(c.sessionId); return undefined })
on('POST', '/session/password', (c) => { if (c.body.old !== 'baton-demo') throw new Refused(422, 'A110', '原密码不对', null, [{ field: 'old', code: 'A110', detail: '原密码不对' }]); c.person.must_change = false; return undefined })
on('POST', '/session/totp', () => ({ secret: 'JBSWY3DPEHPK3PXP', url: 'otpauth://totp/Baton:demo?secret=JBSWY3DPEHPK3PXP' }))
on('PUT', '/session/totp', (c) => { if (c.body.code !== '123456') throw new Refused(422, 'A103', '动态口令不对'); c.person.totp = true; return undefined })
on('DELETE', '/session/totp', (c) => { c.person.totp = false; return undefined })
on('PUT', '/session/lang', (c) => { c.person.lang = c.body.lang; return undefined })
on('GET', '/sessions', (c) => ({ items: [{ id: 's-1', account: c.person.account, started: '2026-03-16T01:00:00Z', last_seen: now, from: '10.12.3.27', agent: 'Chromium 140 / Windows', current: true }, { id: 's-2', account: 'stats', started: '2026-03-15T23:40:00Z', last_seen: '2026-03-16T02:11:00Z', from: '10.12.3.40', agent: 'Firefox 138 / Kylin', current: false }], next: null }))
on('DELETE', '/sessions/:id', () => undefined)
const tokens = [{ id: 't-1', account: 'office', name: '数据平台取数', capabilities: ['view_published'], created: '2026-01-05T02:00:00Z', expires: '2026-12-31', last_used: '2026-03-15T20:00:00Z', revoked: false }]
on('GET', '/tokens', () => ({ items: tokens, next: null }))
on('POST', '/tokens', (c) => { const t = { id: `t-${tokens.length + 1}`, account: c.person.account, ...c.body, created: now, last_used: null, revoked: false }; tokens.push(t); return { ...t, token: 'bt_4c1f0e77c2d94b52a1' } })
on('DELETE', '/tokens/:id', (c) => { some(tokens.find((t) => t.id === c.p.id)).revoked = true; return undefined })
on('GET', '/access/why', (c) => { const allowed = roleOf(c.person.role).capabilities.some((x) => x.id === c.q.capability); return { allowed, because: allowed ? `角色“${roleOf(c.person.role).name}”在您的范围内含有这项权限。` : '您的角色都不含这项权限。', grants: allowed ? data.grants.filter((g) => g.account === c.person.account) : [], ask: allowed ? [] : [{ name: '安全管理员', role_name: '安全管理员' }] } })
on('GET', '/access/matrix', () => data.matrix())

on('GET', '/workspace', () => ({ title: '示例市', synthetic: true, note: '本市及全部数据均为虚构', default_scheme: 'county_hqd', default_period: '2025', today, schemes: schemes.map(({ tree, subjects, graded, levels, ...head }) => head), revision: 1240 }))
on('GET', '/home', (c) => {
  const unit = scopeOf(c.person) ? c.person.unit : '990121'
  const at = (scheme, period) => { const r = memberOf(compute(scheme, period), unit); const b = memberOf(compute(scheme, previousOf(schemeOf(scheme), period)), unit); return r && { scheme, title: schemeOf(scheme).title, period, unit: { code: unit, name: r.unit.name }, rank: r.rank, of: r.of, total: r.total, change: b ? { kind: 'places', places: b.rank - r.rank } : { kind: 'unknown' }, link: `/unit?scheme=${scheme}&period=${period}&unit=${unit}` } }
  const moved = compute('county_hqd', '2025').rows.map((r) => { const b = memberOf(compute('county_hqd', '2024'), r.unit.code); return { scheme: 'county_hqd', title: schemeOf('county_hqd').title, unit: r.unit.code, name: r.unit.name, change: { kind: 'places', places: b.rank - r.rank }, rank: r.rank, link: `/changes?scheme=county_hqd&period=2025&unit=${r.unit.code}` } }).filter((m) => m.change.places !== 0)
  return { owed: [{ title: '报送 2026 年 3 月月度数据', detail: '6 项指标，尚有 4 项未报', due: '2026-03-18', link: '/data/import' }, { title: '处理异议：临江县 研发经费投入强度', detail: '公示期内提出，附件 1 份', due: '2026-03-20', link: '/objections' }, { title: '公示期满后定稿 2025 年度结果', detail: 'county_hqd-2025-1', due: '2026-03-23', link: '/runs?scheme=county_hqd&period=2025' }],
    standing: [at('county_hqd', '2025'), at('economy_dispatch', '2026-02')].filter(Boolean), moved, explain: [{ title: '雾灵县 税收占比同比下降 4.1 个百分点', detail: '超过说明门槛 3 个百分点', link: '/indicators/tax_share?period=2026-02' }], notices: [{ title: '县域高质量发展考核 2025 年度结果公示', until: '2026-03-20', link: '/ranking?scheme=county_hqd&period=2025' }] }
})
on('GET', '/search', (c) => {
  const q = (c.q.q ?? '').toLowerCase()
  const has = (x) => x.toLowerCase().includes(q)
  return { items: [...units.filter((u) => has(u.name) || has(u.code)).map((u) => ({ kind: 'unit', code: u.code, name: u.name, detail: u.code, link: `/unit?unit=${u.code}` })), ...indicators.filter((x) => has(x.name) || has(x.code)).map((x) => ({ kind: 'indicator', code: x.code, name: x.name, detail: x.measure, link: `/indicators/${x.code}` })), ...schemes.filter((s) => has(s.title)).map((s) => ({ kind: 'scheme', code: s.id, name: s.title, detail: s.version, link: `/schemes?scheme=${s.id}` })), ...schemes.flatMap((s) => leavesOf(s).filter((l) => has(l.name)).map((l) => ({ kind: 'node', code: l.id, name: l.name, detail: s.title, link: `/schemes?scheme=${s.id}#${l.id}` })))].slice(0, 20) }
})
on('GET', '/rankings', (c) => some(results.ranking(c.q, { only: scopeOf(c.person) })))
on('GET', '/rankings/compare', (c) => some(results.comparison(c.q)))
on('GET', '/rankings/trend', (c) => some(results.trend(c.q)))
const inScope = (c, code) => { const only = scopeOf(c.person); if (only && !only.includes(code)) throw lost() }
on('GET', '/results/:scheme/:unit', (c) => { inScope(c, c.p.unit); return some(results.unitResult(c.p.scheme, c.p.unit, c.q)) })
on('GET', '/explanations/:scheme/:unit', (c) => { inScope(c, c.p.unit); return some(results.explanation(c.p.scheme, c.p.unit, c.q)) })
on('GET', '/figures/versions', (c) => some(results.versions(c.q)))

on('GET', '/indicators', (c) => data.indicatorList(c.q.q))
on('GET', '/indicators/:code', (c) => some(data.indicator(c.p.code)))
on('GET', '/indicators/:code/values', (c) => some(data.values(c.p.code, c.q)))
on('GET', '/indicators/:code/series', (c) => some(data.series(c.p.code, c.q.unit)))
on('GET', '/units', (c) => data.unitList(c.q))
on('GET', '/units/:code', (c) => some(data.unitDetail(c.p.code)))
on('GET', '/boundaries', () => undefined)

on('POST', '/schemes/check', (c) => data.check(c.body))
on('GET', '/schemes/:id', (c) => some(data.scheme(c.p.id)))
on('GET', '/schemes/:id/completions', () => data.completions())
on('GET', '/schemes/:id/diff', () => data.diff())
on('POST', '/schemes/:id/trial', (c) => { const r = data.whatIf({ scheme: c.p.id, period: c.body.period, figures: [], weights: [{ node: 'rd', weight: 12 }] }); return { changes: some(r).rows } })
on('PUT', '/schemes/:id', (c) => { need(c, 'edit_scheme'); return { version: c.body.expected + 1 } })
on('POST', '/what-if', (c) => { need(c, 'what_if'); return some(data.whatIf(c.body)) })
on('POST', '/what-if/reach', (c) => { need(c, 'what_if'); return some(data.reach(c.body)) })

on('GET', '/runs', (c) => ({ items: runs.runs.filter((r) => (!c.q.scheme || r.scheme === c.q.scheme) && (!c.q.period || r.period === c.q.period)).reverse() }))
on('POST', '/runs', (c) => { need(c, 'run_scheme'); return runs.makeRun(c.body) })
on('GET', '/runs/:id', (c) => ({ ...some(runs.runOf(c.p.id)), rulings: c.p.id === 'county_hqd-2024-2' ? runs.rulings : [], objections: runs.objections.filter((o) => o.run === c.p.id).length }))
on('GET', '/runs/:id/plan', (c) => { some(runs.runOf(c.p.id)); return runs.plan(c.p.id, c.q.to) })
on('POST', '/runs/:id/publish', (c) => { need(c, 'publish'); some(runs.runOf(c.p.id)); return runs.publish(c.p.id, c.body) })
on('POST', '/runs/:id/restate', (c) => { need(c, 'publish'); const r = some(runs.runOf(c.p.id)); return { run: runs.makeRun(r), changes: runs.plan(c.p.id, 'restated').changes } })
on('POST', '/runs/:id/verify', (c) => { need(c, 'verify'); some(runs.runOf(c.p.id)); return { ok: true, differences: [] } })
on('POST', '/verify', () => data.jobs[0])
on('GET', '/runs/:id/objections', (c) => ({ items: runs.objections.filter((o) => o.run === c.p.id) }))
on('GET', '/objections', (c) => { const only = scopeOf(c.person); return { items: runs.objections.filter((o) => !only || only.includes(o.unit.code)) } })
on('POST', '/runs/:id/objections', (c) => { need(c, 'object'); const unit = units.find((u) => u.code === c.body.unit); const o = { id: `o-${runs.objections.length + 1}`, run: c.p.id, unit: { code: unit.code, name: unit.name }, node: c.body.node, node_name: schemes.flatMap(leavesOf).find((l) => l.id === c.body.node)?.name ?? c.body.node, reason: c.body.reason, attachment: null, at: now, by: c.person.name, state: 'open', decision: null }; runs.objections.push(o); return o })
on('POST', '/objections/:id/decision', (c) => { need(c, 'rule'); const o = some(runs.objections.find((x) => x.id === c.p.id)); o.state = c.body.uphold ? 'upheld' : 'rejected'; o.decision = { at: now, by: c.person.name, reason: c.body.reason, ruling: c.body.uphold ? 2 : null }; return o })
on('DELETE', '/objections/:id', (c) => { some(runs.objections.find((x) => x.id === c.p.id)).state = 'withdrawn'; return undefined })

on('POST', '/imports', (c) => { need(c, 'import_figures'); return data.startImport(c.fileName ?? '数据.xlsx', c.size, {}) })
on('PUT', '/imports/:id', (c) => { const p = some(data.thePreview()); return data.startImport(p.file, p.size, c.body.options) })
on('GET', '/imports/:id', () => some(data.thePreview()))
on('DELETE', '/imports/:id', () => { data.setPreview(null); return undefined })
on('POST', '/imports/:id/commit', (c) => { const p = some(data.thePreview()); if (p.needs_reason && !c.body.reason) throw new Refused(422, 'I501', '更正已有数据须写明理由', null, [{ field: 'reason', code: 'I501', detail: '请写明理由' }]); return { batch: 'b-2026-0316', new: p.counts.new, same: p.counts.same, changed: p.counts.changed, undo_until: '本批数据锁定之前可以撤回' } })
on('GET', '/batches', () => ({ items: data.batches }))
on('POST', '/batches/:id/withdraw', (c) => { const b = data.batches.find((x) => x.id === c.p.id); if (b) b.state = 'withdrawn'; return undefined })
on('POST', '/batches/:id/lock', (c) => { some(data.batches.find((x) => x.id === c.p.id)).state = 'locked'; return undefined })

on('GET', '/accounts', () => data.accounts())
on('POST', '/accounts', (c) => { people.push({ account: c.body.account, name: c.body.name, role: 'assessed_unit', unit: c.body.unit ?? null, state: 'active', totp: false, must_change: true }); return { account: c.body.account, password: 'kR7-wuJ2-9mfd' } })
on('PATCH', '/accounts/:code', (c) => { Object.assign(some(people.find((p) => p.account === c.p.code)), c.body); return undefined })
on('POST', '/accounts/:code/reset', () => ({ password: 'p3V-hz8Q-xx41' }))
on('POST', '/accounts/:code/unlock', () => undefined)
on('GET', '/grants', (c) => ({ items: data.grants.filter((g) => !c.q.account || g.account === c.q.account) }))
on('POST', '/grants', (c) => { const g = { id: `g-${data.grants.length + 1}`, ...c.body, role_name: roleOf(c.body.role).name, unit: units.find((u) => u.code === c.body.unit) ?? null, indicators: c.body.indicators ?? null, granted_at: now, granted_by: c.person.name, revoked_at: null }; data.grants.push(g); return g })
on('DELETE', '/grants/:id', (c) => { some(data.grants.find((g) => g.id === c.p.id)).revoked_at = now; return undefined })
on('GET', '/roles', () => data.roles)
on('GET', '/audit', (c) => data.audit(c.q))
on('GET', '/audit/head', () => ({ sequence: 1240, hash: 'sm3:9e3779b9' }))
on('GET', '/jobs', () => ({ items: data.jobs }))
on('GET', '/health', () => data.health())
const views = []
on('GET', '/views', (c) => ({ items: views.filter((v) => v.page === c.q.page) }))
on('PUT', '/views', (c) => { const n = views.findIndex((v) => v.page === c.body.page && v.name === c.body.name); if (n >= 0) views.splice(n, 1); views.push(c.body); return undefined })
on('DELETE', '/views/:name', (c) => { const n = views.findIndex((v) => v.name === c.p.name); if (n >= 0) views.splice(n, 1); return undefined })

/** The answer to a request below /api; undefined is 204. */
export function answer(context) {
  const parts = context.path.split('/').slice(1).map(decodeURIComponent)
  for (const route of routes) {
    if (route.method !== context.method || route.parts.length !== parts.length || !route.parts.every((part, n) => part.startsWith(':') || part === parts[n])) continue
    context.p = Object.fromEntries(route.parts.flatMap((part, n) => (part.startsWith(':') ? [[part.slice(1), parts[n]]] : [])))
    context.person = signedIn.get(context.sessionId)
    if (!route.open && !context.person) throw new Refused(401, 'E401', '请先登录')
    return route.act(context)
  }
  throw lost()
}
