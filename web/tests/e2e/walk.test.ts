// Every page of the demo city as the roles that have it, at both sizes: no console error, nothing scrolls sideways, no problem shown;
// axe looks at each page once a size.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { open } from '../../tools/chromium.mjs'
import { complaints, signIn } from './browser'
import { openSite, type Site } from './site'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const P = 'scheme=county_hqd&period=2025'
const data = ['/indicators', '/indicators/gdp?unit=990121', '/data/batches', '/data/batches/2', '/data/units?unit=990121', '/data/revisions']
const ROLES: Record<string, string[]> = {
  office: ['/', `/overview?${P}&unit=990121`, `/ranking?${P}`, `/ranking?${P}&mode=heat`, `/ranking?${P}&compare=2024`, `/ranking?${P}&explain=990121~rd`, `/unit?${P}&unit=990121`, `/changes?${P}&unit=990121`, `/what-if?${P}`, `/schemes?${P}`, `/schemes?${P}&view=text`, `/schemes?${P}&view=versions`, `/runs?${P}`, '/objections', ...data, '/data/import', '/data/boundaries', '/account', '/why', `/wall?${P}`],
  linjiang: ['/', `/ranking?${P}`, `/ranking?${P}&explain=990121~`, `/unit?${P}&unit=990121`, `/runs?${P}`, '/objections', '/data/import'],
  science: ['/', `/ranking?${P}`, '/indicators', '/data/import'],
  statistics: ['/', '/indicators', '/indicators/budget_revenue?period=2025-12&unit=990121', '/data/import', '/data/batches', '/data/revisions?indicator=gdp&unit=990121&at=2025Q4'],
  services: ['/', `/ranking?${P}`, '/data/units', '/objections', '/account', '/why'],
  supervision: ['/', `/overview?${P}`, `/ranking?${P}`, `/unit?${P}&unit=990121`, '/objections', '/why'],
  leader: ['/', `/overview?${P}`, `/what-if?${P}`],
  auditor: ['/', `/runs?${P}`, '/admin/audit'],
  researcher: ['/', `/ranking?${P}`, `/what-if?${P}`],
  system: ['/admin/accounts', '/admin/jobs', '/admin/health', '/account', '/why'],
  security: ['/admin/grants', '/admin/sessions', '/admin/matrix'],
  audit: ['/admin/audit', '/admin/matrix'],
}
let site: Site
let browser: Browser
beforeAll(async () => {
  site = await openSite()
  browser = await open()
})
afterAll(async () => {
  await browser?.close()
  site?.close()
})

/** Nothing is being read any more, and what was read is drawn. */
async function settled(page: Page) {
  await page.waitForSelector('main')
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(() => !document.querySelector('.bones, .stale'))
  await page.waitForTimeout(60)
}

interface Finding { id: string; impact: string | null; nodes: { html: string; failureSummary?: string }[] }
async function audit(page: Page): Promise<string[]> {
  // Put in by the test's own channel, which the content policy does not touch.
  await page.evaluate(axe)
  const found = (await page.evaluate(() => (globalThis as unknown as { axe: { run: (where: unknown, options: unknown) => Promise<{ violations: Finding[] }> } }).axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }))).violations
  return found.filter((one) => one.impact === 'serious' || one.impact === 'critical').map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`)
}

describe.each([[1440, 900, 'light'], [1024, 768, 'dark']] as const)('at %i × %i, %s', (width, height, theme) => {
  // A page looks the same to axe whoever reads it.
  const audited = new Set<string>()
  it.each(Object.entries(ROLES))('as %s', async (role, paths) => {
    const context = await browser.newContext({ viewport: { width, height }, locale: 'zh-CN', colorScheme: theme })
    const page = await context.newPage()
    await signIn(page, site.base, role)
    await settled(page)
    const said = complaints(page)
    const wrong: string[] = []
    for (const path of paths) {
      await page.goto(site.base + path)
      await settled(page)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      if (wide > 0) wrong.push(`${path} scrolls sideways by ${wide}`)
      if (await page.locator('.problem').count()) wrong.push(`${path} shows a problem: ${(await page.locator('.problem').first().innerText()).slice(0, 120)}`)
      const bare = await page.evaluate(() => /undefined|NaN|\[object/.exec(document.querySelector('main')?.textContent ?? '')?.[0])
      if (bare) wrong.push(`${path} shows ${bare}`)
      if (!audited.has(path)) {
        audited.add(path)
        wrong.push(...(await audit(page)).map((text) => `${path} ${text}`))
      }
      wrong.push(...said.splice(0).map((text) => `${path} ${text}`))
    }
    await context.close()
    expect(wrong).toEqual([])
  })
})
