// What tests do with pages.
import type { Page } from 'playwright-core'

export async function signIn(page: Page, base: string, account: string, password = process.env.BATON_PASSWORD ?? 'Example-City-2026') {
  await page.goto(`${base}/sign-in`)
  await page.fill('#account', account)
  await page.fill('#password', password)
  await Promise.all([page.waitForURL((url) => !url.pathname.startsWith('/sign-in'), { timeout: 60_000 }), page.click('button[type=submit]')])
}

/** Complaints of the page: console errors, uncaught errors, refusals of the content policy. */
export function complaints(page: Page): string[] {
  const found: string[] = []
  page.on('console', (message) => { if (message.type() === 'error' || message.type() === 'warning') found.push(`${message.type()}: ${message.text()}`) })
  page.on('pageerror', (error) => found.push(`page error: ${error.message}`))
  return found
}
