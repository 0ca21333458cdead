import { Button, ErrorSummary, SkipLink } from 'govuk-frontend'
import { SortableTable } from '@ministryofjustice/frontend/moj/components/sortable-table/sortable-table.mjs'

document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype)
  document.body.classList.add('govuk-frontend-supported')

/** Each part works without this script; one that cannot start leaves the page as it is. */
function start(Part, selector) {
  for (const element of document.querySelectorAll(selector)) {
    try {
      new Part(element)
    } catch {
      // The page is whole without it.
    }
  }
}

start(SkipLink, '[data-module="govuk-skip-link"]')
start(ErrorSummary, '[data-module="govuk-error-summary"]')
start(Button, '[data-module="govuk-button"]')
start(SortableTable, '[data-module="moj-sortable-table"]')

/** A filter changes its part of the page without loading the rest anew; a failure loads the page. */
for (const form of document.querySelectorAll('form[data-refresh]')) refreshWith(form)

function refreshWith(form) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const address = new URL(form.action)
    address.search = new URLSearchParams(new FormData(form)).toString()
    address.hash = ''
    const part = document.getElementById(form.dataset.refresh)
    part.setAttribute('aria-busy', 'true')
    try {
      const response = await fetch(address, { redirect: 'error' })
      if (!response.ok) throw new Error('no page')
      const page = new DOMParser().parseFromString(await response.text(), 'text/html')
      part.replaceWith(page.getElementById(form.dataset.refresh))
      history.replaceState(null, '', address)
      const fresh = document.getElementById(form.dataset.refresh)
      fresh.querySelectorAll('form[data-refresh]').forEach(refreshWith)
      fresh.querySelector('button[type="submit"]')?.focus()
      const said = document.getElementById('said')
      if (said) said.textContent = fresh.querySelector('[data-count]')?.textContent ?? ''
    } catch {
      location.assign(address)
    }
  })
}
