import type { JsonObject } from '../../common/json'
import { listIn, textsIn } from '../hub/answer-lists'
import { nameless, namesIn } from '../insights/naming'
import { ageOn, readMoment } from '../words/dates'
import { safeLine } from '../words/text'
import type { AgencyPart } from './agency-part'

/** One value that agencies hold, and which of them do. */
export interface Held {
  readonly value: string
  readonly agencies: readonly string[]
}

/** Who the agencies say this is. */
export interface Identity {
  readonly name: string
  readonly alsoKnownAs: readonly string[]
  readonly birth: string
  readonly age: number | null
  readonly numbers: readonly { readonly words: string; readonly values: string }[]
  /** Where agencies last knew them to live. */
  readonly homes: readonly (Held & { readonly postcode: string })[]
  /** Where what one agency holds is not what another holds. */
  readonly disagreements: readonly {
    readonly about: string
    readonly held: readonly Held[]
  }[]
}

const numberFields = [
  ['nhsNumber', 'NHS number'],
  ['crn', 'CRN'],
  ['pncIds', 'PNC'],
  ['croNumbers', 'CRO'],
  ['nomsNumber', 'Prison number'],
] as const

/** Puts together what the agencies call this person; nobody's version is made the true one. */
export function identityOf(parts: readonly AgencyPart[], now: number): Identity {
  const locals = parts.flatMap(({ agency, view }) =>
    listIn(view, 'people').map((local) => ({ agency: agency.displayName, local })),
  )
  const names = heldBy(locals, (local) => namesIn(local, (kind) => kind === 'LEGAL'))
  const others = heldBy(locals, (local) => namesIn(local, (kind) => kind !== 'LEGAL'))
  const births = heldBy(locals, ({ dateOfBirth }) => [safeLine(dateOfBirth, 10)])
  const birth = births[0]?.value ?? ''
  const homes = heldBy(locals, ({ uprn }) => [safeLine(uprn, 12)])
  return {
    name: names[0]?.value ?? nameless,
    alsoKnownAs: [...names.slice(1), ...others].map(({ value }) => value),
    birth: readMoment(birth)?.text ?? '',
    age: ageOn(birth, now),
    numbers: numberFields.flatMap(([field, words]) => {
      const values = heldBy(locals, (local) => valuesIn(local, field)).map(({ value }) => value)
      return values.length > 0 ? [{ words, values: values.map(spaced).join(', ') }] : []
    }),
    homes: homes.map((home) => ({ ...home, postcode: postcodeOf(locals, home.value) })),
    disagreements: [
      ...disagreement('Name', names),
      ...disagreement('Date of birth', births.map(withDayText)),
      ...disagreement('Where they live', homes.map(withUprn)),
    ],
  }
}

interface LocalOf {
  readonly agency: string
  readonly local: JsonObject
}

/** Each value once, the one that most agencies hold first. */
function heldBy(
  locals: readonly LocalOf[],
  read: (local: JsonObject) => readonly string[],
): readonly Held[] {
  const found = new Map<string, Set<string>>()
  for (const { agency, local } of locals)
    for (const value of read(local).filter((one) => one !== ''))
      found.set(value, (found.get(value) ?? new Set()).add(agency))
  return [...found]
    .map(([value, agencies]) => ({ value, agencies: [...agencies] }))
    .toSorted((one, other) => other.agencies.length - one.agencies.length)
}

function valuesIn(local: JsonObject, field: string): readonly string[] {
  const texts = textsIn(local, field)
  return texts.length > 0 ? texts.map((one) => safeLine(one, 40)) : [safeLine(local[field], 40)]
}

function postcodeOf(locals: readonly LocalOf[], uprn: string): string {
  const found = locals.find(({ local }) => local['uprn'] === uprn)
  return safeLine(found?.local['postcode'], 10)
}

function disagreement(about: string, held: readonly Held[]) {
  return held.length > 1 ? [{ about, held }] : []
}

function withDayText({ value, agencies }: Held): Held {
  return { value: readMoment(value)?.text ?? value, agencies }
}

function withUprn({ value, agencies }: Held): Held {
  return { value: `Property ${value} (UPRN)`, agencies }
}

/** An NHS number as it is read aloud. */
function spaced(value: string): string {
  return /^\d{10}$/.test(value)
    ? `${value.slice(0, 3)} ${value.slice(3, 6)} ${value.slice(6)}`
    : value
}
