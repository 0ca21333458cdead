import { readThresholds } from '../../policies/thresholds'
import thresholds from '../../policies/thresholds.json'
import type { InsightEvent } from '../../subgraphs/insights/core/event'
import type { InsightInput } from '../../subgraphs/insights/core/input'

const kinds = ['CALL', 'CRIME', 'ATTENDANCE', 'CONTACT', 'CONCERN', 'ADDRESS', 'ORDER'] as const
const agencyKinds = [
  ...['police', 'police', 'hospital', 'hospital', 'probation', 'housing', 'gp', 'ambulance'],
  ...[
    'adult-social-care',
    'substance-use',
    'mental-health',
    'council',
    'charity',
    'courts',
    'police',
  ],
] as const

/** The same numbers every time, from 0 to below 1 (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Somebody made up is beside the person in each event: one of so many. */
export interface MadeUpCrowd {
  readonly events: number
  readonly people: number
}

/** Events of 15 agencies over ten years, in no order, of people who live at a few addresses. */
export function madeUpInput({ events, people }: MadeUpCrowd): InsightInput {
  const next = numbersFrom(events + people)
  const pick = <T>(list: readonly [T, ...T[]] | readonly T[]) =>
    list[Math.floor(next() * list.length)] as T
  return {
    events: Array.from({ length: events }, (_, index) =>
      madeUpEvent(index, { people, next, pick }),
    ),
    missing: [],
    asAt: new Date('2026-01-01T00:00:00Z'),
    thresholds: readThresholds('policies/thresholds.json', thresholds),
  }
}

interface Maker {
  readonly people: number
  readonly next: () => number
  readonly pick: <T>(list: readonly T[]) => T
}

function madeUpEvent(index: number, { people, next, pick }: Maker): InsightEvent {
  const at = Date.UTC(2016, 0, 1) + Math.floor(next() * 3650 * 86_400_000)
  const agency = Math.floor(next() * agencyKinds.length)
  const kind = pick(kinds)
  const person = Math.floor(next() * people)
  const other = (person + 1 + Math.floor(next() * Math.max(1, people - 1))) % Math.max(2, people)
  return {
    ...{
      person: `P${person}`,
      agency: `agency-${agency}`,
      agencyKind: agencyKinds[agency] ?? 'police',
    },
    ...{ recordId: `R${index}`, kind, category: 'HEALTH', until: null, precision: 'EXACT' },
    occurredAt: new Date(at).toISOString(),
    recordedAt: new Date(at + Math.floor(next() * 30 * 86_400_000)).toISOString(),
    uprn:
      kind === 'ATTENDANCE'
        ? null
        : `9067000${String(Math.floor(next() * Math.max(3, people))).padStart(5, '0')}`,
    sentence: 'Made up for measuring: nothing happened.',
    codes: codesOf(kind, pick),
    bodySites: kind === 'ATTENDANCE' ? [pick(['HEAD', 'ARM', 'FACE'])] : null,
    ...{
      isAssault: next() < 0.3,
      isAlcoholInvolved: next() < 0.3,
      role: pick(['VICTIM', 'SUSPECT']),
    },
    people: [
      {
        person: `P${other}`,
        reference: `L${other}`,
        role: pick(['VICTIM', 'SUSPECT']),
        relationship: pick(['friend', 'partner']),
      },
    ],
  }
}

const codesOfKind: Readonly<Record<string, readonly [string, string]>> = {
  CALL: ['INCIDENT', 'DOMESTIC'],
  CRIME: ['HO_OFFENCE', '008/06'],
  ADDRESS: ['NDELIUS_ADDRESS_STATUS', 'M'],
  ORDER: ['ProbationOrderKind', 'SUSPENDED_SENTENCE_ORDER'],
  CONTACT: ['CareMethod', 'TELEPHONE'],
}

function codesOf(kind: string, pick: Maker['pick']): InsightEvent['codes'] {
  const [system, code] = codesOfKind[kind] ?? []
  if (system === undefined || code === undefined) return []
  const display = pick([code, code.toLowerCase()])
  return [{ system, code, display }]
}
