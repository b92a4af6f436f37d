// Rankings, comparisons, trends, results and explanations of the mock.
import { figure, indicatorOf, now, reasonOf, today, unitOf } from './city.mjs'
import { groupOf, leavesOf, schemeOf } from './schemes.mjs'
import { compute, half, median, memberOf, previousOf } from './score.mjs'
import { runOf } from './runs.mjs'

const dims = (scheme, result, group) => scheme.tree.map((d) => {
  const shown = result.rows.filter((r) => !group || r.group === group)
  const weights = new Set(shown.map((r) => r.dimensions[d.id].weight))
  return { id: d.id, name: d.name, weight: weights.size === 1 ? [...weights][0] : null, places: 2, best: Math.max(...shown.map((r) => r.dimensions[d.id].points)),
    children: d.leaves.map((l) => ({ id: l.id, name: l.name, weight: group || !scheme.groups.length ? l.weight(group ?? '') : null, leaf: true })) }
})
const changeOf = (row, before) => {
  const was = memberOf(before, row.unit.code)
  return was ? { kind: 'places', places: was.rank - row.rank } : { kind: before ? 'new' : 'unknown' }
}

export function ranking(q, session) {
  const scheme = schemeOf(q.scheme)
  const period = q.period ?? scheme?.default_period
  const result = scheme && compute(scheme.id, period)
  if (!result) return null
  const before = previousOf(scheme, period) ? compute(scheme.id, previousOf(scheme, period)) : null
  const run = q.run ? runOf(q.run) : runOf(`${scheme.id}-${period}-2`) ?? runOf(`${scheme.id}-${period}-1`)
  let rows = result.rows.filter((r) => (!q.group || r.group === q.group) && (!q.q || r.unit.name.includes(q.q) || r.unit.code.includes(q.q)))
  const key = { rank: (r) => r.rank, total: (r) => r.total, name: (r) => r.unit.code, change: (r) => changeOf(r, before).places ?? -99 }[q.sort] ?? (q.sort && result.rows[0].dimensions[q.sort] ? (r) => r.dimensions[q.sort].points : null)
  if (key) rows = [...rows].sort((a, b) => (key(a) - key(b) || a.unit.code.localeCompare(b.unit.code)) * (q.order === 'desc' ? -1 : 1))
  const inScope = (r) => !session.only || session.only.includes(r.unit.code)
  const count = rows.length
  const skip = Number(q.cursor ?? 0)
  const limit = Math.min(1000, Number(q.limit ?? 100))
  rows = rows.slice(skip, skip + limit)
  return {
    scheme: scheme.id, title: scheme.title, version: scheme.version, period, previous: previousOf(scheme, period), run, as_of: now, tree_date: `${period.slice(0, 4)}-12-31`,
    draft: !run || run.state === 'draft', audience_limited: false, groups: scheme.groups, group_counts: scheme.groups.map((g) => result.rows.filter((r) => r.group === g).length),
    full_mark: scheme.full_mark, total_places: 2, adjusted: scheme.id === 'county_hqd', graded: scheme.graded, levels: scheme.levels ?? [], dimensions: dims(scheme, result, q.group),
    rows: rows.map((r) => ({
      rank: r.rank, rank_all: scheme.groups.length ? r.rank_all : null, change: changeOf(r, before), code: r.unit.code, name: r.unit.name, group: r.group, total: r.total, reason: null,
      gap_above: r.gap_above, gap_below: r.gap_below, close: r.close, adjustment: r.adjustment, points: scheme.tree.map((d) => half(r.dimensions[d.id].points, 2)),
      ratios: scheme.tree.map((d) => r.dimensions[d.id].ratio), grade: r.grade, level: r.level ?? null,
      lost: inScope(r) ? lost(scheme, r).slice(0, 3) : [], shared: false, in_scope: inScope(r),
    })),
    count, next: skip + limit < count ? String(skip + limit) : null, unscored: scheme.id === 'county_hqd' ? [{ code: '990105', name: '滨河区', class: '暂不评价' }] : [], vetoes: [],
    notes: scheme.groups.length ? ['分组排名：各组权重不同，组间得分只作参考。'] : [],
  }
}
const lost = (scheme, r) => leavesOf(scheme).map((l) => ({ id: l.id, name: l.name, points: half(r.leaves[l.id].weight - r.leaves[l.id].points, 2) })).filter((x) => x.points > 0).sort((a, b) => b.points - a.points)

