import type { Request, Response } from 'express'
import { Router } from 'express'

import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import type { Agency } from '../../common/register'
import { field, queryValues } from '../http/forms'
import { HubRefusal } from '../hub/hub-client'
import { namingOf } from '../insights/naming'
import type { WebParts } from '../parts'
import { ask } from '../person/routes'
import { readMoment, timeText } from '../words/dates'
import { linkStatusWords, outcomes } from '../words/review-words'
import { safeLine } from '../words/text'
import type { DecisionForm } from './decision-form'
import { checkDecision, emptyDecision, readDecision } from './decision-form'
import { decisionsIn, reviewIdPattern } from './decisions-view'
import { likenessOf } from './likeness-view'
import { queueOf } from './queue-view'
import { decideMutation, queueQuery, reviewQuery, sidesQuery } from './questions'
import { refusedDecision } from './refused-decision'
import type { SidesShown } from './sides-view'
import { sidesOf } from './sides-view'

const pageSize = 20

/** Pairs of records that may be one person: the list, a pair side by side, and what somebody says about it. */
export function reviewRoutes(parts: WebParts): Router {
  const router = Router()
  router.get('/possible-matches', (request, response) => showQueue(parts, request, response))
  router.get('/possible-matches/:id', (request, response) =>
    showPair(parts, request, response, { form: emptyDecision }),
  )
  router.post('/possible-matches/:id', (request, response) => decide(parts, request, response))
  return router
}

async function showQueue(parts: WebParts, request: Request, response: Response): Promise<void> {
  const [after = null] = queryValues(request, 'after')
  const variables = { first: pageSize, after: after?.slice(0, 200) ?? null }
  const { data, requestId } = await ask(parts, request, queueQuery, variables)
  parts.render(request, response, {
    ...{ template: 'possible-matches', title: 'Possible matches', nav: 'matches' },
    ...queueOf(data, parts.agencies),
    hubReference: requestId,
  })
}

const outcomeItems = outcomes.map(({ value, words, hint }) => ({
  ...{ value, text: words },
  hint: { text: hint },
}))

interface PairPage {
  readonly form: DecisionForm
  readonly errors?: Readonly<Record<string, string>>
}

async function showPair(
  parts: WebParts,
  request: Request,
  response: Response,
  { form, errors = {} }: PairPage,
): Promise<void> {
  const id = String(request.params['id'])
  const { data, requestId } = reviewIdPattern.test(id)
    ? await ask(parts, request, reviewQuery, { id })
    : { data: { review: null }, requestId: '' }
  const { review } = data
  if (!isObject(review)) {
    showNone(parts, request, response)
    return
  }
  const sides = await askSides(parts, request, { id, review })
  const isWrong = Object.keys(errors).length > 0
  parts.render(request, response, {
    ...{ template: 'possible-match', nav: 'matches', status: isWrong ? 400 : 200 },
    title: `${isWrong ? 'Error: ' : ''}Are these one person?`,
    ...{ id, form, outcomes: outcomeItems, said: queryValues(request, 'said')[0] ?? '' },
    errors: Object.fromEntries(Object.entries(errors).map(([name, text]) => [name, { text }])),
    errorList: Object.entries(errors).map(([name, text]) => ({ text, href: `#${name}` })),
    ...pairOf(review, parts.agencies),
    ...{
      sides: sides.shown,
      hubReference: [requestId, sides.requestId].filter(Boolean).join(' and '),
    },
    askedAt: timeText(parts.now()),
  })
}

/** What is known of a pair without its records. */
function pairOf(review: JsonObject, agencies: readonly Agency[]) {
  const naming = namingOf([], agencies)
  const line = (name: string) => safeLine(review[name], 60)
  return {
    ...{
      leftAgency: naming.agency(line('leftAgency')),
      rightAgency: naming.agency(line('rightAgency')),
    },
    linkStatus: linkStatusWords(line('status')),
    since: readMoment(review['waitingSince'])?.text ?? '',
    ...{ isOpen: review['isOpen'] === true, isVerified: review['isVerified'] === true },
    isUntraced: review['isNumberTraced'] === false,
    likeness: likenessOf(review),
    decisions: decisionsIn(review, 'decisions', naming),
    againstSame: decisionsIn(review, 'againstSame', naming),
    againstDifferent: decisionsIn(review, 'againstDifferent', naming),
  }
}

/** The records as their two agencies have them now. */
async function askSides(
  parts: WebParts,
  request: Request,
  { id, review }: { readonly id: string; readonly review: JsonObject },
): Promise<{ readonly shown: SidesShown | null; readonly requestId: string }> {
  const agencyOf = (name: string) => parts.agencies.find(({ code }) => code === review[name])
  const [left, right] = [agencyOf('leftAgency'), agencyOf('rightAgency')]
  if (!left || !right) return { shown: null, requestId: '' }
  const answer = await ask(parts, request, sidesQuery(left, right), { id })
  return { shown: sidesOf(answer, { left, right }), requestId: answer.requestId }
}

async function decide(parts: WebParts, request: Request, response: Response): Promise<void> {
  const id = String(request.params['id'])
  const form = readDecision((name) => field(request, name))
  const errors = checkDecision(form)
  if (!reviewIdPattern.test(id)) showNone(parts, request, response)
  else if (Object.keys(errors).length > 0)
    await showPair(parts, request, response, { form, errors })
  else {
    try {
      const { data } = await ask(parts, request, decideMutation, { id, ...form })
      response.redirect(303, `/possible-matches/${id}?said=${saidOf(data['decided'])}`)
    } catch (error) {
      const refused = error instanceof HubRefusal ? refusedDecision(error.problem) : null
      if (refused === null) throw error
      await showPair(parts, request, response, { form, errors: refused })
    }
  }
}

/** What a decision came to: records that were one person are parted, it counts, or it waits. */
function saidOf(decided: unknown): 'counts' | 'parted' | 'waits' {
  const { state, heldSince } = isObject(decided) ? decided : {}
  if (state !== 'IN_FORCE') return 'waits'
  return typeof heldSince === 'string' ? 'parted' : 'counts'
}

/** The same page whether there is no such pair or it may not be known. */
function showNone({ render }: WebParts, request: Request, response: Response): void {
  render(request, response, {
    ...{ template: 'problem', title: 'There is no such pair', status: 404, nav: 'matches' },
    says: 'Nobody waits to be compared here, or not by you.',
    todo: 'Go back to “Possible matches”.',
  })
}
