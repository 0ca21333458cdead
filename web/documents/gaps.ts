import type { MissingOf } from '../insights/missing'
import { isPart, missingText } from '../insights/missing'
import type { AgencyPart } from '../person/agency-part'
import { counted } from '../words/text'
import type { ChronologyAnswer } from './chronology-answer'
import type { Naming } from './naming'

/**
 * What a document lacks, a sentence for each gap; empty when every agency that holds records gave all of them.
 * What the hub says of agencies and what the chronology says of itself are two witnesses: either is enough.
 */
export function gapsOf(
  { missing, leftOff }: ChronologyAnswer,
  parts: readonly AgencyPart[],
  naming: Naming,
): readonly string[] {
  const told = new Set(missing.map(({ agency }) => agency))
  const further = parts.filter(({ agency }) => !told.has(agency.code))
  return [
    ...missing.map((one) => missingSentence(one, naming)),
    ...further.flatMap(partSentence),
    ...(leftOff > 0
      ? [`${counted(leftOff, 'row')} older than the first one here: choose a shorter period.`]
      : []),
  ]
}

function missingSentence(one: MissingOf, naming: Naming): string {
  return `${missingText(one, naming)}.${isPart(one) ? '' : ' Records may exist.'}`
}

function partSentence({ agency, state }: AgencyPart): readonly string[] {
  const name = agency.displayName
  switch (state) {
    case 'answered':
    case 'no-record':
      return []
    case 'partial':
      return [`${name}: gave a part only.`]
    case 'withheld':
      return [`${name}: withheld by a rule, whether or not there is anything.`]
    case 'late':
    case 'silent':
      return [`${name}: no answer. Records may exist.`]
    case 'not-asked':
      return [`${name}: was not asked.`]
  }
}
