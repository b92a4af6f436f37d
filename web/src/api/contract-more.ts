// The rest of what the pages work with: the server's shapes under the pages' names, with closed sets of words named.
import type { Answer, Asked, Narrow } from './answers'
import type { Source } from './contract'

// ---- indicators and units

interface Directed { direction: 'higher' | 'lower' | 'none' }
export type Indicator = Narrow<Answer<'IndicatorBody'>, Directed>
export type IndicatorDetail = Narrow<Answer<'IndicatorDetail'>, Directed>
export type IndicatorValue = Answer<'ValueBody'>
export type IndicatorValues = Answer<'ValuesBody'>
export type IndicatorSeries = Answer<'SeriesBody'>
export type Unit = Answer<'UnitBody'>
export interface Boundaries { title: string; approval: string; geojson: GeoJson }
export interface GeoJson {
  type: 'FeatureCollection'
  features: { type: 'Feature'; properties: Record<string, unknown>; geometry: { type: string; coordinates: unknown } | null }[]
}

// ---- schemes

export type Severity = 'error' | 'warning' | 'lint'
export type Diagnostic = Narrow<Answer<'Diagnostic'>, { severity: Severity }>
/** The method as a table; the first column is the code of the row. */
export type Method = Answer<'MethodBody'>
export type SchemeVersion = Answer<'VersionBody'>
export type SchemeDocument = Narrow<Answer<'SchemePage'>, { diagnostics: Diagnostic[] }>
export type SchemeCheck = Narrow<Answer<'CheckedBody'>, { diagnostics: Diagnostic[] }>
/** A word the editor offers. */
export interface Offer { label: string; kind: 'table' | 'property' | 'enum' | 'node' | 'indicator' | 'param' | 'function'; detail: string; info?: string; apply?: string }
/** What may stand at the end of a text, and how much of it is typed already. */
export interface Completions { at: (before: string, whole: string) => { token: string; offers: Offer[] } }
export type TrialChange = Omit<Answer<'TriedBody'>, 'group'>
export type Trial = Answer<'TrialBody'>
export interface SchemeDiff {
  lines: { kind: 'same' | 'removed' | 'added'; old: number | null; new: number | null; text: string }[]
}

// ---- what if

export type WhatIf = Asked<'SuppositionBody'>
export type WhatIfRow = Answer<'SupposedRow'>
/** `took_ms` is measured here: from the question to the answer. */
export type WhatIfResult = Answer<'SupposedBody'> & { took_ms: number }
export type Reach = Answer<'ReachList'>

// ---- data

export type Problem = Narrow<Answer<'CellProblem'>, { severity: Severity }>
export type FigureChange = Answer<'FigureChange'>
export type Preview = Narrow<Answer<'PreviewBody'>, { problems: Problem[]; groups: Narrow<Answer<'ProblemGroup'>, { severity: Severity }>[] }>
export type ImportOptions = Asked<'ImportOptions'>
export type Receipt = Answer<'ReceiptBody'>
export type Batch = Narrow<Answer<'BatchBody'>, { state: 'open' | 'locked' | 'withdrawn' }>
export type BatchFigure = Narrow<Answer<'BatchFigureBody'>, { source: Source }>
export type BatchPage = Narrow<Answer<'BatchPageBody'>, { batch: Batch; figures: BatchFigure[] }>

// ---- access and administration

export type Grant = Answer<'GrantBody'>
export type Account = Answer<'AccountBody'>
export type AuditEntry = Answer<'AuditEntry'>
export type Job = Narrow<Answer<'JobBody'>, { state: 'waiting' | 'running' | 'done' | 'failed' }>
export type View = Answer<'ViewBody'>
