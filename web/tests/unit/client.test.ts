import { afterEach, describe, expect, it, vi } from 'vitest'
import { address, get, post, setCsrf, setLang, whenSignedOut } from '@/api/client'
import { ApiProblem } from '@/api/problem'

const answer = (status: number, body?: unknown, type = 'application/json') => new Response(body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body), { status, headers: { 'content-type': type } })
afterEach(() => vi.unstubAllGlobals())

describe('the way to the server', () => {
  it('escapes what stands in an address and leaves out what is not said', () => {
    expect(address('/api/units/{code}', { path: { code: 'a/b?c' } })).toBe('/api/units/a%2Fb%3Fc')
    expect(address('/api/rankings', { query: { scheme: 'x', group: undefined, q: '', limit: 10 } })).toBe('/api/rankings?scheme=x&limit=10')
  })
  it('sends language, token and a key of its own with every write', async () => {
    const sent: [string, RequestInit][] = []
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => { sent.push([url, init]); return answer(200, { ok: true }) })
    setLang('en')
    setCsrf('token')
    await post('/api/runs', { body: { scheme: 'x' } })
    await post('/api/runs', { body: { scheme: 'x' } })
    const [first, second] = sent.map(([, init]) => new Headers(init.headers))
    expect(first?.get('X-Baton-Csrf')).toBe('token')
    expect(first?.get('Accept-Language')).toBe('en')
    expect(first?.get('Idempotency-Key')).toBeTruthy()
    expect(first?.get('Idempotency-Key')).not.toBe(second?.get('Idempotency-Key'))
  })
  it('turns refusals into problems that name the field', async () => {
    vi.stubGlobal('fetch', async () => answer(422, { code: 'I501', detail: '须写明理由', errors: [{ field: 'reason', code: 'I501', detail: '请写明理由' }] }, 'application/problem+json'))
    const problem = await post('/api/imports/{id}/commit', { path: { id: '1' }, body: {} }).catch((error: unknown) => error)
    expect(problem).toBeInstanceOf(ApiProblem)
    expect((problem as ApiProblem).fields[0]?.field).toBe('reason')
  })
  it('survives an answer that is no JSON, and no answer at all', async () => {
    vi.stubGlobal('fetch', async () => answer(502, '<html>Bad gateway</html>', 'text/html'))
    expect(await get('/api/workspace').catch((error: ApiProblem) => error.status)).toBe(502)
    vi.stubGlobal('fetch', async () => { throw new TypeError('failed') })
    expect(await get('/api/workspace').catch((error: ApiProblem) => error.offline)).toBe(true)
  })
  it('tells an ended session from a wrong password', async () => {
    const ended = vi.fn()
    whenSignedOut(ended)
    vi.stubGlobal('fetch', async () => answer(401, { code: 'A001', detail: '' }))
    await post('/api/session', { body: { account: 'a', password: 'b' } }).catch(() => undefined)
    expect(ended).not.toHaveBeenCalled()
    vi.stubGlobal('fetch', async () => answer(401, { code: 'E401', detail: '' }))
    await get('/api/home').catch(() => undefined)
    expect(ended).toHaveBeenCalledOnce()
  })
})
