import { finding, other, otherId, result } from './made-up'

const gp = { agency: 'harrowmere-gp', recordId: 'HS-9' }
const evidence = { sources: [gp], rule: { name: 'address-overlap', version: '1' } }
const stay = { uprn: '906700000011', from: '2025-06-02', to: null, isCurrent: true, ...evidence }

/** What is worked out of the person's own records. */
export const everything = {
  addresses: result({
    entries: [
      { ...stay, kind: 'STAYS', strength: 'STAY', statusCode: 'M', usageCode: 'A07A', ...gp },
      { ...stay, kind: 'RESIDES', strength: 'REGISTRATION', from: null, isCurrent: null, ...gp },
    ],
    conflicts: [{ uprns: ['906700000011', '906700000903'], from: '2025-07-01', to: '2025-08-01' }],
  }),
  injuries: result({
    ...{
      total: 1,
      headInjuries: 1,
      assaults: 1,
      withAlcohol: 0,
      recordsOfInjury: 2,
      attendances: 39,
    },
    bySource: [{ agency: gp.agency, attendances: 0, injuries: 2, headInjuries: 2, notWritten: 0 }],
    injuries: [
      {
        ...{
          occurredAt: '2026-08-31',
          bodySites: ['HEAD'],
          isAssault: true,
          isAlcoholInvolved: null,
        },
        parts: [
          {
            ...gp,
            occurredAt: '2026-08-31',
            sentence: 'Seen by the practice.',
            bodySites: ['HEAD'],
          },
          {
            agency: 'st-annes-hospital',
            recordId: 'SA-4',
            sentence: 'Visit.',
            bodySites: ['HEAD'],
          },
        ],
      },
    ],
  }),
  involvements: result({
    services: [
      { agency: gp.agency, service: 'Practice', desk: 'Reception', deskTelephone: '0300 000 000' },
    ],
  }),
}

/** What is worked out of the records of those around the person. */
export const everythingBeside = {
  household: [other()],
  concerns: result({ findings: [finding({ person: { id: otherId }, uprn: '906700000011' })] }),
  patterns: result({
    findings: [
      finding({ state: 'CANNOT_TELL', rule: { name: 'need-without-referral', version: '1' } }),
    ],
  }),
  relationships: result({
    pairs: [
      {
        ...{ person: { id: otherId }, unlinked: null, labels: ['lodger', 'partner'] },
        ...{ consensus: 'DISPUTED', daPersonallyConnected: 'POSSIBLE', sameHousehold: null },
        assertions: [
          { ...gp, label: 'partner', occurredAt: '2025-08-30', kind: 'ENCOUNTER', role: null },
        ],
      },
    ],
  }),
  coResidents: result({
    people: [
      {
        ...{ ...stay, person: { id: otherId }, age: 44, ageDifference: 24 },
        ...{ isVictimOfPerson: null, isOffenderAgainstPerson: true },
      },
    ],
  }),
}
