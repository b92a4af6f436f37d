// The initial script: what the browser loads before the ranking can be seen. Fails above the limit.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const LIMIT_KB = 250
const dist = fileURLToPath(new URL('../dist', import.meta.url))
const manifest = JSON.parse(readFileSync(`${dist}/.vite/manifest.json`, 'utf8'))
const seen = new Set()
function follow(key) {
  const chunk = manifest[key]
  if (!chunk || seen.has(chunk.file)) return
  seen.add(chunk.file)
  for (const next of chunk.imports ?? []) follow(next)
}
follow('index.html')
const shell = [...seen].filter((file) => file.endsWith('.js'))
follow('src/routes/ranking/RankingPage.vue')
const all = [...seen].filter((file) => file.endsWith('.js'))
const size = (files) => files.reduce((sum, file) => sum + gzipSync(readFileSync(`${dist}/${file}`), { level: 9 }).length, 0) / 1024
const styles = [...new Set(Object.values(manifest).flatMap((chunk) => chunk.css ?? []))]
console.log(`initial script: ${size(shell).toFixed(1)} KB gzip (${shell.length} files); with the ranking page: ${size(all).toFixed(1)} KB gzip; limit ${LIMIT_KB} KB`)
console.log(`styles, all pages: ${size(styles).toFixed(1)} KB gzip`)
if (size(all) > LIMIT_KB) {
  console.error(`above the limit of ${LIMIT_KB} KB`)
  process.exit(1)
}
