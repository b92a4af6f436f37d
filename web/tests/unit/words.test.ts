// Both languages complete: the compiler checks the keys, this checks the holes in the sentences and that nothing is left empty.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import en from '@/i18n/en'
import zh from '@/i18n/zh'

const leaves = (value: unknown, path = ''): [string, string][] => (typeof value === 'string' ? [[path, value]] : Object.entries(value as object).flatMap(([key, next]) => leaves(next, path ? `${path}.${key}` : key)))
const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((hole) => hole[1]).sort()
const chinese = new Map(leaves(zh))
const english = new Map(leaves(en))

describe('words', () => {
  it('has the same keys and the same holes in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
    for (const [key, text] of chinese) expect(holes(english.get(key) ?? ''), key).toEqual(holes(text))
  })
  it('leaves nothing empty and no Chinese in English, apart from units of measure that are explained', () => {
    for (const [key, text] of english) {
      expect(text.trim(), key).not.toBe('')
      expect(text.replace(/万 and 亿/g, ''), key).not.toMatch(/[\u4e00-\u9fff]/)
    }
  })
  it('writes no Chinese into pages: every sentence comes from the words', () => {
    const source = join(import.meta.dirname, '../../src')
    const found: string[] = []
    for (const entry of readdirSync(source, { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name)
      if (!entry.isFile() || !file.endsWith('.vue') || /i18n/.test(file)) continue
      const text = readFileSync(file, 'utf8').replace(/\/\/.*$|\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->/gm, '')
      // Names of languages are in their own language; punctuation between names is no sentence.
      for (const match of text.replaceAll('中文', '').matchAll(/[\u4e00-\u9fff]+/g)) found.push(`${file}: ${match[0]}`)
    }
    expect(found).toEqual([])
  })
})
