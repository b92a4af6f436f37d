// How far a batch has come, in one word, and what may be done about it by who looks.
import type { Batch } from '@/api/contract-more'

export const BATCH_STATES = ['waits', 'open', 'accepted', 'locked', 'withdrawn'] as const
export type BatchState = (typeof BATCH_STATES)[number]
export type BatchAct = 'accept' | 'lock' | 'withdraw'

export const batchState = (batch: Batch): BatchState => (batch.waits ? 'waits' : batch.accepted && batch.state !== 'withdrawn' ? 'accepted' : batch.state)
export const BATCH_ICON = { waits: 'warning', open: 'clock', accepted: 'check', locked: 'lock', withdrawn: 'close' } as const

/** What was reported is accepted, which locks it; what counted at once is locked. */
export function batchActs(batch: Batch): BatchAct[] {
  const keeps: BatchAct[] = !batch.may_lock ? [] : batch.waits ? ['accept'] : batch.state === 'open' ? ['lock'] : []
  return batch.may_withdraw ? [...keeps, 'withdraw'] : keeps
}
