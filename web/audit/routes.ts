import type { Request, Response } from 'express'
import { Router } from 'express'

import { csvText } from '../../common/csv'
import { isObject } from '../../common/json'
import { purposeOf } from '../http/guards'
import type { WebParts } from '../parts'
import { textsIn } from '../hub/answer-lists'
import { ask } from '../person/routes'
import type { AuditQuestion } from './audit-form'
import {
  auditWays,
  boundsOf,
  checkAuditQuestion,
  checkDays,
  emptyQuestion,
  readAuditQuestion,
} from './audit-form'
import type { Disclosure } from './disclosures'
import { auditQueries, readPage } from './disclosures'
import { sendProof, showProof } from './proof-page'
import { requireAudit } from './require-audit'

/** Who looked at whom, and what must be looked at: for data protection officers. */
export function auditRoutes(parts: WebParts): Router {
  const router = Router()
  router.get('/people/:id/who-looked', (request, response) =>
    showWhoLooked(parts, request, response),
  )
  router.use(['/who-looked', '/reviews'], requireAudit(parts))
  router.get('/who-looked', (request, response) => {
    showPage(parts, request, response, { question: emptyQuestion(parts.now()) })
  })
  router.post('/who-looked', async (request, response) => {
    const question = readAuditQuestion(request, parts.now())
    const errors = checkAuditQuestion(question)
    if (Object.keys(errors).length > 0) {
      showPage(parts, request, response, { question, errors })
      return
    }
    const found = await search(parts, request, question)
    if (wantsCsv(request)) sendCsv(response, found.disclosures)
    else showPage(parts, request, response, { question, found })
  })
  router.get('/who-looked/entries/:log/:index', (request, response) =>
    showProof(parts, request, response),
  )
  router.get('/who-looked/entries/:log/:index/proof.json', (request, response) =>
    sendProof(parts, request, response),
  )
  router.post('/reviews', (request, response) => showReviews(parts, request, response))
  router.get('/reviews', (request, response) => showReviews(parts, request, response))
  return router
}

/** The hub's own id of a person. */
const idPattern = /^[0-9a-f]{32}$/

interface Found {
  readonly disclosures: readonly Disclosure[]
  readonly endCursor: string | null
}

/** Who has looked at one person: for data protection officers; everybody else is told whom to ask. */
async function showWhoLooked(parts: WebParts, request: Request, response: Response): Promise<void> {
  const id = String(request.params['id'])
  const isOfficer = purposeOf(request).purpose === 'AUDIT'
  const question = { ...emptyQuestion(parts.now()), by: 'id', value: id }
  const isPerson = idPattern.test(id)
  parts.render(request, response, {
    ...{ template: 'person-looked', title: 'Who has looked at this person', nav: 'find' },
    ...{ id: isPerson ? id : '', isOfficer, question },
    found: isOfficer && isPerson ? await search(parts, request, question) : null,
  })
}

async function search(parts: WebParts, request: Request, question: AuditQuestion): Promise<Found> {
  const { by, value, after } = question
  const rest = { ...boundsOf(question), after: after === '' ? null : after }
  if (by === 'staff' || by === 'agency')
    return pageOf(parts, request, auditQueries[by], { [by]: value, ...rest })
  const people = by === 'id' ? [value] : await findPeople(parts, request, { type: by, value })
  const pages: Found[] = []
  for (const person of people)
    pages.push(await pageOf(parts, request, auditQueries.person, { person, ...rest }))
  return {
    disclosures: pages.flatMap(({ disclosures }) => disclosures),
    endCursor: people.length === 1 ? (pages[0]?.endCursor ?? null) : null,
  }
}

/** The person's ids, with those they had before; empty: nobody is known by that. */
async function findPeople(
  parts: WebParts,
  request: Request,
  variables: { readonly type: string; readonly value: string },
): Promise<readonly string[]> {
  const { data } = await ask(parts, request, auditQueries.find, variables)
  const found = data['found']
  if (!isObject(found)) return []
  return [String(found['id']), ...textsIn(found, 'earlierIds')]
}

async function pageOf(
  parts: WebParts,
  request: Request,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Found> {
  const { data } = await ask(parts, request, query, variables)
  return readPage(data, parts.agencies)
}

async function showReviews(parts: WebParts, request: Request, response: Response): Promise<void> {
  const asked = readAuditQuestion(request, parts.now())
  const isWrong = Object.keys(checkDays(asked)).length > 0
  const question = isWrong ? emptyQuestion(parts.now()) : asked
  const variables = { ...boundsOf(question), after: question.after || null }
  const found = await pageOf(parts, request, auditQueries.reviews, variables)
  if (wantsCsv(request)) sendCsv(response, found.disclosures)
  else
    parts.render(request, response, {
      template: 'reviews',
      title: 'Reviews due',
      nav: 'audit',
      question,
      found,
    })
}

function showPage(
  { render, agencies }: WebParts,
  request: Request,
  response: Response,
  {
    question,
    errors = {},
    found = null,
  }: {
    readonly question: AuditQuestion
    readonly errors?: Readonly<Record<string, string>>
    readonly found?: Found | null
  },
): void {
  const errorList = Object.entries(errors).map(([name, text]) => ({ text, href: `#${name}` }))
  const isWrong = errorList.length > 0
  render(request, response, {
    template: 'who-looked',
    title: isWrong ? 'Error: Who looked at whom' : 'Who looked at whom',
    status: isWrong ? 400 : 200,
    nav: 'audit',
    question,
    ways: auditWays,
    agencies,
    errorList,
    errors: Object.fromEntries(Object.entries(errors).map(([name, text]) => [name, { text }])),
    found,
  })
}

function wantsCsv(request: Request): boolean {
  return isObject(request.body) && request.body['as'] === 'csv'
}

const columns = [
  ...['When', 'Who', 'Organisation', 'Roles', 'Purpose', 'Case', 'Reason', 'Statements'],
  ...['People', 'Agencies', 'For review', 'Due by', 'Entry', 'Request'],
]

function sendCsv(response: Response, disclosures: readonly Disclosure[]): void {
  const rows = disclosures.map((one) => [
    ...[one.when, one.who, one.organisation, one.roles, one.purpose, one.caseReference, one.reason],
    one.statements.join('; '),
    one.people.join('; '),
    one.sources.map(({ name, says }) => `${name}: ${says}`).join('; '),
    ...[one.flags, one.dueBy, one.entry, one.request],
  ])
  response
    .attachment('who-looked.csv')
    .type('text/csv; charset=utf-8')
    .send(csvText([columns, ...rows]))
}
