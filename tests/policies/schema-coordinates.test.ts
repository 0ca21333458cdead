import { print } from 'graphql'

import { readRegister } from '../../common/register'
import { currentPolicy } from '../helpers/current-policy'
import { decide } from '../../policies/decide'
import { categories } from '../../policies/vocabulary'
import { readClassification } from '../../schema/classification'
import { readKindSdl } from '../../schema/instance-sdl'

const kinds = [...new Set(readRegister().map(({ kind }) => kind))]

const classifications = new Map(
  kinds.map((kind) => [kind, readClassification(print(readKindSdl(kind)))]),
)

/** The coordinates of a kind that a role may see, by default for adult safeguarding. */
function visible(kind: string, role: string, purpose = 'ADULT_SAFEGUARDING'): readonly string[] {
  const classification = classifications.get(kind) ?? new Map<string, readonly string[]>()
  return [...classification]
    .filter(([, about]) => {
      const facts = {
        roles: [role],
        purpose,
        sourceKind: kind,
        askedOn: '2026-01-01',
      }
      const asked = { stated: ['PUBLIC_INTEREST_TEST'], ...facts, categories: about }
      return decide(asked, currentPolicy).effect === 'permit'
    })
    .map(([coordinate]) => coordinate)
}

describe('the agreements, applied to the schema', () => {
  it.each<[string, readonly string[]]>([
    [
      'police',
      [
        'Person.agency',
        'PoliceView.incidents',
        'Incident.openingCode',
        'Incident.closingCode',
        'Incident.uprn',
        'PoliceView.convictions',
        'Conviction.offence',
        'PoliceView.crimes',
      ],
    ],
    [
      'probation',
      [
        'Person.agency',
        'ProbationView.orders',
        'ProbationOrder.requirements',
        'ProbationView.assessments',
        'ProbationView.addresses',
        'ProbationAddress.uprn',
      ],
    ],
    [
      'hospital',
      ['Person.agency', 'HospitalView.attendances', 'Attendance.injuries', 'Injury.bodySite'],
    ],
    ['housing', ['Person.agency', 'HousingView.tenancies', 'HousingView.householdMembers']],
  ])('show a MASH analyst what a first look needs, from %s', (kind, needed) => {
    const seen = visible(kind, 'mash.analyst')
    expect(needed.filter((coordinate) => !seen.includes(coordinate))).toEqual([])
  })

  it.each(['police', 'probation', 'hospital'])(
    'show a housing officer nothing at all from %s',
    (kind) => {
      expect(visible(kind, 'housing.officer')).toEqual([])
    },
  )

  it('show a housing officer the tenancy', () => {
    const seen = visible('housing', 'housing.officer')
    expect(seen).toEqual(expect.arrayContaining(['HousingView.tenancies', 'Tenancy.uprn']))
    expect(seen).not.toContain('Tenancy.arrearsWeeks')
  })

  it('show the community safety hub that somebody attends often and when, and nothing clinical', () => {
    const seen = visible('hospital', 'csh.coordinator', 'CRIME_PREVENTION')
    const own = seen.filter((coordinate) =>
      /^(HospitalView|FrequentAttender|Injury|Attendance)\./.test(coordinate),
    )
    expect(own.filter((coordinate) => !coordinate.startsWith('FrequentAttender.'))).toEqual([
      'HospitalView.people',
      'HospitalView.frequentAttender',
      'HospitalView.attendances',
      'HospitalView.events',
      'HospitalView.eventsLeftOff',
      'HospitalView.eventsWithheld',
      'Attendance.id',
      'Attendance.source',
      'Attendance.occurredAt',
      'Attendance.recordedAt',
      'Attendance.standing',
    ])
    expect(own.filter((coordinate) => coordinate.startsWith('FrequentAttender.'))).toHaveLength(7)
  })

  it.each(kinds)('know every category that %s uses', (kind) => {
    const used = [...(classifications.get(kind)?.values() ?? [])].flat()
    expect(used.filter((category) => !categories.some((known) => known === category))).toEqual([])
  })
})
