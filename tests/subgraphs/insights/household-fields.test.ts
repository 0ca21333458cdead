import { coResidents } from '../../../subgraphs/insights/household-fields'
import type { Missing } from '../../../subgraphs/insights/core/evidence'
import { event, home, input, missing, other } from './core/made-up-events'

const place = { uprn: home }
const tenancy = event('homes', 'TENANCY', '2015-03-01', place)
const stay = event('probation', 'ADDRESS', '2025-06-02', {
  ...{ ...place, person: 'o' },
  coded: { NDELIUS_ADDRESS_STATUS: 'M', NDELIUS_ADDRESS_USAGE: 'A07A' },
})
const crime = event('police', 'CRIME', '2014-02-22', {
  ...{ person: 'o', role: 'CONVICTED', people: [other({ person: 'v', role: 'VICTIM' })] },
})

/** Whether Vera Example is marked as a victim of the person `o`. */
function marksOf(events: Parameters<typeof input>[0], unseen: readonly Missing[] = []) {
  const read = { events, missing: unseen, described: [], involvements: [] }
  const computation = { subject: 'o', read, input: { ...input(events), missing: unseen } }
  const { people } = coResidents(computation as never, {})
  return people.map(({ person, isVictimOfPerson }) => [person, isVictimOfPerson])
}

const withheld = (agency: string, category: string): Missing => ({
  ...missing(agency, 'WITHHELD_BY_CATEGORY'),
  categories: [category],
})

describe('a co-resident', () => {
  it('is marked as the victim of an offence of the person, whatever else is missing', () => {
    expect(marksOf([tenancy, stay, crime])).toEqual([['v', true]])
    expect(marksOf([tenancy, stay, crime], [missing('police', 'SILENT')])).toEqual([['v', true]])
  })

  it.each([
    ['a force is silent', missing('police', 'SILENT')],
    ['all of a force is withheld', missing('police', 'WITHHELD')],
    ['a force withholds who else is in a record', withheld('police', 'THIRD_PARTY')],
    ['a force withholds offences', withheld('police', 'CRIMINAL_OFFENCE')],
    ['a force withholds where something was', withheld('police', 'ADDRESS')],
  ])('may be a victim when %s', (_case, unseen) => {
    expect(marksOf([tenancy, stay], [unseen])).toEqual([['v', null]])
  })

  it.each([
    ['nothing is missing', []],
    ['only something else of a force is', [withheld('police', 'INTELLIGENCE')]],
    ['only a hospital is silent', [missing('hospital', 'SILENT')]],
  ])('is not marked when %s', (_case, unseen) => {
    expect(marksOf([tenancy, stay], unseen)).toEqual([['v', false]])
  })
})
