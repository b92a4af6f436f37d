// A browser for the deeds of a file, and a page of its own for each deed: the variables are those of the deed that is being done.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { open } from '../../tools/chromium.mjs'
import { complaints, signIn } from './browser'
import { openSite, type Site } from './site'

export let site: Site
export let context: BrowserContext
export let page: Page
let browser: Browser

/** Has every deed of this file done in a context of its own. */
export function visits() {
  beforeAll(async () => {
    site = await openSite()
    browser = await open()
  })
  afterAll(async () => {
    await browser?.close()
    site?.close()
  })
  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
    page = await context.newPage()
    page.setDefaultTimeout(60_000)
  })
  afterEach(() => context.close())
}

/** Signed in, from where on nothing may be complained about. */
export async function as(account: string): Promise<string[]> {
  await signIn(page, site.base, account)
  await page.waitForSelector('main')
  return complaints(page)
}
