// Addresses. Pages are loaded when first opened; the query carries scheme, period, unit and as-of moment.
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { lang, t, useLang, type MessageKey } from './i18n'
import { ensureSession, ensureWorkspace, workspace } from './session/session'
import { entryOf, sectionsShown } from './shell/sections'
import { asProblem } from './place/load'
import { startProblem } from './shell/start'

declare module 'vue-router' {
  interface RouteMeta { section?: string; title?: MessageKey; bare?: boolean; open?: boolean; place?: boolean; /** Printed on paper laid crosswise. */ wide?: boolean }
}

const page = (path: string, section: string, title: MessageKey, component: () => Promise<unknown>, place = false, wide = false): RouteRecordRaw =>
  ({ path, component: component as RouteRecordRaw['component'], meta: { section, title, place, wide } }) as RouteRecordRaw

const routes: RouteRecordRaw[] = [
  { path: '/sign-in', component: () => import('./routes/sign-in/SignInPage.vue'), meta: { bare: true, open: true, title: 'sign.title' } },
  { path: '/password', component: () => import('./routes/sign-in/PasswordPage.vue'), meta: { bare: true, title: 'sign.change_title' } },
  { path: '/wall', component: () => import('./routes/wall/WallPage.vue'), meta: { bare: true, title: 'wall.title', place: true } },
  page('/', 'home', 'nav.home', () => import('./routes/home/HomePage.vue')),
  page('/overview', 'overview', 'overview.title', () => import('./routes/overview/OverviewPage.vue'), true),
  page('/ranking', 'assessment', 'ranking.title', () => import('./routes/ranking/RankingPage.vue'), true, true),
  page('/unit', 'assessment', 'nav.unit', () => import('./routes/unit/UnitPage.vue'), true),
  page('/changes', 'assessment', 'changes.title', () => import('./routes/changes/ChangesPage.vue'), true),
  page('/what-if', 'assessment', 'whatif.title', () => import('./routes/what-if/WhatIfPage.vue'), true),
  page('/schemes', 'assessment', 'scheme.title', () => import('./routes/schemes/SchemePage.vue'), true, true),
  page('/runs', 'assessment', 'runs.title', () => import('./routes/runs/RunsPage.vue'), true),
  page('/objections', 'assessment', 'objection.title', () => import('./routes/objections/ObjectionsPage.vue')),
  page('/indicators', 'indicators', 'indicator.title', () => import('./routes/indicators/CataloguePage.vue')),
  page('/indicators/:code', 'indicators', 'indicator.title', () => import('./routes/indicators/IndicatorPage.vue')),
  page('/data/import', 'data', 'data.import_title', () => import('./routes/data/ImportPage.vue')),
  page('/data/batches', 'data', 'data.batches_title', () => import('./routes/data/BatchesPage.vue')),
  page('/data/batches/:id', 'data', 'data.batch', () => import('./routes/data/BatchPage.vue')),
  page('/data/units', 'data', 'data.units_title', () => import('./routes/data/UnitsPage.vue')),
  page('/data/boundaries', 'data', 'boundary.title', () => import('./routes/data/BoundariesPage.vue')),
  page('/data/revisions', 'data', 'data.revisions_title', () => import('./routes/data/RevisionsPage.vue')),
  page('/admin/accounts', 'admin', 'admin.accounts_title', () => import('./routes/admin/AccountsPage.vue')),
  page('/admin/grants', 'admin', 'admin.grants_title', () => import('./routes/admin/GrantsPage.vue')),
  page('/admin/sessions', 'admin', 'admin.sessions_title', () => import('./routes/admin/SessionsPage.vue')),
  page('/admin/matrix', 'admin', 'admin.matrix_title', () => import('./routes/admin/MatrixPage.vue')),
  page('/admin/audit', 'admin', 'admin.audit_title', () => import('./routes/admin/AuditPage.vue')),
  page('/admin/jobs', 'admin', 'admin.jobs_title', () => import('./routes/admin/JobsPage.vue')),
  page('/admin/health', 'admin', 'admin.health_title', () => import('./routes/admin/HealthPage.vue')),
  page('/account', '', 'nav.account', () => import('./routes/account/AccountPage.vue')),
  page('/why', '', 'admin.why_title', () => import('./routes/account/WhyPage.vue')),
  page('/:missing(.*)*', '', 'problem.title_404', () => import('./routes/missing/MissingPage.vue')),
]

export const router = createRouter({ history: createWebHistory(), routes, scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }) })

router.beforeEach(async (to) => {
  // The page's own script comes while the session is being asked for.
  for (const record of to.matched) {
    const load = record.components?.default
    if (typeof load === 'function') void Promise.resolve((load as () => unknown)()).catch(() => undefined)
  }
  try {
    const session = await ensureSession()
    if (!session) return to.meta.open ? true : { path: '/sign-in', query: to.fullPath === '/' ? {} : { back: to.fullPath } }
    if (session.must_change_password) return to.path === '/password' ? true : { path: '/password', query: to.fullPath === '/' ? {} : { back: to.fullPath } }
    if (to.path === '/sign-in') return '/'
    if (session.lang !== lang.value) await useLang(session.lang)
    if (to.path === '/' && sectionsShown()[0]?.id !== 'home') {
      const first = sectionsShown()[0]
      return first ? entryOf(first) : '/account'
    }
    await ensureWorkspace()
  } catch (error) {
    startProblem.value = asProblem(error)
    return true
  }
  startProblem.value = null
  return to.meta.place ? filled(to) : true
})

/** Scheme and period stand in the address even when they are the default, so that a link means the same tomorrow. */
function filled(to: { path: string; query: Record<string, unknown>; hash: string }) {
  const all = workspace.value
  if (!all) return true
  const scheme = all.schemes.find((one) => one.id === to.query.scheme) ?? all.schemes.find((one) => one.id === all.default_scheme) ?? all.schemes[0]
  if (!scheme) return true
  const asked = typeof to.query.period === 'string' ? to.query.period : ''
  const fallback = scheme.id === all.default_scheme && scheme.periods.includes(all.default_period) ? all.default_period : scheme.default_period
  const period = scheme.periods.includes(asked) ? asked : fallback
  if (to.query.scheme === scheme.id && asked === period) return true
  return { path: to.path, query: { ...(to.query as Record<string, string>), scheme: scheme.id, period }, hash: to.hash, replace: true }
}

router.afterEach((to) => {
  document.title = [to.meta.title ? t(to.meta.title) : '', t('app.name')].filter(Boolean).join(' · ')
})
