import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Indicator } from '@/api/contract-more'
import { listed, placeOf, wordsOf, type Schema } from '@/routes/schemes/scheme-words'

const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../src/routes/schemes/scheme.schema.json'), 'utf8')) as Schema
const gdp = { code: 'gdp', name: '地区生产总值', measure: '亿元' } as Indicator
const words = wordsOf(schema, [gdp])
const whole = '[params]\nline = 3\n\n[[dimension]]\nid = "innovation"\nname = "创新发展"\n\n[[indicator]]\nid = "rd"\nname = "研发"\nin = "innovation"\n'
const labels = (before: string) => words.at(before, whole + before).offers.map((one) => one.label)

describe('what the scheme editor offers', () => {
  it('knows where a text ends', () => {
    expect(placeOf('[scheme]\nid = "a"\nper')).toMatchObject({ table: ['scheme'], key: null, token: 'per' })
    expect(placeOf('[[indicator]]\nscore = { by = "efficacy", ba')).toMatchObject({ table: ['indicator', 'score'], key: null, token: 'ba' })
    expect(placeOf('[[indicator]]\nscore = { by = "eff')).toMatchObject({ table: ['indicator', 'score'], key: 'by', inText: true, token: 'eff' })
    expect(placeOf('[[indicator]]\nweight = { A = 6, B = 6 } # a note, "quoted\nva')).toMatchObject({ table: ['indicator'], key: null, token: 'va' })
    expect(placeOf('[ranking]\nbreak = ["a", "b')).toMatchObject({ table: ['ranking'], key: 'break', inText: true, token: 'b' })
  })
  it('offers the keys of the table, without those that are there', () => {
    expect(labels('[scheme]\nid = "a"\n')).toContain('period')
    expect(labels('[scheme]\nid = "a"\n')).not.toContain('id')
    expect(labels('[[veto]]\n')).toContain('effect')
    expect(labels('[[indicator]]\nscore = { by = "rank_step", ')).toEqual(expect.arrayContaining(['first', 'step', 'cap']))
    expect(labels('[[indicator]]\nscore = { by = "rank_step", ')).not.toContain('base')
  })
  it('offers allowed values, ids of this scheme, and indicators in expressions', () => {
    expect(labels('[[indicator]]\ndirection = "')).toEqual(['higher', 'lower', 'none'])
    expect(labels('[rounding]\nmode = ')).toEqual(['half_up', 'gb8170'])
    expect(labels('[missing]\ndefault = "')).toContain('group_median')
    expect(labels('[[indicator]]\nmissing = "')).toContain('previous')
    expect(labels('[[indicator]]\nin = "')).toEqual(['innovation'])
    expect(labels('[ranking]\nbreak = ["')).toEqual(['innovation', 'rd'])
    expect(labels('[[indicator]]\nvalue = "gd')).toEqual(expect.arrayContaining(['gdp', 'param.line', 'prev_year']))
    expect(labels('[[indicator]]\nscore = "')).toContain('minmax')
    expect(labels('[[exempt]]\nin_n = ')).toEqual(['true', 'false'])
  })
  it('offers tables at the beginning of a line', () => {
    expect(labels('[')).toContain('rounding')
    expect(labels('[')).not.toContain('indicator')
    expect(labels('[[ind')).toContain('indicator')
  })
  it('takes allowed values from the schema alone', () => {
    expect(listed(schema.$defs?.Leaf?.properties?.otherwise)).toEqual(['exclude', 'full', 'mean_points', 'zero'])
    expect(listed(schema.$defs?.Leaf?.properties?.name)).toEqual([])
  })
})
