import type { Request, Response } from 'express'
import { Router } from 'express'

import { isObject } from '../../common/json'
import { field } from '../http/forms'
import { listIn } from '../hub/answer-lists'
import { HubRefusal } from '../hub/hub-client'
import type { WebParts } from '../parts'
import type { AsAt } from '../person/as-at'
import { asAtOf } from '../person/as-at'
import { ask, showNobody } from '../person/routes'
import { readMoment, timeText } from '../words/dates'
import { addressOf } from './address-view'
import { addressQuery } from './questions'

/** Find an address by its property number, and see who and what is known there. */
export function addressRoutes(parts: WebParts): Router {
  const query = addressQuery(parts.agencies)
  const router = Router()
  router.get('/find-address', (request, response) => {
    showForm(parts, request, response, '')
  })
  router.post('/find-address', async (request, response) => {
    const uprn = field(request, 'uprn').replaceAll(' ', '')
    if (!/^\d{1,12}$/.test(uprn)) {
      showForm(parts, request, response, 'Enter a property number (UPRN) of up to 12 digits')
      return
    }
    try {
      await showAddress(parts, { request, response, query, uprn })
    } catch (error) {
      if (!(error instanceof HubRefusal) || error.problem.code !== 'BAD_USER_INPUT') throw error
      showForm(parts, request, response, 'Check the property number (UPRN): there is none like it')
    }
  })
  return router
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
  const { data, coverage, problems, requestId } = await ask(parts, request, query, variables)
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
    ...addressOf(address, { coverage, problems, agencies, knownOn: asAt.knownOn, now }),
  })
}

function titleOf({ error }: AsAt): string {
  const title = 'What is known at this address'
  return error === '' ? title : `Error: ${title}`
}

function showForm({ render }: WebParts, request: Request, response: Response, error: string): void {
  render(request, response, {
    template: 'find-address',
    title: error === '' ? 'Find an address' : 'Error: Find an address',
    status: error === '' ? 200 : 400,
    nav: 'address',
    error: error === '' ? null : { text: error },
    errorList: error === '' ? [] : [{ text: error, href: '#uprn' }],
  })
}
