// Reads and writes of results: session, home, rankings, units, runs. Pages call these, never fetch.
import { at, get, post, put, remove } from './client'
import type {
  Comparison, Explanation, FigureVersion, Hit, Home, Lang, NewToken, Objection, OidcProvider, OpenSession, Page, Ranking, RunDetail, RunHead, RunPlan,
  Session, SignIn, Token, Trend, UnitResult, Workspace,
} from './contract'

// ---- session
export const readSession = () => get<Session | undefined>('/session')
export const signIn = (body: SignIn) => post<Session>('/session', body)
export const signOut = () => remove<void>('/session')
export const changePassword = (old: string, next: string) => post<void>('/session/password', { old, new: next })
export const startTotp = () => post<{ secret: string; url: string }>('/session/totp')
export const confirmTotp = (code: string) => put<void>('/session/totp', { code })
export const dropTotp = (password: string) => remove<void>('/session/totp', { password })
export const keepLang = (lang: Lang) => put<void>('/session/lang', { lang })
export const oidcProviders = () => get<OidcProvider[]>('/oidc')
export const listSessions = (account?: string) => get<Page<OpenSession>>('/sessions', { account })
export const endSession = (id: string) => remove<void>(at`/sessions/${id}`)
export const listTokens = () => get<Page<Token>>('/tokens')
export const makeToken = (body: { name: string; capabilities: string[]; expires: string }) => post<NewToken>('/tokens', body)
export const revokeToken = (id: string) => remove<void>(at`/tokens/${id}`)

// ---- workspace
export const readWorkspace = () => get<Workspace>('/workspace')
export const readHome = () => get<Home>('/home')
export const search = (q: string, signal?: AbortSignal) => get<{ items: Hit[] }>('/search', { q, limit: 20 }, signal)

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
export const readRanking = (query: RankingQuery, signal?: AbortSignal) => get<Ranking>('/rankings', { ...query }, signal)
export interface CompareQuery { scheme: string; from?: string; to?: string; from_run?: string; to_run?: string; unit?: string }
export const readComparison = (query: CompareQuery) => get<Comparison>('/rankings/compare', { ...query })
export const readTrend = (scheme: string, unit: string, periods?: string) => get<Trend>('/rankings/trend', { scheme, unit, periods })

// ---- a unit
export interface Where { period?: string; run?: string; as_of?: string }
export const readResult = (scheme: string, unit: string, where: Where) => get<UnitResult>(at`/results/${scheme}/${unit}`, { ...where })
export const readExplanation = (scheme: string, unit: string, where: Where, node?: string, signal?: AbortSignal) =>
  get<Explanation>(at`/explanations/${scheme}/${unit}`, { ...where, node }, signal)
export interface FigureKey { unit: string; indicator: string; period: string; scenario?: string; series?: string }
export const readVersions = (key: FigureKey) => get<{ items: FigureVersion[] }>('/figures/versions', { ...key })

// ---- runs
export const listRuns = (scheme?: string, period?: string) => get<{ items: RunHead[] }>('/runs', { scheme, period })
export const readRun = (id: string) => get<RunDetail>(at`/runs/${id}`)
export const makeRun = (body: { scheme: string; period: string; as_of?: string }) => post<RunHead & { was_there: boolean }>('/runs', body)
export const planRun = (id: string, to: string) => get<RunPlan>(at`/runs/${id}/plan`, { to })
export const publishRun = (id: string, body: { state: string; notice_until?: string; audience?: string }) => post<RunHead>(at`/runs/${id}/publish`, body)
export const restateRun = (id: string, body: { as_of?: string }) => post<{ run: RunHead; changes: RunPlan['changes'] }>(at`/runs/${id}/restate`, body)
export const verifyRun = (id: string) => post<{ ok: boolean; differences: string[] }>(at`/runs/${id}/verify`)
export const runObjections = (id: string) => get<{ items: Objection[] }>(at`/runs/${id}/objections`)
export const listObjections = (mine?: boolean) => get<{ items: Objection[] }>('/objections', { mine })
export function objectTo(run: string, body: { unit: string; node: string; reason: string; file?: File | null }) {
  const form = new FormData()
  form.set('unit', body.unit)
  form.set('node', body.node)
  form.set('reason', body.reason)
  if (body.file) form.set('file', body.file)
  return post<Objection>(at`/runs/${run}/objections`, form)
}
export interface Decision { uphold: boolean; points?: number; exclude?: boolean; basis: string; approver: string; reason: string }
export const decideObjection = (id: string, body: Decision) => post<Objection>(at`/objections/${id}/decision`, body)
export const withdrawObjection = (id: string) => remove<void>(at`/objections/${id}`)
