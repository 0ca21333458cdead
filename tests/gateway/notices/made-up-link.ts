import type { UndoneLink } from '../../../common/registration/undone-links'
import type { DisclosureEntry, SourceEntry } from '../../../disclosure-log/entry'
import type { FoundDisclosure } from '../../../disclosure-log/log-question'
import { recordNamesOf } from '../../../disclosure-log/record-digest'
import { entryFor } from '../../disclosure-log/entries'

export const namesOf = recordNamesOf([Buffer.alloc(32, 7), Buffer.alloc(32, 8)])
export const police = { agency: 'northshire-police', reference: 'NP-1' }
export const hospital = { agency: 'st-annes-hospital', reference: 'H-1' }

/** Two records that were one person's from the second to the fourth of March. */
export const link: UndoneLink = {
  ...{ seq: 7, person: 'a'.repeat(32) },
  ...{ since: '2025-03-02T00:00:00.000Z', undoneAt: '2025-03-04T00:00:00.000Z' },
  sides: [[police], [hospital]],
}

/** What an agency told of one of its records. @param key 0: by its newest name */
export function telling(
  { agency, reference }: typeof police,
  { disclosed = ['PoliceView.incidents'], key = 0 } = {},
): SourceEntry {
  const coverage = { status: 'COMPLETE', reason: null }
  const rest = { withheld: [], records: 1, coverage, legalPowers: [] }
  return {
    source: agency,
    disclosed,
    recordHashes: [namesOf(agency, reference)[key] ?? ''],
    ...rest,
  }
}

/** An answer on the third of March that told of both records. */
export function answer(index: number, changes: Partial<DisclosureEntry> = {}): FoundDisclosure {
  const at = `2025-03-03T12:00:0${index}.000Z`
  const entry = {
    ...{ ...entryFor(`r${index}`), askedAt: at, at },
    ...{ sources: [telling(police), telling(hospital)], ...changes },
  }
  return { log: 'gateway-1', index, entry }
}
