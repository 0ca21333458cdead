import type { Request, Response } from 'express'
import { Router } from 'express'

import { HubRefusal } from '../hub/hub-client'
import type { WebParts } from '../parts'
import { readMoment, timeText } from '../words/dates'
import { eventGroups } from '../words/event-words'
import type { AsAt } from './as-at'
import { readAsAt } from './as-at'
import type { EventFilter } from './filters'
import { readFilter } from './filters'
import { asPatientAs, lateIn } from './late'
import { eventsOf, overviewOf } from './overview'
import { eventsQuery, householdQuery, overviewQuery } from './questions'
import type { AskedPerson } from './routes'
import { askPerson, showNobody } from './routes'

/** Look at a person: everything on one page, and the events as a table. */
export function personPages(parts: WebParts): Router {
  const router = Router()
  router.get('/people/:id', (request, response) => showPerson(parts, request, response))
  router.get('/people/:id/table', (request, response) => showEvents(parts, request, response))
  return router
}

/** What both pages of a person need. */
interface PersonPage {
  readonly asAt: AsAt
  readonly filter: EventFilter
  readonly now: number
}

function readPage({ agencies, now }: WebParts, request: Request): PersonPage {
  const moment = now()
  const asAt = readAsAt(request, moment)
  const codes = agencies.map(({ code }) => code)
  const filter = readFilter(request, { agencies: codes, knownOn: asAt.knownOn })
  return { asAt, filter, now: moment }
}

async function showPerson(parts: WebParts, request: Request, response: Response): Promise<void> {
  const { agencies } = parts
  const page = readPage(parts, request)
  const variables = { asAt: page.asAt.knownOn || null }
  const asking = asPatientAs(request, parts)
  const [found, beside] = await Promise.all([
    askPerson(asking, request, overviewQuery(agencies), variables),
    askBeside(asking, request, variables),
  ])
  if (found === null) {
    showNobody(parts, request, response)
    return
  }
  const view = overviewOf(found, beside, { agencies, ...page })
  const references = [found.answer.requestId, beside?.answer.requestId ?? '']
  showPage(parts, request, response, {
    ...{ template: 'person', title: titleOf(view.identity.name, page) },
    hubReference: references.filter(Boolean).join(' and '),
    late: lateIn(request, [found.answer, beside?.answer ?? null], agencies),
    ...pageOf(page),
    ...view,
  })
}

async function showEvents(parts: WebParts, request: Request, response: Response): Promise<void> {
  const { agencies } = parts
  const page = readPage(parts, request)
  const variables = { asAt: page.asAt.knownOn || null }
  const asking = asPatientAs(request, parts)
  const found = await askPerson(asking, request, eventsQuery(agencies), variables)
  if (found === null) {
    showNobody(parts, request, response)
    return
  }
  const view = eventsOf(found, { agencies, ...page })
  showPage(parts, request, response, {
    ...{ template: 'events', title: titleOf(`${view.identity.name}: table of events`, page) },
    hubReference: found.answer.requestId,
    late: lateIn(request, [found.answer], agencies),
    ...pageOf(page),
    ...view,
  })
}

function titleOf(title: string, { asAt }: PersonPage): string {
  return asAt.error === '' ? title : `Error: ${title}`
}

function pageOf({ asAt, filter, now }: PersonPage) {
  return {
    askedAt: timeText(now),
    filter: { ...filter, groups: [...filter.groups], agencies: [...filter.agencies] },
    asAt: { ...asAt, dayWords: readMoment(asAt.knownOn)?.text ?? '' },
  }
}

function showPage(
  { render, agencies }: WebParts,
  request: Request,
  response: Response,
  page: { readonly template: string; readonly title: string } & Readonly<Record<string, unknown>>,
): void {
  render(request, response, {
    ...{ nav: 'find', id: request.params['id'], query: queryOf(request) },
    ...{ groups: eventGroups, agencies },
    ...page,
  })
}

/** Those around the person. Whatever refuses it as a whole leaves the rest of the page as it is. */
async function askBeside(
  parts: WebParts,
  request: Request,
  variables: Readonly<Record<string, unknown>>,
): Promise<AskedPerson | null> {
  try {
    return await askPerson(parts, request, householdQuery(parts.agencies), variables)
  } catch (error) {
    if (error instanceof HubRefusal) return null
    throw error
  }
}

/** The filter as it stands in the address, to be carried to the other view, which does its own waiting. */
function queryOf(request: Request): string {
  const start = request.originalUrl.indexOf('?')
  const query = new URLSearchParams(start < 0 ? '' : request.originalUrl.slice(start))
  query.delete('wait')
  return query.size === 0 ? '' : `?${query.toString()}`
}
