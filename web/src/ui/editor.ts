// CodeMirror for scheme files: TOML colours, diagnostics of the server, completion from the scheme's own words.
import { autocompletion, closeBrackets, completionKeymap, type Completion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { HighlightStyle, StreamLanguage, bracketMatching, syntaxHighlighting } from '@codemirror/language'
import { toml } from '@codemirror/legacy-modes/mode/toml'
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { EditorState } from '@codemirror/state'
import { EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import type { Completions, Diagnostic, Offer } from '@/api/contract-more'

export interface Editor { show(list: Diagnostic[]): void; replace(text: string): void; goto(line: number, column: number): void; destroy(): void }
export interface EditorSetup { root: ShadowRoot; text: string; readOnly: boolean; label: string; completions: () => Completions | null; changed: (text: string) => void }

const look = EditorView.theme({
  '&': { height: '100%', fontSize: '13px', color: 'var(--ink)', backgroundColor: 'var(--paper)' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6', overflow: 'auto' },
  '.cm-gutters': { backgroundColor: 'var(--paper-2)', color: 'var(--ink-3)', borderRight: '1px solid var(--rule)' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--paper-2)' },
  '&.cm-focused': { outline: '2px solid var(--focus)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--accent-wash) !important' },
  '.cm-tooltip': { backgroundColor: 'var(--paper)', border: '1px solid var(--rule-2)', color: 'var(--ink)', fontFamily: 'var(--font)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent-wash)', color: 'var(--accent-2)' },
  '.cm-completionDetail': { fontStyle: 'normal', color: 'var(--ink-3)', marginLeft: '10px' },
  '.cm-diagnostic-error': { borderLeft: '4px solid var(--red)' },
  '.cm-diagnostic-warning': { borderLeft: '4px solid var(--yellow)' },
  '.cm-diagnostic-info': { borderLeft: '4px solid var(--accent)' },
  '.cm-panels': { backgroundColor: 'var(--paper-2)', color: 'var(--ink)' },
})
const colours = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--ink-3)' }, { tag: [tags.string, tags.character], color: 'var(--down)' }, { tag: [tags.number, tags.bool, tags.atom], color: 'var(--blue)' },
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)' }, { tag: [tags.keyword, tags.heading], color: 'var(--ink)', fontWeight: '700' },
])

const KINDS: Record<Offer['kind'], string> = { table: 'namespace', property: 'property', enum: 'enum', node: 'class', indicator: 'variable', param: 'constant', function: 'function' }
function complete(words: () => Completions | null) {
  return (context: CompletionContext): CompletionResult | null => {
    const { token, offers } = words()?.at(context.state.sliceDoc(0, context.pos), context.state.doc.toString()) ?? { token: '', offers: [] }
    if (!offers.length || (!token && !context.explicit)) return null
    const options = offers.map((one): Completion => ({ label: one.label, detail: one.detail, info: one.info, apply: one.apply, type: KINDS[one.kind] }))
    return { from: context.pos - token.length, options, validFor: /^[\w\u4e00-\u9fff:.]*$/ }
  }
}

export function makeEditor(setup: EditorSetup): Editor {
  const view = new EditorView({
    root: setup.root,
    parent: setup.root,
    state: EditorState.create({
      doc: setup.text,
      extensions: [
        lineNumbers(), highlightActiveLineGutter(), history(), drawSelection(), highlightActiveLine(), bracketMatching(), closeBrackets(), highlightSelectionMatches(), search(), lintGutter(),
        StreamLanguage.define(toml), syntaxHighlighting(colours), look, autocompletion({ override: [complete(setup.completions)] }),
        keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, ...completionKeymap, ...lintKeymap, indentWithTab]),
        EditorState.readOnly.of(setup.readOnly), EditorView.contentAttributes.of({ 'aria-label': setup.label }),
        EditorView.updateListener.of((update) => { if (update.docChanged) setup.changed(update.state.doc.toString()) }),
      ],
    }),
  })
  // The scrolling part can be reached and scrolled by keyboard alone.
  view.scrollDOM.tabIndex = 0
  const at = (line: number, column: number) => {
    const where = view.state.doc.line(Math.max(1, Math.min(view.state.doc.lines, line)))
    return Math.min(where.to, where.from + Math.max(0, column - 1))
  }
  return {
    show(list) {
      const found = list.map((one) => {
        const from = at(one.line, one.column)
        return { from, to: Math.max(from, at(one.end_line, one.end_column)), severity: one.severity === 'lint' ? ('info' as const) : one.severity, message: one.hint ? `${one.message}\n${one.hint}` : one.message, source: one.code }
      })
      view.dispatch(setDiagnostics(view.state, found.sort((a, b) => a.from - b.from)))
    },
    replace(text) {
      if (text !== view.state.doc.toString()) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } })
    },
    goto(line, column) {
      const head = at(line, column)
      view.dispatch({ selection: { anchor: head }, effects: EditorView.scrollIntoView(head, { y: 'center' }) })
      view.focus()
    },
    destroy() { view.destroy() },
  }
}