const PARTS = { corrections: '更正', tree: '区划', scheme: '办法', targets: '目标', peers: '其他单位数据', own: '本单位数据' }
export function comparison(q) {
  const scheme = schemeOf(q.scheme)
  const a = scheme && compute(scheme.id, q.from)
  const b = scheme && compute(scheme.id, q.to)
  if (!a || !b) return null
  const rows = b.rows.filter((r) => !q.unit || r.unit.code === q.unit).map((r, n) => {
    const was = memberOf(a, r.unit.code)
    const total = was ? half(r.total - was.total, 2) : 0
    const shares = { corrections: 0, tree: 0, scheme: half(0.12 * (n % 2 ? 1 : -1), 2), targets: half(total * 0.1, 2), peers: half(total * -0.35 - 0.6 + n * 0.1, 2) }
    const own = half(total - Object.values(shares).reduce((x, y) => x + y, 0), 2)
    return { code: r.unit.code, name: r.unit.name, group: r.group, rank_before: was?.rank ?? null, rank_after: r.rank, total_before: was?.total ?? null, total_after: r.total,
      parts: Object.entries({ ...shares, own }).map(([id, points]) => ({ id, name: PARTS[id], points })),
      points_before: scheme.tree.map((d) => (was ? half(was.dimensions[d.id].points, 2) : null)), points_after: scheme.tree.map((d) => half(r.dimensions[d.id].points, 2)) }
  })
  const leaves = q.unit ? leavesOf(scheme).map((l) => {
    const x = memberOf(a, q.unit)?.leaves[l.id]; const y = memberOf(b, q.unit)?.leaves[l.id]
    return { id: l.id, name: l.name, measure: l.measure, value_before: half(x?.value ?? null, 4), value_after: half(y?.value ?? null, 4), points_before: x?.points ?? null, points_after: y?.points ?? null }
  }) : []
  return { from: q.from, to: q.to, order: Object.keys(PARTS), rows, leaves }
}
export function trend(q) {
  const scheme = schemeOf(q.scheme)
  if (!scheme) return null
  const periods = [...scheme.periods].reverse()
  const found = periods.map((p) => memberOf(compute(scheme.id, p), q.unit))
  if (!found.some(Boolean)) return null
  return { periods, rank: found.map((r) => r?.rank ?? null), of: found.map((r) => r?.of ?? null), total: found.map((r) => r?.total ?? null),
    points: scheme.tree.map((d) => ({ id: d.id, name: d.name, values: found.map((r) => r?.dimensions[d.id].points ?? null) })), draft: periods.map((p, n) => n === periods.length - 1 && scheme.id !== 'county_hqd') }
}

const head = (code) => ({ code, name: unitOf(code).name })
function around(result, row, read) {
  const group = result.rows.filter((r) => r.group === row.group).map(read).filter((x) => x !== null)
  return { best: Math.max(...group), median: median(group), rank: group.filter((x) => x > read(row)).length + 1, n: group.length, worst: Math.min(...group), mean: group.reduce((a, b) => a + b, 0) / group.length }
}
const shown = (x, measure, places = 2) => (x === null ? '—' : `${half(x, places).toFixed(places)} ${measure}`)
export function unitResult(schemeId, code, q) {
  const scheme = schemeOf(schemeId)
  const period = q.period ?? scheme?.default_period
  const result = scheme && compute(schemeId, period)
  const row = memberOf(result, code)
  if (!row) return null
  const before = previousOf(scheme, period) ? memberOf(compute(schemeId, previousOf(scheme, period)), code) : null
  const leaves = leavesOf(scheme).filter((l) => row.leaves[l.id].weight > 0).map((l) => {
    const x = row.leaves[l.id]
    const peer = around(result, row, (r) => r.leaves[l.id].points)
    const was = before?.leaves[l.id]?.points ?? null
    return { id: l.id, name: l.name, path: [l.dimension.name], dimension: l.dimension.id, weight: x.weight, measure: l.measure, value: x.value, reason: x.value === null ? '尚未报送' : null, shown: shown(x.value, l.measure),
      points: x.points, ratio: x.ratio, lost: half(x.weight - x.points, 4), attainable: x.weight, group_best: peer.best, group_median: half(peer.median, 4), previous_points: was,
      lost_vs_best: half(peer.best - x.points, 4), lost_vs_median: half(peer.median - x.points, 4), lost_vs_previous: was === null ? null : half(was - x.points, 4), rank: peer.rank, of: peer.n, owner: l.owner, flags: [] }
  })
  return {
    scheme: schemeId, title: scheme.title, period, run: runOf(`${schemeId}-${period}-1`), as_of: now, unit: head(code), group: row.group, rank: row.rank, of: row.of, total: row.total, full_mark: scheme.full_mark,
    grade: row.grade, level: row.level ?? null, change: before ? { kind: 'places', places: before.rank - row.rank } : { kind: 'unknown' }, adjustment: row.adjustment, members: [], exempt: null, leaves,
    dimensions: scheme.tree.map((d) => { const x = row.dimensions[d.id]; const p = around(result, row, (r) => r.dimensions[d.id].points); return { id: d.id, name: d.name, weight: x.weight, points: half(x.points, 2), ratio: x.ratio, group_best: half(p.best, 2), group_median: half(p.median, 2), rank: p.rank } }),
    strengths: [...leaves].sort((a, b) => b.ratio - a.ratio).slice(0, 3).map((l) => ({ id: l.id, name: l.name, ratio: l.ratio, rank: l.rank })),
    weaknesses: lost(scheme, row).slice(0, 3).map((l) => ({ id: l.id, name: l.name, lost: l.points })), vetoes: [],
    adjustments: row.adjustment ? [{ id: 'accidents', name: '较大生产安全事故', points: row.adjustment }] : [],
  }
}

