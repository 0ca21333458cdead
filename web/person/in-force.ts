import type { TimelineEvent } from '../insights/timeline'

/** A fact that holds now, or the newest assessment of its kind, with who says so and since when. */
export interface Standing {
  readonly heading: string
  readonly sentence: string
  readonly when: string
  readonly agencyNames: string
  readonly sources: string
}

const lasting = new Set(['ORDER', 'SENTENCE', 'PLAN', 'PUBLIC_PROTECTION', 'WARRANT'])
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
const dayMs = 86_400_000

/** Warnings shown above everything else. */
export function markersOf(events: readonly TimelineEvent[], now: number): readonly Standing[] {
  return events
    .filter(({ kind }) => kind === 'MARKER')
    .filter(inForce(now))
    .map(describe)
}

/** What is in force on the day, and the newest assessment of each kind by each agency. */
export function standingOf(events: readonly TimelineEvent[], now: number): readonly Standing[] {
  const holding = events.filter(({ kind }) => lasting.has(kind)).filter(inForce(now))
  const seen = new Set<string>()
  const newest = events.filter(({ kind, agencies }) => {
    const key = [kind, ...agencies].join(' ')
    if (!latest.has(kind) || seen.has(key)) return false
    seen.add(key)
    return true
  })
  return [...holding, ...newest].slice(0, mostShown).map(describe)
}

function inForce(now: number): (event: TimelineEvent) => boolean {
  return ({ until }) => until === null || until.startsAt >= now - dayMs
}

function describe(event: TimelineEvent): Standing {
  const { kindWords: heading, sentence, at, until, agencyNames } = event
  const when = `${at?.text ?? 'No date'}${until ? ` to ${until.text}` : ''}`
  return { heading, sentence, when, agencyNames, sources: event.sources.join('; ') }
}
