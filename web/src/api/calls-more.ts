// Reads and writes of the rest: indicators, units, schemes, what if, data, administration.
import { audit, jobs } from './adapt-admin'
import { batches, batchPage, boundaries, indicator, indicators, preview } from './adapt-data'
import { checked, diff, scheme, supposed } from './adapt-schemes'
import type { Asked, QueryOf } from './answers'
import { get, patch, post, put, remove } from './client'
import type { UnitHead } from './contract'
import type { Batch, BatchPage, Boundaries, Indicator, IndicatorDetail, Job, Preview, SchemeCheck, SchemeDiff, SchemeDocument, View, WhatIf, WhatIfResult } from './contract-more'

// ---- indicators and units
export const listIndicators = async (q?: string): Promise<{ items: Indicator[] }> => indicators(await get('/api/indicators', { query: { q } }))
export const readIndicator = async (code: string): Promise<IndicatorDetail> => indicator(await get('/api/indicators/{code}', { path: { code } }))
export const readValues = (code: string, query: QueryOf<'/api/indicators/{code}/values'>) => get('/api/indicators/{code}/values', { path: { code }, query })
export const readSeries = (code: string, unit: string, as_of?: string) => get('/api/indicators/{code}/series', { path: { code }, query: { unit, as_of } })
export const listUnits = (query: QueryOf<'/api/units'> = {}) => get('/api/units', { query })
export const readUnit = (code: string) => get('/api/units/{code}', { path: { code } })
export const readBoundaries = async (): Promise<Boundaries | undefined> => boundaries(await get('/api/boundaries'))
/** The shape of the map is checked by the server, whose document says only that it is an object. */
export const keepBoundaries = (body: Boundaries) => put('/api/boundaries', { body: { ...body, geojson: body.geojson as unknown as Asked<'BoundariesBody'>['geojson'] } })

// ---- schemes
export const readScheme = async (id: string): Promise<SchemeDocument> => scheme(await get('/api/schemes/{id}', { path: { id } }))
export const checkScheme = async (id: string, text: string): Promise<SchemeCheck> => checked(await post('/api/schemes/check', { body: { id, text } }))
export const tryScheme = (id: string, body: Asked<'TrialText'>) => post('/api/schemes/{id}/trial', { path: { id }, body })
export const keepScheme = (id: string, body: Asked<'SaveScheme'>) => put('/api/schemes/{id}', { path: { id }, body })
export const diffScheme = async (id: string, from: number, to: number): Promise<SchemeDiff> => diff(await get('/api/schemes/{id}/diff', { path: { id }, query: { from, to } }))

// ---- what if
export async function whatIf(body: WhatIf): Promise<WhatIfResult> {
  const started = performance.now()
  const found = await post('/api/what-if', { body })
  return supposed(found, performance.now() - started)
}
export const reachRank = (supposition: WhatIf, unit: string, rank: number) => post('/api/what-if/reach', { body: { supposition, unit, rank } })

// ---- data
export async function startImport(file: File, options: Asked<'ImportOptions'>): Promise<Preview> {
  const body = new FormData()
  body.set('file', file)
  body.set('options', JSON.stringify(options))
  return preview(await post('/api/imports', { body }))
}
export const readImport = async (id: string): Promise<Preview> => preview(await get('/api/imports/{id}', { path: { id } }))
export const changeImport = async (id: string, options: Asked<'ImportOptions'>): Promise<Preview> => preview(await put('/api/imports/{id}', { path: { id }, body: { options } }))
export const dropImport = (id: string) => remove('/api/imports/{id}', { path: { id } })
export const commitImport = (id: string, reason?: string) => post('/api/imports/{id}/commit', { path: { id }, body: { reason } })
export const enterFigures = (body: Asked<'EntryBody'>) => put('/api/figures', { body })
export const listBatches = async (query: QueryOf<'/api/batches'> = {}): Promise<{ items: Batch[]; next: string | null }> => batches(await get('/api/batches', { query }))
export const withdrawBatch = (id: string, reason: string) => post('/api/batches/{id}/withdraw', { path: { id }, body: { reason } })
export const readBatch = async (id: string, query: QueryOf<'/api/batches/{id}'> = {}): Promise<BatchPage> => batchPage(await get('/api/batches/{id}', { path: { id }, query }))
export const acceptBatch = (id: string) => post('/api/batches/{id}/accept', { path: { id } })
export const lockBatch = (id: string) => post('/api/batches/{id}/lock', { path: { id } })

// ---- access and administration
export const askWhy = (query: QueryOf<'/api/access/why'>) => get('/api/access/why', { query })
export const readMatrix = () => get('/api/access/matrix')
export const listAccounts = () => get('/api/accounts')
export const makeAccount = (body: Asked<'NewAccountBody'>) => post('/api/accounts', { body })
export const changeAccount = (code: string, body: Asked<'AccountChange'>) => patch('/api/accounts/{code}', { path: { code }, body })
export const resetAccount = (code: string) => post('/api/accounts/{code}/reset', { path: { code } })
export const unlockAccount = (code: string) => post('/api/accounts/{code}/unlock', { path: { code } })
export const listGrants = (account?: string) => get('/api/grants', { query: { account } })
export const makeGrant = (body: Asked<'NewGrantBody'>) => post('/api/grants', { body })
export const revokeGrant = (id: string) => remove('/api/grants/{id}', { path: { id } })
export const listRoles = () => get('/api/roles')
export const readAudit = async (query: QueryOf<'/api/audit'>) => audit(await get('/api/audit', { query }))
export const auditHead = () => get('/api/audit/head')
export const listJobs = async (): Promise<{ items: Job[] }> => jobs(await get('/api/jobs'))
export const readHealth = () => get('/api/health')
export const listViews = (page: string) => get('/api/views', { query: { page } })
export const keepView = (body: View) => put('/api/views', { body })
export const dropView = (page: string, name: string) => remove('/api/views/{name}', { path: { name }, query: { page } })
export type { UnitHead }
