import type { Category } from '../../../policies/vocabulary'
import type { CodedValue } from '../records/coded-value'
import type { ListedRecord } from './view-resolvers'

/** What one record says as an event, beside what its envelope says. */
export interface ToldEvent {
  /** One plain sentence made from codes; never free text, an address or a name. */
  readonly sentence: string
  readonly codes?: readonly (CodedValue | null)[]
  /** Last day, ISO 8601, or what is no text for none; default: the record's `endDate`. */
  readonly until?: unknown
  /** Empty: looked for and none found; null: nothing was written. */
  readonly bodySites?: readonly string[] | null
  readonly isAssault?: boolean | null
  /** Default: the record's own. */
  readonly isAlcoholInvolved?: boolean | null
}

/** How the records of one list are told as events. */
export interface EventTeller {
  /** A value of the schema's EventKind. */
  readonly kind: string
  /**
   * What the sentence and the codes give away. Whoever may not be told it is told none of these events;
   * the kind's SDL names it in `@view(events: [...])`.
   */
  readonly category: Category
  /** What else it gives away: the list it is told of needs these as well. */
  readonly alsoNeeds?: readonly Category[]
  /** Pure. */
  readonly tell: (record: ListedRecord) => ToldEvent
}

/** By list of the kind's view. */
export type EventTellers = Readonly<Record<string, EventTeller>>
