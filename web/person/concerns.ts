import type { TimelineEvent } from './events'

/** Something to know before anything else, with who says so and since when. */
export interface Concern {
  readonly heading: string
  readonly sentence: string
  readonly when: string
  readonly agencyName: string
}

const lasting = new Set(['MARKER', 'ORDER', 'SENTENCE', 'PLAN', 'PUBLIC_PROTECTION', 'WARRANT'])
const latest = new Set([
  'RISK_ASSESSMENT',
  'CONCERN',
  'ENQUIRY',
  'CAPACITY_ASSESSMENT',
  'ECONOMIC_ABUSE',
  'REFUSAL',
  'CONFERENCE',
])
const mostShown = 9

/** Warnings shown above everything else. */
export function markersOf(events: readonly TimelineEvent[], now: number): readonly Concern[] {
  return events
    .filter(({ kind }) => kind === 'MARKER')
    .filter(inForce(now))
    .map(describe)
}

/** What is in force now, and the newest assessment of each kind by each agency. */
export function concernsOf(events: readonly TimelineEvent[], now: number): readonly Concern[] {
  const holding = events.filter(({ kind }) => lasting.has(kind)).filter(inForce(now))
  const seen = new Set<string>()
  const newest = events.filter(({ kind, agency }) => {
    if (!latest.has(kind) || seen.has(`${kind} ${agency}`)) return false
    seen.add(`${kind} ${agency}`)
    return true
  })
  return [...holding, ...newest].slice(0, mostShown).map(describe)
}

function inForce(now: number): (event: TimelineEvent) => boolean {
  return ({ until }) => until === null || until.startsAt >= now - 86_400_000
}

function describe({ kindWords, sentence, at, until, agencyName }: TimelineEvent): Concern {
  const end = until ? ` to ${until.text}` : ''
  return { heading: kindWords, sentence, when: `${at?.text ?? 'No date'}${end}`, agencyName }
}
