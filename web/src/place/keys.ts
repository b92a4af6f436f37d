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
      // The editor lives in a shadow root: the path begins with what was really typed into.
      if (!deed.inFields && !ctrl && typing(event.composedPath()[0] ?? null)) continue
      event.preventDefault()
      deed.act(event)
      return
    }
  }
  onMounted(() => document.addEventListener('keydown', listen))
  onUnmounted(() => document.removeEventListener('keydown', listen))
}
