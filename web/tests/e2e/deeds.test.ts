// What people do in the demo city: sign in, walk a table by keyboard, open a number, try, object, decide, write a scheme, make an account.
import { createHmac } from 'node:crypto'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { complaints, open, signIn } from './browser'
import { openSite, type Site } from './site'

const P = 'scheme=county_hqd&period=2025'
const OWN = 'Long-enough-2026-now'
/** RFC 6238 with SHA-1, 30 seconds, six digits; `ahead` counts steps from now. */
function oneTime(secret: string, ahead: number): string {
  const bits = [...secret].map((one) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(one).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((one) => Number.parseInt(one, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead))
  const mac = createHmac('sha1', key).update(step).digest()
  return String((mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
let site: Site
let browser: Browser
let context: BrowserContext
let page: Page
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
const query = () => new URL(page.url()).searchParams
/** Signed in, from where on nothing may be complained about. */
async function as(account: string): Promise<string[]> {
  await signIn(page, site.base, account)
  await page.waitForSelector('main')
  return complaints(page)
}

/** An account just made by the system administrator, and its first password; the sign-in page is open. */
async function newcomer(): Promise<{ account: string; password: string }> {
  await as('system')
  const account = `clerk${Date.now() % 1_000_000_000}`
  await page.goto(`${site.base}/admin/accounts`)
  await page.getByRole('button', { name: '新建账号' }).click()
  await page.fill('#new-code', account)
  await page.fill('#new-name', '新录用')
  await page.locator('dialog button[type=submit]').click()
  const password = (await page.locator('dialog .secret').innerText()).trim()
  await context.clearCookies()
  await page.goto(`${site.base}/sign-in`)
  return { account, password }
}

describe('signing in', () => {
  it('says what is wrong and goes back to where one was', async () => {
    await page.goto(`${site.base}/ranking?${P}&group=A`)
    await page.fill('#account', 'researcher')
    await page.fill('#password', 'wrong-password-1')
    await page.click('button[type=submit]')
    expect(await page.locator('[role=alert]').innerText()).toContain('A001')
    await page.fill('#password', process.env.BATON_PASSWORD ?? 'Example-City-2026')
    await page.click('button[type=submit]')
    await page.waitForSelector('table.grid')
    expect(query().get('group')).toBe('A')
  })
  it('has an initial password changed before anything else', async () => {
    const { account, password } = await newcomer()
    await page.fill('#account', account)
    await page.fill('#password', password)
    await page.click('button[type=submit]')
    await page.waitForURL(/\/password/)
    await page.goto(`${site.base}/account`)
    await page.waitForURL(/\/password/)
    // What does not agree is said before it is sent.
    await page.fill('#old', password)
    await page.fill('#new', OWN)
    await page.fill('#again', `${OWN}-not`)
    expect(await page.locator('button[type=submit]').isDisabled()).toBe(true)
    await page.fill('#again', OWN)
    await page.click('button[type=submit]')
    await page.waitForURL(/\/account/)
  })
  it('enrols a second factor by a code to scan, and asks for it at the door', async () => {
    const { account, password } = await newcomer()
    await page.fill('#account', account)
    await page.fill('#password', password)
    await page.click('button[type=submit]')
    await page.waitForURL(/\/password/)
    await page.fill('#old', password)
    await page.fill('#new', OWN)
    await page.fill('#again', OWN)
    await page.click('button[type=submit]')
    await page.waitForURL((url) => url.pathname !== '/password')
    await page.goto(`${site.base}/account`)
    await page.fill('#totp-own', OWN)
    await page.getByRole('button', { name: '启用动态口令' }).click()
    await page.waitForSelector('svg.qr path')
    const link = (await page.locator('.enrol a').getAttribute('href')) ?? ''
    expect(link).toMatch(/^otpauth:\/\/totp\//)
    const secret = new URL(link).searchParams.get('secret') ?? ''
    await page.fill('#totp-code', oneTime(secret, 0))
    await page.getByRole('button', { name: '确认启用' }).click()
    await page.waitForSelector('#totp-drop')
    await context.clearCookies()
    await page.goto(`${site.base}/sign-in`)
    await page.fill('#account', account)
    await page.fill('#password', OWN)
    await page.click('button[type=submit]')
    // A code serves once: the next one is already good.
    await page.fill('#totp', oneTime(secret, 1))
    await page.click('button[type=submit]')
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
    await page.waitForSelector('main')
  })
})

describe('the ranking', () => {
  it('opens a number by keyboard, keeps everything in the address, and Back works', async () => {
    const said = await as('office')
    await page.goto(`${site.base}/ranking`)
    await page.waitForSelector('table.grid')
    expect(query().get('scheme')).toBe('county_hqd')
    expect(query().get('period')).toBe('2025')
    await page.locator('[data-at="0:0"]').focus()
    for (const key of ['ArrowDown', 'End', 'Home', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key)
    await page.keyboard.press('Control+Enter')
    await page.waitForSelector('aside.panel .points')
    expect(query().get('explain')).toMatch(/^9901\d\d~$/)
    await page.locator('aside.panel .children button').first().click()
    await page.locator('aside.panel .children button').first().click()
    await page.waitForSelector('aside.panel .formula')
    expect(query().get('explain')).toMatch(/~rd$/)
    expect(await page.locator('aside.panel').innerText()).toMatch(/科技局_研发投入2025\.csv · [A-Z]+\d+/)
    await page.keyboard.press('Escape')
    await page.waitForSelector('aside.panel', { state: 'detached' })
    await page.locator('td.opens', { hasText: '临江县' }).first().click()
    await page.waitForURL(/\/unit\?/)
    await page.goBack()
    await page.waitForURL(/\/ranking/)
    expect(said).toEqual([])
  })
  it('filters, sorts, pins, compares and hides columns', async () => {
    const said = await as('office')
    await page.goto(`${site.base}/ranking?${P}`)
    await page.waitForSelector('table.grid')
    await page.keyboard.press('/')
    await page.keyboard.type('临江')
    await page.waitForURL(/q=/)
    await page.waitForFunction(() => document.querySelectorAll('tbody tr:not(.group)').length === 1)
    await page.fill('[data-filter]', '')
    await page.waitForFunction(() => document.querySelectorAll('tbody tr:not(.group)').length === 9)
    await page.locator('th button', { hasText: '总分' }).click()
    await page.waitForURL(/sort=total/)
    await page.waitForFunction(() => document.querySelector('tbody tr:not(.group) [data-at="0:2"]')?.textContent?.includes('禺阳市'))
    await page.getByRole('button', { name: '固定在上方 临江县' }).click({ force: true })
    await page.waitForFunction(() => document.querySelector('[data-at="0:2"]')?.textContent?.includes('临江县'))
    await page.getByRole('button', { name: '对比' }).click()
    await page.locator('.pop .option', { hasText: '2024' }).click()
    await page.waitForFunction(() => document.querySelector('tbody')?.textContent?.includes('94.24 → 88.59'))
    await page.getByRole('button', { name: '显示的列' }).click()
    await page.locator('.pop .option', { hasText: '距前一位' }).click()
    await page.waitForURL(/hide=/)
    expect(said).toEqual([])
  })
  it('shows other units to a county without opening them', async () => {
    await as('linjiang')
    await page.goto(`${site.base}/ranking?${P}&explain=990182~rd`)
    await page.waitForSelector('aside.panel .problem')
    expect(await page.locator('.scope').innerText()).toContain('临江县')
    expect(await page.locator('a[href^="/what-if"]').count()).toBe(0)
  })
})

describe('work', () => {
  it('says what a place would take, and marks the sandbox', async () => {
    await as('leader')
    await page.goto(`${site.base}/what-if?${P}&unit=990121`)
    await page.waitForFunction(() => document.querySelectorAll('table.grid tbody tr:not(.group)').length === 9)
    await page.getByRole('button', { name: '求解' }).click()
    await page.waitForSelector('table.sheet >> text=研发经费')
    expect(await page.locator('.watermark').count()).toBe(1)
  })
  it('objects, plans before publishing, and decides', async () => {
    await as('linjiang')
    await page.goto(`${site.base}/ranking?${P}&explain=990121~hitech`)
    await page.getByRole('button', { name: '对此项提出异议' }).click()
    await page.fill('#objection-reason', '口径不一致，附统计局说明。')
    await page.locator('dialog button[type=submit]').click()
    await page.waitForSelector('.said p')
    await context.clearCookies()
    await as('office')
    await page.goto(`${site.base}/`)
    await page.waitForSelector('.owed a >> text=处理异议')
    await page.goto(`${site.base}/runs?${P}`)
    await page.getByRole('button', { name: '定为最终' }).click()
    await page.waitForSelector('dialog .notice.red')
    expect(await page.locator('dialog footer .main').isDisabled()).toBe(true)
    await page.keyboard.press('Escape')
    await page.goto(`${site.base}/objections`)
    await page.locator('button', { hasText: '处理' }).first().click()
    await page.getByRole('button', { name: '异议不成立' }).click()
    await page.fill('#decision-reason', '以年报为准')
    await page.locator('dialog button[type=submit]').click()
    await page.waitForFunction(() => document.body.textContent?.includes('以年报为准'))
  })
  it('checks a scheme while it is written and finds places by Ctrl-K', async () => {
    await as('office')
    await page.goto(`${site.base}/schemes?${P}&view=text`)
    await page.waitForSelector('.host')
    await page.locator('.cm-content').click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('\nno_such_key = 3')
    await page.waitForSelector('.checks .mark.red')
    expect(await page.locator('.checks').innerText()).toContain('no_such_key')
    expect(await page.locator('button', { hasText: '保存为新版本' }).isDisabled()).toBe(true)
    // Completion knows the allowed values and the nodes of this scheme.
    await page.locator('.cm-content').click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('\n[[indicator]]\nin = "inno')
    await page.waitForSelector('.cm-completionLabel >> text=innovation')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await page.waitForSelector('dialog input')
    await page.keyboard.type('临江县')
    await page.waitForSelector('dialog [role=option] >> text=临江县')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/unit\?.*unit=990121/)
  })
  it('speaks English throughout when asked to', async () => {
    const said = await as('supervision')
    await page.getByTitle('账号菜单').click()
    await page.getByRole('button', { name: 'English' }).click()
    await page.waitForSelector('nav >> text=To do')
    await page.goto(`${site.base}/ranking?${P}`)
    await page.waitForSelector('th >> text=Rank')
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
    // The language is kept with the account: others may come after.
    await page.getByTitle('Account menu').click()
    await page.getByRole('button', { name: '中文' }).click()
    await page.waitForSelector('nav >> text=待办')
    expect(said).toEqual([])
  })
})
