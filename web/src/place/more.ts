// Further pages of a list, behind the first.
import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { useAct } from './load'

interface Page { next?: string | null }
export interface More<R> {
  /** The rows of all pages read so far. */
  rows: ComputedRef<R[]>
  /** Where the next page begins; none behind the last. */
  next: Ref<string | null>
  busy: Ref<boolean>
  more: () => Promise<void>
}

/** What is read anew begins with its first page again. */
export function useMore<P extends Page, R>(first: Readonly<Ref<P | null>>, rowsOf: (page: P) => R[], read: (cursor: string) => Promise<P>): More<R> {
  const extra = shallowRef<R[]>([])
  const next = ref<string | null>(null)
  watch(first, (found) => { extra.value = []; next.value = found?.next ?? null })
  const { busy, act } = useAct()
  async function more() {
    const cursor = next.value
    if (!cursor) return
    const found = await act(() => read(cursor))
    if (!found) return
    extra.value = [...extra.value, ...rowsOf(found)]
    next.value = found.next ?? null
  }
  const rows = computed(() => [...(first.value ? rowsOf(first.value) : []), ...extra.value])
  return { rows, next, busy, more }
}
