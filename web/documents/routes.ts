import type { Request, Response } from 'express'
import { Router } from 'express'

import { purposeOf, userOf } from '../http/guards'
import type { WebParts } from '../parts'
import { ask, idPattern, showNobody } from '../person/routes'
import type { ChronologyDocument } from './chronology-document'
import { documentCsv } from './document-csv'
import type { DocumentWish, FilledWish } from './document-form'
import { checkWish, emptyWish, readWish } from './document-form'
import { documentQuestion, makeDocument } from './make-document'
import { documentPdf } from './pdf/document-pdf'
import { readFonts } from './pdf/fonts'
import { mostRows } from './question'

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
      const document = await askDocument(parts, request, wish)
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
async function askDocument(
  parts: DocumentParts,
  request: Request,
  wish: DocumentWish,
): Promise<ChronologyDocument | null> {
  const { agencies, initialsKey } = parts
  const terms = { agencies, initialsKey, wish, user: userOf(request), purpose: purposeOf(request) }
  const { query, variables } = documentQuestion(String(request.params['id']), terms)
  return makeDocument(await ask(parts, request, query, variables), terms)
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
