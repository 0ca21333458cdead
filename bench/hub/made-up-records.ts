import type { Agency } from '../../common/register'

/** The person every agency knows, and how much each of them holds. */
export const benchNhsNumber = '9990000018'

const recordsPerAgency = 20

const recordTypes: Readonly<Record<string, (index: number) => object>> = {
  police: () => ({ recordType: 'warningMarker', marker: 'VI' }),
  probation: (index) => ({
    recordType: 'courtReport',
    kind: 'ORAL',
    requestedDate: dayOf(index).slice(0, 10),
  }),
  hospital: () => ({ recordType: 'attendance', injuries: [{ bodySite: 'FACE' }] }),
  housing: (index) => ({
    recordType: 'tenancy',
    uprn: '906700000011',
    kind: 'SECURE',
    startDate: dayOf(index).slice(0, 10),
  }),
}

/** What an agency holds, as lines of the file that `npm run import` reads. */
export function madeUpRecords({ code, kind }: Agency): string {
  const makeRecord = recordTypes[kind]
  if (!makeRecord) throw new Error(`The benchmark has no record of kind ${kind}`)
  const person = {
    recordType: 'person',
    sourceRecordId: `${code}-person`,
    sourceSystem: 'BENCH',
    recordedAt: dayOf(0),
    names: [{ forenames: 'Example', surname: 'Person' }],
    identifiers: { nhsNumber: benchNhsNumber },
  }
  const records = Array.from({ length: recordsPerAgency }, (_, index) => ({
    ...envelope(code, index),
    ...makeRecord(index),
  }))
  return [person, ...records].map((record) => JSON.stringify(record)).join('\n')
}

function envelope(code: string, index: number): object {
  return {
    sourceRecordId: `${code}-${index}`,
    personRefs: [`${code}-person`],
    sourceSystem: 'BENCH',
    occurredAt: dayOf(index),
    occurredPrecision: 'EXACT',
    recordedAt: dayOf(index),
    recordedByRole: 'Clerk',
    basis: 'FACT',
    subjectRole: 'OTHER',
    verification: 'VERIFIED',
    handling: 'MASH_ONLY',
  }
}

function dayOf(index: number): string {
  return `2023-12-${String(1 + (index % 28)).padStart(2, '0')}T09:30:00Z`
}
