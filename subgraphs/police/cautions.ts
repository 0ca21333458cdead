import { listRelevant, questionOf } from '../kit/agency/spent-lists'
import type { ListResolver } from '../kit/agency/view-resolvers'
import { latestDayOf } from '../kit/records/instants'
import { cautionSpentOn } from '../kit/records/spent-on'

/** Cautions that this caller may know of: a simple one is spent as soon as it is given. */
export const listCautions: ListResolver = (view, list, context) =>
  listRelevant('caution', { view, list, context }, () => (record) => {
    const { occurredAt, occurredPrecision } = record['standing'] as {
      readonly occurredAt?: Date | null
      readonly occurredPrecision?: unknown
    }
    if (!occurredAt) return 'NOT_KNOWN'
    const day = latestDayOf(occurredAt, occurredPrecision)
    return cautionSpentOn({ kind: record['kind'], day }, questionOf(view, context))
  })
