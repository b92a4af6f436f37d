// A small scorer, enough for believable pages. The real rules are the engine's; this is only a stand-in for tests of the pages.
import { figure, leavesOf, schemeOf, groupOf } from './schemes.mjs'

export const half = (x, places) => (x === null ? null : Math.sign(x) * Math.round(Number((Math.abs(x) * 10 ** places).toPrecision(12))) / 10 ** places)
const finite = (list) => list.filter((x) => x !== null && Number.isFinite(x))
export const median = (list) => { const s = finite(list).sort((a, b) => a - b); return s.length ? (s[(s.length - 1) >> 1] + s[s.length >> 1]) / 2 : null }

/** r of one value within its comparison set. */
export function ratioOf(rule, direction, x, set, target) {
  if (x === null) return null
  const best = direction === 'lower' ? Math.min(...set) : Math.max(...set)
  const worst = direction === 'lower' ? Math.max(...set) : Math.min(...set)
  const t = best === worst ? 1 : (x - worst) / (best - worst)
  if (rule.by === 'minmax') return t
  if (rule.by === 'target') return Math.min(1, Math.max(0, direction === 'lower' ? 2 - x / target : x / target))
  return rule.base / 100 + (1 - rule.base / 100) * t
}

/** The whole result of a scheme and period; `change` replaces figures and weights for what if. */
export function compute(schemeId, period, change = {}) {
  const scheme = schemeOf(schemeId)
  if (!scheme || !scheme.periods.includes(period)) return null
  const f = (code, unit, p, scenario) => change.figures?.[`${unit}|${code}|${scenario ?? 'actual'}`] ?? figure(code, unit, p, scenario)
  const rows = scheme.subjects.map((u) => ({ unit: u, group: groupOf(scheme, u.code), leaves: {}, dimensions: {} }))
  const groups = scheme.groups.length ? scheme.groups : ['']
  for (const group of groups) {
    const members = rows.filter((r) => r.group === group)
    for (const leaf of leavesOf(scheme)) {
      const weight = change.weights?.[leaf.id] ?? leaf.weight(group)
      const values = members.map((r) => leaf.value(r.unit.code, period, f))
      const set = finite(values)
      members.forEach((r, n) => {
        const x = values[n]
        const target = leaf.rule.by === 'target' ? f(leaf.indicator[0], r.unit.code, period, 'plan') : null
        const ratio = ratioOf(leaf.rule, leaf.direction, x, set, target)
        r.leaves[leaf.id] = { value: x, weight, ratio, target, set, points: ratio === null ? (weight ? 0 : 0) : half(ratio * weight, 4), missing: x === null }
      })
    }
    for (const dim of scheme.tree) for (const r of members) {
      const points = dim.leaves.reduce((sum, l) => sum + (r.leaves[l.id].points ?? 0), 0)
      const weight = dim.leaves.reduce((sum, l) => sum + r.leaves[l.id].weight, 0)
      r.dimensions[dim.id] = { points: half(points, 4), weight, ratio: weight ? points / weight : null }
    }
    for (const r of members) {
      r.adjustment = schemeId === 'county_hqd' && r.unit.code === '990123' && period === '2025' ? -1.5 : schemeId === 'county_hqd' ? 0 : null
      const unrounded = Object.values(r.dimensions).reduce((sum, d) => sum + d.points, 0) + (r.adjustment ?? 0)
      r.unrounded = unrounded
      r.total = half(unrounded, 2)
      r.grade = null
    }
    members.sort((a, b) => b.total - a.total)
    members.forEach((r, n) => { r.rank = n && members[n - 1].total === r.total ? members[n - 1].rank : n + 1; r.of = members.length })
    members.forEach((r, n) => {
      r.gap_above = n ? half(members[n - 1].total - r.total, 2) : null
      r.gap_below = n < members.length - 1 ? half(r.total - members[n + 1].total, 2) : null
      r.close = (r.gap_above !== null && r.gap_above < 0.05) || (r.gap_below !== null && r.gap_below < 0.05)
      if (scheme.graded) r.grade = r.rank <= Math.ceil(members.length * 0.3) ? '优秀' : r.total >= 75 ? '良好' : '一般'
    })
  }
  const all = [...rows].sort((a, b) => b.total - a.total)
  all.forEach((r, n) => { r.rank_all = n + 1; if (scheme.levels) r.level = scheme.levels[Math.min(3, Math.floor(n / 1.7))] })
  rows.sort((a, b) => groups.indexOf(a.group) - groups.indexOf(b.group) || a.rank - b.rank)
  return { scheme, period, rows }
}
export const previousOf = (scheme, period) => scheme.periods[scheme.periods.indexOf(period) + 1] ?? null
export const memberOf = (result, code) => result?.rows.find((r) => r.unit.code === code) ?? null
