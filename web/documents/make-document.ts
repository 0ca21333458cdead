import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import type { Agency } from '../../common/register'
import type { OpenPurpose, SignedIn } from '../http/session'
import type { HubAnswer } from '../hub/hub-client'
import { HubRefusal } from '../hub/hub-client'
import { agencyParts } from '../person/agency-part'
import { readChronology } from './chronology-answer'
import type { ChronologyDocument } from './chronology-document'
import { chronologyDocument } from './chronology-document'
import type { DocumentWish } from './document-form'
import { dayAfter } from './document-form'
import { factsOf, initialsSubject, realSubject } from './facts'
import { initialsNaming, realNaming } from './naming'
import { documentQuery, mostRows } from './question'

/** For whom a document is made, why, and how. */
export interface DocumentTerms {
  readonly agencies: readonly Agency[]
  /** Makes the letters that stand for people; secret, and the same wherever documents are made. */
  readonly initialsKey: Buffer
  readonly user: Pick<SignedIn, 'name' | 'roles' | 'homeAgency'>
  readonly purpose: Pick<OpenPurpose, 'purpose' | 'caseReference'>
  readonly wish: DocumentWish
}

/** What is asked of the hub for a document about this person. */
export function documentQuestion(
  id: string,
  { agencies, wish }: Pick<DocumentTerms, 'agencies' | 'wish'>,
) {
  const { from, to, asAt, isAnonymised } = wish
  return {
    query: documentQuery(agencies, { isAnonymised }),
    variables: {
      id,
      from: from || null,
      to: to === '' ? null : dayAfter(to),
      asAt: asAt || null,
      first: mostRows,
    },
  }
}

/**
 * The document that an answer to it holds; null for everybody who may not be known to be there, and for nobody.
 * @throws HubRefusal when the hub told of somebody and of no chronology
 */
export function makeDocument(answer: HubAnswer, terms: DocumentTerms): ChronologyDocument | null {
  const person = answer.data['found']
  return isObject(person) ? documentOf(person, answer, terms) : null
}

function documentOf(
  person: JsonObject,
  answer: HubAnswer,
  { agencies, initialsKey, user, purpose, wish }: DocumentTerms,
): ChronologyDocument {
  const chronology = readChronology(person)
  if (chronology === null) throw refusalOf(answer)
  const { caseReference } = purpose
  // Without a case there is nothing that letters could hold for but the one document.
  const scope = caseReference === 'NO-CASE' ? answer.requestId : caseReference
  const terms = { key: initialsKey, scope }
  const parts = agencyParts(person, answer.coverage, agencies)
  const naming = wish.isAnonymised
    ? initialsNaming(chronology, agencies, terms)
    : realNaming(agencies)
  const subject = wish.isAnonymised
    ? initialsSubject(String(person['id']), terms)
    : realSubject(parts, chronology.asAt.startsAt)
  return chronologyDocument(chronology, {
    ...{ parts, naming, reference: answer.requestId },
    facts: factsOf(chronology, { user, purpose, wish, naming, subject }),
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
