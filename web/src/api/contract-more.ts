// The rest of the contract: indicators, units, schemes, what if, data, administration.
import type { Day, Moment, UnitHead } from './contract'

// ---- indicators and units

export interface Indicator {
  code: string
  name: string
  aliases: string[]
  measure: string
  direction: 'higher' | 'lower' | 'none'
  accumulation: string
  frequency: string
  decimals: number | null
  owner: string | null
  definition: string | null
  formula: string | null
  used_by: { scheme: string; node: string; name: string }[]
}
export interface IndicatorDetail extends Indicator { periods: string[]; latest: string | null; series: string[] }
export interface IndicatorValue {
  code: string
  name: string
  value: number | null
  reason: string | null
  plan: number | null
  completion: number | null
  /** Less done than time gone, by the server's reckoning. */
  behind: boolean | null
  elapsed: number | null
  yoy: number | null
  single: number | null
  ytd: number | null
}
export interface IndicatorValues { period: string; measure: string; values: IndicatorValue[] }
export interface SeriesPoint { period: string; value: number | null; reason: string | null; plan: number | null; single: number | null; revised: boolean }
export interface IndicatorSeries { measure: string; points: SeriesPoint[] }
export interface Unit {
  code: string
  name: string
  kind: string
  parent: string | null
  parent_name: string | null
  valid_from: Day | null
  valid_to: Day | null
  attributes: { name: string; value: string }[]
}
export interface UnitDetail extends Unit { changes: { date: Day; kind: string; from: string[]; to: string[] }[]; children: UnitHead[] }
export interface Boundaries { title: string; approval: string; geojson: GeoJson }
export interface GeoJson {
  type: 'FeatureCollection'
  features: { type: 'Feature'; properties: Record<string, unknown>; geometry: { type: string; coordinates: unknown } | null }[]
}

// ---- schemes

export type Severity = 'error' | 'warning' | 'lint'
export interface Diagnostic {
  severity: Severity
  code: string
  message: string
  hint: string | null
  file: string
  line: number
  column: number
  end_line: number
  end_column: number
  excerpt: string
}
export interface MethodRow { depth: number; leaf: boolean; cells: string[] }
/** The method as a table; the first column is the code of the row. */
export interface Method { heads: string[]; rows: MethodRow[]; notes: string[] }
export interface SchemeVersion { version: number; author: string; at: Moment; note: string; digest: string }
export interface SchemeDocument {
  id: string
  title: string
  version: string
  basis: string | null
  text: string
  file: string
  versions: SchemeVersion[]
  method: Method
  diagnostics: Diagnostic[]
}
export interface SchemeCheck { diagnostics: Diagnostic[]; method: Method | null }
/** Words the editor offers. */
export interface Completions {
  keys: { table: string; key: string }[]
  indicators: { code: string; name: string; measure: string }[]
  rules: string[]
}
export interface TrialChange {
  code: string
  name: string
  rank_before: number | null
  rank_after: number | null
  total_before: number | null
  total_after: number | null
}
export interface Trial { changes: TrialChange[] }
export interface SchemeDiff {
  lines: { kind: 'same' | 'removed' | 'added'; old: number | null; new: number | null; text: string }[]
}

// ---- what if

export interface TryFigure { unit: string; indicator: string; period?: string; scenario?: string; value: number }
export interface WhatIf {
  scheme: string
  period: string
  figures: TryFigure[]
  weights: { node: string; weight: number }[]
}
export interface WhatIfRow extends TrialChange { group: string; points_before: (number | null)[]; points_after: (number | null)[] }
/** `took_ms` is measured here: from the question to the answer. */
export interface WhatIfResult { watermark: string; took_ms: number; rows: WhatIfRow[] }
export interface ReachOption {
  indicator: string
  name: string
  measure: string
  value_now: number
  value_needed: number
  total_after: number
  rank_after: number | null
}
export interface Reach { options: ReachOption[] }

// ---- data

export interface ColumnMeaning { kind: string; code: string | null; name: string }
export interface SheetLayout {
  name: string
  layout: string
  header_row: number | null
  columns: { column: string; header: string; meaning: ColumnMeaning | null }[]
}
export interface Problem {
  severity: Severity
  code: string
  sheet: string
  cell: string | null
  row: number | null
  found: string | null
  expected: string | null
  fix: string | null
  message: string
}
export interface FigureChange {
  unit: string
  unit_name: string
  indicator: string
  indicator_name: string
  period: string
  before: number | null
  after: number | null
  measure: string
}
export interface Preview {
  id: string
  file: string
  size: number
  sheets: SheetLayout[]
  counts: { read: number; new: number; same: number; changed: number; rejected: number; warnings: number; errors: number }
  groups: { code: string; message: string; hint: string | null; count: number; severity: Severity }[]
  problems: Problem[]
  changes: FigureChange[]
  needs_reason: boolean
  remembered: boolean
  outside_scope: number
  marked: string | null
  can_commit: boolean
}
export interface ImportOptions {
  period?: string
  unit?: string
  indicator?: string
  scenario?: string
  series?: string
  recorded_at?: string
  reason?: string
  clean_rows?: boolean
  mapping?: { sheet: string; column: string; meaning: { kind: string; code: string | null } | null }[]
}
export interface Receipt { batch: string | null; new: number; same: number; changed: number; undo_until: string }
export interface Batch {
  id: string
  title: string
  at: Moment
  by: string
  reason: string | null
  files: { name: string; digest: string; size: number }[]
  new: number
  changed: number
  state: 'open' | 'locked' | 'withdrawn'
  mine: boolean
  may_withdraw: boolean
  may_lock: boolean
}

// ---- access and administration

export interface Grant {
  id: string
  account: string
  role: string
  role_name: string
  unit: UnitHead | null
  indicators: string[] | null
  granted_at: Moment
  granted_by: string
  revoked_at: Moment | null
}
export interface Why { allowed: boolean; because: string; grants: Grant[]; ask: { name: string; role_name: string }[] }
export interface MatrixRow { account: string; name: string; role: string; role_name: string; unit: string | null; unit_name: string | null; indicators: string[] | null; allowed: boolean[] }
export interface Matrix { capabilities: string[]; rows: MatrixRow[] }
export interface Account {
  account: string
  name: string
  unit: UnitHead | null
  state: string
  must_change: boolean
  locked_until: Moment | null
  totp: boolean
  last_seen: Moment | null
  roles: string[]
}
export interface Role { role: string; name: string; capabilities: { id: string; name: string }[] }
export interface AuditEntry {
  sequence: number
  at: Moment
  by: string
  from: string
  action: string
  action_name: string
  subject: string
  unit: string | null
  before: string | null
  after: string | null
  detail: string
  hash: string
}
export interface Job {
  id: string
  kind: string
  kind_name: string
  state: 'waiting' | 'running' | 'done' | 'failed'
  done: number
  of: number | null
  message: string
  by: string
  started: Moment | null
  ended: Moment | null
  result: string | null
}
export interface Health {
  version: string
  semantics: number
  database: { kind: string; place: string; structure: number; size: number }
  figures: number
  runs: number
  audit: { sequence: number; hash: string }
  started: Moment
  uptime_s: number
  memory_bytes: number | null
  requests: number
  cache: { entries: number; hits: number; misses: number }
}
export interface View { page: string; name: string; query: string }
