import type { RecordLoaders } from './record-loaders'

/** What of a stored record says whose it is. */
interface Owned {
  readonly personRefs?: readonly string[] | null
}

/**
 * The same loaders, which give nobody what another person's references lead to: they read for several
 * people at once, and one that mixes them up fails instead of answering.
 */
export function keepPeopleApart(loaders: RecordLoaders): RecordLoaders {
  return {
    loadProtection: (refs) => loaders.loadProtection(refs),
    loadPeople: async (refs) =>
      checked(await loaders.loadPeople(refs), ({ _id }) => refs.includes(_id)),
    loadMarks: async (recordType, refs) =>
      checked(await loaders.loadMarks(recordType, refs), isAbout(refs)),
    loadGrounds: async (recordType, refs) =>
      checked(await loaders.loadGrounds(recordType, refs), isAbout(refs)),
    loadList: async (recordType, key) =>
      checked(await loaders.loadList(recordType, key), isAbout(key.refs)),
  }
}

function isAbout(refs: readonly string[]): (record: Owned) => boolean {
  return ({ personRefs }) => personRefs?.some((ref) => refs.includes(ref)) ?? false
}

function checked<Stored>(
  records: readonly Stored[],
  isTheirs: (record: Stored) => boolean,
): readonly Stored[] {
  if (records.every(isTheirs)) return records
  throw new Error('A loader gave one person the records of another')
}
