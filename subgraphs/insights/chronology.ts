import type { ChronologyArguments } from './arguments'
import { readQuestion } from './arguments'
import type { Compute } from './computation'
import type { Chronology } from './core/chronology'
import { chronologyOf } from './core/chronology'
import type { InsightEvent } from './core/event'
import { recordKey } from './core/evidence'

/** A page as the schema has it. */
interface ChronologyPage extends Pick<Chronology, 'rows' | 'total'> {
  readonly endCursor: string | null
}

/** `Person.chronology`. */
export const personChronology: Compute<ChronologyArguments, ChronologyPage> = ({ input }, args) =>
  pageOf(chronologyOf(input, readQuestion(args)))

/** What happens at an address, as far as it can bring somebody to it. */
const kindsAtAddress = ['CALL', 'CRIME', 'AMBULANCE_CALL', 'ANTI_SOCIAL_BEHAVIOUR']

/** `Address.chronology`. */
export const addressChronology: Compute<ChronologyArguments, ChronologyPage> = (
  { subject, input },
  args,
) => {
  const events = eachRecordOnce(input.events.filter(({ uprn }) => uprn === subject))
  const question = { ...readQuestion(args), kinds: kindsAtAddress }
  return pageOf(chronologyOf({ ...input, events }, question))
}

function pageOf({ rows, total, cursors, hasMore }: Chronology): ChronologyPage {
  return { rows, total, endCursor: hasMore ? (cursors.at(-1) ?? null) : null }
}

/** Whoever has a part in a record tells of it: read from the views of several people, it is one. */
function eachRecordOnce(events: readonly InsightEvent[]): readonly InsightEvent[] {
  return [...new Map(events.map((event) => [recordKey(event), event])).values()]
}
