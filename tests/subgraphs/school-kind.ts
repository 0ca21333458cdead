/** A kind of agency that the project does not have: all that has to be written for one. */
export const schoolFiles: Readonly<Record<string, string>> = {
  'subgraphs/school/kind.ts': `
import type { AgencyKindDefinition } from '../kit/agency/agency-kind'
import { createModels } from './models'

export const school: AgencyKindDefinition = {
  name: 'school',
  createModels,
  lists: { absences: 'absence' },
  events: {},
  limitedAccessTypes: ['person'],
  resolvers: {},
  example: {
    list: 'absences',
    selection: 'reason',
    fields: { reason: 'UNKNOWN' },
    shown: { reason: 'UNKNOWN' },
    refused: { role: 'housing.officer', purpose: 'ADULT_SAFEGUARDING' },
  },
}`,
  'subgraphs/school/models.ts': `
import { readEnums } from '../../schema/enum-values'
import { createPersonModel, createRecordModel } from '../kit/records/models'
import { requiredOneOf } from '../kit/records/record-fields'
import type { Connection } from '../kit/service/database'

const valuesOf = readEnums('subgraphs/school')

export function createModels(connection: Connection) {
  const fields = { reason: requiredOneOf(valuesOf('AbsenceReason')) }
  return {
    person: createPersonModel(connection),
    absence: createRecordModel(connection, { name: 'absence', fields }),
  }
}`,
  'schema/subgraphs/school.graphql': `
type Person @key(fields: "id") {
  id: ID! @classified(as: ["IDENTITY"])
  agencyRefs: [ID!] @external
  isAddressProtected: Boolean @external
  agency: SchoolView @requires(fields: "agencyRefs isAddressProtected") @classified(as: [])
}

type SchoolView @shareable @view(events: ["SAFEGUARDING", "INVOLVEMENT"]) {
  people: [LocalPerson!] @classified(as: ["IDENTITY"])
  absences: [Absence!] @classified(as: ["SAFEGUARDING"])
}

type Absence @shareable @record {
  reason: AbsenceReason @classified(as: ["SAFEGUARDING"])
}

enum AbsenceReason {
  ILL
  UNKNOWN
}`,
  'policies/agreements/school.json': JSON.stringify({
    source: 'school',
    version: '1',
    inForceFrom: '2020-01-01',
    inForceUntil: '2099-12-31',
    rows: [
      {
        recipientRole: 'mash.analyst',
        purpose: 'ADULT_SAFEGUARDING',
        discloses: ['IDENTITY', 'SAFEGUARDING'],
        legalPower: 'Care Act 2014 s.42',
        condition: 'UK GDPR Art 6(1)(e)',
        handling: 'MASH_ONLY',
      },
    ],
  }),
}

/** The one line of subgraphs/kinds.ts. */
export const schoolLine = "export { school } from './school/kind'\n"

/** Its instance's entry in the register. */
export const school = {
  code: 'harrowmere-school',
  displayName: 'Harrowmere School',
  kind: 'school',
  field: 'harrowmereSchool',
  existenceProtected: false,
}
