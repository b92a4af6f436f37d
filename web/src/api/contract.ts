// What the pages work with: the server's own shapes, generated from its OpenAPI document, under the pages' names; what is made of them here is written out,
// and the adapt-* files lead from one to the other.
// Codes, never internal ids; a missing number is null, with a reason beside it where one is known.
import type { Answer, Asked, Narrow } from './answers'

export type Day = string
export type Moment = string
export type Lang = 'zh-CN' | 'en'

export type UnitHead = Answer<'UnitHead'>
export interface Page<T> { items: T[]; next: string | null }

// ---- session

export type SessionRole = Answer<'RoleBody'>
export type Session = Narrow<Answer<'SessionBody'>, { lang: Lang }>
export type SignIn = Asked<'SignIn'>
export type OidcProvider = Answer<'ProviderBody'>
export type OpenSession = Answer<'OpenSession'>
export type Token = Answer<'TokenBody'>
export type NewToken = Answer<'MadeToken'>

// ---- workspace, home, search

export type SchemeHead = Narrow<Answer<'SchemeHead'>, { default_period: string }>
export type Workspace = Narrow<Answer<'WorkspaceBody'>, { schemes: SchemeHead[]; default_scheme: string }> & { default_period: string }
/** An objection to decide, a public notice in which one may object, or a batch to accept. */
export interface Owed { kind: 'objection' | 'notice' | 'batch'; title: string; detail: string; due: Day | null; link: string }
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
export type RunHead = Narrow<Omit<Answer<'RunItem'>, 'step_at' | 'step_by'>, { state: RunState; audience: 'own' | 'everyone' | null }> & { steps: RunStep[] }
export type Ruling = Answer<'RunRuling'> & { unit_name: string; node_name: string }
export type RunDetail = RunHead & { rulings: Ruling[]; objections: number }
type Pair<T> = [before: T | null, after: T | null]
export type RunChange = Narrow<Answer<'UnitChangeBody'>, { total: Pair<number>; rank: Pair<number>; grade: Pair<string> }>
export type RunPlan = Narrow<Answer<'PlanBody'>, { changes: RunChange[] }>
/** Its number as text, as it stands in addresses. */
export type Objection = Omit<Answer<'Objection'>, 'id' | 'state'> & { id: string; state: 'open' | 'upheld' | 'rejected' | 'withdrawn' }

// ---- rankings

export type RankChange = { kind: 'places'; places: number } | { kind: 'new' | 'group_changed' | 'unknown' }
export type Dimension = Answer<'DimensionBody'>
export type RankingRow = Omit<Answer<'RowBody'>, 'change'> & { change: RankChange }
export type Ranking = Omit<Answer<'RankingBody'>, 'run' | 'rows'> & { run: RunHead | null; rows: RankingRow[] }
export type PartId = 'corrections' | 'tree' | 'scheme' | 'targets' | 'peers' | 'own'
/** No points where one of the totals is missing. */
export type ComparePart = Narrow<Answer<'PartBody'>, { id: PartId }>
export type CompareRow = Narrow<Answer<'ChangeRow'>, { parts: ComparePart[] }>
export type CompareLeaf = Answer<'LeafChangeBody'>
export type Comparison = Narrow<Answer<'ComparisonBody'>, { rows: CompareRow[] }>
export type Trend = Answer<'TrendBody'>

// ---- a unit's result and its explanation

export type ResultLeaf = Omit<Answer<'LeafBody'>, 'previous'> & { previous_points: number | null }
export type ResultDimension = Answer<'ResultDimension'>
/** With what the unit is best and worst at, found here. */
export type UnitResult = Omit<Answer<'UnitResult'>, 'run' | 'change' | 'leaves'> & {
  run: RunHead | null
  change: RankChange
  leaves: ResultLeaf[]
  strengths: { id: string; name: string; ratio: number; rank: number | null; weight: number }[]
  weaknesses: { id: string; name: string; lost: number }[]
}
export type Source = Narrow<Answer<'VersionSource'>, { kind: 'cell' | 'person' | 'derived' }>
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
export type Reference = Answer<'ReferenceBody'>
export type GroupSpread = Answer<'GroupBody'>
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
  /** With how many units of which kind, in words. */
  compared: string | null
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
export type FigureVersion = Narrow<Answer<'FigureVersionBody'>, { source: Source }>
