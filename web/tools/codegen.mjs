// The server's shapes as types: src/api/openapi.json → src/api/server.d.ts. With --check it only says whether the file is up to date.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const place = (name) => fileURLToPath(new URL(`../src/api/${name}`, import.meta.url))
const document = JSON.parse(readFileSync(place('openapi.json'), 'utf8'))
// Only shapes are wanted: addresses are in calls.ts, and the words about the fields are in the document.
const bare = (value) => (Array.isArray(value) ? value.map(bare) : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).filter(([key, inner]) => !(key === 'description' && typeof inner === 'string')).map(([key, inner]) => [key, bare(inner)])) : value)
const tree = await openapiTS({ openapi: document.openapi, info: document.info, paths: {}, components: { schemas: bare(document.components.schemas) } })
const text = `// Made by \`npm run codegen\` from openapi.json; not to be edited.\n${astToString(tree).replace(/^\s*\/\*\*.*\*\/\n/gm, '').replace(/^\s*\/\*\*[\s\S]*?\*\/\n/gm, '')}`
const file = place('server.d.ts')
if (!process.argv.includes('--check')) writeFileSync(file, text)
else if (readFileSync(file, 'utf8') !== text) {
  console.error('src/api/server.d.ts is not what openapi.json says: run `npm run codegen`')
  process.exit(1)
}
