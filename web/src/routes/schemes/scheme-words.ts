// What may stand where in a scheme file: keys by table, allowed values, from the JSON Schema that `baton scheme schema` prints (scheme.schema.json).
import type { Completions, Indicator, Offer } from '@/api/contract-more'

export interface Schema { $ref?: string; type?: string | string[]; anyOf?: Schema[]; items?: Schema; properties?: Record<string, Schema>; additionalProperties?: boolean | Schema; description?: string; enum?: unknown[]; $defs?: Record<string, Schema> }

/** The rules, each with the parameters it has besides the bounds; the schema has only the union of them. */
const RULES: Record<string, string[]> = {
  minmax: ['worst', 'best', 'flat'], efficacy: ['base', 'worst', 'best', 'shape', 'flat'], target: ['target', 'inverse'], baseline: ['baseline'], best_ratio: ['best'], rank: ['first', 'last', 'tied'], rank_step: ['first', 'step', 'tied'],
  rank_bands: ['points', 'else', 'tied'], bands: ['points', 'between', 'edge', 'else'], per_point: ['line', 'step', 'points', 'up', 'down', 'partial'], relative: ['ref', 'k', 'as'], zscore: ['centre', 'spread', 'stdev'], percentile: [], vector: [], given: [], formula: ['ratio', 'points'],
}
const BOUNDS = ['floor', 'cap', 'min', 'max']
const FUNCTIONS = ['if', 'coalesce', 'nullif', 'abs', 'ln', 'exp', 'sqrt', 'power', 'mod', 'round', 'floor', 'ceil', 'least', 'greatest', 'least_of', 'greatest_of', 'to', 'lag', 'prev_year', 'yoy', 'diff', 'yoy_diff', 'cagr', 'mean_over', 'month_of', 'ytd', 'elapsed', 'as_published', 'sum_in', 'mean_in', 'max_in', 'count_in', 'streak', 'plan', 'plan_year', 'forecast', 'parent', 'share', 'children_sum', 'best', 'worst', 'mean', 'median', 'stdev', 'n', 'rank']
/** Keys that hold an expression. */
const EXPRESSIONS = new Set(['value', 'when', 'points', 'subjects', 'ratio', 'previous', 'target', 'baseline', 'ref', 'line', 'applies', 'worst', 'best', 'by', 'among', 'direct', 'barred', 'factor'])

class Words {
  constructor(private readonly root: Schema) {}
  /** The shapes a value may have, with references followed; null is none. */
  shapes(schema: Schema | undefined): Schema[] {
    if (!schema) return []
    if (schema.$ref) return this.shapes(this.root.$defs?.[schema.$ref.split('/').at(-1) ?? ''])
    if (schema.anyOf) return schema.anyOf.flatMap((one) => this.shapes(one))
    return schema.type === 'null' ? [] : [schema]
  }
  /** The table at a path of keys; lists are looked through. */
  table(path: string[]): Schema | undefined {
    let here: Schema | undefined = this.root
    for (const key of path) {
      if (!here) return undefined
      const inner: Schema | undefined = here.properties?.[key] ?? (typeof here.additionalProperties === 'object' ? here.additionalProperties : undefined)
      here = this.shapes(inner).flatMap((one) => (one.items ? this.shapes(one.items) : [one])).find((one) => one.properties)
    }
    return here
  }
  values(key: string, table: Schema): string[] {
    const schema = table.properties?.[key]
    if (!schema) return []
    const own = listed(schema)
    if (own.length) return own
    // A word may stand for a table: `missing = "zero"` is `missing = { by = "zero" }`; and an aggregator is one of the root's.
    const by = this.shapes(schema).find((one) => one.properties?.by)
    if (by?.properties?.by) return key === 'score' ? Object.keys(RULES) : listed(by.properties.by)
    return key === 'aggregate' ? listed(this.table(['scheme'])?.properties?.aggregate) : key === 'default' ? listed(this.root.$defs?.MissingTable?.properties?.by) : []
  }
}
/** Allowed words: an enumeration, or the list that the description of a text consists of. */
export function listed(schema: Schema | undefined): string[] {
  if (!schema) return []
  if (schema.enum) return schema.enum.filter((one): one is string => typeof one === 'string')
  const types = new Set([schema.type ?? [], ...(schema.anyOf ?? []).map((one) => one.type ?? [])].flat())
  const texts = types.has('string') || (types.has('array') && schema.items?.type === 'string')
  if (!texts || types.has('number')) return []
  const described = schema.description ?? ''
  const words = (described.replace(/\.(\s.*)?$/, '').split(': ').at(-1) ?? '').replace(/ \([^)]*\)/g, '').replace(/, with .*/, '').split(/,\s*(?:or\s+)?|\s+or\s+/).map((one) => one.replaceAll('"', ''))
  if (words.length > 1 && words.every((one) => /^[a-z][a-z_0-9:]*$/.test(one))) return words
  return [...described.matchAll(/"([a-z_0-9]+)"/g)].map((one) => one[1] ?? '')
}

