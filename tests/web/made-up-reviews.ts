import type { JsonObject } from '../../common/json'
import { id as person } from './made-up'

/** Of a pair. */
export const id = 'a'.repeat(32)
export const decision = {
  ...{ review: 'b'.repeat(32), outcome: 'DIFFERENT', staffId: 'another.manager' },
  ...{ homeAgency: 'harrowmere-council', reason: 'Both were seen at the same time' },
  ...{ at: '2026-11-02T10:00:00.000Z', isInForce: true },
}
export const likeness = {
  ...{ bits: 14.5, startBits: -20, isPlaceKeptBack: false, modelVersion: '2026-11-28' },
  secondStep: 'COMPARED',
  fields: [
    { name: 'Family name', agreement: 'the same', bits: 22.5, rarityBand: 3 },
    {
      name: 'Date of birth',
      agreement: 'one digit apart',
      bits: 16,
      rarityBand: null,
      secondAgreement: 'alike',
    },
    { name: 'Postcode', agreement: 'different', bits: -4, rarityBand: null },
  ],
}
export const review = {
  ...{ id, status: 'POSSIBLE', waitingSince: '2026-11-01T10:00:00.000Z', isOpen: true },
  ...{ isVerified: false, isNumberTraced: true },
  ...{ leftAgency: 'northshire-police', rightAgency: 'harrowmere-homes' },
  ...{ likeness, decisions: [], againstSame: [], againstDifferent: [] },
}
/** A record as its agency describes it. */
export const local = (fields: JsonObject) => ({
  names: [{ forenames: 'Victor', surname: 'Ashdown', kind: 'LEGAL' }],
  ...fields,
})
/** Both records, each at its agency. */
export const sides = {
  left: {
    northshirePolice: {
      people: [local({ reference: 'NP-1', dateOfBirth: '1957-03-11', nhsNumber: null })],
    },
  },
  right: {
    harrowmereHomes: { people: [local({ reference: 'HH-2', dateOfBirth: '1957-03-12' })] },
  },
}

/** A person with three records at two agencies. */
export const personOfRecords = {
  id: person,
  northshirePolice: { people: [local({ reference: 'NP-1', dateOfBirth: '1957-03-11' })] },
  harrowmereHomes: { people: [local({ reference: 'HH-2' }), local({ reference: 'HH-3' })] },
}
