import type { OpenPurpose, SignedIn } from '../http/session'
import type { AgencyPart } from '../person/agency-part'
import { identityOf } from '../person/identity'
import { dayText, timeText } from '../words/dates'
import { purposeWords, roleWords } from '../words/policy-words'
import { listed, safeLine } from '../words/text'
import type { ChronologyAnswer } from './chronology-answer'
import type { Fact } from './chronology-document'
import type { DocumentWish } from './document-form'
import { initialsFor } from './initials'
import type { Naming } from './naming'

/** For whom a document is made, about whom and why. */
export interface FactTerms {
  readonly user: Pick<SignedIn, 'name' | 'roles' | 'homeAgency'>
  readonly purpose: Pick<OpenPurpose, 'purpose' | 'caseReference'>
  readonly wish: DocumentWish
  readonly naming: Naming
  /** What the person is called. */
  readonly subject: readonly Fact[]
}

/** What stands at the head of a document. */
export function factsOf({ asAt }: ChronologyAnswer, terms: FactTerms): readonly Fact[] {
  const { user, purpose, wish, naming, subject } = terms
  const { isAnonymised } = wish
  const role = listed(user.roles.map((one) => roleWords(safeLine(one, 60))))
  const maker = [isAnonymised ? '' : safeLine(user.name, 100), role, naming.agency(user.homeAgency)]
  return [
    ...subject,
    ['Purpose', purposeWords(safeLine(purpose.purpose, 60))],
    // The number of a case names a person to everybody who has the case.
    ...(isAnonymised ? [] : [['Case', safeLine(purpose.caseReference, 60)] as const]),
    ['Made for', maker.filter(Boolean).join(', ')],
    ['As could be known on', `${dayText(asAt.startsAt)}, ${timeText(asAt.startsAt)}`],
    ['Period', periodText(wish)],
  ]
}

function periodText({ from, to }: DocumentWish): string {
  if (from === '' && to === '') return 'All of it'
  const day = (text: string) => dayText(Date.parse(`${text}T12:00:00Z`))
  return [from === '' ? '' : `from ${day(from)}`, to === '' ? '' : `to ${day(to)}, included`]
    .filter(Boolean)
    .join(' ')
}

/** Who it is about, as the agencies call them. */
export function realSubject(parts: readonly AgencyPart[], now: number): readonly Fact[] {
  const { name, alsoKnownAs, birth } = identityOf(parts, now)
  return [
    ['Person', name],
    ...(alsoKnownAs.length > 0 ? [['Also known as', listed(alsoKnownAs)] as const] : []),
    ...(birth === '' ? [] : [['Born', birth] as const]),
  ]
}

/** Letters for who it is about. */
export function initialsSubject(
  id: string,
  terms: { readonly key: Buffer; readonly scope: string },
): readonly Fact[] {
  const letters = initialsFor([id], { ...terms, kind: 'person' })
  return [
    ['Person', letters(id)],
    ['Names', 'Letters stand for people, places and records. The log reference leads to the case.'],
  ]
}
