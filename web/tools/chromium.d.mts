import type { Browser } from 'playwright-core'

export function open(): Promise<Browser>
