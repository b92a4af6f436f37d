// Three methods over the invented city: a yearly one with classes, a monthly one, one with stars.
import { figure, months, unitOf, units, years } from './city.mjs'

const by = (A, B, eco) => (group) => (group === '生态' ? eco : group === 'B' ? B : A)
const flat = (w) => () => w
const leaf = (id, name, weight, measure, direction, rule, value, indicator, owner) => ({ id, name, weight, measure, direction, rule, value, indicator: [].concat(indicator), owner })
const plain = (code) => (u, p, f) => f(code, u, p)

const county = [
  { id: 'innovation', name: '创新发展', leaves: [
    leaf('rd', '研发经费投入强度', by(8, 8, 6), '%', 'higher', { by: 'efficacy', base: 60 }, (u, p, f) => { const a = f('rd_expenditure', u, p); const b = f('gdp', u, p); return a === null || b === null ? null : (a / 1e4 / b) * 100 }, ['rd_expenditure', 'gdp'], '科技局'),
    leaf('hitech', '高新技术产业增加值占比', by(6, 6, 6), '%', 'higher', { by: 'efficacy', base: 60 }, plain('hitech_share'), 'hitech_share', '科技局'),
    leaf('patent', '每万人有效发明专利', by(4, 4, 0), '件/万人', 'higher', { by: 'minmax' }, plain('patents'), 'patents', '市场监管局')] },
  { id: 'coordination', name: '协调发展', leaves: [
    leaf('urban', '常住人口城镇化率提高', by(6, 6, 4), '百分点', 'higher', { by: 'minmax' }, (u, p, f) => f('urban_rate', u, p) - f('urban_rate', u, String(Number(p) - 1)), 'urban_rate', '发展改革委'),
    leaf('gap', '城乡居民收入比', by(8, 8, 8), '倍', 'lower', { by: 'efficacy', base: 60 }, plain('income_gap'), 'income_gap', '统计局')] },
  { id: 'green', name: '绿色发展', leaves: [
    leaf('air', 'PM2.5平均浓度', by(6, 6, 10), '微克/立方米', 'lower', { by: 'target' }, plain('pm25'), 'pm25', '生态环境局'),
    leaf('energy', '单位生产总值能耗降低率', by(5, 5, 10), '%', 'higher', { by: 'efficacy', base: 60 }, plain('energy_drop'), 'energy_drop', '发展改革委'),
    leaf('water', '地表水优良断面比例', by(5, 5, 10), '%', 'higher', { by: 'efficacy', base: 60 }, plain('water_good'), 'water_good', '生态环境局')] },
  { id: 'opening', name: '开放发展', leaves: [
    leaf('trade', '外贸进出口增速', by(6, 6, 4), '%', 'higher', { by: 'efficacy', base: 60 }, plain('trade_growth'), 'trade_growth', '商务局'),
    leaf('foreign', '实际利用外资完成率', by(6, 6, 4), '万美元', 'higher', { by: 'target' }, plain('fdi'), 'fdi', '商务局')] },
  { id: 'sharing', name: '共享发展', leaves: [
    leaf('income', '居民人均可支配收入增速', flat(8), '%', 'higher', { by: 'efficacy', base: 60 }, plain('income_growth'), 'income_growth', '统计局'),
    leaf('employment', '城镇新增就业完成率', flat(8), '人', 'higher', { by: 'target' }, plain('jobs'), 'jobs', '人力资源社会保障局')] },
  { id: 'overall', name: '综合指标', leaves: [
    leaf('output', '地区生产总值增速', by(10, 10, 0), '%', 'higher', { by: 'efficacy', base: 60 }, plain('gdp_growth'), 'gdp_growth', '统计局'),
    leaf('tax', '税收占一般公共预算收入比重', by(8, 8, 12), '%', 'higher', { by: 'efficacy', base: 60 }, plain('tax_share'), 'tax_share', '财政局')] },
  { id: 'satisfied', name: '基本公共服务满意度', leaves: [
    leaf('satisfaction_rate', '基本公共服务满意度', by(6, 6, 10), '%', 'higher', { by: 'minmax' }, plain('satisfaction'), 'satisfaction', '统计局')] },
]
const dispatch = [
  { id: 'industry', name: '工业', leaves: [
    leaf('industry', '规上工业增加值增速', flat(20), '%', 'higher', { by: 'efficacy', base: 60 }, plain('industry_growth'), 'industry_growth', '统计局'),
    leaf('power', '工业用电量完成计划', flat(10), '万千瓦时', 'higher', { by: 'target' }, plain('electricity'), 'electricity', '供电公司')] },
  { id: 'demand', name: '需求', leaves: [
    leaf('invest', '固定资产投资完成计划', flat(20), '亿元', 'higher', { by: 'target' }, plain('investment'), 'investment', '统计局'),
    leaf('shop', '社会消费品零售总额完成计划', flat(15), '亿元', 'higher', { by: 'target' }, plain('retail'), 'retail', '统计局'),
    leaf('fdi_m', '实际利用外资完成计划', flat(10), '万美元', 'higher', { by: 'target' }, plain('fdi'), 'fdi', '商务局')] },
  { id: 'finance', name: '财税', leaves: [
    leaf('income_m', '一般公共预算收入完成计划', flat(15), '亿元', 'higher', { by: 'target' }, plain('revenue'), 'revenue', '财政局'),
    leaf('tax_m', '税收占比', flat(10), '%', 'higher', { by: 'efficacy', base: 60 }, plain('tax_share'), 'tax_share', '财政局')] },
]
const zones = [
  { id: 'scale', name: '经济总量', leaves: [leaf('zone_revenue', '营业收入', flat(30), '亿元', 'higher', { by: 'efficacy', base: 60 }, plain('zone_revenue'), 'zone_revenue', '开发区办')] },
  { id: 'yield', name: '质量效益', leaves: [leaf('tax_mu', '亩均税收', flat(30), '万元/亩', 'higher', { by: 'efficacy', base: 60 }, plain('tax_mu'), 'tax_mu', '税务局')] },
  { id: 'lead', name: '创新引领', leaves: [leaf('zone_rd', '研发投入强度', flat(20), '%', 'higher', { by: 'efficacy', base: 60 }, plain('zone_rd'), 'zone_rd', '科技局')] },
  { id: 'low_carbon', name: '绿色发展', leaves: [leaf('energy_revenue', '单位能耗营业收入', flat(20), '万元/吨标准煤', 'higher', { by: 'efficacy', base: 60 }, plain('energy_revenue'), 'energy_revenue', '发展改革委')] },
]
const counties = units.filter((u) => u.kind === 'county' && u.group !== '市辖区')
export const schemes = [
  { id: 'county_hqd', title: '县域高质量发展考核', version: '2025', period_kind: 'year', groups: ['A', 'B', '生态'], full_mark: 100, periods: [...years].reverse(), default_period: '2025', tree: county, subjects: counties, graded: true },
  { id: 'economy_dispatch', title: '经济运行月度调度评价', version: '2026', period_kind: 'month', groups: [], full_mark: 100, periods: [...months].reverse(), default_period: '2026-02', tree: dispatch, subjects: units.filter((u) => u.kind === 'county'), graded: false },
  { id: 'development_zone', title: '开发区综合评价', version: '2025', period_kind: 'year', groups: [], full_mark: 100, periods: [...years].reverse(), default_period: '2025', tree: zones, subjects: units.filter((u) => u.kind === 'zone'), graded: false, levels: ['三星', '二星', '一星', '零星'] },
]
export const schemeOf = (id) => schemes.find((s) => s.id === id) ?? null
export const leavesOf = (scheme) => scheme.tree.flatMap((d) => d.leaves.map((l) => ({ ...l, dimension: d })))
export const groupOf = (scheme, unit) => (scheme.groups.length ? unitOf(unit).group : '')
export { figure }
