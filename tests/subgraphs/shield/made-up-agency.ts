import type { Agency } from '../../../common/register'
import { mayHaveProtectedAddress } from '../../../subgraphs/kit/records/protection'
import type { StoredRecord } from '../../../subgraphs/kit/records/record-collection'
import type { RecordLoaders } from '../../../subgraphs/kit/records/record-loaders'
import { isMarked } from '../../../subgraphs/kit/service/is-marked'
import { readCase } from '../../embedded/made-up-case/case-files'

type Stored = Readonly<Record<string, readonly StoredRecord[]>>
type Pick = (below: number) => number

/** The made-up case of an agency as it is stored, by type of record. */
export async function readMadeUpCase(agency: Agency): Promise<Stored> {
  const stored: Record<string, StoredRecord[]> = {}
  for (const { recordType, ...record } of await readCase(agency))
    (stored[recordType] ??= []).push(record)
  return stored
}

/** The same records, some of them marked as an agency may mark them. */
export function markSome(stored: Stored, pick: Pick, staff: string): Stored {
  const mark = (record: StoredRecord): StoredRecord => ({
    ...record,
    ...(pick(3) > 0 ? { isProtectedElsewhere: pick(4) === 0 } : {}),
    ...(pick(8) === 0 ? { isSealed: true } : {}),
    ...(pick(6) === 0 ? { isAddressProtected: true } : {}),
    ...(pick(9) === 0 ? { isRestricted: true } : {}),
    ...limitOf(pick, staff),
  })
  return Object.fromEntries(
    Object.entries(stored).map(([recordType, records]) => [recordType, records.map(mark)]),
  )
}

function limitOf(pick: Pick, staff: string): object {
  if (pick(7) > 0) return {}
  const limits = [
    { isLimitedAccess: true },
    { limitedAccess: { excludedStaff: [staff] } },
    { limitedAccess: { restrictedToStaff: [staff] } },
    { limitedAccess: { excludedStaff: [staff], isExistenceHidden: true } },
  ]
  return limits[pick(limits.length)] ?? {}
}

/** Loads from memory, as an agency's loaders load from its database. */
export function loadersOver(stored: Stored): RecordLoaders {
  const all = (recordType: string) => stored[recordType] ?? []
  const open = (recordType: string) => all(recordType).filter(({ isSealed }) => !isMarked(isSealed))
  const about = (refs: readonly string[]) => (record: StoredRecord) =>
    record.personRefs?.some((ref) => refs.includes(ref)) ?? false
  return {
    loadPeople: async (refs) =>
      Promise.resolve(
        [...new Set(refs)].flatMap((ref) => open('person').find(({ _id }) => _id === ref) ?? []),
      ),
    loadMarks: async (recordType, refs) => Promise.resolve(all(recordType).filter(about(refs))),
    loadGrounds: async (recordType, refs) => Promise.resolve(open(recordType).filter(about(refs))),
    loadProtection: async (refs) => {
      const people = all('person').filter(({ _id }) => refs.includes(_id))
      return Promise.resolve({
        atUnknownAddress: new Set(people.filter(mayHaveProtectedAddress).map(({ _id }) => _id)),
        sealed: new Set(people.filter(({ isSealed }) => isMarked(isSealed)).map(({ _id }) => _id)),
      })
    },
    loadList: async (recordType, { refs, list }) =>
      Promise.resolve(
        open(recordType)
          .filter(about(refs))
          .toSorted((one, other) => Number(other.occurredAt) - Number(one.occurredAt))
          .slice(0, list.first),
      ),
  }
}
