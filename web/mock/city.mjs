// An invented city, the same on every start: units, indicators, figures. Nothing here is real.

export const today = '2026-03-16'
export const now = '2026-03-16T02:30:00Z'

/** A small generator with a fixed seed, so that pictures and tests do not change from run to run. */
function dice(text) {
  let h = 2166136261
  for (const c of text) h = Math.imul(h ^ c.codePointAt(0), 16777619)
  return () => {
    h = Math.imul(h ^ (h >>> 15), 2246822507)
    h = Math.imul(h ^ (h >>> 13), 3266489909)
    return ((h ^= h >>> 16) >>> 0) / 4294967296
  }
}
const round = (x, places) => Math.round(x * 10 ** places) / 10 ** places

const county = (code, name, group, size, ecological = false) => ({ code, name, kind: 'county', parent: '990100', group, size, ecological })
const zone = (code, name, size) => ({ code, name, kind: 'zone', parent: '990100', group: '开发区', size })
export const units = [
  { code: '990000', name: '示例省', kind: 'province', parent: null },
  { code: '990100', name: '示例市', kind: 'city', parent: '990000' },
  county('990102', '东城区', '市辖区', 1.3), county('990103', '西城区', '市辖区', 1.1), county('990104', '高陵区', '市辖区', 0.9), county('990105', '滨河区', '市辖区', 1.0),
  county('990121', '临江县', 'A', 1.2), county('990122', '云溪县', 'A', 1.0), county('990123', '青石县', 'A', 1.15), county('990124', '安平县', 'A', 0.95),
  county('990125', '长丰县', 'B', 0.8), county('990126', '石门县', 'B', 0.7), county('990127', '永宁县', 'B', 0.85), county('990128', '南塘县', 'B', 0.65),
  county('990129', '雾灵县', '生态', 0.4, true),
  zone('990191', '示例经济技术开发区', 1.6), zone('990192', '示例高新技术产业开发区', 1.3), zone('990193', '临江产业集聚区', 0.9),
  zone('990194', '云溪产业集聚区', 0.7), zone('990195', '青石产业集聚区', 0.8), zone('990196', '长丰产业集聚区', 0.5),
]
export const unitOf = (code) => units.find((u) => u.code === code)

const i = (code, name, measure, direction, accumulation, frequency, decimals, owner, base, spread, drift, more = {}) =>
  ({ code, name, aliases: [], measure, direction, accumulation, frequency, decimals, owner, definition: null, formula: null, base, spread, drift, ...more })
