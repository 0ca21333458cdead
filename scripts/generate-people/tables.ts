import { csvText } from '../../common/csv'
import { Chance } from './chance'
import { madeUpHouseholds } from './households'
import type { MadeUpPerson } from './people'
import type { AgencyName } from './records'
import { agencyNames, recordColumns, recordsOf } from './records'

/** Part of a CSV file: its name, and whole rows. */
export interface TablePart {
  readonly file: TableName
  readonly text: string
}

/** A file of records, or one that says what is true. */
export type TableName = `${AgencyName}.csv` | 'truth.csv' | 'people.csv'

export const recordFiles = agencyNames.map((agency) => `${agency}.csv` as const)

const headers: Readonly<Record<'truth.csv' | 'people.csv', readonly string[]>> = {
  'truth.csv': ['file', 'id', 'person'],
  'people.csv': ['person', 'origin', 'household', 'siblings', 'twins', 'namesakes'],
}

/** The columns file that goes with the records: what `npm run link -- --config` reads. */
export const columnsFile = {
  id: 'id',
  givenNames: ['given_name', 'other_given_name'],
  middleNames: 'middle_names',
  familyName: ['family_name', 'other_family_name'],
  dateOfBirth: 'date_of_birth',
  sex: 'sex',
  houseNumber: 'house_number',
  street: 'street',
  town: 'town',
  postcode: 'postcode',
  phone: 'phone',
  nhsNumber: 'nhs_number',
  pncId: 'pnc_id',
}

/** The first line of every file. */
export function headerParts(): readonly TablePart[] {
  return [
    ...recordFiles.map((file) => ({ file, text: csvText([recordColumns]) })),
    ...(['truth.csv', 'people.csv'] as const).map((file) => ({
      file,
      text: csvText([headers[file]]),
    })),
  ]
}

/** Of another stream of chance than what people are, so that another mistake makes nobody else. */
const recordStream = 1

/** The rows of all files, one household at a time. */
export function* tableParts(
  people: number,
  seed: number,
): Generator<{ readonly parts: readonly TablePart[]; readonly people: number }, void> {
  const counts = new Map<AgencyName, number>()
  let done = 0
  for (const household of madeUpHouseholds(people, seed)) {
    const parts = household.flatMap((person) => {
      const chance = new Chance(seed, person.number, recordStream)
      const records = [...recordsOf(person, people, chance)].flatMap(({ agency, record }) => {
        const count = (counts.get(agency) ?? 0) + 1
        counts.set(agency, count)
        const [file, id] = [`${agency}.csv` as const, `${agency}-${count}`]
        const row = recordColumns.map((column) => (column === 'id' ? id : record[column]))
        const isOf = [file, id, String(person.number)]
        return [
          { file, text: csvText([row]) },
          { file: 'truth.csv' as const, text: csvText([isOf]) },
        ]
      })
      return [...records, { file: 'people.csv' as const, text: csvText([personRow(person)]) }]
    })
    done += household.length
    yield { parts, people: done }
  }
}

function personRow(person: MadeUpPerson): readonly string[] {
  const { number, origin, household, siblings, twins, namesakes } = person
  const groups = [household, siblings, twins, namesakes]
  return [String(number), origin, ...groups.map((group) => (group === null ? '' : String(group)))]
}
