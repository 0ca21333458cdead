import type { AddressEntry, CoResident, InsightsAnswer } from './insights-answer'
import type { Naming } from './insights-lines'
import { evidenceText, lineOf, periodText, section, untold, wordsOf } from './insights-lines'

/** Where a person lived, stayed and was seen, and who else was there; a victim of the person is marked. */
export function addressesLines(
  { addresses, coResidents }: InsightsAnswer,
  naming: Naming,
): readonly string[] {
  return [
    ...(addresses
      ? [
          ...section(
            `Addresses, the latest first (${addresses.entries.length})`,
            addresses.entries.map((entry) => entryLine(entry, naming)),
            'None that could be seen.',
          ),
          ...section(
            'Times in which agencies say different addresses',
            addresses.conflicts.map((one) =>
              lineOf([periodText(one), one.uprns.join(' and '), evidenceText(one, naming)]),
            ),
            'None that could be seen.',
          ),
        ]
      : untold('Addresses')),
    ...(coResidents
      ? section(
          `Who was there in the same time (${coResidents.people.length})`,
          coResidents.people.map((one) => coResidentLine(one, naming)),
          'Nobody that could be seen.',
        )
      : untold('Who was there in the same time')),
  ]
}

function entryLine(entry: AddressEntry, naming: Naming): string {
  const { uprn, kind, strength, statusCode, usageCode, isHomeless } = entry
  const codes = [statusCode && `status ${statusCode}`, usageCode && `usage ${usageCode}`]
  return lineOf([
    ...[periodText(entry), uprn ?? 'no address', `${wordsOf(kind)}, ${wordsOf(strength)}`],
    codes.filter(Boolean).join(', '),
    isHomeless === true ? 'HOMELESS' : '',
    ...[naming.agency(entry.agency), evidenceText(entry, naming)],
  ])
}

/** That somebody is no victim is not said: nobody can know it. */
function coResidentLine(one: CoResident, naming: Naming): string {
  const { person, uprn, isVictimOfPerson, isOffenderAgainstPerson, age, ageDifference } = one
  return lineOf([
    ...[periodText(one), uprn, naming.person(person.id)],
    isVictimOfPerson === true ? 'VICTIM OF THIS PERSON' : '',
    isVictimOfPerson === null ? 'whether a victim of this person cannot be seen' : '',
    isOffenderAgainstPerson === true ? 'OFFENDED AGAINST THIS PERSON' : '',
    age === null ? '' : `age ${age}`,
    ageDifference === null ? '' : `${ageDifference} years apart`,
    ...[wordsOf(one.strength), evidenceText(one, naming)],
  ])
}