const RULE = { efficacy: '功效系数：基础分 60，组内最好得满分，最差得基础分，其间按比例', minmax: '极差：组内最好得满分，最差得 0 分，其间按比例', target: '完成率：实际与计划之比，超过计划不加分' }
function input(code, unit, period, scenario = 'actual') {
  const def = indicatorOf(code)
  const value = figure(code, unit, period, scenario)
  const row = 5 + Number(unit.slice(-2))
  return { indicator: code, name: def.name, unit_code: unit, unit_name: unitOf(unit).name, period, scenario, series: scenario === 'actual' ? '年报' : null, value, reason: reasonOf(code, unit, period), shown: shown(value, def.measure, def.decimals), measure: def.measure,
    source: { kind: 'cell', file: `${def.owner}_${period}.xlsx`, sheet: '县区', cell: `F${row}`, row, batch: 'b-2026-0211' }, recorded_at: '2026-02-11T08:14:00Z', recorded_by: `${def.owner} 王敏`, status: scenario === 'actual' ? '已审核' : '已下达', revisions: code === 'gdp_growth' ? 2 : code === 'rd_expenditure' ? 1 : 0, flags: [] }
}
function leafNode(scheme, result, row, l, period, before) {
  const x = row.leaves[l.id]
  const points = around(result, row, (r) => r.leaves[l.id].points)
  const values = around(result, row, (r) => r.leaves[l.id].value)
  const lower = l.direction === 'lower'
  const best = lower ? values.worst : values.best
  const worst = lower ? values.best : values.worst
  const n = (v) => half(v, 4)
  const formula = x.value === null ? null : l.rule.by === 'target' ? `${x.weight} × min(1, ${lower ? `2 − ${n(x.value)} ÷ ${n(x.target)}` : `${n(x.value)} ÷ ${n(x.target)}`}) = ${x.points}` : l.rule.by === 'minmax' ? `${x.weight} × (${n(x.value)} − ${n(worst)}) ÷ (${n(best)} − ${n(worst)}) = ${x.points}` : `${x.weight} × (0.6 + 0.4 × (${n(x.value)} − ${n(worst)}) ÷ (${n(best)} − ${n(worst)})) = ${x.points}`
  const was = before?.leaves[l.id]?.points ?? null
  const inputs = l.indicator.map((code) => input(code, row.unit.code, period))
  if (l.rule.by === 'target') inputs.push(input(l.indicator[0], row.unit.code, period, 'plan'))
  return { id: l.id, name: l.name, path: [l.dimension.name], active: x.weight > 0, weight: x.weight, attainable: x.weight, points: x.points, unrounded: x.ratio === null ? null : x.ratio * x.weight, ratio: x.ratio, ratio_unclamped: x.ratio, rank: points.rank, of: points.n, shortfall: half(x.weight - x.points, 4),
    lost_vs_best: half(points.best - x.points, 4), lost_vs_median: half(points.median - x.points, 4), lost_vs_previous: was === null ? null : half(was - x.points, 4), reason: x.value === null ? '尚未报送' : null, flags: [],
    rule: { by: l.rule.by, text: RULE[l.rule.by] }, written: l.id === 'rd' ? "to(rd_expenditure, '亿元') / gdp * 100" : l.indicator[0], formula, value: n(x.value), value_shown: shown(x.value, l.measure), measure: l.measure,
    steps: x.value === null ? [] : [{ name: '数值', text: shown(x.value, l.measure, 4), value: n(x.value) }, { name: '得分率', text: `${(x.ratio * 100).toFixed(2)}%`, value: x.ratio }, { name: '得分', text: `${x.weight} × ${x.ratio.toFixed(6)} = ${x.points}`, value: x.points }],
    reference: { name: row.group ? `${row.group} 组` : '全部单位', n: values.n, best, worst, mean: values.mean, median: median(result.rows.filter((r) => r.group === row.group).map((r) => r.leaves[l.id].value)) },
    rounding: '得分保留 4 位小数，四舍五入', inputs, ruling: null, children: [] }
}
function dimensionNode(scheme, result, row, d, period, before) {
  const x = row.dimensions[d.id]
  const p = around(result, row, (r) => r.dimensions[d.id].points)
  const was = before?.dimensions[d.id]?.points ?? null
  const children = d.leaves.map((l) => leafNode(scheme, result, row, { ...l, dimension: d }, period, before))
  return { ...blank(d.id, d.name, []), weight: x.weight, attainable: x.weight, points: x.points, unrounded: x.points, ratio: x.ratio, ratio_unclamped: x.ratio, rank: p.rank, of: p.n, shortfall: half(x.weight - x.points, 4), lost_vs_best: half(p.best - x.points, 4), lost_vs_median: half(p.median - x.points, 4), lost_vs_previous: was === null ? null : half(was - x.points, 4),
    formula: `${children.map((c) => c.points).join(' + ')} = ${x.points}`, children }
}
const blank = (id, name, path) => ({ id, name, path, active: true, weight: null, attainable: null, points: null, unrounded: null, ratio: null, ratio_unclamped: null, rank: null, of: null, shortfall: null, lost_vs_best: null, lost_vs_median: null, lost_vs_previous: null, reason: null, flags: [], rule: { by: 'sum', text: '下级得分相加' }, written: null, formula: null, value: null, value_shown: '—', measure: '分', steps: [], reference: null, rounding: null, inputs: [], ruling: null, children: [] })

