import type { Request, Response } from 'express'
import { Router } from 'express'

import { isObject } from '../../common/json'
import { HubRefusal } from '../hub/hub-client'
import type { WebParts } from '../parts'
import { ask } from '../person/routes'
import { candidatesOf, searchQuery } from './candidates'
import type { FormProblem } from './search-form'
import { filledIn, readSearchForm } from './search-form'

/** Find a person whose numbers are not known. What names somebody travels in forms alone. */
export function searchRoutes(parts: WebParts): Router {
  const query = searchQuery(parts.agencies)
  const router = Router()
  router.get('/find-by-name', (request, response) => {
    showForm(parts, request, response, null)
  })
  router.post('/find-by-name', async (request, response) => {
    const read = readSearchForm(filledIn(request))
    if ('problem' in read) {
      showForm(parts, request, response, read.problem)
      return
    }
    try {
      await showFound(parts, { request, response, query, input: read.input })
    } catch (error) {
      const problem = problemOf(error)
      if (!problem) throw error
      showForm(parts, request, response, problem)
    }
  })
  return router
}

interface Search {
  readonly request: Request
  readonly response: Response
  readonly query: string
  readonly input: Readonly<Record<string, string | number>>
}

async function showFound(
  parts: WebParts,
  { request, response, query, input }: Search,
): Promise<void> {
  const { data, coverage, problems, requestId } = await ask(parts, request, query, { input })
  const found = data['found']
  const whole = problems.find(({ path }) => path[1] === 'candidates' && path.length === 2)
  // That the index did not answer must not look like nobody.
  if (whole) throw new HubRefusal(whole, requestId)
  const { agencies } = parts
  parts.render(request, response, {
    template: 'search-results',
    title: 'Who may be meant',
    nav: 'find',
    hubReference: requestId,
    asked: filledIn(request),
    ...candidatesOf(isObject(found) ? found : {}, { agencies, coverage, now: parts.now() }),
  })
}

/** The hub's own sentence where more is needed; else the field that its words name. */
function problemOf(error: unknown): FormProblem | null {
  if (!(error instanceof HubRefusal) || error.problem.code !== 'BAD_USER_INPUT') return null
  const { reason, message } = error.problem
  if (reason === 'SEARCH_TOO_VAGUE')
    return {
      name: 'familyName',
      text: 'This would name too many people: add a date or year of birth, an age, a postcode or a telephone number',
    }
  const name = Object.keys(fieldWords).find((one) => message.includes(`"${one}"`)) ?? ''
  return fieldWords[name] ?? { name: 'familyName', text: 'Check what you entered' }
}

const fieldWords: Readonly<Record<string, FormProblem>> = {
  dateOfBirth: { name: 'birth-day', text: 'Enter a day that exists, like 11 3 1957' },
  yearOfBirth: { name: 'birth-day', text: 'Enter the year with four digits, like 1957' },
  ageAbout: { name: 'ageAbout', text: 'Enter the age in years, like 67' },
  postcode: { name: 'postcode', text: 'Enter a full postcode, like ZY1 4AB' },
  phone: { name: 'phone', text: 'Enter a full telephone number, like 01632 960011' },
}

function showForm(
  { render }: WebParts,
  request: Request,
  response: Response,
  problem: FormProblem | null,
): void {
  render(request, response, {
    template: 'find-by-name',
    title: problem ? 'Error: Find by name' : 'Find by name',
    status: problem ? 400 : 200,
    nav: 'find',
    asked: filledIn(request),
    errors: problem ? { [problem.name]: { text: problem.text } } : {},
    errorList: problem ? [{ text: problem.text, href: `#${problem.name}` }] : [],
  })
}
