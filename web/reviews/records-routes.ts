import type { Request, Response } from 'express'
import { Router } from 'express'

import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import { field, fieldValues } from '../http/forms'
import { HubRefusal } from '../hub/hub-client'
import { textsIn } from '../hub/answer-lists'
import { namingOf } from '../insights/naming'
import type { WebParts } from '../parts'
import { readAsAt } from '../person/as-at'
import { ask, askPerson, showNobody } from '../person/routes'
import { readMoment } from '../words/dates'
import { linkStatusWords } from '../words/review-words'
import { safeLine } from '../words/text'
import { believedOf, believedQuery, endOfDay } from './belief'
import { checkReason } from './decision-form'
import { decisionsIn } from './decisions-view'
import { likenessOf } from './likeness-view'
import { explainQuery, recordsQuery, splitMutation } from './questions'
import type { NamedRecord, RecordOfPerson } from './records-view'
import { chosenOf, recordsOf } from './records-view'
import { refusedDecision } from './refused-decision'

/** The records that are held to be one person's: why, and parting those that are somebody else's. */
export function personRecordsRoutes(parts: WebParts): Router {
  const router = Router()
  router.get('/people/:id/records', (request, response) =>
    showRecords(parts, request, response, {}),
  )
  router.post('/people/:id/records', async (request, response) => {
    const asked = field(request, 'do')
    if (asked === 'explain') await explain(parts, request, response)
    else await part(parts, request, response)
  })
  return router
}

interface RecordsPage {
  readonly errors?: Readonly<Record<string, string>>
  readonly explained?: object | null
  /** What a split came to. */
  readonly parted?: {
    readonly isWaiting: boolean
    readonly people: readonly string[]
    /** Since when they were held to be one person; empty: it is not said. */
    readonly since: string
  }
}

async function showRecords(
  parts: WebParts,
  request: Request,
  response: Response,
  { errors = {}, explained = null, parted }: RecordsPage,
): Promise<void> {
  const records = await askRecords(parts, request)
  if (records === null) {
    showNobody(parts, request, response)
    return
  }
  const { asAt, belief } = await askBelief(parts, request)
  const isWrong = Object.keys(errors).length > 0 || asAt.error !== ''
  parts.render(request, response, {
    ...{ asAt, belief },
    ...{ template: 'person-records', nav: 'find', status: isWrong ? 400 : 200 },
    title: `${isWrong ? 'Error: ' : ''}Records held to be this person’s`,
    ...{ id: request.params['id'], records, explained, parted },
    chosen: fieldValues(request, 'records'),
    ...{ reason: field(request, 'reason'), overrule: field(request, 'overrule') === 'yes' },
    errors: Object.fromEntries(Object.entries(errors).map(([name, text]) => [name, { text }])),
    errorList: [
      ...Object.entries(errors).map(([name, text]) => ({ text, href: `#${name}` })),
      ...(asAt.error === '' ? [] : [{ text: asAt.error, href: '#known-day' }]),
    ],
  })
}

/** What was held of the person on the day that the page's address names; null: it names none. */
async function askBelief(parts: WebParts, request: Request) {
  const asAt = readAsAt(request, parts.now())
  if (asAt.knownOn === '') return { asAt, belief: null }
  const variables = { id: request.params['id'], at: endOfDay(asAt.knownOn) }
  const { data } = await ask(parts, request, believedQuery, variables)
  const records = isObject(data['believed']) ? believedOf(data['believed'], parts.agencies) : []
  return { asAt, belief: { day: readMoment(asAt.knownOn)?.text ?? '', records } }
}

async function askRecords(
  parts: WebParts,
  request: Request,
): Promise<readonly RecordOfPerson[] | null> {
  const found = await askPerson(parts, request, recordsQuery(parts.agencies))
  return found && recordsOf(found.person, parts.agencies)
}

/** Those that the form names, of those that are shown. */
async function askChosen(parts: WebParts, request: Request): Promise<readonly RecordOfPerson[]> {
  const records = (await askRecords(parts, request)) ?? []
  return chosenOf(records, fieldValues(request, 'records'))
}

const named = ({ agency, reference }: NamedRecord) => ({ agency, reference })

async function explain(parts: WebParts, request: Request, response: Response): Promise<void> {
  const [a, b, ...others] = await askChosen(parts, request)
  if (!a || !b || others.length > 0) {
    const errors = { records: 'Choose two records to be told why they are one person' }
    await showRecords(parts, request, response, { errors })
    return
  }
  const variables = { a: named(a), b: named(b) }
  const { data } = await ask(parts, request, explainQuery, variables)
  const explained = isObject(data['explained']) ? explainedOf(data['explained'], parts) : null
  await showRecords(parts, request, response, { explained: { pair: [a, b], told: explained } })
}

function explainedOf(explained: JsonObject, { agencies }: WebParts) {
  return {
    status: linkStatusWords(safeLine(explained['status'], 40)),
    reasons: textsIn(explained, 'reasons').map((reason) => safeLine(reason, 300)),
    likeness: likenessOf(explained),
    decisions: decisionsIn(explained, 'decisions', namingOf([], agencies)),
  }
}

async function part(parts: WebParts, request: Request, response: Response): Promise<void> {
  const reason = field(request, 'reason')
  const chosen = await askChosen(parts, request)
  const errors = {
    ...(chosen.length > 0 ? {} : { records: 'Choose the records that are somebody else’s' }),
    ...checkReason(reason),
  }
  if (Object.keys(errors).length > 0) {
    await showRecords(parts, request, response, { errors })
    return
  }
  try {
    const { data } = await ask(parts, request, splitMutation, {
      ...{ person: request.params['id'], records: chosen.map(named), reason },
      overrule: field(request, 'overrule') === 'yes',
    })
    const result = isObject(data['parted']) ? data['parted'] : {}
    const since = readMoment(result['heldSince'])?.text ?? ''
    const parted = { isWaiting: result['state'] !== 'IN_FORCE', people: peopleIn(result), since }
    await showRecords(parts, request, response, { parted })
  } catch (error) {
    const refused = error instanceof HubRefusal ? refusedDecision(error.problem) : null
    if (refused === null) throw error
    await showRecords(parts, request, response, { errors: refused })
  }
}

function peopleIn(result: JsonObject): readonly string[] {
  return textsIn(result, 'people').filter((id) => /^[0-9a-f]{32}$/.test(id))
}
