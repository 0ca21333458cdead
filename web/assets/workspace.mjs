import { Button, ErrorSummary, SkipLink } from 'govuk-frontend'
import { SortableTable } from '@ministryofjustice/frontend/moj/components/sortable-table/sortable-table.mjs'

import { bringLateAnswers } from './late.mjs'

document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype)
  document.body.classList.add('govuk-frontend-supported')

/** Each part works without this script; one that cannot start leaves the page as it is. */
function start(Part, selector, root = document) {
  for (const element of root.querySelectorAll(selector)) {
    try {
      new Part(element)
    } catch {
      // The page is whole without it.
    }
  }
}

start(SkipLink, '[data-module="govuk-skip-link"]')
start(ErrorSummary, '[data-module="govuk-error-summary"]')
enliven(document)
void bringLateAnswers(enliven)

/** Starts what may be brought in later too. */
function enliven(root) {
  start(Button, '[data-module="govuk-button"]', root)
  start(SortableTable, '[data-module="moj-sortable-table"]', root)
  for (const form of root.querySelectorAll('form[data-refresh]')) refreshWith(form)
}

/** A filter changes its part of the page without loading the rest anew; a failure loads the page. */
function refreshWith(form) {
  form.addEventListener('submit', async (event) => {
    // A page that is not whole yet is loaded anew.
    if (document.querySelector('[data-late]')) return
    event.preventDefault()
    const address = new URL(form.action)
    address.search = new URLSearchParams(new FormData(form)).toString()
    address.hash = ''
    address.searchParams.delete('wait')
    const part = document.getElementById(form.dataset.refresh)
    part.setAttribute('aria-busy', 'true')
    try {
      const response = await fetch(waitingForAll(address), { redirect: 'error' })
      if (!response.ok) throw new Error('no page')
      const page = new DOMParser().parseFromString(await response.text(), 'text/html')
      part.replaceWith(page.getElementById(form.dataset.refresh))
      history.replaceState(null, '', address)
      const fresh = document.getElementById(form.dataset.refresh)
      enliven(fresh)
      fresh.querySelector('button[type="submit"]')?.focus()
      const said = document.getElementById('said')
      if (said) said.textContent = fresh.querySelector('[data-count]')?.textContent ?? ''
    } catch {
      location.assign(address)
    }
  })
}

/** The rest of the page says who answered: what is put into it may lack nobody else. */
function waitingForAll(address) {
  const whole = new URL(address)
  whole.searchParams.set('wait', 'all')
  return whole
}
