import { describe, expect, it } from 'vitest'
import { daysBetween, period, periodKind, shortPeriod, uptime } from '@/format/time'

describe('periods and days', () => {
  it('writes periods as people say them', () => {
    expect(period('2025', 'zh-CN')).toBe('2025年')
    expect(period('2025-06', 'zh-CN')).toBe('2025年6月')
    expect(period('2025-Q2', 'zh-CN')).toBe('2025年二季度')
    expect(period('2025-H1', 'zh-CN')).toBe('2025年上半年')
    expect(period('2025-06', 'en')).toBe('2025-06')
    expect(period(null, 'zh-CN')).toBe('—')
  })
  it('names the year on an axis only where it begins', () => {
    expect(shortPeriod('2025-01', 'zh-CN')).toBe('2025年1月')
    expect(shortPeriod('2025-02', 'zh-CN')).toBe('2月')
    expect(shortPeriod('2025', 'zh-CN')).toBe('2025')
  })
  it('tells quarters and years from months', () => {
    expect(['2025', '2025H1', '2025Q3', '2025-06', '2025-W07', '2025-06-30'].map(periodKind)).toEqual(['year', 'half', 'quarter', 'month', 'week', 'day'])
    expect(shortPeriod('2025Q1', 'zh-CN')).toBe('2025年一季度')
    expect(shortPeriod('2025Q4', 'zh-CN')).toBe('四季度')
    expect(shortPeriod('2025Q4', 'en')).toBe('Q4')
  })
  it('counts days by the calendar', () => {
    expect(daysBetween('2026-03-16', '2026-03-18')).toBe(2)
    expect(daysBetween('2026-03-16', '2026-03-16')).toBe(0)
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
    expect(uptime(181_800, 'zh-CN')).toBe('2 天 2 小时 30 分')
  })
})
