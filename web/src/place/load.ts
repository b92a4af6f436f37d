// Reading from the server for a page: keeps what is shown while the next answer is on its way, so nothing jumps.
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef, type WatchSource } from 'vue'
import { ApiProblem } from '@/api/problem'

export interface Load<T> {
  data: ShallowRef<T | null>
  problem: ShallowRef<ApiProblem | null>
  loading: Ref<boolean>
  reload: () => Promise<void>
}

export function useLoad<T>(read: (signal: AbortSignal) => Promise<T | undefined> | null, sources: WatchSource[] = []): Load<T> {
  const data = shallowRef<T | null>(null)
  const problem = shallowRef<ApiProblem | null>(null)
  const loading = ref(false)
  let current: AbortController | null = null

  async function reload() {
    current?.abort()
    const mine = new AbortController()
    current = mine
    const answer = read(mine.signal)
    if (!answer) {
      data.value = null
      loading.value = false
      return
    }
    loading.value = true
    try {
      const found = await answer
      if (current !== mine) return
      data.value = found ?? null
      problem.value = null
    } catch (error) {
      if (current !== mine) return
      problem.value = asProblem(error)
      data.value = null
    } finally {
      if (current === mine) loading.value = false
    }
  }
  watch(sources, reload, { immediate: true })
  onScopeDispose(() => {
    current?.abort()
    current = null
  })
  return { data, problem, loading, reload }
}

export function asProblem(error: unknown): ApiProblem {
  return error instanceof ApiProblem ? error : new ApiProblem(-1, 'C000', error instanceof Error ? error.message : String(error), null, null, [])
}

/** One act at a time: a button that is being answered cannot be pressed again. */
export function useAct() {
  const busy = ref(false)
  const problem = shallowRef<ApiProblem | null>(null)
  async function act<T>(what: () => Promise<T>): Promise<T | undefined> {
    if (busy.value) return undefined
    busy.value = true
    problem.value = null
    try {
      return await what()
    } catch (error) {
      problem.value = asProblem(error)
      return undefined
    } finally {
      busy.value = false
    }
  }
  return { busy, problem, act }
}
