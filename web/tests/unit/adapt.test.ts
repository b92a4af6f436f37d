import { describe, expect, it } from 'vitest'
import { diff } from '@/api/adapt-schemes'
import { hits } from '@/api/adapt-session'
import { run } from '@/api/adapt-runs'

const made = { id: 'a-2025-1', scheme: 'a', version: '1', period: '2025', as_of: '', tree_date: '', semantics: 1, audience: 'own', supersedes: null, made_at: '2026-01-01T00:00:00Z', made_by: 'office', step_at: '2026-02-01T00:00:00Z', step_by: 'chief', input_digest: '', output_digest: '' }

describe('from the server to the pages', () => {
  it('tells the steps of a run that are known, and dates no other', () => {
    expect(run({ ...made, state: 'draft', notice_until: null }).steps).toEqual([{ state: 'draft', at: made.made_at, by: 'office', notice_until: null }])
    const last = run({ ...made, state: 'final', notice_until: '2026-01-20' }).steps
    expect(last.map((one) => one.state)).toEqual(['draft', 'notice', 'final'])
    expect(last[1]).toEqual({ state: 'notice', at: null, by: null, notice_until: '2026-01-20' })
  })
  it('numbers the lines of a unified difference on both sides', () => {
    expect(diff({ diff: '--- 1\n+++ 2\n@@ -3,3 +3,3 @@\n a\n-b\n+c\n d\n' }).lines).toEqual([
      { kind: 'same', old: 3, new: 3, text: 'a' }, { kind: 'removed', old: 4, new: null, text: 'b' }, { kind: 'added', old: null, new: 4, text: 'c' }, { kind: 'same', old: 5, new: 5, text: 'd' }])
    expect(diff({ diff: '' }).lines).toEqual([])
  })
  it('makes addresses from kinds and codes', () => {
    const link = (kind: string, code: string) => hits({ items: [{ kind, code, name: '', detail: '' }] }).items[0]?.link
    expect(link('node', 'county_hqd/rd')).toBe('/schemes?scheme=county_hqd#rd')
    expect(link('unit', '990121')).toBe('/unit?unit=990121')
    expect(link('indicator', 'gdp')).toBe('/indicators/gdp')
  })
})