export function explanation(schemeId, code, q) {
  const scheme = schemeOf(schemeId)
  const period = q.period ?? scheme?.default_period
  const result = scheme && compute(schemeId, period)
  const row = memberOf(result, code)
  if (!row) return null
  const before = previousOf(scheme, period) ? memberOf(compute(schemeId, previousOf(scheme, period)), code) : null
  const children = scheme.tree.map((d) => dimensionNode(scheme, result, row, d, period, before))
  const root = { ...blank('', '总分', []), weight: 100, attainable: 100, points: row.total, unrounded: row.unrounded, ratio: row.total / 100, rank: row.rank, of: row.of, shortfall: half(100 - row.total, 2), rounding: '总分保留 2 位小数，四舍五入',
    formula: `${children.map((c) => c.points).join(' + ')}${row.adjustment ? ` − ${Math.abs(row.adjustment)}` : ''} = ${row.total}`, children }
  const find = (node) => (node.id === q.node ? node : node.children.map(find).find(Boolean) ?? null)
  const node = q.node ? find(root) : null
  if (q.node && !node) return null
  return { scheme: schemeId, title: scheme.title, version: scheme.version, period, run: runOf(`${schemeId}-${period}-1`), as_of: now, tree_date: today, code, name: row.unit.name, group: row.group, total: row.total, total_unrounded: row.unrounded, full_mark: 100, rank: row.rank, of: row.of,
    rank_change: before ? { kind: 'places', places: before.rank - row.rank } : { kind: 'unknown' }, grade: row.grade, vetoes: [], adjustments: row.adjustment ? [{ name: '较大生产安全事故', formula: '−1.5 × 1 = −1.5', points: -1.5, raw: -1.5, inputs: [] }] : [], adjustment: row.adjustment, members: [], root, node }
}
export function versions(q) {
  const value = figure(q.indicator, q.unit, q.period, q.scenario ?? 'actual')
  const def = indicatorOf(q.indicator)
  if (!def) return null
  const source = { kind: 'cell', file: `${def.owner}_${q.period}.xlsx`, sheet: '县区', cell: 'F17', row: 17, batch: 'b-2026-0211' }
  const items = [{ version: 2, value, status: '已审核', reason: '年报核实', recorded_at: '2026-02-11T08:14:00Z', recorded_by: `${def.owner} 王敏`, source, superseded: false }]
  if (value !== null) items.push({ version: 1, value: half(value * 0.985, def.decimals), status: '已审核', reason: null, recorded_at: '2026-01-20T02:05:00Z', recorded_by: `${def.owner} 王敏`, source: { ...source, file: `${def.owner}_快报.xlsx` }, superseded: true })
  return { items }
}
export { groupOf }
