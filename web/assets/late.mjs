/**
 * A page that was made without some agencies is asked for once more, waiting for all of them, and takes the
 * place of the first one. What the reader has done meanwhile stays: focus, place, what is open and entered.
 * @param enliven starts what works with scripts in the new content
 */
export async function bringLateAnswers(enliven) {
  const note = document.querySelector('[data-late]')
  if (!note) return
  note.setAttribute('aria-busy', 'true')
  const said = document.getElementById('said')
  said.textContent = 'Some agencies have not answered yet. They are being waited for.'
  try {
    take(await pageWithAll(note))
    enliven(document.getElementById('main-content'))
    said.textContent = `All agencies were waited for. ${summaryOf(document)}`.trim()
  } catch {
    note.removeAttribute('aria-busy')
    said.textContent = 'The agencies that have not answered could not be waited for.'
  }
}

/** By the link or the form that leads there without scripts too. */
async function pageWithAll(note) {
  const isForm = note instanceof HTMLFormElement
  const [address, body] = isForm
    ? [note.action, { method: 'POST', body: new URLSearchParams(new FormData(note)) }]
    : [note.querySelector('a').href, {}]
  const response = await fetch(address, { redirect: 'error', ...body })
  if (!response.ok) throw new Error('no page')
  return new DOMParser().parseFromString(await response.text(), 'text/html')
}

function summaryOf(page) {
  return page.getElementById('coverage-heading')?.textContent.trim() ?? ''
}

function take(page) {
  const main = document.getElementById('main-content')
  const fresh = document.importNode(page.getElementById('main-content'), true)
  const restore = [keepPlace(main), keepOpen(main), keepEntered(main), keepFocus(main)]
  document.title = page.title
  // Both were answered, and the record has both.
  document
    .getElementById('reference')
    .append(` and ${page.getElementById('reference').textContent}`)
  main.replaceChildren(...fresh.childNodes)
  for (const back of restore.reverse()) back(main)
}

/** What is the same thing on both pages has the same name, and the same number among those of that name. */
function nameOf(element) {
  const { id, name = '', value = '' } = element
  const isField = element.matches('input, select, textarea')
  const text = isField
    ? `${name} ${element.type} ${element.type === 'text' ? '' : value}`
    : words(element)
  return id === '' ? `${element.tagName} ${text}` : id
}

function words(element) {
  return (element.textContent ?? '').replace(/\s+/g, ' ').trim()
}

function namedIn(main, selector) {
  const counts = new Map()
  return [...main.querySelectorAll(selector)].map((element) => {
    const name = nameOf(element)
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    return [`${name} ${count}`, element]
  })
}

const focusable = 'a, button, input:not([type="hidden"]), select, summary, [tabindex]'

function keepFocus(main) {
  const held = namedIn(main, focusable).find(([, element]) => element === document.activeElement)
  return () => {
    if (!held) return
    const again = new Map(namedIn(main, focusable)).get(held[0])
    if (!again) main.setAttribute('tabindex', '-1')
    const target = again ?? main
    target.focus({ preventScroll: true })
  }
}

/** What was nearest to the top of the window stays where it was. */
function keepPlace(main) {
  const near = [...main.querySelectorAll('[id]')].filter(
    (element) => element.getClientRects().length > 0 && element.getBoundingClientRect().top >= 0,
  )[0]
  if (!near || window.scrollY === 0) return () => undefined
  const { top } = near.getBoundingClientRect()
  return () => {
    const again = document.getElementById(near.id)
    if (again)
      window.scrollBy({ top: again.getBoundingClientRect().top - top, behavior: 'instant' })
  }
}

function keepOpen(main) {
  const open = namedIn(main, 'summary').filter(([, { parentElement }]) => parentElement.open)
  return () => {
    const again = new Map(namedIn(main, 'summary'))
    for (const [name] of open) again.get(name)?.parentElement.setAttribute('open', '')
  }
}

const fields = 'input:not([type="hidden"])'

function keepEntered(main) {
  const entered = namedIn(main, fields).filter(
    ([, field]) => field.value !== field.defaultValue || field.checked !== field.defaultChecked,
  )
  return () => {
    const again = new Map(namedIn(main, fields))
    for (const [name, { value, checked }] of entered) {
      const field = again.get(name)
      if (field) Object.assign(field, { value, checked })
    }
  }
}
