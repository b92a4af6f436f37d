// Where a scheme reads an indicator, in words.
import type { Indicator } from '@/api/contract-more'
import { t } from '@/i18n'

export const useName = (use: Indicator['used_by'][number]) => use.name ?? t('indicator.used_in_rules', { title: use.title })
