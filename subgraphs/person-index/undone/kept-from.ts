import type { KeptRecords, RecordRecipient } from '../../../common/registration/undone-links'
import type { LinkKey } from '../../../common/registration/link-tokens'
import type { IndexModels } from '../models'
import type { TokenSealer } from '../sealed-tokens'
import { askerOf, visibleTo } from '../visible-records'

export interface KeptFromParts {
  readonly models: Pick<IndexModels, 'records'>
  readonly linkKey: LinkKey
  readonly sealer: Pick<TokenSealer, 'staff' | 'ground' | 'record' | 'openReference'>
}

/** From whom the records of each recipient are kept by now; one that is gone is kept from nobody. */
export async function keptFrom(
  { models, linkKey, sealer }: KeptFromParts,
  recipients: readonly RecordRecipient[],
): Promise<KeptRecords> {
  const keysOf = ({ records }: RecordRecipient) =>
    records.map(({ agency, reference }) => sealer.record(agency, reference))
  const wanted = [...new Set(recipients.flatMap(keysOf))]
  const found = await models.records.find({ _id: { $in: wanted } }).lean()
  const byKey = new Map(found.map((record) => [record._id, record]))
  const told = recipients.map((recipient) => {
    const { staffId, onBehalfOf, ...asked } = recipient
    const behind = onBehalfOf === null ? {} : { onBehalfOf }
    const asker = askerOf({ ...asked, sub: staffId, ...behind }, linkKey, sealer)
    const records = keysOf(recipient).flatMap((key) => byKey.get(key) ?? [])
    const isLimited = records.some(({ hiding = [] }) => hiding.length > 0)
    return { isKept: visibleTo(records, asker).length < records.length, isLimited }
  })
  return { kept: told.map(({ isKept }) => isKept), limited: told.map(({ isLimited }) => isLimited) }
}
