// Schemes, their differences, what if.
import type { Diagnostic, SchemeCheck, SchemeDiff, SchemeDocument, Severity, WhatIfResult } from './contract-more'
import type { Answer } from './answers'

function diagnostic(found: Answer<'Diagnostic'>): Diagnostic {
  return { ...found, severity: found.severity as Severity }
}
export function scheme(found: Answer<'SchemePage'>): SchemeDocument {
  return { ...found, diagnostics: found.diagnostics.map(diagnostic) }
}
export function checked(found: Answer<'CheckedBody'>): SchemeCheck {
  return { ...found, diagnostics: found.diagnostics.map(diagnostic) }
}

/** A unified text as lines with the numbers they have on both sides. */
export function diff(found: Answer<'DiffBody'>): SchemeDiff {
  let [old, now] = [0, 0]
  const lines: SchemeDiff['lines'] = []
  for (const line of found.diff.replace(/\n$/, '').split('\n')) {
    const place = /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(line)
    if (place) [old, now] = [Number(place[1]), Number(place[2])]
    else if (line.startsWith('---') || line.startsWith('+++') || line.startsWith('\\') || line === '') continue
    else if (line.startsWith('-')) lines.push({ kind: 'removed', old: old++, new: null, text: line.slice(1) })
    else if (line.startsWith('+')) lines.push({ kind: 'added', old: null, new: now++, text: line.slice(1) })
    else lines.push({ kind: 'same', old: old++, new: now++, text: line.slice(1) })
  }
  return { lines }
}

export const supposed = (found: Answer<'SupposedBody'>, took_ms: number): WhatIfResult => ({ ...found, took_ms })
