// A boundary file as it comes, and the features as the server takes them: a code and a name each.
import type { GeoJson } from '@/api/contract-more'

export interface BoundaryFile { name: string; title: string; approval: string; features: GeoJson['features']; keys: string[] }

const text = (value: unknown) => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '')
const object = (value: unknown): Record<string, unknown> => (value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {})

/** Reads a GeoJSON text; none where it is no FeatureCollection. */
export function readFile(name: string, content: string): BoundaryFile | null {
  let found: Record<string, unknown>
  try {
    found = object(JSON.parse(content))
  } catch {
    return null
  }
  if (found.type !== 'FeatureCollection' || !Array.isArray(found.features) || !found.features.length) return null
  const features = (found.features as unknown[]).map((one): GeoJson['features'][number] => {
    const feature = object(one)
    const geometry = object(feature.geometry)
    return { type: 'Feature', properties: object(feature.properties), geometry: typeof geometry.type === 'string' ? { type: geometry.type, coordinates: geometry.coordinates } : null }
  })
  const keys = [...new Set(features.flatMap((one) => Object.keys(one.properties)))].filter((key) => features.some((one) => text(one.properties[key])))
  return { name, title: text(found.title) || text(found.name), approval: text(found.approval), features, keys }
}
/** The property that names most of the units by their codes. */
export function codeKey(file: BoundaryFile, codes: Set<string>): string {
  const hits = (key: string) => file.features.filter((one) => codes.has(text(one.properties[key]))).length
  return [...file.keys].sort((a, b) => hits(b) - hits(a))[0] ?? ''
}
export function prepared(file: BoundaryFile, key: string, names: Map<string, string>): GeoJson {
  return {
    type: 'FeatureCollection',
    features: file.features.map(({ properties, geometry }) => {
      const code = text(properties[key])
      return { type: 'Feature', properties: { code, name: names.get(code) ?? text(properties.name) }, geometry }
    }),
  }
}
export interface Match { known: string[]; unknown: string[]; bare: number }
/** Which features are units, which are not, and how many have no code at all. */
export function match(map: GeoJson, names: Map<string, string>): Match {
  const codes = map.features.map((one) => text(one.properties.code))
  return { known: codes.filter((code) => names.has(code)), unknown: codes.filter((code) => code && !names.has(code)), bare: codes.filter((code) => !code).length }
}
