import type { Request, Response } from 'express'
import { Router } from 'express'

import { userOf } from '../http/guards'
import { HubRefusal } from '../hub/hub-client'
import type { WebParts } from '../parts'
import { claimablePurposes } from './allowances'
import { openPurpose } from './open-purpose'
import type { FieldErrors, Statement } from './statement'
import { checkStatement, enquiryInput, readStatement } from './statement'

const nothing: Statement = {
  purpose: '',
  caseReference: '',
  reason: '',
  publicInterestTest: '',
  necessityStatement: '',
  noticeToVictim: '',
}

/** Why the hub refused a statement, by the field of the form that it is about. */
const fieldOf: Readonly<Record<string, keyof Statement>> = {
  CASE_REQUIRED: 'caseReference',
  CASE_REFERENCE_INVALID: 'caseReference',
  REASON_TOO_SHORT: 'reason',
  REASON_TOO_LONG: 'reason',
  PURPOSE_UNKNOWN: 'purpose',
  PURPOSE_NOT_PERMITTED: 'purpose',
}

/** State a purpose, and end access. */
export function purposeRoutes(parts: WebParts): Router {
  const router = Router()
  router.get('/purpose', (request, response) => {
    showForm(parts, request, response, { statement: nothing, errors: {} })
  })
  router.post('/purpose', async (request, response) => {
    const statement = readStatement(request)
    const errors = checkStatement(statement, claimableBy(parts, request))
    if (Object.keys(errors).length === 0) {
      const refused = await tryToOpen(parts, request, statement)
      if (refused === null) {
        response.redirect(303, statement.purpose === 'AUDIT' ? '/who-looked' : '/find')
        return
      }
      Object.assign(errors, refused)
    }
    showForm(parts, request, response, { statement, errors })
  })
  router.post('/purpose/end', (request, response) => {
    delete request.session.purpose
    response.redirect(303, '/')
  })
  return router
}

/** Null: the purpose is stated. */
async function tryToOpen(
  { askHub }: WebParts,
  request: Request,
  statement: Statement,
): Promise<FieldErrors | null> {
  const { token } = userOf(request)
  try {
    request.session.purpose = await openPurpose(askHub, token, enquiryInput(statement))
    return null
  } catch (error) {
    if (!(error instanceof HubRefusal)) throw error
    const { code, reason } = error.problem
    const name = fieldOf[reason ?? ''] ?? fieldOf[code]
    if (name === undefined) throw error
    return { [name]: 'This was not accepted. Check it and try again' }
  }
}

function showForm(
  parts: WebParts,
  request: Request,
  response: Response,
  { statement, errors }: { readonly statement: Statement; readonly errors: FieldErrors },
): void {
  const purposes = claimableBy(parts, request)
  const errorList = Object.entries(errors).map(([name, text]) => ({ text, href: `#${name}` }))
  const title = 'Why do you need to look at a person?'
  parts.render(request, response, {
    template: 'purpose',
    title: errorList.length > 0 ? `Error: ${title}` : title,
    status: errorList.length > 0 ? 400 : 200,
    statement,
    errors: Object.fromEntries(Object.entries(errors).map(([name, text]) => [name, { text }])),
    errorList,
    purposes,
    choices: purposes.map(({ purpose, words, law }) => ({
      value: purpose,
      text: words,
      ...(law === '' ? {} : { hint: { text: law } }),
    })),
    needsNecessity: purposes.some((one) => one.needsNecessity),
    hasEnded: request.query['ended'] === '1',
  })
}

function claimableBy({ policy, agencies, now }: WebParts, request: Request) {
  const today = new Date(now()).toISOString().slice(0, 10)
  return claimablePurposes(userOf(request).roles, policy(), { agencies, today })
}
