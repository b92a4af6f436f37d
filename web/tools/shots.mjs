// Pictures of the pages: node tools/shots.mjs [--size 1440x900,1024x768] [--theme light,dark] [--lang zh-CN] [--as office] [--out DIR] [PATH …]
import { mkdirSync } from 'node:fs'
import { open } from './chromium.mjs'
import { start } from './front.mjs'

const args = process.argv.slice(2)
const option = (name, fallback) => { const at = args.indexOf(`--${name}`); return at >= 0 ? args.splice(at, 2)[1] : fallback }
const sizes = option('size', '1440x900').split(',').map((text) => text.split('x').map(Number))
const themes = option('theme', 'light').split(',')
const account = option('as', 'office')
const lang = option('lang', 'zh-CN')
const out = option('out', 'shots')
const full = args.includes('--full') ? (args.splice(args.indexOf('--full'), 1), true) : false
// The built client before the server that BATON_SERVER names; the server's own pages with --own.
const own = args.includes('--own') ? (args.splice(args.indexOf('--own'), 1), true) : false
const P = 'scheme=county_hqd&period=2025'
const paths = args.length ? args : [`/`, `/overview?${P}`, `/ranking?${P}`, `/unit?${P}&unit=990121`, `/changes?${P}&unit=990121`, `/what-if?${P}`, `/schemes?${P}`, `/runs?${P}`, '/objections', '/indicators', '/indicators/gdp?period=2025&unit=990121', '/data/import', '/data/batches', '/data/units', '/data/revisions', '/account', '/why']
mkdirSync(out, { recursive: true })
const server = own ? null : await start(process.env.BATON_SERVER ?? 'http://127.0.0.1:8080')
const base = own ? process.env.BATON_SERVER : `http://127.0.0.1:${server.address().port}`
const browser = await open()
for (const [width, height] of sizes) for (const theme of themes) {
  const context = await browser.newContext({ viewport: { width, height }, locale: lang, timezoneId: 'Asia/Shanghai' })
  await context.addInitScript(([t, l]) => { localStorage.setItem('baton.theme', t); localStorage.setItem('baton.lang', l) }, [theme, lang])
  const page = await context.newPage()
  page.on('console', (m) => { if (['error', 'warning'].includes(m.type())) console.log(`  ${m.type()}: ${m.text().slice(0, 300)}`) })
  page.on('pageerror', (e) => console.log(`  page error: ${e.message}`))
  if (account !== 'none') {
    await page.goto(`${base}/sign-in`)
    await page.fill('#account', account)
    await page.fill('#password', process.env.BATON_PASSWORD ?? 'Example-City-2026')
    await Promise.all([page.waitForURL((u) => !u.pathname.startsWith('/sign-in')), page.click('button[type=submit]')])
    if (lang === 'en') await page.evaluate(() => 0)
  }
  for (const [n, path] of paths.entries()) {
    await page.goto(base + path)
    await page.waitForLoadState('networkidle')
    await page.waitForTimeout(350)
    const name = `${String(n).padStart(2, '0')}-${path.split('?')[0].replace(/\W+/g, '-').replace(/^-|-$/g, '') || 'home'}${path.includes('explain=') ? '-explain' : ''}-${width}-${theme}${lang === 'en' ? '-en' : ''}.png`
    await page.screenshot({ path: `${out}/${name}`, fullPage: full })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    console.log(name, wide > 0 ? `SCROLLS SIDEWAYS BY ${wide}` : '')
  }
  await context.close()
}
await browser.close()
server?.close()
