// Light, dark, or as the system says.
import { ref } from 'vue'

export type Theme = 'light' | 'dark' | 'system'
const KEY = 'baton.theme'

function kept(): Theme {
  try {
    const text = localStorage.getItem(KEY)
    return text === 'light' || text === 'dark' ? text : 'system'
  } catch {
    return 'system'
  }
}
export const theme = ref<Theme>(kept())

export function setTheme(next: Theme) {
  theme.value = next
  if (next === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = next
  try {
    if (next === 'system') localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, next)
  } catch {
    // Storage may be closed: the choice then lasts for this page.
  }
}

/** A token's colour as it is now; for charts drawn on canvas. */
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()
}
