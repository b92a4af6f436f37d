import { describe, expect, it } from 'vitest'
import { bytes, compact, differenceMeasure, forSheet, number, percent, plain, points, roundText, signed } from '@/format/number'

import { parsed } from '@/format/number'

describe('what is typed', () => {
  it('is understood as people write numbers, and not guessed', () => {
    expect(['1,234.5', '１２．５', '−3', ' 7 ', '.5'].map(parsed)).toEqual([1234.5, 12.5, -3, 7, 0.5])
    expect(['', '12万', '1.2.3', '一'].map(parsed)).toEqual([undefined, undefined, undefined, undefined])
  })
})

describe('rounding', () => {
  it('is half up, away from zero, on twelve significant digits', () => {
    // 1.005 is 1.00499999999999989 in binary; twelve digits make it the tie that people see.
    expect(roundText(1.005, 2)).toBe('1.01')
    expect(roundText(2.675, 2)).toBe('2.68')
    expect(roundText(-2.675, 2)).toBe('-2.68')
    expect(roundText(0.5, 0)).toBe('1')
    expect(roundText(-0.5, 0)).toBe('-1')
    expect(roundText(78.65, 1)).toBe('78.7')
    expect(roundText(9.9999, 2)).toBe('10.00')
    expect(roundText(105.3591, 4)).toBe('105.3591')
  })
  it('keeps small and large numbers whole', () => {
    expect(roundText(0.000012, 4)).toBe('0.0000')
    expect(roundText(0.00005, 4)).toBe('0.0001')
    expect(roundText(1e15, 0)).toBe('1000000000000000')
    expect(roundText(1.5e-9, 10)).toBe('0.0000000015')
  })
  it('never writes minus zero', () => {
    expect(number(-0.001, 2)).toBe('0.00')
    expect(signed(-0.001, 2)).toBe('0.00')
  })
})

describe('writing', () => {
  it('shows a missing number as a dash, never as 0', () => {
    for (const text of [number(null, 2), plain(undefined), signed(null, 1), percent(null), compact(null, 'zh-CN'), number(Number.NaN, 2), bytes(null)]) expect(text).toBe('—')
    expect(number(0, 2)).toBe('0.00')
    expect(forSheet(null, 2)).toBe('')
  })
  it('groups digits from five on', () => {
    expect(number(1234, 0)).toBe('1234')
    expect(number(12345.6, 1)).toBe('12,345.6')
    expect(number(-1234567, 0)).toBe('−1,234,567')
    expect(forSheet(-1234567.891, 2)).toBe('-1234567.89')
  })
  it('signs differences and leaves zero without a sign', () => {
    expect(signed(1.2, 2)).toBe('+1.20')
    expect(signed(-1.2, 2)).toBe('−1.20')
    expect(signed(0, 2)).toBe('0.00')
    expect(signed(0.001, 2)).toBe('0.00')
  })
  it('takes trailing zeros off where places are only a limit', () => {
    expect(plain(2.5, 4)).toBe('2.5')
    expect(plain(100, 4)).toBe('100')
    expect(plain(1.23456, 4)).toBe('1.2346')
  })
  it('keeps percent and percentage points apart', () => {
    expect(percent(0.835)).toBe('83.5%')
    expect(points(0.012, 1, 'zh-CN')).toBe('+1.2 百分点')
    expect(points(-0.012, 1, 'en')).toBe('−1.2 pp')
    expect(differenceMeasure('%', 'zh-CN')).toBe('百分点')
    expect(differenceMeasure('亿元', 'zh-CN')).toBe('亿元')
  })
  it('uses 万 and 亿', () => {
    expect(compact(12345, 'zh-CN')).toBe('1.23万')
    expect(compact(450000000, 'zh-CN')).toBe('4.5亿')
    expect(compact(4500000, 'en')).toBe('4.5M')
    expect(compact(999, 'zh-CN')).toBe('999')
  })
})
