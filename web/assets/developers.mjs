import { autocompletion, closeBrackets, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { lintKeymap } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import { EditorView, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { graphql, updateSchema } from 'cm6-graphql'
import { buildClientSchema, getIntrospectionQuery } from 'graphql'

/**
 * Turns the form into an editor that knows the schema. A shadow root takes its styles as objects, which the
 * page's rules for content allow; in the page itself they would be inline. Without this script the form works.
 */
const form = document.querySelector('form[data-developers]')
const area = form?.querySelector('textarea[name="query"]')

const look = EditorView.theme({
  '&': { border: '2px solid #0b0c0c', fontSize: '16px', backgroundColor: '#fff' },
  '&.cm-focused': { outline: '3px solid #ffdd00', outlineOffset: '0' },
  '.cm-scroller': { minHeight: '280px', maxHeight: '560px', overflow: 'auto', lineHeight: '1.4' },
  '.cm-gutters': { color: '#484949', backgroundColor: '#f3f2f1' },
  '.cm-lintRange': { backgroundImage: 'none !important', textDecoration: 'underline wavy #ca3535' },
})

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.definitionKeyword], color: '#0f385c', fontWeight: 'bold' },
  { tag: [tags.string, tags.number, tags.bool], color: '#7a3c1c' },
  { tag: [tags.propertyName, tags.atom, tags.variableName], color: '#0b0c0c' },
  { tag: tags.comment, color: '#484949' },
])

function start() {
  const host = document.createElement('div')
  const root = host.attachShadow({ mode: 'open' })
  area.before(host)
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({ doc: area.value, extensions: extensions() }),
  })
  area.style.display = 'none'
  form.querySelector('label[for="query"]')?.addEventListener('click', () => view.focus())
  form.addEventListener('submit', (event) => {
    area.value = view.state.doc.toString()
    event.preventDefault()
    void show()
  })
  void readSchema(view)
}

function extensions() {
  return [
    ...[lineNumbers(), history(), bracketMatching(), closeBrackets(), autocompletion()],
    ...[look, syntaxHighlighting(colours), EditorView.lineWrapping, graphql()],
    EditorView.contentAttributes.of({ 'aria-label': 'Query' }),
    keymap.of([
      { key: 'Mod-Enter', run: () => (form.requestSubmit(), true) },
      ...[...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap],
    ]),
  ]
}

/** Sends a question by way of the workspace, which adds who asks and why. */
async function ask(query, variables) {
  const fields = new URLSearchParams(new FormData(form))
  fields.set('query', query)
  fields.set('variables', variables)
  fields.set('as', 'json')
  const response = await fetch(form.action, { method: 'POST', body: fields, redirect: 'error' })
  if (!response.ok) throw new Error('refused')
  return response.text()
}

/** Without the schema the editor still edits. */
async function readSchema(view) {
  const said = document.getElementById('schema-state')
  try {
    const { data } = JSON.parse(
      await ask(getIntrospectionQuery({ inputValueDeprecation: true }), ''),
    )
    updateSchema(view, buildClientSchema(data))
    said.textContent = 'The schema is there: Ctrl and space suggest, mistakes are underlined.'
  } catch {
    said.textContent = 'The schema could not be read: nothing is suggested.'
  }
}

async function show() {
  const place = document.getElementById('answer')
  place.setAttribute('aria-busy', 'true')
  try {
    const variables = form.querySelector('[name="variables"]').value
    const text = JSON.stringify(JSON.parse(await ask(area.value, variables)), null, 2)
    place.querySelector('pre').textContent = text.slice(0, 200_000)
    place.hidden = false
    document.getElementById('schema-state').textContent = 'The answer is below.'
  } catch {
    form.submit()
  } finally {
    place.removeAttribute('aria-busy')
  }
}

if (area) start()
