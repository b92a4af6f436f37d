// Rankings, comparisons, a unit's result.
import type { Comparison, PartId, Ranking, ResultLeaf, UnitResult } from './contract'
import type { Answer } from './answers'
import { rankChange, runOrNone } from './adapt-runs'

export function ranking(found: Answer<'RankingBody'>): Ranking {
  return { ...found, run: runOrNone(found.run), rows: found.rows.map((row) => ({ ...row, change: rankChange(row.change) })) }
}

export function comparison(found: Answer<'ComparisonBody'>): Comparison {
  return { ...found, rows: found.rows.map((row) => ({ ...row, parts: row.parts.map((part) => ({ ...part, id: part.id as PartId })) })) }
}

const MOST = 3
/** The items nearest to their full marks, and those that lost most. */
function strengths(leaves: ResultLeaf[]): UnitResult['strengths'] {
  const best = leaves.flatMap((leaf) => (leaf.ratio === null || leaf.ratio < 0.9 || !leaf.weight ? [] : [{ id: leaf.id, name: leaf.name, ratio: leaf.ratio, rank: leaf.rank, weight: leaf.weight }]))
  return best.sort((a, b) => b.ratio - a.ratio || b.weight - a.weight).slice(0, MOST)
}
function weaknesses(leaves: ResultLeaf[]): UnitResult['weaknesses'] {
  const worst = leaves.flatMap((leaf) => (leaf.lost === null || leaf.lost < 0.005 ? [] : [{ id: leaf.id, name: leaf.name, lost: leaf.lost }]))
  return worst.sort((a, b) => b.lost - a.lost).slice(0, MOST)
}
export function result(found: Answer<'UnitResult'>): UnitResult {
  const leaves = found.leaves.map(({ previous, ...leaf }): ResultLeaf => ({ ...leaf, previous_points: previous }))
  return { ...found, run: runOrNone(found.run), change: rankChange(found.change), leaves, strengths: strengths(leaves), weaknesses: weaknesses(leaves) }
}
