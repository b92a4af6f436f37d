// One way to the server: language, CSRF, idempotency, problems, and short-lived reuse of reads.
import { ApiProblem, problemOf } from './problem'

export type Query = Record<string, string | number | boolean | null | undefined>

interface State { lang: string; csrf: string | null; onSignedOut: () => void }
const state: State = { lang: 'zh-CN', csrf: null, onSignedOut: () => {} }

export function setLang(lang: string) { state.lang = lang }
export function setCsrf(token: string | null) { state.csrf = token }
/** Called once a request finds the session gone. */
export function whenSignedOut(act: () => void) { state.onSignedOut = act }

export function address(path: string, query: Query = {}): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') params.set(key, String(value))
  }
  const text = params.toString()
  return `/api${path}${text ? `?${text}` : ''}`
}

/** A path from its parts, each escaped: `at`units/${code}``. */
export function at(parts: TemplateStringsArray, ...values: string[]): string {
  return parts.reduce((text, part, index) => text + part + (index < values.length ? encodeURIComponent(values[index] ?? '') : ''), '')
}

/** Answers asked for by boot.js before the scripts were there; each serves once, and only in the language it was asked in. */
function early(url: string, init: RequestInit): Promise<Response> | null {
  const boot = (globalThis as { batonBoot?: { lang: string; answers: Record<string, Promise<Response>> } }).batonBoot
  const answer = init.method === 'GET' && boot?.lang === state.lang ? boot.answers[url] : undefined
  if (!boot || !answer) return null
  delete boot.answers[url]
  return answer
}

const SIGNING_IN = new Set(['A001', 'A002'])
async function send(url: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers)
  headers.set('Accept', 'application/json')
  headers.set('Accept-Language', state.lang)
  let response: Response
  try {
    response = await (early(url, init) ?? fetch(url, { ...init, headers, credentials: 'same-origin' }))
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiProblem(0, 'N000', '', null, null, [])
  }
  if (response.ok) return response
  const problem = await problemOf(response)
  // A wrong password and a missing code are 401 too; only an ended session sends people to the sign-in page.
  if (problem.status === 401 && !SIGNING_IN.has(problem.code)) state.onSignedOut()
  throw problem
}

async function bodyOf<T>(response: Response): Promise<T> {
  if (response.status === 204) return undefined as T
  return (await response.json()) as T
}

export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return bodyOf<T>(await send(address(path, query), { method: 'GET', signal: signal ?? null }))
}

type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A write. The idempotency key belongs to the act, so a repeated click or a retry is one act. */
export async function write<T>(method: Method, path: string, body?: unknown, query: Query = {}): Promise<T> {
  const headers = new Headers({ 'Idempotency-Key': crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}` })
  if (state.csrf) headers.set('X-Baton-Csrf', state.csrf)
  const form = body instanceof FormData
  if (body !== undefined && !form) headers.set('Content-Type', 'application/json')
  const payload = body === undefined ? null : form ? body : JSON.stringify(body)
  return bodyOf<T>(await send(address(path, query), { method, headers, body: payload }))
}

export const post = <T>(path: string, body?: unknown, query?: Query) => write<T>('POST', path, body, query)
export const put = <T>(path: string, body?: unknown, query?: Query) => write<T>('PUT', path, body, query)
export const patch = <T>(path: string, body?: unknown, query?: Query) => write<T>('PATCH', path, body, query)
export const remove = <T>(path: string, body?: unknown, query?: Query) => write<T>('DELETE', path, body, query)
