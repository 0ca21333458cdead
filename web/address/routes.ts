import type { Request, Response } from 'express'
import { Router } from 'express'
import type { GraphQLSchema } from 'graphql'

import { isObject } from '../../common/json'
import { postcodeQuery } from '../../schema/places-at-postcode'
import { field } from '../http/forms'
import { listIn } from '../hub/answer-lists'
import { HubRefusal } from '../hub/hub-client'
import type { WebParts } from '../parts'
import type { AsAt } from '../person/as-at'
import { asAtOf } from '../person/as-at'
import { asPatientAs, lateIn } from '../person/late'
import { ask, showNobody } from '../person/routes'
import { readMoment, timeText } from '../words/dates'
import { addressOf } from './address-view'
import type { AddressErrors } from './find-form'
import { readAddressForm } from './find-form'
import { postcodeOf } from './postcode-view'
import { addressQuery } from './questions'

/**
 * Find an address by its property number, and see who and what is known there; or by its postcode, and see which
 * properties there are that anybody is recorded at.
 */
export function addressRoutes(parts: WebParts, schema: GraphQLSchema): Router {
  const query = addressQuery(parts.agencies)
  const byPostcode = postcodeQuery(schema, parts.agencies)
  const router = Router()
  router.get('/find-address', (request, response) => {
    showForm(parts, request, response, {})
  })
  router.post('/find-address', async (request, response) => {
    const form = readAddressForm((name) => field(request, name))
    if (form.by === null) {
      showForm(parts, request, response, form.errors)
      return
    }
    if (form.by === 'postcode') {
      const { postcode } = form
      await showPostcode(parts, { request, response, query: byPostcode, postcode })
      return
    }
    try {
      await showAddress(parts, { request, response, query, uprn: form.uprn })
    } catch (error) {
      if (!(error instanceof HubRefusal) || error.problem.code !== 'BAD_USER_INPUT') throw error
      const uprn = 'Check the property number (UPRN): there is none like it'
      showForm(parts, request, response, { uprn })
    }
  })
  return router
}

/** Most people of a postcode: its fifteen or so addresses seldom have more. */
const mostAtPostcode = 50

interface PostcodeRequest {
  readonly request: Request
  readonly response: Response
  readonly query: string
  readonly postcode: string
}

async function showPostcode(
  parts: WebParts,
  { request, response, query, postcode }: PostcodeRequest,
): Promise<void> {
  const variables = { postcode, first: mostAtPostcode }
  const answer = await ask(asPatientAs(request, parts), request, query, variables)
  const { data, coverage, requestId } = answer
  const found = data['found']
  // A postcode where nobody is recorded, and one where nobody may be known to be, are the same.
  if (!isObject(found) || listIn(found, 'people').length === 0) {
    showNobody(parts, request, response)
    return
  }
  const { agencies } = parts
  parts.render(request, response, {
    ...{ template: 'postcode', title: 'Properties at this postcode', nav: 'address' },
    ...{ askedAt: timeText(parts.now()), hubReference: requestId, mostPeople: mostAtPostcode },
    late: lateIn(request, [answer], agencies),
    ...postcodeOf(found, { agencies, coverage }),
  })
}

interface AddressRequest {
  readonly request: Request
  readonly response: Response
  readonly query: string
  readonly uprn: string
}

async function showAddress(
  parts: WebParts,
  { request, response, query, uprn }: AddressRequest,
): Promise<void> {
  const now = parts.now()
  const asAt = asAtOf((name) => field(request, name), now)
  const variables = { uprn, asAt: asAt.knownOn || null }
  const answer = await ask(asPatientAs(request, parts), request, query, variables)
  const { data, coverage, problems, requestId } = answer
  const address = data['found']
  // An address where nobody is recorded, and one where nobody may be known to be, are the same.
  if (!isObject(address) || listIn(address, 'people').length === 0) {
    showNobody(parts, request, response)
    return
  }
  const { agencies } = parts
  parts.render(request, response, {
    template: 'address',
    title: titleOf(asAt),
    nav: 'address',
    uprn,
    asAt: { ...asAt, dayWords: readMoment(asAt.knownOn)?.text ?? '' },
    askedAt: timeText(now),
    hubReference: requestId,
    late: lateIn(request, [answer], agencies),
    ...addressOf(address, { coverage, problems, agencies, knownOn: asAt.knownOn, now }),
  })
}

function titleOf({ error }: AsAt): string {
  const title = 'What is known at this address'
  return error === '' ? title : `Error: ${title}`
}

function showForm(
  { render }: WebParts,
  request: Request,
  response: Response,
  errors: AddressErrors,
): void {
  const errorList = Object.entries(errors).map(([name, text]) => ({ text, href: `#${name}` }))
  const isWrong = errorList.length > 0
  render(request, response, {
    template: 'find-address',
    title: isWrong ? 'Error: Find an address' : 'Find an address',
    status: isWrong ? 400 : 200,
    nav: 'address',
    entered: { uprn: field(request, 'uprn'), postcode: field(request, 'postcode') },
    errors: Object.fromEntries(Object.entries(errors).map(([name, text]) => [name, { text }])),
    errorList,
  })
}
