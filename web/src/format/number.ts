// How numbers are written. The only place that does it; a missing number is a dash, never 0.

export const MISSING = '—'
const MINUS = '−'

/** Half up, away from zero, on the number taken to 12 significant digits first: the rule of the scheme language. */
export function roundText(value: number, places: number): string {
  const exact = value.toPrecision(12)
  const [mantissa = '0', exponent = '0'] = exact.toLowerCase().split('e')
  const negative = mantissa.startsWith('-')
  const [whole = '0', part = ''] = mantissa.replace('-', '').split('.')
  const point = whole.length + Number(exponent)
  const digits = whole + part
  const padded = point > 0 ? digits.padEnd(point + places + 1, '0') : '0'.repeat(1 - point) + digits
  const at = Math.max(point, 1)
  const kept = padded.slice(0, at + places).padEnd(at + places, '0')
  const up = (padded[at + places] ?? '0') >= '5'
  const rounded = (BigInt(kept) + (up ? 1n : 0n)).toString().padStart(places + 1, '0')
  const split = rounded.length - places
  const text = places > 0 ? `${rounded.slice(0, split)}.${rounded.slice(split)}` : rounded
  return negative && /[1-9]/.test(text) ? `-${text}` : text
}

function grouped(text: string): string {
  const [whole = '', part] = text.split('.')
  const digits = whole.replace('-', '')
  const spaced = digits.length > 4 ? digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',') : digits
  return (whole.startsWith('-') ? MINUS : '') + spaced + (part === undefined ? '' : `.${part}`)
}

const known = (value: number | null | undefined): value is number => value !== null && value !== undefined && Number.isFinite(value)

/** A number with its places: 12,345.60; 0 only for zero. */
export function number(value: number | null | undefined, places: number): string {
  return known(value) ? grouped(roundText(value, places)) : MISSING
}

/** With its own digits, at most `places` of them after the point. */
export function plain(value: number | null | undefined, places = 4): string {
  if (!known(value)) return MISSING
  const text = roundText(value, places)
  return grouped(text.includes('.') ? text.replace(/\.?0+$/, '') : text)
}

/** How many digits a number has after the point, at most six. */
export const decimals = (value: number) => Math.min(6, String(value).split('.')[1]?.length ?? 0)

/** A difference: +1.20, −0.35, 0.00. */
export function signed(value: number | null | undefined, places: number): string {
  if (!known(value)) return MISSING
  const text = number(value, places)
  return /[1-9]/.test(text) && value > 0 ? `+${text}` : text
}

/** A share of one as a percentage: 0.835 is 83.5%. */
export function percent(ratio: number | null | undefined, places = 1): string {
  return known(ratio) ? `${number(ratio * 100, places)}%` : MISSING
}

/** A difference of two percentages, as 百分点. */
export function points(ratio: number | null | undefined, places: number, lang: string): string {
  return known(ratio) ? `${signed(ratio * 100, places)} ${lang === 'en' ? 'pp' : '百分点'}` : MISSING
}

/** Large counts in words people use: 1.23万, 4.5亿; 12.3K, 4.5M in English. */
export function compact(value: number | null | undefined, lang: string): string {
  if (!known(value)) return MISSING
  const steps: [number, string][] = lang === 'en' ? [[1e9, 'B'], [1e6, 'M'], [1e3, 'K']] : [[1e8, '亿'], [1e4, '万']]
  const step = steps.find(([size]) => Math.abs(value) >= size)
  return step ? `${plain(value / step[0], 2)}${step[1]}` : plain(value, 2)
}

export function bytes(value: number | null | undefined): string {
  if (!known(value)) return MISSING
  if (value < 1024) return `${value} B`
  const steps = ['KB', 'MB', 'GB', 'TB']
  let size = value / 1024
  let n = 0
  while (size >= 1024 && n < steps.length - 1) { size /= 1024; n += 1 }
  return `${plain(size, 1)} ${steps[n]}`
}

/** A number with its unit of measure: 1.0088%, 291.73 亿元. */
export function withMeasure(value: number | null | undefined, measure: string, places = 4): string {
  const text = plain(value, places)
  if (!known(value) || !measure) return text
  return /^[%‰]/.test(measure) ? `${text}${measure}` : `${text} ${measure}`
}

/** The measure of a difference: of percentages it is 百分点. */
export function differenceMeasure(measure: string, lang: string): string {
  if (measure !== '%') return measure
  return lang === 'en' ? 'pp' : '百分点'
}

/** For the clipboard and files: plain digits that a spreadsheet reads as a number. */
export function forSheet(value: number | null | undefined, places: number): string {
  return known(value) ? roundText(value, places) : ''
}

/** What somebody typed, as a number: grouping commas, full-width digits and the long minus are understood; nothing else is guessed. */
export function parsed(text: string): number | undefined {
  const digits = text.trim().replace(/[０-９．，－]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0)).replace(/[,\s]/g, '').replace(MINUS, '-')
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(digits) ? Number(digits) : undefined
}
