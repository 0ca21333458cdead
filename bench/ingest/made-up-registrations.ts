import type { DescribedPerson } from '../../common/likeness/described-person'
import { describedRecord } from '../../common/likeness/described-person'
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

/** What agencies register of made-up people, one person after the other: the records that `generate:people` writes. */
export function* madeUpRegistrations(
  people: number,
): Generator<readonly AgencyRegistration[], void> {
  let count = 0
  for (const household of madeUpHouseholds(people, seed))
    for (const person of household) {
      const found = [...recordsOf(person, people, new Chance(seed, person.number, 1))]
      yield found.map(({ agency, record }): AgencyRegistration => {
        count += 1
        const likeness = likenessOf(nameKey, describedRecord(described(record)))
        const registration = { ref: `R${count}`, tokens: [], addresses: [], likeness }
        return { agency, person: person.number, registration }
      })
    }
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
