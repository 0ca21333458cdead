/** Values that stand in hidden records only: an answer with one of them is a leak. */
export const canaries = ['Zyxhidden', '906700099991', 'ZY9 9ZZ', 'NP-SEALED']

const common = { recordedAt: '2024-06-09T09:00:00Z', sourceSystem: 'made-up' }
const someone = (id: string, nhsNumber: string, surname: string) => ({
  ...{ recordType: 'person', sourceRecordId: id, ...common, dateOfBirth: '1970-01-01' },
  names: [{ forenames: 'Zelda', surname, kind: 'LEGAL' }],
  identifiers: { nhsNumber },
})
const hiddenAddress = { uprn: '906700099991', postcode: 'ZY9 9ZZ' }

const ofClient = (recordType: string, ref: string) => ({
  ...{ recordType, sourceRecordId: `${ref}-${recordType}`, personRefs: [ref], ...common },
  ...{ occurredAt: '2024-01-01', occurredPrecision: 'DAY', basis: 'FACT', handling: 'MASH_ONLY' },
  ...{ recordedByRole: 'Adviser', subjectRole: 'SERVICE_USER', verification: 'VERIFIED' },
})
const support = (ref: string) => ({
  ...ofClient('supportPeriod', ref),
  ...{ kind: 'OUTREACH', startDate: '2024-01-01' },
})

/** Records of people whom some or all may not see, by agency. */
export const specialRecords: Readonly<Record<string, readonly object[]>> = {
  'northshire-police': [
    { ...someone('NP-SEALED-1', '999 000 7004', 'Zyxhidden'), isSealed: true, ...hiddenAddress },
    { ...someone('NP-SEALED-2', '999 000 7063', 'Zyxhidden'), isSealed: true },
    {
      ...someone('NP-PROTECTED-2', '999 000 7071', 'Quarrelby'),
      isAddressProtected: true,
      uprn: '906700099993',
    },
    someone('NP-LIMITED-1', '999 000 7012', 'Quillane'),
    {
      ...someone('NP-PROTECTED-1', '999 000 7020', 'Quarrelby'),
      isAddressProtected: true,
      ...hiddenAddress,
    },
  ],
  'st-annes-hospital': [
    someone('SA-SEALED-1', '999 000 7004', 'Plainly'),
    someone('SA-LIMITED-1', '999 000 7012', 'Quillane'),
    someone('SA-UNKNOWN-1', '999 000 7039', 'Plainly'),
    someone('SA-HIDDEN-1', '999 000 7055', 'Plainly'),
    someone('SA-CLIENT-1', '999 000 7101', 'Plainly'),
    someone('SA-CLIENT-2', '999 000 7136', 'Plainly'),
    // A hospital that does not know that the police protect where its patient is.
    { ...someone('SA-PROTECTED-2', '999 000 7071', 'Quarrelby'), uprn: '906700099993' },
  ],
  // A landlord who does not know that the police protect where its tenant is.
  'harrowmere-homes': [
    { ...someone('HH-PROTECTED-1', '999 000 7020', 'Quarrelby'), ...hiddenAddress },
    someone('HH-RESIDENT-1', '999 000 7047', 'Quarrelby'),
    {
      ...{ recordType: 'tenancy', sourceRecordId: 'HH-TEN-99', sourceSystem: 'made-up' },
      ...{ occurredAt: '2024-01-01T00:00:00Z', occurredPrecision: 'DAY', basis: 'FACT' },
      ...{ recordedAt: '2024-01-01T00:00:00Z', recordedByRole: 'housing officer' },
      ...{ verification: 'VERIFIED', handling: 'MASH_ONLY', kind: 'SECURE' },
      ...{ startDate: '2023-12-01', uprn: hiddenAddress.uprn },
      personRefs: ['HH-PROTECTED-1', 'HH-RESIDENT-1'],
      people: [
        { reference: 'HH-PROTECTED-1', role: 'TENANT' },
        { reference: 'HH-RESIDENT-1', role: 'HOUSEHOLD_MEMBER' },
      ],
    },
  ],
  'northshire-probation': [
    {
      ...someone('PR-HIDDEN-1', '999 000 7055', 'Zyxhidden'),
      identifiers: { nhsNumber: '999 000 7055', crn: 'X709001' },
      limitedAccess: {
        restrictedToStaff: ['northshire-probation/nobody'],
        isExistenceHidden: true,
      },
    },
    {
      ...someone('PR-LIMITED-1', '999 000 7012', 'Zyxhidden'),
      limitedAccess: { excludedStaff: ['harrowmere-council/mash.analyst'] },
    },
  ],
  // Clients of the charity: without consent, known to it alone, and with consent for one purpose.
  'open-door-harrowmere': [
    someone('OD-CLIENT-1', '999 000 7101', 'Zyxhidden'),
    support('OD-CLIENT-1'),
    someone('OD-CLIENT-3', '999 000 7128', 'Zyxhidden'),
    support('OD-CLIENT-3'),
    someone('OD-CLIENT-2', '999 000 7136', 'Zyxhidden'),
    support('OD-CLIENT-2'),
    {
      ...ofClient('consent', 'OD-CLIENT-2'),
      ...{ decision: 'GIVEN', scope: ['DOMESTIC_ABUSE_RISK'], day: '2024-01-01' },
    },
  ],
}
