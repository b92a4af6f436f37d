// What the pages work with. The server's own shapes are in server.ts, generated from its OpenAPI document; the adapt-* files lead from one to the other.
// Codes, never internal ids; a missing number is null, with a reason beside it where one is known.

export type Day = string
export type Moment = string
export type Lang = 'zh-CN' | 'en'

export interface UnitHead { code: string; name: string }
export interface Page<T> { items: T[]; next: string | null }

// ---- session

export interface SessionRole { role: string; role_name: string; unit: UnitHead | null; indicators: string[] | null }
export interface Session {
  account: string
  name: string
  lang: Lang
  must_change_password: boolean
  csrf: string
  capabilities: string[]
  roles: SessionRole[]
  scope_badge: string
  home_unit: UnitHead | null
  totp: boolean
  idle_until: Moment | null
  ends: Moment | null
}
export interface SignIn { account: string; password: string; totp?: string }
export interface OidcProvider { id: string; name: string }
export interface OpenSession { id: string; account: string; started: Moment; last_seen: Moment; from: string; agent: string; current: boolean }
export interface Token {
  id: string
  account: string
  name: string
  capabilities: string[]
  created: Moment
  expires: Day
  last_used: Moment | null
  revoked: boolean
}
export interface NewToken extends Token { token: string }

// ---- workspace, home, search

export interface SchemeHead {
  id: string
  title: string
  version: string
  period_kind: string
  full_mark: number | null
  periods: string[]
  default_period: string
}
export interface Workspace {
  title: string
  synthetic: boolean
  note: string | null
  default_scheme: string
  default_period: string
  today: Day
  schemes: SchemeHead[]
  version: string
}
/** An objection to decide, or a public notice in which one may object. */
export interface Owed { kind: 'objection' | 'notice'; title: string; detail: string; due: Day | null; link: string }
export interface Standing { scheme: string; title: string; period: string; unit: UnitHead; rank: number | null; of: number; total: number | null; change: RankChange; link: string }
export interface Moved { scheme: string; title: string; unit: string; name: string; change: RankChange; rank: number | null; link: string }
export interface Home {
  owed: Owed[]
  standing: Standing[]
  moved: Moved[]
  notices: { title: string; period: string; until: Day | null; link: string }[]
}
export type HitKind = 'unit' | 'indicator' | 'scheme' | 'node'
export interface Hit { kind: HitKind; code: string; name: string; detail: string; link: string }

// ---- runs

export type RunState = 'draft' | 'notice' | 'final' | 'restated' | 'superseded'
/** A step of a run; the server dates the first and the last one. */
export interface RunStep { state: RunState; at: Moment | null; by: string | null; notice_until: Day | null }
export interface RunHead {
  id: string
  scheme: string
  version: string
  period: string
  state: RunState
  as_of: Moment
  tree_date: Day
  semantics: number
  notice_until: Day | null
  audience: 'own' | 'everyone' | null
  supersedes: string | null
  superseded_by: string | null
  made_at: Moment
  made_by: string
  steps: RunStep[]
  input_digest: string
  output_digest: string
}
export interface Ruling {
  unit: string
  unit_name: string
  node: string
  node_name: string
  points: number | null
  basis: string
  approver: string
  at: Moment
  by: string
}
export interface RunDetail extends RunHead { rulings: Ruling[]; objections: number }
export interface RunChange {
  code: string
  name: string
  total: [number | null, number | null]
  rank: [number | null, number | null]
  grade: [string | null, string | null]
  nodes: string[]
}
export interface RunPlan { will: string[]; will_not: string[]; blocked: string[]; changes: RunChange[] }
export interface Objection {
  id: string
  run: string
  unit: UnitHead
  node: string
  node_name: string
  reason: string
  attachment: boolean
  at: Moment
  by: string
  state: 'open' | 'upheld' | 'rejected' | 'withdrawn'
  decision: { at: Moment; by: string; reason: string | null; ruling: number | null } | null
}

// ---- rankings