interface Place { table: string[]; key: string | null; inText: boolean; token: string; siblings: Map<string, string> }
/** Where a text ends: in which table, after which key, in a quoted text or not. */
export function placeOf(text: string): Place {
  const heads = [...text.matchAll(/^[ \t]*\[\[?([\w.]+)\]\]?/gm)]
  const head = heads.at(-1)
  const body = head ? text.slice((head.index ?? 0) + head[0].length) : text
  const stack: { path: string[]; siblings: Map<string, string>; list: boolean; key: string | null }[] = [{ path: head?.[1]?.split('.') ?? [], siblings: new Map(), list: false, key: null }]
  let key: string | null = null
  let word = ''
  let quote = ''
  let quoted = ''
  let comment = false
  for (const c of body) {
    const top = stack[stack.length - 1]
    if (!top) break
    if (comment) { if (c === '\n') { comment = false; if (stack.length === 1) { key = null; word = '' } } continue }
    if (quote) {
      if (c === quote) { quote = ''; if (key) top.siblings.set(key, quoted) } else quoted += c
      if (c === '\n') { quote = ''; key = null; word = '' }
      continue
    }
    if (c === '"' || c === "'") { quote = c; quoted = '' } else if (c === '#') comment = true
    else if (c === '=') { key = word.trim(); top.siblings.set(key, ''); word = '' } else if (c === '{') { stack.push({ path: key && !top.list ? [...top.path, key] : top.path, siblings: new Map(), list: false, key }); key = null; word = '' } else if (c === '[') { stack.push({ path: key ? [...top.path, key] : top.path, siblings: top.siblings, list: true, key }); word = '' } else if (c === '}' || c === ']') {
      const done = stack.length > 1 ? stack.pop() : undefined
      key = done?.key ?? null
      word = ''
    } else if (c === ',') { if (!top.list) key = null; word = '' } else if (c === '\n' && stack.length === 1) { key = null; word = '' } else word += c
  }
  const top = stack[stack.length - 1]
  // A list's own path ends with its key; the key belongs to the table around it.
  const path = top?.list && key ? top.path.slice(0, -1) : (top?.path ?? [])
  const typed = quote ? quoted : word
  return { table: path, key, inText: quote !== '', token: /[\w\u4e00-\u9fff:.]*$/.exec(typed)?.[0] ?? '', siblings: top?.siblings ?? new Map() }
}
const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((one) => one[1] ?? '')
/** Ids of nodes and names of parameters that this scheme has. */
function ownNames(text: string) {
  const nodes = [...text.matchAll(/^\[\[(dimension|indicator)\]\]([\s\S]*?)(?=^\[|(?![\s\S]))/gm)].map((one) => ({ kind: one[1], id: /^\s*id\s*=\s*"([^"]+)"/m.exec(one[2] ?? '')?.[1] ?? '', name: /^\s*name\s*=\s*"([^"]+)"/m.exec(one[2] ?? '')?.[1] ?? '' })).filter((one) => one.id)
  const params = matches(/^\[params\]([\s\S]*?)(?=^\[|(?![\s\S]))/m.exec(text)?.[1] ?? '', /^\s*(\w+)\s*=/gm)
  return { nodes, params }
}

/** `told`: whether the schema's own sentences, which are English, are shown. */
export function wordsOf(root: Schema, indicators: Indicator[], told = false): Completions {
  const words = new Words(root)
  function keysAt(place: Place): Offer[] {
    const table = words.table(place.table)
    const rule = place.siblings.get('by')
    const first = rule && place.table.at(-1) === 'score' ? [...(RULES[rule] ?? []), ...BOUNDS] : null
    return Object.entries(table?.properties ?? {}).filter(([key]) => !place.siblings.has(key) && (!first || first.includes(key))).map(([key, schema]) => {
      const values = table ? words.values(key, table) : []
      return { label: key, kind: 'property' as const, detail: values.length ? values.slice(0, 4).join(' | ') + (values.length > 4 ? ' …' : '') : '', info: told ? schema.description : undefined, apply: `${key} = ` }
    })
  }
  function valuesAt(place: Place, whole: string): Offer[] {
    const { key } = place
    const table = words.table(place.table)
    if (key === null || !table) return []
    const quoted = (label: string) => (place.inText ? label : `"${label}"`)
    const plain = (list: string[]): Offer[] => list.map((label) => ({ label, kind: 'enum', detail: '', apply: quoted(label) }))
    const { nodes, params } = ownNames(whole)
    const node = (one: { id: string; name: string }): Offer => ({ label: one.id, kind: 'node', detail: one.name, apply: quoted(one.id) })
    if (key === 'in') return nodes.filter((one) => one.kind === 'dimension').map(node)
    if (key === 'break' || key === 'zero' || (key === 'of' && place.table[0] === 'alert')) return nodes.map(node)
    if (key === 'by' && place.table.at(-1) === 'score') return plain(Object.keys(RULES))
    const fixed = plain(words.values(key, table))
    if (fixed.length && !(key === 'points' && place.inText)) return fixed
    if (words.shapes(table.properties?.[key]).some((one) => [one.type].flat().includes('boolean'))) return ['true', 'false'].map((label) => ({ label, kind: 'enum', detail: '', apply: label }))
    if (!EXPRESSIONS.has(key) || !place.inText) return []
    return [
      ...indicators.map((one): Offer => ({ label: one.code, kind: 'indicator', detail: [one.name, one.measure].filter(Boolean).join(' ') })),
      ...params.map((name): Offer => ({ label: `param.${name}`, kind: 'param', detail: '' })),
      ...FUNCTIONS.map((name): Offer => ({ label: name, kind: 'function', detail: '', apply: `${name}(` })),
    ]
  }
  return {
    at(before, whole) {
      // A header: the tables there are.
      const header = /^\s*(\[\[?)(\w*)$/.exec(before.slice(before.lastIndexOf('\n') + 1))
      if (header && placeOf(before.slice(0, before.lastIndexOf('\n') + 1)).key === null) {
        const offers = Object.entries(root.properties ?? {}).flatMap(([name, schema]): Offer[] => {
          const list = words.shapes(schema).some((one) => one.items)
          return list === (header[1] === '[[') ? [{ label: name, kind: 'table', detail: list ? '[[ ]]' : '[ ]', info: told ? schema.description : undefined, apply: `${name}${list ? ']]' : ']'}\n` }] : []
        })
        return { token: header[2] ?? '', offers }
      }
      const place = placeOf(before)
      return { token: place.token, offers: place.key === null && !place.inText ? keysAt(place) : valuesAt(place, whole) }
    },
  }
}
