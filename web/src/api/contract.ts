// What the server answers, by hand until it is generated from the server's OpenAPI document.
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
  idle_until: Moment
  ends: Moment
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
  groups: string[]
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
  revision: number
}
export interface Owed { title: string; detail: string; due: Day | null; link: string }
export interface Standing { scheme: string; title: string; period: string; unit: UnitHead; rank: number | null; of: number; total: number | null; change: RankChange; link: string }
export interface Moved { scheme: string; title: string; unit: string; name: string; change: RankChange; rank: number | null; link: string }
export interface Home {
  owed: Owed[]
  standing: Standing[]
  moved: Moved[]
  explain: { title: string; detail: string; link: string }[]
  notices: { title: string; until: Day; link: string }[]
}
export type HitKind = 'unit' | 'indicator' | 'scheme' | 'node'
export interface Hit { kind: HitKind; code: string; name: string; detail: string; link: string }

// ---- runs

export type RunState = 'draft' | 'notice' | 'final' | 'restated' | 'superseded'
export interface RunStep { state: RunState; at: Moment; by: string; notice_until: Day | null }
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
  number: number
  unit: string
  unit_name: string
  node: string
  node_name: string
  effect: string
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
  attachment: { name: string; size: number; digest: string } | null
  at: Moment
  by: string
  state: 'open' | 'upheld' | 'rejected' | 'withdrawn'
  decision: { at: Moment; by: string; reason: string; ruling: number | null } | null
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
  unscored: { code: string; name: string; class: string }[]
  vetoes: { code: string; name: string; veto: string }[]
  notes: string[]
}
export type PartId = 'corrections' | 'tree' | 'scheme' | 'targets' | 'peers' | 'own'
export interface ComparePart { id: PartId; name: string; points: number }
export interface CompareRow {
  code: string
  name: string
  group: string
  rank_before: number | null
  rank_after: number | null
  total_before: number | null
  total_after: number | null
  parts: ComparePart[]
  points_before: (number | null)[]
  points_after: (number | null)[]
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
  points: { id: string; name: string; values: (number | null)[] }[]
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
  shown: string
  points: number | null
  ratio: number | null
  lost: number | null
  attainable: number | null
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
  of: number
  total: number | null
  full_mark: number | null
  grade: string | null
  level: string | null
  change: RankChange
  adjustment: number | null
  members: UnitHead[]
  exempt: { class: string; because: string } | null
  leaves: ResultLeaf[]
  dimensions: ResultDimension[]
  strengths: { id: string; name: string; ratio: number; rank: number | null }[]
  weaknesses: { id: string; name: string; lost: number }[]
  vetoes: string[]
  adjustments: { id?: string; name: string; points: number }[]
}
export type Source =
  | { kind: 'cell'; file: string; sheet: string; cell: string; row: number | null; batch: string | null }
  | { kind: 'person' | 'derived'; file: string | null; sheet: string | null; cell: string | null; row: number | null; batch: string | null }
export interface Input {
  indicator: string
  name: string
  unit_code: string
  unit_name: string
  period: string
  scenario: string
  series: string | null
  value: number | null
  reason: string | null
  shown: string
  measure: string
  source: Source | null
  recorded_at: Moment | null
  recorded_by: string | null
  status: string | null
  revisions: number
  flags: string[]
}
export interface Step { name: string; text: string; value: number | string | null }
export interface ExplainNode {
  id: string
  name: string
  path: string[]
  active: boolean
  weight: number | null
  attainable: number | null
  points: number | null
  unrounded: number | null
  ratio: number | null
  ratio_unclamped: number | null
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
  value_shown: string
  measure: string
  steps: Step[]
  reference: { name: string; n: number; best: number | null; worst: number | null; mean: number | null; median: number | null } | null
  rounding: string | null
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
  as_of: Moment
  tree_date: Day
  code: string
  name: string
  group: string
  total: number | null
  total_unrounded: number | null
  full_mark: number | null
  rank: number | null
  of: number
  rank_change: RankChange
  grade: string | null
  vetoes: string[]
  adjustments: { name: string; formula: string; points: number; raw: number | null; inputs: Input[] }[]
  adjustment: number | null
  members: UnitHead[]
  root: ExplainNode
  node: ExplainNode | null
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