export type RankChange = { kind: 'places'; places: number } | { kind: 'new' | 'group_changed' | 'unknown' }
export interface Dimension {
  id: string
  name: string
  weight: number | null
  places: number | null
  best: number | null
  children: { id: string; name: string; weight: number | null; leaf: boolean }[]
}
export interface RankingRow {
  rank: number | null
  rank_all: number | null
  change: RankChange
  code: string
  name: string
  group: string
  total: number | null
  reason: string | null
  gap_above: number | null
  gap_below: number | null
  close: boolean
  adjustment: number | null
  points: (number | null)[]
  ratios: (number | null)[]
  grade: string | null
  level: string | null
  lost: { id: string; name: string; points: number }[]
  shared: boolean
  in_scope: boolean
}
export interface Ranking {
  scheme: string
  title: string
  version: string
  period: string
  previous: string | null
  run: RunHead | null
  as_of: Moment
  tree_date: Day
  draft: boolean
  audience_limited: boolean
  groups: string[]
  group_counts: number[]
  full_mark: number | null
  total_places: number | null
  adjusted: boolean
  graded: boolean
  levels: string[]
  dimensions: Dimension[]
  rows: RankingRow[]
  count: number
  next: string | null
  unscored: { code: string; name: string; mark: string }[]
  vetoes: { code: string; name: string; mark: string }[]
}
export type PartId = 'corrections' | 'tree' | 'scheme' | 'targets' | 'peers' | 'own'
/** No points where one of the totals is missing. */
export interface ComparePart { id: PartId; name: string; points: number | null }
export interface CompareRow {
  code: string
  name: string
  group: string
  rank_before: number | null
  rank_after: number | null
  total_before: number | null
  total_after: number | null
  parts: ComparePart[]
}
export interface CompareLeaf {
  id: string
  name: string
  measure: string
  value_before: number | null
  value_after: number | null
  points_before: number | null
  points_after: number | null
}
export interface Comparison { from: string; to: string; order: string[]; rows: CompareRow[]; leaves: CompareLeaf[] }
export interface Trend {
  periods: string[]
  rank: (number | null)[]
  of: (number | null)[]
  total: (number | null)[]
  nodes: { id: string; name: string; ratios: (number | null)[] }[]
  draft: boolean[]
}

// ---- a unit's result and its explanation

export interface ResultLeaf {
  id: string
  name: string
  path: string[]
  dimension: string
  weight: number | null
  measure: string
  value: number | null
  reason: string | null
  points: number | null
  ratio: number | null
  lost: number | null
  group_best: number | null
  group_median: number | null
  previous_points: number | null
  lost_vs_best: number | null
  lost_vs_median: number | null
  lost_vs_previous: number | null
  rank: number | null
  of: number
  owner: string | null
  flags: string[]
}
export interface ResultDimension {
  id: string
  name: string
  weight: number | null
  points: number | null
  ratio: number | null
  group_best: number | null
  group_median: number | null
  rank: number | null
}
export interface UnitResult {
  scheme: string
  title: string
  period: string
  run: RunHead | null
  as_of: Moment
  unit: UnitHead
  group: string
  rank: number | null
  of: number | null
  total: number | null
  /** Why there is no total. */
  reason: string | null
  full_mark: number | null
  grade: string | null
  change: RankChange
  adjustment: number | null
  members: UnitHead[]
  leaves: ResultLeaf[]
  dimensions: ResultDimension[]
  strengths: { id: string; name: string; ratio: number; rank: number | null }[]
  weaknesses: { id: string; name: string; lost: number }[]
  vetoes: string[]
  adjustments: { name: string; points: number }[]
}
export interface Source { kind: 'cell' | 'person' | 'derived'; file: string | null; sheet: string | null; cell: string | null; row: number | null; batch: string | null }
export interface Input {
  indicator: string
  name: string
  unit_code: string
  period: string
  scenario: string
  series: string | null
  value: number | null
  reason: string | null
  measure: string
  /** Where it came from, in words. */
  source: string | null
  recorded_at: Moment | null
  recorded_by: string | null
  status: string | null
  revisions: number
  flags: string[]
}
export interface Reference { id: string; name: string; value: number | null }
export interface GroupSpread { n: number; best: number; best_unit: string | null; median: number; worst: number; worst_unit: string | null }
export interface ExplainNode {
  id: string
  name: string
  path: string[]
  active: boolean
  weight: number | null
  points: number | null
  unrounded: number | null
  places: number | null
  ratio: number | null
  rank: number | null
  of: number | null
  shortfall: number | null
  lost_vs_best: number | null
  lost_vs_median: number | null
  lost_vs_previous: number | null
  reason: string | null
  flags: string[]
  rule: { by: string; text: string } | null
  written: string | null
  formula: string | null
  value: number | null
  /** The value with its numbers: 29430 ÷ 10000 ÷ 291.73 × 100. */
  value_formula: string | null
  measure: string
  /** What the rule compares with. */
  reference: Reference[]
  /** The values of the unit's group. */
  group: GroupSpread | null
  inputs: Input[]
  ruling: { points: number | null; basis: string; approver: string } | null
  children: ExplainNode[]
}
export interface Explanation {
  scheme: string
  title: string
  version: string
  period: string
  run: RunHead | null
  as_of: Moment | null
  tree_date: Day | null
  code: string
  name: string
  group: string
  total: number | null
  total_unrounded: number | null
  full_mark: number | null
  rank: number | null
  of: number | null
  rank_change: RankChange
  grade: string | null
  reason: string | null
  vetoes: string[]
  adjustments: { name: string; formula: string; points: number; raw: number; inputs: Input[] }[]
  adjustment: number
  members: UnitHead[]
  /** None for a unit that is exempt. */
  root: ExplainNode | null
  exempt: { class: string; written: string; condition: string; inputs: Input[] } | null
}
export interface FigureVersion {
  version: number
  value: number | null
  status: string
  reason: string | null
  recorded_at: Moment
  recorded_by: string
  source: Source | null
  superseded: boolean
}
