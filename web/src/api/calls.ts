// Reads and writes of results: session, home, rankings, units, runs. Pages call these, never fetch.
import { explanation, versions } from './adapt-explain'
import { comparison, ranking, result } from './adapt-results'
import { objection, plan, run, runChange, runDetail } from './adapt-runs'
import { hits, home, session, workspace } from './adapt-session'
import type { Asked, QueryOf } from './answers'
import { address, get, post, put, remove } from './client'
import type { Comparison, Explanation, FigureVersion, Hit, Home, Lang, Objection, Ranking, RunChange, RunDetail, RunHead, RunPlan, Session, UnitResult, Workspace } from './contract'

// ---- session
export async function readSession(): Promise<Session | undefined> {
  const found = await get('/api/session')
  return found && session(found)
}
export const signIn = async (body: Asked<'SignIn'>): Promise<Session> => session(await post('/api/session', { body }))
export const signOut = () => remove('/api/session')
export const changePassword = (old: string, next: string) => post('/api/session/password', { body: { old, new: next } })
export const startTotp = (password: string) => post('/api/session/totp', { body: { password } })
export const confirmTotp = (code: string) => put('/api/session/totp', { body: { code } })
export const dropTotp = (password: string, code: string) => remove('/api/session/totp', { body: { password, code } })
export const keepLang = (lang: Lang) => put('/api/session/lang', { body: { lang } })
export const oidcProviders = () => get('/api/oidc')
export const listSessions = (account?: string) => get('/api/sessions', { query: { account } })
export const endSession = (id: string) => remove('/api/sessions/{id}', { path: { id } })
export const listTokens = () => get('/api/tokens')
export const makeToken = (body: Asked<'NewTokenBody'>) => post('/api/tokens', { body })
export const revokeToken = (id: string) => remove('/api/tokens/{id}', { path: { id } })

// ---- workspace
export const readWorkspace = async (): Promise<Workspace> => workspace(await get('/api/workspace'))
export const readHome = async (may: { rule: boolean; object: boolean }): Promise<Home> => home(await get('/api/home'), may)
export const search = async (q: string, signal?: AbortSignal): Promise<{ items: Hit[] }> => hits(await get('/api/search', { query: { q, limit: 20 } }, signal))

// ---- rankings
export const readRanking = async (query: QueryOf<'/api/rankings'>, signal?: AbortSignal): Promise<Ranking> => ranking(await get('/api/rankings', { query }, signal))
export const readComparison = async (query: QueryOf<'/api/rankings/compare'>): Promise<Comparison> => comparison(await get('/api/rankings/compare', { query }))
export const readTrend = (scheme: string, unit: string, period?: string) => get('/api/rankings/trend', { query: { scheme, unit, period } })

// ---- a unit
export type Where = Pick<QueryOf<'/api/results/{scheme}/{unit}'>, 'period' | 'run' | 'as_of'>
export const readResult = async (scheme: string, unit: string, where: Where, signal?: AbortSignal): Promise<UnitResult> => result(await get('/api/results/{scheme}/{unit}', { path: { scheme, unit }, query: where }, signal))
/** The result beside it says which run this is and what the others have; without it the explanation still stands. */
export async function readExplanation(scheme: string, unit: string, where: Where, signal?: AbortSignal): Promise<Explanation> {
  const [found, beside] = await Promise.all([get('/api/explanations/{scheme}/{unit}', { path: { scheme, unit }, query: where }, signal), readResult(scheme, unit, where, signal).catch(() => null)])
  return explanation(found, beside)
}
export const readVersions = async (query: QueryOf<'/api/figures/versions'>): Promise<{ items: FigureVersion[] }> => versions(await get('/api/figures/versions', { query }))

// ---- runs
export const listRuns = async (scheme?: string, period?: string): Promise<{ items: RunHead[] }> => ({ items: (await get('/api/runs', { query: { scheme, period } })).items.map(run) })
export async function readRun(id: string): Promise<RunDetail> {
  const [found, objections] = await Promise.all([get('/api/runs/{id}', { path: { id } }), listObjections(id).catch(() => null)])
  const names = found.rulings.length ? await readRanking({ scheme: found.scheme, period: found.period, run: id, limit: 1000 }).catch(() => null) : null
  return runDetail(found, names, objections?.items.length ?? 0)
}
export async function makeRun(body: Asked<'NewRunBody'>): Promise<RunHead & { was_there: boolean }> {
  const { was_there, ...made } = await post('/api/runs', { body })
  return { ...run(made), was_there }
}
export const planRun = async (id: string, query: QueryOf<'/api/runs/{id}/plan'>): Promise<RunPlan> => plan(await get('/api/runs/{id}/plan', { path: { id }, query }))
export const publishRun = async (id: string, body: Asked<'PublishBody'>): Promise<RunHead> => run(await post('/api/runs/{id}/publish', { path: { id }, body }))
export async function restateRun(id: string, body: Asked<'RestateBody'>): Promise<{ run: RunHead; changes: RunChange[] }> {
  const made = await post('/api/runs/{id}/restate', { path: { id }, body })
  return { run: run(made.run), changes: made.changes.map(runChange) }
}
export const verifyRun = (id: string) => post('/api/runs/{id}/verify', { path: { id } })
export async function listObjections(run_?: string, open?: boolean): Promise<{ items: Objection[] }> {
  return { items: (await get('/api/objections', { query: { run: run_, open } })).items.map(objection) }
}
export async function objectTo(id: string, said: { unit: string; node: string; reason: string; file?: File | null }): Promise<Objection> {
  const body = new FormData()
  body.set('unit', said.unit)
  body.set('node', said.node)
  body.set('reason', said.reason)
  if (said.file) body.set('file', said.file)
  return objection(await post('/api/runs/{id}/objections', { path: { id }, body }))
}
/** The address of what was attached to an objection. */
export const attachmentOf = (id: string) => address('/api/objections/{id}/attachment', { path: { id: Number(id) } })
export const decideObjection = async (id: string, body: Asked<'DecideBody'>): Promise<Objection> => objection(await post('/api/objections/{id}/decision', { path: { id: Number(id) }, body }))
export const withdrawObjection = (id: string) => remove('/api/objections/{id}', { path: { id: Number(id) } })
