import { listed } from '../words/text'
import type { TimelineEvent } from './events'

/** Somebody else in an agency's records; only the agency can say who stands behind a reference. */
export interface OtherInRecords {
  readonly agencyName: string
  readonly reference: string
  /** All that they were called, in the words of the day. */
  readonly called: string
  readonly parts: string
  readonly count: number
  readonly latest: string
  /** The agency itself calls them several things. */
  readonly disagrees: boolean
}

const mostShown = 40

/** The others by agency and reference, those named most often first. */
export function othersOf(events: readonly TimelineEvent[]): readonly OtherInRecords[] {
  const known = new Map<string, OtherBuilder>()
  for (const event of events)
    for (const { reference, part, relationship } of event.others) {
      const key = `${event.agency} ${reference || `? ${relationship}`}`
      const other = known.get(key) ?? {
        agencyName: event.agencyName,
        reference: reference || 'Not known by a reference',
        called: new Set<string>(),
        parts: new Set<string>(),
        count: 0,
        latest: event.at?.text ?? '',
      }
      if (relationship !== '') other.called.add(relationship)
      if (part !== '') other.parts.add(part)
      other.count += 1
      known.set(key, other)
    }
  return [...known.values()]
    .toSorted((one, other) => other.count - one.count)
    .slice(0, mostShown)
    .map(({ called, parts, ...rest }) => ({
      ...rest,
      called: listed([...called]),
      parts: listed([...parts]),
      disagrees: called.size > 1,
    }))
}

interface OtherBuilder {
  readonly agencyName: string
  readonly reference: string
  readonly called: Set<string>
  readonly parts: Set<string>
  count: number
  readonly latest: string
}
