// Keys that work everywhere; pages add their own while they are open.
import { onMounted, onUnmounted } from 'vue'

export interface KeyDeed { key: string; ctrl?: boolean; act: (event: KeyboardEvent) => void; inFields?: boolean }

const typing = (target: EventTarget | null) => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

export function useKeys(deeds: KeyDeed[]) {
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    for (const deed of deeds) {
      const ctrl = event.ctrlKey || event.metaKey
      if (event.key.toLowerCase() !== deed.key.toLowerCase() || ctrl !== Boolean(deed.ctrl)) continue
      if (!deed.inFields && !ctrl && typing(event.target)) continue
      event.preventDefault()
      deed.act(event)
      return
    }
  }
  onMounted(() => document.addEventListener('keydown', listen))
  onUnmounted(() => document.removeEventListener('keydown', listen))
}
