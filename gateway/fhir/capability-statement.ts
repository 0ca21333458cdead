import { fhirNames, fhirType, spokenStandards } from './names'

/** What of FHIR the hub speaks, and in which drafts. @see https://hl7.org/fhir/R4/capabilitystatement.html */
export const capabilityStatement = {
  resourceType: 'CapabilityStatement',
  extension: spokenStandards.map(({ name, version }) => ({
    url: fhirNames.standard,
    valueCoding: { system: fhirNames.standard, version, code: name },
  })),
  status: 'draft',
  date: '2026-11-28',
  kind: 'instance',
  implementation: { description: 'Sightline, a hub of safeguarding partners' },
  fhirVersion: '4.0.1',
  format: [fhirType],
  rest: [
    {
      mode: 'server',
      security: {
        description:
          'A bearer token of a registered organisation’s system, and the header sightline-on-behalf-of with the person it acts for.',
      },
      resource: [
        {
          type: 'Patient',
          operation: [
            {
              name: 'person-info-query',
              definition: fhirNames.operation,
              documentation:
                'Who works with this person, and whom to ring. People are found by one identifier; names and birth dates are not compared.',
            },
          ],
        },
      ],
    },
  ],
} as const
