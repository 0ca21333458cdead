import type { Request, Response } from 'express'
import { Router } from 'express'

import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import { field } from '../http/forms'
import { purposeOf, userOf } from '../http/guards'
import type { HubAnswer } from '../hub/hub-client'
import { HubRefusal } from '../hub/hub-client'
import type { WebParts } from '../parts'
import { timeText } from '../words/dates'
import { eventGroups } from '../words/event-words'
import { readFilter } from './filters'
import { overviewOf } from './overview'
import { findQuery, identifierTypes, overviewQuery } from './questions'

/** The hub's own id of a person: random, and worth nothing without a purpose. */
export const idPattern = /^[0-9a-f]{32}$/

/** Find a person, and look at one. */
export function personRoutes(parts: WebParts): Router {
  const router = Router()
  router.get('/find', (request, response) => {
    showFind(parts, request, response, {})
  })
  router.post('/find', (request, response) => find(parts, request, response))
  router.get('/people/:id', (request, response) => showPerson(parts, request, response, 'person'))
  router.get('/people/:id/table', (request, response) =>
    showPerson(parts, request, response, 'events'),
  )
  return router
}

/** Numbers travel in forms alone, never in an address that a log or a history would keep. */
async function find(parts: WebParts, request: Request, response: Response): Promise<void> {
  const type = field(request, 'type')
  const known = identifierTypes.find((one) => one.type === type)
  const value = field(request, 'value').slice(0, 60)
  if (!known || value === '') {
    showFind(parts, request, response, {
      ...(known ? {} : { type: 'Choose what kind of number it is' }),
      ...(value === '' ? { value: 'Enter the number' } : {}),
    })
    return
  }
  try {
    const { data } = await ask(parts, request, findQuery, { type, value })
    const found = data['found']
    if (isObject(found) && typeof found['id'] === 'string')
      response.redirect(303, `/people/${found['id']}`)
    else showNobody(parts, request, response)
  } catch (error) {
    if (!isMalformed(error)) throw error
    showFind(parts, request, response, {
      value: `Enter ${known.words} as it is written, like ${known.example}`,
    })
  }
}

function isMalformed(error: unknown): boolean {
  if (!(error instanceof HubRefusal)) return false
  const { code, reason } = error.problem
  return code === 'BAD_USER_INPUT' && reason !== 'IDENTIFIER_IN_CONFLICT'
}

function showFind(
  { render }: WebParts,
  request: Request,
  response: Response,
  errors: { readonly type?: string; readonly value?: string },
): void {
  const errorList = Object.entries(errors).map(([name, text]) => ({ text, href: `#${name}` }))
  const isWrong = errorList.length > 0
  render(request, response, {
    template: 'find',
    title: isWrong ? 'Error: Find a person' : 'Find a person',
    status: isWrong ? 400 : 200,
    errors: Object.fromEntries(Object.entries(errors).map(([name, text]) => [name, { text }])),
    errorList,
    chosenType: field(request, 'type') || 'NHS_NUMBER',
    types: identifierTypes,
  })
}

async function showPerson(
  parts: WebParts,
  request: Request,
  response: Response,
  template: 'person' | 'events',
): Promise<void> {
  const { agencies, render } = parts
  const found = await askPerson(parts, request, overviewQuery(agencies))
  if (found === null) {
    showNobody(parts, request, response)
    return
  }
  const { person, answer } = found
  const now = parts.now()
  const codes = agencies.map(({ code }) => code)
  const filter = readFilter(request, codes)
  const view = overviewOf(person, { coverage: answer.coverage, agencies, filter, now })
  render(request, response, {
    template,
    title: `${view.identity.name}${template === 'events' ? ': table of events' : ''}`,
    nav: 'find',
    id: request.params['id'],
    query: queryOf(request),
    askedAt: timeText(now),
    hubReference: answer.requestId,
    filter: { ...filter, groups: [...filter.groups], agencies: [...filter.agencies] },
    knownParts: filter.knownOn.split('-').map(Number),
    groups: eventGroups,
    agencies,
    ...view,
  })
}

/** A person by the id in the path; null for everybody who may not be known to be there, and for nobody. */
export async function askPerson(
  parts: WebParts,
  request: Request,
  query: string,
): Promise<{ readonly person: JsonObject; readonly answer: HubAnswer } | null> {
  const id = String(request.params['id'])
  if (!idPattern.test(id)) return null
  const answer = await ask(parts, request, query, { id })
  const person = answer.data['found']
  return isObject(person) ? { person, answer } : null
}

/** The same page, to the letter, whether somebody is unknown or may not be known. */
export function showNobody({ render }: WebParts, request: Request, response: Response): void {
  const title = 'Nobody can be shown'
  render(request, response, { template: 'nobody', title, status: 404, nav: 'find' })
}

/** Asks the hub with the person's own token, for the purpose they stated. */
export function ask(
  { askHub }: WebParts,
  request: Request,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<HubAnswer> {
  const { token } = userOf(request)
  return askHub({ query, variables, token, purposeToken: purposeOf(request).token })
}

/** The filter as it stands in the address, to be carried to the other view. */
function queryOf(request: Request): string {
  const start = request.originalUrl.indexOf('?')
  return start < 0 ? '' : request.originalUrl.slice(start)
}
