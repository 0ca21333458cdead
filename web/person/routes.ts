import type { Request, Response } from 'express'
import { Router } from 'express'

import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import { field } from '../http/forms'
import { purposeOf, userOf } from '../http/guards'
import type { HubAnswer } from '../hub/hub-client'
import { HubRefusal } from '../hub/hub-client'
import type { WebParts } from '../parts'
import { findQuery, identifierTypes } from './questions'

/** The hub's own id of a person: random, and worth nothing without a purpose. */
const idPattern = /^[0-9a-f]{32}$/

/** Find a person. */
export function personRoutes(parts: WebParts): Router {
  const router = Router()
  router.get('/find', (request, response) => {
    showFind(parts, request, response, {})
  })
  router.post('/find', (request, response) => find(parts, request, response))
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

/** A person with the whole answer. */
export interface AskedPerson {
  readonly person: JsonObject
  readonly answer: HubAnswer
}

/** A person by the id in the path; null for everybody who may not be known to be there, and for nobody. */
export async function askPerson(
  parts: WebParts,
  request: Request,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<AskedPerson | null> {
  const id = String(request.params['id'])
  if (!idPattern.test(id)) return null
  const answer = await ask(parts, request, query, { id, ...variables })
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
