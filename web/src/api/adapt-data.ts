// Indicators, boundaries, imports, batches: closed sets of words are named here.
import type { Batch, BatchPage, Boundaries, GeoJson, Indicator, IndicatorDetail, Preview, Severity } from './contract-more'
import { sourced } from './adapt-explain'
import type { Answer } from './answers'

const named = <T extends { direction: string }>(one: T) => ({ ...one, direction: one.direction as Indicator['direction'] })
export const indicators = (found: Answer<'IndicatorList'>): { items: Indicator[] } => ({ items: found.items.map(named) })
export const indicator = (found: Answer<'IndicatorDetail'>): IndicatorDetail => named(found)

export const boundaries = (found: Answer<'BoundariesBody'> | undefined): Boundaries | undefined => found && { ...found, geojson: found.geojson as unknown as GeoJson }

const graded = <T extends { severity: string }>(one: T) => ({ ...one, severity: one.severity as Severity })
export const preview = (found: Answer<'PreviewBody'>): Preview => ({ ...found, groups: found.groups.map(graded), problems: found.problems.map(graded) })

const stated = (one: Answer<'BatchBody'>): Batch => ({ ...one, state: one.state as Batch['state'] })
export const batches = (found: Answer<'BatchList'>): { items: Batch[]; next: string | null } => ({ ...found, items: found.items.map(stated) })
export const batchPage = (found: Answer<'BatchPageBody'>): BatchPage => ({ ...found, batch: stated(found.batch), figures: found.figures.map((one) => ({ ...one, source: sourced(one.source) })) })
