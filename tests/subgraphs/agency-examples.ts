import type { Agency } from '../../common/register'
import { readRegister } from '../../common/register'
import { agencyKinds } from '../../subgraphs/agency-kinds'
import type { AgencyKindDefinition } from '../../subgraphs/kit/agency/agency-kind'
import { makeAgency } from './record-checks'

/** A kind of agency, and an instance of it to run. */
export interface AgencyExample {
  readonly agency: Agency
  readonly kind: AgencyKindDefinition
}

const register = readRegister()

/**
 * Every kind, with an instance under a code of this process, so that test runs do not meet: one of the
 * register or, of a kind that nobody has yet, a made-up one.
 */
export const agencyExamples: readonly AgencyExample[] = agencyKinds.map((kind) => {
  const known = register.find((candidate) => candidate.kind === kind.name)
  const agency = known ?? makeAgency({ kind: kind.name })
  return { agency: { ...agency, code: `${agency.code}-${kind.name}-${process.pid}` }, kind }
})

/** The envelope of a record about these people. */
export function envelope(personRefs: readonly string[], occurredAt: string) {
  return {
    personRefs,
    sourceSystem: 'EXAMPLE',
    occurredAt,
    occurredPrecision: 'EXACT',
    recordedAt: occurredAt,
    recordedByRole: 'Clerk',
    basis: 'FACT',
    subjectRole: 'OTHER',
    verification: 'VERIFIED',
    handling: 'MASH_ONLY',
  }
}

/** A person whom only this reference tells from others. */
export function examplePerson(ref: string) {
  return {
    recordType: 'person',
    sourceRecordId: ref,
    sourceSystem: 'EXAMPLE',
    recordedAt: '2024-01-01T00:00:00Z',
    names: [{ forenames: 'Example', surname: ref }],
  }
}
