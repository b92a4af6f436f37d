// One way to the server: language, CSRF, idempotency, problems, and short-lived reuse of reads.
import type { AnswerOf, Args, PathOf, Verb } from './answers'
import { ApiProblem, problemOf } from './problem'

type Query = Record<string, string | number | boolean | null | undefined>

interface State { lang: string; csrf: string | null; onSignedOut: () => void }
const state: State = { lang: 'zh-CN', csrf: null, onSignedOut: () => {} }

export function setLang(lang: string) { state.lang = lang }
export function setCsrf(token: string | null) { state.csrf = token }
/** Called once a request finds the session gone. */
export function whenSignedOut(act: () => void) { state.onSignedOut = act }

interface Loose { path?: object; query?: Query; body?: unknown }
/** Where a question goes: the parts of the path escaped, and of the query only what is said. */
function place(path: string, { path: parts = {}, query = {} }: Loose): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') params.set(key, String(value))
  }
  const text = params.toString()
  const values = new Map(Object.entries(parts))
  return `${path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values.get(name) ?? '')))}${text ? `?${text}` : ''}`
}
/** The address of a file, for a link. */
export const address = ((path: string, question: Loose = {}) => place(path, question)) as <P extends PathOf<'get'>>(path: P, ...question: Args<'get', P>) => string

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

type Read = <P extends PathOf<'get'>>(path: P, ...question: [...Args<'get', P>, signal?: AbortSignal]) => Promise<AnswerOf<'get', P>>
export const get = (async (path: string, question: Loose = {}, signal?: AbortSignal) => bodyOf(await send(place(path, question), { method: 'GET', signal: signal ?? null }))) as Read

type Write<V extends Verb> = <P extends PathOf<V>>(path: P, ...question: Args<V, P>) => Promise<AnswerOf<V, P>>
/** A write. The idempotency key belongs to the act, so a repeated click or a retry is one act. */
const write = (method: string) => async (path: string, question: Loose = {}) => {
  const headers = new Headers({ 'Idempotency-Key': crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}` })
  if (state.csrf) headers.set('X-Baton-Csrf', state.csrf)
  const { body } = question
  const form = body instanceof FormData
  if (body !== undefined && !form) headers.set('Content-Type', 'application/json')
  const payload = body === undefined ? null : form ? body : JSON.stringify(body)
  return bodyOf(await send(place(path, question), { method, headers, body: payload }))
}
export const post = write('POST') as Write<'post'>
export const put = write('PUT') as Write<'put'>
export const patch = write('PATCH') as Write<'patch'>
export const remove = write('DELETE') as Write<'delete'>
