// Access and administration: shapes are the server's; words of closed sets are named here.
import type { AuditEntry, Job } from './contract-more'
import type { Answer } from './answers'
import type { Page } from './contract'

export const audit = (found: Answer<'AuditPageBody'>): Page<AuditEntry> => found
export function jobs(found: Answer<'JobList'>): { items: Job[] } {
  return { items: found.items.map((one) => ({ ...one, state: one.state as Job['state'] })) }
}
