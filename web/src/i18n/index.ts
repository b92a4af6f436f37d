// Chinese first, English complete: `en` has the type of `zh`, so a missing or surplus key does not compile.
import { ref } from 'vue'
import { createI18n } from 'vue-i18n'
import { keepLang } from '@/api/calls'
import { setLang as setApiLang } from '@/api/client'
import type { Lang } from '@/api/contract'
import zh from './zh'

export type Messages = typeof zh
type Leaves<T, P extends string = ''> = { [K in keyof T & string]: T[K] extends string ? `${P}${K}` : Leaves<T[K], `${P}${K}.`> }[keyof T & string]
export type MessageKey = Leaves<Messages>

export const i18n = createI18n({ legacy: false, locale: 'zh-CN', fallbackLocale: false, messages: { 'zh-CN': zh } as Record<string, Messages>, missingWarn: true })
export const lang = ref<Lang>('zh-CN')

const KEY = 'baton.lang'
export function keptLang(): Lang | null {
  try {
    const text = localStorage.getItem(KEY)
    return text === 'en' || text === 'zh-CN' ? text : null
  } catch {
    return null
  }
}

export async function useLang(next: Lang) {
  if (next === 'en' && !i18n.global.availableLocales.includes('en')) {
    i18n.global.setLocaleMessage('en', (await import('./en')).default)
  }
  i18n.global.locale.value = next
  lang.value = next
  setApiLang(next)
  document.documentElement.lang = next
  try {
    localStorage.setItem(KEY, next)
  } catch {
    // Storage may be closed.
  }
}
/** Chosen by hand: kept with the account too, so that letters and jobs are in it. */
export async function chooseLang(next: Lang, signedIn: boolean) {
  await useLang(next)
  if (signedIn) await keepLang(next).catch(() => undefined)
}

export type Params = Record<string, string | number>
/** The text for a key; only keys that exist compile. */
export function t(key: MessageKey, params: Params = {}): string {
  return i18n.global.t(key, params)
}
/** For words that come as codes: the text if there is one, else the code itself. */
export function word(table: keyof Messages, code: string): string {
  const key = `${table}.${code}`
  return i18n.global.te(key) ? i18n.global.t(key) : code
}
