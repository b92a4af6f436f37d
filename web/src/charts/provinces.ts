// Where the 34 provincial-level regions stand on a tile grid: column, row. Relative position only, neither area nor boundary.
export const PROVINCES: [code: string, name: string, column: number, row: number][] = [
  ['230000', '黑龙江', 8, 0],
  ['650000', '新疆', 0, 1], ['150000', '内蒙古', 4, 1], ['110000', '北京', 5, 1], ['210000', '辽宁', 7, 1], ['220000', '吉林', 8, 1],
  ['620000', '甘肃', 1, 2], ['640000', '宁夏', 2, 2], ['140000', '山西', 4, 2], ['130000', '河北', 5, 2], ['120000', '天津', 6, 2],
  ['540000', '西藏', 0, 3], ['630000', '青海', 1, 3], ['610000', '陕西', 3, 3], ['410000', '河南', 4, 3], ['370000', '山东', 5, 3],
  ['510000', '四川', 2, 4], ['500000', '重庆', 3, 4], ['420000', '湖北', 4, 4], ['340000', '安徽', 5, 4], ['320000', '江苏', 6, 4], ['310000', '上海', 7, 4],
  ['530000', '云南', 2, 5], ['520000', '贵州', 3, 5], ['430000', '湖南', 4, 5], ['360000', '江西', 5, 5], ['330000', '浙江', 6, 5],
  ['450000', '广西', 3, 6], ['440000', '广东', 4, 6], ['350000', '福建', 5, 6], ['710000', '台湾', 7, 6],
  ['460000', '海南', 3, 7], ['820000', '澳门', 4, 7], ['810000', '香港', 5, 7],
]
const CODES = new Set(PROVINCES.map(([code]) => code))
/** Whether the units are provinces, so that the grid means something. */
export const areProvinces = (codes: string[]) => codes.length > 5 && codes.filter((code) => CODES.has(code)).length >= codes.length * 0.8

/** Six classes of equal count; the same value is always in the same class. */
export function classes(values: number[]): (value: number) => number {
  const sorted = [...values].sort((a, b) => a - b)
  return (value) => {
    if (sorted.length < 2) return 3
    const below = sorted.findIndex((one) => one >= value)
    return Math.min(5, Math.floor(((below < 0 ? sorted.length - 1 : below) / sorted.length) * 6))
  }
}
