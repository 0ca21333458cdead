import type { DescribedPerson } from '../../common/likeness/described-person'
import { describedRecord } from '../../common/likeness/described-person'
import type { CanonicalRecord } from '../../common/likeness/fields'
import { likenessOf } from '../../common/likeness/likeness'
import type { Registration } from '../../common/registration/registration'
import { Chance } from '../../scripts/generate-people/chance'
import { madeUpHouseholds } from '../../scripts/generate-people/households'
import type { MadeUpRecord } from '../../scripts/generate-people/records'
import { recordsOf } from '../../scripts/generate-people/records'

/** What an agency tells the index of one record. */
export interface AgencyRegistration {
  readonly agency: string
  /** Whose it is: the truth, of which the index knows nothing. */
  readonly person: number
  readonly registration: Registration & Required<Pick<Registration, 'likeness'>>
}

const seed = 1
const nameKey = Buffer.alloc(32, 1)

/** A record of somebody made up, as `generate:people` writes it. */
export interface MadeUpEntry {
  readonly agency: string
  readonly person: number
  readonly ref: string
  readonly record: CanonicalRecord
}

/**
 * The records of made-up people, one person after the other.
 * @param past so many are passed over
 */
export function* madeUpEntries(people: number, past = 0): Generator<readonly MadeUpEntry[], void> {
  let count = 0
  for (const household of madeUpHouseholds(people, seed))
    for (const person of household) {
      count += 1
      if (count <= past) continue
      const found = [...recordsOf(person, people, new Chance(seed, person.number, 1))]
      yield found.map(({ agency, record }, place) => ({
        ...{ agency, person: person.number, ref: `R${person.number}-${place}` },
        record: describedRecord(described(record)),
      }))
    }
}

/** What its agency registers of it. */
export function registrationOf({ agency, person, ref, record }: MadeUpEntry): AgencyRegistration {
  const likeness = likenessOf(nameKey, record)
  return { agency, person, registration: { ref, tokens: [], addresses: [], likeness } }
}

function described(record: MadeUpRecord): DescribedPerson {
  const names = [
    { forenames: `${record.given_name} ${record.middle_names}`, surname: record.family_name },
    { forenames: record.other_given_name, surname: record.other_family_name },
  ]
  return {
    names,
    ...{
      datesOfBirth: [record.date_of_birth],
      postcodes: [record.postcode],
      phones: [record.phone],
    },
    identifiers: [
      { type: 'NHS_NUMBER', value: record.nhs_number },
      { type: 'PNC_ID', value: record.pnc_id },
    ],
  }
}
