// The ranking's columns: which there are, what stands in each, on screen and in a file.
import type { Ranking, RankingRow } from '@/api/contract'
import { forSheet, number, signed } from '@/format/number'
import { t } from '@/i18n'
import type { GridColumn } from '@/ui/grid'

export type Mode = 'numbers' | 'bars' | 'heat'
/** Another ranking to compare with: its rows by unit, its points by dimension, for a method may have changed. */
export interface Compared { row: (code: string) => RankingRow | undefined; points: (code: string, dimension: string) => number | null }
export function comparedWith(other: Ranking): Compared {
  const rows = new Map(other.rows.map((row) => [row.code, row]))
  const at = new Map(other.dimensions.map((one, n) => [one.id, n]))
  return { row: (code) => rows.get(code), points: (code, dimension) => rows.get(code)?.points[at.get(dimension) ?? -1] ?? null }
}
export const dimensionColumn = (id: string) => `points:${id}`
export const isDimension = (column: string) => column.startsWith('points:')

function changeText(row: RankingRow): string {
  const change = row.change
  if (change.kind === 'places') return change.places > 0 ? `▲${change.places}` : change.places < 0 ? `▼${-change.places}` : '＝'
  return change.kind === 'new' ? t('change.new_short') : change.kind === 'group_changed' ? t('change.group_short') : ''
}
/** A number and the one it came from: 81.20 → 83.54. */
export function moved(before: number | null | undefined, after: number | null, places: number): string {
  const [old, now] = [number(before, places), number(after, places)]
  return before === undefined || old === now ? now : `${old} → ${now}`
}

export function rankingColumns(ranking: Ranking, mode: Mode, compared: Compared | null): GridColumn<RankingRow>[] {
  const places = ranking.total_places ?? 2
  const opens = (row: RankingRow) => row.in_scope
  const was = (row: RankingRow) => compared?.row(row.code)
  const columns: GridColumn<RankingRow>[] = [
    { id: 'rank', label: t('ranking.rank'), align: 'right', width: compared ? 88 : 60, sticky: true, sortable: true, opens, text: (row) => (compared ? moved(was(row)?.rank ?? null, row.rank, 0) : number(row.rank, 0)), sheet: (row) => forSheet(row.rank, 0) },
    { id: 'change', label: t('ranking.change'), align: 'center', width: 62, sticky: true, sortable: true, text: changeText, sheet: (row) => (row.change.kind === 'places' ? String(row.change.places) : changeText(row)) },
    { id: 'name', label: t('ranking.unit'), width: 148, sticky: true, sortable: true, opens, text: (row) => row.name },
    { id: 'code', label: 'code', text: (row) => row.code },
  ]
  if (ranking.groups.length > 1) columns.push({ id: 'group', label: t('ranking.group'), width: 56, text: (row) => row.group })
  if (ranking.groups.length > 1) columns.push({ id: 'rank_all', label: t('ranking.rank_all'), align: 'right', width: 72, opens: () => false, text: (row) => number(row.rank_all, 0), sheet: (row) => forSheet(row.rank_all, 0) })
  columns.push(
    { id: 'total', label: t('ranking.total'), unit: ranking.full_mark === null ? '' : t('ranking.full', { n: number(ranking.full_mark, 0) }), align: 'right', width: compared ? 136 : 84, sortable: true, opens,
      text: (row) => (row.total === null ? (row.reason ?? '—') : compared ? moved(was(row)?.total ?? null, row.total, places) : number(row.total, places)), sheet: (row) => forSheet(row.total, places) },
    { id: 'above', label: t('ranking.above'), align: 'right', width: 84, text: (row) => number(row.gap_above, places), sheet: (row) => forSheet(row.gap_above, places) },
    { id: 'below', label: t('ranking.below'), align: 'right', width: 92, text: (row) => number(row.gap_below, places), sheet: (row) => forSheet(row.gap_below, places) },
  )
  ranking.dimensions.forEach((dimension, n) => {
    const digits = dimension.places ?? 2
    columns.push({
      id: dimensionColumn(dimension.id), label: dimension.name, unit: dimension.weight === null ? t('ranking.points_unit') : t('ranking.weight', { n: number(dimension.weight, 0) }), align: 'right', width: compared ? 128 : mode === 'bars' ? 108 : 92, sortable: true, opens,
      text: (row) => (compared ? moved(compared.points(row.code, dimension.id), row.points[n] ?? null, digits) : number(row.points[n], digits)), sheet: (row) => forSheet(row.points[n], digits),
    })
  })
  if (ranking.adjusted) columns.push({ id: 'adjustment', label: t('ranking.adjustment'), align: 'right', width: 76, opens, text: (row) => signed(row.adjustment, places), sheet: (row) => forSheet(row.adjustment, places) })
  if (ranking.graded) columns.push({ id: 'grade', label: t('ranking.grade'), width: 72, text: (row) => row.grade ?? '—' })
  if (ranking.levels.length) columns.push({ id: 'level', label: t('ranking.level'), width: 72, text: (row) => row.level ?? '—' })
  columns.push({ id: 'lost', label: t('ranking.lost'), width: 260, text: (row) => row.lost.map((one) => `${one.name} ${number(one.points, 2)}`).join('、') || '—' })
  return columns
}
/** Left out until asked for. */
export const HIDDEN_AT_FIRST = ['code', 'group']
/** Cannot be taken out: without them a row says nothing. */
export const ALWAYS = ['rank', 'name', 'total']
