import { fieldIndex } from '../../../common/likeness/fields'
import type { ComparedField } from '../links/comparer'
import { explain } from '../links/comparer'
import { levelNames } from '../matching/comparison/levels'
import { nameOfField, wordsOfLevel } from '../search/match-words'
import type { ReviewCase } from './review-case'

/** How two records agree, in words and bits; no values. */
export interface DescribedLikeness {
  readonly bits: number
  readonly startBits: number
  readonly fields: readonly DescribedField[]
  readonly isPlaceKeptBack: boolean
  readonly modelVersion: string
  readonly secondStep: 'COMPARED' | 'WAITS' | 'NOT_OFFERED'
}

interface DescribedField {
  readonly name: string
  readonly agreement: string
  readonly bits: number
  readonly rarityBand: number | null
  readonly secondAgreement: string | null
}

/**
 * The waterfall of a pair; null when nobody has compared them. That somebody's postcode is another's would tell
 * where they are: of a protected address nothing is told, nor does the sum give it away.
 */
export function describeLikeness(
  { pair, left, right }: ReviewCase,
  offersSecondStep: (agency: string) => boolean,
): DescribedLikeness | null {
  const { levels, bits, startBits, modelVersion } = pair
  if (bits === null || startBits === null || modelVersion === null) return null
  const isPlaceKeptBack = left.person.isAddressProtected || right.person.isAddressProtected
  const told = explain(levels, { startBits, mayTellPlaces: !isPlaceKeptBack })
  return {
    ...{ isPlaceKeptBack, modelVersion, startBits: rounded(startBits), bits: rounded(told.bits) },
    secondStep: secondStepOf(pair, offersSecondStep),
    fields: [
      ...told.fields.map((field) => describeField(field, pair.second?.levels ?? null)),
      ...restOf(told.restBits),
    ],
  }
}

function secondStepOf(
  { second, secondDue }: Pick<ReviewCase['pair'], 'second' | 'secondDue'>,
  offersSecondStep: (agency: string) => boolean,
): DescribedLikeness['secondStep'] {
  if (second) return 'COMPARED'
  const waits = secondDue.length > 0 && secondDue.every(offersSecondStep)
  return waits ? 'WAITS' : 'NOT_OFFERED'
}

function describeField(
  { field, level, bits, rarityBand }: ComparedField,
  second: readonly number[] | null,
): DescribedField {
  const agreement = wordsOfLevel({ field, level })
  const found = levelNames[second?.[fieldIndex[field]] ?? 0] ?? 'missing'
  const secondAgreement = found === 'missing' ? null : wordsOfLevel({ field, level: found })
  return { name: nameOfField(field), agreement, bits: rounded(bits), rarityBand, secondAgreement }
}

/** What is taken off because much of it people of one home have in common; nothing when it is less than is told. */
function restOf(bits: number): readonly DescribedField[] {
  if (rounded(bits) === 0) return []
  const agreement = 'they may be two people of one home, who have much in common'
  return [
    { name: 'Household', agreement, bits: rounded(bits), rarityBand: null, secondAgreement: null },
  ]
}

/** Tenths of a bit are more than anybody compares. */
function rounded(bits: number): number {
  return Math.round(bits * 10) / 10
}

/** The status that is told: a link that is looked at unmarked looks like others in the queue. */
export function toldStatus({ pair }: Pick<ReviewCase, 'pair'>): ReviewCase['pair']['status'] {
  return pair.isSample && pair.isOpen && pair.status === 'LINKED' ? 'MANY_MATCH' : pair.status
}

const namesOfIdentifiers: Readonly<Record<string, string>> = {
  NHS_NUMBER: 'NHS number',
  PNC_ID: 'PNC ID',
  CRO_NUMBER: 'CRO number',
  CRN: 'case reference number',
}

/** What links two records or keeps them apart. */
export function reasonsOf(found: ReviewCase, sharedTypes: readonly string[]): readonly string[] {
  const { pair, left, right } = found
  const isOne = left.person.id === right.person.id
  const identifiers = sharedTypes.map(
    (type) => `Both carry the same verified ${namesOfIdentifiers[type] ?? 'identifier'}.`,
  )
  const model =
    pair.link === 'MODEL' ? ['The model links them: everything known of them agrees.'] : []
  const person = pair.link === 'PERSON' ? ['Somebody decided that they are one person.'] : []
  const apart = pair.isApart ? ['Somebody decided that they are two people.'] : []
  const said = [...apart, ...person, ...identifiers, ...model]
  if (said.length > 0) return said
  return [
    isOne
      ? 'Other records of the person tie each of them to it.'
      : 'Nothing known of them says that they are one person.',
  ]
}
