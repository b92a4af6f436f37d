// Where one is: scheme, period, unit, as-of moment, panel. The address holds all of it, so every state can be sent as a link.
import { computed } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw, type RouteLocationRaw } from 'vue-router'
import { schemeHead, workspace } from '@/session/session'

/** Kept when going from page to page; the rest of a query belongs to its page. */
export const PLACE_KEYS = ['scheme', 'period', 'unit', 'as_of'] as const
export type PlaceKey = (typeof PLACE_KEYS)[number]

export function usePlace() {
  const route = useRoute()
  const router = useRouter()
  const one = (key: string) => computed(() => {
    const value = route.query[key]
    const text = Array.isArray(value) ? value[0] : value
    return text ?? undefined
  })
  const asked = { scheme: one('scheme'), period: one('period') }
  const scheme = computed(() => schemeHead(asked.scheme.value)?.id ?? workspace.value?.default_scheme ?? '')
  const head = computed(() => schemeHead(scheme.value))
  const period = computed(() => asked.period.value ?? head.value?.default_period ?? '')
  const unit = one('unit')
  const as_of = one('as_of')
  const run = one('run')

  /** Changes parts of the query in place; undefined takes a part out. */
  function set(change: LocationQueryRaw, replace = false) {
    const query = clean({ ...route.query, ...change })
    return replace ? router.replace({ query }) : router.push({ query })
  }
  /** Another page, keeping the place. */
  function link(path: string, change: LocationQueryRaw = {}): RouteLocationRaw {
    const kept: LocationQueryRaw = {}
    for (const key of PLACE_KEYS) kept[key] = route.query[key]
    return { path, query: clean({ ...kept, ...change }) }
  }
  /** An address from the server, with what it leaves open kept as it is. */
  function follow(address: string): RouteLocationRaw {
    const url = new URL(address, 'http://here')
    return { ...(link(url.pathname, Object.fromEntries(url.searchParams)) as { path: string; query: LocationQueryRaw }), hash: url.hash }
  }
  return { scheme, head, period, unit, as_of, run, param: one, set, link, follow }
}

export function clean(query: LocationQueryRaw): LocationQueryRaw {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== ''))
}
