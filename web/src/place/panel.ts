// The explain panel's place in the address: `explain=990121~rd`; the part after the tilde is empty for the total.
import { computed } from 'vue'
import { usePlace } from './place'

export function usePanel() {
  const { param, set } = usePlace()
  const text = param('explain')
  const shown = computed(() => {
    if (!text.value) return null
    const [unit = '', node = ''] = text.value.split('~')
    return { unit, node }
  })
  const open = (unit: string, node = '') => set({ explain: `${unit}~${node}` }, shown.value !== null)
  const close = () => set({ explain: undefined }, true)
  return { shown, open, close }
}
