// An explanation, joined with the unit's result, which knows the run and the points of the others.
import type { ExplainNode, Explanation, FigureVersion, Input, Source, UnitResult } from './contract'
import type { Answer } from './answers'

function input(found: Answer<'Input'>, unit: string): Input {
  const { source, unit: other, ...rest } = found
  return {
    ...rest, unit_code: other ?? unit, source: source?.text ?? null, recorded_at: source?.recorded_at ?? null, recorded_by: source?.recorded_by ?? null,
    status: source?.status ?? null, revisions: source ? Math.max(0, source.version - 1) : 0,
  }
}

type Beside = Pick<ExplainNode, 'lost_vs_best' | 'lost_vs_median' | 'lost_vs_previous' | 'of'>
const ALONE: Beside = { lost_vs_best: null, lost_vs_median: null, lost_vs_previous: null, of: null }
const less = (from: number | null, own: number | null) => (from === null || own === null ? null : from - own)
/** By node: how far behind the best, the middle and the period before. */
function besides(result: UnitResult | null): Map<string, Beside> {
  const all = new Map<string, Beside>()
  for (const one of result?.dimensions ?? []) all.set(one.id, { ...ALONE, lost_vs_best: less(one.group_best, one.points), lost_vs_median: less(one.group_median, one.points), of: result?.of ?? null })
  for (const one of result?.leaves ?? []) all.set(one.id, { lost_vs_best: one.lost_vs_best, lost_vs_median: one.lost_vs_median, lost_vs_previous: one.lost_vs_previous, of: one.of })
  return all
}

export function explanation(found: Answer<'Explanation'>, result: UnitResult | null): Explanation {
  const unit = found.unit.code
  const beside = besides(result)
  const inputs = (list: Answer<'Input'>[]) => list.map((one) => input(one, unit))
  function node(one: Answer<'ExplainedNode'>, path: string[], top: boolean): ExplainNode {
    const { formula_shown, rule, children, ...rest } = one
    const below = top ? [] : [...path, one.name]
    return {
      ...rest, ...(beside.get(one.id) ?? ALONE), path, id: top && one.id === 'total' ? '' : one.id, formula: formula_shown || null,
      rule: rule ? { by: rule.by, text: rule.name } : null, written: rule?.written ?? null, value: rule?.value ?? null, value_formula: rule?.value_formula || null, measure: rule?.measure ?? '',
      compared: rule?.compared ?? null, reference: rule?.reference.filter((at) => at.id !== 'n') ?? [], group: rule?.group ?? null, inputs: inputs(rule?.inputs ?? []), children: children.map((child) => node(child, below, false)),
    }
  }
  const { unit: head, root, exempt, adjustments, places, ...rest } = found
  return {
    ...rest, code: head.code, name: head.name, run: result?.run ?? null,
    rank_change: result?.change ?? (places === null ? { kind: 'unknown' } : { kind: 'places', places }),
    adjustments: adjustments.map((one) => ({ ...one, inputs: inputs(one.inputs) })),
    root: root ? node(root, [], true) : null, exempt: exempt ? { ...exempt, inputs: inputs(exempt.inputs) } : null,
  }
}

export const sourced = (source: Answer<'VersionSource'>): Source => ({ ...source, kind: source.kind as Source['kind'] })
export const versions = (found: Answer<'VersionList'>): { items: FigureVersion[] } => ({ items: found.items.map((one) => ({ ...one, source: sourced(one.source) })) })
