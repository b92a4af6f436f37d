// How long the first view of the ranking takes in a Chromium that has seen nothing yet, and what it loads: node tools/view.mjs URL
// Prints one JSON object; medians of ROUNDS, each with a browser of its own.
import { open } from './chromium.mjs'

const ROUNDS = 5
const base = process.argv[2]
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]

/** Seconds from asking for a page until something of it is there and painted; and the bytes of the scripts loaded by then. */
async function seen(path, selector, signedIn) {
  const browser = await open()
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
    if (signedIn) await context.request.post(`${base}/api/session`, { data: { account: 'office', password: process.env.BATON_PASSWORD ?? 'Example-City-2026' } })
    const page = await context.newPage()
    const start = performance.now()
    await page.goto(base + path, { waitUntil: 'commit' })
    await page.waitForSelector(selector)
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))))
    const seconds = (performance.now() - start) / 1000
    const bytes = await page.evaluate(() => performance.getEntriesByType('resource').filter((entry) => entry.name.endsWith('.js')).reduce((sum, entry) => sum + entry.encodedBodySize, 0))
    return { seconds, bytes }
  } finally {
    await browser.close()
  }
}

const ranking = [], signIn = []
for (let round = 0; round < ROUNDS; round++) {
  ranking.push(await seen('/ranking?scheme=county_hqd&period=2025', '[role=grid] [role=gridcell]', true))
  signIn.push(await seen('/sign-in', '#account', false))
}
const seconds = (list) => median(list.map((one) => one.seconds))
console.log(JSON.stringify({ ranking_seconds: seconds(ranking), sign_in_seconds: seconds(signIn), script_kilobytes: median(ranking.map((one) => one.bytes)) / 1024 }))
