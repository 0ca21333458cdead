import { id as person } from './made-up'

/** One that is open, of which one answer was told and of two nobody is. */
export const openNotice = {
  ...{ agency: 'harrowmere-homes', person, state: 'OPEN' },
  ...{ since: '2026-11-02T10:00:00.000Z', undoneAt: '2026-11-04T10:00:00.000Z' },
  ...{ madeAt: '2026-11-04T10:01:00.000Z', acknowledgedBy: null, acknowledgedAt: null },
  disclosureCount: 1,
  disclosures: [
    {
      ...{ log: 'gateway/1', index: 3, requestId: 'request-3', at: '2026-11-03T10:00:00.000Z' },
      ...{ staffId: 'a.system', onBehalfOf: 'a.worker' },
      ...{ purpose: 'DVDS', caseReference: 'MASH-0001' },
    },
  ],
  notTold: [
    { at: '2026-11-03T11:00:00.000Z', staffId: 'b.worker', reason: 'KEPT_FROM_THEM' },
    { at: '2026-11-03T12:00:00.000Z', staffId: 'c.worker', reason: 'KEPT_FROM_THEM' },
    { at: '2026-11-03T13:00:00.000Z', staffId: 'd.worker', reason: 'NO_AGREEMENT' },
  ],
}

/** One that somebody has acknowledged. */
export const acknowledgedNotice = {
  ...openNotice,
  ...{ state: 'ACKNOWLEDGED', acknowledgedBy: 'e.manager' },
  ...{ acknowledgedAt: '2026-11-05T09:30:00.000Z', notTold: [] },
}

/** One that went to nobody, of an organisation that is not registered any more. */
export const unsentNotice = {
  ...{ ...openNotice, agency: 'long-gone', state: 'NOT_SENT', disclosureCount: 0, disclosures: [] },
  notTold: [{ at: '2026-11-03T11:00:00.000Z', staffId: 'f.worker', reason: 'ORGANISATION_LEFT' }],
}
