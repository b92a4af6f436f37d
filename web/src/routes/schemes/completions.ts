// Words the editor offers: keys of scheme files by their table, the rules, the codes of indicators.
import type { Completions, Indicator } from '@/api/contract-more'

const KEYS: Record<string, string[]> = {
  scheme: ['id', 'version', 'title', 'basis', 'subjects', 'period', 'full_mark', 'weights', 'aggregate'],
  missing: ['default'],
  rounding: ['mode', 'indicator', 'total'],
  ranking: ['ties', 'break'],
  adjustments: ['min', 'max'],
  group_rule: ['name', 'when'],
  dimension: ['id', 'name', 'weight'],
  indicator: ['in', 'id', 'name', 'value', 'unit', 'direction', 'weight', 'owner', 'of', 'score', 'parts'],
}
const RULES = ['minmax', 'efficacy', 'target', 'baseline', 'best_ratio', 'rank', 'rank_step', 'rank_bands', 'bands', 'per_point', 'relative', 'zscore', 'percentile', 'vector', 'given']

export function wordsOf(indicators: Indicator[]): Completions {
  return { keys: Object.entries(KEYS).flatMap(([table, keys]) => keys.map((key) => ({ table, key }))), rules: RULES, indicators }
}
