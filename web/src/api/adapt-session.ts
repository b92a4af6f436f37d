// Session, workspace, home and search: addresses are made here from codes.
import type { Hit, HitKind, Home, Lang, Objection, Owed, RankChange, Session, Workspace } from './contract'
import type { Answer } from './answers'
import { moment } from '@/format/time'
import { objection, rankChange } from './adapt-runs'

export function session(found: Answer<'SessionBody'>): Session {
  return { ...found, lang: found.lang === 'en' ? 'en' : ('zh-CN' satisfies Lang) }
}

export function workspace(found: Answer<'WorkspaceBody'>): Workspace {
  const schemes = found.schemes.map((one) => ({ ...one, default_period: one.default_period ?? one.periods[0] ?? '' }))
  const first = schemes.find((one) => one.id === found.default_scheme) ?? schemes[0]
  return { ...found, schemes, default_scheme: first?.id ?? '', default_period: first?.default_period ?? '' }
}

/** A page of this client, with the place it is about. */
function to(path: string, query: Record<string, string>): string {
  return `${path}?${new URLSearchParams(query).toString()}`
}
const unitPage = (one: { scheme: string; period: string; unit: string }) => to('/unit', { scheme: one.scheme, period: one.period, unit: one.unit })

/** What the account may do decides what it owes: the office decides objections, a unit may object while a notice runs. */
export function home(found: Answer<'Home'>, may: { rule: boolean; object: boolean }): Home {
  const notices = found.notices.map((one) => ({ title: one.title, period: one.run.period, until: one.run.notice_until, link: to('/ranking', { scheme: one.run.scheme, period: one.run.period, run: one.run.id }) }))
  const owed: Owed[] = []
  if (may.rule) owed.push(...found.objections.map(objection).filter((one) => one.state === 'open').map(toDecide))
  if (may.object) owed.push(...notices.map((one): Owed => ({ kind: 'notice', title: one.title, detail: one.period, due: one.until, link: one.link })))
  owed.push(...found.batches.map((one): Owed => ({ kind: 'batch', title: one.title, detail: `${one.by} · ${moment(one.at)}`, due: null, link: `/data/batches/${one.id}` })))
  return {
    owed,
    standing: found.standing.map((one) => ({ ...standing(one), unit: { code: one.unit, name: one.name }, link: unitPage(one) })),
    moved: found.moved.map((one) => ({ ...standing(one), unit: one.unit, name: one.name, link: one.open ? unitPage(one) : to('/ranking', { scheme: one.scheme, period: one.period, q: one.name }) })),
    notices: may.object ? [] : notices,
  }
}
function toDecide(one: Objection): Owed {
  return { kind: 'objection', title: `${one.unit.name} · ${one.node_name}`, detail: one.reason, due: null, link: to('/objections', { run: one.run }) }
}
interface Stands { scheme: string; title: string; period: string; rank: number | null; of: number; total: number | null; change: RankChange }
function standing(one: Answer<'StandingBody'>): Stands {
  return { scheme: one.scheme, title: one.title, period: one.period, rank: one.rank, of: one.of, total: one.total, change: rankChange(one.change) }
}

/** Nodes are `scheme/node`. */
export function hits(found: Answer<'HitList'>): { items: Hit[] } {
  return { items: found.items.map((one) => ({ ...one, kind: one.kind as HitKind, link: linkOf(one.kind as HitKind, one.code) })) }
}
function linkOf(kind: HitKind, code: string): string {
  if (kind === 'unit') return to('/unit', { unit: code })
  if (kind === 'indicator') return `/indicators/${encodeURIComponent(code)}`
  if (kind === 'scheme') return to('/schemes', { scheme: code })
  const [scheme = '', node = ''] = code.split('/')
  return `${to('/schemes', { scheme })}#${encodeURIComponent(node)}`
}
