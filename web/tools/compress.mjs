// A .gz beside each text file of dist, so that the server sends it as it is.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const dist = fileURLToPath(new URL('../dist', import.meta.url))
let count = 0
for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
  const file = join(entry.parentPath ?? entry.path, entry.name)
  if (!entry.isFile() || !/\.(js|css|html|svg|json)$/.test(file)) continue
  const bytes = readFileSync(file)
  const packed = gzipSync(bytes, { level: 9 })
  if (packed.length < bytes.length) {
    writeFileSync(`${file}.gz`, packed)
    count += 1
  }
}
console.log(`${count} files compressed`)
