// The built client before a running server, for when the pages inside the binary are older: node tools/front.mjs; BATON_SERVER, PORT.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer, request as ask } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

const dist = fileURLToPath(new URL('../dist', import.meta.url))
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json', '.woff2': 'font/woff2', '.png': 'image/png' }
// The policy the server sends with its own pages.
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"

function pass(server, request, response) {
  // The server sees itself addressed, so that its checks of origin hold.
  const { origin, ...headers } = request.headers
  const onward = ask(new URL(request.url, server), { method: request.method, headers: { ...headers, host: new URL(server).host, ...(origin ? { origin: server } : {}) } }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  onward.on('error', () => response.writeHead(502).end())
  request.pipe(onward)
}

function page(request, response) {
  const path = join(dist, normalize(new URL(request.url, 'http://localhost').pathname))
  const found = path.startsWith(dist) && existsSync(path) && statSync(path).isFile()
  if (!found && extname(path)) return response.writeHead(404).end()
  const file = found ? path : join(dist, 'index.html')
  const head = { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream', 'Content-Security-Policy': CSP, 'X-Content-Type-Options': 'nosniff' }
  return response.writeHead(200, head).end(readFileSync(file))
}

export function start(server, port = 0) {
  const front = createServer((request, response) => (request.url.startsWith('/api/') ? pass(server, request, response) : page(request, response)))
  return new Promise((resolve) => front.listen(port, '127.0.0.1', () => resolve(front)))
}
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const front = await start(process.env.BATON_SERVER ?? 'http://127.0.0.1:8080', Number(process.env.PORT ?? 8642))
  console.log(`http://127.0.0.1:${front.address().port}`)
}
