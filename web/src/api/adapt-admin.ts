// Access and administration: shapes are the server's; words of closed sets are named here.
import type { Account, AuditEntry, Grant, Health, Job, Matrix, Role, View, Why } from './contract-more'
import type { Answer } from './answers'
import type { Page } from './contract'

export const accounts = (found: Answer<'Accounts'>): { items: Account[] } => found
export const grants = (found: Answer<'Grants'>): { items: Grant[] } => found
export const roles = (found: Answer<'RoleInfo'>[]): Role[] => found
export const matrix = (found: Answer<'MatrixBody'>): Matrix => found
export const why = (found: Answer<'WhyBody'>): Why => found
export const audit = (found: Answer<'AuditPageBody'>): Page<AuditEntry> => found
export const health = (found: Answer<'HealthBody'>): Health => found
export const views = (found: Answer<'Views'>): { items: View[] } => found
export function jobs(found: Answer<'JobList'>): { items: Job[] } {
  return { items: found.items.map((one) => ({ ...one, state: one.state as Job['state'] })) }
}
