// A word at the edge of the screen that goes away by itself; also read out.
import { reactive } from 'vue'

export interface Said { id: number; text: string; kind: 'done' | 'wrong' }
export const said = reactive<Said[]>([])
let next = 1

export function say(text: string, kind: Said['kind'] = 'done') {
  const id = next++
  said.push({ id, text, kind })
  setTimeout(() => {
    const at = said.findIndex((one) => one.id === id)
    if (at >= 0) said.splice(at, 1)
  }, kind === 'wrong' ? 8000 : 3500)
}
