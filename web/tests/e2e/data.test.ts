// What people do with figures: bring a file, mend it, commit and take it back; correct a figure; suppose one; put a map in its place.
import { writeFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { as, context, page, site, visits } from './visit'

const folder = mkdtempSync(join(tmpdir(), 'baton-deeds-'))
visits()
function file(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const main = () => page.locator('main')
/** Signed in, with a file for 2025 put into the import. */
async function brings(account: string, name: string, content: string): Promise<string[]> {
  const said = await as(account)
  await page.goto(`${site.base}/data/import`)
  await page.fill('#import-period', '2025')
  await page.locator('#import-period').blur()
  await page.setInputFiles('main input[type=file]', file(name, content))
  return said
}

describe('the import', () => {
  it('goes from a file with an error through the mended one to the receipt, and back', async () => {
    const said = await brings('statistics', '粮食_错.csv', '单位,粮食产量（万吨）\n临江县,一万\n沃溪县,21.5\n')
    await page.waitForSelector('.groups button')
    expect(await main().innerText()).toContain('一万')
    expect(await page.locator('.commit button.main').isDisabled()).toBe(true)
    // The mended file takes its place.
    await page.setInputFiles('main section input[type=file]', file('粮食.csv', '单位,粮食产量（万吨）\n临江县,31.25\n沃溪县,21.5\n'))
    await page.waitForSelector('#reason')
    expect(await page.locator('table.grid').last().innerText()).toContain('临江县')
    await page.fill('#reason', '按年报核实数更正')
    await page.locator('.commit button.main').click()
    await page.waitForSelector('.receipt')
    expect(await page.locator('.receipt').innerText()).toContain('粮食.csv')
    await page.getByRole('button', { name: '撤回这一批' }).click()
    await page.fill('#ask-reason', '试导，撤回')
    await page.locator('dialog footer .grave, dialog footer .main').click()
    await page.waitForURL(/\/data\/batches/)
    await page.fill('[data-filter]', '粮食.csv')
    await page.waitForFunction(() => document.querySelector('main tbody tr')?.textContent?.includes('已撤回'))
    expect(said.filter((one) => !one.includes('422'))).toEqual([])
  })
  it('of a department waits until the bureau has looked at it and accepts it', async () => {
    // Another value each time: what is accepted already is no correction.
    const value = String(100 + (Date.now() % 800))
    const said = await brings('science', '高企.csv', `单位,高新技术企业数（家）\n临江县,${value}\n`)
    await page.waitForSelector('#reason')
    await page.fill('#reason', '按认定名单更正')
    await page.locator('.commit button.main').click()
    await page.waitForSelector('.receipt')
    await context.clearCookies()
    await as('office')
    await page.goto(`${site.base}/data/batches?state=waits`)
    await page.locator('main tbody tr', { hasText: '高企.csv' }).locator('a').first().click()
    await page.waitForURL(/\/data\/batches\/\d+/)
    await page.waitForSelector('main tbody tr')
    expect(await page.locator('main tbody tr').innerText()).toMatch(new RegExp(`临江县[^]*高新技术企业数[^]*${value}[^]*已提交`))
    await page.getByRole('button', { name: '采用' }).click()
    await page.locator('dialog footer .main').click()
    await page.waitForSelector('main .mark >> text=已采用')
    expect(await page.getByRole('button', { name: '采用' }).count()).toBe(0)
    expect(said).toEqual([])
  })
  it('keeps views of the batches under a name', async () => {
    await as('statistics')
    await page.goto(`${site.base}/data/batches?state=locked`)
    await page.waitForSelector('main h1')
    await page.getByRole('button', { name: '视图' }).click()
    await page.fill('.pop input', '已锁定的')
    await page.locator('.pop form button').click()
    await page.waitForSelector('.pop .option >> text=已锁定的')
    await page.goto(`${site.base}/data/batches`)
    await page.getByRole('button', { name: '视图' }).click()
    await page.locator('.pop .option', { hasText: '已锁定的' }).click()
    await page.waitForURL(/state=locked/)
  })
})

describe('a figure', () => {
  it('is corrected with a reason, and every version stays', async () => {
    const said = await as('statistics')
    await page.goto(`${site.base}/data/revisions?indicator=forest_cover&unit=990121&at=2023`)
    await page.waitForSelector('#new-value')
    const before = await page.locator('main tbody tr').count()
    const value = (30 + (Date.now() % 1000) / 100).toFixed(2)
    await page.fill('#new-value', value)
    expect(await page.locator('.correct button').isDisabled()).toBe(true)
    await page.fill('#new-reason', '林业部门核实')
    await page.locator('.correct button').click()
    await page.waitForFunction((n) => document.querySelectorAll('main tbody tr').length === n + 1, before)
    expect(await main().innerText()).toContain(value)
    expect(await main().innerText()).toContain('林业部门核实')
    expect(said).toEqual([])
  })
  it('is supposed in the sandbox: ranks old → new, the watermark, and nothing kept', async () => {
    const said = await as('leader')
    await page.goto(`${site.base}/what-if?scheme=county_hqd&period=2025&unit=990121`)
    const field = page.locator('main table input:visible').first()
    await field.fill('70000')
    await field.press('Enter')
    await page.waitForSelector('.tried li')
    await page.waitForFunction(() => /\d → \d/.test(document.querySelector('.result table')?.textContent ?? ''))
    expect(await page.locator('.watermark').count()).toBe(1)
    await page.getByRole('button', { name: '按指标' }).click()
    await page.waitForFunction(() => document.querySelectorAll('main .stack table tbody tr').length >= 9)
    expect(await page.locator('tr.changed').innerText()).toContain('临江县')
    await page.locator('.tried button').first().click()
    await page.waitForSelector('text=还没有改动')
    expect(said).toEqual([])
  })
})

describe('a map', () => {
  it('takes boundaries with their approval number, and shows both below the map of an indicator', async () => {
    await as('office')
    const square = (x: number, y: number) => [[[x, y], [x + 0.4, y], [x + 0.4, y - 0.3], [x, y - 0.3], [x, y]]]
    const features = [990121, 990122, 990123, 990124].map((adcode, n) => ({ type: 'Feature', properties: { adcode }, geometry: { type: 'Polygon', coordinates: square(113 + n * 0.4, 34) } }))
    await page.goto(`${site.base}/data/boundaries`)
    await page.waitForSelector('main button:not([disabled]) >> text=选择 GeoJSON 文件')
    await page.setInputFiles('main input[type=file]', file('bounds.geojson', JSON.stringify({ type: 'FeatureCollection', name: '示例市县界（虚构）', features })))
    await page.waitForSelector('#map-title')
    expect(await page.inputValue('#map-key')).toBe('adcode')
    await page.fill('#map-approval', '没有')
    await page.locator('main form button[type=submit]').click()
    await page.waitForSelector('main form .problem >> text=W311')
    await page.fill('#map-approval', '示S(2025)001号')
    await page.locator('main form button[type=submit]').click()
    await page.waitForSelector('.facts >> text=示S(2025)001号')
    await page.goto(`${site.base}/indicators/rd_intensity?period=2025&unit=990121`)
    await page.waitForSelector('main svg.chart path.chosen')
    expect(await main().innerText()).toContain('审图号：示S(2025)001号')
  })
})
