// Scales and ticks for small charts.
import { onMounted, onUnmounted, ref, type Ref } from 'vue'

export function linear(from: [number, number], to: [number, number]): (x: number) => number {
  const span = from[1] - from[0] || 1
  return (x) => to[0] + ((x - from[0]) / span) * (to[1] - to[0])
}
/** Round steps that cover the range: 1, 2, 2.5 or 5 times a power of ten. */
export function ticks(low: number, high: number, about = 4): number[] {
  const span = high - low || 1
  const rough = span / about
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? power * 10
  const found: number[] = []
  for (let n = Math.ceil(low / step); n * step <= high + step * 1e-9; n += 1) found.push(Number((n * step).toPrecision(12)))
  return found
}
/** The width an element has now; charts are drawn to it. */
export function useWidth(element: Ref<HTMLElement | null>, first = 480): Ref<number> {
  const width = ref(first)
  let watcher: ResizeObserver | null = null
  onMounted(() => {
    if (!element.value) return
    width.value = element.value.clientWidth || first
    watcher = new ResizeObserver(([entry]) => { if (entry && entry.contentRect.width > 0) width.value = Math.round(entry.contentRect.width) })
    watcher.observe(element.value)
  })
  onUnmounted(() => watcher?.disconnect())
  return width
}
export const known = (value: number | null | undefined): value is number => value !== null && value !== undefined && Number.isFinite(value)

/** Moves labels apart, keeping their order: each at least `gap` below the one before. */
export function apart(places: number[], gap: number, low: number, high: number): number[] {
  const order = places.map((y, n) => ({ y, n })).sort((a, b) => a.y - b.y)
  let floor = low
  for (const one of order) { one.y = Math.max(one.y, floor); floor = one.y + gap }
  let ceiling = high
  for (const one of order.reverse()) { one.y = Math.min(one.y, ceiling); ceiling = one.y - gap }
  const result: number[] = []
  for (const one of order) result[one.n] = one.y
  return result
}
