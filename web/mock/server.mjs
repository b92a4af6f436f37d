// A stand-in for the server while the pages are built and tested: believable answers by the contract, and the built client with the same headers.
import { createServer } from 'node:http'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { answer, Refused } from './routes.mjs'

const dist = fileURLToPath(new URL('../dist', import.meta.url))
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json', '.woff2': 'font/woff2', '.png': 'image/png' }
export const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"

async function bodyOf(request) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  const type = request.headers['content-type'] ?? ''
  if (type.startsWith('application/json')) return { body: JSON.parse(bytes.toString('utf8') || '{}') }
  if (!type.startsWith('multipart/')) return { body: {} }
  // Enough of multipart for a test: the texts, and the name of the file.
  const text = bytes.toString('utf8')
  const body = Object.fromEntries([...text.matchAll(/name="([^"]+)"\r\n\r\n([\s\S]*?)\r\n--/g)].map((m) => [m[1], m[2]]))
  return { body, fileName: /filename="([^"]+)"/.exec(text)?.[1], size: bytes.length }
}

async function api(request, response, url) {
  const head = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }
  try {
    const file = /^\/(exports|template|imports\/[^/]+\/marked\.xlsx|audit\.csv|access\/matrix\.csv|attachments)/.test(url.pathname.slice(4))
    if (file) return response.writeHead(200, { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="demo.csv"' }).end('﻿单位,总分\n')
    const context = { method: request.method, path: url.pathname.slice(4), q: Object.fromEntries(url.searchParams), lang: request.headers['accept-language']?.startsWith('en') ? 'en' : 'zh-CN',
      sessionId: /baton=([^;]+)/.exec(request.headers.cookie ?? '')?.[1], ...(await bodyOf(request)) }
    const result = answer(context)
    if (context.cookie) head['Set-Cookie'] = context.cookie
    if (result === undefined) return response.writeHead(204, head).end()
    response.writeHead(200, head).end(JSON.stringify(result))
  } catch (error) {
    const known = error instanceof Refused
    if (!known) console.error(error)
    const { status = 500, code = 'E500', detail = String(error), hint = null, errors } = known ? error : {}
    response.writeHead(status, { 'Content-Type': 'application/problem+json' }).end(JSON.stringify({ type: 'about:blank', title: String(status), status, code, detail, hint, request_id: 'mock', errors }))
  }
}

function asset(request, response, url) {
  const path = join(dist, normalize(url.pathname))
  const found = path.startsWith(dist) && existsSync(path) && statSync(path).isFile()
  if (!found && extname(url.pathname)) return response.writeHead(404).end()
  const file = found ? path : join(dist, 'index.html')
  const head = { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream', 'Content-Security-Policy': CSP, 'X-Content-Type-Options': 'nosniff', 'Cache-Control': found && url.pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache' }
  const packed = `${file}.gz`
  if (existsSync(packed) && request.headers['accept-encoding']?.includes('gzip')) return response.writeHead(200, { ...head, 'Content-Encoding': 'gzip' }).end(readFileSync(packed))
  response.writeHead(200, head).end(readFileSync(file))
}

export function start(port = Number(process.env.PORT ?? 8642)) {
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://localhost')
    return url.pathname.startsWith('/api/') ? api(request, response, url) : asset(request, response, url)
  })
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)))
}
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = await start()
  console.log(`http://127.0.0.1:${server.address().port}`)
}
