// What the ranking page shows, all of it read from the address.
import { computed, shallowRef, watch } from 'vue'
import { readRanking } from '@/api/calls'
import type { Ranking } from '@/api/contract'
import { asProblem, useLoad } from '@/place/load'
import { useMore } from '@/place/more'
import { usePlace } from '@/place/place'
import { say } from '@/ui/say'
import { HIDDEN_AT_FIRST, comparedWith, rankingColumns, type Compared, type Mode } from './columns'

const PAGE = 100
const list = (text: string | undefined) => (text ? text.split(',').filter(Boolean) : [])

export function useRanking() {
  const place = usePlace()
  const { scheme, period, as_of, run, param, set } = place
  const group = param('group')
  const q = param('q')
  const sort = param('sort')
  const order = computed(() => (param('order').value === 'desc' ? 'desc' : 'asc'))
  const mode = computed<Mode>(() => {
    const text = param('mode').value
    return text === 'numbers' || text === 'heat' ? text : 'bars'
  })
  const compare = param('compare')
  const hiddenText = param('hide')
  const hidden = computed(() => (hiddenText.value === undefined ? HIDDEN_AT_FIRST : list(hiddenText.value)))
  const pinnedText = param('pin')
  const pinned = computed(() => list(pinnedText.value))

  const query = () => ({ scheme: scheme.value, period: period.value, run: run.value, as_of: as_of.value, group: group.value, q: q.value, sort: sort.value, order: order.value, limit: PAGE })
  const load = useLoad<Ranking>((signal) => (scheme.value ? readRanking(query(), signal) : null), [scheme, period, run, as_of, group, q, sort, order])
  const ranking = computed(() => load.data.value)

  const { rows: read, next, busy: loadingMore, more } = useMore(load.data, (page) => page.rows, (cursor) => readRanking({ ...query(), cursor }))

  // The result compared with: old → new in the cells.
  const compared = shallowRef<Compared | null>(null)
  watch([compare, scheme, period], async ([from]) => {
    compared.value = null
    if (!from) return
    try {
      const found = await readRanking({ scheme: scheme.value, period: from, limit: 1000 })
      if (compare.value === from) compared.value = comparedWith(found)
    } catch (error) {
      say(asProblem(error).detail, 'wrong')
    }
  }, { immediate: true })

  const rows = computed(() => {
    if (!pinned.value.length) return read.value
    return [...read.value.filter((row) => pinned.value.includes(row.code)), ...read.value.filter((row) => !pinned.value.includes(row.code))]
  })
  const allColumns = computed(() => (ranking.value ? rankingColumns(ranking.value, mode.value, compared.value) : []))
  const columns = computed(() => allColumns.value.filter((column) => !hidden.value.includes(column.id)))
  const lowest = computed(() => Math.min(1, ...rows.value.flatMap((row) => row.ratios.filter((ratio): ratio is number => ratio !== null))))

  function sortBy(id: string) {
    const key = id.startsWith('points:') ? id.slice(7) : id
    const rising = key === 'rank' || key === 'name'
    const first = rising ? undefined : 'desc'
    if (sort.value !== key) return set({ sort: key, order: first }, true)
    const flipped = order.value === 'desc' ? undefined : 'desc'
    // The third click takes the order of the ranking back.
    return flipped === first ? set({ sort: undefined, order: undefined }, true) : set({ order: flipped }, true)
  }
  const togglePin = (code: string) => set({ pin: (pinned.value.includes(code) ? pinned.value.filter((one) => one !== code) : [...pinned.value, code]).join(',') }, true)
  const setHidden = (ids: string[]) => set({ hide: ids.length ? ids.join(',') : ',' }, true)
  return { place, load, ranking, rows, columns, allColumns, group, q, sort, order, mode, compare, compared, hidden, pinned, lowest, next, more, loadingMore, sortBy, togglePin, setHidden }
}
export type RankingState = ReturnType<typeof useRanking>
