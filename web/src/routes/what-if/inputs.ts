// What a scheme reads of a unit: the figures behind its explanation, each once.
import type { ExplainNode, Explanation, Input } from '@/api/contract'

export interface Figure { unit: string; indicator: string; period: string; scenario: string }
export const keyOf = (one: Figure) => [one.unit, one.indicator, one.period, one.scenario].join('|')

/** Figures of other units, and of a series, are not the unit's to change here. */
export function inputsOf(found: Explanation): Input[] {
  const all = new Map<string, Input>()
  const add = (list: Input[]) => { for (const one of list) if (one.unit_code === found.code && one.series === null) all.set([one.indicator, one.period, one.scenario].join('|'), one) }
  const walk = (node: ExplainNode) => {
    add(node.inputs)
    for (const child of node.children) walk(child)
  }
  if (found.root) walk(found.root)
  for (const one of found.adjustments) add(one.inputs)
  add(found.exempt?.inputs ?? [])
  return [...all.values()]
}
/** The figure of an indicator that counts: the actual one of the newest period. */
export function newest(inputs: Input[], indicator: string): Input | undefined {
  return inputs.filter((one) => one.indicator === indicator && one.scenario === 'actual').sort((a, b) => b.period.localeCompare(a.period))[0]
}
