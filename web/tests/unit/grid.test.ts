import { describe, expect, it } from 'vitest'
import { asCsv, asRows, asTsv, type GridColumn } from '@/ui/grid'

interface Row { name: string; total: number }
const columns: GridColumn<Row>[] = [{ id: 'name', label: '单位', text: (row) => row.name }, { id: 'total', label: '总分', unit: '分', text: (row) => row.total.toFixed(1), sheet: (row) => String(row.total) }]

describe('ways out of a grid', () => {
  it('takes numbers along as numbers, with the measure in the header', () => {
    expect(asRows(columns, [{ name: '临江县', total: 87.4213 }])).toEqual([['单位', '总分（分）'], ['临江县', '87.4213']])
  })
  it('keeps one row a line', () => {
    expect(asTsv([['a\tb', 'c\nd']])).toBe('a b\tc d')
  })
  it('writes CSV that a spreadsheet opens and does not execute', () => {
    const text = asCsv([['=HYPERLINK("x")', '-1.5', '+2', '@a', 'say "yes"']])
    expect(text.startsWith('\uFEFF')).toBe(true)
    expect(text).toContain(`"'=HYPERLINK(""x"")","-1.5","+2","'@a","say ""yes"""`)
  })
})
