// What changed between two versions of a method, told from their method tables and from the short tables of their texts.
import type { Method, SchemeDiff } from '@/api/contract-more'

export type Difference =
  | { kind: 'added'; node: string; name: string; what: string }
  | { kind: 'removed'; node: string; name: string; what: string }
  | { kind: 'changed'; node: string; name: string; what: string; before: string; after: string }
  | { kind: 'moved'; node: string; name: string; before: string; after: string }
  | { kind: 'note'; before: string; after: string }
  | { kind: 'setting'; table: string; key: string; before: string; after: string }

/** The older text, from the newer one and the lines that differ. */
export function olderText(newer: string, lines: SchemeDiff['lines']): string {
  const now = newer.split('\n')
  const old: string[] = []
  let at = 1
  for (const line of lines) {
    if (line.new !== null) {
      old.push(...now.slice(at - 1, line.new - 1))
      at = line.new + 1
    }
    if (line.kind !== 'added') old.push(line.text)
  }
  return [...old, ...now.slice(at - 1)].join('\n')
}

const CODE = 0
const NAME = 1
interface Row { code: string; name: string; cells: Map<string, string>; parent: string; leaf: boolean }
function rowsOf(method: Method): Map<string, Row> {
  const above: { depth: number; name: string }[] = []
  return new Map(method.rows.map((row) => {
    while ((above.at(-1)?.depth ?? -1) >= row.depth) above.pop()
    const [code, name] = [row.cells[CODE] ?? '', row.cells[NAME] ?? '']
    const found: Row = { code, name, leaf: row.leaf, parent: above.at(-1)?.name ?? '', cells: new Map(method.heads.map((head, n): [string, string] => [head, row.cells[n] ?? '']).slice(NAME)) }
    above.push({ depth: row.depth, name })
    return [code, found]
  }))
}
/** One line that says what a row is: its cells, the empty ones left out. */
const summary = (row: Row) => [...row.cells].slice(1).flatMap(([head, cell]) => (cell ? [`${head} ${cell}`] : [])).join('；')

function ofRows(before: Map<string, Row>, after: Map<string, Row>): Difference[] {
  const found: Difference[] = []
  for (const row of after.values()) {
    const old = before.get(row.code)
    if (!old) { found.push({ kind: 'added', node: row.code, name: row.name, what: summary(row) }); continue }
    if (old.parent !== row.parent) found.push({ kind: 'moved', node: row.code, name: row.name, before: old.parent, after: row.parent })
    for (const head of new Set([...old.cells.keys(), ...row.cells.keys()])) {
      const [was, is] = [old.cells.get(head) ?? '', row.cells.get(head) ?? '']
      if (was !== is) found.push({ kind: 'changed', node: row.code, name: row.name, what: head, before: was, after: is })
    }
  }
  for (const row of before.values()) if (!after.has(row.code)) found.push({ kind: 'removed', node: row.code, name: row.name, what: summary(row) })
  return found
}
/** Notes are paired by what stands before their sign, so that a changed one is one line. */
function ofNotes(before: string[], after: string[]): Difference[] {
  const head = (text: string) => text.split(/ = |：|: /)[0] ?? text
  const gone = before.filter((one) => !after.includes(one))
  const come = after.filter((one) => !before.includes(one))
  const pairs = come.map((one) => { const at = gone.findIndex((old) => head(old) === head(one)); return { kind: 'note' as const, before: at < 0 ? '' : (gone.splice(at, 1)[0] ?? ''), after: one } })
  return [...pairs, ...gone.map((one) => ({ kind: 'note' as const, before: one, after: '' }))]
}
const TABLES = new Set(['scheme', 'params', 'missing', 'ranking', 'adjustments', 'levels'])
/** Keys of the short tables as they are written; comments do not count. */
function settings(text: string): Map<string, string> {
  const found = new Map<string, string>()
  let table = ''
  for (const line of text.split('\n')) {
    const head = /^\s*\[(\[?)([\w.]+)/.exec(line)
    if (head) { table = head[1] ? '' : (head[2] ?? ''); continue }
    const pair = TABLES.has(table) ? /^\s*([\w-]+)\s*=\s*((?:"[^"]*"|'[^']*'|[^#"'])+)/.exec(line) : null
    if (pair) found.set(`${table}.${pair[1]}`, (pair[2] ?? '').trim())
  }
  return found
}
function ofSettings(before: string, after: string): Difference[] {
  const [old, now] = [settings(before), settings(after)]
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [table = '', name = ''] = key.split('.')
    return old.get(key) === now.get(key) ? [] : [{ kind: 'setting' as const, table, key: name, before: old.get(key) ?? '', after: now.get(key) ?? '' }]
  })
}

export interface Version { text: string; method: Method }
export function differences(before: Version, after: Version): Difference[] {
  return [...ofRows(rowsOf(before.method), rowsOf(after.method)), ...ofNotes(before.method.notes, after.method.notes), ...ofSettings(before.text, after.text)]
}
