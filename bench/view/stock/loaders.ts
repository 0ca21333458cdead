import DataLoader from 'dataloader'
import type { Connection } from 'mongoose'

/** A record as it is kept. */
export interface KeptRecord extends Readonly<Record<string, unknown>> {
  readonly _id: string
  readonly personRefs?: readonly string[]
  readonly occurredAt?: Date
}

/** What the resolvers of a stock agency read with; resolvers of the kinds know it by the same name. */
export interface Loaders {
  /** Records of one type about any of these references, newest first. */
  readonly loadList: (
    recordType: string,
    key: { readonly refs: readonly string[] },
  ) => Promise<readonly KeptRecord[]>
}

/** Made anew for each request. */
export function createLoaders(connection: Connection): Loaders {
  const byType = new Map<string, DataLoader<string, readonly KeptRecord[]>>()
  const loaderOf = (recordType: string) => {
    const loader = byType.get(recordType) ?? createLoader(connection, recordType)
    byType.set(recordType, loader)
    return loader
  }
  return {
    async loadList(recordType, { refs }) {
      const lists = await Promise.all(refs.map((ref) => loaderOf(recordType).load(ref)))
      return lists.flat()
    },
  }
}

function createLoader(connection: Connection, recordType: string) {
  return new DataLoader<string, readonly KeptRecord[]>(async (refs) => {
    const found = await connection
      .model<KeptRecord>(recordType)
      .find({ personRefs: { $in: [...refs] } })
      .sort({ occurredAt: -1, _id: 1 })
      .lean()
    const records = found as readonly KeptRecord[]
    return refs.map((ref) => records.filter(({ personRefs }) => personRefs?.includes(ref)))
  })
}
