// How days, moments and periods are written.

const pad = (n: number) => String(n).padStart(2, '0')

const CHINA = 8 * 3_600_000

/** 2026-03-16 10:30 in China's time, by which days, deadlines and the command line go as well. */
export function moment(text: string | null | undefined): string {
  // Figures that lay in the workspace from the beginning were always known; they have no moment.
  if (text?.startsWith('1970-01-01T00:00:00')) return '—'
  if (!text) return '—'
  const at = new Date(text)
  if (Number.isNaN(at.getTime())) return text
  const there = new Date(at.getTime() + CHINA)
  return `${there.getUTCFullYear()}-${pad(there.getUTCMonth() + 1)}-${pad(there.getUTCDate())} ${pad(there.getUTCHours())}:${pad(there.getUTCMinutes())}`
}

export function day(text: string | null | undefined): string {
  return text ? text.slice(0, 10) : '—'
}

/** 2025 → 2025年; 2025-06 → 2025年6月; 2025-Q2 → 2025年二季度; English keeps the code, which needs no translation. */
export function period(text: string | null | undefined, lang: string): string {
  if (!text) return '—'
  if (lang === 'en') return text
  const [year, part] = parts(text)
  if (!part) return `${year}年`
  if (/^\d\d$/.test(part)) return `${year}年${Number(part)}月`
  const quarter = /^Q([1-4])$/.exec(part)
  if (quarter) return `${year}年${'一二三四'[Number(quarter[1]) - 1]}季度`
  const half = /^H([12])$/.exec(part)
  if (half) return `${year}年${half[1] === '1' ? '上' : '下'}半年`
  const week = /^W(\d\d)$/.exec(part)
  return week ? `${year}年第${Number(week[1])}周` : text
}
/** 2025-12, 2025Q4, 2025H1: the year and what follows it. */
function parts(text: string): [string, string | undefined] {
  const found = /^(\d{4})-?(.+)?$/.exec(text)
  return found ? [found[1] ?? text, found[2]] : [text, undefined]
}

/** What kind of period it is; the words for running totals and single periods follow it. */
export type PeriodKind = 'year' | 'half' | 'quarter' | 'month' | 'week' | 'day'
export function periodKind(text: string): PeriodKind {
  const [, part] = parts(text)
  if (!part) return 'year'
  if (/^\d\d$/.test(part)) return 'month'
  return part.startsWith('Q') ? 'quarter' : part.startsWith('H') ? 'half' : part.startsWith('W') ? 'week' : 'day'
}

/** For axes: 2025-06 → 6月, with the year only where it begins. */
export function shortPeriod(text: string, lang: string): string {
  const [year, part] = parts(text)
  if (!part) return text
  const quarter = /^Q([1-4])$/.exec(part)
  if (quarter) {
    if (lang === 'en') return quarter[1] === '1' ? `${year} Q1` : part
    return `${quarter[1] === '1' ? `${year}年` : ''}${'一二三四'[Number(quarter[1]) - 1]}季度`
  }
  if (!/^\d\d$/.test(part)) return text
  const month = Number(part)
  if (lang === 'en') return month === 1 ? text : part
  return month === 1 ? `${year}年1月` : `${month}月`
}

/** Whole days from one day to another; both are calendar days, so no clock changes enter. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

export function uptime(seconds: number, lang: string): string {
  const days = Math.floor(seconds / 86_400)
  const hours = Math.floor((seconds % 86_400) / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  return lang === 'en' ? `${days} d ${hours} h ${minutes} min` : `${days} 天 ${hours} 小时 ${minutes} 分`
}
