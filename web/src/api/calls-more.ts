// Reads and writes of the rest: indicators, units, schemes, what if, data, administration.
import { accounts, audit, grants, health, jobs, matrix, roles, views, why } from './adapt-admin'
import { checked, diff, reach, scheme, supposed, supposition, trial } from './adapt-schemes'
import type { Answer, Asked } from './answers'
import { at, get, patch, post, put, remove } from './client'
import type { Page, UnitHead } from './contract'
import type {
  Account, AuditEntry, Batch, Boundaries, Grant, Health, ImportOptions, Indicator, IndicatorDetail, IndicatorSeries, IndicatorValues, Job, Matrix,
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
export const readScheme = async (id: string): Promise<SchemeDocument> => scheme(await get<Answer<'SchemePage'>>(at`/schemes/${id}`))
export const checkScheme = async (id: string, text: string): Promise<SchemeCheck> => checked(await post<Answer<'CheckedBody'>>('/schemes/check', { id, text } satisfies Asked<'SchemeText'>))
export const tryScheme = async (id: string, body: Asked<'TrialText'>): Promise<Trial> => trial(await post<Answer<'TrialBody'>>(at`/schemes/${id}/trial`, body))
export const keepScheme = (id: string, body: Asked<'SaveScheme'>) => put<Answer<'VersionBody'>>(at`/schemes/${id}`, body)
export const diffScheme = async (id: string, from: number, to: number): Promise<SchemeDiff> => diff(await get<Answer<'DiffBody'>>(at`/schemes/${id}/diff`, { from, to }))

// ---- what if
export async function whatIf(body: WhatIf): Promise<WhatIfResult> {
  const started = performance.now()
  const found = await post<Answer<'SupposedBody'>>('/what-if', supposition(body))
  return supposed(found, performance.now() - started)
}
export const reachRank = async (body: WhatIf, unit: string, rank: number): Promise<Reach> => reach(await post<Answer<'ReachList'>>('/what-if/reach', { supposition: supposition(body), unit, rank } satisfies Asked<'ReachBody'>))

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
export const askWhy = async (query: WhyQuery): Promise<Why> => why(await get<Answer<'WhyBody'>>('/access/why', { ...query }))
export const readMatrix = async (): Promise<Matrix> => matrix(await get<Answer<'MatrixBody'>>('/access/matrix'))
export const listAccounts = async (): Promise<{ items: Account[] }> => accounts(await get<Answer<'Accounts'>>('/accounts'))
export const makeAccount = (body: Asked<'NewAccountBody'>) => post<Answer<'MadeAccount'>>('/accounts', body)
export const changeAccount = (code: string, body: Asked<'AccountChange'>) => patch<void>(at`/accounts/${code}`, body)
export const resetAccount = (code: string) => post<Answer<'FirstPassword'>>(at`/accounts/${code}/reset`)
export const unlockAccount = (code: string) => post<void>(at`/accounts/${code}/unlock`)
export const listGrants = async (account?: string): Promise<{ items: Grant[] }> => grants(await get<Answer<'Grants'>>('/grants', { account }))
export const makeGrant = (body: Asked<'NewGrantBody'>): Promise<Grant> => post<Answer<'GrantBody'>>('/grants', body)
export const revokeGrant = (id: string) => remove<void>(at`/grants/${id}`)
export const listRoles = async (): Promise<Role[]> => roles(await get<Answer<'RoleInfo'>[]>('/roles'))
export interface AuditQuery { q?: string; action?: string; account?: string; unit?: string; from?: string; to?: string; cursor?: string; limit?: number }
export const readAudit = async (query: AuditQuery): Promise<Page<AuditEntry>> => audit(await get<Answer<'AuditPageBody'>>('/audit', { ...query }))
export const auditHead = () => get<Answer<'AuditHead'>>('/audit/head')
export const listJobs = async (): Promise<{ items: Job[] }> => jobs(await get<Answer<'JobList'>>('/jobs'))
export const readHealth = async (): Promise<Health> => health(await get<Answer<'HealthBody'>>('/health'))
export const listViews = async (page: string): Promise<{ items: View[] }> => views(await get<Answer<'Views'>>('/views', { page }))
export const keepView = (view: View) => put<void>('/views', view satisfies Asked<'ViewBody'>)
export const dropView = (page: string, name: string) => remove<void>(at`/views/${name}`, undefined, { page })
export type { UnitHead }
