import { describe, expect, it } from 'vitest'
import { apart, linear, ticks } from '@/charts/scale'
import { PROVINCES, areProvinces, classes } from '@/charts/provinces'

describe('scales', () => {
  it('maps ends to ends', () => {
    const scale = linear([10, 20], [0, 100])
    expect([scale(10), scale(15), scale(20)]).toEqual([0, 50, 100])
  })
  it('puts ticks on round numbers', () => {
    expect(ticks(0, 100, 4)).toEqual([0, 25, 50, 75, 100])
    expect(ticks(0.1, 0.42, 3)).toEqual([0.2, 0.4])
  })
  it('moves labels apart without changing their order', () => {
    const moved = apart([10, 11, 12], 8, 0, 100)
    expect(moved[1]! - moved[0]!).toBeGreaterThanOrEqual(8)
    expect(moved[2]! - moved[1]!).toBeGreaterThanOrEqual(8)
  })
})
describe('the tile grid', () => {
  it('has all 34 provincial-level regions, each on a place of its own', () => {
    expect(PROVINCES).toHaveLength(34)
    expect(new Set(PROVINCES.map(([code]) => code)).size).toBe(34)
    expect(new Set(PROVINCES.map(([, , column, row]) => `${column}:${row}`)).size).toBe(34)
  })
  it('is for provinces only', () => {
    expect(areProvinces(PROVINCES.slice(0, 31).map(([code]) => code))).toBe(true)
    expect(areProvinces(['990121', '990122', '990123', '990124', '990125', '990126'])).toBe(false)
  })
  it('gives equal values the same class', () => {
    const of = classes([1, 1, 1, 2, 3, 4])
    expect(of(1)).toBe(0)
    expect(of(4)).toBe(5)
  })
})
