// Reads and writes of the rest: indicators, units, schemes, what if, data, administration.
import { at, get, patch, post, put, remove } from './client'
import type { Page, UnitHead } from './contract'
import type {
  Account, AuditEntry, Batch, Boundaries, Completions, Grant, Health, ImportOptions, Indicator, IndicatorDetail, IndicatorSeries, IndicatorValues, Job, Matrix,
  Preview, Reach, Receipt, Role, SchemeCheck, SchemeDiff, SchemeDocument, Trial, Unit, UnitDetail, View, WhatIf, WhatIfResult, Why,
} from './contract-more'

// ---- indicators and units
export const listIndicators = (q?: string) => get<{ items: Indicator[] }>('/indicators', { q })
export const readIndicator = (code: string) => get<IndicatorDetail>(at`/indicators/${code}`)
export const readValues = (code: string, query: { period: string; as_of?: string; kind?: string }) => get<IndicatorValues>(at`/indicators/${code}/values`, { ...query })
export const readSeries = (code: string, unit: string, as_of?: string) => get<IndicatorSeries>(at`/indicators/${code}/series`, { unit, as_of })
export interface UnitQuery { on?: string; kind?: string; parent?: string; q?: string; cursor?: string; limit?: number }
export const listUnits = (query: UnitQuery = {}) => get<Page<Unit>>('/units', { ...query })
export const readUnit = (code: string) => get<UnitDetail>(at`/units/${code}`)
export const readBoundaries = () => get<Boundaries | undefined>('/boundaries')
export const keepBoundaries = (body: Boundaries) => put<void>('/boundaries', body)

// ---- schemes
export const readScheme = (id: string, version?: string) => get<SchemeDocument>(at`/schemes/${id}`, { version })
export const checkScheme = (id: string, text: string, leaves_text?: string | null) => post<SchemeCheck>('/schemes/check', { id, text, leaves_text })
export const schemeCompletions = (id: string) => get<Completions>(at`/schemes/${id}/completions`)
export const tryScheme = (id: string, body: { text: string; leaves_text?: string | null; period: string }) => post<Trial>(at`/schemes/${id}/trial`, body)
export const keepScheme = (id: string, body: { text: string; leaves_text?: string | null; note: string; expected: number }) =>
  put<{ version: number }>(at`/schemes/${id}`, body)
export const diffScheme = (id: string, from: number, to: number) => get<SchemeDiff>(at`/schemes/${id}/diff`, { from, to })

// ---- what if
export const whatIf = (body: WhatIf) => post<WhatIfResult>('/what-if', body)
export const reachRank = (body: { scheme: string; period: string; unit: string; rank: number }) => post<Reach>('/what-if/reach', body)

// ---- data
export function startImport(file: File, options: ImportOptions) {
  const form = new FormData()
  form.set('file', file)
  form.set('options', JSON.stringify(options))
  return post<Preview>('/imports', form)
}
export const readImport = (id: string) => get<Preview>(at`/imports/${id}`)
export const changeImport = (id: string, options: ImportOptions) => put<Preview>(at`/imports/${id}`, { options })
export const dropImport = (id: string) => remove<void>(at`/imports/${id}`)
export const commitImport = (id: string, reason?: string) => post<Receipt>(at`/imports/${id}/commit`, { reason })
export const listBatches = () => get<{ items: Batch[] }>('/batches')
export const withdrawBatch = (id: string, reason: string) => post<void>(at`/batches/${id}/withdraw`, { reason })
export const lockBatch = (id: string) => post<void>(at`/batches/${id}/lock`)

// ---- access and administration
export interface WhyQuery { capability: string; unit?: string; indicator?: string; account?: string }
export const askWhy = (query: WhyQuery) => get<Why>('/access/why', { ...query })
export const readMatrix = () => get<Matrix>('/access/matrix')
export const listAccounts = () => get<{ items: Account[] }>('/accounts')
export const makeAccount = (body: { account: string; name: string; unit?: string }) => post<{ account: string; password: string }>('/accounts', body)
export const changeAccount = (code: string, body: { name?: string; unit?: string; state?: string }) => patch<void>(at`/accounts/${code}`, body)
export const resetAccount = (code: string) => post<{ password: string }>(at`/accounts/${code}/reset`)
export const unlockAccount = (code: string) => post<void>(at`/accounts/${code}/unlock`)
export const listGrants = (account?: string) => get<{ items: Grant[] }>('/grants', { account })
export const makeGrant = (body: { account: string; role: string; unit: string | null; indicators?: string[] }) => post<Grant>('/grants', body)
export const revokeGrant = (id: string) => remove<void>(at`/grants/${id}`)
export const listRoles = () => get<Role[]>('/roles')
export interface AuditQuery { q?: string; action?: string; account?: string; unit?: string; from?: string; to?: string; cursor?: string; limit?: number }
export const readAudit = (query: AuditQuery) => get<Page<AuditEntry>>('/audit', { ...query })
export const auditHead = () => get<{ sequence: number; hash: string }>('/audit/head')
export const verifyAll = () => post<Job>('/verify')
export const listJobs = () => get<{ items: Job[] }>('/jobs')
export const readHealth = () => get<Health>('/health')
export const listViews = (page: string) => get<{ items: View[] }>('/views', { page })
export const keepView = (view: View) => put<void>('/views', view)
export const dropView = (page: string, name: string) => remove<void>(at`/views/${name}`, undefined, { page })
export type { UnitHead }
