// Runs, their steps and rulings, objections.
import type { Objection, RankChange, Ranking, Ruling, RunChange, RunDetail, RunHead, RunPlan, RunState, RunStep } from './contract'
import type { Answer } from './answers'

export function rankChange(found: Answer<'ChangeBody'>): RankChange {
  if (found.kind === 'places' && found.places !== null) return { kind: 'places', places: found.places }
  return { kind: found.kind === 'new' || found.kind === 'group_changed' ? found.kind : 'unknown' }
}

type AnyRun = Answer<'RunBody'> & { superseded_by?: string | null }
export function run(found: AnyRun): RunHead {
  const { step_at, step_by, superseded_by = null, ...rest } = found
  const audience = found.audience === 'own' || found.audience === 'everyone' ? found.audience : null
  return { ...rest, state: found.state as RunState, audience, superseded_by, steps: steps(found, step_at, step_by) }
}
export const runOrNone = (found: AnyRun | null): RunHead | null => (found ? run(found) : null)

/** The server keeps when a run was made and its last step; that there was a notice between is known from its end. */
function steps(found: AnyRun, at: string, by: string): RunStep[] {
  const state = found.state as RunState
  const made: RunStep = { state: 'draft', at: found.made_at, by: found.made_by, notice_until: null }
  if (state === 'draft') return [made]
  const last: RunStep = { state, at, by, notice_until: state === 'notice' ? found.notice_until : null }
  if (state === 'notice' || found.notice_until === null) return [made, last]
  return [made, { state: 'notice', at: null, by: null, notice_until: found.notice_until }, last]
}

type Pair<T> = [T | null, T | null]
const pair = <T>(values: (T | null)[]): Pair<T> => [values[0] ?? null, values[1] ?? null]
export function runChange(found: Answer<'UnitChangeBody'>): RunChange {
  return { ...found, total: pair(found.total), rank: pair(found.rank), grade: pair(found.grade) }
}
export function plan(found: Answer<'PlanBody'>): RunPlan {
  return { ...found, changes: found.changes.map(runChange) }
}

/** Rulings name codes; the names are those of the run's own ranking, where it may be read. */
export function runDetail(found: Answer<'RunPage'>, ranking: Ranking | null, objections: number): RunDetail {
  const units = new Map(ranking?.rows.map((row) => [row.code, row.name]))
  const nodes = new Map(ranking?.dimensions.flatMap((one) => [[one.id, one.name] as const, ...one.children.map((child) => [child.id, child.name] as const)]))
  const { rulings, ...head } = found
  const named = (one: Answer<'RunRuling'>): Ruling => ({ ...one, unit_name: units.get(one.unit) ?? one.unit, node_name: nodes.get(one.node) ?? one.node })
  return { ...run(head), rulings: rulings.map(named), objections }
}

export function objection(found: Answer<'Objection'>): Objection {
  return { ...found, id: String(found.id), state: found.state as Objection['state'] }
}