export const indicators = [
  i('gdp', '地区生产总值', '亿元', 'higher', 'flow', 'year', 2, '统计局', 320, 0.25, 1.055, { aliases: ['GDP'], scaled: true, definition: '按现行价格计算；季度累计，年度以最终核实数为准。' }),
  i('gdp_growth', '地区生产总值增速', '%', 'higher', 'rate', 'year', 1, '统计局', 5.4, 1.6, 1, { add: true, aliases: ['GDP增速'], definition: '按不变价格计算。' }),
  i('rd_expenditure', '研发经费', '万元', 'higher', 'flow', 'year', 0, '科技局', 64000, 0.35, 1.09, { scaled: true, aliases: ['R&D经费'] }),
  i('hitech_share', '高新技术产业增加值占规上工业比重', '%', 'higher', 'rate', 'year', 1, '科技局', 42, 9, 1, { add: true }),
  i('patents', '每万人有效发明专利拥有量', '件/万人', 'higher', 'rate', 'year', 2, '市场监管局', 6.2, 0.4, 1.08),
  i('urban_rate', '常住人口城镇化率', '%', 'higher', 'rate', 'year', 2, '发展改革委', 52, 6, 1, { add: true }),
  i('income_gap', '城乡居民收入比', '倍', 'lower', 'rate', 'year', 2, '统计局', 1.92, 0.16, 1, { add: true }),
  i('pm25', 'PM2.5平均浓度', '微克/立方米', 'lower', 'average', 'month', 1, '生态环境局', 38, 0.16, 0.97),
  i('energy_drop', '单位生产总值能耗降低率', '%', 'higher', 'rate', 'year', 2, '发展改革委', 3.2, 0.9, 1, { add: true }),
  i('water_good', '地表水优良断面比例', '%', 'higher', 'rate', 'month', 1, '生态环境局', 88, 6, 1, { add: true, most: 100 }),
  i('trade_growth', '外贸进出口增速', '%', 'higher', 'rate', 'month', 1, '商务局', 6.8, 5.5, 1, { add: true }),
  i('fdi', '实际利用外资', '万美元', 'higher', 'flow', 'month', 0, '商务局', 5200, 0.4, 1.03, { scaled: true }),
  i('income_growth', '居民人均可支配收入增速', '%', 'higher', 'rate', 'year', 1, '统计局', 6.1, 0.9, 1, { add: true }),
  i('jobs', '城镇新增就业', '人', 'higher', 'flow', 'month', 0, '人力资源社会保障局', 8200, 0.2, 1.01, { scaled: true }),
  i('tax_share', '税收占一般公共预算收入比重', '%', 'higher', 'rate', 'month', 1, '财政局', 66, 7, 1, { add: true }),
  i('satisfaction', '基本公共服务满意度', '%', 'higher', 'rate', 'year', 1, '统计局', 86, 3.5, 1, { add: true, most: 100 }),
  i('industry_growth', '规上工业增加值增速', '%', 'higher', 'rate', 'month', 1, '统计局', 7.1, 2.4, 1, { add: true, definition: '规模以上：年主营业务收入2000万元及以上。' }),
  i('investment', '固定资产投资', '亿元', 'higher', 'flow', 'month', 2, '统计局', 210, 0.22, 1.06, { scaled: true }),
  i('retail', '社会消费品零售总额', '亿元', 'higher', 'flow', 'month', 2, '统计局', 118, 0.18, 1.05, { scaled: true }),
  i('revenue', '一般公共预算收入', '亿元', 'higher', 'flow', 'month', 2, '财政局', 21, 0.2, 1.05, { scaled: true }),
  i('electricity', '工业用电量', '万千瓦时', 'higher', 'flow', 'month', 0, '供电公司', 86000, 0.25, 1.04, { scaled: true }),
  i('zone_revenue', '营业收入', '亿元', 'higher', 'flow', 'year', 2, '开发区办', 260, 0.3, 1.08, { scaled: true, zones: true }),
  i('tax_mu', '亩均税收', '万元/亩', 'higher', 'rate', 'year', 2, '税务局', 16.4, 0.3, 1.05, { zones: true }),
  i('zone_rd', '研发投入强度', '%', 'higher', 'rate', 'year', 2, '科技局', 2.3, 0.6, 1, { add: true, zones: true }),
  i('energy_revenue', '单位能耗营业收入', '万元/吨标准煤', 'higher', 'rate', 'year', 2, '发展改革委', 4.4, 0.25, 1.04, { zones: true }),
]
export const indicatorOf = (code) => indicators.find((x) => x.code === code)

export const years = ['2023', '2024', '2025']
export const months = Array.from({ length: 14 }, (_, n) => (n < 12 ? `2025-${String(n + 1).padStart(2, '0')}` : `2026-${String(n - 11).padStart(2, '0')}`))

const planted = {
  // 临江县: research falls behind; 云溪县: a corrected figure moves a published place.
  'rd_expenditure|990121|2025': 48200, 'gdp_growth|990122|2025': 5.9,
}
/** The figure of a unit, or null; running totals grow through the months of a year. */
export function figure(code, unit, period, scenario = 'actual') {
  const key = `${code}|${unit}|${period}`
  const def = indicatorOf(code)
  const at = unitOf(unit)
  if (!def || !at || (at.kind === 'zone') !== Boolean(def.zones) || (at.kind !== 'zone' && at.kind !== 'county')) return null
  if (scenario === 'actual' && key in planted) return planted[key]
  if (scenario === 'actual' && (key === 'patents|990126|2023' || key === 'fdi|990129|2026-02' || key === 'tax_share|990128|2026-02')) return null
  const [year, month] = period.split('-')
  if (month && def.frequency === 'year') return null
  if (period > '2026-02' || year < '2022') return null
  const roll = dice(`${code}|${unit}`)
  const wobble = dice(`${code}|${unit}|${period}`)
  const age = Number(year) - 2023
  let x = def.add ? def.base + (roll() - 0.5) * 2 * def.spread + age * 0.15 * def.spread * (roll() - 0.3) : def.base * (1 + (roll() - 0.5) * 2 * def.spread) * def.drift ** age
  if (def.scaled) x *= at.size ?? 1
  x += def.add ? (wobble() - 0.5) * def.spread * 0.5 : x * (wobble() - 0.5) * 0.07
  if (scenario === 'plan') x = def.add ? def.base + def.spread * 0.2 : def.direction === 'lower' ? x * 1.01 : x * 1.02
  if (month && def.accumulation === 'flow') x *= (Number(month) / 12) * (0.94 + 0.08 * wobble())
  if (def.most) x = Math.min(x, def.most)
  return round(x, def.decimals)
}
export const reasonOf = (code, unit, period) => (figure(code, unit, period) === null ? '尚未报送' : null)
