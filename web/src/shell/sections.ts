// The rail, by job; each job has its pages. Ledgers, dispatch and bulletins will stand between indicators and data.
import type { MessageKey } from '@/i18n'
import { can, canAny, seesData } from '@/session/session'
import type { IconName } from '@/ui/BaseIcon.vue'

export interface Tab { path: string; label: MessageKey; show?: () => boolean }
export interface Section { id: string; label: MessageKey; icon: IconName; path: string; show: () => boolean; tabs: Tab[] }

const whatIf = () => can('what_if')
export const sections: Section[] = [
  { id: 'home', label: 'nav.home', icon: 'home', path: '/', show: seesData, tabs: [] },
  { id: 'overview', label: 'nav.overview', icon: 'overview', path: '/overview', show: seesData, tabs: [] },
  { id: 'assessment', label: 'nav.assessment', icon: 'assessment', path: '/ranking', show: seesData, tabs: [
    { path: '/ranking', label: 'nav.ranking' }, { path: '/unit', label: 'nav.unit' }, { path: '/changes', label: 'nav.changes' }, { path: '/what-if', label: 'nav.what_if', show: whatIf },
    { path: '/schemes', label: 'nav.schemes' }, { path: '/runs', label: 'nav.runs' }, { path: '/objections', label: 'nav.objections' }] },
  { id: 'indicators', label: 'nav.indicators', icon: 'indicators', path: '/indicators', show: seesData, tabs: [] },
  { id: 'data', label: 'nav.data', icon: 'data', path: '/data/import', show: () => can('view_figures'), tabs: [
    { path: '/data/import', label: 'nav.import', show: () => can('import_figures') }, { path: '/data/batches', label: 'nav.batches' }, { path: '/data/units', label: 'nav.units' }, { path: '/data/revisions', label: 'nav.revisions' }, { path: '/data/boundaries', label: 'nav.boundaries', show: () => can('edit_scheme') }] },
  { id: 'admin', label: 'nav.admin', icon: 'admin', path: '/admin/accounts', show: () => canAny('manage_accounts', 'manage_grants', 'manage_sessions', 'view_permissions', 'view_audit', 'view_health', 'manage_jobs'), tabs: [
    { path: '/admin/accounts', label: 'nav.accounts', show: () => can('manage_accounts') }, { path: '/admin/grants', label: 'nav.grants', show: () => can('manage_grants') }, { path: '/admin/sessions', label: 'nav.sessions', show: () => can('manage_sessions') },
    { path: '/admin/matrix', label: 'nav.matrix', show: () => can('view_permissions') }, { path: '/admin/audit', label: 'nav.audit', show: () => can('view_audit') }, { path: '/admin/jobs', label: 'nav.jobs', show: () => can('manage_jobs') }, { path: '/admin/health', label: 'nav.health', show: () => can('view_health') }] },
]

export const tabsOf = (section: Section) => section.tabs.filter((tab) => tab.show?.() ?? true)
/** Where a job begins for this account: its first page that may be seen. */
export const entryOf = (section: Section) => tabsOf(section)[0]?.path ?? section.path
export const sectionsShown = () => sections.filter((section) => section.show() && (section.tabs.length === 0 || tabsOf(section).length > 0))
