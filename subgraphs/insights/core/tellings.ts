import { codesIn } from './codes'
import type { AppliedRule } from './evidence'
import { isoDay } from './london'
import type { PlacedEvent } from './placed-event'

/**
 * When two agencies tell of one event: the same kind of fact, on the same day in London, with the same code of
 * the same offence, order or warrant.
 */
export const sameEventRule: AppliedRule = { name: 'same-event', version: '1' }

/** What several agencies tell of: which code says what it is. A kind that is not here is told by one. */
const tellable: Readonly<Record<string, { readonly fact: string; readonly lists: string[] }>> = {
  CONVICTION: { fact: 'CONVICTION', lists: ['HO_OFFENCE'] },
  SENTENCE: { fact: 'CONVICTION', lists: ['HO_OFFENCE'] },
  CRIME: { fact: 'CRIME', lists: ['HO_OFFENCE'] },
  WARRANT: { fact: 'WARRANT', lists: ['WarrantKind'] },
  ORDER: { fact: 'ORDER', lists: ['PoliceOrderKind', 'ProtectiveOrderKind'] },
}

/** One event with all who tell of it: at least one part, in the order of time, one of each agency. */
export type Telling = readonly [PlacedEvent, ...PlacedEvent[]]

/**
 * Events of one person, the same event of several agencies put together.
 * @param events in the order of time
 */
export function mergeTellings(events: readonly PlacedEvent[]): readonly Telling[] {
  const tellings: [PlacedEvent, ...PlacedEvent[]][] = []
  const open = new Map<string, Turn>()
  for (const placed of events) {
    const key = factOf(placed)
    const turn = key === null ? null : takeTurn(open, key)
    const telling = turn === null ? undefined : turn.nextOf(placed.event.agency)
    if (telling) telling.push(placed)
    else {
      const begun: [PlacedEvent, ...PlacedEvent[]] = [placed]
      tellings.push(begun)
      turn?.tellings.push(begun)
    }
  }
  return tellings
}

/** The tellings of one fact: an agency that tells of it twice means two. */
class Turn {
  readonly tellings: PlacedEvent[][] = []
  readonly #told = new Map<string, number>()

  /** The first telling that this agency has no part in yet. */
  nextOf(agency: string): PlacedEvent[] | undefined {
    const count = this.#told.get(agency) ?? 0
    this.#told.set(agency, count + 1)
    return this.tellings[count]
  }
}

function takeTurn(open: Map<string, Turn>, key: string): Turn {
  const turn = open.get(key) ?? new Turn()
  open.set(key, turn)
  return turn
}

function factOf({ event, firstDay }: PlacedEvent): string | null {
  const { kind, precision, person } = event
  const telling = Object.hasOwn(tellable, kind) ? tellable[kind] : undefined
  if (!telling || (precision !== 'EXACT' && precision !== 'DAY')) return null
  const code = telling.lists.flatMap((list) => codesIn(event, list))[0]
  if (code === undefined) return null
  return JSON.stringify([person, telling.fact, code, isoDay(firstDay)])
}
