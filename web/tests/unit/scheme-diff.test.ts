import { describe, expect, it } from 'vitest'
import { diff } from '@/api/adapt-schemes'
import type { Method } from '@/api/contract-more'
import { differences, olderText } from '@/routes/schemes/scheme-diff'

const method = (rows: [number, string, string, string, string][], notes: string[] = []): Method => ({ heads: ['编号', '指标', '权重', '计分规则'], rows: rows.map(([depth, ...cells]) => ({ depth, leaf: depth > 0, cells })), notes })

describe('two versions of a method', () => {
  it('takes the lines that differ back from the newer text', () => {
    const newer = 'a\nb\nC\nd\ne\nf\nG\nh\n'
    const unified = '--- 1\n+++ 2\n@@ -1,4 +1,3 @@\n-first\n a\n b\n-c\n+C\n@@ -7,2 +6,3 @@\n f\n+G\n h\n'
    expect(olderText(newer, diff({ diff: unified }).lines)).toBe('first\na\nb\nc\nd\ne\nf\nh\n')
  })
  it('names what is added, dropped, moved and changed, and the parameters', () => {
    const before = { text: '[params]\nline = 45 # why\n\n[rounding]\ntotal = 2\n', method: method([[0, 'one', '创新', '10', ''], [1, 'rd', '研发', '6', '功效系数法'], [1, 'old', '旧项', '4', ''], [0, 'two', '协调', '5', ''], [1, 'urban', '城镇化', '5', '']], ['加减分·欠账 = −0.5 × 欠账', '修约：四舍五入']) }
    const after = { text: '[params]\nline = 40 # why not\n\n[rounding]\ntotal = 2\n', method: method([[0, 'one', '创新', '10', ''], [1, 'rd', '研发', '5', '极差法'], [1, 'urban', '城镇化', '5', ''], [0, 'two', '协调', '5', ''], [1, 'new', '新项', '5', '直接计分']], ['加减分·欠账 = −1 × 欠账', '修约：四舍五入']) }
    expect(differences(before, after)).toEqual([
      { kind: 'changed', node: 'rd', name: '研发', what: '权重', before: '6', after: '5' },
      { kind: 'changed', node: 'rd', name: '研发', what: '计分规则', before: '功效系数法', after: '极差法' },
      { kind: 'moved', node: 'urban', name: '城镇化', before: '协调', after: '创新' },
      { kind: 'added', node: 'new', name: '新项', what: '权重 5；计分规则 直接计分' },
      { kind: 'removed', node: 'old', name: '旧项', what: '权重 4' },
      { kind: 'note', before: '加减分·欠账 = −0.5 × 欠账', after: '加减分·欠账 = −1 × 欠账' },
      { kind: 'setting', table: 'params', key: 'line', before: '45', after: '40' },
    ])
    expect(differences(after, after)).toEqual([])
  })
})
