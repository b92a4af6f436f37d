// What a grid's columns say about themselves, and the ways out of a grid: clipboard and CSV.
export interface GridColumn<R> {
  id: string
  label: string
  /** Under the label: the measure, the full mark. */
  unit?: string
  hint?: string
  align?: 'left' | 'right' | 'center'
  width?: number
  /** Stays at the left while the rest scrolls; needs a width. */
  sticky?: boolean
  sortable?: boolean
  /** A click or Enter opens something: the number is a link. */
  opens?: (row: R) => boolean
  /** What stands in the cell, where no slot draws it. */
  text: (row: R) => string
  /** For the clipboard and files; the text where it is left out. */
  sheet?: (row: R) => string
  cellClass?: (row: R) => string
}

export function asRows<R>(columns: GridColumn<R>[], rows: R[]): string[][] {
  const head = columns.map((column) => (column.unit ? `${column.label}（${column.unit}）` : column.label))
  return [head, ...rows.map((row) => columns.map((column) => (column.sheet ?? column.text)(row)))]
}
export const asTsv = (rows: string[][]) => rows.map((cells) => cells.map((cell) => cell.replace(/[\t\n\r]+/g, ' ')).join('\t')).join('\n')

/** A cell that a spreadsheet would take for a formula is quoted with an apostrophe, except plain numbers. */
const safe = (cell: string) => (/^[=+\-@\t\r]/.test(cell) && !/^[+-]?\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell)
export const asCsv = (rows: string[][]) => `\uFEFF${rows.map((cells) => cells.map((cell) => `"${safe(cell).replaceAll('"', '""')}"`).join(',')).join('\r\n')}\r\n`

export async function toClipboard(text: string): Promise<void> {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text)
    return
  }
  // Without TLS on an intranet there is no clipboard interface; the old way still works.
  const area = document.createElement('textarea')
  area.value = text
  area.className = 'hidden-text'
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}

export function toFile(name: string, content: BlobPart, type: string) {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 1000)
}
