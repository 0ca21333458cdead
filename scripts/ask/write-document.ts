import { writeFileSync } from 'node:fs'

import { isObject } from '../../common/json'
import { readBaseSettings } from '../../common/settings'
import { findDemoUser } from '../../embedded/sign-in/demo-users'
import type { ChronologyDocument } from '../../web/documents/chronology-document'
import { documentCsv } from '../../web/documents/document-csv'
import { readInitialsKey } from '../../web/documents/initials-key'
import type { DocumentTerms } from '../../web/documents/make-document'
import { documentQuestion, makeDocument } from '../../web/documents/make-document'
import { documentPdf } from '../../web/documents/pdf/document-pdf'
import { readFonts } from '../../web/documents/pdf/fonts'
import { createHubClient, HubRefusal } from '../../web/hub/hub-client'
import { safeText } from '../terminal-text'
import type { AskArguments } from './arguments'
import type { InsightsTerms } from './ask-insights'
import { AskError } from './hub-client'
import type { PersonArgument } from './person-argument'
import { rootOf } from './person-view'

/** What is asked, once it is known of whom. */
type PersonRequest = AskArguments & { readonly subject: PersonArgument }

/**
 * Writes the chronology of a person to the files that were named: the very document that the workspace gives.
 * @returns whether there was anybody to write of
 * @throws AskError when the hub refused, Error when a file cannot be written
 */
export async function writeDocument(
  request: PersonRequest,
  terms: InsightsTerms,
): Promise<boolean> {
  const id = await findId(request, terms)
  const document = id === null ? null : await askDocument(id, request, terms)
  if (document === null) {
    console.error('Nobody can be shown: nothing was written.')
    return false
  }
  if (request.csv !== null) write(request.csv, documentCsv(document), document)
  if (request.pdf !== null) write(request.pdf, await documentPdf(document, readFonts()), document)
  for (const gap of document.gaps) console.error(safeText(`  lacks: ${gap}`, 400))
  return true
}

async function findId(
  { subject }: PersonRequest,
  { client, enquiry }: InsightsTerms,
): Promise<string | null> {
  if (subject.by === 'id') return subject.id
  const { parameters, call, variables, field } = rootOf(subject)
  const query = `query Find${parameters} { ${call} { id } }`
  const { response } = await client.send({ query, variables }, enquiry)
  const found = response.data?.[field]
  return isObject(found) && typeof found['id'] === 'string' ? found['id'] : null
}

async function askDocument(
  id: string,
  request: PersonRequest,
  { client, enquiry, register }: InsightsTerms,
): Promise<ChronologyDocument | null> {
  const about = termsOf(request, register)
  const question = { ...documentQuestion(id, about), token: client.token, purposeToken: enquiry }
  try {
    return makeDocument(await createHubClient(client.url)(question), about)
  } catch (cause) {
    if (!(cause instanceof HubRefusal)) throw cause
    const { message, code } = cause.problem
    throw new AskError(`The chronology was not given. ${code}: ${safeText(message, 300)}`, {
      cause,
    })
  }
}

/** As the workspace has them of whoever is signed in. */
function termsOf(request: PersonRequest, agencies: InsightsTerms['register']): DocumentTerms {
  const { user, purpose, caseReference, since, asAt, isAnonymised } = request
  const known = findDemoUser(user)
  return {
    agencies,
    initialsKey: readInitialsKey(readBaseSettings(process.env).dataFolder),
    user: {
      name: known?.displayName.split(',')[0] ?? user,
      roles: known?.roles ?? [],
      homeAgency: known?.homeAgency ?? '',
    },
    purpose: { purpose, caseReference: caseReference ?? 'NO-CASE' },
    wish: { format: 'pdf', isAnonymised, from: since ?? '', to: '', asAt: asAt ?? '' },
  }
}

/** People's records: for nobody else on this machine. */
function write(file: string, content: string | Buffer, { rows }: ChronologyDocument): void {
  writeFileSync(file, content, { mode: 0o600 })
  console.error(safeText(`${rows.length} rows written to ${file}`))
}
