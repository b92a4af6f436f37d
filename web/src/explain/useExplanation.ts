// One unit's explanation as a tree, and the way through it.
import { computed, type Ref } from 'vue'
import { readExplanation } from '@/api/calls'
import type { ExplainNode } from '@/api/contract'
import { useLoad } from '@/place/load'
import { usePlace } from '@/place/place'

export function useExplanation(unit: Ref<string>, node: Ref<string>) {
  const { scheme, period, run, as_of } = usePlace()
  // The whole tree comes at once, so going from item to item asks nothing.
  const load = useLoad((signal) => (unit.value ? readExplanation(scheme.value, unit.value, { period: period.value, run: run.value, as_of: as_of.value }, signal) : null), [scheme, period, run, as_of, unit])
  const trail = computed<ExplainNode[]>(() => {
    const root = load.data.value?.root
    return root ? (pathTo(root, node.value) ?? [root]) : []
  })
  const shown = computed(() => trail.value.at(-1) ?? null)
  const around = computed(() => {
    const siblings = trail.value.at(-2)?.children ?? []
    const at = siblings.findIndex((one) => one.id === shown.value?.id)
    return { previous: siblings[at - 1] ?? null, next: at >= 0 ? (siblings[at + 1] ?? null) : null }
  })
  return { load, trail, shown, around }
}
function pathTo(node: ExplainNode, id: string): ExplainNode[] | null {
  if (node.id === id || id === '') return [node]
  for (const child of node.children) {
    const found = pathTo(child, id)
    if (found) return [node, ...found]
  }
  return null
}
