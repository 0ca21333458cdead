import type { Request } from 'express'
import { Router } from 'express'

import { isObject } from '../common/json'
import { mayClaim } from '../policies/decide'
import type { OwnLookup } from './audit/own-lookups'
import { ownLookupsField, ownLookupsOf, todayUntil } from './audit/own-lookups'
import { queryValues } from './http/forms'
import { userOf } from './http/guards'
import { HubRefusal } from './hub/hub-client'
import type { NoticeShown } from './notices/notices'
import { noticesField, noticesOf } from './notices/notices'
import type { WebParts } from './parts'
import { ask } from './person/routes'
import { findQuery } from './person/questions'
import { openPurpose } from './purpose/open-purpose'

/** The made-up case of the demonstration: nobody real has a number of this range. */
const madeUpCase = {
  purpose: 'ADULT_SAFEGUARDING',
  caseReference: 'MASH-0001',
  reason: 'Call to address, injuries seen',
  publicInterestTest: 'Serious injury is likely',
  number: { type: 'NHS_NUMBER', value: '999 000 0018' },
} as const

/** The first page, and the way into the made-up case. */
export function startRoutes(parts: WebParts): Router {
  const { render, isDemonstration, policy, askHub } = parts
  const mayOpen = (roles: readonly string[]) =>
    isDemonstration && mayClaim(roles, madeUpCase.purpose, policy())
  const router = Router()
  router.get('/', async (request, response) => {
    const { roles } = userOf(request)
    render(request, response, {
      template: 'start',
      title: 'Start',
      nav: 'start',
      mayOpenMadeUpCase: mayOpen(roles),
      isManager: roles.includes('mash.manager'),
      isOfficer: roles.includes('dpo'),
      isDeveloper: roles.includes('agency.developer'),
      ...(await ownPart(parts, request)),
      isAcknowledged: queryValues(request, 'said')[0] === 'acknowledged',
    })
  })
  router.post('/made-up-case', async (request, response) => {
    const { token, roles } = userOf(request)
    if (!mayOpen(roles)) {
      response.redirect(303, '/')
      return
    }
    const { number, ...statement } = madeUpCase
    request.session.purpose = await openPurpose(askHub, token, statement)
    const { data } = await ask(parts, request, findQuery, number)
    const found = data['found']
    const isFound = isObject(found) && typeof found['id'] === 'string'
    response.redirect(303, isFound ? `/people/${String(found['id'])}` : '/find')
  })
  return router
}

const ownQuery = `query OwnLookups($from: String!, $to: String!) { ${ownLookupsField} ${noticesField} }`

/** Null: without a purpose nothing about people is shown, or the record could not be asked. */
interface OwnPart {
  readonly looks: readonly OwnLookup[] | null
  readonly notices: readonly NoticeShown[] | null
}

/** What the one who is signed in looked at, and what their organisation was told by mistake. */
async function ownPart(parts: WebParts, request: Request): Promise<OwnPart> {
  const none = { looks: null, notices: null }
  const { purpose } = request.session
  const now = parts.now()
  if (purpose === undefined || Date.parse(purpose.expiresAt) <= now) return none
  try {
    const { data } = await ask(parts, request, ownQuery, todayUntil(now))
    const { looks, notices } = data
    return {
      looks: Array.isArray(looks) ? ownLookupsOf(data) : null,
      notices: isObject(notices) ? noticesOf(notices) : null,
    }
  } catch (error) {
    if (error instanceof HubRefusal) return none
    throw error
  }
}
