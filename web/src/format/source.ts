// Where a figure came from, in words: file, sheet and cell, or a person, or other indicators.
import type { Source } from '@/api/contract'
import { t } from '@/i18n'

export function sourceText(source: Source | null): string {
  if (!source) return '—'
  if (source.kind === 'person') return t('explain.from_person')
  if (source.kind === 'derived') return t('explain.from_derived')
  const cell = [source.sheet, source.cell].filter(Boolean).join('!')
  return [source.file, cell].filter(Boolean).join(' · ')
}
