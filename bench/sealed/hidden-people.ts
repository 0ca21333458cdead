/** A record as an agency's file has it. */
export type MadeUpRecord = Readonly<Record<string, unknown>>

/** People whom an agency hides in different ways, and what is asked about them. */
export interface HiddenPeople {
  /** The agency's code in the register. */
  readonly code: string
  /** One for each way. */
  readonly groups: readonly string[]
  /** Of the hidden, and of somebody known. */
  readonly records: readonly MadeUpRecord[]
  readonly selection: string
}

/** Whom the agency tells of. */
export const known = 'KNOWN'

/** All references are of one length: the answer must not be told by its request either. */
export function referenceOf(group: string): string {
  return group.padEnd(8, '-')
}

const recorded = { sourceSystem: 'BENCH', recordedAt: '2024-01-01T00:00:00Z' }

function personIn(group: string, marks: MadeUpRecord = {}): MadeUpRecord {
  const names = [{ forenames: 'Example', surname: 'Example' }]
  return { recordType: 'person', sourceRecordId: referenceOf(group), ...recorded, names, ...marks }
}

function recordOf(group: string, recordType: string, fields: MadeUpRecord): MadeUpRecord {
  return {
    ...{ recordType, sourceRecordId: `${group}-1`, personRefs: [referenceOf(group)], ...recorded },
    ...{ occurredAt: '2024-01-01T00:00:00Z', occurredPrecision: 'DAY', basis: 'FACT' },
    ...{ recordedByRole: 'worker', verification: 'VERIFIED', handling: 'MASH_ONLY' },
    subjectRole: 'SERVICE_USER',
    ...fields,
  }
}

const limitedAccess = { restrictedToStaff: ['elsewhere/nobody'], isExistenceHidden: true }

const ofProbation: HiddenPeople = {
  code: 'northshire-probation',
  groups: ['SEALED', 'LIMITED', 'CASE'],
  selection: '{ people { names { surname } } cases { crn } }',
  records: [
    personIn('SEALED', { isSealed: true }),
    personIn('LIMITED', { limitedAccess }),
    personIn('CASE'),
    personIn(known),
    recordOf('CASE', 'case', { crn: 'X709001', startDate: '2024-01-01', limitedAccess }),
  ],
}

function consent(group: string, decision: string, purpose: string): MadeUpRecord {
  return recordOf(group, 'consent', { decision, scope: [purpose], day: '2024-01-01' })
}

const clients = ['SILENT', 'REFUSED', 'ELSEWISE', known]

/** Clients who were never asked, who refused, who consent to another purpose, and who consent. */
const ofCharity: HiddenPeople = {
  code: 'open-door-harrowmere',
  groups: clients.filter((group) => group !== known),
  selection: '{ people { names { surname } } support { kind } }',
  records: [
    ...clients.map((group) => personIn(group)),
    ...clients.map((group) =>
      recordOf(group, 'supportPeriod', { kind: 'OUTREACH', startDate: '2024-01-01' }),
    ),
    consent('REFUSED', 'REFUSED', 'ADULT_SAFEGUARDING'),
    consent('ELSEWISE', 'GIVEN', 'DOMESTIC_ABUSE_RISK'),
    consent(known, 'GIVEN', 'ADULT_SAFEGUARDING'),
  ],
}

/** Agencies that hide people, each in its own ways. */
export const hiddenPeople: readonly HiddenPeople[] = [ofProbation, ofCharity]
