// Reads and writes of results: session, home, rankings, units, runs. Pages call these, never fetch.
import { explanation } from './adapt-explain'
import { comparison, ranking, result, trend } from './adapt-results'
import { objection, plan, run, runChange, runDetail } from './adapt-runs'
import { hits, home, session, workspace } from './adapt-session'
import type { Answer, Asked } from './answers'
import { at, get, post, put, remove } from './client'
import type {
  Comparison, Explanation, FigureVersion, Hit, Home, Lang, NewToken, Objection, OidcProvider, OpenSession, Page, Ranking, RunChange, RunDetail, RunHead, RunPlan,
  Session, SignIn, Token, Trend, UnitResult, Workspace,
} from './contract'

// ---- session
export async function readSession(): Promise<Session | undefined> {
  const found = await get<Answer<'SessionBody'> | undefined>('/session')
  return found && session(found)
}
export const signIn = async (body: SignIn): Promise<Session> => session(await post<Answer<'SessionBody'>>('/session', body satisfies Asked<'SignIn'>))
export const signOut = () => remove<void>('/session')
export const changePassword = (old: string, next: string) => post<void>('/session/password', { old, new: next } satisfies Asked<'NewPassword'>)
export const startTotp = (password: string) => post<Answer<'TotpSecret'>>('/session/totp', { password } satisfies Asked<'OwnPassword'>)
export const confirmTotp = (code: string) => put<void>('/session/totp', { code } satisfies Asked<'Code'>)
export const dropTotp = (password: string, code: string) => remove<void>('/session/totp', { password, code } satisfies Asked<'PasswordAndCode'>)
export const keepLang = (lang: Lang) => put<void>('/session/lang', { lang } satisfies Asked<'NewLang'>)
export const oidcProviders = (): Promise<OidcProvider[]> => get<Answer<'ProviderBody'>[]>('/oidc')
export const listSessions = (account?: string): Promise<Page<OpenSession>> => get<Answer<'Sessions'>>('/sessions', { account })
export const endSession = (id: string) => remove<void>(at`/sessions/${id}`)
export const listTokens = (): Promise<Page<Token>> => get<Answer<'Tokens'>>('/tokens')
export const makeToken = (body: Asked<'NewTokenBody'>): Promise<NewToken> => post<Answer<'MadeToken'>>('/tokens', body)
export const revokeToken = (id: string) => remove<void>(at`/tokens/${id}`)

// ---- workspace
export const readWorkspace = async (): Promise<Workspace> => workspace(await get<Answer<'WorkspaceBody'>>('/workspace'))
export const readHome = async (may: { rule: boolean; object: boolean }): Promise<Home> => home(await get<Answer<'Home'>>('/home'), may)
export const search = async (q: string, signal?: AbortSignal): Promise<{ items: Hit[] }> => hits(await get<Answer<'HitList'>>('/search', { q, limit: 20 }, signal))

// ---- rankings
export interface RankingQuery {
  scheme: string
  period?: string
  run?: string
  as_of?: string
  group?: string
  q?: string
  sort?: string
  order?: string
  cursor?: string
  limit?: number
}
export const readRanking = async (query: RankingQuery, signal?: AbortSignal): Promise<Ranking> => ranking(await get<Parameters<typeof ranking>[0]>('/rankings', { ...query }, signal))
export interface CompareQuery { scheme: string; from?: string; to?: string; from_run?: string; to_run?: string; unit?: string }
export const readComparison = async (query: CompareQuery): Promise<Comparison> => comparison(await get<Answer<'ComparisonBody'>>('/rankings/compare', { ...query }))
export const readTrend = async (scheme: string, unit: string, period?: string): Promise<Trend> => trend(await get<Answer<'TrendBody'>>('/rankings/trend', { scheme, unit, period }))

// ---- a unit
export interface Where { period?: string; run?: string; as_of?: string }
export const readResult = async (scheme: string, unit: string, where: Where, signal?: AbortSignal): Promise<UnitResult> => result(await get<Answer<'UnitResult'>>(at`/results/${scheme}/${unit}`, { ...where }, signal))
/** The result beside it says which run this is and what the others have; without it the explanation still stands. */
export async function readExplanation(scheme: string, unit: string, where: Where, signal?: AbortSignal): Promise<Explanation> {
  const [found, beside] = await Promise.all([get<Answer<'Explanation'>>(at`/explanations/${scheme}/${unit}`, { ...where }, signal), readResult(scheme, unit, where, signal).catch(() => null)])
  return explanation(found, beside)
}
export interface FigureKey { unit: string; indicator: string; period: string; scenario?: string; series?: string }
export const readVersions = (key: FigureKey) => get<{ items: FigureVersion[] }>('/figures/versions', { ...key })

// ---- runs
export const listRuns = async (scheme?: string, period?: string): Promise<{ items: RunHead[] }> => ({ items: (await get<Answer<'RunList'>>('/runs', { scheme, period })).items.map(run) })
export async function readRun(id: string): Promise<RunDetail> {
  const [found, objections] = await Promise.all([get<Answer<'RunPage'>>(at`/runs/${id}`), listObjections(id).catch(() => null)])
  const names = found.rulings.length ? await readRanking({ scheme: found.scheme, period: found.period, run: id, limit: 1000 }).catch(() => null) : null
  return runDetail(found, names, objections?.items.length ?? 0)
}
export async function makeRun(body: Asked<'NewRunBody'>): Promise<RunHead & { was_there: boolean }> {
  const { was_there, ...made } = await post<Answer<'MadeRun'>>('/runs', body)
  return { ...run(made), was_there }
}
export const planRun = async (id: string, to: string): Promise<RunPlan> => plan(await get<Answer<'PlanBody'>>(at`/runs/${id}/plan`, { to }))
export const publishRun = async (id: string, body: Asked<'PublishBody'>): Promise<RunHead> => run(await post<Answer<'RunBody'>>(at`/runs/${id}/publish`, body))
export async function restateRun(id: string, body: Asked<'RestateBody'>): Promise<{ run: RunHead; changes: RunChange[] }> {
  const made = await post<Answer<'RestatedBody'>>(at`/runs/${id}/restate`, body)
  return { run: run(made.run), changes: made.changes.map(runChange) }
}
export const verifyRun = (id: string) => post<Answer<'VerifiedBody'>>(at`/runs/${id}/verify`)
export async function listObjections(run_?: string, open?: boolean): Promise<{ items: Objection[] }> {
  return { items: (await get<Answer<'ObjectionList'>>('/objections', { run: run_, open })).items.map(objection) }
}
export async function objectTo(run_: string, body: { unit: string; node: string; reason: string; file?: File | null }): Promise<Objection> {
  const form = new FormData()
  form.set('unit', body.unit)
  form.set('node', body.node)
  form.set('reason', body.reason)
  if (body.file) form.set('file', body.file)
  return objection(await post<Answer<'Objection'>>(at`/runs/${run_}/objections`, form))
}
/** The address of what was attached to an objection. */
export const attachmentOf = (id: string) => `/api${at`/objections/${id}/attachment`}`
export const decideObjection = async (id: string, body: Asked<'DecideBody'>): Promise<Objection> => objection(await post<Answer<'Objection'>>(at`/objections/${id}/decision`, body))
export const withdrawObjection = (id: string) => remove<void>(at`/objections/${id}`)
