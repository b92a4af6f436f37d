// The server's addresses and shapes as types: src/api/openapi.json → src/api/server.d.ts. With --check it only says whether the file is up to date.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const place = (name) => fileURLToPath(new URL(`../src/api/${name}`, import.meta.url))
const document = JSON.parse(readFileSync(place('openapi.json'), 'utf8'))
// The words about the fields are in the document; what is refused has one shape, which problem.ts reads.
const bare = (value) => (Array.isArray(value) ? value.map(bare) : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).filter(([key, inner]) => !(key === 'description' && typeof inner === 'string')).map(([key, inner]) => [key, bare(inner)])) : value)
const granted = ({ content }) => ({ description: '', content })
const operation = ({ parameters, requestBody, responses }) => ({ parameters, requestBody, responses: Object.fromEntries(Object.entries(responses).filter(([status]) => status.startsWith('2')).map(([status, answer]) => [status, granted(answer)])) })
const paths = Object.fromEntries(Object.entries(document.paths).map(([path, verbs]) => [path, Object.fromEntries(Object.entries(verbs).map(([verb, one]) => [verb, operation(one)]))]))
const tree = await openapiTS({ openapi: document.openapi, info: document.info, paths: bare(paths), components: { schemas: bare(document.components.schemas) } }, { defaultNonNullable: false })
const text = `// Made by \`npm run codegen\` from openapi.json; not to be edited.\n${astToString(tree).replace(/^\s*\/\*\*.*\*\/\n/gm, '').replace(/^\s*\/\*\*[\s\S]*?\*\/\n/gm, '').replace(/^\s*\w+\?: never;\n/gm, '').replace(/^\s*headers: \{\s*\[name: string\]: unknown;\s*\};\n/gm, '').replace(/^\s*parameters: \{\s*\};\n/gm, '')}`
const file = place('server.d.ts')
if (!process.argv.includes('--check')) writeFileSync(file, text)
else if (readFileSync(file, 'utf8') !== text) {
  console.error('src/api/server.d.ts is not what openapi.json says: run `npm run codegen`')
  process.exit(1)
}
