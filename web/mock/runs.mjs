// Runs and objections of the mock, kept in memory.
import { now } from './city.mjs'

const step = (state, at, by, notice_until = null) => ({ state, at, by, notice_until })
const run = (scheme, period, n, state, steps, more = {}) => ({
  id: `${scheme}-${period}-${n}`, scheme, version: '2025', period, state, as_of: steps[0].at, tree_date: `${period.slice(0, 4)}-12-31`, semantics: 3, notice_until: null, audience: state === 'draft' ? null : 'everyone', supersedes: null, superseded_by: null,
  made_at: steps[0].at, made_by: '考核办 李华', steps, input_digest: `sm3:4f1c${n}a9e2d07b`, output_digest: `sm3:b83e${n}57c11f6d`, ...more })
export const runs = [
  run('county_hqd', '2023', 1, 'final', [step('draft', '2024-02-26T01:10:00Z', '考核办 李华'), step('notice', '2024-03-01T01:00:00Z', '考核办 李华', '2024-03-08'), step('final', '2024-03-11T02:00:00Z', '考核办 李华')]),
  run('county_hqd', '2024', 1, 'superseded', [step('draft', '2025-02-24T01:10:00Z', '考核办 李华'), step('notice', '2025-02-28T01:00:00Z', '考核办 李华', '2025-03-07'), step('final', '2025-03-10T02:00:00Z', '考核办 李华')], { superseded_by: 'county_hqd-2024-2' }),
  run('county_hqd', '2024', 2, 'restated', [step('draft', '2025-04-02T01:10:00Z', '考核办 李华'), step('restated', '2025-04-07T02:00:00Z', '考核办 李华')], { supersedes: 'county_hqd-2024-1' }),
  run('county_hqd', '2025', 1, 'notice', [step('draft', '2026-03-09T01:10:00Z', '考核办 李华'), step('notice', '2026-03-12T01:00:00Z', '考核办 李华', '2026-03-20')], { notice_until: '2026-03-20' }),
  run('economy_dispatch', '2026-02', 1, 'draft', [step('draft', '2026-03-13T01:10:00Z', '考核办 李华')]),
  run('development_zone', '2025', 1, 'draft', [step('draft', '2026-03-14T01:10:00Z', '考核办 李华')]),
]
export const runOf = (id) => runs.find((r) => r.id === id) ?? null
export function makeRun(body) {
  const there = runs.find((r) => r.scheme === body.scheme && r.period === body.period && r.state === 'draft')
  if (there) return { ...there, was_there: true }
  const n = runs.filter((r) => r.scheme === body.scheme && r.period === body.period).length + 1
  const made = run(body.scheme, body.period, n, 'draft', [step('draft', now, '考核办 李华')])
  runs.push(made)
  return { ...made, was_there: false }
}
export function publish(id, body) {
  const found = runOf(id)
  found.state = body.state
  found.notice_until = body.state === 'notice' ? body.notice_until : null
  found.audience = body.audience ?? found.audience ?? 'own'
  found.steps.push(step(body.state, now, '考核办 李华', found.notice_until))
  return found
}
export const rulings = [{ number: 1, unit: '990122', unit_name: '云溪县', node: 'output', node_name: '地区生产总值增速', effect: '得分改为 8.2', points: 8.2, basis: '市政府第 12 次常务会议纪要', approver: '联席会议', at: '2025-04-01T02:00:00Z', by: '考核办 李华' }]
export const objections = [
  { id: 'o-1', run: 'county_hqd-2025-1', unit: { code: '990121', name: '临江县' }, node: 'rd', node_name: '研发经费投入强度', reason: '我县两家企业研发费用在统计口径调整后漏计，附加计扣除明细。', attachment: { name: '加计扣除明细.xlsx', size: 48213, digest: 'sm3-77ab01' }, at: '2026-03-13T06:20:00Z', by: '临江县 周宁', state: 'open', decision: null },
  { id: 'o-2', run: 'county_hqd-2025-1', unit: { code: '990128', name: '南塘县' }, node: 'employment', node_name: '城镇新增就业完成率', reason: '计划数与市政府下达文件不一致。', attachment: null, at: '2026-03-13T08:05:00Z', by: '南塘县 吴平', state: 'rejected', decision: { at: '2026-03-15T03:00:00Z', by: '考核办 李华', reason: '计划数以 2025 年 3 月调整文件为准，与所用一致。', ruling: null } },
]
export const plan = (id, to) => {
  const found = runOf(id)
  const words = { notice: '进入公示，被考核单位可以提出异议', final: '定为最终结果', restated: '以更正结果替代已发布的结果' }
  const open = objections.filter((o) => o.run === id && o.state === 'open').length
  return { will: [`${found.period} 年的这次测算${words[to]}。`, '通知范围内的账号。', ...(to === 'restated' ? ['原结果标为“已被替代”，仍可查阅。'] : [])], will_not: ['已发布的往年结果不变。', '办法、数据和单位目录不变。', '公示期内可以撤回重算。'].slice(0, to === 'notice' ? 3 : 2),
    blocked: to === 'final' && open ? [`还有 ${open} 件异议没有处理。`] : [], changes: to === 'restated' ? [{ code: '990122', name: '云溪县', total: [78.12, 78.58], rank: [3, 2], grade: ['良好', '优秀'], nodes: ['output'] }, { code: '990123', name: '青石县', total: [78.3, 78.3], rank: [2, 3], grade: ['优秀', '良好'], nodes: [] }] : [] }
}
