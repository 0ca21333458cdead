import type { Request, Response } from 'express'
import { Router } from 'express'

import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import { purposeOf, userOf } from '../http/guards'
import type { HubAnswer } from '../hub/hub-client'
import { HubRefusal } from '../hub/hub-client'
import type { WebParts } from '../parts'
import { agencyParts } from '../person/agency-part'
import { ask, idPattern, showNobody } from '../person/routes'
import { readChronology } from './chronology-answer'
import type { ChronologyDocument } from './chronology-document'
import { chronologyDocument } from './chronology-document'
import { documentCsv } from './document-csv'
import type { DocumentWish, FilledWish } from './document-form'
import { checkWish, dayAfter, emptyWish, readWish } from './document-form'
import { factsOf, initialsSubject, realSubject } from './facts'
import { initialsNaming, realNaming } from './naming'
import { documentPdf } from './pdf/document-pdf'
import { readFonts } from './pdf/fonts'
import { documentQuery, mostRows } from './question'

/** What the documents need beside what all routes get. */
export interface DocumentParts extends WebParts {
  /** Makes the letters that stand for people; secret, and the same in every process of the workspace. */
  readonly initialsKey: Buffer
}

/** A person's chronology to take away. */
export function documentRoutes(parts: DocumentParts): Router {
  const fonts = readFonts()
  const router = Router()
  router.get('/people/:id/document', (request, response) => {
    if (idPattern.test(request.params.id)) showForm(parts, request, response, { filled: emptyWish })
    else showNobody(parts, request, response)
  })
  router.post('/people/:id/document', async (request, response) => {
    const filled = readWish(request)
    const { wish, errors } = checkWish(filled, parts.now())
    if (!idPattern.test(request.params.id)) showNobody(parts, request, response)
    else if (!wish) showForm(parts, request, response, { filled, errors })
    else {
      const document = await makeDocument(parts, request, wish)
      if (document === null) showNobody(parts, request, response)
      else if (wish.format === 'csv') send(response, 'csv', documentCsv(document))
      else send(response, 'pdf', await documentPdf(document, fonts))
    }
  })
  return router
}

/** The name says what it is and nobody's name or number: names of files are seen by many. */
function send(response: Response, format: DocumentWish['format'], content: string | Buffer): void {
  const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/pdf'
  response.attachment(`chronology.${format}`).type(type).send(content)
}

/** Null for everybody who may not be known to be there, and for nobody. */
async function makeDocument(
  parts: DocumentParts,
  request: Request,
  wish: DocumentWish,
): Promise<ChronologyDocument | null> {
  const { from, to, asAt, isAnonymised } = wish
  const answer = await ask(parts, request, documentQuery(parts.agencies, { isAnonymised }), {
    id: request.params['id'],
    from: from || null,
    to: to === '' ? null : dayAfter(to),
    asAt: asAt || null,
    first: mostRows,
  })
  const person = answer.data['found']
  return isObject(person) ? documentOf(person, answer, { parts, request, wish }) : null
}

interface DocumentRequest {
  readonly parts: DocumentParts
  readonly request: Request
  readonly wish: DocumentWish
}

function documentOf(
  person: JsonObject,
  answer: HubAnswer,
  { parts, request, wish }: DocumentRequest,
): ChronologyDocument {
  const { agencies, initialsKey } = parts
  const chronology = readChronology(person)
  if (chronology === null) throw refusalOf(answer)
  const purpose = purposeOf(request)
  const { caseReference } = purpose
  // Without a case there is nothing that letters could hold for but the one document.
  const scope = caseReference === 'NO-CASE' ? answer.requestId : caseReference
  const terms = { key: initialsKey, scope }
  const agencyAnswers = agencyParts(person, answer.coverage, agencies)
  const naming = wish.isAnonymised
    ? initialsNaming(chronology, agencies, terms)
    : realNaming(agencies)
  const subject = wish.isAnonymised
    ? initialsSubject(String(person['id']), terms)
    : realSubject(agencyAnswers, chronology.asAt.startsAt)
  return chronologyDocument(chronology, {
    parts: agencyAnswers,
    naming,
    facts: factsOf(chronology, { user: userOf(request), purpose, wish, naming, subject }),
    reference: answer.requestId,
  })
}

/** Why there is no chronology in an answer that is about somebody. */
function refusalOf({ problems, requestId }: HubAnswer): HubRefusal {
  const problem = problems.find(({ path }) => path[1] === 'chronology') ?? {
    ...{ message: '', code: 'HUB_UNREACHABLE', reason: null, agency: null },
    ...{ path: [], retryAfterSeconds: null },
  }
  return new HubRefusal(problem, requestId)
}

function showForm(
  { render }: DocumentParts,
  request: Request,
  response: Response,
  {
    filled,
    errors = {},
  }: { readonly filled: FilledWish; readonly errors?: Readonly<Record<string, string>> },
): void {
  const errorList = Object.entries(errors).map(([name, text]) => ({ text, href: `#${name}` }))
  const isWrong = errorList.length > 0
  render(request, response, {
    template: 'document',
    title: `${isWrong ? 'Error: ' : ''}Take the chronology away`,
    status: isWrong ? 400 : 200,
    nav: 'find',
    id: request.params['id'],
    errors: Object.fromEntries(Object.entries(errors).map(([name, text]) => [name, { text }])),
    ...{ filled, errorList },
    mostRows: mostRows.toLocaleString('en-GB'),
  })
}
